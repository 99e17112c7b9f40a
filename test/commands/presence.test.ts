import { expect } from 'chai'
import { hangUp } from '../../server/commands/call-control.ts'
import { chooseAvailability } from '../../server/commands/choose-availability.ts'
import { claimPhone } from '../../server/commands/claim-phone.ts'
import { finishContact } from '../../server/commands/finish-contact.ts'
import { iAmHere } from '../../server/commands/i-am-here.ts'
import { reportPresence } from '../../server/commands/report-presence.ts'
import { isCallable } from '../../server/domain/presence.ts'
import type { Presence } from '../../server/domain/records.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('presence of agents', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const choose = (personId: string, choice: Presence['choice'], afterCall = false) =>
      desk.run(chooseAvailability, { personId, choice, afterCall }, personId)
    const report = (personId: string, change: Partial<Parameters<typeof reportPresence>[2]> = {}) =>
      desk.run(reportPresence, {
        personId,
        tabId: 'tab-1',
        reachable: true,
        registered: true,
        microphone: 'granted' as const,
        ...change,
      })

    describe('the choice', () => {
      it('of a break while a call rings passes the call on first', async () => {
        const agent = await desk.agent()
        const { offerId, contactId } = await desk.ringing(agent)
        granted(await choose(agent, 'break'))
        expect((await desk.offer(offerId)).state).to.equal('declined')
        expect((await desk.contact(contactId)).state).to.equal('waiting')
        expect(await desk.presence(agent)).to.include({
          choice: 'break',
          occupancy: 'idle',
          contactId: null,
          areYouThere: false,
        })
      })

      it('of Available while a call rings leaves it ringing', async () => {
        const agent = await desk.agent()
        const { offerId } = await desk.ringing(agent)
        granted(await choose(agent, 'available'))
        expect((await desk.offer(offerId)).state).to.equal('pending')
        expect((await desk.presence(agent)).occupancy).to.equal('ringing')
      })

      it('of a break after this call waits for the end of the wrap-up', async () => {
        const agent = await desk.agent()
        const { contactId } = await desk.connected(agent)
        granted(await choose(agent, 'break', true))
        expect(await desk.presence(agent)).to.include({ choice: 'available', choiceAfterCall: 'break' })
        granted(await desk.run(hangUp, { contactId, personId: agent }, agent))
        expect(await desk.presence(agent)).to.include({ choice: 'available', occupancy: 'wrap-up' })
        granted(
          await desk.run(
            finishContact,
            {
              contactId,
              personId: agent,
              reason: 'other',
              outcome: 'advice-given',
              nextStep: '',
              nextStepDue: null,
              nextStepOwnerId: null,
              thenAvailability: null,
              wasHard: false,
            },
            agent,
          ),
        )
        expect(await desk.presence(agent)).to.include({
          choice: 'break',
          choiceAfterCall: null,
          occupancy: 'idle',
        })
      })

      it('starts the idle order anew when it changes, not when it is repeated', async () => {
        const agent = await desk.agent()
        const { idleSince } = await desk.presence(agent)
        desk.later(60_000)
        granted(await choose(agent, 'available'))
        expect((await desk.presence(agent)).idleSince).to.equal(idleSince)
        granted(await choose(agent, 'lunch'))
        desk.later(60_000)
        granted(await choose(agent, 'available'))
        expect(await desk.presence(agent)).to.include({ idleSince: desk.now(), choiceSince: desk.now() })
      })

      it('is kept for somebody who was never at work before', async () => {
        granted(await choose(demo.sam, 'meeting'))
        expect(await desk.presence(demo.sam)).to.include({ choice: 'meeting', reachable: false })
      })
    })

    it('"I am here" without a presence is not found', async () => {
      expect(await desk.run(iAmHere, { personId: 'nobody' })).to.deep.equal({ refused: 'not-found' })
    })

    describe('the phone of two tabs', () => {
      const claim = (personId: string, tabId: string, takeOver = false) =>
        desk.run(claimPhone, { personId, tabId, takeOver }, personId)

      it('stays where it is until it is taken over, and the new tab has to prove itself', async () => {
        const agent = await desk.agent()
        expect(await claim(agent, 'tab-2')).to.deep.equal({ refused: 'phone-in-another-tab' })
        expect(await desk.presence(agent)).to.include({ phoneTabId: 'tab-1', registered: true })
        granted(await claim(agent, 'tab-2', true))
        const moved = await desk.presence(agent)
        expect(moved).to.include({ phoneTabId: 'tab-2', registered: false })
        expect(isCallable(moved)).to.equal(false)
        expect(await report(agent, { registered: true }), 'the old tab is no longer believed').to.deep.equal({
          changed: false,
        })
        expect(await report(agent, { tabId: 'tab-2' })).to.deep.equal({ changed: true })
        expect(isCallable(await desk.presence(agent))).to.equal(true)
        expect(await claim(agent, 'tab-1')).to.deep.equal({ refused: 'phone-in-another-tab' })
      })

      it('claimed again by its own tab stays registered', async () => {
        const agent = await desk.agent()
        granted(await claim(agent, 'tab-1'))
        expect(await desk.presence(agent)).to.include({ phoneTabId: 'tab-1', registered: true })
      })

      it('is free to take when its tab is silent, and for somebody new', async () => {
        const silent = await desk.agent({ reachable: false, registered: false })
        granted(await claim(silent, 'tab-2'))
        expect((await desk.presence(silent)).phoneTabId).to.equal('tab-2')
        granted(await claim(demo.marcus, 'tab-9'))
        expect(await desk.presence(demo.marcus)).to.include({ phoneTabId: 'tab-9', choice: 'offline' })
      })

      it('goes to one of two tabs that claim at once', async () => {
        const agent = await desk.agent({ phoneTabId: null })
        const answers = await Promise.all(['a', 'b', 'c', 'd'].map((tab) => claim(agent, tab)))
        expect(answers.filter((answer) => 'done' in answer)).to.have.lengthOf(1)
      })
    })

    describe('what a console reports', () => {
      it('changes nothing and says nothing when nothing changed', async () => {
        const agent = await desk.agent()
        const { version } = await desk.presence(agent)
        const events = await desk.eventsOf(async () => {
          expect(await report(agent)).to.deep.equal({ changed: false })
        })
        expect(events).to.deep.equal([])
        expect((await desk.presence(agent)).version).to.equal(version)
      })

      it('of a page out of reach makes its phone unregistered too', async () => {
        const agent = await desk.agent()
        expect(await report(agent, { reachable: false })).to.deep.equal({ changed: true })
        expect(await desk.presence(agent)).to.include({ reachable: false, registered: false })
      })

      it('back from silence starts the idle order anew', async () => {
        const agent = await desk.agent({ reachable: false, registered: false })
        desk.later(30_000)
        await report(agent)
        expect((await desk.presence(agent)).idleSince).to.equal(desk.now())
      })

      it('of a silent page on a call leaves the call as it is', async () => {
        const agent = await desk.agent()
        const { contactId } = await desk.connected(agent)
        await report(agent, { reachable: false })
        expect(await desk.presence(agent)).to.include({ occupancy: 'on-call', contactId })
        expect((await desk.contact(contactId)).state).to.equal('connected')
      })

      it('gives a phone that nobody owns to the first tab heard', async () => {
        await report(demo.sam, { tabId: 'first' })
        await report(demo.sam, { tabId: 'second', microphone: 'denied' })
        expect(await desk.presence(demo.sam)).to.include({ phoneTabId: 'first', microphone: 'granted' })
      })
    })
  })
})
