import { expect } from 'chai'
import { askGuest } from '../../server/commands/ask-guest.ts'
import { hold, resume } from '../../server/commands/call-control.ts'
import { joinConference } from '../../server/commands/conference-pages.ts'
import { backToMember, removeGuest } from '../../server/commands/guest-control.ts'
import { identifyMember } from '../../server/commands/identify-member.ts'
import { pauseRecording, resumeRecording, tendPauses } from '../../server/commands/pause-recording.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { gapsOf } from '../../server/domain/recording.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('pausing the recording', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    let made = 0
    const recorded = async () => {
      const personId = await desk.agent()
      const call = await desk.connected(personId)
      const recordingSid = `RE${(made += 1)}`
      const facts = { contactId: call.contactId, recordingSid, seconds: null, kind: 'call' as const }
      await desk.run(recordRecording, { ...facts, state: 'in-progress' }, 'twilio')
      const one = async () => {
        const found = await desk.ask((stores) => stores.recordings.bySid(recordingSid))
        if (!found) throw new Error('no recording')
        return found
      }
      return { ...call, mine: { contactId: call.contactId, personId }, one, personId }
    }
    const tend = () => desk.run((stores, env) => tendPauses(stores, env), {})

    it('is one press and one more; the gap is kept with its ends', async () => {
      const { mine, one, personId } = await recorded()
      expect(await desk.run(resumeRecording, mine, personId)).to.deep.equal({ refused: 'not-paused' })
      desk.later(31_000)
      granted(await desk.run(pauseRecording, mine, personId))
      expect(await desk.run(pauseRecording, mine, personId)).to.deep.equal({ refused: 'already-paused' })
      desk.later(20_500)
      await tend()
      granted(await desk.run(resumeRecording, mine, personId))
      const recording = await one()
      expect(recording.pausedSince).to.equal(null)
      expect(recording.pauses[0]).to.include({ by: personId, because: 'agent' })
      expect(gapsOf(recording)).to.deep.equal([{ from: 31, until: 52, why: 'details' }])
    })

    it('is its agent’s alone, and of a call that is recorded', async () => {
      const { mine } = await recorded()
      const other = await desk.agent()
      expect(await desk.run(pauseRecording, { ...mine, personId: other }, other)).to.deep.equal({
        refused: 'not-yours',
      })
      const quiet = await desk.connected(other)
      expect(
        await desk.run(pauseRecording, { contactId: quiet.contactId, personId: other }, other),
      ).to.deep.equal({ refused: 'not-recording' })
    })

    it('ends by itself after 120 s, not before, and with the call', async () => {
      const { mine, one, personId, callSid } = await recorded()
      granted(await desk.run(pauseRecording, mine, personId))
      desk.later(119_000)
      await tend()
      expect((await one()).pausedSince).to.equal(monday)
      desk.later(1_000)
      expect(await desk.eventsOf(tend)).to.deep.equal(['recording.resumed'])
      expect((await one()).pauses[0]).to.include({ by: 'system', because: 'time' })

      granted(await desk.run(pauseRecording, mine, personId))
      desk.later(5_000)
      await desk.run(recordCallStatus, { callSid, status: 'completed', sequence: 9 }, 'twilio')
      await tend()
      expect((await one()).pauses[1]).to.include({ because: 'call-over', until: desk.now() })
    })

    it('goes on where the call is recorded anew after a lost phone, and a pause that was ended does not', async () => {
      const { contactId, mine, one, personId } = await recorded()
      const anew = async () => {
        const recordingSid = `RE${(made += 1)}`
        const facts = { contactId, recordingSid, seconds: null, kind: 'call' as const }
        await desk.run(recordRecording, { ...facts, state: 'in-progress' }, 'twilio')
        return desk.ask((stores) => stores.recordings.bySid(recordingSid))
      }
      granted(await desk.run(pauseRecording, mine, personId))
      desk.later(10_000)
      await desk.run(
        recordRecording,
        { contactId, recordingSid: (await one()).recordingSid, state: 'completed', seconds: 9, kind: 'call' },
        'twilio',
      )
      await tend()
      expect(await anew()).to.include({ pausedSince: desk.now(), pausedFor: 'details' })
      granted(await desk.run(resumeRecording, mine, personId))
      expect(await anew()).to.include({ pausedSince: null })
    })

    describe('by a private talk', () => {
      const outside = { kind: 'outside', number: '020 7946 0777', name: 'Interpreter' } as const

      it('begins when somebody is asked in and ends when the member is back, by no key and no clock', async () => {
        const { mine, one, personId } = await recorded()
        const events = await desk.eventsOf(async () =>
          granted(await desk.run(askGuest, { ...mine, whom: outside }, personId)),
        )
        // Twilio is asked in this order: nobody is rung before the recording is paused.
        expect(events).to.deep.equal(['contact.held', 'recording.paused', 'guest.asked'])
        expect(await one()).to.include({ pausedFor: 'consult', pausedSince: monday })
        expect(await desk.run(resumeRecording, mine, personId)).to.deep.equal({ refused: 'private-talk' })
        desk.later(600_000)
        expect(await desk.eventsOf(tend)).to.deep.equal([])
        granted(await desk.run(backToMember, mine, personId))
        const recording = await one()
        expect(recording).to.include({ pausedSince: null, pausedFor: null })
        expect(recording.pauses[0]).to.include({ because: 'joined', for: 'consult' })
      })

      it('goes on when the guest leaves and nobody took the member off hold, and begins again with the next hold', async () => {
        const { mine, one, personId } = await recorded()
        granted(await desk.run(askGuest, { ...mine, whom: outside }, personId))
        granted(await desk.run(resume, mine, personId))
        expect((await one()).pausedSince).to.equal(null)
        granted(await desk.run(hold, mine, personId))
        expect((await one()).pausedFor).to.equal('consult')
        const [guest] = await desk.ask((stores) => stores.guests.ofContact(mine.contactId))
        granted(await desk.run(removeGuest, { ...mine, guestId: guest?.id ?? '' }, personId))
        expect((await one()).pausedFor).to.equal('consult')
        granted(await desk.run(resume, mine, personId))
        expect((await one()).pauses.map((p) => p.for)).to.deep.equal(['consult', 'consult'])
      })

      it('is no part of a plain hold', async () => {
        const { mine, one, personId } = await recorded()
        granted(await desk.run(hold, mine, personId))
        expect((await one()).pausedSince).to.equal(null)
      })

      it('keeps a pause for details, whose key and clock wait until the member is back', async () => {
        const { mine, one, personId } = await recorded()
        granted(await desk.run(pauseRecording, mine, personId))
        granted(await desk.run(askGuest, { ...mine, whom: outside }, personId))
        expect((await one()).pausedFor).to.equal('details')
        desk.later(130_000)
        await tend()
        expect((await one()).pausedFor).to.equal('details')
        granted(await desk.run(backToMember, mine, personId))
        await tend()
        expect((await one()).pauses[0]).to.include({ because: 'time', for: 'details' })
      })

      it('keeps a recording private whose beginning we hear of only during the talk', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        granted(await desk.run(askGuest, { contactId: call.contactId, personId, whom: outside }, personId))
        await desk.run(
          recordRecording,
          {
            contactId: call.contactId,
            recordingSid: 'RElate',
            state: 'in-progress',
            seconds: null,
            kind: 'call',
          },
          'twilio',
        )
        expect(await desk.ask((stores) => stores.recordings.bySid('RElate'))).to.include({
          pausedFor: 'consult',
        })
      })
    })
  })
})

