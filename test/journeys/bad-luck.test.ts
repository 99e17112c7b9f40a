import Sqlite from 'better-sqlite3'
import { expect } from 'chai'
import { connect, sqliteFile } from '../../server/adapters/db/connect.ts'
import type { Envelope } from '../../server/contract/console-events.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { ThreadView } from '../../server/contract/thread-views.ts'
import type { WorkView } from '../../server/contract/work-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { sqliteUrl } from '../support/databases.ts'
import { withRoom } from '../support/with-room.ts'
import { createWorld, serviceLine, textLine, until, type World } from '../support/world.ts'

const aisha = '+447700900117'
const stranger = '+447700900555'
const another = '+447700900123'

describe('bad luck', function () {
  this.timeout(90_000)
  let world: World
  let databaseUrl: string
  beforeEach(async () => {
    databaseUrl = await sqliteUrl()
    world = await createWorld({ databaseUrl, at: '2026-10-06T09:12' })
  })
  afterEach(() => world.close())

  /** Rows of the database itself, past every screen. */
  const rowsOf = async (table: string, where: Record<string, string>): Promise<Record<string, unknown>[]> => {
    const database = await connect(databaseUrl)
    try {
      return await database.read(table).where(where)
    } finally {
      await database.close()
    }
  }
  const contactsStarted = async (): Promise<number> => {
    const database = await connect(databaseUrl)
    try {
      const events = await database.readEvents(0, 10_000)
      return events.filter((event) => event.type === 'contact.started').length
    } finally {
      await database.close()
    }
  }
  const noticesOf = (heard: Envelope[]): string[][] =>
    heard.flatMap(({ event }) => (event.type === 'notices' ? [event.notices.map((n) => n.id)] : []))
  const threadIdOf = async (desk: { get<T>(path: string): Promise<T> }, said: string): Promise<string> => {
    const item = await until(
      async () => (await desk.get<WorkView>('/api/work')).replies.find((r) => r.line === said),
      `"${said}" is not waiting for a reply`,
    )
    return item.path.split('/').at(-1) ?? ''
  }

  it('every webhook doubled, delayed and out of order gives the same rows', async () => {
    const priya = await world.agent('priya')
    world.simulator.change({ seed: 7, doubled: 1, delayed: 0.5, delayMs: 250, reordered: 0.5 })
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    await world.simulator.phone(another).text(textLine, 'One')
    await world.simulator.phone(another).text(textLine, 'Two')
    await priya.send('POST', `/api/contacts/${contactId}/hold`)
    await priya.send('POST', `/api/contacts/${contactId}/resume`)
    const threadId = await threadIdOf(priya, 'Two')
    await priya.send('POST', `/api/threads/${threadId}/messages`, {
      clientId: 'doubled-1',
      body: 'We are on it',
      kind: 'text',
      seenMessageId: null,
    })
    await world.simulator.phone(another).waitForText('We are on it')
    call.hangUp()
    await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'Priya is not in wrap-up')
    await world.simulator.idle()

    expect(await contactsStarted(), 'one call and one conversation').to.equal(2)
    const contact = await priya.get<ContactView>(`/api/contacts/${contactId}`)
    expect(contact).to.include({ state: 'ended', result: 'answered' })
    expect(contact.recordings).to.have.lengthOf(1)
    await until(
      async () =>
        (await priya.get<ContactView>(`/api/contacts/${contactId}`)).recordings[0]?.state === 'completed',
      'the recording is not complete',
    )
    const legs = await rowsOf('calls', { contact_id: contactId })
    expect(legs.map((leg) => [leg['party'], leg['left_at'] !== null]).toSorted()).to.deep.equal([
      ['agent', true],
      ['member', true],
    ])
    const thread = await priya.get<ThreadView>(`/api/threads/${threadId}`)
    expect(thread.messages.map((m) => m.body)).to.deep.equal(['One', 'Two', 'We are on it'])
    await until(
      async () =>
        (await priya.get<ThreadView>(`/api/threads/${threadId}`)).messages.at(-1)?.status === 'delivered',
      'delivery is not shown',
    )
    expect(world.simulator.phone(another).inbox).to.have.lengthOf(1)
    await world.staysQuiet()
  })

  for (const trouble of ['500', '429', 'hang'] as const) {
    it(`Twilio's REST API answers ${trouble}: callers hear music, and texts go once each, in order`, async () => {
      const sam = await world.console('sam')
      const phone = world.simulator.phone(stranger)
      await phone.text(textLine, 'Are you there?')
      const threadId = await threadIdOf(sam, 'Are you there?')
      const priya = await world.agent('priya')
      await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
      const call = world.simulator.phone(aisha).call(serviceLine)
      await call.press('1')
      await call.waitForHeard(/first in the queue/i)

      world.simulator.change({ rest: trouble })
      const failingSince = Date.now()
      for (const n of [1, 2, 3])
        await sam.send('POST', `/api/threads/${threadId}/messages`, {
          clientId: `outage-${n}`,
          body: `Answer ${n}`,
          kind: 'text',
          seenMessageId: null,
        })
      // Being asked to slow down is no outage: nobody is alarmed by it.
      if (trouble !== '429')
        await until(async () => {
          await world.app().tick()
          return noticesOf(sam.heard).some((ids) => ids.includes('twilio-unreachable'))
        }, 'no console says that Twilio is out of reach')
      // F141: on every screen within 5 s.
      if (trouble !== '429') expect(Date.now() - failingSince).to.be.lessThan(withRoom(5_000))
      await call.waitForHeard(/first in the queue/i, { timeoutMs: 20_000 })
      expect(call.state).to.equal('in-progress')
      expect(phone.inbox).to.deep.equal([])

      world.simulator.change({ rest: 'ok' })
      await until(
        async () => {
          world.clock.push(5_000)
          await world.app().tick()
          return phone.inbox.length === 3
        },
        'the texts do not go',
        30_000,
      )
      expect(phone.inbox.map((m) => m.body)).to.deep.equal(['Answer 1', 'Answer 2', 'Answer 3'])
      await until(
        async () => (noticesOf(sam.heard).at(-1) ?? []).length === 0,
        'the notice is not taken back',
      )
      await priya.send('PUT', '/api/phone/availability', { choice: 'available' })
      const live = await priya.answers()
      expect(live.caller.title).to.equal('Aisha Khan')
      await world.simulator.idle()
      expect(phone.inbox).to.have.lengthOf(3)
    })
  }

  it('a hold that Twilio has not done yet is not shown as done', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    world.simulator.change({ rest: '500' })
    await priya.send('POST', `/api/contacts/${contactId}/hold`)
    expect((await priya.phone()).call).to.deep.include({ state: 'held', unconfirmed: ['hold'] })
    world.simulator.change({ rest: 'ok' })
    const told = () => priya.heard.flatMap(({ event }) => (event.type === 'phone' ? [event.phone.call] : []))
    await until(
      async () => {
        world.clock.push(1_000)
        await world.app().tick()
        return told().some((one) => one?.state === 'held' && one.unconfirmed.length === 0)
      },
      'the console is not told that the hold is done',
      20_000,
    )
    await call.waitForHeard(/please hold/i)
    call.hangUp()
    await world.staysQuiet()
  })

  it('the server starts again with a call going on and two callers waiting', async () => {
    const priya = await world.agent('priya')
    const talking = world.simulator.phone(aisha).call(serviceLine)
    await talking.press('1')
    const { contactId } = await priya.answers()
    const first = world.simulator.phone(stranger).call(serviceLine)
    await first.press('4')
    await first.waitForHeard(/first in the queue/i)
    const second = world.simulator.phone(another).call(serviceLine)
    await second.press('4')
    await second.waitForHeard(/number 2|second in the queue/i)

    await world.restart()
    priya.softphone.tone(700, 1500)
    await until(async () => hasTone(talking.audio({ lastMs: 200 }), 700), 'the call does not go on')
    const back = await until(async () => {
      const { call } = await priya.phone()
      return call?.state === 'connected' ? call : null
    }, 'the call is not shown as going on')
    expect(back.contactId).to.equal(contactId)
    await priya.send('POST', `/api/contacts/${contactId}/hang-up`)
    await talking.waitForState('completed')

    const sam = await world.agent('sam')
    const offer = await sam.rings()
    expect(offer.caller.title, 'the order is kept').to.equal('07700 900555')
    await sam.answers()
    expect(second.state).to.equal('in-progress')
    first.hangUp()
    second.hangUp()
    await world.simulator.idle()
  })

  it('an agent whose browser goes without a word while it rings: the next one is rung', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const offer = await priya.rings()
    const sam = await world.agent('sam')
    priya.dies()
    world.clock.push(20_000)
    await world.app().tick()
    const next = await sam.rings()
    expect(next.contactId).to.equal(offer.contactId)
    expect(next.id).to.not.equal(offer.id)
    await sam.answers()
    call.hangUp()
    await world.staysQuiet()
  })

  it('a caller who hangs up while it rings frees the agent, who is asked nothing', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const offer = await priya.rings()
    call.hangUp()
    await until(async () => (await priya.phone()).presence.callable, 'Priya is not free again')
    expect((await priya.phone()).presence.areYouThere).to.equal(false)
    const tried = await priya.try('POST', `/api/offers/${offer.id}/accept`)
    expect([tried.status, tried.body['reason']]).to.deep.equal([409, 'offer-withdrawn'])
    expect(await priya.get<ContactView>(`/api/contacts/${offer.contactId}`)).to.include({
      state: 'ended',
      result: 'abandoned',
    })
    await world.staysQuiet()
  })

  it('a caller who hangs up while being connected leaves nobody in an empty call', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const offer = await priya.rings()
    await priya.send('POST', `/api/offers/${offer.id}/accept`)
    call.hangUp()
    await until(async () => (await priya.phone()).presence.callable, 'Priya is not free again')
    expect((await priya.phone()).call).to.equal(null)
    expect((await priya.get<ContactView>(`/api/contacts/${offer.contactId}`)).state).to.equal('ended')
    let refused = ''
    await priya.softphone.join(offer.contactId).catch((error: unknown) => {
      refused = String(error)
    })
    await until(async () => !priya.softphone.isInCall(), 'Priya sits in an empty call')
    expect(refused === '' || /refused|over before/.test(refused), refused).to.equal(true)
  })

  it('two tabs of one agent: one phone, one answer', async () => {
    const priya = await world.agent('priya')
    const twin = await world.console('priya')
    const claim = await twin.try('POST', '/api/phone/claim', { tabId: 'the-other-tab', takeOver: false })
    expect([claim.status, claim.body['reason']]).to.deep.equal([409, 'phone-in-another-tab'])
    const call = world.simulator.phone(aisha).call(serviceLine)
    await call.press('1')
    const offer = await priya.rings()
    const answers = await Promise.all(
      [priya, twin, priya, twin].map((tab) => tab.try('POST', `/api/offers/${offer.id}/accept`)),
    )
    expect(answers.map((answer) => answer.status).toSorted()).to.deep.equal([200, 409, 409, 409])
    await priya.softphone.join(offer.contactId)
    await until(async () => (await priya.phone()).call?.state === 'connected', 'not connected')
    expect(await rowsOf('calls', { contact_id: offer.contactId, party: 'agent' })).to.have.lengthOf(1)
    call.hangUp()
    await world.staysQuiet()
  })

  it('a second in which nothing is due asks nothing of the writer', async () => {
    await world.app().tick()
    const passesLocked = async () => {
      const lock = new Sqlite(sqliteFile(databaseUrl))
      lock.exec('BEGIN IMMEDIATE')
      const tick = world.app().tick()
      const late = new Promise<'late'>((resolve) => setTimeout(resolve, 700, 'late'))
      const first = await Promise.race([tick, late])
      lock.exec('COMMIT')
      lock.close()
      await tick
      return first !== 'late'
    }
    // An alert of the demo's own may be raised in one of these seconds, and sealed in the next.
    await until(passesLocked, 'every tick waits for the lock')
  })

  it('a database locked for 7 s: nobody on the line hears silence, and every webhook is answered in time', async () => {
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const waits = world.simulator.phone(another).call(serviceLine)
    await waits.press('1')
    await waits.waitForHeard(/first in the queue/i)
    const inMenu = world.simulator.phone(stranger).call(serviceLine)
    await inMenu.waitForHeard(/press 1/i)

    const before = world.simulator.exchange.timeline.entries().at(-1)?.id ?? 0
    const lock = new Sqlite(sqliteFile(databaseUrl))
    lock.exec('BEGIN IMMEDIATE')
    const release = setTimeout(() => lock.exec('COMMIT'), 7000)
    try {
      await inMenu.press('1')
      await inMenu.waitForHeard(/one moment, please/i, { timeoutMs: 6000 })
      const rings = world.simulator.phone(aisha).call(serviceLine)
      const text = world.simulator.phone('+447700900124').text(textLine, 'While it was locked')
      await inMenu.waitForHeard(/second in the queue/i, { timeoutMs: 20_000 })
      await rings.press('1', { timeoutMs: 20_000 })
      await text
      await rings.waitForHeard(/third in the queue/i)
      expect(waits.state, 'has kept their place').to.equal('in-progress')

      const answered = world.simulator.exchange.timeline
        .entries({ after: before, limit: 5000 })
        .filter(({ kind }) => kind === 'webhook')
        .map(({ detail }) => ({
          path: new URL(String(detail['url'])).pathname,
          ms: Number(detail['ms']),
          status: Number(detail['status']),
        }))
      const slowest = (paths: RegExp) =>
        Math.max(...answered.filter(({ path }) => paths.test(path)).map(({ ms }) => ms))
      expect(answered.filter(({ status }) => status !== 200)).to.deep.equal([])
      // Who hears something while they wait: within 5 s of silence, with the slowness of a busy machine.
      expect(slowest(/\/voice\/(wait|menu|connect|requeue|conference-left|hold)$/)).to.be.within(1400, 4500)
      // A telephone that still rings, and a text, may wait for the lock; Twilio waits 15 s.
      expect(slowest(/./)).to.be.lessThan(12_000)
      expect(await contactsStarted(), 'nothing twice').to.equal(4)
      for (const call of [waits, inMenu, rings]) call.hangUp()
    } finally {
      clearTimeout(release)
      if (lock.inTransaction) lock.exec('COMMIT')
      lock.close()
    }
  })

  it('a database locked by somebody else for 2 s: a call and a text are kept, once each', async () => {
    const priya = await world.agent('priya')
    const lock = new Sqlite(sqliteFile(databaseUrl))
    lock.exec('BEGIN IMMEDIATE')
    const release = setTimeout(() => lock.exec('COMMIT'), 2000)
    try {
      const call = world.simulator.phone(aisha).call(serviceLine)
      const text = world.simulator.phone(another).text(textLine, 'While it was locked')
      await call.press('1', { timeoutMs: 15_000 })
      await text
      const offer = await priya.rings()
      expect(offer.caller.title).to.equal('Aisha Khan')
      await threadIdOf(priya, 'While it was locked')
      await world.simulator.idle()
      expect(await contactsStarted()).to.equal(2)
      expect(await rowsOf('messages', { body: 'While it was locked' })).to.have.lengthOf(1)
      call.hangUp()
    } finally {
      clearTimeout(release)
      if (lock.inTransaction) lock.exec('COMMIT')
      lock.close()
    }
  })
})
