import { expect } from 'chai'
import { askGuest } from '../../server/commands/ask-guest.ts'
import { guardCases } from '../../server/commands/case-watch.ts'
import { expireOffers } from '../../server/commands/expire-offers.ts'
import { listenToCall } from '../../server/commands/listen-to-call.ts'
import { pauseRecording } from '../../server/commands/pause-recording.ts'
import { placePerson, tendPlacements } from '../../server/commands/place-person.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { tendReferrals } from '../../server/commands/refer-case.ts'
import { endOpenings } from '../../server/commands/seal-case.ts'
import { startTarget, tendTargets } from '../../server/commands/service-targets.ts'
import { tendCallbacks } from '../../server/commands/tend-callbacks.ts'
import { createDueReads, type Waiting } from '../../server/worker/due-reads.ts'
import { type Desk, granted, openDesk } from '../commands/desk.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'

const aMinute = 60_000
const aDay = 24 * 60 * aMinute

describe('what is due for the tick', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let isDue: (waiting: Waiting) => Promise<boolean>
    before(async () => {
      desk = await openDesk(open)
      const due = createDueReads(desk.database, desk.now)
      isDue = async (waiting) => {
        await due.look()
        return due.any(waiting)
      }
      expect(due.any('openings'), 'everything is, until there was a look').to.equal(true)
    })
    beforeEach(() => desk.set(monday))
    const tick = (command: Parameters<typeof desk.run<object, unknown>>[0]) => desk.run(command, {})
    const aCase = async () => (await desk.case((await desk.database.read('cases').first('id'))?.id)).id

    it('an offer, when it has rung its time, not before', async () => {
      const agent = await desk.agent()
      await desk.ringing(agent)
      expect(await isDue('offers')).to.equal(false)
      desk.later(20_000)
      expect(await isDue('offers')).to.equal(true)
      await tick((stores, env) => expireOffers(stores, env))
      expect(await isDue('offers')).to.equal(false)
    })

    it('calls on their way, guests, pauses and listenings, as long as they are', async () => {
      const [agent, colleague] = [await desk.agent(), await desk.agent()]
      expect(await isDue('connecting')).to.equal(false)
      const call = await desk.connecting(agent)
      expect(await isDue('connecting')).to.equal(true)
      await desk.conference(call, 'participant-join', call.agentSid)
      await desk.conference(call, 'participant-join', call.callSid)
      expect(await isDue('connecting')).to.equal(false)

      const { contactId } = call
      await desk.run(recordRecording, {
        contactId,
        recordingSid: `RE${call.agentSid}`,
        state: 'in-progress',
        seconds: null,
        kind: 'call',
      })
      expect(await isDue('pauses')).to.equal(false)
      granted(await desk.run(pauseRecording, { contactId, personId: agent }, agent))
      expect(await isDue('pauses')).to.equal(true)

      expect(await isDue('guests')).to.equal(false)
      const whom = { kind: 'colleague', personId: colleague } as const
      granted(await desk.run(askGuest, { contactId, personId: agent, whom }, agent))
      expect(await isDue('guests')).to.equal(true)

      expect(await isDue('listenings')).to.equal(false)
      const agreement = { allows: ['listen' as const], agreedBy: 'Staff council', agreedOn: '2026-01-01' }
      const listener = await desk.agent({ choice: 'break' })
      granted(
        await desk.run(
          listenToCall,
          { agentId: agent, personId: listener, mode: 'listen', why: 'training', agreement },
          listener,
        ),
      )
      expect(await isDue('listenings')).to.equal(true)
    })

    it('a line that is closed by hand', async () => {
      expect(await isDue('closures')).to.equal(false)
      await desk.ask(async (stores) => {
        const [line] = await stores.lines.all()
        if (line)
          await stores.lines.save({
            ...line,
            version: line.version + 1,
            closure: { by: 'Lorna', reason: 'Fire', message: '', since: monday, reopensAt: monday },
          })
      })
      expect(await isDue('closures')).to.equal(true)
    })

    it('a placement, when its time is over, or whom or what it is about has gone', async () => {
      const place = async (until: 'end-of-day' | 'taken-back') => {
        const personId = await desk.agent()
        await desk.ask((stores) => stores.people.setRoles(personId, ['agent']))
        const [queue] = await desk.ask((stores) => stores.queues.all())
        granted(
          await desk.run(
            placePerson,
            {
              personId,
              queueId: queue?.id ?? '',
              way: 'on',
              until,
              time: '',
              why: 'Busy',
              seen: null,
              byId: demo.marcus,
            },
            demo.marcus,
          ),
        )
        return personId
      }
      await place('end-of-day')
      expect(await isDue('placements')).to.equal(false)
      desk.later(aDay)
      expect(await isDue('placements')).to.equal(true)
      await tick((stores, env) => tendPlacements(stores, env))
      expect(await isDue('placements')).to.equal(false)
      const personId = await place('taken-back')
      desk.later(30 * aDay)
      expect(await isDue('placements')).to.equal(false)
      await desk.ask((stores) => stores.people.setRoles(personId, ['official']))
      expect(await isDue('placements')).to.equal(true)
      await tick((stores, env) => tendPlacements(stores, env))
      expect(await isDue('placements')).to.equal(false)
    })

    it('a callback whose time has come, and one that is being rung', async () => {
      const id = (await desk.database.read('callbacks').first('id'))?.id
      await desk.ask(async (stores) => {
        const callback = await stores.callbacks.find(id)
        if (callback)
          await stores.callbacks.save({
            ...callback,
            state: 'promised',
            attemptContactId: null,
            settledAt: null,
            cancelReason: null,
            dueAt: new Date(Date.parse(monday) + aMinute).toISOString(),
          })
      })
      expect(await isDue('callbacks')).to.equal(false)
      desk.later(aMinute)
      expect(await isDue('callbacks')).to.equal(true)
      await tick((stores, env) => tendCallbacks(stores, env))
      expect(
        (await desk.ask((stores) => stores.callbacks.find(id)))?.attemptContactId,
        'in the queue',
      ).to.be.a('string')
      expect(await isDue('callbacks')).to.equal(true)
    })

    it('a service target, a referral and an emergency opening whose time is over', async () => {
      const caseId = await aCase()
      granted(
        await desk.run(
          startTarget,
          { caseId, personId: demo.marcus, what: 'Ring back', minutes: 60 },
          demo.marcus,
        ),
      )
      await desk.ask((stores) =>
        stores.openings.insert({
          id: 'opening-1',
          caseId,
          personId: demo.sam,
          why: 'Emergency',
          openedAt: monday,
          endsAt: new Date(Date.parse(monday) + 60 * aMinute).toISOString(),
          endedAt: null,
          seenBy: null,
          seenAt: null,
        }),
      )
      for (const waiting of ['targets', 'openings', 'referrals'] as const)
        expect(await isDue(waiting), waiting).to.equal(false)
      desk.later(300 * aDay)
      for (const waiting of ['targets', 'openings', 'referrals'] as const)
        expect(await isDue(waiting), waiting).to.equal(true)
      await tick((stores, env) => tendTargets(stores, env))
      await tick((stores, env) => endOpenings(stores, env))
      await tick((stores, env) => tendReferrals(stores, env))
      for (const waiting of ['targets', 'openings', 'referrals'] as const)
        expect(await isDue(waiting), waiting).to.equal(false)
    })

    it('a case with a legal date whose owner has left', async () => {
      expect(await isDue('unguarded')).to.equal(false)
      const [dated] = await desk.database.read('deadlines').whereNull('settled_at').select('case_id')
      await desk.ask(async (stores) => {
        const found = await stores.cases.find(dated.case_id)
        if (found) await stores.cases.save({ ...found, status: 'open', ownerId: null })
      })
      expect(await isDue('unguarded')).to.equal(true)
      await tick((stores, env) => guardCases(stores, env))
      expect(await isDue('unguarded')).to.equal(false)
    })
  })
})
