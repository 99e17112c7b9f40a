import { expect } from 'chai'
import { calendarCovers, type Division, holidayOn } from '../../server/domain/bank-holidays.ts'
import {
  addOpenMinutes,
  type DayOverride,
  lineState,
  nextOpening,
  type OpeningHours,
  type WeekPeriod,
} from '../../server/domain/opening-hours.ts'
import { spokenOpening, spokenTime, writtenOpening } from '../../server/domain/spoken-time.ts'
import { UK_BANK_HOLIDAYS } from '../../server/domain/uk-bank-holidays.ts'
import vectors from './vectors.json' with { type: 'json' }

const weekdays = (opens = '08:30', closes = '19:00'): WeekPeriod[] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }))

const line = (given: Partial<OpeningHours> = {}): OpeningHours => ({
  zone: 'Europe/London',
  periods: weekdays(),
  division: 'england-and-wales',
  overrides: [],
  ...given,
})
const english = line()
const scottish = line({ division: 'scotland' })
const irish = line({ division: 'northern-ireland' })
const withOverride = (override: DayOverride) => line({ overrides: [override] })

const stateOf = (hours: OpeningHours, at: string) => lineState(hours, UK_BANK_HOLIDAYS, at)
const isOpen = (hours: OpeningHours, at: string) => stateOf(hours, at).open
const iso = (at: string) => new Date(at).toISOString()

describe('bank holidays', () => {
  it('hold exactly the days GOV.UK lists for each nation', () => {
    for (const division of ['england-and-wales', 'scotland', 'northern-ireland'] satisfies Division[]) {
      const shipped = UK_BANK_HOLIDAYS.divisions[division].map(({ date, substitute }) => ({
        date,
        substitute,
      }))
      const published = vectors.bankHolidays.divisions[division].map(({ date, substitute }) => ({
        date,
        substitute,
      }))
      expect(shipped, division).to.deep.equal(published)
    }
  })

  it('keep 3 August 2026 for Scotland and 31 August 2026 for England and Wales', () => {
    expect(holidayOn(UK_BANK_HOLIDAYS, 'scotland', '2026-08-03')?.title).to.equal('Summer bank holiday')
    expect(holidayOn(UK_BANK_HOLIDAYS, 'england-and-wales', '2026-08-03')).to.equal(null)
    expect(holidayOn(UK_BANK_HOLIDAYS, 'scotland', '2026-08-31')).to.equal(null)
    expect(holidayOn(UK_BANK_HOLIDAYS, null, '2026-12-25')).to.equal(null)
  })

  it('know where their knowledge ends', () => {
    expect(calendarCovers(UK_BANK_HOLIDAYS, '2028-12-31')).to.equal(true)
    expect(calendarCovers(UK_BANK_HOLIDAYS, '2029-01-01')).to.equal(false)
  })
})

