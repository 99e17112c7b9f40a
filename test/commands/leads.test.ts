import { expect } from 'chai'
import { openLead, settleLead } from '../../server/commands/open-lead.ts'
import { joinPathView, leadsView } from '../../server/views/lead-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('leads', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: desk.now },
    })
    const begin = async (change: Partial<Parameters<typeof openLead>[2]> = {}) => {
      const { contactId } = await desk.waitingCall()
      const answer = await desk.run(
        openLead,
        {
          contactId,
          personId: demo.priya,
          name: ' Rosa Lima ',
          number: '07700 900555',
          workplace: 'Harbour Parcels',
          about: '',
          hasConsent: true,
          ...change,
        },
        demo.priya,
      )
      return { contactId, answer }
    }
    const leadOf = async (contactId: string) => (await joinPathView(deps(), contactId))?.lead ?? null

    it('two leads go to two officials, each promised within an hour of open lines', async () => {
      const one = await begin()
      const two = await begin()
      granted(one.answer)
      granted(two.answer)
      const leads = [await leadOf(one.contactId), await leadOf(two.contactId)]
      expect(new Set(leads.map((lead) => lead?.organiser?.id)).size).to.equal(2)
      expect(leads[0]).to.include({ name: 'Rosa Lima', dueAt: '2026-11-23T10:03:00.000Z' })
      const { caseId } = await desk.contact(one.contactId)
      const [followUp] = await desk.openFollowUps(caseId ?? '')
      expect(followUp).to.include({ what: 'Ring Rosa Lima about joining', ownerId: leads[0]?.organiser?.id })
    })

    it('in the last half hour of Friday it is promised for Monday', async () => {
      const { contactId } = await desk.waitingCall()
      desk.set('2026-11-27T18:40:00.000Z')
      const answer = await desk.run(
        openLead,
        {
          contactId,
          personId: demo.priya,
          name: 'Rosa',
          number: '07700 900555',
          workplace: '',
          about: '',
          hasConsent: true,
        },
        demo.priya,
      )
      granted(answer)
      expect((await leadOf(contactId))?.dueAt).to.equal('2026-11-30T09:10:00.000Z')
    })

    it('without their yes, a name and a number that can be rung there is none, and nothing is kept', async () => {
      const before = await desk.count('leads', { state: 'open' })
      expect((await begin({ hasConsent: false })).answer).to.deep.equal({ refused: 'consent-required' })
      expect((await begin({ name: ' ', number: '999' })).answer).to.have.nested.property('fields.length', 2)
      expect(await desk.count('leads', { state: 'open' })).to.equal(before)
    })

    it('for a member there is none', async () => {
      const { contactId } = await desk.waitingCall('+447700900117')
      expect((await joinPathView(deps(), contactId))?.open).to.include({ reason: 'already-member' })
    })

    it('whoever joined is counted, once', async () => {
      const { contactId } = await begin()
      const lead = await leadOf(contactId)
      const settle = (as: 'joined' | 'not-now') =>
        desk.run(settleLead, { leadId: lead?.id ?? '', personId: demo.marcus, version: 1, as }, demo.marcus)
      granted(await settle('joined'))
      expect(await settle('not-now')).to.deep.equal({ refused: 'stale-version' })
      expect(await leadsView(deps())).to.include({ joined: 1, notNow: 0 })
    })
  })
})
