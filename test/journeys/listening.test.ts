import { expect } from 'chai'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { ListensView, RecordingAccessView } from '../../server/contract/recording-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`listening to recordings (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    after(() => world.close())

    it('is for those whose call or case it is and supervisors, is read by agent and rep, and ends after its time', async () => {
      const priya = await world.agent('priya')
      const call = world.simulator.phone('+447700900555').call(serviceLine)
      await call.press('4')
      const { contactId } = await priya.answers()
      await until(async () => (await priya.phone()).call?.recording === 'on', 'it is not recorded')
      call.hangUp()
      const recording = await until(async () => {
        const view = await priya.get<ContactView>(`/api/contacts/${contactId}`)
        return view.recordings.find((one) => one.state === 'completed')
      }, 'the recording is not there')
      const [sam, lorna, rep, owen] = await Promise.all(
        ['sam', 'lorna', 'rep', 'owen'].map((name) => world.console(name)),
      )
      if (!sam || !lorna || !rep || !owen) throw new Error('not all signed in')
      const access = `/api/recordings/${recording.id}`
      expect((await sam.try('GET', recording.url)).body).to.include({ reason: 'not-your-recording' })
      expect((await sam.get<RecordingAccessView>(access)).listen.allowed).to.equal(false)
      expect((await rep.try('GET', recording.url)).status).to.equal(403)

      expect((await lorna.file(recording.url)).length).to.be.greaterThan(44)
      const read = await priya.get<RecordingAccessView>(access)
      expect(read.listen.allowed).to.equal(true)
      expect(read.listens[0]?.by).to.match(/^Lorna/)
      const own = await priya.get<ListensView>('/api/listens')
      const all = await rep.get<ListensView>('/api/listens')
      expect([own.isAll, all.isAll]).to.deep.equal([false, true])
      expect(own.items[0]?.by).to.match(/^Lorna/)
      expect(all.items[0]?.agent).to.match(/^Priya/)
      expect((await sam.get<ListensView>('/api/listens')).items).to.deep.equal([])

      world.clock.push(181 * 86_400_000)
      // Sessions have ended meanwhile.
      const later = await world.console('lorna')
      expect((await later.try('GET', recording.url)).body).to.include({ reason: 'recording-expired' })
      await world.app().tick()
      await until(
        async () => world.simulator.timeline().some((e) => e.summary.startsWith('DELETE /Recordings/')),
        'it is still kept at Twilio',
      )
      const view = await later.get<ContactView>(`/api/contacts/${contactId}`)
      expect(view.recordings.map(({ state }) => state)).to.deep.equal(['expired'])
    })
  })
}
