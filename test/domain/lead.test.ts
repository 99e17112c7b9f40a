import { expect } from 'chai'
import { openLead, organiserFor, settleLead } from '../../server/domain/lead.ts'

const at = '2026-10-06T08:12:00.000Z'
const given = {
  id: 'l',
  contactId: 'c',
  caseId: 'k',
  name: 'Rosa Lima',
  number: '+447700900555',
  workplace: '',
  about: '',
  organiserId: null,
  dueAt: at,
  hasConsent: true,
  by: 'p',
  at,
}
const opened = () => {
  const lead = openLead(given)
  if ('refused' in lead) throw new Error(lead.refused)
  return lead.next
}

describe('somebody who is no member yet', () => {
  it('without their yes there is no lead', () => {
    expect(openLead({ ...given, hasConsent: false })).to.eql({ refused: 'consent-required' })
    expect(opened()).to.include({ state: 'open', consentAt: at, consentBy: 'p' })
  })

  for (const as of ['joined', 'not-now'] as const)
    it(`is settled once as ${as}, by whoever saw the newest`, () => {
      const settled = settleLead(opened(), { as, version: 1, by: 'q', at })
      if ('refused' in settled) throw new Error(settled.refused)
      expect(settled.next).to.include({ state: as, settledBy: 'q', version: 2 })
      expect(settleLead(opened(), { as, version: 2, by: 'q', at })).to.eql({ refused: 'stale-version' })
      expect(settleLead(settled.next, { as, version: 2, by: 'q', at })).to.eql({ refused: 'lead-settled' })
    })

  it('goes to whoever has the fewest, the first of equals, and to nobody where nobody organises', () => {
    expect(
      organiserFor([
        { id: 'b', open: 1 },
        { id: 'a', open: 1 },
        { id: 'c', open: 2 },
      ]),
    ).to.equal('a')
    expect(
      organiserFor([
        { id: 'a', open: 1 },
        { id: 'b', open: 0 },
      ]),
    ).to.equal('b')
    expect(organiserFor([])).to.equal(null)
  })
})
