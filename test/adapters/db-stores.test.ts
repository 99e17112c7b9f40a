import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import type { Kept } from '../../server/commands/kept.ts'
import type { Stores } from '../../server/commands/ports.ts'
import { newPerson } from '../../server/domain/person.ts'
import type {
  Call,
  Case,
  FollowUp,
  Member,
  Message,
  Person,
  Presence,
  Recording,
} from '../../server/domain/records.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  aCall,
  anOffer,
  aPhone,
  aThread,
  demo,
  demoDatabase,
  monday,
  refusalOf,
} from '../support/demo-database.ts'

const soon = '2026-11-23T09:04:00.000Z'
const member: Member = {
  id: 'member-1',
  version: 1,
  membershipNumber: 'M-900001',
  firstName: 'Zoë',
  lastName: "O'Neill-Ωmega",
  email: null,
  status: 'Paid up',
  joinedOn: '2020-02-29',
  branchId: 'demo-branch-1',
  workplaceId: null,
  jobTitle: null,
  chips: ['Prefers a quiet line', 'Says "hello" 👋'],
  recordingRefused: true,
  textRelay: true,
  updatedAt: monday,
}
const aCase: Case = {
  id: 'case-1',
  version: 1,
  number: 20_001,
  memberId: 'member-1',
  callerNumber: null,
  title: 'Unpaid overtime',
  kind: 'pay-and-hours',
  status: 'open',
  ownerId: demo.marcus,
  openedAt: monday,
  updatedAt: monday,
  lastContactAt: null,
  closedAt: null,
  outcome: null,
  nextStep: null,
  nextStepDue: null,
}
const presence: Presence = {
  personId: demo.priya,
  version: 1,
  choice: 'available',
  choiceSince: monday,
  choiceAfterCall: null,
  occupancy: 'idle',
  occupancySince: monday,
  contactId: null,
  idleSince: monday,
  areYouThere: false,
  reachable: true,
  registered: false,
  microphone: 'granted',
  phoneTabId: 'tab-1',
}
const message: Message = {
  id: 'message-1',
  threadId: 'thread-1',
  contactId: null,
  direction: 'in',
  body: 'Robert"); DROP TABLE members;-- 👩‍🔧 <b>',
  status: 'received',
  errorCode: null,
  authorId: null,
  clientId: null,
  messageSid: 'SM1',
  at: monday,
  refusedFiles: ['too large'],
}

