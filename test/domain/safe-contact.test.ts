import { expect } from 'chai'
import {
  type BlockedBecause,
  type ContactWay,
  mayContact,
  mayEmail,
  type NumberFacts,
  type SafeContact,
  safeContactTroubles,
  safeContactWords,
} from '../../server/domain/safe-contact.ts'

const rules = (given: Partial<SafeContact> = {}): SafeContact => ({
  memberId: 'm',
  version: 1,
  isDiscreet: false,
  notAtWork: false,
  textOnly: false,
  noVoicemail: false,
  onlySafeNumbers: false,
  neutralSender: false,
  noEmployerEmail: false,
  codeWord: null,
  hours: [],
  numbers: {},
  changedBy: 'p',
  changedAt: '2026-11-01T09:00:00.000Z',
  ...given,
})
const number = (
  given: Partial<NumberFacts> & { label?: string; rules?: SafeContact | null } = {},
): NumberFacts => ({
  unsafeBecause: null,
  isOptedOut: false,
  owners: [{ phoneId: 'phone', label: given.label ?? 'mobile', rules: given.rules ?? null }],
  ...given,
})
const afternoon = '2026-11-23T14:00:00.000Z'
const blocked = (facts: NumberFacts, way: ContactWay = 'call', at = afternoon): BlockedBecause | null => {
  const answer = mayContact(facts, { way, at })
  return answer.may ? null : answer.because
}
const noRule = { isSafe: false, noCalls: false, noTexts: false, noVoicemail: false }

