import { expect } from 'chai'
import { addLine, changeHours, changeLine } from '../../server/commands/change-line.ts'
import { publishMenu, putBack, saveMenuDraft } from '../../server/commands/change-menu.ts'
import { addQueue, changeQueue, orderQueues, removeQueue } from '../../server/commands/change-queues.ts'
import { chooseFromMenu } from '../../server/commands/choose-from-menu.ts'
import { closeLineNow, reopenLine, tellClosed, tidyClosures } from '../../server/commands/close-line.ts'
import { callbackStep } from '../../server/commands/keep-place.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { endContact } from '../../server/commands/record-call-status.ts'
import { defaultAlertLimits } from '../../server/domain/alerts.ts'
import { settingsOf } from '../../server/domain/line-checks.ts'
import { standardMenu } from '../../server/domain/menu.ts'
import type { OpeningHours } from '../../server/domain/opening-hours.ts'
import type { Line } from '../../server/domain/records.ts'
import { adminLineView, adminQueuesView } from '../../server/views/admin-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('lines, menus and queues as data', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const line = (id: string = demo.line): Promise<Line> =>
      desk.ask(async (stores) => {
        const found = await stores.lines.find(id)
        if (found === null) throw new Error('no line')
        return found
      })
    const view = async () => {
      const deps = { read: desk.database.read, engine, clock: { now: desk.now } }
      const shown = await adminLineView(deps, demo.line)
      if (shown === null) throw new Error('no view')
      return shown
    }
    const queuesView = () => adminQueuesView({ read: desk.database.read, engine, clock: { now: desk.now } })
    const rings = async (from = '+447700900555') => {
      const callSid = `CA${Math.random().toString(36).slice(2).padEnd(32, '0')}`
      return desk.run(receiveCall, { callSid, from, to: '+442079460900' }, 'twilio')
    }
    const said = async () => {
      const page = await rings()
      return 'say' in page ? page.say.join(' ') : ''
    }
    const setHours = async (change: Partial<OpeningHours>) => {
      const { version, hours } = await line()
      const { division, overrides, periods, zone } = { ...hours, ...change }
      const input = {
        lineId: demo.line,
        version,
        hours: { zone, periods: [...periods], division, overrides: [...overrides] },
      }
      return desk.run(changeHours, input, demo.priya)
    }

    it('hours that are saved are what the next call hears, with who changed what, and can be put back', async () => {
      expect(await said()).to.match(/please tell us what you need/i)
      const overrides = [
        ...(await line()).hours.overrides,
        { date: '2026-11-23', reason: 'branch meeting', periods: [{ opens: '08:30', closes: '09:00' }] },
      ]
      granted(await setHours({ overrides }))
      expect(await said()).to.match(/our lines are closed now\. we open tuesday/i)
      const [newest] = (await view()).history
      expect(newest).to.deep.include({
        heading: 'Opening hours changed',
        part: 'hours',
        isCurrent: true,
        by: 'Priya Nair',
      })
      expect(newest?.changes).to.deep.equal([
        { what: 'Mon 23 Nov 2026', before: null, after: '08:30 to 09:00 (branch meeting)' },
      ])
      const events = await desk.eventsOf(async () => {
        granted(await desk.run(putBack, { seq: newest?.seq ?? 0, side: 'before' as const }, demo.priya))
      })
      expect(events).to.deep.equal(['line.changed'])
      expect(await said()).to.match(/please tell us what you need/i)
      const [undone, done] = (await view()).history
      expect([undone?.isCurrent, done?.isCurrent]).to.deep.equal([true, false])
      expect(undone?.changes[0]).to.include({ what: 'Mon 23 Nov 2026', after: null })
    })

    it('saving what is there already changes nothing, and leaves no event', async () => {
      const events = await desk.eventsOf(async () => void granted(await setHours({})))
      expect(events).to.deep.equal([])
    })

    it('refuses what is wrong in words and changes nothing; of two who edit, the second is told', async () => {
      const before = await line()
      const bad = await setHours({
        periods: [{ weekday: 1, opens: '19:00', closes: '08:30' }],
        zone: 'Mars/Olympus',
      })
      expect(bad).to.deep.include({ refused: 'bad-settings' })
      expect('fields' in bad && bad.fields?.map(({ field }) => field)).to.deep.equal([
        'zone',
        'periods.0.closes',
      ])
      expect(await line()).to.deep.equal(before)
      const input = {
        lineId: demo.line,
        version: before.version,
        line: { ...settingsOf(before), greeting: 'One.' },
      }
      const both = await Promise.all([
        desk.run(changeLine, input, demo.priya),
        desk.run(changeLine, { ...input, line: { ...input.line, greeting: 'Two.' } }, demo.sam),
      ])
      expect(both.filter((answer) => 'refused' in answer)).to.deep.equal([{ refused: 'stale-version' }])
      expect((await line()).version).to.equal(before.version + 1)
    })

    it('any number maps to a line: a new one is answered by itself, a doubled one is refused', async () => {
      const settings = {
        ...settingsOf(await line()),
        name: 'Wales',
        number: '029 2018 0900',
        greeting: 'Croeso.',
      }
      const { hours } = await line()
      const made = granted(await desk.run(addLine, { line: settings, hours }, demo.priya))
      expect((await line(made.lineId)).number).to.equal('+442920180900')
      const page = await desk.run(
        receiveCall,
        { callSid: `CAwales${desk.now()}`, from: '+447700900556', to: '+442920180900' },
        'twilio',
      )
      expect('say' in page && page.say[0]).to.equal('Croeso.')
      const again = await desk.run(addLine, { line: { ...settings, name: 'Again' }, hours }, demo.priya)
      expect(again).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'number', words: 'Wales has this number already.' }],
      })
    })

    it('a menu is drafted unheard, checked, published, and put back', async () => {
      const draft = async (menu: typeof standardMenu | null) =>
        granted(
          await desk.run(
            saveMenuDraft,
            { lineId: demo.line, version: (await line()).version, menu },
            demo.priya,
          ),
        )
      const publish = async () =>
        desk.run(publishMenu, { lineId: demo.line, version: (await line()).version }, demo.priya)
      const published = (await line()).menu
      expect(await publish()).to.deep.equal({ refused: 'no-draft' })
      await draft({ ...standardMenu, prompt: 'Hello there.', options: {} })
      expect(await said()).not.to.include('Hello there')
      expect((await view()).draftProblems.map(({ at, field }) => `${at}.${field}`)).to.deep.equal([
        '.options',
      ])
      expect(await publish()).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: '.options', words: 'A dead end: no key does anything here. Add one.' }],
      })
      await draft({ ...standardMenu, prompt: 'Hello there.' })
      granted(await publish())
      expect(await said()).to.include('Hello there')
      expect((await line()).menuDraft).to.equal(null)
      const [newest] = (await view()).history
      expect(newest).to.include({ heading: 'Menu published', part: 'menu' })
      granted(await desk.run(putBack, { seq: newest?.seq ?? 0, side: 'before' as const }, demo.priya))
      expect((await line()).menu).to.deep.equal(published)
    })

    it('F4: closing a line tells those who wait, frees whoever was rung, and it opens again by itself', async () => {
      const agent = await desk.agent()
      const first = await desk.ringing(agent)
      const second = await desk.waitingCall()
      const talking = await desk.connected(await desk.agent())
      const menu = await rings('+447700900557')
      if (menu.page !== 'menu') throw new Error('no menu')
      const close = async (change = {}) =>
        desk.run(
          closeLineNow,
          {
            lineId: demo.line,
            version: (await line()).version,
            message: 'The building is being evacuated',
            reason: 'Fire alarm',
            reopensAt: '2026-11-23T10:00:00.000Z',
            ...change,
          },
          demo.sam,
        )
      expect(await close({ message: ' ', reopensAt: monday })).to.deep.include({ refused: 'bad-settings' })
      const events = await desk.eventsOf(async () => {
        expect(granted(await close())).to.deep.equal({ told: 2 })
      })
      expect(events.filter((type) => type === 'contact.told-closed')).to.have.lengthOf(2)
      expect(events).to.include.members(['line.closed-now', 'offer.withdrawn', 'presence.changed'])
      for (const { contactId } of [first, second]) {
        expect(await desk.contact(contactId)).to.include({ state: 'greeting', result: 'closed-line' })
        const page = granted(await desk.run(tellClosed, { contactId }, 'twilio'))
        expect(page.page).to.equal('keys')
        expect('say' in page && page.say.join(' ')).to.match(
          /evacuated\. we open today at ten o'clock.*ring you back/i,
        )
        expect(await desk.count('effects', { kind: 'tell-closed', order_key: contactId })).to.equal(1)
      }
      expect((await desk.presence(agent)).occupancy).to.equal('idle')
      expect((await desk.contact(talking.contactId)).state).to.equal('connected')
      // Still in the menu when it happened, and ringing afterwards.
      const chosen = granted(
        await desk.run(chooseFromMenu, { contactId: menu.contactId, digits: '1' }, 'twilio'),
      )
      expect(chosen.page).to.equal('keys')
      // Who rings now, and who was in the menu, is promised a call in the first open hour, or leaves a message (F25).
      const offered = await rings('+447700900558')
      expect(offered.page).to.equal('keys')
      expect('say' in offered && offered.say.join(' ')).to.match(/evacuated\. we open today at ten.*press 2/i)
      const press = (contactId: string, step: 'start' | 'confirm', digits: string) =>
        desk.run(callbackStep, { contactId, step, from: 'exit' as const, digits }, 'twilio')
      for (const page of [offered, chosen]) {
        const id = 'contactId' in page ? page.contactId : ''
        const confirm = granted(await press(id, 'start', '2'))
        expect('say' in confirm && confirm.say.join(' ')).to.match(/today between ten o'clock and eleven/i)
        const kept = granted(await press(id, 'confirm', '1'))
        expect('say' in kept && kept.say.join(' ')).to.match(/today between ten o'clock and eleven/i)
        expect(await desk.contact(id)).to.include({ state: 'ended', result: 'callback-taken' })
        expect(await desk.ask((stores) => stores.callbacks.byContact(id))).to.include({
          promisedFrom: '2026-11-23T10:00:00.000Z',
          promisedUntil: '2026-11-23T11:00:00.000Z',
        })
      }
      const other = await rings('+447700900556')
      const message = granted(await press('contactId' in other ? other.contactId : '', 'start', ''))
      expect(message.page).to.equal('voicemail')
      // Hung up: owed a call at the reopening, not now.
      await desk.run(
        (stores, env, id: string) => endContact(stores, env, id, 'member'),
        first.contactId,
        'twilio',
      )
      const { caseId, result } = await desk.contact(first.contactId)
      expect(result).to.equal('closed-line')
      expect((await desk.openFollowUps(caseId ?? ''))[0]?.dueAt).to.equal('2026-11-23T10:00:00.000Z')

      desk.set('2026-11-23T09:59:59.999Z')
      expect(await desk.run((stores, env) => tidyClosures(stores, env), {})).to.equal(0)
      desk.set('2026-11-23T10:00:00.000Z')
      expect(await said()).to.match(/please tell us what you need/i)
      const over = await desk.eventsOf(() => desk.run((stores, env) => tidyClosures(stores, env), {}))
      expect(over).to.deep.equal(['line.reopened'])
      expect((await line()).closure).to.equal(null)
      expect(await desk.run(reopenLine, { lineId: demo.line }, demo.sam)).to.deep.equal({
        refused: 'line-not-closed',
      })
    })

    it('F4: is opened again by hand, and what was said and why stays in the history', async () => {
      const input = {
        lineId: demo.line,
        version: (await line()).version,
        message: 'We are in training.',
        reason: 'Training',
        reopensAt: '2026-11-23T12:00:00.000Z',
      }
      granted(await desk.run(closeLineNow, input, demo.sam))
      expect(await view()).to.deep.include({ open: false })
      granted(await desk.run(reopenLine, { lineId: demo.line }, demo.sam))
      const { history, open: isOpen } = await view()
      expect(isOpen).to.equal(true)
      expect(history.slice(0, 2).map(({ heading }) => heading)).to.deep.equal([
        'Opened again by hand',
        'Closed by hand',
      ])
    })

    it('a queue is added, changed, ordered and deleted; not while somebody is in it or something leads to it', async () => {
      const settings = {
        name: 'Night',
        skills: ['advice'],
        skillLevels: {},
        promisePercent: 70,
        promiseSeconds: 600,
        maxWaiting: null,
        maxWaitSeconds: null,
        alertLimits: defaultAlertLimits,
      }
      const { queueId } = granted(await desk.run(addQueue, settings, demo.priya))
      const shown = async () => (await queuesView()).queues.find(({ id }) => id === queueId)
      expect(await shown()).to.deep.include({ ...settings, actions: { remove: { allowed: true } } })
      expect(await desk.run(addQueue, settings, demo.priya)).to.deep.include({ refused: 'bad-settings' })
      const edit = { queueId, version: 1, queue: { ...settings, promisePercent: 75 } }
      granted(await desk.run(changeQueue, edit, demo.priya))
      expect(await desk.run(changeQueue, edit, demo.priya)).to.deep.equal({ refused: 'stale-version' })
      const ids = (await queuesView()).queues.map(({ id }) => id)
      granted(await desk.run(orderQueues, { queueIds: ids.toReversed() }, demo.priya))
      expect((await queuesView()).queues.map(({ id }) => id)).to.deep.equal(ids.toReversed())
      expect(await desk.run(orderQueues, { queueIds: ids.slice(1) }, demo.priya)).to.deep.equal({
        refused: 'stale-version',
      })

      const call = await desk.waitingCall()
      await desk.ask(async (stores) => {
        const contact = await stores.contacts.find(call.contactId)
        if (contact) await stores.contacts.save({ ...contact, queueId })
      })
      expect(await desk.run(removeQueue, { queueId }, demo.priya)).to.deep.equal({
        refused: 'queue-in-use',
        fields: [{ field: 'queue', words: '1 caller is in it now.' }],
      })
      expect((await shown())?.actions.remove).to.deep.equal({
        allowed: false,
        words: ['1 caller is in it now.'],
      })
      await desk.run(
        (stores, env, id: string) => endContact(stores, env, id, 'member'),
        call.contactId,
        'twilio',
      )
      granted(await desk.run(removeQueue, { queueId }, demo.priya))
      expect(await shown()).to.equal(undefined)
      expect(await desk.run(removeQueue, { queueId: 'demo-queue-casework' }, demo.priya)).to.deep.include({
        refused: 'queue-in-use',
      })
      // The contact that waited there still knows its queue.
      expect(await desk.ask((stores) => stores.queues.find(queueId))).to.include({ name: 'Night' })
      expect((await queuesView()).history.map(({ heading }) => heading).slice(0, 4)).to.deep.equal([
        'Queue Night deleted',
        'Order changed',
        'Queue Night changed',
        'Queue Night added',
      ])
    })
  })
})
