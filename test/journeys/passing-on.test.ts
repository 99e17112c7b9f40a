import { expect } from 'chai'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { DestinationsView } from '../../server/contract/phone-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { decodeWav } from '../../simulator/media/wav.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { withRoom } from '../support/with-room.ts'
import { type Agent, createWorld, serviceLine, until, type World } from '../support/world.ts'

const interpreter = '+442079460777'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`a call passed on, with and without asking first (${engine})`, function () {
    this.timeout(90_000)
    let world: World
    beforeEach(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    afterEach(() => world.close())

    const begun = async () => {
      const priya = await world.agent('priya')
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.press('1')
      const { contactId } = await priya.answers()
      const on = (what: string, body?: unknown) =>
        priya.send('POST', `/api/contacts/${contactId}/${what}`, body)
      await priya.send('PUT', `/api/contacts/${contactId}/notes`, { text: 'Hearing on Thursday', version: 0 })
      return { priya, call, contactId, on }
    }
    const state = (agent: Agent) => async () => (await agent.phone()).call?.state ?? 'none'
    const becomes = async (agent: Agent, wanted: string) =>
      until(async () => (await state(agent)()) === wanted, `${await state(agent)()}, not ${wanted}`)
    const finishes = (agent: Agent, contactId: string) =>
      agent.send('POST', `/api/contacts/${contactId}/finish`, {
        reason: 'discipline',
        outcome: 'passed-to-official',
        nextStep: '',
        nextStepDue: null,
        nextStepOwnerId: null,
        thenAvailability: 'available',
      })
    /** Twilio records the call, for the so manieth time. */
    const isRecorded = (times: number) =>
      until(
        async () =>
          world.simulator.timeline().filter((e) => e.summary === 'Recording in-progress').length === times,
        'the call is not recorded',
      )
    /** Whether a tone is somewhere in the sound. */
    const tonesOf = (samples: Int16Array) => (hertz: number) => {
      for (let at = 0; at + 1600 <= samples.length; at += 800)
        if (hasTone(samples.subarray(at, at + 1600), hertz)) return true
      return false
    }
    /** A colleague answers the offer that asks them in. */
    const comesIn = async (agent: Agent, contactId: string) => {
      const offer = await agent.rings()
      await agent.send('POST', `/api/offers/${offer.id}/accept`)
      await agent.softphone.join(contactId)
      await becomes(agent, 'connected')
      return offer
    }
    /** Who of these hears a tone that somebody else makes. */
    const hear = async (
      make: (ms: number) => void,
      hertz: number,
      ears: Record<string, () => Int16Array>,
    ) => {
      make(500)
      const heard = new Set<string>()
      const end = Date.now() + 700
      while (Date.now() < end && heard.size < Object.keys(ears).length) {
        for (const [name, ear] of Object.entries(ears)) if (hasTone(ear(), hertz)) heard.add(name)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return [...heard].sort()
    }
    /** All of `who` come to hear it: whoever has just come in may hear nothing yet. Nobody else ever does. */
    const hearOnly = (
      who: readonly string[],
      make: (ms: number) => void,
      hertz: number,
      ears: Record<string, () => Int16Array>,
    ) =>
      until(
        async () => {
          const heard = await hear(make, hertz, ears)
          for (const name of heard) expect(who).to.include(name)
          return heard.length === who.length
        },
        `not heard by ${who.join(' and ')}`,
      )

    it('asks a colleague first: the member hears none of it, then all three hear each other, then it is the colleague’s', async () => {
      const { priya, call, contactId, on } = await begun()
      await isRecorded(1)
      const sam = await world.agent('sam')
      await on('ask', { whom: { kind: 'colleague', personId: sam.personId } })
      await becomes(priya, 'held')
      const offer = await comesIn(sam, contactId)
      expect(offer.askedBy).to.match(/^Priya/)
      const member = { member: () => call.audio({ lastMs: 200 }) }
      const samHears = { sam: () => sam.softphone.heard(200) }
      const priyaHears = { priya: () => priya.softphone.heard(200) }
      await hearOnly(['sam'], (ms) => priya.softphone.tone(1500, ms), 1500, { ...member, ...samHears })
      await hearOnly(['priya'], (ms) => sam.softphone.tone(1300, ms), 1300, { ...member, ...priyaHears })
      expect((await priya.phone()).call).to.include({ recording: 'paused', recordingPausedFor: 'consult' })
      expect((await priya.try('POST', `/api/contacts/${contactId}/recording/resume`)).body).to.include({
        reason: 'private-talk',
      })
      expect(
        await hear((ms) => void call.tone(1900, ms), 1900, { ...samHears, ...priyaHears }),
      ).to.deep.equal([])

      // Hanging up early does not drop the member.
      const early = await priya.try('POST', `/api/contacts/${contactId}/hang-up`)
      expect(early.body).to.include({ reason: 'go-back-first' })

      await on('resume')
      await becomes(priya, 'connected')
      await isRecorded(2)
      await until(
        async () =>
          (await hear((ms) => void call.tone(1900, ms), 1900, { ...samHears, ...priyaHears })).length === 2,
        'the three do not hear each other',
      )
      expect((await priya.phone()).call?.people.map((p) => [p.kind, p.state])).to.deep.equal([
        ['member', 'talking'],
        ['agent', 'talking'],
        ['colleague', 'talking'],
      ])

      await on('hand-over')
      await becomes(priya, 'wrap-up')
      const his = (await sam.phone()).call
      expect(his).to.include({ role: 'agent', state: 'connected', contactId })
      await until(
        async () => (await hear((ms) => sam.softphone.tone(1700, ms), 1700, member)).length === 1,
        'the member does not hear Sam',
      )
      // To its end: a call hung up in the first moments of a tone has too little of it on the recording.
      await until(async () => !hasTone(call.audio({ lastMs: 200 }), 1700), 'the member hears Sam for ever')
      const contact = await sam.get<ContactView>(`/api/contacts/${contactId}`)
      // Her notes stay hers, beside an empty page of his.
      expect(contact.parts.map(({ notes }) => notes)).to.deep.equal(['Hearing on Thursday'])
      expect(contact.notes.text).to.equal('')
      expect(contact.agent?.id).to.equal(sam.personId)
      await finishes(priya, contactId)
      expect((await priya.phone()).call).to.equal(null)
      expect((await priya.phone()).presence).to.include({ occupancy: 'idle', callable: true })
      call.hangUp()
      await becomes(sam, 'wrap-up')
      // What the two said in private is not on it; what all three heard is.
      const recording = await until(async () => {
        const [one] = (await sam.get<ContactView>(`/api/contacts/${contactId}`)).recordings
        return one?.state === 'completed' ? one : null
      }, 'the recording is not there')
      expect(recording.gaps.map(({ why }) => why)).to.deep.equal(['consult'])
      const sound = tonesOf(decodeWav(await sam.file(recording.url)))
      expect([1500, 1300, 1900, 1700].map(sound)).to.deep.equal([false, false, true, true])
      await world.staysQuiet()
    })

    it('asks a colleague while Twilio’s REST is down: they wait outside until nothing is recorded, and are told so', async () => {
      const { priya, call, contactId, on } = await begun()
      await isRecorded(1)
      const sam = await world.agent('sam')
      const spokenTo = (words: RegExp) =>
        world.simulator.exchange.timeline
          .entries({ limit: 5000 })
          .some((entry) => words.test(`${entry.summary} ${JSON.stringify(entry.detail)}`))
      world.simulator.change({ rest: '500' })
      await on('ask', { whom: { kind: 'colleague', personId: sam.personId } })
      const offer = await sam.rings()
      await sam.send('POST', `/api/offers/${offer.id}/accept`)
      await sam.softphone.join(contactId)
      await until(async () => spokenTo(/You come in as soon as the member is on hold/), 'Sam is told nothing')
      expect((await sam.phone()).call).to.deep.include({
        state: 'connecting',
        unconfirmed: ['hold', 'recording'],
      })
      // He speaks, and nobody hears it; she speaks, and he hears nothing.
      expect(
        await hear((ms) => sam.softphone.tone(1300, ms), 1300, {
          member: () => call.audio({ lastMs: 200 }),
          priya: () => priya.softphone.heard(200),
        }),
      ).to.deep.equal([])
      expect(
        await hear((ms) => priya.softphone.tone(1500, ms), 1500, { sam: () => sam.softphone.heard(200) }),
      ).to.deep.equal([])

      world.simulator.change({ rest: 'ok' })
      await until(
        async () => {
          world.clock.push(1_000)
          await world.app().tick()
          return (await state(sam)()) === 'connected'
        },
        'Sam does not come in',
        20_000,
      )
      const lines = world.simulator.exchange.timeline.entries({ limit: 5000 }).map(({ summary }) => summary)
      expect(lines).to.include('Recording paused')
      await hearOnly(['priya'], (ms) => sam.softphone.tone(1700, ms), 1700, {
        member: () => call.audio({ lastMs: 200 }),
        priya: () => priya.softphone.heard(200),
      })
      call.hangUp()
      await becomes(priya, 'wrap-up')
      const recording = await until(async () => {
        const [one] = (await priya.get<ContactView>(`/api/contacts/${contactId}`)).recordings
        return one?.state === 'completed' ? one : null
      }, 'the recording is not there')
      const sound = tonesOf(decodeWav(await priya.file(recording.url)))
      expect([1300, 1700].map(sound), 'not a word of his').to.deep.equal([false, false])
      await world.staysQuiet()
    })

    it('asks a colleague while Twilio’s REST stays down: they are let go with words, and the call goes on', async () => {
      const { priya, call, contactId, on } = await begun()
      await isRecorded(1)
      const sam = await world.agent('sam')
      world.simulator.change({ rest: '500' })
      await on('ask', { whom: { kind: 'colleague', personId: sam.personId } })
      const offer = await sam.rings()
      await sam.send('POST', `/api/offers/${offer.id}/accept`)
      await sam.softphone.join(contactId)
      world.clock.push(40_000)
      await world.app().tick()
      await until(async () => !sam.softphone.isInCall(), 'Sam waits for ever')
      expect((await sam.phone()).call).to.equal(null)
      expect((await priya.phone()).call?.people.map((p) => p.kind)).to.deep.equal(['member', 'agent'])
      expect(call.state).to.equal('in-progress')
      world.simulator.change({ rest: 'ok' })
      call.hangUp()
      await becomes(priya, 'wrap-up')
      await world.simulator.idle()
    })

    it('asks a colleague who passes: the agent is told and goes back to the member', async () => {
      const { priya, call, contactId, on } = await begun()
      const sam = await world.agent('sam')
      await on('ask', { whom: { kind: 'colleague', personId: sam.personId } })
      const offer = await sam.rings()
      await sam.send('POST', `/api/offers/${offer.id}/decline`)
      expect((await sam.phone()).presence).to.include({ occupancy: 'idle', callable: true })
      expect((await priya.phone()).call?.people.map((p) => p.kind)).to.deep.equal(['member', 'agent'])
      await on('resume')
      await becomes(priya, 'connected')
      expect((await priya.phone()).call?.contactId).to.equal(contactId)
      call.hangUp()
      await becomes(priya, 'wrap-up')
      await world.staysQuiet()
    })

    it('asks an interpreter at an outside number, mutes and removes them; the member stays', async () => {
      const { priya, call, contactId, on } = await begun()
      const rings = world.simulator.phone(interpreter).waitForRing()
      await on('ask', { whom: { kind: 'outside', number: '020 7946 0777', name: 'Interpreter' } })
      const theirs = await rings
      theirs.answer()
      const person = await until(
        async () =>
          (await priya.phone()).call?.people.find((p) => p.kind === 'outside' && p.state === 'talking'),
        'the interpreter is not in',
      )
      expect(person).to.include({ name: 'Interpreter', mayManage: true })
      await on('resume')
      await becomes(priya, 'connected')
      const ears = { member: () => call.audio({ lastMs: 200 }), priya: () => priya.softphone.heard(200) }
      await until(
        async () => (await hear((ms) => void theirs.tone(1700, ms), 1700, ears)).length === 2,
        'the interpreter is not heard',
      )
      await on(`guests/${person.guestId}/mute`, { muted: true })
      await until(
        async () => (await hear((ms) => void theirs.tone(1700, ms), 1700, ears)).length === 0,
        'the interpreter is heard though muted',
      )
      await on(`guests/${person.guestId}/remove`)
      await theirs.waitForState('completed')
      expect(await state(priya)()).to.equal('connected')
      expect(call.state).to.equal('in-progress')
      await on('hang-up')
      await call.waitForState('completed')
      expect(contactId).to.be.a('string')
      await world.staysQuiet()
    })

    it('sends it to an outside number that does not answer: the member is at the head of the queue', async () => {
      const { priya, call, contactId, on } = await begun()
      const phone = world.simulator.phone(interpreter)
      phone.whenRung('busy')
      await on('pass-on', { to: { kind: 'outside', number: interpreter, name: 'Branch office' } })
      expect(['wrap-up', 'none']).to.include(await state(priya)())
      await call.waitForHeard(/first in the queue|connecting/i)
      // Whoever passed it on knows it best, and is free again.
      const offer = await priya.rings()
      expect(offer).to.include({ contactId, priorityReason: 'Passed on, nobody answered there' })
      await priya.answers()
      call.hangUp()
      await becomes(priya, 'wrap-up')
      await world.staysQuiet()
    })

    it('sends it to an outside number that answers: the two talk, and when that side hangs up somebody of ours is found', async () => {
      const { priya, call, contactId, on } = await begun()
      const rings = world.simulator.phone(interpreter).waitForRing()
      await on('pass-on', { to: { kind: 'outside', number: interpreter, name: 'Branch office' } })
      const theirs = await rings
      theirs.answer()
      await becomes(priya, 'wrap-up')
      await until(
        async () =>
          (
            await hear((ms) => void theirs.tone(1700, ms), 1700, {
              member: () => call.audio({ lastMs: 200 }),
            })
          ).length === 1,
        'the member does not hear the branch',
      )
      await priya.send('POST', `/api/contacts/${contactId}/finish`, {
        reason: 'discipline',
        outcome: 'passed-to-official',
        nextStep: '',
        nextStepDue: null,
        nextStepOwnerId: null,
        thenAvailability: 'break',
      })
      const hungUp = Date.now()
      theirs.hangUp()
      await call.waitForHeard(/first in the queue/i)
      expect(Date.now() - hungUp).to.be.lessThan(withRoom(5_000))
      call.hangUp()
      await call.waitForState('completed')
      await world.staysQuiet()
    })

    it('sends it to a colleague and to a queue: contact, case and notes go along', async () => {
      const { priya, call, contactId, on } = await begun()
      const sam = await world.agent('sam')
      const before = await priya.get<ContactView>(`/api/contacts/${contactId}`)
      const { people } = await priya.get<DestinationsView>(`/api/contacts/${contactId}/destinations`)
      expect(people.find(({ id }) => id === sam.personId)?.words).to.equal('free · speaks Polish')
      await on('pass-on', { to: { kind: 'colleague', personId: sam.personId } })
      const offer = await sam.rings()
      expect(offer.contactId).to.equal(contactId)
      expect(offer.priorityReason).to.match(/^Passed on by Priya/)
      await becomes(priya, 'wrap-up')
      await finishes(priya, contactId)
      await sam.answers()
      const after = await sam.get<ContactView>(`/api/contacts/${contactId}`)
      expect(after.case?.id).to.equal(before.case?.id)
      expect(after.parts.map(({ notes }) => notes)).to.deep.equal(['Hearing on Thursday'])
      const { queues } = await sam.get<{ queues: { id: string; isHere: boolean }[] }>(
        `/api/contacts/${contactId}/destinations`,
      )
      const other = queues.find((queue) => !queue.isHere)
      await sam.send('POST', `/api/contacts/${contactId}/pass-on`, {
        to: { kind: 'queue', queueId: other?.id },
      })
      // Whoever passed it on is not rung by it next, for half a minute.
      expect((await priya.phone()).offer).to.equal(null)
      world.clock.push(61_000)
      expect((await priya.rings()).contactId).to.equal(contactId)
      call.hangUp()
      await until(async () => (await priya.phone()).offer === null, 'it still rings')
      await world.staysQuiet()
    })

    it('loses the agent while a colleague is asked: the member is told within 5 s, and the colleague may take it', async () => {
      const { priya, call, contactId, on } = await begun()
      const sam = await world.agent('sam')
      await on('ask', { whom: { kind: 'colleague', personId: sam.personId } })
      await comesIn(sam, contactId)
      await call.waitForHeard(/hold-music/i)
      const died = Date.now()
      priya.dies()
      await call.waitForHeard(/reconnecting you/i)
      expect(Date.now() - died).to.be.lessThan(withRoom(5_000))
      await sam.send('POST', `/api/contacts/${contactId}/take-over`)
      expect((await sam.phone()).call).to.include({ role: 'agent', state: 'connected' })
      await until(
        async () =>
          (
            await hear((ms) => sam.softphone.tone(1700, ms), 1700, {
              member: () => call.audio({ lastMs: 200 }),
            })
          ).length === 1,
        'the member does not hear Sam',
      )
      call.hangUp()
      await becomes(sam, 'wrap-up')
      await world.staysQuiet()
    })
  })
}
