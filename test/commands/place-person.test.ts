import { expect } from 'chai'
import { placePerson, takePlacementBack, tendPlacements } from '../../server/commands/place-person.ts'
import { liveView } from '../../server/views/live-view.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { personQueuesView } from '../../server/views/placement-views.ts'
import { createRouting } from '../../server/worker/routing.ts'
import { routingReads } from '../../server/worker/routing-reads.ts'
import { onBothDatabases } from '../support/databases.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('a person put on a queue, or taken off it', () => {
  const [sam, lorna] = ['demo-person-sam', 'demo-person-lorna']
  const queueId = 'demo-queue-advice'
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    /** What holds now for this person and queue, as the form shows it. */
    const held = async (personId = sam, of = queueId) =>
      (await openOnes()).find((one) => one.personId === personId && one.queueId === of)?.id ?? null
    const place = async (change: { personId?: string; queueId?: string; [field: string]: unknown } = {}) =>
      desk.run(
        placePerson,
        {
          seen: await held(change.personId, change.queueId),
          personId: sam,
          queueId,
          way: 'off',
          until: 'taken-back',
          time: '',
          why: 'only payslips today',
          byId: lorna,
          ...change,
        },
        lorna,
      )
    const back = (placementId: string) => desk.run(takePlacementBack, { placementId, byId: lorna }, lorna)
    const tend = () => desk.run((stores, env) => tendPlacements(stores, env), {})
    /** Beside the one of the demo's. */
    const openOnes = async () =>
      (await desk.ask((stores) => stores.placements.open())).filter(({ personId }) => personId !== lorna)
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => desk.now() },
    })

    it('is kept with who, how long and why, told to them, and taken back once', async () => {
      let placementId = ''
      const events = await desk.eventsOf(async () => {
        placementId = granted(await place()).placementId
      })
      expect(events).to.deep.equal(['person.placed'])
      expect((await phoneView(deps(), sam))?.presence.placed.map(({ words }) => words)).to.deep.equal([
        'Lorna Blake took you off Advice until it is taken back: only payslips today.',
      ])
      const shown = await personQueuesView(deps(), sam)
      expect(shown?.queues.find(({ id }) => id === queueId)).to.deep.include({ takes: false, placementId })
      expect(shown?.queues.filter(({ takes }) => takes).length).to.be.greaterThan(0)
      expect(await desk.eventsOf(async () => granted(await back(placementId)))).to.deep.equal([
        'person.placement-ended',
      ])
      expect(await back(placementId)).to.deep.equal({ refused: 'placement-over' })
      expect(await back('nobody')).to.deep.equal({ refused: 'not-found' })
      const after = await personQueuesView(deps(), sam)
      expect(after?.queues.find(({ id }) => id === queueId)).to.include({ takes: true, placementId: null })
      expect(after?.history[0]?.words).to.match(
        /^Lorna Blake took them off Advice until it is taken back: only payslips today\. Taken back by Lorna Blake at \d\d:\d\d\.$/,
      )
      expect((await phoneView(deps(), sam))?.presence.placed).to.deep.equal([])
    })

    it('takes the place of the one before it for the same person and queue', async () => {
      const first = granted(await place()).placementId
      const events = await desk.eventsOf(async () => granted(await place({ way: 'on' })))
      expect(events).to.deep.equal(['person.placement-ended', 'person.placed'])
      const [only, ...others] = await openOnes()
      expect(others).to.deep.equal([])
      expect(only).to.include({ way: 'on', personId: sam })
      expect(await desk.ask((stores) => stores.placements.find(first))).to.include({
        endedBecause: 'replaced',
        endedBy: lorna,
      })
      granted(await back(only?.id ?? ''))
    })

    it('of two who choose at once one is obeyed, and the other told who was quicker', async () => {
      const answers = await Promise.all([
        place({ seen: null, way: 'on' }),
        desk.run(
          placePerson,
          {
            personId: sam,
            queueId,
            way: 'off',
            until: 'taken-back',
            time: '',
            why: 'at the desk',
            byId: 'demo-person-devi',
            seen: null,
          },
          'demo-person-devi',
        ),
      ])
      const refused = answers.filter((answer) => 'refused' in answer)
      expect(refused).to.have.lengthOf(1)
      expect(refused[0]).to.include({ refused: 'placement-changed' })
      expect(refused[0])
        .to.have.property('detail')
        .that.matches(/(Lorna Blake|Devi Rao) was quicker: Advice/)
      const [only, ...others] = await openOnes()
      expect(others).to.deep.equal([])
      granted(await back(only?.id ?? ''))
      expect(await place({ seen: only?.id }), 'taken back meanwhile').to.deep.equal({
        refused: 'placement-changed',
      })
    })

    it('may have no skill at all: they are on the board and can be placed', async () => {
      const id = await desk.agent()
      await desk.ask((stores) => stores.people.setRoles(id, ['agent']))
      const onBoard = async () => (await liveView(deps())).people.find((person) => person.id === id)
      expect(await onBoard()).to.deep.include({ queues: [], placed: [] })
      const { placementId } = granted(await place({ personId: id, way: 'on' }))
      expect((await onBoard())?.queues).to.deep.equal(['Advice'])
      granted(await back(placementId))
      await desk.ask((stores) => stores.people.setRoles(id, ['official']))
      expect(await onBoard(), 'who takes no calls is not').to.equal(undefined)
      expect((await liveView(deps())).people.find((person) => person.id === lorna)?.placed).to.have.lengthOf(
        1,
      )
    })

    it('ends by itself at its time, once', async () => {
      granted(await place({ until: 'end-of-day' }))
      expect(await tend()).to.equal(0)
      desk.later(24 * 3_600_000)
      const events = await desk.eventsOf(async () => {
        expect(await tend()).to.equal(1)
      })
      expect(events).to.deep.equal(['person.placement-ended'])
      expect(await tend()).to.equal(0)
    })

    it('ends when the person leaves or the queue is removed', async () => {
      granted(await place())
      granted(await place({ queueId: 'demo-queue-urgent' }))
      const change = (removedAt: string | null, leftAt: string | null) =>
        desk.ask(async (stores) => {
          const queue = await stores.queues.find('demo-queue-urgent')
          const person = await stores.people.find(sam)
          if (!queue || !person) throw new Error('gone')
          await stores.queues.save({ ...queue, version: queue.version + 1, removedAt })
          await stores.people.save({ ...person, leftAt })
        })
      await change(desk.now(), null)
      expect(await tend()).to.equal(1)
      await change(null, desk.now())
      expect(await tend()).to.equal(1)
      expect(await place(), 'nobody who left is placed').to.deep.equal({ refused: 'not-found' })
      await change(null, null)
      expect(await openOnes()).to.deep.equal([])
    })

    it('is refused with words for the field that is wrong, and for who takes no calls', async () => {
      const refused = await place({ until: 'time', time: 'soon', why: ' ' })
      expect(refused).to.include({ refused: 'bad-settings' })
      expect('fields' in refused && refused.fields?.map(({ field }) => field)).to.deep.equal(['time', 'why'])
      expect(await place({ personId: 'demo-person-marcus' })).to.deep.equal({ refused: 'not-found' })
      expect(await place({ personId: 'nobody' })).to.deep.equal({ refused: 'not-found' })
      expect(await place({ queueId: 'no-queue' })).to.deep.equal({ refused: 'not-found' })
      expect(await openOnes()).to.deep.equal([])
    })

    it('is obeyed by routing at once, both ways, also by a routing that starts afterwards', async () => {
      // Nobody else is free; this agent has no skill at all.
      await desk.ask(async (stores) => {
        for (const presence of await stores.presences.all())
          await stores.presences.save({ ...presence, version: presence.version + 1, choice: 'break' })
      })
      const agent = await desk.agent()
      await desk.ask((stores) => stores.people.setRoles(agent, ['agent']))
      const { contactId } = await desk.waitingCall()
      const inQueue = (await desk.contact(contactId)).queueId ?? ''
      const rung: string[] = []
      let at = Date.parse(desk.now())
      const start = () =>
        createRouting({
          reads: routingReads(desk.database),
          nowMs: () => at,
          offer: async (match) => {
            if (match.contactId === contactId) rung.push(match.personId)
            return { offerId: 'not kept' }
          },
          whenFailed: (error) => {
            throw error
          },
        })
      const placed = (type: 'on' | 'off') =>
        ({
          seq: 1,
          at: desk.now(),
          event: {
            type: 'person.placed',
            placementId: '',
            personId: agent,
            queueId: inQueue,
            way: type,
            until: null,
            byId: lorna,
          },
        }) as const
      const routing = start()
      granted(await place({ personId: agent, queueId: inQueue }))
      await routing.happened([placed('off')])
      at += 3_600_000
      await routing.tick()
      expect(rung, 'taken off, however long the wait').to.deep.equal([])
      await start().rebuild()
      expect(rung).to.deep.equal([])
      granted(await place({ personId: agent, queueId: inQueue, way: 'on' }))
      at -= 3_600_000
      await routing.happened([placed('on')])
      expect(rung, 'put on, without any skill or wait').to.deep.equal([agent])
    })
  })
})
