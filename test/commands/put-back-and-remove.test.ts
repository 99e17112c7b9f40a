import { expect } from 'chai'
import { addLine, changeLine } from '../../server/commands/change-line.ts'
import { addQueue, changeQueue, orderQueues, removeQueue } from '../../server/commands/change-queues.ts'
import { putQueueBack } from '../../server/commands/put-queue-back.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { endContact } from '../../server/commands/record-call-status.ts'
import { removeLine, restoreLine } from '../../server/commands/remove-line.ts'
import { defaultAlertLimits } from '../../server/domain/alerts.ts'
import { settingsOf } from '../../server/domain/line-checks.ts'
import type { Line } from '../../server/domain/records.ts'
import { adminLinesView, adminLineView, adminQueuesView } from '../../server/views/admin-view.ts'
import { contactView } from '../../server/views/contact-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('queues put back, and lines removed', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const line = (id: string): Promise<Line> =>
      desk.ask(async (stores) => {
        const found = await stores.lines.find(id)
        if (found === null) throw new Error('no line')
        return found
      })
    const queuesView = () => adminQueuesView({ read: desk.database.read, engine, clock: { now: desk.now } })

    it('a queue is put back to what it was, from its change, its order and its deletion', async () => {
      const settings = {
        name: 'Evening',
        skills: ['advice'],
        skillLevels: { advice: 2 },
        promisePercent: 70,
        promiseSeconds: 600,
        maxWaiting: 5,
        maxWaitSeconds: null,
        alertLimits: defaultAlertLimits,
      }
      const newest = async () => (await queuesView()).history[0] ?? { seq: 0, isCurrent: false }
      const back = async (seq: number, side: 'before' | 'after') =>
        desk.run(putQueueBack, { seq, side }, demo.priya)
      const { queueId } = granted(await desk.run(addQueue, settings, demo.priya))
      const shown = async () => (await queuesView()).queues.find(({ id }) => id === queueId)
      const added = await newest()
      expect(await back(added.seq, 'before')).to.deep.equal({ refused: 'not-found' })
      const edited = { ...settings, skillLevels: {}, promisePercent: 90, maxWaiting: null }
      granted(await desk.run(changeQueue, { queueId, version: 1, queue: edited }, demo.priya))
      const changed = await newest()
      expect(changed).to.deep.include({ part: 'queue', aboutId: queueId, isCurrent: true })
      granted(await back(changed.seq, 'before'))
      expect(await shown()).to.deep.include(settings)
      expect((await queuesView()).history.slice(0, 2).map(({ isCurrent }) => isCurrent)).to.deep.equal([
        true,
        false,
      ])

      const ids = (await queuesView()).queues.map(({ id }) => id)
      granted(await desk.run(orderQueues, { queueIds: ids.toReversed() }, demo.priya))
      const ordered = await newest()
      const late = granted(await desk.run(addQueue, { ...settings, name: 'Later' }, demo.priya)).queueId
      granted(await back(ordered.seq, 'before'))
      expect((await queuesView()).queues.map(({ id }) => id)).to.deep.equal([...ids, late])

      granted(await desk.run(removeQueue, { queueId }, demo.priya))
      const removed = await newest()
      expect(removed).to.deep.include({ part: 'queue', isCurrent: true })
      // Meanwhile somebody gave its name away.
      const usurper = granted(await desk.run(addQueue, settings, demo.priya)).queueId
      expect(await back(removed.seq, 'before')).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'name', words: 'Another queue has this name.' }],
      })
      granted(await desk.run(removeQueue, { queueId: usurper }, demo.priya))
      granted(await back(removed.seq, 'before'))
      expect(await shown()).to.deep.include(settings)
      expect((await queuesView()).history[0]?.heading).to.equal('Queue Evening put back')
      for (const id of [queueId, late]) granted(await desk.run(removeQueue, { queueId: id }, demo.priya))
    })

    it('a line is removed once nothing goes on on it; its number is answered by another, free, and used again', async () => {
      const scotland = await line('demo-line-scotland')
      const number = scotland.number
      const ring = async (to: string) => {
        const callSid = `CA${Math.random().toString(36).slice(2).padEnd(32, '0')}`
        const page = await desk.run(receiveCall, { callSid, from: '+447700900559', to }, 'twilio')
        if (!('contactId' in page)) throw new Error(`answered with ${page.page}`)
        return { contactId: page.contactId, line: (await desk.contact(page.contactId)).lineId }
      }
      const ends = (contactId: string) =>
        desk.run((stores, env, id: string) => endContact(stores, env, id, 'member'), contactId, 'twilio')
      const remove = async (answer: { replacedBy?: string; isGivenUp?: boolean }, lineId = scotland.id) =>
        desk.run(
          removeLine,
          { lineId, version: (await line(lineId)).version, replacedBy: null, isGivenUp: false, ...answer },
          demo.priya,
        )
      const linesView = () => adminLinesView({ read: desk.database.read, engine, clock: { now: desk.now } })
      const call = await ring(number)
      expect(call.line).to.equal(scotland.id)
      expect(await remove({ isGivenUp: true })).to.deep.equal({
        refused: 'line-in-use',
        fields: [{ field: 'line', words: '1 call is on it now.' }],
      })
      const brief = async () => (await linesView()).lines.find(({ id }) => id === scotland.id)
      expect((await brief())?.actions.remove).to.deep.equal({
        allowed: false,
        words: ['1 call is on it now.'],
      })
      await ends(call.contactId)
      for (const answer of [
        {},
        { replacedBy: scotland.id },
        { replacedBy: demo.textLine },
        { replacedBy: 'x' },
      ])
        expect(await remove(answer), JSON.stringify(answer)).to.deep.include({ refused: 'bad-settings' })
      expect((await brief())?.actions.remove).to.deep.equal({ allowed: true })
      // The only one for texts stays, whatever is said about its number.
      const only = await remove({ isGivenUp: true }, demo.textLine)
      expect('fields' in only && only.fields?.map(({ words }) => words)).to.include(
        'It is the only line for texts.',
      )

      const events = await desk.eventsOf(async () => void granted(await remove({ replacedBy: demo.line })))
      expect(events).to.deep.equal(['line.removed'])
      expect(await brief()).to.equal(undefined)
      expect((await linesView()).removed).to.deep.include.members([
        {
          id: scotland.id,
          name: 'Scottish line',
          shownNumber: '0131 496 0900',
          removedAt: monday,
          answeredBy: 'Service line',
        },
      ])
      // History keeps it: the contact still knows on which line it came in.
      const shownContact = await contactView(
        { read: desk.database.read, engine, clock: { now: desk.now } },
        call.contactId,
        demo.priya,
      )
      expect(shownContact?.lineName).to.equal('Scottish line')
      const second = await ring(number)
      expect(second.line).to.equal(demo.line)
      await ends(second.contactId)
      expect(
        await desk.run(
          changeLine,
          { lineId: scotland.id, version: 2, line: settingsOf(scotland) },
          demo.priya,
        ),
      ).to.deep.equal({ refused: 'not-found' })

      // Another line takes the number; then the removed one cannot have it back.
      const settings = { ...settingsOf(scotland), name: 'Highland line' }
      const hours = { ...scotland.hours, periods: [...scotland.hours.periods], overrides: [] }
      const { lineId } = granted(await desk.run(addLine, { line: settings, hours }, demo.priya))
      const third = await ring(number)
      expect(third.line).to.equal(lineId)
      await ends(third.contactId)
      expect(await desk.run(restoreLine, { lineId: scotland.id }, demo.priya)).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'number', words: 'Highland line has this number already.' }],
      })
      granted(await remove({ isGivenUp: true }, lineId))
      granted(await desk.run(restoreLine, { lineId: scotland.id }, demo.priya))
      const fourth = await ring(number)
      expect(fourth.line).to.equal(scotland.id)
      await ends(fourth.contactId)
      const history = await adminLineView(
        { read: desk.database.read, engine, clock: { now: desk.now } },
        scotland.id,
      )
      expect(history?.history.slice(0, 2).map(({ heading }) => heading)).to.deep.equal([
        'Line used again',
        'Line removed',
      ])
      expect(history?.history[1]?.changes[0]?.after).to.equal('answered by Service line')
    })
  })
})
