import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import {
  type Conciliation,
  conciliationTroubles,
  extend,
} from '../../server/domain/deadlines/conciliation.ts'
import { lastDay, methods } from '../../server/domain/deadlines/counting.ts'
import { addDays, type Day, daysBetween, isDay } from '../../server/domain/deadlines/day.ts'
import { comesNext } from '../../server/domain/deadlines/deadline.ts'
import { claims, limitNations, ruleFor } from '../../server/domain/deadlines/limit-rules.ts'
import { limitWarnings } from '../../server/domain/deadlines/limit-warnings.ts'
import { type Facts, factTroubles, tribunalLimit } from '../../server/domain/deadlines/tribunal-limit.ts'
import { ukLimitRules } from '../../server/domain/deadlines/uk-limit-rules.ts'
import vectors from './deadlines.vectors.json' with { type: 'json' }

const months = (n: number) => ({ n, unit: 'months', count: 'beginning-with' }) as const
const facts = (given: Partial<Facts> = {}): Facts => ({
  claim: 'unfair-dismissal',
  nation: 'EW',
  triggers: ['2026-07-15'],
  isTriggerCertain: true,
  knownOn: null,
  reason: 'other',
  conciliations: [],
  ...given,
})
const limitOf = (given: Partial<Facts>, marginDays = 7) => {
  const found = tribunalLimit(ukLimitRules, facts(given), { marginDays })
  if (!found) throw new Error('no rule fits')
  return found
}
const byRep = (dayA: Day, dayB: Day | null): Conciliation => ({ dayA, dayB, startedBy: 'rep' })

const anyDay = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2020-01-01', days))
const anyMonths = fc.constantFrom(3, 6)

