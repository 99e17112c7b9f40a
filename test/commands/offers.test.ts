import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { declineOffer } from '../../server/commands/decline-offer.ts'
import { expireOffers } from '../../server/commands/expire-offers.ts'
import { iAmHere } from '../../server/commands/i-am-here.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import { endContact } from '../../server/commands/record-call-status.ts'
import { isCallable } from '../../server/domain/presence.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('offers', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const expire = () => desk.run((stores, env) => expireOffers(stores, env), {})
    const callerHangsUp = (contactId: string) =>
      desk.run((stores, env, id: string) => endContact(stores, env, id, 'member'), contactId, 'twilio')

    it('of 100 accepts at once exactly one wins, and the others are told who', async () => {
      const winner = await desk.agent()
      const others = await Promise.all(Array.from({ length: 99 }, () => desk.agent()))
      const call = await desk.ringing(winner)
      const inLine = [...others.slice(0, 50), winner, ...others.slice(50)]
      const answers = await Promise.all(
        inLine.map((personId) => desk.run(acceptOffer, { offerId: call.offerId, personId }, personId)),
      )
      const won = answers.filter((answer) => 'contactId' in answer)
      expect(won).to.deep.equal([{ contactId: call.contactId }])
      const name = (await desk.ask((stores) => stores.people.find(winner)))?.name
      const lost = answers.filter((answer) => 'refused' in answer)
      expect(lost).to.have.lengthOf(99)
      for (const answer of lost)
        expect(answer).to.deep.equal({
          refused: 'already-handled',
          detail: `${name} is already handling this call.`,
        })
      expect(await desk.contact(call.contactId)).to.include({ state: 'connecting', agentId: winner })
      expect(await desk.presence(winner)).to.include({ occupancy: 'on-call', contactId: call.contactId })
      for (const other of others.slice(45, 55))
        expect((await desk.presence(other)).occupancy).to.equal('idle')
    })

    it('of 20 accepts by the same agent in many tabs one wins', async () => {
      const agent = await desk.agent()
      const { offerId, contactId } = await desk.ringing(agent)
      const events = await desk.eventsOf(async () => {
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => desk.run(acceptOffer, { offerId, personId: agent }, agent)),
        )
        expect(answers.filter((answer) => 'contactId' in answer)).to.deep.equal([{ contactId }])
      })
      expect(events.filter((type) => type === 'offer.accepted')).to.have.lengthOf(1)
      expect(events.filter((type) => type === 'contact.connecting')).to.have.lengthOf(1)
    })

    it('can be accepted until 20 s, not at 20 s, swept or not', async () => {
      const agent = await desk.agent()
      const { offerId, contactId } = await desk.ringing(agent)
      desk.later(20_000)
      const accept = { offerId, personId: agent }
      expect(await desk.run(acceptOffer, accept, agent)).to.deep.equal({ refused: 'offer-expired' })
      expect((await desk.contact(contactId)).state).to.equal('waiting')
      await expire()
      expect(await desk.run(acceptOffer, accept, agent)).to.deep.equal({ refused: 'offer-expired' })
      const another = await desk.agent()
      const inTime = await desk.ringing(another)
      desk.later(19_999)
      expect(
        await desk.run(acceptOffer, { offerId: inTime.offerId, personId: another }, another),
      ).to.deep.equal({ contactId: inTime.contactId })
    })

    it('a caller who hung up withdraws it, and the agent is free without being asked anything', async () => {
      const agent = await desk.agent()
      const { offerId, contactId } = await desk.ringing(agent)
      await callerHangsUp(contactId)
      expect(await desk.run(acceptOffer, { offerId, personId: agent }, agent)).to.deep.equal({
        refused: 'offer-withdrawn',
      })
      expect(await desk.presence(agent)).to.include({
        occupancy: 'idle',
        areYouThere: false,
        contactId: null,
      })
      expect(await desk.contact(contactId)).to.include({ state: 'ended', result: 'abandoned' })
    })

    it('an unknown one is not found', async () => {
      const agent = await desk.agent()
      const nowhere = { offerId: 'nowhere', personId: agent }
      expect(await desk.run(acceptOffer, nowhere, agent)).to.deep.equal({ refused: 'not-found' })
      expect(await desk.run(declineOffer, nowhere, agent)).to.deep.equal({ refused: 'not-found' })
    })

    it('passed on, the caller keeps their place and the agent goes to the end of the idle order', async () => {
      const agent = await desk.agent()
      const { offerId, contactId } = await desk.ringing(agent)
      const since = (await desk.contact(contactId)).waitingSince
      desk.later(5_000)
      const other = await desk.agent()
      expect(await desk.run(declineOffer, { offerId, personId: other }, other)).to.deep.equal({
        refused: 'not-found',
      })
      granted(await desk.run(declineOffer, { offerId, personId: agent }, agent))
      expect(await desk.presence(agent)).to.include({
        occupancy: 'idle',
        choice: 'available',
        areYouThere: false,
        idleSince: desk.now(),
      })
      expect(await desk.contact(contactId)).to.include({ state: 'waiting', waitingSince: since })
      expect(await desk.run(declineOffer, { offerId, personId: agent }, agent)).to.deep.equal({
        refused: 'already-handled',
      })
      expect(
        await desk.run(acceptOffer, { offerId, personId: agent }, agent),
        'nobody has it, so nobody is named',
      ).to.deep.equal({ refused: 'already-handled' })
    })

    it('one missed offer asks "Are you there?" until it is answered, and costs no place', async () => {
      const agent = await desk.agent()
      const { idleSince } = await desk.presence(agent)
      const { offerId, contactId } = await desk.ringing(agent)
      desk.later(19_999)
      await expire()
      expect((await desk.offer(offerId)).state).to.equal('pending')
      desk.later(1)
      await expire()
      expect((await desk.offer(offerId)).state).to.equal('expired')
      const asked = await desk.presence(agent)
      expect(asked).to.include({ occupancy: 'idle', areYouThere: true, choice: 'available', idleSince })
      expect(isCallable(asked)).to.equal(false)
      expect(await desk.run(makeOffer, { contactId, personId: agent })).to.deep.equal({
        refused: 'busy-with-call',
      })
      granted(await desk.run(iAmHere, { personId: agent }, agent))
      expect(isCallable(await desk.presence(agent))).to.equal(true)
      granted(await desk.run(makeOffer, { contactId, personId: agent }))
    })

    it('is made once per call and once per agent, also when asked at the same time', async () => {
      const agents = await Promise.all(Array.from({ length: 10 }, () => desk.agent()))
      const { contactId } = await desk.waitingCall()
      const answers = await Promise.all(
        agents.map((personId) => desk.run(makeOffer, { contactId, personId })),
      )
      expect(answers.filter((answer) => 'offerId' in answer)).to.have.lengthOf(1)
      expect(await desk.count('offers', { contact_id: contactId, settled_at: null })).to.equal(1)

      const agent = await desk.agent()
      const calls = await Promise.all(Array.from({ length: 10 }, () => desk.waitingCall()))
      const toOne = await Promise.all(
        calls.map((call) => desk.run(makeOffer, { contactId: call.contactId, personId: agent })),
      )
      expect(toOne.filter((answer) => 'offerId' in answer)).to.have.lengthOf(1)
      expect(await desk.count('offers', { person_id: agent, settled_at: null })).to.equal(1)
    })

    it('is refused for agents who cannot take it, and for calls that no longer wait', async () => {
      const { contactId } = await desk.waitingCall()
      for (const change of [
        { choice: 'break' },
        { choice: 'offline' },
        { reachable: false },
        { registered: false },
        { microphone: 'denied' },
        { areYouThere: true },
        { occupancy: 'wrap-up' },
        { occupancy: 'on-call' },
      ] as const) {
        const personId = await desk.agent(change)
        expect(await desk.run(makeOffer, { contactId, personId }), JSON.stringify(change)).to.deep.equal({
          refused: 'busy-with-call',
        })
      }
      expect(await desk.run(makeOffer, { contactId, personId: 'nobody' })).to.deep.equal({
        refused: 'busy-with-call',
      })
      const free = await desk.agent()
      expect(await desk.run(makeOffer, { contactId: 'nowhere', personId: free })).to.deep.equal({
        refused: 'call-ended',
      })
      await callerHangsUp(contactId)
      expect(await desk.run(makeOffer, { contactId, personId: free })).to.deep.equal({
        refused: 'call-ended',
      })
      expect((await desk.presence(free)).occupancy).to.equal('idle')
    })
  })
})
