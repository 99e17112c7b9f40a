import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import { applyImport } from '../../server/commands/apply-members.ts'
import { discardImport, startImport } from '../../server/commands/import-members.ts'
import type { MemberImport } from '../../server/domain/member-import.ts'
import { memberView } from '../../server/views/member-views.ts'
import { createMemberApplying, readMemberFile } from '../../server/worker/member-import.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const devi = 'demo-person-devi'
const heading =
  'membership_number,first_name,last_name,status,email,joined_on,branch_code,branch,region,employer,workplace,mobile,home_phone'
const ana = 'X-1,Ana,Okafor,Paid up,ana@x.org,2019-03-01,N-9,New branch,North,Trust,Ward 7,07700 900611,'
const bo = 'X-2,Bo,Quist,Paid up,,2020-04-05,H-0172,,,Trust,Ward 8,07700 900612,'
const cy = 'X-3,Cy,Reid,In arrears,,,,,,,,07700 900611,020 7946 0999'

describe('the members’ file', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    const ids = createIds()
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const run = <T>(unit: Parameters<Parameters<typeof readMemberFile>[0]['run']>[0]): Promise<T> =>
      desk.ask((stores) => unit(stores, { now: desk.now(), ids, actor: devi })) as Promise<T>
    const applying = createMemberApplying({
      run,
      whenFailed: (error) => {
        throw error
      },
    })
    const found = async (id: string): Promise<MemberImport> => {
      const one = await desk.ask((stores) => stores.memberImports.find(id))
      if (one === null) throw new Error('no import')
      return one
    }
    const rows = async (id: string): Promise<Record<string, unknown>[]> =>
      desk.database.read('member_import_rows').where({ import_id: id }).orderBy('row')
    const send = async (lines: string[], supersede = false) => {
      const { importId } = granted(
        await desk.run(startImport, { fileName: 'members.csv', bytes: null, supersede }, devi),
      )
      async function* source() {
        yield new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
      }
      const answer = await readMemberFile(
        { run, today: '2026-11-22', mostBytes: 100_000 },
        { importId, source: source() },
      )
      return { importId, answer }
    }
    const apply = async (importId: string, goneIsRight = false) => {
      const answer = await desk.run(applyImport, { importId, goneIsRight }, devi)
      await applying.now()
      return answer
    }
    const sync = async (...lines: string[]) => {
      const { importId } = await send([heading, ...lines])
      expect(await apply(importId)).to.equal('applying')
      return found(importId)
    }
    const member = (number: string): Promise<Record<string, unknown>> =>
      desk.database
        .read('members')
        .leftJoin('branches', 'branches.id', 'members.branch_id')
        .leftJoin('workplaces', 'workplaces.id', 'members.workplace_id')
        .leftJoin('employers', 'employers.id', 'workplaces.employer_id')
        .where({ membership_number: number })
        .first({
          id: 'members.id',
          version: 'members.version',
          firstName: 'first_name',
          status: 'members.status',
          email: 'members.email',
          branch: 'branches.name',
          workplace: 'workplaces.name',
          employer: 'employers.name',
        })
    const numbersOf = async (membershipNumber: string): Promise<string[]> => {
      const phones: { number: string }[] = await desk.database
        .read('phones')
        .join('member_phones', 'phone_id', 'phones.id')
        .join('members', 'members.id', 'member_id')
        .where({ membership_number: membershipNumber })
        .orderBy('number')
        .select('number')
      return phones.map(({ number }) => number)
    }

    it('changes nobody until somebody says so, and then makes members, branches, workplaces and numbers', async () => {
      const { importId, answer } = await send([heading, ana, bo, cy])
      expect(answer).to.equal('ready')
      expect(await found(importId)).to.include({ state: 'ready', rows: 3, fresh: 3, gone: 0, failed: 0 })
      expect(await member('X-1')).to.equal(undefined)
      expect(await apply(importId)).to.equal('applying')
      expect(await found(importId)).to.include({ state: 'applied', applied: 3, toApply: 3 })
      expect(await member('X-1')).to.include({
        firstName: 'Ana',
        branch: 'New branch',
        employer: 'Trust',
        workplace: 'Ward 7',
        email: 'ana@x.org',
      })
      expect(await member('X-2')).to.include({ branch: 'Northside Health', workplace: 'Ward 8' })
      expect(await numbersOf('X-1')).to.deep.equal(['+447700900611'])
      expect(await numbersOf('X-3')).to.deep.equal(['+442079460999', '+447700900611'])
      const employers = await desk.database.read('employers').where({ name: 'Trust' })
      expect(employers).to.have.lengthOf(1)
    })

    it('says the second time that nothing is new', async () => {
      expect(await sync(ana, bo, cy)).to.include({ fresh: 0, changed: 0, kept: 0, same: 3, toApply: 0 })
    })

    it('reports a change field by field, and takes it', async () => {
      const moved = ana.replace('ana@x.org', 'ana@y.org').replace('07700 900611', '07700 900613')
      const { importId } = await send([heading, moved, bo, cy])
      const [row] = await rows(importId)
      expect(row).to.include({ kind: 'changed', membership_number: 'X-1', name: 'Ana Okafor' })
      expect(JSON.parse(String(row?.['changes']))).to.deep.equal([
        { field: 'email', before: 'ana@x.org', after: 'ana@y.org', keptHere: false },
        { field: 'mobile', before: '+447700900611', after: '+447700900613', keptHere: false },
      ])
      await apply(importId)
      expect(await member('X-1')).to.include({ email: 'ana@y.org', version: 2 })
      expect(await numbersOf('X-1')).to.deep.equal(['+447700900613'])
      expect(await numbersOf('X-3')).to.include('+447700900611')
      await sync(ana, bo, cy)
    })

    it('leaves what was changed here, also between the report and applying it, and reports it', async () => {
      const { id } = await member('X-2')
      const change = (more: object) =>
        desk.ask(async (stores) => {
          const one = await stores.members.find(String(id))
          if (one) await stores.members.save({ ...one, ...more })
        })
      await change({ email: 'bo@here.org' })
      const { importId } = await send([heading, ana, bo.replace('Bo,', 'Bob,'), cy])
      expect(await found(importId)).to.include({ changed: 1, kept: 0 })
      await change({ jobTitle: 'Nurse', firstName: 'Bobby' })
      await apply(importId)
      expect(await member('X-2')).to.include({ firstName: 'Bobby', email: 'bo@here.org' })
      const again = await send([heading, ana, bo, cy])
      expect(await found(again.importId)).to.include({ changed: 0, kept: 1 })
      await desk.run(discardImport, { importId: again.importId }, devi)
    })

    it('marks who is gone and takes them back; a row that cannot be read keeps its member', async () => {
      const gone = await sync(ana, cy.replace('In arrears', ''))
      expect(gone).to.include({ gone: 1, failed: 1, same: 1 })
      expect(await member('X-2')).to.include({ status: 'No longer listed' })
      const { id } = await member('X-1')
      desk.set('2026-11-23T12:00:00.000Z')
      await sync(ana, cy)
      const read = async (memberId: unknown) =>
        (await memberView({ read: desk.database.read, engine, clock: desk }, String(memberId)))
          ?.membershipReadAt
      expect(await read(id)).to.equal('2026-11-23T12:00:00.000Z')
      expect(await read((await member('X-2'))['id'])).to.equal(monday)
      expect(await member('X-3')).to.include({ status: 'In arrears' })
      expect(await sync(ana, cy)).to.include({ gone: 0 })
      expect(await sync(ana, bo, cy)).to.include({ changed: 1 })
      expect(await member('X-2')).to.include({ status: 'Paid up' })
    })

    it('refuses rows one by one in words, a number that stands twice among them', async () => {
      const { importId } = await send([heading, ana, 'X-9,Di', ana.replace('Ana', 'Anna'), bo, cy])
      const refused = (await rows(importId)).filter(({ kind }) => kind === 'failed')
      expect(refused.map(({ row, problem }) => [row, problem])).to.deep.equal([
        [3, 'It has 2 cells, and the first row has 13 cells.'],
        [4, 'The membership number X-1 stands in row 2 already.'],
      ])
      expect(JSON.parse(String(refused[0]?.['cells']))).to.deep.equal(['X-9', 'Di'])
      expect(await member('X-1')).to.include({ firstName: 'Ana' })
      await desk.run(discardImport, { importId }, devi)
    })

    it('is one at a time; the nightly one takes the place of one that waits', async () => {
      const { importId } = await send([heading, ana, bo, cy])
      const again = { fileName: 'b.csv', bytes: null, supersede: false }
      expect(await desk.run(startImport, again, devi)).to.deep.equal({ refused: 'import-open' })
      await sync(ana, bo, cy).then(
        () => expect.fail('began'),
        () => undefined,
      )
      const night = await send([heading, ana, bo, cy], true)
      expect(await found(importId)).to.include({ state: 'discarded' })
      await desk.run(discardImport, { importId: night.importId }, devi)
      expect(
        await desk.run(applyImport, { importId: night.importId, goneIsRight: true }, devi),
      ).to.deep.equal({
        refused: 'import-over',
      })
    })

    it('that is none fails in words and leaves nothing open; one that is silent can be discarded', async () => {
      for (const [lines, words] of [
        [[], /The file is empty/],
        [['a,b', '1,2'], /must name the columns/],
        [[heading, `"${'x'.repeat(70_000)}`], /not closed/],
      ] as const) {
        const { importId, answer } = await send([...lines])
        expect(answer).to.have.property('refused', 'bad-settings')
        const failed = await found(importId)
        expect(failed.state).to.equal('failed')
        expect(failed.problem).to.match(words)
      }
      const long = await send([heading, 'x'.repeat(40_000), 'y'.repeat(40_000), 'z'.repeat(40_000)])
      expect(long.answer).to.deep.equal({ refused: 'file-too-long' })
      const { importId } = granted(
        await desk.run(startImport, { fileName: 'c.csv', bytes: null, supersede: false }, devi),
      )
      expect(await desk.run(discardImport, { importId }, devi)).to.deep.equal({ refused: 'import-reading' })
      desk.set('2026-11-23T10:09:00.000Z')
      expect(await desk.run(discardImport, { importId }, devi)).to.equal('discarded')
    })

    it('that has lost many members is applied only when somebody says that it is right', async () => {
      const many = Array.from({ length: 25 }, (_, at) => `Y-${at},Eve,Many,Paid up,,,,,,,,,`)
      await sync(ana, bo, cy, ...many)
      const { importId } = await send([heading, ana, bo, cy])
      expect(await found(importId)).to.include({ gone: 25 })
      expect(await apply(importId)).to.deep.equal({ refused: 'many-gone' })
      expect(await apply(importId, true)).to.equal('applying')
      expect(await member('Y-7')).to.include({ status: 'No longer listed' })
    })

    it('keeps the rows of the newest report only, and no member’s words in the log', async () => {
      await sync(ana, bo, cy)
      const before = await desk.database.read('member_import_rows').countDistinct({ n: 'import_id' }).first()
      expect(Number(before?.['n'])).to.be.greaterThan(1)
      await applying.forget()
      const after = await desk.database.read('member_import_rows').countDistinct({ n: 'import_id' }).first()
      expect(Number(after?.['n'])).to.equal(1)
      const logged: { data: string }[] = await desk.database
        .read('event_log')
        .where('type', 'like', 'members.%')
        .select('data')
      expect(logged.length).to.be.greaterThan(10)
      expect(logged.map(({ data }) => data).join()).to.not.match(/Okafor|x\.org|0611/)
    })
  })
})
