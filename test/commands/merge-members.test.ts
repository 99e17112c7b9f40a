import { expect } from 'chai'
import { behindWall } from '../../server/adapters/db/case-wall.ts'
import { hangsOnMember, ownRows } from '../../server/adapters/db/stores/merges.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { applyImport } from '../../server/commands/apply-members.ts'
import { giveAuthority } from '../../server/commands/authorities.ts'
import { startImport } from '../../server/commands/import-members.ts'
import { placeHold } from '../../server/commands/legal-hold.ts'
import { mergeMembers, undoMerge } from '../../server/commands/merge-members.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { saveNeeds } from '../../server/commands/save-needs.ts'
import { saveSafeContact } from '../../server/commands/save-safe-contact.ts'
import { sealCase } from '../../server/commands/seal-case.ts'
import { verifyCaller } from '../../server/commands/verify-caller.ts'
import { membersView, memberView } from '../../server/views/member-views.ts'
import { mergeCompareView, mergesView } from '../../server/views/merge-views.ts'
import { createMemberApplying, readMemberFile } from '../../server/worker/member-import.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const twin = 'twin-of-aisha'
const personId = demo.marcus
const heading = 'membership_number,first_name,last_name,status,mobile'

describe('two records of one person', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let sealed = ''
    const ids = createIds()
    before(async () => {
      desk = await openDesk(open)
      await desk.ask(async (stores) => {
        const member = await stores.members.find(aisha)
        if (!member) throw new Error('no Aisha')
        await stores.members.insert({
          ...member,
          id: twin,
          membershipNumber: 'M-900001',
          lastName: 'Kahn',
          email: 'new@home.example',
          jobTitle: 'Ward manager',
          recordingRefused: true,
        })
        const own = await stores.phones.byNumber('+447700900117')
        await stores.phones.insert({
          id: 'twin-phone',
          number: '+447700900733',
          optedOutAt: monday,
          unsafeBecause: null,
          createdAt: monday,
        })
        for (const phoneId of ['twin-phone', own?.id ?? ''])
          await stores.mergedMembers.linkPhone(twin, { phoneId, label: 'work', missedCallText: 0 })
      })
      const of = { memberId: twin, personId }
      granted(await desk.run(openCase, { ...of, title: 'Second matter', kind: 'pay' }, personId))
      sealed = granted(
        await desk.run(openCase, { ...of, title: 'Sealed matter', kind: 'pay' }, personId),
      ).caseId
      granted(await desk.run(sealCase, { caseId: sealed, personId, why: 'a colleague' }, personId))
      granted(await desk.run(placeHold, { caseId: null, ...of, why: 'a claim' }, personId))
      granted(
        await desk.run(
          giveAuthority,
          {
            ...of,
            name: 'Omar',
            relation: '',
            number: '',
            caseId: null,
            scope: ['hear-case'],
            ground: 'letter',
            fromDay: '2026-01-01',
            untilDay: '2027-01-01',
          },
          personId,
        ),
      )
      granted(
        await desk.run(
          saveNeeds,
          { ...of, version: 0, needs: ['large-print'], language: 'ur', words: '' },
          personId,
        ),
      )
      granted(
        await desk.run(
          saveSafeContact,
          {
            ...of,
            version: 0,
            isDiscreet: true,
            notAtWork: true,
            textOnly: false,
            noVoicemail: false,
            onlySafeNumbers: false,
            neutralSender: false,
            noEmployerEmail: false,
            codeWord: 'heron',
            hours: [],
            numbers: {},
          },
          personId,
        ),
      )
      await desk.waitingCall('+447700900733')
      await desk.ask(async (stores) => {
        for (const at of [1, 2, 3])
          await stores.verificationAnswers.insert({
            id: `wrong-${at}`,
            contactId: 'none',
            memberId: twin,
            fact: 'joined',
            isRight: false,
            at: monday,
            by: personId,
          })
      })
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const versionOf = async (id: string) => {
      const row: { version: number } | undefined = await desk.database
        .read('members')
        .where({ id })
        .first('version')
      return row?.version ?? 0
    }
    const merge = async (change: Partial<Parameters<typeof mergeMembers>[2]> = {}) => {
      const input = { keeperId: aisha, otherId: twin, ...change }
      return desk.run(
        mergeMembers,
        {
          version: await versionOf(input.keeperId),
          otherVersion: await versionOf(input.otherId),
          take: ['email' as const],
          why: 'The same person, twice in the file',
          personId,
          ...input,
        },
        personId,
      )
    }
    const undo = async (keeperId = aisha) => {
      const [last] =
        (await mergesView(deps(), keeperId))?.merges.filter(({ undone }) => undone === null) ?? []
      return desk.run(undoMerge, { mergeId: last?.id ?? '', why: 'Two people after all', personId }, personId)
    }
    /** Everything that hangs on the two, row by row; what a change always moves on is left out. */
    const everything = async () => {
      const all: Record<string, unknown> = {}
      for (const table of [...Object.keys(hangsOnMember), ...ownRows]) {
        const rows: Record<string, unknown>[] = await desk.database
          .read(table)
          .whereIn('member_id', [aisha, twin])
        all[table] = rows.map((row) => JSON.stringify(row)).toSorted()
      }
      const members: Record<string, unknown>[] = await desk.database
        .read('members')
        .whereIn('id', [aisha, twin])
        .orderBy('id')
      all['members'] = members.map(({ version: _, updated_at: __, ...row }) => row)
      return all
    }
    const count = (table: string, memberId: string) => desk.count(table, { member_id: memberId })

    it('leaves no table behind that hangs on a member', async () => {
      const rows: { name: string }[] =
        engine === 'sqlite'
          ? await desk.database
              .read('sqlite_master as m')
              .joinRaw('JOIN pragma_table_info(m.name) AS c')
              .where({ 'm.type': 'table', 'c.name': 'member_id' })
              .select({ name: 'm.name' })
          : await desk.database
              .read('information_schema.columns')
              .where({ table_schema: 'public', column_name: 'member_id' })
              .select({ name: 'table_name' })
      expect(rows.map(({ name }) => name)).to.have.members([...Object.keys(hangsOnMember), ...ownRows])
    })

    it('takes a reason, two records, and what both were when somebody looked', async () => {
      expect(await merge({ why: ' ' })).to.deep.equal({ refused: 'merge-unexplained' })
      expect(await merge({ otherId: aisha })).to.deep.equal({ refused: 'merge-same' })
      expect(await merge({ otherId: 'nobody' })).to.deep.equal({ refused: 'not-found' })
      expect(await merge({ otherVersion: 99 })).to.deep.equal({ refused: 'stale-version' })
    })

    it('are shown field by field; a sealed case is counted for nobody who may not know it', async () => {
      const other = async (viewer: string) =>
        (
          await mergeCompareView(
            {
              ...deps(),
              read: behindWall(desk.database.read, () => ({ personId: viewer, now: desk.now() })),
            },
            aisha,
            'm-900001',
          )
        )?.other.has[0]
      expect(await other(personId)).to.equal('2 cases, 2 open')
      expect(await other(demo.priya)).to.equal('1 case, 1 open')
      const view = await mergeCompareView(deps(), aisha, twin)
      expect(view?.fields.filter(({ isSame }) => !isSame).map(({ field }) => field)).to.deep.equal([
        'lastName',
        'email',
        'jobTitle',
      ])
    })

    it('become one with all that hangs on either, and part again exactly as they were', async () => {
      const before = await everything()
      const events = await desk.eventsOf(async () => granted(await merge()))
      expect(events).to.deep.equal(['member.merged'])
      for (const table of Object.keys(hangsOnMember)) expect(await count(table, twin), table).to.equal(0)
      const one = await memberView(deps(), twin)
      expect(one).to.deep.include({
        id: aisha,
        name: 'Aisha Khan',
        email: 'new@home.example',
        jobTitle: 'Staff nurse',
        recordingRefused: true,
      })
      expect(
        one?.phones.map(({ e164, label, optedOutAt }) => [e164, label, optedOutAt]),
      ).to.have.deep.members([
        ['+447700900117', 'mobile', null],
        ['+447700900733', 'work', monday],
      ])
      expect(one?.safeContact).to.include({ isDiscreet: true, notAtWork: true, codeWord: 'heron' })
      expect(one?.cases.map(({ title }) => title)).to.include.members(['Second matter', 'Sealed matter'])
      expect(await count('legal_holds', aisha)).to.equal(1)
      expect(await count('authorities', aisha)).to.equal(1)
      expect(await desk.count('member_needs', { member_id: aisha, language: 'ur' })).to.equal(1)

      const found = async (q: string) =>
        (await membersView(deps(), { q, cursor: null })).items.map(({ id }) => id)
      for (const q of ['M-900001', '07700 900733']) expect(await found(q), q).to.deep.equal([aisha])
      expect(await found('Kahn')).to.deep.equal([])
      expect(
        await desk.run(openCase, { memberId: twin, title: 'x', kind: 'pay', personId }, personId),
      ).to.deep.equal({ refused: 'not-found' })
      expect(await merge()).to.deep.equal({ refused: 'merged-already' })

      granted(await undo())
      expect(await everything()).to.deep.equal(before)
      expect(await undo()).to.deep.equal({ refused: 'not-found' })
      expect(await found('Kahn')).to.deep.equal([twin])
    })

    it('locked questions stay locked', async () => {
      granted(await merge())
      const agentId = await desk.agent()
      const { contactId } = await desk.connected(agentId, '+447700900117')
      expect(
        await desk.run(verifyCaller, { contactId, personId: agentId, memberId: aisha }, agentId),
      ).to.deep.equal({ refused: 'verification-locked' })
      granted(await undo())
    })

    it('parting keeps what somebody changed since, and what came since', async () => {
      granted(await merge())
      await desk.ask(async (stores) => {
        const one = await stores.members.find(aisha)
        if (one) await stores.members.save({ ...one, version: one.version + 1, email: 'newer@home.example' })
      })
      const { caseId } = granted(
        await desk.run(openCase, { memberId: aisha, title: 'Since', kind: 'pay', personId }, personId),
      )
      granted(await undo())
      expect((await memberView(deps(), aisha))?.email).to.equal('newer@home.example')
      expect((await desk.case(caseId)).memberId).to.equal(aisha)
      expect((await memberView(deps(), twin))?.email).to.equal('new@home.example')
    })

    it('is undone in the order in which it was done, and for thirty days', async () => {
      const tom = 'demo-member-M-118820'
      granted(await merge())
      granted(await merge({ keeperId: tom, otherId: aisha, take: [] }))
      expect((await memberView(deps(), twin))?.id).to.equal(tom)
      expect(await undo()).to.deep.equal({ refused: 'merge-stacked' })
      granted(await undo(tom))
      expect((await memberView(deps(), twin))?.id).to.equal(aisha)
      desk.later(30 * 86_400_000 + 1)
      expect(await undo()).to.deep.equal({ refused: 'merge-final' })
      desk.set(monday)
      desk.later(30 * 86_400_000)
      granted(await undo())
    })

    it('the nightly file neither splits them nor brings the other back', async () => {
      granted(await merge())
      const run = <T>(unit: Parameters<Parameters<typeof readMemberFile>[0]['run']>[0]): Promise<T> =>
        desk.ask((stores) => unit(stores, { now: desk.now(), ids, actor: 'demo-person-devi' })) as Promise<T>
      const applying = createMemberApplying({
        run,
        whenFailed: (error) => {
          throw error
        },
      })
      const sync = async (mobile: string) => {
        const { importId } = granted(
          await desk.run(
            startImport,
            { fileName: 'm.csv', bytes: null, supersede: false },
            'demo-person-devi',
          ),
        )
        async function* source() {
          yield new TextEncoder().encode(
            `${heading}\nM-204117,Aisha,Khan,Paid up,07700 900117\nM-900001,Aisha,Kahn,Lapsed,${mobile}\n`,
          )
        }
        await readMemberFile({ run, today: '2026-11-22', mostBytes: 100_000 }, { importId, source: source() })
        expect(await desk.run(applyImport, { importId, goneIsRight: true }, 'demo-person-devi')).to.equal(
          'applying',
        )
        await applying.now()
      }
      const members = async () => Number((await desk.database.read('members').count({ n: '*' }))[0]?.n)
      const before = await members()
      await sync('07700 900733')
      await sync('07700 900744')
      expect(await members()).to.equal(before)
      expect(await desk.count('members', { merged_into: aisha })).to.equal(1)
      expect(await count('member_phones', twin)).to.equal(0)
      const one = await memberView(deps(), aisha)
      expect(one?.phones.map(({ e164 }) => e164)).to.include.members([
        '+447700900117',
        '+447700900733',
        '+447700900744',
      ])
      expect(one).to.include({ name: 'Aisha Khan', status: 'Paid up' })
    })
  })
})
