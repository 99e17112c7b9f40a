import { expect } from 'chai'
import { menuWords, standardMenu } from '../../server/domain/menu.ts'
import { segments } from '../../server/domain/sms-text.ts'
import * as wording from '../../server/domain/wording.ts'

const zone = 'Europe/London'
const bankHoliday = { opensAt: '2026-09-01T07:30:00.000Z', now: '2026-08-31T10:00:00.000Z', zone }
const never = { ...bankHoliday, opensAt: null }

describe('what a caller hears', () => {
  it('is told when the line opens, on a bank holiday and on an ordinary evening', () => {
    expect(wording.closedLine({ ...bankHoliday, because: 'bank-holiday' })).to.equal(
      'Today is a bank holiday and our lines are closed; we open Tuesday at half past eight.',
    )
    expect(wording.closedLine({ ...bankHoliday, because: 'hours' })).to.equal(
      'Our lines are closed now; we open Tuesday at half past eight.',
    )
    expect(wording.closedLine({ ...never, because: 'hours' })).to.equal('Our lines are closed now.')
  })

  it('is told the place in words, and a wait only when there is one to tell', () => {
    const say = (position: number, from?: number, to?: number) =>
      wording.queuePosition({
        position,
        waitMinutes: from === undefined || to === undefined ? null : { from, to },
      })
    expect(say(3)).to.equal('You are third in the queue.')
    expect(say(1)).to.equal('You are first in the queue.')
    expect(say(20)).to.equal('You are twentieth in the queue.')
    expect(say(21)).to.equal('You are number 21 in the queue.')
    expect(say(5, 9, 12)).to.equal('You are fifth in the queue. The wait is about 9 to 12 minutes.')
    expect(say(2, 4, 4)).to.equal('You are second in the queue. The wait is about 4 minutes.')
    expect(say(1, 0, 1)).to.equal('You are first in the queue. The wait is about one minute.')
  })

  it('is told the truth when nobody is there, and when the day ended', () => {
    expect(wording.nobodySignedIn(bankHoliday)).to.contain('at the latest Tuesday at half past eight')
    expect(wording.notReachedToday(bankHoliday)).to.contain('after we open Tuesday at half past eight')
    expect(wording.nobodySignedIn(never)).not.to.contain('null')
    expect(wording.notReachedToday(never)).to.contain('We will ring you back')
  })

  it('is asked for a number after a withheld one', () => {
    expect(wording.voicemailPrompt({ isWithheld: true })).to.contain('a number we may ring')
    expect(wording.voicemailPrompt({ isWithheld: false })).not.to.contain('number')
  })

  it('hears the line’s own greeting, or a safe one', () => {
    expect(wording.greeting({ greeting: ' Good day. ' })).to.equal('Good day.')
    expect(wording.greeting({ greeting: '  ' })).to.equal('Hello, and thank you for calling.')
    expect(wording.greeting(null)).to.equal('Hello, and thank you for calling.')
  })

  it('hears these words exactly when the line breaks', () => {
    expect(wording.reconnecting()).to.equal('Please stay on the line, we are reconnecting you')
  })
})

describe('what a member reads', () => {
  const promisedHour = {
    from: '2027-09-22T07:30:00.000Z',
    until: '2027-09-22T08:30:00.000Z',
    now: '2026-10-06T08:00:00.000Z',
    zone: 'Europe/London',
  }
  const texts = () => [
    wording.callbackText({ ...promisedHour, now: promisedHour.until }),
    wording.callbackText(promisedHour),
    wording.callbackLater(promisedHour),
    wording.couldNotReach({ number: '+442079460900' }),
    wording.missedCallText({ number: '+442079460900' }),
    wording.outOfHoursReply(bankHoliday),
    wording.outOfHoursReply({ ...bankHoliday, opensAt: '2026-12-29T08:30:00.000Z' }),
    wording.outOfHoursReply(never),
    wording.helpReply({ lineName: 'Text line' }),
    wording.helpReply({ lineName: 'Text line', voiceNumber: '020 7946 0900', hours: 'Mon-Fri 8.30-7' }),
    wording.referenceText({ caseNumber: 10482, next: 'Marcus calls you Wed 14:00' }),
    wording.referenceText({ caseNumber: 10482, next: null }),
  ]

  it('says when we are back, in figures', () => {
    expect(wording.outOfHoursReply(bankHoliday)).to.equal(
      'Thank you for your text. We are closed now. We open Tuesday 08:30 and will answer then.',
    )
  })

  it('carries the reference plainly, and in full to quote', () => {
    expect(wording.referenceText({ caseNumber: 10482, next: 'Marcus calls you Wed 14:00.' })).to.equal(
      'Ref CX-10482. Next: Marcus calls you Wed 14:00. Please quote CX-10482-U.',
    )
  })

  it('costs one part each', () => {
    for (const text of texts()) expect(segments(text), text).to.include({ encoding: 'GSM-7', segments: 1 })
  })

  // A greeting and a menu are spoken to somebody who rang us; a text and a voicemail prompt may reach others.
  const revealing =
    /\b(union|member|branch|case|rep|steward|dismiss|grievance|disciplin|employer|strike|hearing)/i
  it('reveals nothing on a lock screen', () => {
    for (const text of texts()) expect(text).not.to.match(revealing)
    for (const spoken of [
      wording.closedLine({ ...bankHoliday, because: 'override' }),
      wording.voicemailThanks(),
    ])
      expect(spoken).not.to.match(revealing)
    expect(menuWords(standardMenu), 'control: the menu does speak of cases').to.match(revealing)
  })
})
