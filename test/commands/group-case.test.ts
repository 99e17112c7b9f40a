import { expect } from 'chai'
import { behindWall } from '../../server/adapters/db/case-wall.ts'
import type { DeadlineInput } from '../../server/commands/deadline-support.ts'
import { addToGroup, closeGroup, openGroup } from '../../server/commands/group-case.ts'
import { linkCase } from '../../server/commands/link-case.ts'
import { mergeCases } from '../../server/commands/move-cases.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { sealCase } from '../../server/commands/seal-case.ts'
import type { LineAnswer } from '../../server/domain/group-case.ts'
import { caseView } from '../../server/views/case-view.ts'
import { groupView } from '../../server/views/group-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const personId: string = demo.marcus
const lorna = 'demo-person-lorna'

describe('a group case', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    /** Forty members with numbers and no case, by membership number. */
    let forty: { id: string; number: string; phone: string; name: string }[]
    before(async () => {
      desk = await openDesk(open)
      const { read } = desk.database
      const shared = read('member_phones').select('phone_id').groupBy('phone_id').havingRaw('count(*) > 1')
      const rows: { id: string; number: string; phone: string; name: string }[] = await read('members')
        .join('member_phones', 'member_phones.member_id', 'members.id')
        .join('phones', 'phones.id', 'member_phones.phone_id')
        .whereNotIn('members.id', read('cases').whereNotNull('member_id').select('member_id'))
        .whereNotIn('member_phones.phone_id', shared)
        .orderBy('members.membership_number')
        .select({
          id: 'members.id',
          number: 'members.membership_number',
          phone: 'phones.number',
          name: 'members.last_name',
        })
      const byMember = new Map(rows.map((row) => [row.id, row]))
      forty = [...byMember.values()].slice(0, 40)
      expect(forty).to.have.lengthOf(40)
    })

    const opened = async (): Promise<string> =>
      granted(
        await desk.run(
          openGroup,
          { title: 'Overtime unpaid at the depot', kind: 'pay-and-hours', personId },
          personId,
        ),
      ).caseId
    const add = async (groupId: string, pasted: string, by = personId): Promise<LineAnswer[]> =>
      granted(await desk.run(addToGroup, { groupId, pasted, personId: by }, by)).answers
    const viewDeps = (viewer: string) => ({
      read: behindWall(desk.database.read, () => ({ personId: viewer, now: desk.now() })),
      clock: { now: desk.now },
      engine,
    })
    const shown = async (groupId: string, viewer = personId) => {
      const view = await groupView(viewDeps(viewer), groupId)
      if (!view) throw new Error('no such case')
      return view
    }
    const caseIds = (answers: readonly LineAnswer[]) =>
      answers.flatMap((one) => (one.answer === 'added' ? [one.caseId] : []))
    const wages = (triggers: string[]): DeadlineInput => ({
      claim: 'wages',
      nation: 'EW',
      respondent: 'The depot',
      triggers,
      isTriggerCertain: true,
      knownOn: null,
      reason: 'other',
      conciliations: [],
    })
    const date = async (caseId: string, trigger: string) =>
      granted(await desk.run(proposeDeadline, { caseId, personId, ...wages([trigger]) }, personId))
    const statusOf = async (id: string) => (await desk.ask((stores) => stores.cases.find(id)))?.status
    const close = async (groupId: string, alsoIds: string[], given: object = {}) => {
      const group = await desk.ask((stores) => stores.cases.find(groupId))
      return desk.run(
        closeGroup,
        {
          groupId,
          personId,
          version: group?.version ?? 0,
          outcome: { ...won('Paid in full'), met: 'yes' as const },
          wanted: 'The overtime',
          alsoIds,
          ...given,
        },
        personId,
      )
    }

    it('adds forty by paste, each line answered, each with a file and a number of their own', async () => {
      const groupId = await opened()
      const lines = forty.map(({ number, phone, name }, index) =>
        index % 2 === 0 ? `${number}\t${name}` : phone,
      )
      const answers = await add(groupId, lines.join('\r\n'))
      expect(answers.map(({ answer }) => answer)).to.deep.equal(forty.map(() => 'added'))
      expect(new Set(caseIds(answers)).size).to.equal(40)
      const view = await shown(groupId)
      expect(view.members).to.have.lengthOf(40)
      expect(new Set(view.members?.map(({ reference }) => reference)).size).to.equal(40)
      expect(view.sites.reduce((sum, { inGroup }) => sum + inGroup, 0)).to.be.at.most(40)
      for (const site of view.sites) expect(site.inGroup).to.be.at.most(site.members)

      const again = await add(
        groupId,
        `${forty[0]?.number}\nM-999999\nnobody\n+447700900820\n${forty[1]?.phone}`,
      )
      expect(again.map(({ answer }) => answer)).to.deep.equal([
        'already-in',
        'not-found',
        'unreadable',
        'several',
        'already-in',
      ])
      expect((await shown(groupId)).members).to.have.lengthOf(40)
      expect(await desk.run(addToGroup, { groupId, pasted: ' \n ', personId }, personId)).to.include({
        refused: 'bad-settings',
      })
      expect(
        await desk.run(addToGroup, { groupId, pasted: 'M-1\n'.repeat(201), personId }, personId),
      ).to.include({ refused: 'bad-settings' })
    })

    it('adds a member once when two people paste them at the same time', async () => {
      const groupId = await opened()
      const both = await Promise.all([
        add(groupId, forty[0]?.number ?? ''),
        add(groupId, forty[0]?.number ?? '', lorna),
      ])
      expect(
        both
          .flat()
          .map(({ answer }) => answer)
          .toSorted(),
      ).to.deep.equal(['added', 'already-in'])
    })

    it('takes a case that is there as its member’s sub-file, and never one of another group', async () => {
      const groupId = await opened()
      const { caseId } = granted(
        await desk.run(
          openCase,
          { memberId: forty[0]?.id ?? '', title: 'My overtime', kind: 'pay-and-hours', personId },
          personId,
        ),
      )
      const reference = `CX-${(await desk.ask((stores) => stores.cases.find(caseId)))?.number}`
      expect(await add(groupId, reference)).to.deep.include.members([
        { line: reference, answer: 'added', caseId, memberId: forty[0]?.id ?? '', isNew: false },
      ])
      expect((await add(groupId, reference))[0]?.answer).to.equal('already-in')
      expect((await add(await opened(), reference))[0]?.answer).to.equal('in-another-group')
      const group = `CX-${(await desk.ask((stores) => stores.cases.find(groupId)))?.number}`
      expect((await add(await opened(), group))[0]?.answer, 'a group in a group').to.equal('no-member')
    })

    it('computes each member’s legal date from their own day, and shows the nearest first', async () => {
      const groupId = await opened()
      const [first = '', second = '', third = ''] = caseIds(
        await add(
          groupId,
          forty
            .slice(0, 3)
            .map(({ number }) => number)
            .join('\n'),
        ),
      )
      await date(first, '2026-10-30')
      await date(second, '2026-10-09')
      const members = (await shown(groupId)).members ?? []
      expect(members.map(({ caseId }) => caseId)).to.deep.equal([second, first, third])
      expect(members[0]?.nextDate?.words).not.to.equal(members[1]?.nextDate?.words)
      expect(members[2]?.nextDate).to.equal(null)
    })

    it('says on a sub-file nothing of another member, and in the group’s story no name', async () => {
      const groupId = await opened()
      const ids = caseIds(
        await add(
          groupId,
          forty
            .slice(0, 4)
            .map(({ number }) => number)
            .join('\n'),
        ),
      )
      const told = async (id: string) => {
        const view = await caseView(viewDeps(personId), id)
        if (!view) throw new Error('no case')
        return JSON.stringify([view, id === groupId ? null : await groupView(viewDeps(personId), id)])
      }
      const [own = ''] = ids
      const file = await told(own)
      expect(file, 'the control: their own name stands there').to.include(forty[0]?.number)
      const siblings = await Promise.all(
        ids.slice(1).map((id) => desk.ask((stores) => stores.cases.find(id))),
      )
      for (const [index, one] of siblings.entries()) {
        expect(file).not.to.include(forty[index + 1]?.number)
        expect(file).not.to.include(one?.id)
        expect(file).not.to.include(`CX-${one?.number}`)
      }
      const story = await told(groupId)
      for (const { number, id } of forty.slice(0, 4)) {
        expect(story).not.to.include(number)
        expect(story).not.to.include(id)
      }
    })

    it('files a contact of a member on their own sub-file, and none of theirs on the group', async () => {
      const groupId = await opened()
      const one = forty[30]
      const before: { id: string }[] = await desk.database
        .read('cases')
        .where({ member_id: one?.id ?? '' })
        .whereNull('closed_at')
        .select('id')
      for (const { id } of before)
        await desk.ask(async (stores) => {
          const found = await stores.cases.find(id)
          if (found)
            await stores.cases.save({ ...found, status: 'closed', closedAt: '2026-01-01T00:00:00.000Z' })
        })
      const [own] = caseIds(await add(groupId, `${one?.number}\n${forty[31]?.number}`))
      const { contactId } = await desk.waitingCall(one?.phone)
      const contact = await desk.ask((stores) => stores.contacts.find(contactId))
      expect(contact?.caseId).to.equal(own)
      expect(contact?.caseRule).to.equal('only-open-case')
      expect(await desk.run(linkCase, { contactId, personId, caseId: groupId }, personId)).to.deep.equal({
        refused: 'group-files',
      })
      const merge = { why: 'The same', personId }
      const other = forty[31]
      expect(
        await desk.run(mergeCases, { fromCaseId: own ?? '', intoCaseId: groupId, ...merge }, personId),
      ).to.deep.equal({ refused: 'group-stays' })
      expect(other).not.to.equal(undefined)
    })

    it('shows a sealed sub-file to nobody who may not know it, not even by adding its member again', async () => {
      const groupId = await opened()
      const [one, two] = forty
      const [secret = ''] = caseIds(await add(groupId, `${one?.number}\n${two?.number}`))
      granted(await desk.run(sealCase, { caseId: secret, personId, why: 'Harassment' }, personId))
      expect((await shown(groupId)).members).to.have.lengthOf(2)
      const others = await shown(groupId, lorna)
      expect(others.members?.map(({ caseId }) => caseId)).not.to.include(secret)
      expect(others.members).to.have.lengthOf(1)
      expect((await add(groupId, one?.number ?? '', lorna))[0]?.answer).to.equal('not-found')
      expect((await add(groupId, one?.number ?? ''))[0]?.answer).to.equal('already-in')
      // A sealed group takes nobody in, and is told of on no sub-file.
      granted(await desk.run(sealCase, { caseId: groupId, personId, why: 'Talks are secret' }, personId))
      expect(await desk.run(addToGroup, { groupId, pasted: 'M-1', personId }, personId)).to.deep.equal({
        refused: 'group-sealed',
      })
      const [, open = ''] = [secret, others.members?.[0]?.caseId]
      expect((await shown(open, lorna)).partOf).to.equal(null)
      expect((await shown(open)).partOf?.id).to.equal(groupId)
    })

    it('closes with one outcome for all who were chosen, never over a live date or a seal, all or nothing', async () => {
      const groupId = await opened()
      const ids = caseIds(
        await add(
          groupId,
          forty
            .slice(4, 9)
            .map(({ number }) => number)
            .join('\n'),
        ),
      )
      const [first = '', second = '', dated = '', sealed = '', kept = ''] = ids
      await date(dated, '2026-10-30')
      granted(await desk.run(sealCase, { caseId: sealed, personId, why: 'Harassment' }, personId))
      const stays = new Map((await shown(groupId)).members?.map((one) => [one.caseId, one.stays?.is ?? null]))
      expect(ids.map((id) => stays.get(id))).to.deep.equal([null, null, 'deadline-live', 'sealed', null])
      for (const not of [dated, sealed, 'demo-case-CX-10482'])
        expect(await close(groupId, [first, not])).to.deep.equal({ refused: 'group-changed' })
      expect(await close(groupId, [first], { version: 0 })).to.deep.equal({ refused: 'stale-version' })
      expect(await close(groupId, [first], { wanted: '' })).to.include({ refused: 'bad-settings' })
      expect(await Promise.all(ids.map(statusOf)), 'nothing was closed').to.deep.equal(ids.map(() => 'open'))

      await desk.ask((stores) =>
        stores.caseAims.insert({
          caseId: second,
          wanted: 'An apology',
          outcomeKind: null,
          met: null,
          amountPence: null,
        }),
      )
      const events = await desk.eventsOf(() => close(groupId, [first, second]))
      expect(events.filter((type) => type === 'case.closed')).to.have.lengthOf(3)
      expect(await Promise.all([groupId, ...ids].map(statusOf))).to.deep.equal([
        'closed',
        'closed',
        'closed',
        'open',
        'open',
        'open',
      ])
      const aim = (caseId: string) => desk.ask((stores) => stores.caseAims.find(caseId))
      expect(await aim(first)).to.include({ wanted: 'The overtime', outcomeKind: 'won', met: 'yes' })
      expect(await aim(second)).to.include({ wanted: 'An apology', outcomeKind: 'won' })
      expect((await desk.ask((stores) => stores.cases.find(kept)))?.outcome).to.equal(null)
      expect(await desk.run(addToGroup, { groupId, pasted: 'M-1', personId }, personId)).to.deep.equal({
        refused: 'case-closed',
      })
    })
  })
})
