import { expect } from 'chai'
import { moveCaller } from '../../server/commands/move-caller.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { recoverPerson } from '../../server/commands/recover-person.ts'
import { takeCaller } from '../../server/commands/take-caller.ts'
import { onBothDatabases } from '../support/databases.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('a supervisor', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    const order = async () => (await desk.ask((stores) => stores.contacts.waiting())).map((c) => c.id)
    const move = (contactId: string, change: object = {}) =>
      desk.run(
        moveCaller,
        {
          contactId,
          personId: 'lorna',
          queueId: 'demo-queue-advice',
          soon: 'next',
          why: 'a hearing in an hour',
          ...change,
        },
        'lorna',
      )

    it('moves nobody into a queue that was removed', async () => {
      const { contactId } = await desk.waitingCall()
      const remove = (removedAt: string | null) =>
        desk.ask(async (stores) => {
          const queue = await stores.queues.find('demo-queue-joining')
          if (!queue) throw new Error('no such queue')
          await stores.queues.save({ ...queue, version: queue.version + 1, removedAt })
        })
      await remove(desk.now())
      expect(await move(contactId, { queueId: 'demo-queue-joining' })).to.deep.equal({ refused: 'not-found' })
      await remove(null)
      const leg = (await desk.ask((stores) => stores.calls.ofContact(contactId)))[0]
      await desk.run(
        recordCallStatus,
        { callSid: leg?.callSid ?? '', status: 'completed', sequence: 9 },
        'twilio',
      )
    })

    it('moves a waiting caller to the front with a reason, and the clock of the wait goes on', async () => {
      const first = await desk.waitingCall()
      desk.later(1000)
      const second = await desk.waitingCall()
      const { waitingSince } = await desk.contact(second.contactId)
      expect(await order()).to.deep.equal([first.contactId, second.contactId])
      const events = await desk.eventsOf(async () => granted(await move(second.contactId)))
      expect(events).to.deep.equal(['contact.moved-in-queue'])
      expect(await order()).to.deep.equal([second.contactId, first.contactId])
      expect(await desk.contact(second.contactId)).to.include({
        waitingSince,
        priorityReason: 'a hearing in an hour',
      })
      granted(await move(second.contactId, { soon: 'in-turn', why: 'a mistake' }))
      expect(await order()).to.deep.equal([first.contactId, second.contactId])
    })

    it('moves them to another queue', async () => {
      const { contactId } = await desk.waitingCall()
      granted(await move(contactId, { queueId: 'demo-queue-joining', soon: 'in-turn', why: 'wants to join' }))
      expect(await desk.contact(contactId)).to.include({ queueId: 'demo-queue-joining', state: 'waiting' })
    })

    it('is asked why, and told when there is nobody to move', async () => {
      const { contactId } = await desk.waitingCall()
      const before = await desk.contact(contactId)
      expect(await move(contactId, { why: '  ' })).to.deep.equal({ refused: 'why-required' })
      expect(await move(contactId, { queueId: 'no such queue' })).to.deep.equal({ refused: 'not-found' })
      expect(await move('nobody')).to.deep.equal({ refused: 'not-found' })
      expect(await desk.contact(contactId)).to.deep.equal(before)
      const talking = await desk.connected(await desk.agent())
      expect(await move(talking.contactId)).to.deep.equal({ refused: 'not-waiting' })
    })

    it('takes a caller: it rings at their phone, and no longer at a colleague’s, who stays free', async () => {
      const agent = await desk.agent()
      const lorna = await desk.agent()
      const call = await desk.ringing(agent)
      granted(await desk.run(takeCaller, { contactId: call.contactId, personId: lorna }, lorna))
      expect((await desk.offer(call.offerId)).state).to.equal('withdrawn')
      expect(await desk.presence(agent)).to.include({ occupancy: 'idle', areYouThere: false })
      expect(await desk.presence(lorna)).to.include({ occupancy: 'ringing', contactId: call.contactId })
      const away = await desk.agent({ choice: 'break' })
      const other = await desk.waitingCall()
      expect(await desk.run(takeCaller, { contactId: other.contactId, personId: away }, away)).to.deep.equal({
        refused: 'phone-not-ready',
      })
    })

    it('sets somebody free whose call is over without word; it counts as broken off, with a call back owed', async () => {
      const agent = await desk.agent()
      const call = await desk.connected(agent)
      desk.later(40 * 60_000)
      const ask = { personId: agent, byId: 'lorna', contactId: call.contactId }
      expect(await desk.run(recoverPerson, { ...ask, isOver: false }, 'lorna')).to.deep.equal({
        refused: 'call-goes-on',
      })
      const events = await desk.eventsOf(async () =>
        granted(await desk.run(recoverPerson, { ...ask, isOver: true }, 'lorna')),
      )
      expect(events).to.include.members(['contact.recovered', 'contact.ended', 'presence.recovered'])
      const contact = await desk.contact(call.contactId)
      expect(contact).to.include({ state: 'ended', result: 'failed', endedBy: 'network' })
      expect(await desk.presence(agent)).to.include({
        occupancy: 'idle',
        choice: 'available',
        contactId: null,
        idleSince: desk.now(),
      })
      expect((await desk.openFollowUps(contact.caseId ?? '')).map((each) => each.what)).to.include(
        'Call back: the call broke off',
      )
      expect(await desk.run(recoverPerson, { ...ask, contactId: null, isOver: true }, 'lorna')).to.deep.equal(
        {
          refused: 'not-stuck',
        },
      )
    })

    it('sets somebody free who is busy with nothing at all, and leaves wrap-up alone', async () => {
      const ghost = await desk.agent({ occupancy: 'on-call' })
      granted(
        await desk.run(
          recoverPerson,
          { personId: ghost, byId: 'lorna', contactId: null, isOver: true },
          'lorna',
        ),
      )
      expect((await desk.presence(ghost)).occupancy).to.equal('idle')
      const writing = await desk.agent()
      const call = await desk.connected(writing)
      const other = { personId: writing, byId: 'lorna', contactId: 'another', isOver: true }
      expect(await desk.run(recoverPerson, other, 'lorna')).to.deep.equal({ refused: 'call-goes-on' })
      await desk.ask(async (stores) => {
        const presence = await stores.presences.find(writing)
        const contact = await stores.contacts.find(call.contactId)
        if (presence) await stores.presences.save({ ...presence, occupancy: 'wrap-up' })
        if (contact) await stores.contacts.save({ ...contact, state: 'ended', endedAt: desk.now() })
      })
      const wrapping = { personId: writing, byId: 'lorna', contactId: call.contactId, isOver: true }
      expect(await desk.run(recoverPerson, wrapping, 'lorna')).to.deep.equal({ refused: 'not-stuck' })
    })
  })
})
