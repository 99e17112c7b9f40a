import { expect } from 'chai'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { MemberView } from '../../server/contract/member-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { decodeWav } from '../../simulator/media/wav.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

const aisha = '+447700900117'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`what is not on a recording (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    after(() => world.close())
    const isRecording = (times: number) =>
      until(
        async () =>
          world.simulator.timeline().filter((e) => e.summary === 'Recording in-progress').length === times,
        `it is not recorded for the ${times}. time`,
      )

    it('what is said in the pause is heard by both and is not on the recording; what is said after it is', async () => {
      const priya = await world.agent('priya')
      const call = world.simulator.phone(aisha).call(serviceLine)
      await call.press('1')
      const { contactId } = await priya.answers()
      const on = (what: string) => priya.send('POST', `/api/contacts/${contactId}/${what}`)
      await until(
        async () => (await priya.phone()).call?.actions.pauseRecording.allowed,
        'it is not recorded',
      )
      /** Said until it has been heard, and over when it is heard no more. */
      const says = async (hertz: number) => {
        const isHeard = async () => hasTone(priya.softphone.heard(100), hertz)
        void call.tone(hertz, 500)
        await until(isHeard, `Priya does not hear ${hertz} Hz`)
        await until(async () => !(await isHeard()), `${hertz} Hz does not end`)
      }
      await says(500)
      await on('recording/pause')
      await until(
        async () => world.simulator.timeline().some((e) => e.summary === 'Recording paused'),
        'the recording is not paused',
      )
      expect((await priya.phone()).call).to.include({ recording: 'paused', recordingPausedFor: 'details' })
      await says(900)
      await on('recording/resume')
      await isRecording(2)
      await says(1300)
      call.hangUp()
      const contact = await until(async () => {
        const view = await priya.get<ContactView>(`/api/contacts/${contactId}`)
        return view.recordings[0]?.state === 'completed' ? view : null
      }, 'the recording is not there')
      const [recording] = contact.recordings
      expect(recording?.gaps).to.have.length(1)
      const audio = await priya.file(recording?.url ?? '')
      const samples = decodeWav(audio)
      const has = (hertz: number) => {
        for (let at = 0; at + 1600 <= samples.length; at += 800)
          if (hasTone(samples.subarray(at, at + 1600), hertz)) return true
        return false
      }
      expect([500, 900, 1300].map(has)).to.deep.equal([true, false, true])
      await world.staysQuiet()
    })

    it('a withheld caller who turns out to be a member that wants no recordings: it stops, and Twilio has nothing of it', async () => {
      const refuses = world.simulator.phone(aisha).call(serviceLine)
      await refuses.press('9')
      const kept = () =>
        [...world.simulator.exchange.recordings.values()].filter(({ status }) => status !== 'deleted')
      const before = new Set(kept().map(({ sid }) => sid))
      const sam = await world.agent('sam')
      const { members } = await sam.get<{ members: { id: string }[] }>('/api/search?q=Aisha%20Khan')
      const memberId = members[0]?.id ?? ''
      await until(
        async () => (await sam.get<MemberView>(`/api/members/${memberId}`)).recordingRefused,
        'her refusal is not kept',
      )
      refuses.hangUp()
      await refuses.waitForState('completed')
      const call = world.simulator.phone('anonymous').call(serviceLine)
      await call.press('1')
      const { contactId } = await sam.answers()
      await until(async () => (await sam.phone()).call?.recording === 'on', 'it is not recorded')
      const ofThis = () => kept().filter(({ sid }) => !before.has(sid))
      expect(ofThis()).to.have.length(1)

      await sam.send('POST', `/api/contacts/${contactId}/member`, { memberId })
      expect((await sam.phone()).call).to.include({ recording: 'refused', state: 'connected' })
      await until(async () => ofThis().length === 0, 'the recording is still at Twilio')
      const { recordings } = await sam.get<ContactView>(`/api/contacts/${contactId}`)
      expect(recordings.map(({ state }) => state)).to.deep.equal(['refused'])
      call.hangUp()
      await call.waitForState('completed')
      expect(ofThis()).to.deep.equal([])
      await world.staysQuiet()
    })
  })
}
