import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { simulatorCredentials } from '../server/config.ts'
import { temporaryFolder } from './support/databases.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const good = {
  ...simulatorCredentials,
  PORT: '0',
  SESSION_SECRET: 'a secret only for tests, long enough',
  TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
}

describe('the server as a process', function () {
  this.timeout(90_000)
  const started: ChildProcess[] = []
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL')
  })

  /** Only the given environment, and no `.env` of whoever runs the tests. */
  const start = (environment: Record<string, string>, folder = temporaryFolder()) => {
    const child = spawn(
      process.execPath,
      ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), join(root, 'server/main.ts')],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    started.push(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    const ended = once(child, 'close').then(([code]) => ({ code, said }))
    const says = async (words: string) => {
      while (!said.includes(words))
        if ((await Promise.race([once(child.stdout, 'data'), ended.then(() => 'ended')])) === 'ended')
          throw new Error(`ended without saying ${words}: ${said}`)
      return said
    }
    return { child, ended, says }
  }

  it('refuses to start with the whole list of what is wrong, and exits non-zero', async () => {
    const { code, said } = await start({ PORT: 'door', DATABASE_URL: 'mysql://x' }).ended
    expect(code).to.equal(1)
    for (const name of ['PORT', 'DATABASE_URL', 'SESSION_SECRET', 'TWILIO_ACCOUNT_SID', 'PUBLIC_URL'])
      expect(said).to.match(new RegExp(`^ {2}- ${name} `, 'm'))
    expect(said).not.to.include('    at ')
  })

  it('exits non-zero and says why when its port is taken', async () => {
    const first = start(good)
    const port = /"port":(\d+)/.exec(await first.says('"listening"'))?.[1] ?? ''
    const { code, said } = await start({ ...good, PORT: port }).ended
    expect(code).to.equal(1)
    expect(said).to.include('cannot start').and.include('EADDRINUSE')
  })

  it('reads .env beside it, seeds a demo that was asked for, and ends with 0 on SIGTERM', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.env'), 'DEMO=1\nLOG_LEVEL=silent\n')
    const { child, ended, says } = start({ ...good, LOG_LEVEL: 'info' }, folder)
    const port = /"port":(\d+)/.exec(await says('"listening"'))?.[1]
    const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: 'POST',
      headers: { 'x-branchline': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'priya@demo.branchline.test', password: 'branchline-demo' }),
    })
    expect(answer.status).to.equal(200)
    child.kill('SIGTERM')
    const { code, said } = await ended
    expect(code, said).to.equal(0)
    expect(said).to.include('"draining"').and.include('"stopped"')
    expect(said).not.to.match(/priya|branchline-demo/)
    expect(existsSync(join(folder, 'data/branchline.sqlite'))).to.equal(true)
  })
})
