import { expect } from 'chai'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { PhoneView } from '../../server/contract/phone-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const)
  describe(`an agent rings a member (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    after(() => world.close())

    it('is in first, the member sees a number of ours, both hear each other, and it stands on the case', async () => {
      const priya = await world.agent('priya')
      const { items } = await priya.get<{ items: { id: string; name: string }[] }>(
        '/api/members?q=Aisha%20Khan',
      )
      const rings = world.simulator.phone('+447700900117').waitForRing()
      const { call: asked } = await priya.send<PhoneView>('POST', '/api/phone/dial', {
        number: '07700 900117',
        memberId: items[0]?.id,
        reason: 'the hearing on Thursday',
      })
      expect(asked).to.include({ state: 'connecting', isDialled: true })
      const contactId = asked?.contactId ?? ''
      await priya.softphone.join(contactId)
      const theirs = await rings
      expect(world.simulator.timeline().some((e) => e.summary.includes(serviceLine))).to.equal(true)
      theirs.answer()
      await until(async () => (await priya.phone()).call?.state === 'connected', 'they are not connected')
      priya.softphone.tone(700, 800)
      await until(async () => hasTone(theirs.audio({ lastMs: 200 }), 700), 'Aisha does not hear Priya')
      void theirs.tone(440, 800)
      await until(async () => hasTone(priya.softphone.heard(200), 440), 'Priya does not hear Aisha')
      theirs.hangUp()
      await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'Priya is not in wrap-up')
      const contact = await priya.get<ContactView>(`/api/contacts/${contactId}`)
      const page = await priya.get<CaseView>(`/api/cases/${contact.case?.id}`)
      const entry = page.timeline.find((e) => e.contactId === contactId)
      expect(entry?.heading).to.match(/^Call out about the hearing on Thursday, \d+ s$/)
      await world.staysQuiet()
    })

    it('does not answer: the agent is free again and told', async () => {
      const sam = await world.agent('sam')
      const phone = world.simulator.phone('+447700900555')
      phone.whenRung('busy')
      const { call: asked } = await sam.send<PhoneView>('POST', '/api/phone/dial', {
        number: '+447700900555',
        reason: 'the form',
      })
      // Busy at once can be before Sam's own sound is there: then the leg simply ends.
      await sam.softphone.join(asked?.contactId ?? '').catch(() => undefined)
      await until(async () => (await sam.phone()).call === null, 'Sam is still in the call')
      const contact = await sam.get<ContactView>(`/api/contacts/${asked?.contactId}`)
      expect(contact).to.include({ state: 'ended', result: 'not-reached' })
      await world.staysQuiet()
    })
  })
