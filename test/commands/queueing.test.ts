import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { chooseAvailability } from '../../server/commands/choose-availability.ts'
import { chooseFromMenu } from '../../server/commands/choose-from-menu.ts'
import { leaveQueue } from '../../server/commands/leave-queue.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { waitInQueue } from '../../server/commands/wait-in-queue.ts'
import { createRouting } from '../../server/worker/routing.ts'
import { routingReads } from '../../server/worker/routing-reads.ts'
import { onBothDatabases } from '../support/databases.ts'
import { aCall } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('waiting in a queue', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })

    const said = async (contactId: string): Promise<string> => {
      const page = granted(await desk.run(waitInQueue, { contactId }, 'twilio'))
      return 'say' in page ? page.say.join(' ') : page.page
    }
    /** Callers of the queue answered one after another up to now. */
    const answeredBefore = (queueId: string, count: number, seconds: number) =>
      desk.ask(async (stores) => {
        for (let index = 0; index < count; index += 1) {
          const at = new Date(Date.parse(desk.now()) - (count - 1 - index) * seconds * 1000).toISOString()
          await stores.contacts.insert(
            aCall(`answered-${queueId}-${count}-${index}`, {
              queueId,
              state: 'ended',
              result: 'answered',
              connectedAt: at,
              endedAt: at,
            }),
          )
        }
      })

    it('says the place alone until enough has been seen, then the likely wait too', async () => {
      const { contactId } = await desk.waitingCall()
      const { queueId } = await desk.contact(contactId)
      await answeredBefore(queueId ?? '', 19, 60)
      expect(await said(contactId)).to.match(/You are first in the queue\. Thank you/)
      await answeredBefore(queueId ?? '', 1, 60)
      expect(await said(contactId)).to.match(
        /You are first in the queue\. The wait is about 1 to 2 minutes\. Thank you/,
      )
      desk.later(2 * 60 * 60 * 1000 + 1)
      expect(await said(contactId), 'what is two hours old says nothing').not.to.include('The wait')
    })

    it('is known to who spoke with the caller last, whose offer rings for 15 seconds', async () => {
      const agent = await desk.agent()
      const stranger = await desk.agent()
      const from = '+442079460777'
      await desk.connected(agent, from)
      const again = await desk.waitingCall(from)
      const waiting = await desk.contact(again.contactId)
      expect(waiting).to.include({ knownTo: agent, knownBecause: 'last-agent' })
      await desk.ask((stores) =>
        stores.contacts.save({ ...waiting, knownTo: stranger, knownBecause: 'last-agent' }),
      )
      const { offerId } = granted(
        await desk.run(makeOffer, { contactId: again.contactId, personId: stranger }),
      )
      const { offeredAt, expiresAt } = await desk.offer(offerId)
      expect(Date.parse(expiresAt) - Date.parse(offeredAt)).to.equal(15_000)
      desk.later(15_000)
      expect(await desk.run(acceptOffer, { offerId, personId: stranger }, stranger)).to.deep.equal({
        refused: 'offer-expired',
      })
    })

    it('looks for whom they spoke with last where the case has no owner, a month back and no further', async () => {
      const agent = await desk.agent()
      const lastAgent = (since: string) =>
        desk.ask((stores) =>
          stores.contacts.lastAgent({ memberId: null, callerNumber: '+442079460778', since }),
        )
      await desk.ask((stores) =>
        stores.contacts.insert(
          aCall('spoken-before', {
            callerNumber: '+442079460778',
            agentId: agent,
            startedAt: '2026-11-01T10:00:00.000Z',
            connectedAt: '2026-11-01T10:01:00.000Z',
            state: 'ended',
            endedAt: '2026-11-01T10:05:00.000Z',
          }),
        ),
      )
      expect(await lastAgent('2026-10-24T09:00:00.000Z')).to.equal(agent)
      expect(await lastAgent('2026-11-01T10:00:00.001Z')).to.equal(null)
    })

    it('rings who knows the matter before who is idle longest', async () => {
      const longest = await desk.agent({ idleSince: '2026-11-23T06:00:00.000Z' })
      const knowing = await desk.agent()
      const { contactId } = await desk.waitingCall('+442079460779')
      const waiting = await desk.contact(contactId)
      const firstRung = async () => {
        const rung: string[] = []
        const routing = createRouting({
          reads: routingReads(desk.database),
          nowMs: () => Date.parse(desk.now()) + 120_000,
          offer: async (match) => {
            if (match.contactId === contactId) rung.push(match.personId)
            return { offerId: 'not kept' }
          },
          whenFailed: (error) => {
            throw error
          },
        })
        const free = (personId: string) =>
          ({
            seq: 1,
            at: desk.now(),
            event: { type: 'presence.changed', personId, choice: 'available' },
          }) as const
        const waits = {
          type: 'contact.waiting',
          contactId,
          queueId: '',
          memberCallSid: '',
          again: false,
        } as const
        // Everybody is free already when the call comes.
        await routing.happened([free(longest), free(knowing)])
        await routing.happened([{ seq: 2, at: desk.now(), event: waits }])
        return rung[0]
      }
      expect(await firstRung()).to.equal(longest)
      await desk.ask((stores) =>
        stores.contacts.save({ ...waiting, knownTo: knowing, knownBecause: 'last-agent' }),
      )
      expect(await firstRung()).to.equal(knowing)
    })

    it('asks for less skill the longer it lasts, until anybody who is free will do', async () => {
      const beginner = await desk.agent()
      await desk.database.write(async (stores) => {
        for (const { personId } of await stores.presences.all())
          if (personId !== beginner) {
            const presence = await stores.presences.find(personId)
            if (presence) await stores.presences.save({ ...presence, choice: 'break' })
          }
      })
      const callSid = 'CA00000000000000000000000000case'
      const menu = await desk.run(
        receiveCall,
        { callSid, from: '+442079460780', to: '+442079460900' },
        'twilio',
      )
      if (menu.page !== 'menu') throw new Error(menu.page)
      // The queue of existing cases asks for casework at level 2.
      granted(await desk.run(chooseFromMenu, { contactId: menu.contactId, digits: '1' }, 'twilio'))
      let at = Date.parse(desk.now())
      const rung: string[] = []
      const routing = createRouting({
        reads: routingReads(desk.database),
        nowMs: () => at,
        offer: async (match) => {
          rung.push(
            `${match.personId === beginner ? 'beginner' : match.personId} ${match.contactId === menu.contactId}`,
          )
          return { offerId: 'not kept' }
        },
        whenFailed: (error) => {
          throw error
        },
      })
      await routing.happened([
        {
          seq: 1,
          at: desk.now(),
          event: { type: 'presence.changed', personId: beginner, choice: 'available' },
        },
        {
          seq: 2,
          at: desk.now(),
          event: {
            type: 'contact.waiting',
            contactId: menu.contactId,
            queueId: '',
            memberCallSid: callSid,
            again: false,
          },
        },
      ])
      for (const wait of [59_999, 60_000, 119_999]) {
        at = Date.parse(desk.now()) + wait
        await routing.tick()
        expect(rung, `${wait} ms`).to.deep.equal([])
      }
      at = Date.parse(desk.now()) + 120_000
      await routing.tick()
      expect(rung).to.deep.equal(['beginner true'])
    })

    const limit = (change: { maxWaiting?: number | null; maxWaitSeconds?: number | null }) =>
      desk.ask(async (stores) => {
        const queue = await stores.queues.byKey('joining')
        if (queue) await stores.queues.save({ ...queue, ...change, version: queue.version + 1 })
      })
    let calls = 0
    const chooseJoining = async () => {
      const callSid = `CA${String((calls += 1)).padStart(30, '0')}jo`
      const menu = await desk.run(
        receiveCall,
        { callSid, from: '+442079460790', to: '+442079460900' },
        'twilio',
      )
      if (menu.page !== 'menu') throw new Error(menu.page)
      const page = granted(
        await desk.run(chooseFromMenu, { contactId: menu.contactId, digits: '3' }, 'twilio'),
      )
      return { contactId: menu.contactId, page }
    }

    it('ends where the queue is full: a callback or a message is offered, and it is logged as that', async () => {
      await limit({ maxWaiting: 1 })
      expect((await chooseJoining()).page.page).to.equal('queue')
      const second = await chooseJoining()
      expect(second.page).to.include({ page: 'keys', from: 'exit' })
      expect('say' in second.page && second.page.say.join(' ')).to.include('so many people are waiting')
      expect((await desk.contact(second.contactId)).result).to.equal('queue-full')
      await limit({ maxWaiting: null })
    })

    it('ends after the longest wait, not a moment before, with a callback or a message', async () => {
      await limit({ maxWaitSeconds: 600 })
      const { contactId } = await chooseJoining()
      desk.later(599_999)
      expect(granted(await desk.run(waitInQueue, { contactId }, 'twilio')).page).to.equal('wait')
      desk.later(1)
      expect(granted(await desk.run(waitInQueue, { contactId }, 'twilio')).page).to.equal('leave')
      const exit = granted(await desk.run(leaveQueue, { contactId, queueResult: 'leave' }, 'twilio'))
      expect(exit).to.include({ page: 'keys', from: 'exit' })
      await limit({ maxWaitSeconds: null })
    })

    it('is not begun while nobody at all is on shift', async () => {
      await desk.database.write(async (stores) => {
        for (const presence of await stores.presences.all())
          await stores.presences.save({ ...presence, choice: 'offline' })
      })
      const call = (callSid: string) =>
        desk.run(receiveCall, { callSid, from: '+442079460781', to: '+442079460900' }, 'twilio')
      const choose = async (callSid: string) => {
        const menu = await call(callSid)
        if (menu.page !== 'menu') return menu.page
        return granted(await desk.run(chooseFromMenu, { contactId: menu.contactId, digits: '3' }, 'twilio'))
          .page
      }
      expect(await choose('CA0000000000000000000000000nobody'), 'a callback or a voicemail').to.equal('keys')
      const anybody = await desk.agent({ choice: 'offline' })
      granted(
        await desk.run(chooseAvailability, { personId: anybody, choice: 'lunch', afterCall: false }, anybody),
      )
      expect(await choose('CA000000000000000000000000anybody'), 'somebody is at lunch').to.equal('queue')
    })
  })
})