describe('the day a tribunal claim must be in', () => {
  for (const vector of vectors.tribunal)
    it(`${vector.id}: ${vector.label}`, () => {
      const conciliations = vector.dayA === null ? [] : [byRep(vector.dayA, vector.dayB)]
      const of = (method: (typeof methods)[number]) => lastDay(method, vector.trigger, months(vector.months))
      expect(of('statutory')).to.equal(vector.primary)
      expect(of('back-then-forward')).to.equal(vector.altBackOneDayForward)
      expect(of('naive')).to.equal(vector.naiveSubDayAddMonths)
      expect(extend({ primary: vector.primary, trigger: vector.trigger }, conciliations).limit).to.equal(
        vector.expected,
      )
    })

  it('differs between the ways of counting on as many days of 2026 to 2028 as were counted by hand', () => {
    const days = Array.from({ length: 1096 }, (_, n) => addDays('2026-01-01', n))
    const differing = (method: (typeof methods)[number], n: number) =>
      days.filter((day) => lastDay(method, day, months(n)) !== lastDay('statutory', day, months(n))).length
    expect([differing('back-then-forward', 3), differing('back-then-forward', 6)]).to.deep.equal([9, 15])
    expect([differing('naive', 3), differing('naive', 6)]).to.deep.equal([14, 20])
  })

  it('is 1 May 2022 for a dismissal on 2 February 2022', () => {
    expect(limitOf({ triggers: ['2022-02-02'] }).limit).to.equal('2022-05-01')
  })

  it('is 14 October 2026 for one on 15 July, and 18 November with conciliation of 35 days', () => {
    expect(limitOf({}).limit).to.equal('2026-10-14')
    const extended = limitOf({ conciliations: [byRep('2026-09-01', '2026-10-06')] })
    expect(extended.limit).to.equal('2026-11-18')
    expect(extended.extension.daysAdded).to.equal(35)
    expect(extended.steps.join(' ')).to.include('35 days').and.to.include('18 November 2026')
  })

  it('changes with the law on 1 October 2026, and not a day before', () => {
    expect(limitOf({ triggers: ['2026-09-30'] }).limit).to.equal('2026-12-29')
    const first = limitOf({ triggers: ['2026-10-01'] }, 0)
    expect(first.limit).to.equal('2027-03-31')
    expect(first.ruleId).to.equal('unfair-dismissal-gb-6m')
    expect(limitOf({ triggers: ['2026-10-01'], nation: 'NI' }).limit).to.equal('2026-12-31')
  })

  it('leads with the shorter where the law is only reported, and says so', () => {
    for (const [nation, day] of [
      ['EW', '2026-10-01'],
      ['S', '2026-11-09'],
    ] as const) {
      const found = limitOf({ claim: 'breach-of-contract', nation, triggers: [day] })
      expect(found.ruleId).to.match(/-3m$/)
      expect(found.steps.join(' ')).to.include('shorter')
    }
    const confirmed = ukLimitRules.map((rule) =>
      rule.id === 'breach-of-contract-s-6m'
        ? { ...rule, status: 'in-force' as const, verifiedBy: 'A lawyer' }
        : rule,
    )
    const found = tribunalLimit(
      confirmed,
      facts({ claim: 'breach-of-contract', nation: 'S', triggers: ['2026-11-09'] }),
      { marginDays: 0 },
    )
    expect([found?.limit, found?.target]).to.deep.equal(['2027-05-08', '2027-05-08'])
  })

  it('works to the earliest of all counts, and of the rule before while nobody has verified the new one', () => {
    const found = limitOf({ triggers: ['2026-10-01'] }, 7)
    expect(found.ifRuleBefore).to.deep.equal({ ruleId: 'unfair-dismissal-gb-3m', limit: '2026-12-31' })
    expect(found.target).to.equal(addDays('2026-12-31', -7))
    expect(limitOf({ triggers: ['2026-11-29'], nation: 'NI' }, 0).target).to.equal('2027-02-27')
  })

  it('is the earlier of six months from the act and three from knowing of it under fair employment', () => {
    const found = limitOf({
      claim: 'fair-employment',
      nation: 'NI',
      triggers: ['2026-07-20'],
      knownOn: '2026-11-01',
    })
    expect(found.limit).to.equal('2027-01-19')
    expect(limitOf({ claim: 'fair-employment', nation: 'NI', triggers: ['2026-07-20'] }).limit).to.equal(
      '2026-10-19',
    )
  })

  it('is as written down for what has a rule of its own', () => {
    for (const vector of vectors.tribunalSpecial) {
      const { act, knowledge, trigger, expected, dayA, dayB } = vector
      if (act !== undefined)
        expect(
          limitOf({ claim: 'fair-employment', nation: 'NI', triggers: [act], knownOn: knowledge ?? null })
            .limit,
          vector.label,
        ).to.equal(expected)
      else if (dayA !== undefined && dayB !== undefined)
        expect(conciliationTroubles({ dayA, dayB }, '2027-06-01')[0]?.field, vector.label).to.equal('dayB')
      else
        expect(
          limitOf({ triggers: [trigger ?? ''], reason: 'union' }).interimRelief?.lastDay,
          vector.label,
        ).to.equal(expected)
    }
  })

  it('has no answer where no rule fits', () => {
    expect(tribunalLimit(ukLimitRules, facts({ claim: 'fair-employment' }), { marginDays: 7 })).to.equal(null)
  })

  it('puts interim relief first, with the certificate of the union, unless the reason is another', () => {
    const dismissed = { triggers: ['2026-12-18'], reason: 'union' } as const
    const found = limitOf(dismissed)
    expect(found.interimRelief).to.deep.equal({ lastDay: '2026-12-25', needsUnionCertificate: true })
    expect(limitOf({ ...dismissed, reason: 'not-known' }).interimRelief).not.to.equal(null)
    expect(limitOf({ ...dismissed, reason: 'other' }).interimRelief).to.equal(null)
    const [first] = warningsOf(dismissed, '2026-12-19')
    expect(first?.id).to.equal('interim-relief')
    expect(first?.words).to.include('25 December 2026').and.to.include('certificate')
  })
})

