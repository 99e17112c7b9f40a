import { expect } from 'chai'
import type { ListeningLogView } from '../../server/contract/listening-views.ts'
import type { PhoneView } from '../../server/contract/phone-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`a supervisor listens, in the open: J16 (${engine})`, function () {
    this.timeout(90_000)
    let world: World
    beforeEach(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    afterEach(() => world.close())

    type Ear = () => Int16Array
    /** Who of these hears a tone, and how loud it was at its loudest. */
    const hear = async (make: (ms: number) => void, hertz: number, ears: Record<string, Ear>) => {
      make(900)
      const heard: Record<string, number> = {}
      const end = Date.now() + 1100
      while (Date.now() < end) {
        for (const [name, ear] of Object.entries(ears)) {
          const sound = ear()
          if (hasTone(sound, hertz)) heard[name] = Math.max(heard[name] ?? 0, levelOf(sound))
        }
        await new Promise((resolve) => setTimeout(resolve, 40))
      }
      return heard
    }
    /** All of `who` come to hear it: whoever has just come in may hear nothing yet. Nobody else ever does. */
    const hearOnly = (
      who: readonly string[],
      make: (ms: number) => void,
      hertz: number,
      ears: Record<string, Ear>,
    ) =>
      until(
        async () => {
          const heard = await hear(make, hertz, ears)
          for (const name of Object.keys(heard)) expect(who).to.include(name)
          return Object.keys(heard).length === who.length ? heard : null
        },
        `not heard by ${who.join(' and ')}`,
      )
    const levelOf = (pcm: Int16Array) => Math.sqrt(pcm.reduce((sum, one) => sum + one * one, 0) / pcm.length)

    it('Sam sees it within 2 s; a whisper is heard by Sam alone; the member hears no difference; the log says why', async () => {
      const sam = await world.agent('sam')
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.press('1')
      const { contactId } = await sam.answers()
      const lorna = await world.agent('lorna')
      await lorna.send('PUT', '/api/phone/availability', { choice: 'meeting' })
      const member: Record<string, Ear> = { member: () => call.audio({ lastMs: 200 }) }
      const ofSam: Record<string, Ear> = { sam: () => sam.softphone.heard(200) }
      const ofLorna: Record<string, Ear> = { lorna: () => lorna.softphone.heard(200) }
      const before = await hearOnly(['member'], (ms) => sam.softphone.tone(1500, ms), 1500, member)

      const began = Date.now()
      const heardBefore = sam.heard.length
      const asked = await lorna.send<PhoneView>('POST', `/api/live/people/${sam.personId}/listen`, {
        mode: 'listen',
        why: 'training',
      })
      const listening = asked.listening
      if (listening === null) throw new Error('nothing began')
      // Told over the socket, not asked for.
      await until(
        async () =>
          sam.heard
            .slice(heardBefore)
            .some(({ event }) => event.type === 'phone' && event.phone.call?.listeners.length === 1),
        'Sam is not told',
      )
      expect(Date.now() - began).to.be.lessThan(2000)
      const shown = (await sam.phone()).call?.listeners[0]
      expect(shown).to.include({ mode: 'listen', why: 'training' })
      expect(shown?.name).to.match(/^Lorna/)

      await lorna.softphone.join(contactId, listening.id)
      await until(async () => (await lorna.phone()).listening?.state === 'on', 'Lorna is not in')
      const both = { ...member, ...ofLorna }
      const during = await hearOnly(['lorna', 'member'], (ms) => sam.softphone.tone(1500, ms), 1500, both)
      // The member's level is the same to a twentieth.
      expect(during['member']).to.be.closeTo(before['member'] ?? 0, (before['member'] ?? 0) / 20)
      const others = { ...member, ...ofSam }
      expect(await hear((ms) => lorna.softphone.tone(1700, ms), 1700, others)).to.deep.equal({})

      const setMode = (mode: string) =>
        lorna.send('POST', `/api/live/listening/${listening.id}/mode`, { mode })
      await setMode('whisper')
      await until(
        async () => 'sam' in (await hear((ms) => lorna.softphone.tone(1700, ms), 1700, ofSam)),
        'Sam does not hear the whisper',
      )
      expect(Object.keys(await hear((ms) => lorna.softphone.tone(1700, ms), 1700, others))).to.deep.equal([
        'sam',
      ])
      expect((await sam.phone()).call?.listeners[0]?.mode).to.equal('whisper')
      await setMode('barge')
      await until(
        async () =>
          Object.keys(await hear((ms) => lorna.softphone.tone(1700, ms), 1700, others)).length === 2,
        'both do not hear Lorna',
      )
      await setMode('listen')
      await until(
        async () =>
          Object.keys(await hear((ms) => lorna.softphone.tone(1700, ms), 1700, others)).length === 0,
        'Lorna is heard though she only listens',
      )

      // Her phone dies: Sam's call goes on, and the notice goes.
      lorna.softphone.hangUp()
      await until(async () => (await sam.phone()).call?.listeners.length === 0, 'the notice stays')
      expect((await sam.phone()).call?.state).to.equal('connected')
      const log = await sam.get<ListeningLogView>('/api/listening')
      expect(log.scope).to.equal('mine')
      expect(log.agreement.allows).to.deep.equal(['listen', 'whisper', 'barge'])
      expect(log.entries).to.have.lengthOf(1)
      expect(log.entries[0]).to.include({ why: 'training', contactId })
      expect(log.entries[0]?.modes.map(({ mode }) => mode)).to.deep.equal([
        'listen',
        'whisper',
        'barge',
        'listen',
      ])
      expect(log.entries[0]?.seconds).to.be.a('number')
      call.hangUp()
      await world.staysQuiet()
    })

    it('whispers from the first moment, ends with the call, and is let in by nothing else', async () => {
      const sam = await world.agent('sam')
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.press('1')
      const { contactId } = await sam.answers()
      const lorna = await world.agent('lorna')
      await lorna.send('PUT', '/api/phone/availability', { choice: 'meeting' })
      const others = { member: () => call.audio({ lastMs: 200 }), sam: () => sam.softphone.heard(200) }
      // Without an announced listening: neither as an agent nor with an invented id.
      for (const id of [undefined, 'invented']) {
        await lorna.softphone.join(contactId, id).catch(() => undefined)
        expect(await hear((ms) => lorna.softphone.tone(1700, ms), 1700, others)).to.deep.equal({})
        lorna.softphone.hangUp()
      }
      const { listening } = await lorna.send<PhoneView>('POST', `/api/live/people/${sam.personId}/listen`, {
        mode: 'whisper',
        why: 'asked-for-help',
      })
      await lorna.softphone.join(contactId, listening?.id)
      await until(async () => (await lorna.phone()).listening?.state === 'on', 'Lorna is not in')
      await hearOnly(['sam'], (ms) => lorna.softphone.tone(1700, ms), 1700, others)
      call.hangUp()
      await until(async () => !lorna.softphone.isInCall(), 'Lorna is left in an empty room')
      expect((await lorna.phone()).listening).to.equal(null)
      expect((await sam.phone()).call?.state).to.equal('wrap-up')
      const rep = await world.console('rep')
      const log = await rep.get<ListeningLogView>('/api/listening')
      expect(log.scope).to.equal('all')
      const ofThisCall = log.entries.filter((one) => one.contactId === contactId)
      expect(ofThisCall.map((one) => one.why)).to.deep.equal(['asked-for-help'])
      await world.staysQuiet()
    })
  })
}
