import { expect } from 'chai'
import { qualityNews } from '../../client/src/features/phone/quality-news.ts'
import { initialSoftphone, type SoftphoneState } from '../../client/src/softphone/softphone-state.ts'

const inCall = (warnings: string[]): SoftphoneState => ({
  ...initialSoftphone,
  leg: { state: 'open', contactId: 'c1', muted: false },
  warnings,
})

describe('what is told of the sound of a call', () => {
  it('is what began and what cleared, once each, and not that somebody is silent', () => {
    const calm = inCall([])
    const bad = inCall(['high-jitter', 'constant-audio-input-level'])
    expect(qualityNews(calm, bad)).to.deep.equal([{ contactId: 'c1', name: 'high-jitter', isOver: false }])
    expect(qualityNews(bad, bad)).to.deep.equal([])
    expect(qualityNews(bad, calm)).to.deep.equal([{ contactId: 'c1', name: 'high-jitter', isOver: true }])
  })

  it('is told of the call that has just been left, and of none outside a call', () => {
    const left: SoftphoneState = { ...initialSoftphone, warnings: [] }
    expect(qualityNews(inCall(['low-mos']), left)).to.deep.equal([
      { contactId: 'c1', name: 'low-mos', isOver: true },
    ])
    expect(qualityNews(left, { ...left, warnings: ['low-mos'] })).to.deep.equal([])
  })
})