describe('early conciliation', () => {
  const primary = '2026-10-14'
  const trigger = '2026-07-15'

  it('stops the clock while open, and predicts nothing', () => {
    const found = extend({ primary, trigger }, [byRep('2026-10-01', null)])
    expect(found).to.include({ isOpen: true, limit: primary, because: 'open' })
    expect(limitOf({ conciliations: [byRep('2026-10-01', null)] }).isNotBefore).to.equal(true)
  })

  it('changes nothing by the employer, wholly before the clock, or a day too late; and a second never counts', () => {
    const because = (...all: Conciliation[]) => extend({ primary, trigger }, all).because
    expect(because({ dayA: '2026-08-01', dayB: '2026-09-01', startedBy: 'employer' })).to.equal('by-employer')
    expect(because(byRep('2026-06-01', '2026-07-15'))).to.equal('before-trigger')
    expect(because(byRep('2026-10-15', '2026-11-01'))).to.equal('notified-late')
    expect(because(byRep('2026-10-14', '2026-11-01'))).to.equal('month-after-b')
    const one = byRep('2026-09-01', '2026-10-06')
    expect(extend({ primary, trigger }, [byRep('2026-10-08', '2026-11-30'), one])).to.deep.equal(
      extend({ primary, trigger }, [one]),
    )
  })

  it('refuses certificates before day A, days to come, and days that do not exist, beside the field', () => {
    const troubles = (dayA: string, dayB: string | null) => conciliationTroubles({ dayA, dayB }, '2027-03-01')
    expect(troubles('2027-02-10', '2027-02-01')[0]).to.include({ field: 'dayB' })
    expect(troubles('2027-02-30', null)[0]).to.include({ field: 'dayA', words: 'There is no such day.' })
    expect(troubles('2027-03-02', null)[0]).to.include({ field: 'dayA' })
    expect(troubles('2027-02-10', '2027-03-02')[0]).to.include({ field: 'dayB' })
    expect(troubles('2027-02-10', '2027-02-10')).to.deep.equal([])
    expect(troubles('2027-03-01', null)).to.deep.equal([])
  })
})

const warningsOf = (given: Partial<Facts>, today: Day) => {
  const asked = facts(given)
  const limit = limitOf(given)
  const rule = ukLimitRules.find((one) => one.id === limit.ruleId)
  if (!rule) throw new Error('no rule')
  const weekday = (day: Day) => daysBetween('2026-01-04', day) % 7
  return limitWarnings(limit, asked, rule, {
    today,
    isWorkingDay: (day) => ![0, 6].includes(weekday(day)) && day !== '2026-12-25',
    officeHours: 'Monday to Friday, 09:00 to 17:00',
  })
}

