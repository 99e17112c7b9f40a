import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { hangUp, hold, rejoin, resume } from '../../server/commands/call-control.ts'
import { joinAsAgent, leaveConference } from '../../server/commands/conference-pages.ts'
import { keepVoicemail } from '../../server/commands/keep-voicemail.ts'
import { leaveQueue } from '../../server/commands/leave-queue.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { recordConferenceEvent } from '../../server/commands/record-conference-event.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
import { turnAway } from '../../server/domain/contact.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('a call in hand', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const status = (callSid: string, word: string, sequence: number | null) =>
      desk.run(recordCallStatus, { callSid, status: word, sequence }, 'twilio')
    const tend = () => desk.run((stores, env) => tendLostCalls(stores, env), {})

    describe('in the hands of its agent', () => {
      it('is held and resumed, each once', async () => {
        const personId = await desk.agent()
        const { contactId } = await desk.connected(personId)
        const input = { contactId, personId }
        expect(await desk.run(resume, input, personId)).to.deep.equal({ refused: 'not-held' })
        granted(await desk.run(hold, input, personId))
        expect((await desk.contact(contactId)).heldSince).to.equal(monday)
        expect(await desk.run(hold, input, personId)).to.deep.equal({ refused: 'already-held' })
        granted(await desk.run(resume, input, personId))
        expect((await desk.contact(contactId)).heldSince).to.equal(null)
      })

      it('obeys nobody else, and nobody when it is unknown, over, or not connected yet', async () => {
        const [mine, other] = [await desk.agent(), await desk.agent()]
        const call = await desk.connected(mine)
        const everything = { hold, resume, hangUp, rejoin }
        for (const [name, command] of Object.entries(everything)) {
          const theirs = { contactId: call.contactId, personId: other }
          expect(await desk.run(command, theirs, other), name).to.deep.equal({ refused: 'not-yours' })
          const nowhere = { contactId: 'nowhere', personId: mine }
          expect(await desk.run(command, nowhere, mine), name).to.deep.equal({ refused: 'not-found' })
        }
        granted(await desk.run(hangUp, { contactId: call.contactId, personId: mine }, mine))
        for (const [name, command] of Object.entries(everything)) {
          const over = { contactId: call.contactId, personId: mine }
          expect(await desk.run(command, over, mine), name).to.deep.equal({ refused: 'call-ended' })
        }
        const early = await desk.agent()
        const { contactId } = await desk.connecting(early)
        expect(await desk.run(hold, { contactId, personId: early }, early)).to.deep.equal({
          refused: 'not-connected',
        })
        granted(await desk.run(rejoin, { contactId, personId: early }, early))
      })

      it('hung up is over at once: wrap-up after words, free again without', async () => {
        const spoke = await desk.agent()
        const call = await desk.connected(spoke)
        desk.later(61_000)
        granted(await desk.run(hangUp, { contactId: call.contactId, personId: spoke }, spoke))
        expect(await desk.contact(call.contactId)).to.include({
          state: 'ended',
          result: 'answered',
          endedBy: 'agent',
          endedAt: desk.now(),
        })
        expect((await desk.presence(spoke)).occupancy).to.equal('wrap-up')

        const never = await desk.agent()
        const early = await desk.connecting(never)
        granted(await desk.run(hangUp, { contactId: early.contactId, personId: never }, never))
        expect(await desk.presence(never)).to.include({ occupancy: 'idle', contactId: null })
        // The member was on the way to somebody and was cut off: somebody rings them.
        const { caseId } = await desk.contact(early.contactId)
        expect((await desk.openFollowUps(caseId ?? '')).map((f) => f.what)).to.deep.equal([
          'Call back: gave up waiting',
        ])
      })

      it('admits its own agent only', async () => {
        const [mine, other] = [await desk.agent(), await desk.agent()]
        const { contactId } = await desk.connected(mine)
        expect(
          await desk.run(joinAsAgent, { contactId, callSid: 'CAother', personId: other }, 'twilio'),
        ).to.deep.equal({ refused: 'not-yours' })
        granted(await desk.run(hangUp, { contactId, personId: mine }, mine))
        expect(
          await desk.run(joinAsAgent, { contactId, callSid: 'CAlate', personId: mine }, 'twilio'),
        ).to.deep.equal({ refused: 'call-ended' })
      })
    })

    describe('in news from the network', () => {
      it('ends with its caller, once, whatever order the words come in', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        await status(call.callSid, 'completed', 3)
        const ended = await desk.contact(call.contactId)
        expect(ended).to.include({ state: 'ended', endedBy: 'member', result: 'answered' })
        const late = await desk.eventsOf(async () => {
          await status(call.callSid, 'ringing', 0)
          await status(call.callSid, 'in-progress', 1)
          await status(call.callSid, 'completed', 3)
          await status(call.callSid, 'completed', null)
        })
        expect(late).to.deep.equal([])
        expect(await desk.contact(call.contactId)).to.deep.equal(ended)
        const legs = await desk.ask((stores) => stores.calls.ofContact(call.contactId))
        expect(legs.find((leg) => leg.callSid === call.callSid)).to.include({ status: 'completed' })
      })

      it('does not go back to ringing when that comes after in-progress', async () => {
        const call = await desk.waitingCall()
        await status(call.callSid, 'in-progress', 1)
        await status(call.callSid, 'ringing', 0)
        await status(call.callSid, 'ringing', 1)
        const [leg] = await desk.ask((stores) => stores.calls.ofContact(call.contactId))
        expect(leg).to.include({ status: 'in-progress', sequence: 1, endedAt: null })
      })

      it('is believed about its end even with a low number', async () => {
        const call = await desk.waitingCall()
        await status(call.callSid, 'in-progress', 5)
        await status(call.callSid, 'failed', 2)
        expect(await desk.contact(call.contactId)).to.include({ state: 'ended', endedBy: 'network' })
      })

      it('about a leg nobody knows changes nothing', async () => {
        expect(await desk.eventsOf(() => status('CAnobody', 'completed', 1))).to.deep.equal([])
      })

      it('a caller who gives up while connecting leaves the agent free and a call back promised', async () => {
        const personId = await desk.agent()
        const call = await desk.connecting(personId)
        await status(call.callSid, 'completed', 2)
        expect(await desk.presence(personId)).to.include({ occupancy: 'idle', contactId: null })
        const ended = await desk.contact(call.contactId)
        expect(ended).to.include({ state: 'ended', result: 'abandoned' })
        const promised = await desk.openFollowUps(ended.caseId ?? '')
        expect(promised.map((f) => f.what)).to.deep.equal(['Call back: gave up waiting'])
      })

      it('a leave before its join is final for that leg', async () => {
        const personId = await desk.agent()
        const call = await desk.connecting(personId)
        await desk.conference(call, 'participant-join', call.callSid)
        await desk.conference(call, 'participant-leave', call.agentSid)
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        await desk.conference(call, 'participant-join', call.agentSid)
        expect((await desk.contact(call.contactId)).state, 'the late join').to.equal('parked')

        const again = `${call.agentSid}2`
        granted(
          await desk.run(joinAsAgent, { contactId: call.contactId, callSid: again, personId }, 'twilio'),
        )
        await desk.conference(call, 'participant-join', again)
        expect(await desk.contact(call.contactId)).to.include({ state: 'connected', parkedSince: null })
        await desk.conference(call, 'participant-leave', call.agentSid)
        expect((await desk.contact(call.contactId)).state, 'the old leg leaving again').to.equal('connected')
      })

      it('a leave before any join of its conference leaves nobody there who is not', async () => {
        const personId = await desk.agent()
        const call = await desk.connecting(personId)
        await desk.conference(call, 'participant-leave', call.agentSid)
        await desk.conference(call, 'participant-join', call.agentSid)
        await desk.conference(call, 'participant-join', call.callSid)
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        await status(call.callSid, 'completed', 9)
      })

      it('a member who is moved out of a conference comes back to the same one; their late news of before changes nothing', async () => {
        const personId = await desk.agent()
        const call = await desk.connecting(personId)
        const memberSays = (event: string, sequence: number) =>
          desk.conference(call, event, call.callSid, sequence)
        await memberSays('participant-join', 1)
        await memberSays('participant-leave', 3)
        await desk.conference(call, 'participant-join', call.agentSid, 4)
        await memberSays('participant-join', 2)
        expect((await desk.contact(call.contactId)).state, 'overtaken').to.equal('connecting')
        await memberSays('participant-join', 5)
        expect((await desk.contact(call.contactId)).state, 'back').to.equal('connected')
        await status(call.callSid, 'completed', 9)
      })

      it("an agent's leg ends with the conference it leaves, and leaves it only once", async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        desk.later(30_000)
        await desk.conference(call, 'participant-leave', call.agentSid)
        const leg = (await desk.ask((stores) => stores.calls.ofContact(call.contactId))).find(
          ({ party }) => party === 'agent',
        )
        expect(leg).to.include({ leftAt: desk.now(), endedAt: desk.now(), status: 'completed' })
        const again = `${call.agentSid}2`
        granted(
          await desk.run(joinAsAgent, { contactId: call.contactId, callSid: again, personId }, 'twilio'),
        )
        await desk.conference(call, 'participant-join', again)
        await desk.conference(call, 'participant-leave', again)
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        await status(call.callSid, 'completed', 9)
      })

      it('the end of the conference parks the member, also when nothing else tells of it', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        const left = () =>
          desk.run(leaveConference, { contactId: call.contactId, callSid: call.callSid }, 'twilio')
        expect(await left()).to.include({ page: 'conference', party: 'member' })
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        const second = { ...call, conferenceSid: `${call.conferenceSid}2` }
        await desk.conference(second, 'participant-join', call.callSid, 1)
        // What was still on its way from the first one.
        await desk.conference(call, 'participant-leave', call.agentSid, 7)
        await desk.conference(call, 'participant-leave', call.callSid, 8)
        const again = `${call.agentSid}2`
        granted(
          await desk.run(joinAsAgent, { contactId: call.contactId, callSid: again, personId }, 'twilio'),
        )
        await desk.conference(second, 'participant-join', again, 2)
        expect(await desk.contact(call.contactId)).to.include({
          state: 'connected',
          conferenceSid: second.conferenceSid,
        })
        await status(call.callSid, 'completed', 9)
        expect(await left()).to.include({ page: 'goodbye' })
      })

      it("the end of the agent's leg parks the member, also when the conference never says that it left", async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        await status(call.agentSid, 'completed', 0)
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        const early = await desk.connecting(await desk.agent())
        await status(early.agentSid, 'completed', 0)
        expect((await desk.contact(early.contactId)).state, 'may dial again').to.equal('connecting')
        await status(call.callSid, 'completed', 9)
        await status(early.callSid, 'completed', 9)
      })

      it('a leg of an agent who has the call no longer is hung up, and takes nobody with it', async () => {
        const late = await desk.agent()
        const call = await desk.connecting(late)
        desk.later(15_000)
        await tend()
        desk.later(60_000)
        await tend()
        expect((await desk.contact(call.contactId)).state).to.equal('waiting')
        await desk.conference(call, 'participant-join', call.agentSid)
        expect(await desk.count('effects', { kind: 'end-call', order_key: `leg:${call.agentSid}` })).to.equal(
          1,
        )

        const next = await desk.agent()
        const { offerId } = granted(await desk.run(makeOffer, { contactId: call.contactId, personId: next }))
        granted(await desk.run(acceptOffer, { offerId, personId: next }, next))
        await desk.conference(call, 'participant-leave', call.agentSid)
        expect(await desk.contact(call.contactId)).to.include({ state: 'connecting', agentId: next })
        await status(call.callSid, 'completed', 9)
      })

      it("an agent's leg that comes when the call is over is hung up", async () => {
        const personId = await desk.agent()
        const call = await desk.connecting(personId)
        await status(call.callSid, 'completed', 2)
        await desk.conference(call, 'participant-join', call.agentSid)
        expect(await desk.count('effects', { kind: 'end-call', order_key: `leg:${call.agentSid}` })).to.equal(
          1,
        )
      })

      it('repeats and strangers in the conference change nothing', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        const { version, connectedAt } = await desk.contact(call.contactId)
        const other = await desk.waitingCall()
        desk.later(5_000)
        const events = await desk.eventsOf(async () => {
          await desk.conference(call, 'participant-join', call.callSid)
          await desk.conference(call, 'participant-join', call.agentSid)
          await desk.conference(call, 'participant-join', other.callSid)
          await desk.conference(call, 'participant-leave', 'CAnobody')
          await desk.conference(call, 'participant-mute', call.agentSid)
          await desk.conference(call, 'conference-start', null)
        })
        expect(events).to.deep.equal([])
        expect(await desk.contact(call.contactId)).to.include({ state: 'connected', version, connectedAt })
      })

      it('one recording whatever order its news comes in', async () => {
        const personId = await desk.agent()
        const { contactId } = await desk.connected(personId)
        const news = (state: 'in-progress' | 'completed' | 'absent', seconds: number | null) =>
          desk.run(
            recordRecording,
            { contactId, recordingSid: `RE-${contactId}`, state, seconds, kind: 'call' as const },
            'twilio',
          )
        await news('completed', 42)
        await news('in-progress', null)
        await news('completed', 42)
        await news('absent', null)
        const kept = await desk.ask((stores) => stores.recordings.ofContact(contactId))
        expect(kept).to.have.lengthOf(1)
        expect(kept[0]).to.include({ state: 'completed', seconds: 42 })
      })
    })

    describe('of a number that two members share', () => {
      it('is not recorded when either of them refused', async () => {
        const [jean] = await desk.ask((stores) => stores.members.byNumber('+447700900820'))
        if (!jean) throw new Error('nobody has that number')
        const isRefused = async () => {
          const { contactId, callSid } = await desk.waitingCall('+447700900820')
          const { recordingRefused, memberId } = await desk.contact(contactId)
          await status(callSid, 'completed', 9)
          expect(memberId).to.equal(null)
          return recordingRefused
        }
        expect(await isRefused()).to.equal(false)
        await desk.ask((stores) => stores.members.save({ ...jean, recordingRefused: true }))
        expect(await isRefused()).to.equal(true)
        await desk.ask((stores) => stores.members.save(jean))
      })
    })

    describe('out of the queue', () => {
      it('in the moment an agent answers, goes on to the agent instead of out of the call', async () => {
        const call = await desk.connecting(await desk.agent())
        const page = granted(
          await desk.run(leaveQueue, { contactId: call.contactId, queueResult: 'system-error' }, 'twilio'),
        )
        expect(page).to.include({ page: 'conference', party: 'member' })
        // Turned away because the line was closed: nobody would come into that conference.
        const { contactId } = await desk.waitingCall()
        const turned = turnAway(await desk.contact(contactId), { memberCallSid: 'CA-turned-away' })
        if (turned) await desk.ask((stores) => stores.contacts.save(turned.contact))
        const alone = granted(
          await desk.run(leaveQueue, { contactId, queueResult: 'system-error' }, 'twilio'),
        )
        expect(alone.page).not.to.equal('conference')
        await status(call.callSid, 'completed', 9)
      })

      it('at the end of the day is over at once, so that nobody is rung for a caller who is told goodbye', async () => {
        desk.set('2026-11-23T18:59:00.000Z')
        const { contactId } = await desk.waitingCall()
        desk.set('2026-11-23T19:15:00.000Z')
        const page = granted(await desk.run(leaveQueue, { contactId, queueResult: 'leave' }, 'twilio'))
        expect(page.page).to.equal('goodbye')
        const ended = await desk.contact(contactId)
        expect(ended).to.include({ state: 'ended', result: 'callback-taken' })
        const personId = await desk.agent()
        expect(await desk.run(makeOffer, { contactId, personId })).to.deep.equal({ refused: 'call-ended' })
        const promise = await desk.ask((stores) => stores.callbacks.byContact(contactId))
        expect(promise, 'at the next opening').to.include({
          state: 'promised',
          promisedFrom: '2026-11-24T08:30:00.000Z',
          promisedUntil: '2026-11-24T09:30:00.000Z',
        })
      })

      it('by a fault, and answered all the same, is an answered call', async () => {
        const call = await desk.waitingCall()
        const { contactId } = call
        granted(await desk.run(leaveQueue, { contactId, queueResult: 'queue-full' }, 'twilio'))
        const personId = await desk.agent()
        const { offerId } = granted(await desk.run(makeOffer, { contactId, personId }))
        granted(await desk.run(acceptOffer, { offerId, personId }, personId))
        const leg = `${call.callSid}-agent`
        granted(await desk.run(joinAsAgent, { contactId, callSid: leg, personId }, 'twilio'))
        for (const sid of [leg, call.callSid])
          await desk.conference({ contactId, conferenceSid: `CF-${contactId}` }, 'participant-join', sid)
        await status(call.callSid, 'completed', 2)
        expect(await desk.contact(contactId)).to.include({ state: 'ended', result: 'answered' })
      })
    })

    describe('a voicemail', () => {
      it('that comes after the caller hung up is the result, with one promise in its own words', async () => {
        const call = await desk.waitingCall()
        granted(
          await desk.run(leaveQueue, { contactId: call.contactId, queueResult: 'queue-full' }, 'twilio'),
        )
        await status(call.callSid, 'completed', 2)
        const input = { contactId: call.contactId, recordingSid: `RE-${call.callSid}`, seconds: 12 }
        await desk.run(keepVoicemail, input, 'twilio')
        await desk.run(keepVoicemail, input, 'twilio')
        const contact = await desk.contact(call.contactId)
        expect(contact).to.include({ state: 'ended', result: 'voicemail', handledAt: null })
        const promised = await desk.openFollowUps(contact.caseId ?? '')
        expect(promised.map((f) => f.what)).to.deep.equal(['Listen to the voicemail and call back'])
        expect(await desk.ask((stores) => stores.recordings.ofContact(call.contactId))).to.have.lengthOf(1)
      })

      it('of less than a second is none', async () => {
        const call = await desk.waitingCall()
        granted(
          await desk.run(
            keepVoicemail,
            { contactId: call.contactId, recordingSid: `RE-${call.callSid}`, seconds: 0 },
            'twilio',
          ),
        )
        expect((await desk.contact(call.contactId)).result).to.equal(null)
        expect(await desk.ask((stores) => stores.recordings.ofContact(call.contactId))).to.deep.equal([])
      })
    })

    describe('that was lost', () => {
      it('is parked when the agent has not joined by 15 s, not before', async () => {
        const personId = await desk.agent()
        const { contactId } = await desk.connecting(personId)
        desk.later(14_999)
        await tend()
        expect((await desk.contact(contactId)).state).to.equal('connecting')
        desk.later(1)
        await tend()
        expect(await desk.contact(contactId)).to.include({ state: 'parked', parkedSince: desk.now() })
        expect((await desk.presence(personId)).occupancy, 'may still come').to.equal('on-call')
      })

      // SQLite has one writer: there nothing can come between reading and writing.
      if (engine === 'postgres')
        it('is not taken for lost when the join is being recorded in that moment', async () => {
          const call = await desk.connecting(await desk.agent())
          await desk.conference(call, 'participant-join', call.agentSid)
          desk.later(15_000)
          let listed: () => void = () => undefined
          const isListed = new Promise<void>((resolve) => {
            listed = resolve
          })
          const joins = desk.run(async (stores, env) => {
            await stores.contacts.find(call.contactId)
            await isListed
            await recordConferenceEvent(stores, env, {
              contactId: call.contactId,
              conferenceSid: call.conferenceSid,
              event: 'participant-join',
              callSid: call.callSid,
            })
          }, {})
          const tended = desk.run((stores, env) => {
            const beingConnected = async () => {
              const found = await stores.contacts.beingConnected()
              listed()
              return found
            }
            return tendLostCalls({ ...stores, contacts: { ...stores.contacts, beingConnected } }, env)
          }, {})
          await Promise.all([joins, tended])
          expect((await desk.contact(call.contactId)).state).to.equal('connected')
        })

      it('is given back to the head of the queue when nobody rejoined by 60 s, not before', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        const longer = await desk.waitingCall()
        await desk.conference(call, 'participant-leave', call.agentSid)
        desk.later(59_999)
        await tend()
        expect((await desk.contact(call.contactId)).state).to.equal('parked')
        desk.later(1)
        await tend()
        expect(await desk.contact(call.contactId)).to.include({
          state: 'waiting',
          agentId: null,
          priorityReason: 'Was cut off',
        })
        expect(await desk.presence(personId)).to.include({
          occupancy: 'idle',
          areYouThere: true,
          contactId: null,
        })
        const order = (await desk.ask((stores) => stores.contacts.waiting())).map((c) => c.id)
        // Others of these tests may have been given back before.
        expect(order.indexOf(call.contactId)).to.be.lessThan(order.indexOf(longer.contactId))
        expect(order).to.include.members([call.contactId, longer.contactId])
        expect(await desk.run(rejoin, { contactId: call.contactId, personId }, personId)).to.deep.equal({
          refused: 'not-yours',
        })
        await tend()
        expect((await desk.contact(call.contactId)).state).to.equal('waiting')
      })

      it('and given back is connected again whoever comes first into the new conference, and however late the old news', async () => {
        for (const order of ['member first', 'agent first', 'agent first, old leave late'] as const) {
          const personId = await desk.agent()
          const call = await desk.connected(personId)
          await desk.conference(call, 'participant-leave', call.agentSid)
          desk.later(60_000)
          await tend()
          const { contactId } = call
          if (order !== 'agent first, old leave late')
            await desk.conference(call, 'participant-leave', call.callSid)
          const next = await desk.agent()
          const { offerId } = granted(await desk.run(makeOffer, { contactId, personId: next }))
          granted(await desk.run(acceptOffer, { offerId, personId: next }, next))
          const leg = `${call.agentSid}-next`
          granted(await desk.run(joinAsAgent, { contactId, callSid: leg, personId: next }, 'twilio'))
          const again = { contactId, conferenceSid: `${call.conferenceSid}-again` }
          const [first, second] = order === 'member first' ? [call.callSid, leg] : [leg, call.callSid]
          await desk.conference(again, 'participant-join', first)
          expect((await desk.contact(contactId)).state, order).to.equal('connecting')
          if (order === 'agent first, old leave late')
            await desk.conference(call, 'participant-leave', call.callSid)
          await desk.conference(again, 'participant-join', second)
          expect(await desk.contact(contactId), order).to.include({ state: 'connected', agentId: next })
        }
      })

      it('and whose caller hung up while parked ends as answered, and its agent writes it up', async () => {
        const personId = await desk.agent()
        const call = await desk.connected(personId)
        await desk.conference(call, 'participant-leave', call.agentSid)
        await status(call.callSid, 'completed', 3)
        expect(await desk.contact(call.contactId)).to.include({ state: 'ended', result: 'answered' })
        expect((await desk.presence(personId)).occupancy).to.equal('wrap-up')
        desk.later(60_000)
        await tend()
        expect((await desk.contact(call.contactId)).state).to.equal('ended')
      })
    })
  })
})
