import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { queueAttempt } from '../../server/commands/callback-support.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import {
  machineDetected,
  memberDialled,
  memberPickedUp,
  sayNotReached,
} from '../../server/commands/dial-callback.ts'
import { callbackStep } from '../../server/commands/keep-place.ts'
import { leaveQueue } from '../../server/commands/leave-queue.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import { cancelCallback } from '../../server/commands/manage-callback.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { tendCallbacks } from '../../server/commands/tend-callbacks.ts'
import type { Callback } from '../../server/domain/records.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('callbacks', () => {
  onBothDatabases((open) => {
    let desk: Desk
    beforeEach(async function () {
      this.timeout(20_000)
      desk = await openDesk(open)
      desk.set(monday)
    })
    const press = (contactId: string, step: 'start' | 'number' | 'confirm', digits: string) =>
      desk.run(callbackStep, { contactId, step, from: 'queue' as const, digits }, 'twilio')
    const callbackOf = async (contactId: string): Promise<Callback> => {
      const found = await desk.ask((stores) => stores.callbacks.byContact(contactId))
      if (!found) throw new Error('no callback')
      return found
    }
    const asked = async (from: string) => {
      const call = await desk.waitingCall(from)
      granted(await press(call.contactId, 'start', '2'))
      expect(granted(await press(call.contactId, 'confirm', '1')).page).to.equal('goodbye')
      return { ...call, callback: await callbackOf(call.contactId) }
    }
    const order = async () => (await desk.ask((stores) => stores.contacts.waiting())).map((c) => c.id)
    const tick = () => desk.run((stores, env) => tendCallbacks(stores, env), {})
    /** Accepted, and the agent's phone in the conference. */
    const dialling = async (callback: Callback) => {
      const personId = await desk.agent()
      const contactId = callback.attemptContactId ?? ''
      const { offerId } = granted(await desk.run(makeOffer, { contactId, personId }))
      granted(await desk.run(acceptOffer, { offerId, personId }, personId))
      const agentSid = `CA-agent-${personId}`
      granted(await desk.run(joinAsAgent, { contactId, callSid: agentSid, personId }, 'twilio'))
      const call = { contactId, conferenceSid: `CF-${contactId}` }
      await desk.conference(call, 'participant-join', agentSid)
      return { ...call, personId, agentSid }
    }
    const status = (callSid: string, word: string) =>
      desk.run(recordCallStatus, { callSid, status: word, sequence: 9 }, 'twilio')

    it('keeps the exact place: the attempt stands where the caller stood, whoever came since', async () => {
      const first = await desk.waitingCall()
      desk.later(1000)
      const second = await desk.waitingCall('+447700900245')
      desk.later(1000)
      const third = await desk.waitingCall()
      desk.later(1000)
      granted(await press(second.contactId, 'start', '2'))
      granted(await press(second.contactId, 'confirm', '1'))
      const { attemptContactId, place } = await callbackOf(second.contactId)
      expect(place).to.equal(2)
      expect(await order()).to.deep.equal([first.contactId, attemptContactId, third.contactId])
      expect(await desk.contact(second.contactId)).to.include({ state: 'ended', result: 'callback-taken' })
      // Late news of the caller's own leg changes nothing.
      await status(second.callSid, 'completed')
      expect(await desk.contact(second.contactId)).to.include({ result: 'callback-taken' })
    })

    it('asked for twice is the older promise, and one ring', async () => {
      const { callback } = await asked('+447700900245')
      const again = await desk.waitingCall('+447700900245')
      granted(await press(again.contactId, 'start', '2'))
      expect(granted(await press(again.contactId, 'confirm', '1')).page).to.equal('goodbye')
      const open = await desk.ask((stores) =>
        stores.callbacks.openOf({ memberId: null, number: '+447700900245' }),
      )
      expect(open.map((one) => one.id)).to.deep.equal([callback.id])
    })

    it('rings the member once, when the agent is there, however often the agent’s join is told', async () => {
      const { callback } = await asked('+447700900245')
      const events = await desk.eventsOf(async () => {
        const call = await dialling(callback)
        await desk.conference(call, 'participant-join', call.agentSid)
      })
      expect(events.filter((type) => type === 'callback.dial-asked')).to.have.lengthOf(1)
      expect(await callbackOf(callback.contactId)).to.include({ state: 'dialling', attempts: 0 })
    })

    it('in pieces of any order: news of the call before our own request was answered is the same call', async () => {
      const { callback } = await asked('+447700900245')
      const call = await dialling(callback)
      const picked = granted(
        await desk.run(memberPickedUp, { contactId: call.contactId, callSid: 'CA-member' }, 'twilio'),
      )
      expect(picked).to.include({ page: 'conference', party: 'member' })
      await desk.conference(call, 'participant-join', 'CA-member')
      expect(await desk.contact(call.contactId)).to.include({ state: 'connected' })
      await status('CA-member', 'completed')
      expect(await callbackOf(callback.contactId)).to.include({ state: 'reached', attempts: 1 })
      expect((await desk.presence(call.personId)).occupancy).to.equal('wrap-up')
    })

    for (const [word, outcome] of [
      ['busy', 'busy'],
      ['no-answer', 'no-answer'],
      ['failed', 'failed'],
      ['canceled', 'no-answer'],
    ] as const)
      it(`"${word}" is an attempt that comes again, and the agent is free without a wrap-up`, async () => {
        const { callback } = await asked('+447700900245')
        const call = await dialling(callback)
        granted(
          await desk.run(memberPickedUp, { contactId: call.contactId, callSid: `CA-${word}` }, 'twilio'),
        )
        await status(`CA-${word}`, word)
        const next = await callbackOf(callback.contactId)
        expect(next).to.include({ state: 'promised', attempts: 1, attemptContactId: null })
        expect(next.dueAt > desk.now()).to.equal(true)
        const attempt = await desk.ask((stores) => stores.callbackAttempts.find(call.contactId))
        expect(attempt).to.include({ outcome })
        expect(await desk.contact(call.contactId)).to.include({ result: 'not-reached' })
        expect((await desk.presence(call.personId)).occupancy).to.equal('idle')
      })

    it('an agent whose phone is lost before anybody picked up costs the member nothing', async () => {
      const { callback } = await asked('+447700900245')
      const call = await dialling(callback)
      await desk.conference(call, 'participant-leave', call.agentSid)
      const kept = await callbackOf(callback.contactId)
      expect(kept).to.include({ state: 'due', attempts: 0, waitingSince: callback.waitingSince })
      expect(kept.attemptContactId).to.not.equal(call.contactId)
      expect(await order()).to.include(kept.attemptContactId)
      expect(await desk.presence(call.personId)).to.include({ occupancy: 'idle', areYouThere: true })
    })

    it('an agent whose phone never comes is let go after a quarter of a minute', async () => {
      const { callback } = await asked('+447700900245')
      const personId = await desk.agent()
      const { offerId } = granted(
        await desk.run(makeOffer, { contactId: callback.attemptContactId ?? '', personId }),
      )
      granted(await desk.run(acceptOffer, { offerId, personId }, personId))
      desk.later(14_999)
      await tick()
      expect((await callbackOf(callback.contactId)).state).to.equal('dialling')
      desk.later(1)
      await tick()
      expect((await callbackOf(callback.contactId)).state).to.equal('due')
      expect((await desk.presence(personId)).occupancy).to.equal('idle')
    })

    it('leaves the queue when the line closes, and comes again in the old place when it opens', async () => {
      const { callback } = await asked('+447700900245')
      desk.set('2026-11-23T19:00:00.000Z')
      await tick()
      const later = await callbackOf(callback.contactId)
      expect(later).to.include({ state: 'promised', dueAt: '2026-11-24T08:30:00.000Z' })
      expect(await order()).to.deep.equal([])
      await tick()
      desk.set('2026-11-24T08:30:00.000Z')
      await tick()
      const again = await callbackOf(callback.contactId)
      expect(again).to.include({ state: 'due', promisedUntil: callback.promisedUntil })
      expect((await desk.contact(again.attemptContactId ?? '')).waitingSince).to.equal(callback.waitingSince)
    })

    it('of one member is not met by another who shares the telephone', async () => {
      const tom = await asked('+447700900820')
      await desk.ask(async (stores) => {
        const [jean, tomReid] = await stores.members.byNumber('+447700900820')
        await stores.callbacks.save({ ...tom.callback, memberId: tomReid?.id ?? null })
        expect(jean?.firstName).to.equal('Jean')
      })
      const agent = await desk.agent()
      const call = await desk.ringing(agent, '+447700900820')
      await desk.ask(async (stores) => {
        const contact = await stores.contacts.find(call.contactId)
        const [jean] = await stores.members.byNumber('+447700900820')
        if (contact) await stores.contacts.save({ ...contact, memberId: jean?.id ?? null })
      })
      granted(await desk.run(acceptOffer, { offerId: call.offerId, personId: agent }, agent))
      granted(
        await desk.run(
          joinAsAgent,
          { contactId: call.contactId, callSid: 'CA-j', personId: agent },
          'twilio',
        ),
      )
      const room = { contactId: call.contactId, conferenceSid: 'CF-j' }
      await desk.conference(room, 'participant-join', 'CA-j')
      await desk.conference(room, 'participant-join', call.callSid)
      expect((await desk.contact(call.contactId)).state).to.equal('connected')
      expect((await callbackOf(tom.contactId)).state).to.equal('due')
    })

    it('at the end of the day is promised without a question, but a withheld caller is asked for a number', async () => {
      desk.set('2026-11-23T18:59:00.000Z')
      const known = await desk.waitingCall('+447700900245')
      const withheld = await desk.waitingCall('anonymous')
      desk.set('2026-11-23T19:15:00.000Z')
      const leave = (contactId: string) => desk.run(leaveQueue, { contactId, queueResult: 'leave' }, 'twilio')
      expect(granted(await leave(known.contactId)).page).to.equal('goodbye')
      expect((await callbackOf(known.contactId)).promisedFrom).to.equal('2026-11-24T08:30:00.000Z')
      expect(granted(await leave(withheld.contactId))).to.include({ page: 'keys', from: 'exit' })
      expect(await desk.ask((stores) => stores.callbacks.byContact(withheld.contactId))).to.equal(null)
    })

    it('a machine that is heard twice is one hint, and none after the attempt is over', async () => {
      const { callback } = await asked('+447700900245')
      const call = await dialling(callback)
      const heard = () =>
        desk.run(machineDetected, { contactId: call.contactId, answeredBy: 'machine_start' }, 'twilio')
      const events = await desk.eventsOf(async () => {
        await heard()
        await heard()
      })
      expect(events).to.deep.equal(['callback.machine-heard'])
      expect((await desk.contact(call.contactId)).state, 'no call is ended by it').to.equal('connecting')
    })

    it('answered by somebody else once is tried again as planned, and never texted about to that number', async () => {
      const texts = () => desk.count('messages', { direction: 'out' })
      const { callback } = await asked('+447700900245')
      const promised = await texts()
      const rung = async (nth: number) => {
        const now = await callbackOf(callback.contactId)
        if (now.dueAt > desk.now()) desk.set(now.dueAt)
        await tick()
        const call = await dialling(await callbackOf(callback.contactId))
        const callSid = `CA-member-${nth}-${call.personId}`
        await desk.run(memberDialled, { contactId: call.contactId, callSid }, 'twilio')
        return { ...call, callSid }
      }
      const wrong = await rung(1)
      await desk.conference(wrong, 'participant-join', wrong.callSid)
      expect((await desk.contact(wrong.contactId)).state).to.equal('connected')
      const said = { contactId: wrong.contactId, personId: wrong.personId, outcome: 'wrong-person' as const }
      expect(await desk.run(sayNotReached, { ...said, personId: 'somebody' }, 'somebody')).to.deep.equal({
        refused: 'not-yours',
      })
      granted(await desk.run(sayNotReached, said, wrong.personId))
      expect(await desk.contact(wrong.contactId)).to.include({ state: 'ended', result: 'not-reached' })
      expect(await callbackOf(callback.contactId)).to.include({
        state: 'promised',
        attempts: 1,
        dueAt: '2026-11-23T11:03:00.000Z',
      })
      for (const nth of [2, 3]) await status((await rung(nth)).callSid, 'no-answer')
      expect(await callbackOf(callback.contactId)).to.include({ state: 'not-reached', attempts: 3 })
      expect(await texts()).to.equal(promised)
      const followUps = await desk.openFollowUps(callback.caseId ?? '')
      expect(followUps.map((one) => one.what).join()).to.contain('find another way')
    })

    it('is not promised to a number marked as not safe, and not rung when it was marked since', async () => {
      const mark = (number: string) =>
        desk.ask(async (stores) => {
          const phone = await stores.phones.byNumber(number)
          if (!phone) throw new Error('no such phone')
          await stores.phones.save({ ...phone, unsafeBecause: 'Somebody else answers' })
        })
      desk.set('2026-11-23T18:50:00.000Z')
      const { callback } = await asked('+447700900245')
      expect(callback.state).to.equal('promised')
      await mark('+447700900245')
      desk.set('2026-11-24T08:30:00.000Z')
      await tick()
      expect(await callbackOf(callback.contactId)).to.include({
        state: 'cancelled',
        cancelReason: 'must-not-ring',
      })
      const followUps = await desk.openFollowUps(callback.caseId ?? '')
      expect(followUps.map((one) => one.what).join()).to.contain('find another way')

      const again = await desk.waitingCall('+447700900245')
      expect(granted(await press(again.contactId, 'start', '2'))).to.include({ page: 'keys', step: 'number' })
      expect(granted(await press(again.contactId, 'number', '07700900245'))).to.include({ step: 'number' })
      expect(granted(await press(again.contactId, 'number', '07700900117'))).to.include({ step: 'confirm' })
    })

    it('cancelled while it rings for somebody: the ringing stops', async () => {
      const { callback } = await asked('+447700900245')
      const personId = await desk.agent()
      granted(await desk.run(makeOffer, { contactId: callback.attemptContactId ?? '', personId }))
      granted(
        await desk.run(
          cancelCallback,
          { callbackId: callback.id, reason: 'no-longer-needed' as const },
          personId,
        ),
      )
      expect((await desk.presence(personId)).occupancy).to.equal('idle')
      expect(await order()).to.deep.equal([])
      // A worker that had it in hand finds nothing left to queue.
      const stale = await callbackOf(callback.contactId)
      expect(await desk.run((stores, env) => queueAttempt(stores, env, stale), {})).to.equal(null)
    })
  })
})
