import { expect } from 'chai'
import { textPurposeWords } from '../../server/contract/line-words.ts'
import {
  type OptOut,
  stoppedSince,
  type TextPurpose,
  textPurposes,
} from '../../server/domain/text-purpose.ts'
import { stillCaseTexts } from '../../server/domain/wording.ts'

const stop = (purpose: TextPurpose): OptOut => ({
  phoneId: 'p',
  ourNumber: `+44${purpose}`,
  purpose,
  at: '2026-11-01',
})

describe('texts stopped by purpose', () => {
  const since = (purpose: TextPurpose, optOuts: OptOut[], stoppedAll: string | null = null) =>
    stoppedSince(purpose, { stoppedAll, optOuts })

  it('a STOP for campaigns stops campaigns alone; one for cases stops everything', () => {
    expect(since('campaign', [stop('campaign')])).to.equal('2026-11-01')
    expect(since('survey', [stop('campaign')])).to.equal(null)
    expect(since('case', [stop('campaign'), stop('survey')])).to.equal(null)
    for (const purpose of ['case', 'campaign', 'survey'] as const)
      expect(since(purpose, [], '2026-11-02'), purpose).to.equal('2026-11-02')
  })

  it('has the same words on every screen, and says the choice in one part', () => {
    expect(textPurposeWords).to.deep.equal(textPurposes)
    expect(stillCaseTexts()).to.match(/your own matter still come from this number.*Reply STOP here/)
    expect(stillCaseTexts().length).to.be.at.most(160)
  })
})