describe('the stores', () => {
  onBothDatabases((open) => {
    let database: Database
    const inUnit = <T>(unit: (stores: Stores) => Promise<T>): Promise<T> => database.write(unit)

    before(async () => {
      database = await demoDatabase(open)
    })

    /** Inserts, finds the same, saves a change, finds that; an unknown id finds nothing and saves nothing. */
    const roundTrip = async <T extends object, Key extends keyof T>(
      storeOf: (stores: Stores) => Kept<T, Key>,
      key: Key,
      record: T,
      change: Partial<T>,
    ) => {
      await inUnit((stores) => storeOf(stores).insert(record))
      expect(await inUnit((stores) => storeOf(stores).find(record[key]))).to.deep.equal(record)
      const changed = { ...record, ...change }
      await inUnit((stores) => storeOf(stores).save(changed))
      expect(await inUnit((stores) => storeOf(stores).find(record[key]))).to.deep.equal(changed)
    }

    it('keep every kind of record as it was given', async () => {
      await roundTrip((s) => s.members, 'id', member, { recordingRefused: false, chips: [], joinedOn: null })
      await roundTrip((s) => s.phones, 'id', aPhone('+442079460991'), { optedOutAt: soon })
      await roundTrip((s) => s.cases, 'id', aCase, { status: 'closed', closedAt: soon, outcome: 'Won' })
      await roundTrip((s) => s.threads, 'id', aThread('thread-1', '+447700900111'), {
        draft: 'Hi',
        draftKind: 'note',
      })
      await roundTrip((s) => s.contacts, 'id', aCall('contact-1'), {
        needsChoice: true,
        menuLevel: 'start',
        state: 'waiting',
        waitingSince: soon,
        queueId: 'demo-queue-advice',
        priority: 3,
      })
      await roundTrip(
        (s) => s.offers,
        'id',
        anOffer('offer-1', { contactId: 'contact-1', personId: demo.priya }),
        { state: 'accepted', settledAt: soon },
      )
      await roundTrip((s) => s.presences, 'personId', presence, {
        registered: true,
        areYouThere: true,
        choice: 'lunch',
      })
      await roundTrip((s) => s.messages, 'id', message, {
        status: 'failed',
        errorCode: 30_003,
        refusedFiles: [],
      })
      await roundTrip<Call, 'callSid'>(
        (s) => s.calls,
        'callSid',
        {
          callSid: 'CA1',
          contactId: 'contact-1',
          party: 'member',
          personId: null,
          direction: 'inbound',
          status: 'ringing',
          sequence: -1,
          startedAt: monday,
          joinedAt: null,
          leftAt: null,
          endedAt: null,
          heardConferenceSid: 'CF1',
          heardSequence: 7,
        },
        { status: 'in-progress', sequence: 2, joinedAt: soon },
      )
      await roundTrip<Recording, 'id'>(
        (s) => s.recordings,
        'id',
        {
          id: 'recording-1',
          recordingSid: 'RE1',
          contactId: 'contact-1',
          kind: 'call',
          state: 'in-progress',
          seconds: null,
          pausedSince: null,
          pausedFor: null,
          pauses: [],
          transcript: null,
          startedAt: monday,
        },
        { state: 'completed', seconds: 61 },
      )
      await roundTrip<FollowUp, 'id'>(
        (s) => s.followUps,
        'id',
        {
          id: 'follow-up-1',
          caseId: 'case-1',
          what: 'Ring back',
          dueAt: soon,
          ownerId: null,
          createdAt: monday,
          doneAt: null,
          remindAt: null,
          checklist: [],
          firstDueAt: null,
        },
        { ownerId: demo.marcus },
      )
      await roundTrip<Person, 'id'>(
        (s) => s.people,
        'id',
        newPerson({
          id: 'person-1',
          email: 'new@demo.branchline.test',
          name: 'New Person',
          passwordHash: 'x',
          createdAt: monday,
        }),
        { version: 2, leftAt: soon, languages: ['pl', 'cy'], oneTimeUntil: soon, signedInAt: monday },
      )
    })

    it('find nothing under an unknown id, and refuse to save it', async () => {
      expect(await inUnit((stores) => stores.members.find('nobody'))).to.equal(null)
      const refusal = await refusalOf(inUnit((stores) => stores.members.save({ ...member, id: 'nobody' })))
      expect(String(refusal)).to.include('nothing to save')
    })

    it('know people by email however it is typed, with their roles', async () => {
      await inUnit(async ({ people }) => {
        expect((await people.byEmail(' Priya@Demo.Branchline.Test '))?.id).to.equal(demo.priya)
        expect(await people.byEmail('nobody@demo.branchline.test')).to.equal(null)
        expect(await people.rolesOf(demo.marcus)).to.deep.equal(['official'])
      })
    })

    it('know lines and queues, with hours and menu whole', async () => {
      await inUnit(async ({ lines, queues }) => {
        const line = await lines.byNumber('+442079460900')
        expect(line?.hours.periods).to.have.lengthOf(5)
        expect(line?.menu?.options['1']?.kind).to.equal('queue')
        expect(await lines.find(line?.id ?? '')).to.deep.equal(line)
        expect((await lines.byNumber('+447700900900'))?.menu).to.equal(null)
        expect(await lines.all()).to.have.lengthOf(3)
        expect(await lines.byNumber('+442079460999')).to.equal(null)
        expect((await queues.all()).map((queue) => queue.key)).to.deep.equal([
          'advice',
          'urgent',
          'casework',
          'joining',
        ])
        const advice = await queues.byKey('advice')
        expect(advice?.skills).to.deep.equal(['advice'])
        expect(await queues.find(advice?.id ?? '')).to.deep.equal(advice)
      })
    })

    it('know every member who has a number', async () => {
      await inUnit(async ({ members, phones }) => {
        expect((await members.byNumber('+447700900820')).map((each) => each.firstName)).to.deep.equal([
          'Jean',
          'Tom',
        ])
        expect(await members.byNumber('+447700900555')).to.deep.equal([])
        expect((await phones.byNumber('+447700900117'))?.optedOutAt).to.equal(null)
      })
    })

    it('serve the waiting by priority worth two minutes a step, then by age', async () => {
      const waiting = (id: string, at: string, priority: number) =>
        aCall(id, { state: 'waiting', waitingSince: at, priority, queueId: 'demo-queue-advice' })
      const order = await inUnit(async ({ contacts }) => {
        await contacts.insert(waiting('wait-old', '2026-11-23T08:50:00.000Z', 0))
        await contacts.insert(waiting('wait-urgent', '2026-11-23T08:53:59.999Z', 2))
        await contacts.insert(waiting('wait-urgent-late', '2026-11-23T08:54:00.001Z', 2))
        await contacts.insert(waiting('wait-back', '2026-11-23T09:00:00.000Z', 100))
        await contacts.insert(aCall('wait-not', { startedAt: '2026-11-23T08:00:00.000Z' }))
        const mine = (await contacts.waiting()).filter(({ id }) => id.startsWith('wait-'))
        // Somebody in another queue is ahead of nobody here.
        await contacts.insert({
          ...waiting('other-queue', '2026-11-23T07:00:00.000Z', 100),
          queueId: 'demo-queue-casework',
        })
        for (const [index, contact] of mine.entries())
          expect(await contacts.aheadOf(contact), contact.id).to.equal(index)
        return { waiting: await contacts.waiting(), live: await contacts.liveVoice() }
      })
      const ids = order.waiting.map((each) => each.id).filter((id) => id.startsWith('wait-'))
      expect(ids).to.deep.equal(['wait-back', 'wait-urgent', 'wait-old', 'wait-urgent-late'])
      expect(order.live[0]?.id).to.equal('wait-not')
      expect(order.live.every((each) => each.endedAt === null && each.channel === 'voice')).to.equal(true)
    })

    it('have one open conversation per thread, and remember the last one', async () => {
      const talk = (id: string, endedAt: string | null) =>
        aCall(id, { channel: 'sms', state: endedAt ? 'ended' : 'open', threadId: 'thread-1', endedAt })
      await inUnit(async ({ contacts }) => {
        await contacts.insert(talk('talk-1', '2026-11-20T10:00:00.000Z'))
        await contacts.insert(talk('talk-2', '2026-11-21T10:00:00.000Z'))
        expect(await contacts.openByThread('thread-1')).to.equal(null)
        await contacts.insert(talk('talk-3', null))
        expect((await contacts.openByThread('thread-1'))?.id).to.equal('talk-3')
        expect((await contacts.latestEndedByThread('thread-1'))?.id).to.equal('talk-2')
      })
      await refusalOf(inUnit(({ contacts }) => contacts.insert(talk('talk-4', null))))
    })

    it('find messages by what Twilio and the console call them', async () => {
      const out = (id: string, change: Partial<Message>): Message => ({
        ...message,
        direction: 'out',
        status: 'queued',
        messageSid: null,
        id,
        ...change,
      })
      await inUnit(async ({ messages, threads }) => {
        await messages.insert(out('message-2', { clientId: 'client-2' }))
        await messages.insert(out('message-3', {}))
        await messages.insert(out('message-4', { direction: 'note', status: 'note' }))
        expect((await messages.bySid('SM1'))?.id).to.equal('message-1')
        expect((await messages.byClientId('client-2'))?.id).to.equal('message-2')
        expect((await messages.newest('thread-1'))?.id).to.equal('message-3')
        expect((await messages.queuedOut('thread-1')).map((each) => each.id)).to.deep.equal([
          'message-2',
          'message-3',
        ])
        expect((await threads.byNumbers('+447700900111', '+447700900900'))?.id).to.equal('thread-1')
        expect(await threads.byNumbers('+447700900111', '+447700900901')).to.equal(null)
      })
      await inUnit(({ pictures }) =>
        pictures.insert({
          id: 'picture-1',
          messageId: 'message-1',
          sha256: 'x',
          width: 2,
          height: 1,
          alt: 'Photo',
          content: Buffer.from([0, 255, 10, 0]),
        }),
      )
      const [kept]: { content: Buffer }[] = await database.read('pictures').where({ id: 'picture-1' })
      expect(kept && Buffer.from(kept.content).equals(Buffer.from([0, 255, 10, 0]))).to.equal(true)
    })

    it('number cases and find the open and the lately closed', async () => {
      const theCase = (id: string, number: number, change: Partial<Case>): Case => ({
        ...aCase,
        id,
        number,
        ...change,
      })
      await inUnit(async ({ cases }) => {
        const first = await cases.nextNumber()
        expect(first).to.equal(10_483)
        expect(await cases.nextNumber()).to.equal(first + 1)
        await cases.insert(theCase('case-2', 20_002, {}))
        await cases.insert(theCase('case-3', 20_003, { memberId: null, callerNumber: '+447700900555' }))
        await cases.insert(theCase('case-4', 20_004, { status: 'closed', closedAt: monday }))
        expect((await cases.byNumber(10_482))?.memberId).to.equal('demo-member-M-204117')
        expect((await cases.openByMember('member-1')).map((each) => each.id)).to.deep.equal(['case-2'])
        expect((await cases.openByCallerNumber('+447700900555')).map((each) => each.id)).to.deep.equal([
          'case-3',
        ])
        expect((await cases.closedSince('member-1', monday)).map((each) => each.id)).to.deep.equal([
          'case-1',
          'case-4',
        ])
        expect((await cases.closedSince('member-1', soon)).map((each) => each.id)).to.deep.equal(['case-1'])
      })
      await inUnit(async ({ caseEvents, followUps }) => {
        const note = {
          id: 'case-event-1',
          caseId: 'case-1',
          kind: 'note' as const,
          at: monday,
          authorId: demo.priya,
          clientId: 'client-9',
          heading: 'Note',
          body: 'Text',
          contactId: null,
          loggedAt: null,
          way: null,
        }
        await caseEvents.insert(note)
        expect(await caseEvents.byClientId('client-9')).to.deep.equal(note)
        expect((await followUps.openOfContactCase('case-1')).map((each) => each.id)).to.deep.equal([
          'follow-up-1',
        ])
      })
    })

    it('find calls and recordings of a contact', async () => {
      await inUnit(async ({ calls, recordings, presences }) => {
        expect((await calls.ofContact('contact-1')).map((each) => each.callSid)).to.deep.equal(['CA1'])
        expect((await recordings.ofContact('contact-1')).map((each) => each.id)).to.deep.equal([
          'recording-1',
        ])
        expect((await recordings.bySid('RE1'))?.seconds).to.equal(61)
        expect((await presences.all()).map((each) => each.personId)).to.deep.equal([demo.priya])
      })
    })

    it('remember what a webhook was answered, once', async () => {
      await inUnit(({ inbox }) => inbox.remember('sms:SM1', '<Response/>', monday))
      expect(await inUnit(({ inbox }) => inbox.reply('sms:SM1'))).to.equal('<Response/>')
      expect(await inUnit(({ inbox }) => inbox.reply('sms:SM2'))).to.equal(null)
      await refusalOf(inUnit(({ inbox }) => inbox.remember('sms:SM1', 'another', monday)))
      expect(await inUnit(({ inbox }) => inbox.reply('sms:SM1'))).to.equal('<Response/>')
      await inUnit(({ wall }) => wall.insert('hash', demo.priya, monday))
    })
  })
})
