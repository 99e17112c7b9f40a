import { expect } from 'chai'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`J1: a known member with an open case calls (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
    })
    after(() => world.close())

    it('is recognised, heard both ways, and lands on the case with what was said', async () => {
      const marcus = await world.console('marcus')
      await marcus.send('POST', '/api/deadlines/of/demo-case-CX-10482', {
        claim: 'hearing',
        respondent: 'Northside Hospital Trust',
        nation: 'EW',
        triggers: ['2026-10-08'],
        isTriggerCertain: true,
        knownOn: null,
        reason: 'other',
        conciliations: [],
        source: 'Letter of 1 October',
      })
      const priya = await world.agent('priya')
      const aisha = world.simulator.phone('+447700900117')
      const call = aisha.call(serviceLine)
      await call.waitForHeard(/press 1/i)
      await call.press('1')
      const offer = await priya.rings()
      expect(offer.caller).to.include({ kind: 'member', title: 'Aisha Khan' })
      expect(offer.priorityReason).to.equal('hearing in 2 days')
      expect(offer.caller.openCases.map((c) => c.reference)).to.deep.equal(['CX-10482'])
      // A number is a hint: name, branch and case before a word is said, and no membership (F85).
      expect(offer.verified).to.equal('Verified: number match (level 1)')
      const [shown] = offer.caller.members
      expect(shown?.branch).to.be.a('string').and.not.equal('')
      expect(shown).to.include({
        membershipNumber: null,
        status: null,
        employer: null,
        isMembershipHidden: true,
      })

      const live = await priya.answers()
      expect(live.caller.title).to.equal('Aisha Khan')
      priya.softphone.tone(700, 600)
      await until(async () => hasTone(call.audio({ lastMs: 200 }), 700), 'Aisha does not hear Priya')
      void call.tone(440, 600)
      await until(async () => hasTone(priya.softphone.heard(200), 440), 'Priya does not hear Aisha')

      const contact = await priya.get<ContactView>(`/api/contacts/${live.contactId}`)
      expect(contact.case?.reference).to.equal('CX-10482')
      expect(contact.caseRule).to.equal('joined CX-10482: only open case')

      const saved = await priya.send<{ version: number }>('PUT', `/api/contacts/${live.contactId}/notes`, {
        text: 'Hearing on Thursday. Marcus to call.',
        version: contact.notes.version,
      })
      expect(saved.version).to.equal(contact.notes.version + 1)
      call.hangUp()
      await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'Priya is not in wrap-up')
      await priya.send('POST', `/api/contacts/${live.contactId}/finish`, {
        reason: 'discipline',
        outcome: 'case-continues',
        nextStep: 'Marcus calls her',
        nextStepDue: '2026-10-07T13:00:00.000Z',
        nextStepOwnerId: null,
        thenAvailability: null,
      })
      // The member is told the reference, who is in touch and by when; never the words of a note.
      await aisha.waitForText('Ref CX-10482. Next: Priya is in touch by Wednesday 14:00.')
      expect((await priya.phone()).presence).to.include({ occupancy: 'idle', callable: true })
      const page = await priya.get<CaseView>(`/api/cases/${contact.case?.id}`)
      const entry = page.timeline.find((e) => e.contactId === live.contactId)
      expect(entry?.heading).to.match(/^Call in, \d+ s, waited \d+ s$/)
      expect(entry?.body).to.include('Hearing on Thursday').and.include('Next: Marcus calls her')
      expect(page.followUps.some((f) => f.what === 'Marcus calls her')).to.equal(true)
      const board = await (await world.console('lorna')).get<LiveView>('/api/live')
      expect(board.tiles.waiting).to.equal(0)
      await world.staysQuiet()
    })
  })
}
