/** The commands of package.json that work on a union's own data, run as an administrator runs them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { connect } from '../server/adapters/db/connect.ts'
import { emptyPostgresUrl, sqliteUrl, temporaryFolder } from './support/databases.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = temporaryFolder()

/** Only the given environment, no `.env` of whoever runs the tests; everything that was said, on either stream. */
async function run(script: string, args: string[], databaseUrl: string, typed = '') {
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), join(root, 'scripts', script), ...args],
    { cwd: folder, env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl } },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  child.stdin.end(typed)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

const heading = 'membership_number,first_name,last_name,status'
const fileOf = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name)
  writeFileSync(file, [heading, ...lines].join('\r\n'))
  return file
}

for (const [engine, urlOf] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', emptyPostgresUrl],
] as const)
  describe(`the commands, on ${engine}`, function () {
    this.timeout(60_000)
    let databaseUrl: string
    before(async () => {
      databaseUrl = await urlOf()
    })
    const names = async () => {
      const database = await connect(databaseUrl)
      const rows: { last_name: string; status: string }[] = await database
        .read('members')
        .orderBy('membership_number')
        .select('last_name', 'status')
      await database.close()
      return rows.map((row) => `${row.last_name}, ${row.status}`)
    }
    const everybody = Array.from({ length: 1200 }, (_, n) => `W-${10_000 + n},Ana,Okafor${n},Paid up`)

    it('members:sync reports, applies, waits for a person when a fifth is missing, and names nobody', async () => {
      const file = fileOf('all.csv', [...everybody, 'W-1,,Quist,Paid up'])
      const report = await run('members-sync.ts', [file], databaseUrl)
      expect(report.said).to.include('1201 rows: 1200 new').and.include('1 refused').and.include('It waits')
      expect(report.code).to.equal(0)
      expect(await names()).to.have.lengthOf(0)

      const applied = await run('members-sync.ts', [file, '--apply'], databaseUrl)
      expect(applied).to.deep.include({ code: 0 })
      expect(await names()).to.have.lengthOf(1200)

      const changed = everybody.map((line, n) => (n === 7 ? line.replace('Paid up', 'In arrears') : line))
      const next = await run('members-sync.ts', [fileOf('next.csv', changed), '--apply'], databaseUrl)
      expect(next.said).to.include('0 new, 1 changed').and.include('1199 as they were')
      expect((await names())[7]).to.equal('Okafor7, In arrears')

      const cut = await run(
        'members-sync.ts',
        [fileOf('cut.csv', changed.slice(0, 900)), '--apply'],
        databaseUrl,
      )
      expect(cut.code).to.equal(2)
      expect(cut.said).to.include('300 not in the file')
      // Nobody was marked as gone.
      expect((await names()).filter((name) => !/Paid up|In arrears/.test(name))).to.deep.equal([])
      for (const { said } of [report, applied, next, cut]) expect(said).not.to.match(/Ana|Okafor|Quist/)
    })

    it('members:sync says what it cannot read, and leaves everything as it was', async () => {
      const nothing = await run('members-sync.ts', [join(folder, 'none.csv'), '--apply'], databaseUrl)
      expect(nothing.code).to.equal(1)
      const file = join(folder, 'photo.csv')
      writeFileSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2]))
      const photo = await run('members-sync.ts', [file, '--apply'], databaseUrl)
      expect(photo.code).to.equal(1)
      expect(photo.said).not.to.include('    at ')
      expect(await names()).to.have.lengthOf(1200)
    })

    it('user:create makes somebody once, and never takes a password from the command line', async () => {
      const args = [
        '--email',
        'Jo@union.example',
        '--name',
        'Jo Field',
        '--roles',
        'administrator,supervisor',
      ]
      const short = await run('user-create.ts', args, databaseUrl, 'short\n')
      expect(short).to.deep.include({ code: 1 })
      const made = await run('user-create.ts', args, databaseUrl, 'long enough, and said to nobody\n')
      expect(made.said).to.include('Jo Field can sign in as jo@union.example (administrator, supervisor).')
      const again = await run('user-create.ts', args, databaseUrl, 'long enough, and said to nobody\n')
      expect(again.said).to.include('is there already')
      const wrong = await run('user-create.ts', ['--name', 'Jo', '--roles', 'king'], databaseUrl)
      expect(wrong.said).to.include('--email is missing').and.include('there is no role king')
    })
  })