describe('opening hours', () => {
  const byCalendar = { EW: english, S: scottish, NI: irish }

  for (const vector of vectors.openingHours.isOpen) {
    it(`gives the published answer at ${vector.at}`, () => {
      expect({
        EW: isOpen(english, vector.at),
        S: isOpen(scottish, vector.at),
        NI: isOpen(irish, vector.at),
      }).to.deep.equal({ EW: vector.EW, S: vector.S, NI: vector.NI })
    })
  }

  for (const { from, calendar, next } of vectors.openingHours.nextOpening) {
    it(`finds the published next opening after ${from} (${calendar})`, () => {
      const hours = calendar === 'S' ? byCalendar.S : byCalendar.EW
      expect(nextOpening(hours, UK_BANK_HOLIDAYS, from)).to.equal(iso(next))
    })
  }

  for (const { from, minutes, expected } of vectors.openingHours.addWorkingMinutes) {
    it(`counts ${minutes} open minutes from ${from} over a holiday and a clock change`, () => {
      expect(addOpenMinutes(english, UK_BANK_HOLIDAYS, from, minutes)).to.equal(iso(expected))
    })
  }

  it('is exact to the second at both ends, in winter, in summer and next to both clock changes', () => {
    // Monday after each change; the UTC opening time moves by an hour, the local one does not.
    for (const [opens, closes] of [
      ['2026-03-27T08:30:00Z', '2026-03-27T19:00:00Z'],
      ['2026-03-30T07:30:00Z', '2026-03-30T18:00:00Z'],
      ['2026-10-23T07:30:00Z', '2026-10-23T18:00:00Z'],
      ['2026-10-26T08:30:00Z', '2026-10-26T19:00:00Z'],
    ] as const) {
      const secondBefore = (at: string) => new Date(Date.parse(at) - 1000).toISOString()
      expect(isOpen(english, secondBefore(opens)), `before ${opens}`).to.equal(false)
      expect(stateOf(english, opens)).to.deep.equal({ open: true, closesAt: iso(closes) })
      expect(isOpen(english, secondBefore(closes)), `before ${closes}`).to.equal(true)
      expect(isOpen(english, closes), closes).to.equal(false)
    }
  })

  it('would be caught by these instants if it compared in UTC (control)', () => {
    const openInUtc = (at: string) => at.slice(11, 19) >= '08:30:00' && at.slice(11, 19) < '19:00:00'
    expect(openInUtc('2026-03-30T07:30:00Z')).not.to.equal(isOpen(english, '2026-03-30T07:30:00Z'))
    expect(openInUtc('2026-03-30T18:00:00Z')).not.to.equal(isOpen(english, '2026-03-30T18:00:00Z'))
  })

  it('closes the English line on 31 August 2026 and says Tuesday, while the Scottish line is open', () => {
    const at = '2026-08-31T10:00:00Z'
    expect(stateOf(english, at)).to.deep.equal({
      open: false,
      opensAt: '2026-09-01T07:30:00.000Z',
      because: 'bank-holiday',
      holidayTitle: 'Summer bank holiday',
    })
    expect(stateOf(scottish, at).open).to.equal(true)
    expect(spokenOpening('2026-09-01T07:30:00.000Z', at, 'Europe/London')).to.equal(
      'Tuesday at half past eight',
    )
  })

  it('says "hours" on an ordinary evening and on a weekend', () => {
    expect(stateOf(english, '2026-11-20T19:00:00Z')).to.deep.equal({
      open: false,
      opensAt: '2026-11-23T08:30:00.000Z',
      because: 'hours',
    })
    expect(stateOf(english, '2026-11-22T12:00:00Z')).to.deep.equal({
      open: false,
      opensAt: '2026-11-23T08:30:00.000Z',
      because: 'hours',
    })
  })

  it('closes for lunch between two periods of a day', () => {
    const hours = line({ periods: [...weekdays('08:30', '12:30'), ...weekdays('13:15', '17:00')] })
    expect(stateOf(hours, '2026-11-20T12:29:59Z')).to.deep.equal({
      open: true,
      closesAt: '2026-11-20T12:30:00.000Z',
    })
    expect(stateOf(hours, '2026-11-20T12:30:00Z')).to.deep.equal({
      open: false,
      opensAt: '2026-11-20T13:15:00.000Z',
      because: 'hours',
    })
    expect(isOpen(hours, '2026-11-20T13:15:00Z')).to.equal(true)
  })

  it('closes early by an override, gives its reason, and only from that moment', () => {
    const hours = withOverride({
      date: '2026-10-07',
      periods: [{ opens: '08:30', closes: '17:00' }],
      reason: 'branch meeting',
    })
    expect(isOpen(hours, '2026-10-07T15:59:59Z')).to.equal(true)
    expect(stateOf(hours, '2026-10-07T16:00:00Z')).to.deep.equal({
      open: false,
      opensAt: '2026-10-08T07:30:00.000Z',
      because: 'override',
      reason: 'branch meeting',
    })
    expect(stateOf(hours, '2026-10-07T18:00:00Z')).to.include({ open: false, because: 'hours' })
    expect(stateOf(hours, '2026-10-07T07:29:59Z')).to.include({ open: false, because: 'hours' })
  })

  it('opens on a bank holiday when an override says so, and closes a whole day by one without periods', () => {
    const strikeDay = withOverride({
      date: '2026-08-31',
      periods: [{ opens: '10:00', closes: '12:00' }],
      reason: 'ballot result',
    })
    expect(stateOf(strikeDay, '2026-08-31T09:00:00Z')).to.deep.equal({
      open: true,
      closesAt: '2026-08-31T11:00:00.000Z',
    })
    const closedDay = withOverride({ date: '2026-11-20', periods: [], reason: 'staff conference' })
    expect(stateOf(closedDay, '2026-11-20T06:00:00Z')).to.deep.equal({
      open: false,
      opensAt: '2026-11-23T08:30:00.000Z',
      because: 'override',
      reason: 'staff conference',
    })
  })

  it('stays open over midnight when the days touch, and finds no closing for a line that never closes', () => {
    const friday = line({
      division: null,
      periods: [
        { weekday: 5, opens: '20:00', closes: '24:00' },
        { weekday: 6, opens: '00:00', closes: '02:00' },
      ],
    })
    expect(stateOf(friday, '2026-11-20T23:00:00Z')).to.deep.equal({
      open: true,
      closesAt: '2026-11-21T02:00:00.000Z',
    })
    expect(nextOpening(friday, UK_BANK_HOLIDAYS, '2026-11-20T23:00:00Z')).to.equal('2026-11-27T20:00:00.000Z')
    const always = line({
      division: null,
      periods: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
    })
    expect(stateOf(always, '2026-03-29T00:30:00Z')).to.deep.equal({ open: true, closesAt: null })
    expect(nextOpening(always, UK_BANK_HOLIDAYS, '2026-03-29T00:30:00Z')).to.equal(null)
  })

  it('opens at the jump when the opening time does not exist, and stays open through the repeated hour', () => {
    const night = line({ division: null, periods: [{ weekday: 7, opens: '01:30', closes: '03:00' }] })
    expect(isOpen(night, '2026-03-29T00:59:59Z')).to.equal(false)
    expect(stateOf(night, '2026-03-29T01:00:00Z')).to.deep.equal({
      open: true,
      closesAt: '2026-03-29T02:00:00.000Z',
    })
    // 01:30 happens twice on 25 October: open from the first, not closed again at the second 01:00.
    expect(isOpen(night, '2026-10-25T00:29:59Z')).to.equal(false)
    expect(isOpen(night, '2026-10-25T00:30:00Z')).to.equal(true)
    expect(isOpen(night, '2026-10-25T01:10:00Z')).to.equal(true)
    const early = line({ division: null, periods: [{ weekday: 7, opens: '00:00', closes: '01:30' }] })
    expect(isOpen(early, '2026-10-25T01:29:59Z')).to.equal(true)
    expect(isOpen(early, '2026-10-25T01:30:00Z')).to.equal(false)
  })

  it('answers null for a line that never opens', () => {
    const never = line({ periods: [] })
    expect(stateOf(never, '2026-11-20T12:00:00Z')).to.deep.equal({
      open: false,
      opensAt: null,
      because: 'hours',
    })
    expect(addOpenMinutes(never, UK_BANK_HOLIDAYS, '2026-11-20T12:00:00Z', 1)).to.equal(null)
  })

  it('treats an unknown zone as a bug, not as a closed line', () => {
    expect(() => stateOf(line({ zone: 'Europe/Nowhere' }), '2026-11-20T12:00:00Z')).to.throw(RangeError)
  })
})