describe('may we contact this number now', () => {
  it('anybody who asked for nothing may be rung and texted at any hour', () => {
    for (const way of ['call', 'text', 'voicemail'] as const)
      expect(blocked(number(), way, '2026-11-23T03:00:00.000Z')).to.equal(null)
  })

  it('a work number at 14:00 is blocked for who is not to be rung at work, and rung for who said nothing', () => {
    const facts = number({ label: 'Work', rules: rules({ notAtWork: true }) })
    expect(blocked(facts)).to.equal('work-number')
    expect(blocked(number({ label: 'work', rules: rules() }))).to.equal(null)
    expect(blocked(number({ label: 'homework club', rules: rules({ notAtWork: true }) }))).to.equal(null)
  })

  it('a discreet member is never contacted at work, and nothing names the union', () => {
    expect(blocked(number({ label: 'work', rules: rules({ isDiscreet: true }) }), 'text')).to.equal(
      'work-number',
    )
    const { manner } = mayContact(number({ rules: rules({ isDiscreet: true }) }), {
      way: 'call',
      at: afternoon,
    })
    expect(manner).to.include({ nameUnion: false, sender: 'neutral' })
  })

  it('after 18:00 begins at 18:00 to the minute, in summer as in winter', () => {
    const facts = number({ rules: rules({ hours: [{ weekdays: [], from: '18:00', until: '24:00' }] }) })
    expect(blocked(facts, 'call', '2026-11-23T17:59:59.999Z')).to.equal('outside-safe-hours')
    expect(blocked(facts, 'call', '2026-11-23T18:00:00.000Z')).to.equal(null)
    expect(blocked(facts, 'call', '2026-07-23T16:59:59.999Z')).to.equal('outside-safe-hours')
    expect(blocked(facts, 'text', '2026-07-23T17:00:00.000Z')).to.equal(null)
  })

  it('says when it is next safe: the next such hour of the week, also of two who share the number', () => {
    const evenings = rules({ hours: [{ weekdays: [2, 4], from: '18:00', until: '21:00' }] })
    const answer = mayContact(number({ rules: evenings }), { way: 'call', at: afternoon })
    expect(answer).to.include({ may: false, safeFrom: '2026-11-24T18:00:00.000Z' })
    const other = rules({ hours: [{ weekdays: [], from: '19:30', until: '22:00' }] })
    const both = {
      ...number(),
      owners: [evenings, other].map((one) => ({ phoneId: 'phone', label: 'home', rules: one })),
    }
    expect(mayContact(both, { way: 'call', at: afternoon })).to.include({
      safeFrom: '2026-11-24T19:30:00.000Z',
    })
    const never = rules({ hours: [{ weekdays: [], from: '08:00', until: '09:00' }] })
    const apart = {
      ...both,
      owners: both.owners.map((one, at) => (at === 0 ? one : { ...one, rules: never })),
    }
    expect(mayContact(apart, { way: 'call', at: afternoon })).to.include({ safeFrom: null })
  })

  it('offers what is open instead', () => {
    const answer = mayContact(number({ rules: rules({ textOnly: true }) }), { way: 'call', at: afternoon })
    expect(answer).to.deep.include({ may: false, because: 'text-only', instead: ['text'] })
  })

  it('no voicemail still lets it ring, and says so', () => {
    const facts = number({ rules: rules({ noVoicemail: true }) })
    expect(blocked(facts, 'voicemail')).to.equal('no-voicemail')
    const answer = mayContact(facts, { way: 'call', at: afternoon })
    expect(answer.may).to.equal(true)
    expect(answer.manner.leaveVoicemail).to.equal(false)
  })

  it('only numbers marked safe: one that is not marked is blocked by every way', () => {
    const safe = rules({ onlySafeNumbers: true, numbers: { phone: { ...noRule, isSafe: true } } })
    expect(blocked(number({ rules: safe }))).to.equal(null)
    for (const way of ['call', 'text', 'voicemail'] as const)
      expect(blocked(number({ rules: rules({ onlySafeNumbers: true }) }), way)).to.equal('not-a-safe-number')
  })

  it('a number that takes no calls takes texts, and the other way round', () => {
    const noCalls = rules({ numbers: { phone: { ...noRule, noCalls: true } } })
    expect([blocked(number({ rules: noCalls })), blocked(number({ rules: noCalls }), 'text')]).to.eql([
      'no-calls',
      null,
    ])
    const noTexts = rules({ numbers: { phone: { ...noRule, noTexts: true } } })
    expect([blocked(number({ rules: noTexts }), 'text'), blocked(number({ rules: noTexts }))]).to.eql([
      'no-texts',
      null,
    ])
  })

  it('of two who share a number the strictest counts, and neither hears the other’s code word', () => {
    const facts = {
      ...number(),
      owners: [
        { phoneId: 'phone', label: 'home', rules: null },
        {
          phoneId: 'phone',
          label: 'home',
          rules: rules({ isDiscreet: true, textOnly: true, codeWord: 'heron' }),
        },
      ],
    }
    expect(blocked(facts)).to.equal('text-only')
    expect(mayContact(facts, { way: 'text', at: afternoon }).manner).to.include({
      nameUnion: false,
      codeWord: null,
    })
    expect(
      mayContact(number({ rules: rules({ codeWord: 'heron' }) }), { way: 'call', at: afternoon }).manner
        .codeWord,
    ).to.equal('heron')
  })

  it('an opt-out of texts is overridden by nobody; all other blocks by a person with a reason', () => {
    const optedOut = number({ isOptedOut: true })
    expect(mayContact(optedOut, { way: 'text', at: afternoon })).to.include({ mayOverride: false })
    expect(mayContact(optedOut, { way: 'call', at: afternoon })).to.include({ mayOverride: true })
    expect(
      mayContact(number({ unsafeBecause: 'shared at home' }), { way: 'text', at: afternoon }),
    ).to.include({
      because: 'marked-unsafe',
      mayOverride: true,
    })
  })

  it('an address of the employer is written to only where nobody minds', () => {
    const domains = ['northside.test']
    const minds = rules({ noEmployerEmail: true })
    expect(mayEmail(minds, 'a.khan@Northside.test', domains).may).to.equal(false)
    expect(mayEmail(minds, 'a.khan@mail.northside.test', domains).may).to.equal(false)
    expect(mayEmail(minds, 'a.khan@notnorthside.test', domains).may).to.equal(true)
    expect(mayEmail(rules({ isDiscreet: true }), 'a@northside.test', domains).may).to.equal(false)
    expect(mayEmail(null, 'a.khan@northside.test', domains).may).to.equal(true)
  })

  it('reads as words, and never the code word itself', () => {
    const words = safeContactWords(
      rules({
        isDiscreet: true,
        textOnly: true,
        hours: [{ weekdays: [1, 3], from: '18:00', until: '24:00' }],
        codeWord: 'heron',
      }),
    )
    expect(words).to.eql([
      'Discreet: never name the union',
      'Text only',
      'Only Mon, Wed after 18:00',
      'Has a code word',
    ])
  })

  it('rules that could never be met are refused beside their field', () => {
    const wrong = {
      hours: [{ weekdays: [], from: '18:00', until: '17:00' }],
      codeWord: null,
      numbers: {},
      onlySafeNumbers: true,
    }
    expect(safeContactTroubles(wrong).map(({ field }) => field)).to.eql(['hours.0', 'onlySafeNumbers'])
    expect(
      safeContactTroubles(rules({ hours: [{ weekdays: [], from: '6pm', until: '21:00' }] })),
    ).to.have.lengthOf(1)
    expect(safeContactTroubles(rules())).to.eql([])
  })
})
