import { expect } from 'chai'
import { connect } from '../../server/adapters/db/connect.ts'
import type {
  AdminLinesView,
  AdminLineView,
  AdminQueuesView,
  HeardView,
} from '../../server/contract/admin-views.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import type { WorkView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { type ConsoleOf, createWorld, serviceLine, until, type World } from '../support/world.ts'

describe('lines, hours and menus that an administrator changes', function () {
  this.timeout(60_000)
  let world: World
  let devi: ConsoleOf
  let databaseUrl: string
  const begin = async (urlOf = sqliteUrl) => {
    databaseUrl = await urlOf()
    world = await createWorld({ databaseUrl, at: '2026-10-06T09:12' })
    devi = await world.console('devi')
  }
  afterEach(() => world.close())
  const path = '/api/admin/lines/demo-line-service'
  const line = () => devi.get<AdminLineView>(path)
  const hears = async (words: RegExp, from = '+447700900117') => {
    const call = world.simulator.phone(from).call(serviceLine)
    await call.waitForHeard(words)
    call.hangUp()
    await call.waitForState('completed')
  }

  for (const [engine, urlOf] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`J22: one day closes early: previewed, saved, heard by the next call, shown, and undone (${engine})`, async () => {
      await begin(urlOf)
      await world.agent('priya')
      const before = await line()
      const overrides = [
        ...before.hours.overrides,
        { date: '2026-10-07', periods: [{ opens: '08:30', closes: '17:00' }], reason: 'branch meeting' },
      ]
      const hours = { ...before.hours, overrides }
      const { heard } = await devi.send<{ heard: HeardView[] }>('POST', `${path}/preview`, {
        at: ['2026-10-07T16:59', '2026-10-07T17:00'],
        hours,
      })
      expect(heard.map(({ open }) => open)).to.deep.equal([true, false])
      expect(heard[0]?.say.join(' ')).to.match(/please tell us what you need/i)
      expect(heard[1]?.say.join(' ')).to.match(/closed now\. we open thursday at half past eight/i)

      world.clock.set('2026-10-07T17:00:30')
      const otherDay = await world.console('devi')
      await hears(/please tell us what you need/i)
      const saved = await otherDay.send<AdminLineView>('PUT', `${path}/hours`, {
        version: before.version,
        hours,
      })
      await hears(/closed now.*we open thursday at half past eight/i)
      expect(saved.history[0]).to.deep.include({
        by: 'Devi Rao',
        heading: 'Opening hours changed',
        changes: [{ what: 'Wed 7 Oct 2026', before: null, after: '08:30 to 17:00 (branch meeting)' }],
      })
      const undone = await otherDay.send<AdminLineView>(
        'POST',
        `/api/admin/history/${saved.history[0]?.seq}/put-back`,
        {
          side: 'before',
        },
      )
      expect(undone.hours).to.deep.equal(before.hours)
      await hears(/please tell us what you need/i)
      await world.staysQuiet()
    })

  it('a menu is published and answers the next call, with the new key and its way back', async () => {
    await begin()
    const priya = await world.agent('priya')
    const { menu, version } = await line()
    const draft = {
      ...menu,
      prompt: 'Hello from the new menu.',
      options: {
        ...menu?.options,
        '5': {
          kind: 'menu',
          words: 'pay and hours',
          menu: {
            key: 'pay',
            prompt: 'About pay.',
            options: {
              '1': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'wages not paid' },
              '2': { kind: 'go', to: 'start', words: 'the first menu' },
            },
          },
        },
      },
    }
    const drafted = await devi.send<AdminLineView>('PUT', `${path}/menu-draft`, { version, menu: draft })
    await hears(/please tell us what you need/i)
    await devi.send('POST', `${path}/menu-draft/publish`, { version: drafted.version })
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/hello from the new menu.*for pay and hours, press 5/i)
    await call.press('5')
    await call.waitForHeard(/about pay\..*for the first menu, press 2/i)
    await call.press('2')
    await call.waitForHeard(/hello from the new menu/i)
    await call.press('5')
    await call.waitForHeard(/about pay/i)
    await call.press('1')
    expect((await priya.rings()).need).to.equal('Wages not paid')
    call.hangUp()
    await world.staysQuiet()
  })

  it('F4: one press closes the line in under 2 s, tells those who wait, and it opens again by itself', async () => {
    await begin()
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const lorna = await world.console('lorna')
    const sam = await world.agent('sam')
    const answered = world.simulator.phone('+447700900556').call(serviceLine)
    await answered.press('4')
    await sam.answers()
    const waiting = world.simulator.phone('+447700900117').call(serviceLine)
    await waiting.press('4')
    await until(
      async () => (await lorna.get<LiveView>('/api/live')).tiles.waiting === 1,
      'nobody waits in the queue',
    )
    const found = (await lorna.get<AdminLinesView>('/api/admin/lines')).lines.find(
      ({ number }) => number === serviceLine,
    )
    expect(found?.waiting, 'who is being answered waits no more').to.equal(1)
    const pressed = Date.now()
    const after = await lorna.send<AdminLinesView>('POST', `/api/admin/lines/${found?.id}/close`, {
      version: found?.version,
      message: 'We have had to leave our building.',
      reason: 'Fire alarm',
      reopensAt: new Date(Date.parse(world.clock.now()) + 30 * 60_000).toISOString(),
    })
    await waiting.waitForHeard(/sorry to interrupt.*leave our building.*we will ring you back/i)
    expect(Date.now() - pressed).to.be.below(2000)
    expect(after.lines.find(({ id }) => id === found?.id)).to.deep.include({ open: false, waiting: 0 })
    await hears(/leave our building.*we open today at/i, '+447700900820')
    await waiting.waitForHeard('beep')
    await waiting.say('Please ring me')
    waiting.hangUp()
    await waiting.waitForState('completed')
    await until(
      async () =>
        (await lorna.get<WorkView>('/api/work')).voicemails.some(({ title }) => title === 'Aisha Khan'),
      'the message is not on the work list',
    )
    world.clock.push(31 * 60_000)
    const priyaAgain = await world.agent('priya')
    await hears(/please tell us what you need/i)
    await world.app().tick()
    const { history } = await line()
    expect(history.slice(0, 2).map(({ heading }) => heading)).to.deep.equal([
      'Opened again by itself',
      'Closed by hand',
    ])
    priyaAgain.close()
    await world.staysQuiet()
  })

  it('F4 while Twilio’s REST is out of reach: who waits is told with the next round, and not moved again later', async () => {
    await begin()
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const lorna = await world.console('lorna')
    const waiting = world.simulator.phone('+447700900117').call(serviceLine)
    await waiting.press('4')
    await waiting.waitForHeard(/first in the queue/i)
    world.simulator.change({ rest: '500' })
    const { lines } = await lorna.get<AdminLinesView>('/api/admin/lines')
    const found = lines.find(({ number }) => number === serviceLine)
    await lorna.send('POST', `/api/admin/lines/${found?.id}/close`, {
      version: found?.version,
      message: 'We have had to leave our building.',
      reason: 'Fire alarm',
      reopensAt: new Date(Date.parse(world.clock.now()) + 30 * 60_000).toISOString(),
    })
    await waiting.waitForHeard(/leave our building.*we will ring you back/i, { timeoutMs: 20_000 })
    world.simulator.change({ rest: 'ok' })
    await waiting.waitForHeard('beep')
    world.clock.push(60_000)
    await world.app().tick()
    await world.simulator.idle()
    await waiting.say('Please ring me')
    waiting.hangUp()
    await until(
      async () => (await lorna.get<WorkView>('/api/work')).voicemails.length > 0,
      'the message is not on the work list',
    )
    expect(waiting.heard.filter(({ text }) => /leave our building/i.test(text))).to.have.lengthOf(1)
  })

  it('what cannot be is refused in words beside its field, and only by those who may', async () => {
    await begin()
    const priya = await world.agent('priya')
    const lorna = await world.console('lorna')
    const { version, hours } = await line()
    const bad = {
      version,
      hours: { ...hours, zone: 'Mars', periods: [{ weekday: 1, opens: '19:00', closes: '08:30' }] },
    }
    for (const client of [priya, lorna])
      expect(await client.try('PUT', `${path}/hours`, bad)).to.deep.include({ status: 403 })
    const { status, body } = await devi.try('PUT', `${path}/hours`, bad)
    expect([status, body['reason']]).to.deep.equal([422, 'bad-settings'])
    expect(body['fields']).to.deep.equal([
      { field: 'zone', words: 'This time zone is not known. One that is: Europe/London.' },
      {
        field: 'periods.0.closes',
        words: 'Closes before it opens. For a night: 19:00 to 24:00, then 00:00 to 08:30 on the next day.',
      },
    ])
    const { queues } = await devi.get<AdminQueuesView>('/api/admin/queues')
    const advice = queues.find(({ name }) => name === 'Advice')
    const refused = await devi.try('DELETE', `/api/admin/queues/${advice?.id}`)
    expect([refused.status, refused.body['reason']]).to.deep.equal([409, 'queue-in-use'])
    await hears(/please tell us what you need/i)
  })

  /** How much there is of everything that a call leaves behind. */
  const counts = async () => {
    const database = await connect(databaseUrl)
    try {
      return await Promise.all(
        ['contacts', 'calls', 'cases', 'follow_ups', 'recordings', 'phones'].map(async (table) => {
          const [row] = await database.read(table).count({ n: '*' })
          return `${table} ${String(row?.['n'])}`
        }),
      )
    } finally {
      await database.close()
    }
  }

  it('a draft is heard by the telephone that tries it, and nothing of that call is kept', async () => {
    await begin()
    await world.agent('priya')
    const tried = '+447700900991'
    const tryIt = () => devi.send<{ until: string }>('POST', `${path}/menu-draft/trial`, { number: tried })
    const { version, menu } = await line()
    if (menu === null) throw new Error('no menu')
    await devi.send('PUT', `${path}/menu-draft`, {
      version,
      menu: { ...menu, prompt: 'Hello from the draft.' },
    })
    await hears(/please tell us what you need/i, tried)
    await world.simulator.idle()
    const before = await counts()
    await tryIt()
    const call = world.simulator.phone(tried).call(serviceLine)
    await call.waitForHeard(/this is a trial call/i)
    await call.waitForHeard(/hello from the draft/i)
    await call.press('1')
    await call.waitForHeard(/would now wait in the queue existing cases\. the trial call ends here/i)
    await call.waitForState('completed')
    await world.simulator.idle()
    expect(await counts(), 'no contact, call, case or follow-up').to.deep.equal(before)
    // Everybody else hears the menu in use, and so does that telephone ten minutes later.
    await hears(/please tell us what you need/i)
    world.clock.push(10 * 60_000)
    await hears(/please tell us what you need/i, tried)
  })
})