describe('a caller who turns out to be a member that wants no recordings', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let made = 0
    before(async () => {
      desk = await openDesk(open)
    })
    const refuser = async (recordingRefused: boolean) => {
      const [member] = await desk.ask((stores) => stores.members.byNumber('+447700900117'))
      if (!member) throw new Error('no member')
      await desk.ask((stores) => stores.members.save({ ...member, recordingRefused }))
      return member.id
    }
    const news = (contactId: string, recordingSid: string, state: 'in-progress' | 'completed') =>
      desk.run(
        recordRecording,
        { contactId, recordingSid, state, seconds: state === 'completed' ? 9 : null, kind: 'call' as const },
        'twilio',
      )
    const recorded = async () => {
      const personId = await desk.agent()
      const { contactId, callSid } = await desk.connected(personId)
      const recordingSid = `RErefused${(made += 1)}`
      await news(contactId, recordingSid, 'in-progress')
      const one = () => desk.ask((stores) => stores.recordings.bySid(recordingSid))
      return { personId, contactId, callSid, recordingSid, one }
    }
    const asked = async (recordingSid: string) =>
      (await desk.database.read('effects').where('data', 'like', `%${recordingSid}%`).orderBy('id')).map(
        ({ kind }: { kind: string }) => kind,
      )

    it('has it stopped and deleted, also when its end is heard of later; the next page records nothing', async () => {
      const { personId, contactId, recordingSid, one } = await recorded()
      const memberId = await refuser(true)
      granted(await desk.run(identifyMember, { contactId, memberId }, personId))
      expect(await one()).to.include({ state: 'refused' })
      expect((await desk.contact(contactId)).recordingRefused).to.equal(true)
      expect(await asked(recordingSid)).to.deep.equal(['stop-recording', 'delete-recording'])
      await news(contactId, recordingSid, 'completed')
      expect(await one()).to.include({ state: 'refused' })
      expect(await asked(recordingSid)).to.deep.equal([
        'stop-recording',
        'delete-recording',
        'delete-recording',
      ])
      // One that we hear of only now is given up too.
      await news(contactId, `${recordingSid}-late`, 'in-progress')
      expect(await asked(`${recordingSid}-late`)).to.deep.equal(['stop-recording', 'delete-recording'])
      expect(await desk.run(joinConference, { contactId, callSid: 'CA1' }, 'twilio')).to.include({
        record: false,
      })
    })

    it('has it deleted while it is written up, and an older call left alone', async () => {
      const first = await recorded()
      await desk.run(recordCallStatus, { callSid: first.callSid, status: 'completed', sequence: 9 }, 'twilio')
      await news(first.contactId, first.recordingSid, 'completed')
      const memberId = await refuser(true)
      granted(await desk.run(identifyMember, { contactId: first.contactId, memberId }, first.personId))
      expect(await asked(first.recordingSid)).to.deep.equal(['delete-recording'])

      const old = await recorded()
      await desk.run(recordCallStatus, { callSid: old.callSid, status: 'completed', sequence: 9 }, 'twilio')
      await news(old.contactId, old.recordingSid, 'completed')
      await desk.ask(async (stores) => {
        const contact = await stores.contacts.find(old.contactId)
        if (contact) await stores.contacts.save({ ...contact, handledAt: desk.now() })
      })
      granted(await desk.run(identifyMember, { contactId: old.contactId, memberId }, old.personId))
      expect(await old.one()).to.include({ state: 'completed' })
    })

    it('changes nothing for a member who never objected', async () => {
      const { personId, contactId, one } = await recorded()
      const memberId = await refuser(false)
      granted(await desk.run(identifyMember, { contactId, memberId }, personId))
      expect(await one()).to.include({ state: 'in-progress' })
    })
  })
})
