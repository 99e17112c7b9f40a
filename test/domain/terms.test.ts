import { expect } from 'chai'
import { isAgreement, termsText } from '../../server/domain/terms.ts'

describe('terms of representation', () => {
  for (const body of [
    'AGREE',
    ' agree.',
    'I agree',
    'Agreed',
    'i accept',
    'AGREE CX-10482',
    'Agree cx 10482-U',
    '“I agree to the terms”',
  ])
    it(`“${body}” accepts`, () => {
      expect(isAgreement(body)).to.equal(true)
    })
  for (const body of [
    '',
    'yes',
    'I agree with what you said on Tuesday',
    'I do not agree',
    'disagree',
    'agree?? what is this about',
    'Do I agree',
  ])
    it(`“${body}” does not`, () => {
      expect(isAgreement(body)).to.equal(false)
    })
  it('are sent with the case they are for and how to answer', () => {
    expect(termsText({ caseNumber: 10482, words: 'We act for you.' })).to.equal(
      'CX-10482: before we act for you, please read this.\nWe act for you.\nReply AGREE to accept, or write here what is unclear.',
    )
  })
})
