import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import { createTwilioRest } from '../../server/adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import { twilioUrls } from '../../server/adapters/twilio/twilio-urls.ts'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { callbackStep } from '../../server/commands/keep-place.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import type { EffectRow } from '../../server/domain/records.ts'
import { type CarryOutDeps, carryOut } from '../../server/worker/carry-out.ts'
import { type Desk, granted, openDesk } from '../commands/desk.ts'
import { onSqlite } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'

describe('ringing the member of a callback', () => {
  onSqlite((open) => {
    let desk: Desk
    let placed: string[]
    let ended: string[]
    /** Calls that Twilio has and we may not know of. */
    let openAtTwilio: { sid: string }[]
    let whenPlaced: () => Promise<void>
    beforeEach(async () => {
      desk = await openDesk(open)
      desk.set(monday)
      placed = []
      ended = []
      openAtTwilio = []
      whenPlaced = async () => undefined
    })

    const deps = (): CarryOutDeps => ({
      write: desk.database.write,
      clock: { now: desk.now },
      ids: createIds(() => Date.parse(desk.now())),
      urls: twilioUrls('https://contact.example.org'),
      publicUrl: 'https://union.example',
      safePicture: async () => ({ refused: 'no pictures here' }),
      rest: {
        ...createTwilioRest({
          accountSid: 'AC0',
          apiKeySid: 'SK0',
          apiKeySecret: 'secret',
          apiBaseUrl: 'http://127.0.0.1:9',
          nowMs: () => Date.parse(desk.now()),
        }),
        placeCall: async ({ to }) => {
          placed.push(to)
          await whenPlaced()
          return { sid: `CA-placed-${placed.length}` }
        },
        openCalls: async () => openAtTwilio,
        endCall: async (sid) => {
          ended.push(sid)
        },
      },
    })
    const row = (contactId: string, attempts: number): EffectRow => ({
      id: 'effect-1',
      eventSeq: 1,
      kind: 'dial-member',
      orderKey: contactId,
      onTheLine: true,
      data: { contactId },
      attempts,
      dueAt: monday,
      lastError: null,
      settledAt: null,
      result: null,
    })
    const dial = (contactId: string, attempts = 1) =>
      carryOut(deps(), { kind: 'dial-member', contactId }, row(contactId, attempts))

    /** A callback whose agent is in the conference. */
    const awaited = async () => {
      const { contactId: asked } = await desk.waitingCall('+447700900245')
      const from = 'queue' as const
      granted(await desk.run(callbackStep, { contactId: asked, step: 'start', from, digits: '2' }))
      granted(await desk.run(callbackStep, { contactId: asked, step: 'confirm', from, digits: '1' }))
      const callback = await desk.ask((stores) => stores.callbacks.byContact(asked))
      const contactId = callback?.attemptContactId ?? ''
      const personId = await desk.agent()
      const { offerId } = granted(await desk.run(makeOffer, { contactId, personId }))
      granted(await desk.run(acceptOffer, { offerId, personId }, personId))
      granted(await desk.run(joinAsAgent, { contactId, callSid: 'CA-agent', personId }))
      const call = { contactId, conferenceSid: 'CF-1' }
      await desk.conference(call, 'participant-join', 'CA-agent')
      return { ...call, personId, asked }
    }

    it('is asked of Twilio once: a repeat finds the leg and asks nothing', async () => {
      const { contactId } = await awaited()
      expect(await dial(contactId)).to.deep.equal({ result: 'done' })
      expect(await dial(contactId, 2)).to.deep.equal({ result: 'superseded' })
      expect(placed).to.deep.equal(['+447700900245'])
    })

    it('that Twilio took although its answer was lost is not rung a second time', async () => {
      const { contactId } = await awaited()
      openAtTwilio = [{ sid: 'CA-lost' }]
      expect(await dial(contactId, 2)).to.deep.equal({ result: 'done' })
      expect(placed).to.deep.equal([])
      const legs = await desk.ask((stores) => stores.calls.ofContact(contactId))
      expect(legs.map((leg) => leg.callSid)).to.include('CA-lost')
    })

    it('does not ring on when the agent was lost while we asked', async () => {
      const call = await awaited()
      whenPlaced = () => desk.conference(call, 'participant-leave', 'CA-agent')
      await dial(call.contactId)
      expect(ended).to.deep.equal(['CA-placed-1'])
    })

    it('that Twilio refuses is a failed attempt, and the agent is free', async () => {
      const call = await awaited()
      whenPlaced = async () => {
        throw new TwilioProblem('refused', 21211)
      }
      expect((await dial(call.contactId)).result).to.equal('failed')
      const callback = await desk.ask((stores) => stores.callbacks.byContact(call.asked))
      expect(callback).to.include({ state: 'promised', attempts: 1 })
      const attempt = await desk.ask((stores) => stores.callbackAttempts.find(call.contactId))
      expect(attempt).to.include({ outcome: 'failed' })
      expect((await desk.presence(call.personId)).occupancy).to.equal('idle')
    })

    it('waits while Twilio is out of reach: nothing is settled', async () => {
      const call = await awaited()
      whenPlaced = async () => {
        throw new TwilioProblem('outage', null)
      }
      const refused = await dial(call.contactId).catch((error: unknown) => error)
      expect(refused).to.be.instanceOf(TwilioProblem)
      const callback = await desk.ask((stores) => stores.callbacks.byContact(call.asked))
      expect(callback).to.include({ state: 'dialling', attempts: 0 })
    })
  })
})