describe('the next opening in words', () => {
  const say = (opensAt: string, now: string) => spokenOpening(opensAt, now, 'Europe/London')

  it('names today, then weekdays for six days, then the date', () => {
    const friday = '2026-11-20T07:00:00Z'
    expect(say('2026-11-20T08:30:00Z', friday)).to.equal('today at half past eight')
    expect(say('2026-11-23T08:30:00Z', friday)).to.equal('Monday at half past eight')
    expect(say('2026-11-26T09:00:00Z', friday)).to.equal("Thursday at nine o'clock")
    expect(say('2026-11-27T09:00:00Z', friday)).to.equal("Friday 27 November at nine o'clock")
  })

  it('counts days on the local calendar: 23:30 UTC in summer is already the next day', () => {
    expect(say('2026-09-01T07:30:00Z', '2026-08-31T22:59:00Z')).to.equal('Tuesday at half past eight')
    expect(say('2026-09-01T07:30:00Z', '2026-08-31T23:00:00Z')).to.equal('today at half past eight')
  })

  it('says midnight with the day that ends in it', () => {
    expect(say('2026-12-26T00:00:00Z', '2026-12-25T10:00:00Z')).to.equal('today at midnight')
    expect(say('2026-12-26T00:00:00Z', '2026-12-24T10:00:00Z')).to.equal('Friday at midnight')
    expect(say('2026-12-24T00:00:00Z', '2026-11-23T10:00:00Z')).to.equal('Wednesday 23 December at midnight')
    expect(say('2026-12-26T00:01:00Z', '2026-12-25T10:00:00Z')).to.match(/^Saturday at /)
  })

  it('is right over the day of 25 hours', () => {
    expect(say('2026-10-26T08:30:00Z', '2026-10-24T23:30:00Z')).to.equal('Monday at half past eight')
  })

  it('says the time as people do', () => {
    expect(
      [
        [8, 0],
        [8, 15],
        [8, 45],
        [9, 5],
        [9, 40],
        [9, 29],
        [11, 45],
        [9, 59],
        [12, 0],
        [12, 30],
        [18, 0],
        [0, 0],
        [0, 30],
      ].map(([hour = 0, minute = 0]) => spokenTime(hour, minute)),
    ).to.deep.equal([
      "eight o'clock",
      'quarter past eight',
      'quarter to nine',
      'five past nine',
      'twenty to ten',
      'twenty-nine minutes past nine',
      'quarter to twelve',
      'one minute to ten',
      'twelve noon',
      'half past twelve in the afternoon',
      "six o'clock in the evening",
      'midnight',
      'half past twelve in the morning',
    ])
  })

  it('is short and in figures for a text', () => {
    const at = '2026-12-24T19:00:00Z'
    expect(writtenOpening('2026-12-29T08:30:00Z', at, 'Europe/London')).to.equal('Tuesday 08:30')
    expect(writtenOpening('2027-01-05T08:30:00Z', at, 'Europe/London')).to.equal('Tue 5 Jan 08:30')
  })
})
