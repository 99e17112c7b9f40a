import { expect } from 'chai'
import type { CallbacksView, CallbackView } from '../../server/contract/callback-views.ts'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import type { MemberView } from '../../server/contract/member-views.ts'
import type { OfferView, PhoneView } from '../../server/contract/phone-views.ts'
import type { SearchView, WorkView } from '../../server/contract/work-views.ts'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { type Agent, createWorld, serviceLine, until, type World } from '../support/world.ts'

const fatima = '+447700900245'

describe('callbacks', function () {
  this.timeout(90_000)
  let world: World
  const open = async (
    databaseUrl: () => Promise<string>,
    at: string,
    on: 'break' | 'available' = 'break',
  ): Promise<Agent> => {
    world = await createWorld({ databaseUrl: await databaseUrl(), at })
    const sam = await world.agent('sam')
    await sam.send('PUT', '/api/phone/availability', { choice: on })
    return sam
  }
  afterEach(() => world.close())

  const list = (sam: Agent) => sam.get<CallbacksView>('/api/callbacks')
  const first = (sam: Agent, is: (c: CallbackView) => boolean, what: string) =>
    until(async () => {
      const { open: now, settled } = await list(sam)
      return [...now, ...settled].find(is)
    }, what)
  /** A caller who has heard their place. */
  const queued = async (number: string): Promise<PhoneCall> => {
    const call = world.simulator.phone(number).call(serviceLine)
    await call.press('4')
    await call.waitForHeard(/in the queue/i)
    return call
  }
  const asks = async (call: PhoneCall): Promise<void> => {
    await call.waitForHeard(/press 2/i)
    await call.press('2')
    await call.waitForHeard(/if that is right, press 1/i)
    await call.press('1')
    await call.waitForState('completed')
  }
  const passesOn = async (sam: Agent, offer: OfferView) => {
    await sam.send('POST', `/api/offers/${offer.id}/decline`)
  }

  for (const [engine, databaseUrl] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`J12: a place is kept exactly, and calling again cancels it (${engine})`, async () => {
      const sam = await open(databaseUrl, '2026-10-06T09:12')
      const before = []
      for (const n of [1, 2, 3, 4]) before.push(await queued(`+44770090050${n}`))
      const call = world.simulator.phone(fatima).call(serviceLine)
      await call.press('4')
      await call.waitForHeard(/fifth in the queue/i)
      const after = await queued('+447700900506')
      await call.waitForHeard(/to keep your place and be rung back, press 2/i)
      await call.press('2')
      await call.waitForHeard(/0 7 7 0 0, 9 0 0 2 4 5, at the latest today.*press 1/i)
      await call.press('1')
      await call.waitForHeard(/your place is kept: you are fifth in the queue/i)
      await call.waitForState('completed')
      await world.simulator.phone(fatima).waitForText(/^We will ring you back by today \d\d:\d\d\./)
      expect((await list(sam)).open[0]).to.include({ caller: 'Fatima Begum', state: 'due', position: 5 })
      // The caller behind her has not moved up: the place is held.
      await after.waitForHeard(/sixth in the queue/i)
      const board = await (await world.console('lorna')).get<LiveView>('/api/live')
      expect(board.callers.filter((c) => c.isCallback).map((c) => c.position)).to.deep.equal([5])

      for (const one of before.slice(0, 3)) one.hangUp()
      after.hangUp()
      await first(sam, (c) => c.position === 2, 'she is not second')
      world.clock.push(6 * 60_000)
      await sam.beat()
      const again = await queued(fatima)
      await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
      // Sam passes on until her own call rings.
      const offer = await until(async () => {
        const { offer: rings } = await sam.phone()
        if (rings === null) return null
        if (rings.callback?.kind === 'open') return rings
        await passesOn(sam, rings)
        return null
      }, 'her second call does not ring')
      expect(offer.callback?.words).to.equal('Open callback, position 2')
      const live = await sam.answers()
      expect(live.contactId).to.equal(offer.contactId)
      const done = await first(sam, (c) => c.state === 'cancelled', 'the callback stays open')
      expect(done.stateWords).to.equal('Cancelled: reached us')
      expect((await sam.phone()).call?.callback?.words).to.equal('Callback cancelled: reached us')
      expect((await list(sam)).kept).to.deep.equal({ kept: 1, due: 1, percent: 100, waiting: 0 })
      const page = await sam.get<CaseView>(`/api/cases/${done.case?.id}`)
      expect(page.timeline.map((e) => e.heading)).to.include('Callback cancelled: reached us')

      again.hangUp()
      before[3]?.hangUp()
      world.clock.push(3 * 3_600_000)
      await world.app().tick()
      expect(
        world.simulator
          .phone(fatima)
          .inbox.map((t) => t.body)
          .filter((body) => !body.startsWith('We will')),
      ).to.deep.equal([])
      await world.staysQuiet()
    })

  it('the agent comes first, then the member is rung, and they talk', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    await asks(await queued(fatima))
    const ahead = (await list(sam)).open[0]
    expect(ahead).to.include({ state: 'due', position: 1 })
    const phone = world.simulator.phone(fatima)
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    const offer = await sam.rings()
    expect(offer.caller.title).to.equal('Fatima Begum')
    expect(offer.callback?.words).to.equal('Callback, asked for today 09:12 · try 1 of 3')
    expect((await list(sam)).open[0]?.stateWords).to.equal('Offered to Sam Okafor')
    await sam.send('POST', `/api/offers/${offer.id}/accept`)
    await sam.softphone.join(offer.contactId)
    const call = await phone.waitForRing()
    call.answer()
    await until(async () => (await sam.phone()).call?.state === 'connected', 'not connected')
    const live = (await sam.phone()).call
    expect(live?.contactId).to.equal(offer.contactId)
    // Nobody is told anything: the agent speaks.
    expect(call.heard.filter((c) => c.kind === 'say')).to.deep.equal([])
    call.hangUp()
    await until(async () => (await sam.phone()).call?.state === 'wrap-up', 'no wrap-up')
    const done = await first(sam, (c) => c.state === 'reached', 'not reached')
    expect(done.attempts.map((a) => a.words)).to.deep.equal(['Answered'])
    expect((await list(sam)).kept).to.include({ kept: 1, due: 1 })
    const page = await sam.get<CaseView>(`/api/cases/${done.case?.id}`)
    expect(page.timeline.map((e) => e.heading).join('; ')).to.match(/Rang back, \d+ s/)
    await world.staysQuiet()
  })

  for (const [engine, databaseUrl] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`J13: outside hours it is Monday’s first hour, and three no-answers end with a person (${engine})`, async () => {
      const friday = await open(databaseUrl, '2026-10-09T18:50')
      const before = []
      for (const n of [1, 2, 3]) before.push(await queued(`+44770090050${n}`))
      await asks(await queued(fatima))
      const phone = world.simulator.phone(fatima)
      await phone.waitForText(/^We will ring you back Monday 08:30 to 09:30\./)
      expect((await list(friday)).open[0]).to.include({
        state: 'promised',
        promisedWords: 'Monday 08:30 to 09:30',
        position: null,
      })
      for (const one of before) one.hangUp()
      friday.close()

      world.clock.set('2026-10-12T08:29:50')
      let sam = await world.agent('sam')
      await world.app().tick()
      expect((await list(sam)).open[0]?.state).to.equal('promised')
      await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
      world.clock.set('2026-10-12T08:30')
      const later = await queued('+447700900504')
      await first(sam, (c) => c.position === 1, 'not at the head on Monday')
      const rungBack = async () => {
        await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
        const offer = await sam.rings()
        expect(offer.caller.title).to.equal('Fatima Begum')
        await sam.send('POST', `/api/offers/${offer.id}/accept`)
        await sam.softphone.join(offer.contactId)
        const call = await phone.waitForRing()
        await call.waitForState('no-answer', { timeoutMs: 10_000 })
        await until(async () => (await sam.phone()).presence.occupancy === 'idle', 'Sam is not free')
        await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
      }
      later.hangUp()
      await rungBack()
      const once = await first(
        sam,
        (c) => c.attempts.length === 1 && c.state === 'promised',
        'not planned again',
      )
      expect(once.nextWords).to.match(/^Next: today 10:3\d$/)

      world.clock.set('2026-10-12T10:35')
      await world.app().tick()
      await rungBack()
      expect(
        (await first(sam, (c) => c.attempts.length === 2 && c.state === 'promised', 'no third')).nextWords,
      ).to.equal('Next: Tuesday 08:30')
      sam.close()
      world.clock.set('2026-10-13T08:31')
      sam = await world.agent('sam')
      await world.app().tick()
      await rungBack()
      const done = await first(sam, (c) => c.state === 'not-reached', 'not settled')
      expect(done.attempts.map((a) => a.words)).to.deep.equal(['No answer', 'No answer', 'No answer'])
      await phone.waitForText(/could not reach you/)
      const page = await sam.get<CaseView>(`/api/cases/${done.case?.id}`)
      expect(page.followUps.map((f) => f.what).join()).to.contain('Not reached after 3 tries')
      await world.staysQuiet()
    })

  it('a withheld caller keys in a number, which is read back and rung', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const call = await queued('anonymous')
    await call.waitForHeard(/press 2/i)
    await call.press('2')
    await call.waitForHeard(/key in the number/i)
    await call.press('09098790001#')
    await call.waitForHeard(/cannot ring that number/i)
    await call.press('07700900245#')
    await call.waitForHeard(/0 7 7 0 0, 9 0 0 2 4 5.*press 1/i)
    // Wrong after all: another number, then back to waiting, with nothing lost.
    await call.press('2')
    await call.waitForHeard(/key in the number/i)
    await call.press('07700900555#')
    await call.waitForHeard(/0 7 7 0 0, 9 0 0 5 5 5/i)
    await call.press('3')
    await call.waitForHeard(/first in the queue/i)
    expect((await list(sam)).open).to.deep.equal([])
    await call.press('2')
    await call.waitForHeard(/key in the number/i)
    await call.press('07700900245#')
    await call.waitForHeard(/if that is right, press 1/i)
    await call.press('1')
    await call.waitForState('completed')
    expect((await list(sam)).open[0]).to.include({ number: '07700 900245', position: 1 })
    await world.simulator.phone(fatima).waitForText(/ring you back/)
    await world.staysQuiet()
  })

  it('nobody signed in: a callback is promised instead of music', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    await sam.send('PUT', '/api/phone/availability', { choice: 'offline' })
    const call = world.simulator.phone(fatima).call(serviceLine)
    await call.press('4')
    await call.waitForHeard(/nobody is here/i)
    await asks(call)
    expect((await list(sam)).open[0]).to.include({ caller: 'Fatima Begum' })
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    expect((await sam.rings()).callback?.kind).to.equal('ringing-back')
    await world.staysQuiet()
  })

  it('an answering machine is the agent’s to judge: one key records it and plans the next try', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const phone = world.simulator.phone(fatima)
    await asks(await queued(fatima))
    phone.whenRung('voicemail')
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    const live = await sam.answers()
    await until(
      async () => (await sam.phone()).call?.callback?.soundsLikeMachine,
      'the machine was not noticed',
    )
    expect((await sam.phone()).call?.state).to.equal('connected')
    await sam.send('POST', `/api/contacts/${live.contactId}/not-reached`, { outcome: 'machine' })
    const planned = await first(sam, (c) => c.attempts.length === 1 && c.state === 'promised', 'not planned')
    expect(planned.attempts[0]?.words).to.equal('Answering machine')
    expect((await sam.phone()).presence.occupancy).to.equal('idle')
    await world.staysQuiet()
  })

  it('an agent whose browser dies before the member picks up stops the ringing, and the place is kept', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const phone = world.simulator.phone(fatima)
    await asks(await queued(fatima))
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    const offer = await sam.rings()
    await sam.send('POST', `/api/offers/${offer.id}/accept`)
    await sam.softphone.join(offer.contactId)
    const call = await phone.waitForRing()
    sam.softphone.die()
    await call.waitForState('completed')
    const kept = await first(sam, (c) => c.state === 'due', 'the place was lost')
    expect(kept.position).to.equal(1)
    expect(kept.attempts.map((a) => a.words)).to.deep.equal(['Our phone was lost'])
    await world.staysQuiet()
  })

  it('is rung out of turn, or cancelled with a reason, by a person', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const waits = await queued('+447700900501')
    await asks(await queued(fatima))
    const id = (await list(sam)).open[0]?.id
    const onBreak = await sam.try('POST', `/api/callbacks/${id}/ring`)
    expect(onBreak.body['reason']).to.equal('not-callable')
    waits.hangUp()
    await first(sam, (c) => c.position === 1, 'not first')
    const done = await sam.send<CallbacksView>('POST', `/api/callbacks/${id}/cancel`, {
      reason: 'already-helped',
    })
    expect(done.settled[0]?.stateWords).to.equal('Cancelled: already helped another way')
    const twice = await sam.try('POST', `/api/callbacks/${id}/cancel`, { reason: 'already-helped' })
    expect(twice.body['reason']).to.equal('callback-settled')
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    await world.app().tick()
    expect((await sam.phone()).offer).to.equal(null)
    await world.staysQuiet()
  })

  it('gave up three times: one row, worst wait first, gone when they are spoken with', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const before = (await list(sam)).missed.length
    for (const _ of [1, 2, 3]) {
      const call = await queued(fatima)
      call.hangUp()
      await call.waitForState('completed')
    }
    const row = await until(
      async () => (await list(sam)).missed.find((m) => m.caller === 'Fatima Begum' && m.calls === 3),
      'not one row of three calls',
    )
    expect((await list(sam)).missed).to.have.lengthOf(before + 1)
    expect(row.words).to.match(/^Gave up waiting after \d+ s · .*rang 3 times$/)
    expect(row.actions.ringNow.allowed).to.equal(true)
    const waits = (await list(sam)).missed.map((m) => m.waitedSeconds)
    expect(waits).to.deep.equal(waits.toSorted((a, b) => b - a))
    const again = await queued(fatima)
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    await sam.answers()
    const after = (await list(sam)).missed
    expect(after.some((m) => m.caller === 'Fatima Begum')).to.equal(false)
    again.hangUp()
    await world.staysQuiet()
  })

  it('somebody who gave up is rung at once, agent first, and the row is gone', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12', 'available')
    await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
    const call = await queued(fatima)
    call.hangUp()
    const row = await until(
      async () => (await list(sam)).missed.find((m) => m.caller === 'Fatima Begum'),
      'not on the list',
    )
    expect((await sam.try('POST', `/api/contacts/${row.id}/ring`)).body['reason']).to.equal('not-callable')
    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    const phone = await sam.send<PhoneView>('POST', `/api/contacts/${row.id}/ring`)
    const contactId = phone.call?.contactId ?? ''
    await sam.softphone.join(contactId)
    const rung = await world.simulator.phone(fatima).waitForRing()
    rung.answer()
    await until(async () => (await sam.phone()).call?.state === 'connected', 'not connected')
    const now = await list(sam)
    expect(now.missed.some((m) => m.caller === 'Fatima Begum')).to.equal(false)
    // Nobody was promised anything, so it is in no figure.
    expect(now.kept.due).to.equal(0)
    rung.hangUp()
    await world.staysQuiet()
  })

  it('a voicemail is taken by one person and dealt with once', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T20:12')
    const priya = await world.console('priya')
    const call = world.simulator.phone(fatima).call(serviceLine)
    await call.waitForHeard('beep')
    await call.say('My shifts were changed again')
    call.hangUp()
    const left = await until(async () => {
      const found = (await list(sam)).voicemails.find((v) => v.caller === 'Fatima Begum')
      return found?.recording?.state === 'completed' ? found : null
    }, 'the voicemail is not listed')
    expect(left.takenBy).to.equal(null)
    const taken = await sam.send<CallbacksView>('POST', `/api/contacts/${left.id}/take`)
    expect(taken.voicemails.find((v) => v.id === left.id)?.takenBy?.name).to.equal('Sam Okafor')
    const hers = (await priya.get<CallbacksView>('/api/callbacks')).voicemails.find((v) => v.id === left.id)
    expect(hers?.actions.handled).to.include({ allowed: false })
    const refused = await priya.try('POST', `/api/contacts/${left.id}/take`)
    expect(refused.body).to.include({ reason: 'voicemail-taken', words: 'Sam Okafor has this voicemail.' })
    expect((await priya.try('POST', `/api/contacts/${left.id}/handled`)).body['reason']).to.equal(
      'voicemail-taken',
    )
    expect((await priya.get<WorkView>('/api/work')).voicemails.map((w) => w.id)).to.not.include(left.id)
    await sam.send('POST', `/api/contacts/${left.id}/handled`)
    expect((await list(sam)).voicemails.map((v) => v.id)).to.not.include(left.id)
    await world.staysQuiet()
  })

  it('is texted after a missed call only when they asked for it, once a day, and never on a shared number', async () => {
    const sam = await open(sqliteUrl, '2026-10-06T09:12')
    const phone = world.simulator.phone(fatima)
    const givesUp = async (number: string) => {
      const call = await queued(number)
      call.hangUp()
      await call.waitForState('completed')
      await world.simulator.idle()
    }
    await givesUp(fatima)
    await givesUp('+447700900820')
    const found = await sam.get<SearchView>('/api/search?q=M-173245')
    const memberId = found.members[0]?.id ?? ''
    const mobile = (await sam.get<MemberView>(`/api/members/${memberId}`)).phones[0]
    expect(mobile?.missedCallText).to.deep.equal({ isWanted: false, change: { allowed: true } })
    expect(phone.inbox).to.deep.equal([])
    const next = await sam.send<MemberView>('PUT', `/api/members/${memberId}/phones/${mobile?.id}`, {
      isWanted: true,
    })
    expect(next.phones[0]?.missedCallText.isWanted).to.equal(true)
    // Not the first of this day any more: tomorrow.
    world.clock.set('2026-10-07T09:12')
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    await givesUp(fatima)
    await phone.waitForText(
      'Sorry we missed your call. We will ring you back, or you can ring 020 7946 0900.',
    )
    await givesUp(fatima)
    await world.app().tick()
    expect(phone.inbox).to.have.lengthOf(1)
    const tom = await priya.get<SearchView>('/api/search?q=M-118820')
    const shared = (await priya.get<MemberView>(`/api/members/${tom.members[0]?.id}`)).phones[0]
    const refused = await priya.try('PUT', `/api/members/${tom.members[0]?.id}/phones/${shared?.id}`, {
      isWanted: true,
    })
    expect(refused.body['reason']).to.equal('number-shared')
    await world.staysQuiet()
  })
})
