import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { askGuest } from '../../server/commands/ask-guest.ts'
import { hangUp, hold, resume } from '../../server/commands/call-control.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { expireOffers } from '../../server/commands/expire-offers.ts'
import { finishContact } from '../../server/commands/finish-contact.ts'
import {
  backToMember,
  completeHandOver,
  leaveAsGuest,
  muteGuest,
  removeGuest,
  takeOver,
} from '../../server/commands/guest-control.ts'
import { passOnCall } from '../../server/commands/pass-on-call.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { recordConferenceEvent } from '../../server/commands/record-conference-event.ts'
import { guestIsRung, recordGuestStatus } from '../../server/commands/record-guest.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
import type { Guest } from '../../server/domain/records.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const outside = { kind: 'outside', number: '020 7946 0777', name: 'Interpreter' } as const

describe('guests in a call', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const tend = () => desk.run((stores, env) => tendLostCalls(stores, env), {})
    const guestsOf = (contactId: string) => desk.ask((stores) => stores.guests.ofContact(contactId))
    const latest = async (contactId: string): Promise<Guest> => {
      const guest = (await guestsOf(contactId)).at(-1)
      if (!guest) throw new Error('nobody was asked')
      return guest
    }
    let legs = 0
    const legSid = () => `CA${String((legs += 1)).padStart(31, '0')}g`

    /** An agent in a call, and a colleague free to be asked. */
    const setting = async () => {
      const [agentId, colleagueId] = [await desk.agent(), await desk.agent()]
      const call = await desk.connected(agentId)
      const mine = { contactId: call.contactId, personId: agentId }
      const colleague = { kind: 'colleague', personId: colleagueId } as const
      return { ...call, agentId, colleagueId, mine, colleague }
    }
    type Setting = Awaited<ReturnType<typeof setting>>
    const accept = async (s: Setting) => {
      const offer = await desk.ask((stores) => stores.offers.openByPerson(s.colleagueId))
      granted(
        await desk.run(acceptOffer, { offerId: offer?.id ?? '', personId: s.colleagueId }, s.colleagueId),
      )
    }
    /** The colleague is asked, answers and is in the conference. */
    const withColleague = async () => {
      const s = await setting()
      granted(await desk.run(askGuest, { ...s.mine, whom: s.colleague }, s.agentId))
      await accept(s)
      await desk.carriedOut()
      const theirSid = legSid()
      const page = granted(
        await desk.run(
          joinAsAgent,
          { contactId: s.contactId, callSid: theirSid, personId: s.colleagueId },
          'twilio',
        ),
      )
      expect(page).to.include({ page: 'conference', party: 'colleague' })
      await desk.conference(s, 'participant-join', theirSid)
      return { ...s, theirSid }
    }
    /** The outside number is asked and its leg is known; `joins` when it is in the conference. */
    const withOutside = async (joins: boolean) => {
      const s = await setting()
      granted(await desk.run(askGuest, { ...s.mine, whom: outside }, s.agentId))
      const theirSid = legSid()
      const guest = await latest(s.contactId)
      await desk.run(guestIsRung, { guestId: guest.id, callSid: theirSid })
      if (joins) await desk.conference(s, 'participant-join', theirSid)
      return { ...s, theirSid, guestId: guest.id }
    }

    describe('who are asked first', () => {
      it('put the member on hold, and ring one at a time', async () => {
        const s = await setting()
        const events = await desk.eventsOf(async () =>
          granted(await desk.run(askGuest, { ...s.mine, whom: s.colleague }, s.agentId)),
        )
        expect(events).to.deep.equal(['contact.held', 'guest.asked', 'offer.made', 'presence.changed'])
        expect((await desk.contact(s.contactId)).heldSince).to.equal(monday)
        expect(await desk.presence(s.colleagueId)).to.include({
          occupancy: 'ringing',
          contactId: s.contactId,
        })
        expect(await desk.run(askGuest, { ...s.mine, whom: outside }, s.agentId)).to.deep.equal({
          refused: 'already-asking',
        })
      })

      it('come in when the member is on hold and nothing is recorded, not before', async () => {
        const s = await setting()
        await desk.run(recordRecording, {
          contactId: s.contactId,
          recordingSid: `RE${s.agentSid}`,
          state: 'in-progress',
          seconds: null,
          kind: 'call',
        })
        await desk.carriedOut()
        granted(await desk.run(askGuest, { ...s.mine, whom: s.colleague }, s.agentId))
        await accept(s)
        const join = async () =>
          granted(
            await desk.run(
              joinAsAgent,
              { contactId: s.contactId, callSid: 'CA-asked-in', personId: s.colleagueId },
              'twilio',
            ),
          )
        expect(await join()).to.include({ page: 'not-yet' })
        await desk.carriedOut()
        expect(await join()).to.include({ page: 'conference', party: 'colleague' })
        // Back with the member, there is nobody to keep out, whatever Twilio has still to do.
        granted(await desk.run(resume, s.mine, s.agentId))
        expect(await join()).to.include({ page: 'conference' })
      })

      it('are free colleagues and numbers that can be rung, or nobody and nothing is written', async () => {
        const s = await setting()
        const busy = await desk.agent({ choice: 'break' })
        const asked = (whom: Parameters<typeof askGuest>[2]['whom'], personId = s.agentId) =>
          desk.run(askGuest, { contactId: s.contactId, personId, whom }, personId)
        expect(await asked({ kind: 'colleague', personId: busy })).to.include({
          refused: 'colleague-not-free',
        })
        expect(await asked({ kind: 'colleague', personId: s.agentId })).to.include({ refused: 'not-found' })
        expect(await asked({ ...outside, number: '12' })).to.include({ refused: 'number-unreadable' })
        expect(await asked({ ...outside, number: '+442079460900' })).to.include({
          refused: 'not-a-destination',
        })
        expect(await asked(outside, s.colleagueId)).to.include({ refused: 'not-yours' })
        expect((await desk.contact(s.contactId)).heldSince).to.equal(null)
        expect(await guestsOf(s.contactId)).to.deep.equal([])
      })

      it('pass, or do not answer, without being counted away; the call stays as it is', async () => {
        const s = await setting()
        granted(await desk.run(askGuest, { ...s.mine, whom: s.colleague }, s.agentId))
        desk.later(21_000)
        await desk.run((stores, env) => expireOffers(stores, env), {})
        expect(await latest(s.contactId)).to.include({ state: 'gone', goneBecause: 'no-answer' })
        expect(await desk.presence(s.colleagueId)).to.include({ occupancy: 'idle', areYouThere: false })
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', agentId: s.agentId })
      })

      it('are let go when they answered and never came', async () => {
        const s = await setting()
        granted(await desk.run(askGuest, { ...s.mine, whom: s.colleague }, s.agentId))
        await accept(s)
        desk.later(36_000)
        await tend()
        expect(await latest(s.contactId)).to.include({ state: 'gone' })
        expect(await desk.presence(s.colleagueId)).to.include({ occupancy: 'idle', contactId: null })
      })
    })

    describe('while they are in it', () => {
      it('keep the agent from ending the call of a member who waits on hold', async () => {
        const s = await withColleague()
        expect(await desk.run(hangUp, s.mine, s.agentId)).to.deep.equal({ refused: 'go-back-first' })
        granted(await desk.run(backToMember, s.mine, s.agentId))
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', heldSince: null })
        expect(await latest(s.contactId)).to.include({ state: 'gone', goneBecause: 'sent-away' })
        expect(await desk.presence(s.colleagueId)).to.include({ occupancy: 'idle' })
        granted(await desk.run(hangUp, s.mine, s.agentId))
      })

      it('take the call when it is handed to them, and its agent writes their part up', async () => {
        const s = await withColleague()
        granted(await desk.run(completeHandOver, s.mine, s.agentId))
        expect(await desk.contact(s.contactId)).to.include({
          state: 'connected',
          agentId: s.colleagueId,
          heldSince: null,
        })
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'wrap-up', contactId: s.contactId })
        expect(await desk.presence(s.colleagueId)).to.include({ occupancy: 'on-call' })
        // The leg of the one before leaves: no news for the new agent.
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', agentId: s.colleagueId })
        // The leg of the new one breaks: parked, like any agent's.
        await desk.conference(s, 'participant-leave', s.theirSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'parked' })
      })

      it('carry on in a three-way call when the agent’s phone is lost', async () => {
        const s = await withColleague()
        granted(await desk.run(resume, s.mine, s.agentId))
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', agentId: s.colleagueId })
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'idle' })
      })

      it('may take over when the agent’s phone is lost while they were asked; else they go with the call', async () => {
        const s = await withColleague()
        const theirs = { contactId: s.contactId, personId: s.colleagueId }
        expect(await desk.run(takeOver, theirs, s.colleagueId)).to.deep.equal({ refused: 'not-yours' })
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'parked' })
        granted(await desk.run(takeOver, theirs, s.colleagueId))
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', agentId: s.colleagueId })

        const t = await withColleague()
        await desk.conference(t, 'participant-leave', t.agentSid)
        desk.later(61_000)
        await tend()
        expect(await desk.contact(t.contactId)).to.include({ state: 'waiting', agentId: null })
        expect(await desk.presence(t.colleagueId)).to.include({ occupancy: 'idle' })
        expect(await desk.presence(t.agentId)).to.include({ areYouThere: true })
      })

      it('stay unheard by the member when the lost agent comes back', async () => {
        const s = await withColleague()
        await desk.conference(s, 'participant-leave', s.agentSid)
        const again = legSid()
        granted(await desk.run(joinAsAgent, { ...s.mine, callSid: again }, 'twilio'))
        await desk.conference(s, 'participant-join', again)
        const contact = await desk.contact(s.contactId)
        expect(contact.state).to.equal('connected')
        expect(contact.heldSince).to.not.equal(null)
      })

      it('are muted and removed by the agent alone, and leave by themselves', async () => {
        const s = await withOutside(true)
        const about = { ...s.mine, guestId: s.guestId }
        const other = { ...about, personId: s.colleagueId }
        expect(await desk.run(muteGuest, { ...other, muted: true }, s.colleagueId)).to.deep.equal({
          refused: 'not-yours',
        })
        granted(await desk.run(muteGuest, { ...about, muted: true }, s.agentId))
        expect((await latest(s.contactId)).muted).to.equal(true)
        granted(await desk.run(removeGuest, about, s.agentId))
        expect(await desk.run(removeGuest, about, s.agentId)).to.deep.equal({ refused: 'guest-gone' })

        const t = await withColleague()
        const theirs = { contactId: t.contactId, personId: t.colleagueId }
        granted(await desk.run(leaveAsGuest, theirs, t.colleagueId))
        expect(await desk.run(leaveAsGuest, theirs, t.colleagueId)).to.deep.equal({ refused: 'guest-gone' })
        expect(await desk.contact(t.contactId)).to.include({ state: 'connected', agentId: t.agentId })
      })

      it('from outside keep the member company when the agent’s phone is lost, for as long as the two talk', async () => {
        const s = await withOutside(true)
        granted(await desk.run(resume, s.mine, s.agentId))
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'parked', agentId: s.agentId })
        expect(await latest(s.contactId)).to.include({ state: 'talking' })

        desk.later(61_000)
        await tend()
        expect(await desk.contact(s.contactId), 'nobody parts them').to.include({ state: 'outside' })
        expect(await latest(s.contactId)).to.include({ state: 'talking' })
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'idle', contactId: null })
        await desk.run(
          recordGuestStatus,
          { guestId: (await latest(s.contactId)).id, callSid: s.theirSid, status: 'completed' },
          'twilio',
        )
        expect(await desk.contact(s.contactId)).to.include({
          state: 'waiting',
          priorityReason: 'Passed on, they hung up there',
        })
      })

      it('from outside leave the member to us when they go first, and to the agent who is back', async () => {
        const s = await withOutside(true)
        granted(await desk.run(resume, s.mine, s.agentId))
        await desk.conference(s, 'participant-leave', s.agentSid)
        const again = legSid()
        granted(
          await desk.run(
            joinAsAgent,
            { contactId: s.contactId, callSid: again, personId: s.agentId },
            'twilio',
          ),
        )
        await desk.conference(s, 'participant-join', again)
        // Member and guest went on talking: nobody is put on hold by the agent's return.
        expect(await desk.contact(s.contactId)).to.include({ state: 'connected', heldSince: null })
        await desk.conference(s, 'participant-leave', again)
        await desk.conference(s, 'participant-leave', s.theirSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'parked' })
        desk.later(61_000)
        await tend()
        expect(await desk.contact(s.contactId)).to.include({
          state: 'waiting',
          priorityReason: 'Was cut off',
        })
      })

      it('from outside are let go with the agent’s phone when they were spoken with privately', async () => {
        const s = await withOutside(true)
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'parked' })
        expect(await latest(s.contactId)).to.include({ state: 'gone', goneBecause: 'agent-lost' })
      })

      it('go with the call when the member hangs up, and nobody is left occupied', async () => {
        const s = await withColleague()
        await desk.run(recordCallStatus, { callSid: s.callSid, status: 'completed', sequence: 9 }, 'twilio')
        expect(await latest(s.contactId)).to.include({ state: 'gone', goneBecause: 'call-over' })
        expect(await desk.presence(s.colleagueId)).to.include({ occupancy: 'idle' })
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'wrap-up' })
      })
    })

    describe('of an outside number', () => {
      it('are known by their label when their join overtakes the answer to our request', async () => {
        const s = await setting()
        granted(await desk.run(askGuest, { ...s.mine, whom: outside }, s.agentId))
        const { id } = await latest(s.contactId)
        const callSid = legSid()
        await desk.run(
          recordConferenceEvent,
          {
            contactId: s.contactId,
            conferenceSid: s.conferenceSid,
            event: 'participant-join',
            callSid,
            label: id,
          },
          'twilio',
        )
        await desk.run(guestIsRung, { guestId: id, callSid })
        expect(await latest(s.contactId)).to.include({ state: 'talking', callSid })
      })

      it('do not answer, are busy or hang up: said as it was, however often it is told', async () => {
        for (const [status, because] of [
          ['busy', 'busy'],
          ['no-answer', 'no-answer'],
          ['failed', 'failed'],
        ] as const) {
          const s = await withOutside(false)
          const news = { guestId: s.guestId, callSid: s.theirSid, status }
          await desk.run(recordGuestStatus, news, 'twilio')
          expect(await desk.eventsOf(() => desk.run(recordGuestStatus, news, 'twilio'))).to.deep.equal([])
          expect(await latest(s.contactId)).to.include({ state: 'gone', goneBecause: because })
        }
      })

      it('sent away before the network rang them are hung up on as soon as their leg is known', async () => {
        const s = await setting()
        granted(await desk.run(askGuest, { ...s.mine, whom: outside }, s.agentId))
        const { id } = await latest(s.contactId)
        granted(await desk.run(backToMember, s.mine, s.agentId))
        expect(
          await desk.eventsOf(() => desk.run(guestIsRung, { guestId: id, callSid: legSid() })),
        ).to.deep.equal(['guest.gone'])
      })
    })

    describe('a call sent on', () => {
      it('to a queue goes to its head with who passed it on, and its agent writes their part up', async () => {
        const s = await setting()
        const queues = await desk.ask((stores) => stores.queues.all())
        const before = await desk.contact(s.contactId)
        const other = queues.find((queue) => queue.id !== before.queueId)
        granted(
          await desk.run(
            passOnCall,
            { ...s.mine, to: { kind: 'queue', queueId: other?.id ?? '' } },
            s.agentId,
          ),
        )
        expect(await desk.contact(s.contactId)).to.include({
          state: 'waiting',
          queueId: other?.id,
          agentId: null,
          caseId: before.caseId,
          waitingSince: before.waitingSince,
        })
        expect((await desk.contact(s.contactId)).priorityReason).to.match(/^Passed on by Agent/)
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'wrap-up' })
        expect(
          await desk.run(passOnCall, { ...s.mine, to: { kind: 'queue', queueId: 'nowhere' } }, s.agentId),
        ).to.deep.equal({ refused: 'not-found' })
      })

      it('to a colleague rings them at once', async () => {
        const s = await setting()
        granted(await desk.run(passOnCall, { ...s.mine, to: s.colleague }, s.agentId))
        expect(await desk.presence(s.colleagueId)).to.include({
          occupancy: 'ringing',
          contactId: s.contactId,
        })
        const busy = await setting()
        await desk.connected(busy.colleagueId)
        expect(await desk.run(passOnCall, { ...busy.mine, to: busy.colleague }, busy.agentId)).to.include({
          refused: 'colleague-not-free',
        })
        expect(await desk.contact(busy.contactId)).to.include({ state: 'connected' })
      })

      it('to an outside number is over for its agent, who may write it up; unanswered it comes back to the head', async () => {
        const s = await setting()
        granted(await desk.run(passOnCall, { ...s.mine, to: outside }, s.agentId))
        expect(await desk.contact(s.contactId)).to.include({ state: 'outside', heldSince: monday })
        expect(await desk.presence(s.agentId)).to.include({ occupancy: 'wrap-up' })
        granted(
          await desk.run(
            finishContact,
            {
              ...s.mine,
              reason: 'other',
              outcome: 'signposted',
              nextStep: '',
              nextStepDue: null,
              nextStepOwnerId: null,
              thenAvailability: null,
              wasHard: false,
            },
            s.agentId,
          ),
        )
        // The answer of the network is lost altogether.
        desk.later(61_000)
        await tend()
        expect(await desk.contact(s.contactId)).to.include({
          state: 'waiting',
          priorityReason: 'Passed on, nobody answered there',
          handledAt: null,
        })
      })

      it('to an outside number that answers takes the member off hold, and stays written up when it ends', async () => {
        const s = await setting()
        granted(await desk.run(hold, s.mine, s.agentId))
        granted(await desk.run(passOnCall, { ...s.mine, to: outside }, s.agentId))
        const { id } = await latest(s.contactId)
        const callSid = legSid()
        await desk.run(guestIsRung, { guestId: id, callSid })
        await desk.conference(s, 'participant-join', callSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'outside', heldSince: null })
        // The agent's own leg goes: nobody is parked.
        await desk.conference(s, 'participant-leave', s.agentSid)
        expect(await desk.contact(s.contactId)).to.include({ state: 'outside' })
        await desk.run(recordCallStatus, { callSid: s.callSid, status: 'completed', sequence: 9 }, 'twilio')
        expect(await desk.contact(s.contactId)).to.include({ state: 'ended', result: 'answered' })
      })
    })
  })
})