describe('what a limit warns about', () => {
  const ids = (given: Partial<Facts>, today: Day = '2026-08-01') =>
    warningsOf(given, today).map(({ id }) => id)

  it('always says that it is a guide, that grievances do not stop it, and that nobody verified the rule', () => {
    expect(ids({})).to.include.members([
      'guide-only',
      'grievance-does-not-stop',
      'rule-not-verified',
      'several-respondents',
      'other-rules',
      'termination-date',
    ])
  })
  it('is urgent from 28 days on, and says after the last day what to do, never "out of time" to the member', () => {
    expect(ids({}, '2026-09-15')).not.to.include('urgent')
    expect(ids({}, '2026-09-16')).to.include('urgent')
    expect(ids({}, '2026-10-14')).to.include('urgent').and.not.to.include('past')
    expect(ids({}, '2026-10-15')).to.include('past').and.not.to.include('urgent')
  })
  it('says by when Acas must hear, and by when to be safe', () => {
    const [found] = warningsOf({}, '2026-08-01').filter(({ id }) => id === 'conciliation-none')
    expect(found?.words).to.include('by 14 October 2026, to be safe by 7 October 2026')
  })
  it('does not move a limit off a weekend, and names the working day before', () => {
    const [found] = warningsOf({ triggers: ['2026-09-26'], nation: 'NI' }, '2026-10-01').filter(
      ({ id }) => id === 'not-a-working-day',
    )
    expect(found?.words)
      .to.include('25 December 2026')
      .and.to.include('24 December 2026')
      .and.to.include('09:00 to 17:00')
  })
  it('warns of uncertain days, members who told Acas, second certificates and late ones', () => {
    expect(ids({ triggers: ['2026-07-15', '2026-07-20'] })).to.include('trigger-uncertain')
    expect(ids({ isTriggerCertain: false })).to.include('trigger-uncertain')
    expect(
      ids({ conciliations: [{ ...byRep('2026-07-20', null), startedBy: 'member' }] }),
    ).to.include.members(['member-started', 'conciliation-open'])
    expect(ids({ conciliations: [byRep('2026-07-20', '2026-07-21'), byRep('2026-07-25', null)] })).to.include(
      'conciliation-second',
    )
    expect(ids({ conciliations: [byRep('2026-10-15', '2026-11-01')] }, '2026-11-02')).to.include(
      'conciliation-no-effect',
    )
    expect(ids({ conciliations: [byRep('2026-10-01', null)] }, '2026-11-01')).not.to.include('past')
    expect(
      warningsOf({ conciliations: [byRep('2026-10-01', null)] }, '2026-11-01').find(
        ({ id }) => id === 'conciliation-open',
      )?.words,
    ).to.include('12 weeks')
    expect(ids({ conciliations: [byRep('2026-07-01', '2026-07-20')] }), 'before the dismissal').to.include(
      'conciliation-no-effect',
    )
    const byEmployer: Conciliation = { dayA: '2026-07-20', dayB: '2026-07-30', startedBy: 'employer' }
    expect(ids({ conciliations: [byEmployer] })).to.include.members([
      'conciliation-no-effect',
      'conciliation-not-needed',
    ])
    expect(ids({ conciliations: [byRep('2026-07-20', '2026-07-30')] }))
      .to.include('certificate-received')
      .and.not.to.include('conciliation-not-needed')
    expect(ids({ claim: 'discrimination' })).to.include('continuing-acts')
    expect(ids({ claim: 'breach-of-contract', nation: 'S' })).to.include('ask-a-person')
    expect(ids({ claim: 'union-discipline' })).to.include('conflict')
    expect(ids({ nation: 'NI' })).to.include('ask-a-person')
  })
})

describe('what is entered', () => {
  it('must be days that exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '', '0202-01-01'])
      expect(isDay(text), text).to.equal(false)
    expect(factTroubles(facts({ triggers: ['2026-02-30'] }), '2026-11-22')).to.have.lengthOf(1)
    expect(factTroubles(facts({ triggers: [] }), '2026-11-22')).to.have.lengthOf(1)
    expect(factTroubles(facts({ knownOn: '2026-07-14' }), '2026-11-22')[0]?.field).to.equal('knownOn')
    expect(factTroubles(facts(), '2026-11-22')).to.deep.equal([])
    expect(factTroubles(facts({ triggers: ['2026-07-15', '2026-02-30'] }), '2026-11-22')).to.have.lengthOf(1)
  })
  it('lies ahead only where it can: employment may end later, an act, a payday or a decision cannot', () => {
    const today = '2026-11-22'
    const words = (claim: Facts['claim'], ...triggers: Day[]) =>
      factTroubles(facts({ claim, triggers }), today).map((trouble) => trouble.words)
    for (const claim of claims)
      for (const nation of limitNations) {
        const rule = ruleFor(ukLimitRules, { claim, nation, trigger: '2026-11-23' })
        if (rule === null) continue
        const isPast = ['act', 'due-date', 'decision'].includes(rule.trigger)
        expect(words(claim, today), claim).to.deep.equal([])
        expect(words(claim, '2026-11-23').length, claim).to.equal(isPast ? 1 : 0)
        expect(words(claim, '2062-11-23'), claim).to.have.lengthOf(1)
      }
    expect(words('discrimination', '2026-11-01', '2026-11-23')).to.deep.equal([
      '23 November 2026 is still to come. Enter the day on which it happened.',
    ])
    expect(words('unfair-dismissal', '2062-11-01')[0]).to.match(/^1 November 2062 .*Check the year\.$/)
  })
})

