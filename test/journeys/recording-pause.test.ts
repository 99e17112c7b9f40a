import { expect } from 'chai'
import type { ContactView } from '../../server/contract/views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { decodeWav } from '../../simulator/media/wav.ts'
import { sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

describe('pausing the recording for bank details', function () {
  this.timeout(60_000)
  let world: World
  before(async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T09:12' })
  })
  after(() => world.close())

  it('what is said in the pause is heard by both and is not on the recording; what is said after it is', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    const on = (what: string) => priya.send('POST', `/api/contacts/${contactId}/${what}`)
    await until(async () => (await priya.phone()).call?.actions.pauseRecording.allowed, 'it is not recorded')
    const hears = async (hertz: number) => {
      void call.tone(hertz, 700)
      await until(async () => hasTone(priya.softphone.heard(200), hertz), `Priya does not hear ${hertz} Hz`)
    }
    const recordingIs = (status: string) =>
      until(
        async () => world.simulator.timeline().some((e) => e.summary === `Recording ${status}`),
        `the recording is not ${status}`,
      )
    await hears(500)
    await on('recording/pause')
    await recordingIs('paused')
    expect((await priya.phone()).call).to.include({ recording: 'paused' })
    await hears(900)
    await new Promise((resolve) => setTimeout(resolve, 800))
    await on('recording/resume')
    await until(
      async () =>
        world.simulator.timeline().filter((e) => e.summary === 'Recording in-progress').length === 2,
      'it does not record again',
    )
    await hears(1300)
    await new Promise((resolve) => setTimeout(resolve, 800))
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
})
