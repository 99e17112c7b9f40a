import { expect } from 'chai'
import { segments } from '../../server/domain/sms-text.ts'
import { type CaseStanding, isStatusRequest, statusReply } from '../../server/domain/status-request.ts'

const one: CaseStanding = {
  reference: 'CX-10482',
  ownerFirstName: 'Marcus',
  nextStep: 'Write to payroll.',
  promised: 'Wednesday 14:00',
}

describe('STATUS by text', () => {
  it('is the one word, however it is typed, and nothing else', () => {
    for (const body of ['STATUS', 'status', ' Status! ', '"status"'])
      expect(isStatusRequest(body), body).to.equal(true)
    for (const body of ['', 'status please', 'My employment status', 'STATUS?ok'])
      expect(isStatusRequest(body), body).to.equal(false)
  })

  it('is two lines for one case: who, what, when, and how to go on', () => {
    const reply = statusReply([one], false)
    expect(reply).to.equal(
      'CX-10482 with Marcus. Next: Write to payroll, by Wednesday 14:00.\nReply here to add or correct something.',
    )
    expect(segments(reply)).to.include({ encoding: 'GSM-7', segments: 1 })
  })

  it('leaves out what is not known, and says neither person nor step to who asked for discretion', () => {
    expect(statusReply([{ ...one, ownerFirstName: null, nextStep: null, promised: null }], false)).to.match(
      /^CX-10482 in our queue\./,
    )
    const discreet = statusReply([one], true)
    expect(discreet).to.match(/^CX-10482: we are on it, by Wednesday 14:00\./)
    expect(discreet).not.to.match(/Marcus|payroll/)
    expect(statusReply([], true)).to.match(/Nothing is open/)
  })

  it('tells of three cases and how many more there are; a long step is cut', () => {
    const many = statusReply([one, one, one, one, one], false).split('\n')
    expect(many).to.have.lengthOf(4)
    expect(many.at(-1)).to.match(/^And 2 more\./)
    const long = statusReply([{ ...one, nextStep: 'a'.repeat(61) }], false)
    expect(long).to.include(`${'a'.repeat(57)}...,`)
    expect(statusReply([{ ...one, nextStep: 'a'.repeat(60) }], false)).to.include(`${'a'.repeat(60)},`)
  })
})