describe('what comes next', () => {
  it('is interim relief while it can be asked for, then the working target, then the limit, over or not', () => {
    const date = { nextOn: '2026-10-09', targetOn: '2026-12-25', limitOn: '2027-04-01' }
    expect(comesNext(date, '2026-10-09')).to.equal('2026-10-09')
    expect(comesNext(date, '2026-10-10')).to.equal('2026-12-25')
    expect(comesNext(date, '2026-12-26')).to.equal('2027-04-01')
    expect(comesNext(date, '2027-04-02')).to.equal('2027-04-01')
  })
})

describe('properties of limits', () => {
  it('a later trigger never has an earlier limit under one rule, by any count', () => {
    fc.assert(
      fc.property(
        anyDay,
        anyMonths,
        fc.constantFrom(...methods),
        (day, n, method) => lastDay(method, day, months(n)) <= lastDay(method, addDays(day, 1), months(n)),
      ),
    )
  })
  it('no other count, and no working target, is ever later than the statutory reading', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom(...claims),
        fc.constantFrom(...limitNations),
        fc.option(fc.tuple(fc.integer({ min: -60, max: 250 }), fc.nat(90))),
        fc.nat(30),
        (trigger, claim, nation, conciliation, marginDays) => {
          const dayA = addDays(trigger, conciliation?.[0] ?? 0)
          const conciliations = conciliation ? [byRep(dayA, addDays(dayA, conciliation[1]))] : []
          const found = tribunalLimit(
            ukLimitRules,
            facts({ triggers: [trigger], claim, nation, conciliations }),
            { marginDays },
          )
          return (
            found === null ||
            (found.target <= found.limit &&
              found.primary <= found.limit &&
              found.counts.every((count) => count.limit <= found.limit))
          )
        },
      ),
    )
  })
  it('a later certificate never makes an earlier limit', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 200 }), fc.nat(90), (trigger, a, length) => {
        const primary = lastDay('statutory', trigger, months(3))
        const dayA = addDays(trigger, a)
        const until = (days: number) =>
          extend({ primary, trigger }, [byRep(dayA, addDays(dayA, length + days))]).limit
        return until(0) <= until(1)
      }),
    )
  })
  it('every claim, nation and trigger day has exactly one row of law: no gap, no overlap', () => {
    const days = Array.from({ length: 1500 }, (_, n) => addDays('2024-01-01', n))
    for (const claim of claims)
      for (const nation of limitNations) {
        if ((claim === 'fair-employment') !== (nation === 'NI') && claim === 'fair-employment') continue
        for (const day of ['1995-01-01', ...days, '2090-01-01']) {
          const fitting = ukLimitRules.filter(
            (rule) =>
              rule.claim === claim &&
              rule.nations.includes(nation) &&
              (rule.from ?? day) <= day &&
              day <= (rule.until ?? day),
          )
          expect(fitting.length, `${claim} ${nation} ${day}`).to.equal(1)
          expect(ruleFor(ukLimitRules, { claim, nation, trigger: day })).to.equal(fitting[0])
        }
      }
    expect(new Set(ukLimitRules.map(({ id }) => id)).size).to.equal(ukLimitRules.length)
  })
  it('shares no function with working time', () => {
    const domain = fileURLToPath(new URL('../../server/domain/', import.meta.url))
    const legal = readdirSync(`${domain}deadlines`).filter((name) => name.endsWith('.ts'))
    expect(legal.length).to.be.greaterThan(5)
    for (const name of legal)
      expect(readFileSync(`${domain}deadlines/${name}`, 'utf8'), name).not.to.match(
        /from '.*(opening-hours|spoken-time|bank-holidays)\.ts'/,
      )
    expect(readFileSync(`${domain}opening-hours.ts`, 'utf8')).not.to.match(/from '.*deadlines\//)
  })
})
