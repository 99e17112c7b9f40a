import { expect } from 'chai'
import { defaultAlertLimits } from '../../server/domain/alerts.ts'
import { lineChanges, queueChanges, sameSettings } from '../../server/domain/line-changes.ts'
import {
  closureProblems,
  hoursProblems,
  isKnownZone,
  type LineSettings,
  lineProblems,
  queueInUse,
  queueProblems,
} from '../../server/domain/line-checks.ts'
import { standardMenu } from '../../server/domain/menu.ts'
import type { OpeningHours, WeekPeriod } from '../../server/domain/opening-hours.ts'

const week = (periods: WeekPeriod[], more: Partial<OpeningHours> = {}): OpeningHours => ({
  zone: 'Europe/London',
  periods,
  division: null,
  overrides: [],
  ...more,
})
const wrong = (hours: OpeningHours) => hoursProblems(hours).map(({ field, words }) => `${field}: ${words}`)

describe('opening hours that somebody typed', () => {
  it('are fine with several periods a day, a lunch gap, touching periods and midnight', () => {
    const lunch = [
      { weekday: 1, opens: '08:30', closes: '12:00' },
      { weekday: 1, opens: '13:00', closes: '19:00' },
      { weekday: 2, opens: '00:00', closes: '12:00' },
      { weekday: 2, opens: '12:00', closes: '24:00' },
    ]
    expect(wrong(week(lunch))).to.deep.equal([])
    expect(wrong(week([]))).to.deep.equal([])
  })

  it('are refused in words, each beside its field', () => {
    const at = (opens: string, closes: string) => wrong(week([{ weekday: 1, opens, closes }]))
    expect(at('19:00', '08:30')).to.deep.equal([
      'periods.0.closes: Closes before it opens. For a night: 19:00 to 24:00, then 00:00 to 08:30 on the next day.',
    ])
    expect(at('08:30', '08:30')).to.deep.equal(['periods.0.closes: It closes the minute it opens.'])
    expect(at('8.30', '25:00')).to.deep.equal([
      'periods.0.opens: Write a time like 08:30.',
      'periods.0.closes: Write a time like 19:00, or 24:00 for midnight.',
    ])
    expect(at('24:00', '24:00')).to.have.lengthOf(1)
    expect(wrong(week([{ weekday: 8, opens: '08:30', closes: '09:00' }]))).to.have.lengthOf(1)
  })

  it('overlap only on the same day, and a period inside another is seen too', () => {
    const day = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes })
    expect(wrong(week([day(1, '08:00', '12:30'), day(1, '12:00', '19:00')]))).to.deep.equal([
      'periods.1.opens: Overlaps 08:00 to 12:30 on Monday.',
    ])
    expect(
      wrong(week([day(3, '13:00', '14:00'), day(3, '08:00', '19:00'), day(3, '15:00', '16:00')])),
    ).to.deep.equal([
      'periods.0.opens: Overlaps 08:00 to 19:00 on Wednesday.',
      'periods.2.opens: Overlaps 08:00 to 19:00 on Wednesday.',
    ])
    expect(wrong(week([day(1, '08:00', '12:30'), day(2, '12:00', '19:00')]))).to.deep.equal([])
  })

  it('know their zone: a place with clock changes, not an offset and not Mars', () => {
    for (const zone of ['Europe/London', 'Europe/Dublin', 'Atlantic/Reykjavik'])
      expect(isKnownZone(zone), zone).to.equal(true)
    for (const zone of ['', 'London', 'Mars/Olympus', '+01:00', 'UTC+1', 'Europe/London '])
      expect(isKnownZone(zone), zone).to.equal(false)
    expect(wrong(week([], { zone: 'Mars/Olympus' }))[0]).to.match(/^zone: .*not known/)
  })

  it('exceptions need a real day, once, and a reason', () => {
    const one = (date: string, reason = 'branch meeting') => ({ date, reason, periods: [] })
    expect(wrong(week([], { overrides: [one('2026-10-07')] }))).to.deep.equal([])
    expect(
      wrong(week([], { overrides: [one('2026-02-30'), one('2026-10-07'), one('2026-10-07', ' ')] })),
    ).to.deep.equal([
      'overrides.0.date: Choose a day.',
      'overrides.2.date: There is an exception for this day already. Change that one.',
      'overrides.2.reason: Say why, for your colleagues.',
    ])
    const periods = [{ opens: '17:00', closes: '08:30' }]
    expect(wrong(week([], { overrides: [{ ...one('2026-10-07'), periods }] }))[0]).to.match(
      /^overrides\.0\.periods\.0\.closes/,
    )
  })
})

describe('a line, a queue and a closure that somebody typed', () => {
  const line: LineSettings = {
    number: '+442079460900',
    name: 'Service line',
    kind: 'voice',
    greeting: 'Hello.',
    closedMessage: 'We are closed.',
    defaultQueueId: 'q1',
    drain: '15',
    keepDays: 180,
    transcribeVoicemail: false,
    purpose: 'case',
  }
  const given = { others: [{ number: '+441314960900', name: 'Scottish line' }], queueIds: ['q1'] }
  const about = (change: Partial<LineSettings> & { number?: string | null }) =>
    lineProblems({ ...line, ...change }, given).map(({ field }) => field)

  it('a line names what is missing, doubled or unreadable', () => {
    expect(about({})).to.deep.equal([])
    expect(about({ name: ' ' })).to.deep.equal(['name'])
    expect(about({ name: 'scottish LINE' })).to.deep.equal(['name'])
    expect(lineProblems({ ...line, number: null }, given)[0]?.words).to.match(
      /does not read as a telephone number/,
    )
    expect(lineProblems({ ...line, number: '+441314960900' }, given)).to.deep.equal([
      { field: 'number', words: 'Scottish line has this number already.' },
    ])
    expect(about({ greeting: '', closedMessage: '  ' })).to.deep.equal(['greeting', 'closedMessage'])
    expect(about({ kind: 'text', greeting: '', closedMessage: '' })).to.deep.equal([])
    expect(about({ defaultQueueId: 'gone' })).to.deep.equal(['defaultQueueId'])
    for (const drain of ['all', '0', '240']) expect(about({ drain }), drain).to.deep.equal([])
    for (const drain of ['', '241', '-1', '1.5', 'ever'])
      expect(about({ drain }), drain).to.deep.equal(['drain'])
    for (const keepDays of [1, 180, 2190]) expect(about({ keepDays }), String(keepDays)).to.deep.equal([])
    for (const keepDays of [0, -1, 1.5, 2191, Number.NaN, Number.POSITIVE_INFINITY])
      expect(about({ keepDays }), String(keepDays)).to.deep.equal(['keepDays'])
  })

  it('a queue names what is missing, and a skill that nobody has', () => {
    const queue = {
      name: 'Advice',
      skills: ['advice'],
      skillLevels: {},
      promisePercent: 80,
      promiseSeconds: 180,
      maxWaiting: null,
      maxWaitSeconds: null,
      alertLimits: defaultAlertLimits,
    }
    const rest = { others: [{ name: 'Urgent' }], skills: ['advice'] }
    expect(queueProblems(queue, rest)).to.deep.equal([])
    expect(
      queueProblems(
        {
          name: 'urgent',
          skills: ['advice', 'welsh'],
          skillLevels: {},
          promisePercent: 101,
          promiseSeconds: 0,
          maxWaiting: null,
          maxWaitSeconds: null,
          alertLimits: defaultAlertLimits,
        },
        rest,
      ).map(({ field }) => field),
    ).to.deep.equal(['name', 'skills', 'promisePercent', 'promiseSeconds'])
  })

  it('a queue stays while somebody is in it, and while a menu or a line leads to it', () => {
    const using = { name: 'Service line', menu: standardMenu, menuDraft: null, defaultQueueId: 'q2' }
    const free = { callers: 0, callbacks: 0, queues: 2, lines: [using] }
    expect(queueInUse({ id: 'q1', key: 'unused' }, free)).to.deep.equal([])
    expect(queueInUse({ id: 'q1', key: 'casework' }, free)).to.deep.equal([
      'The menu of Service line leads to it.',
    ])
    expect(queueInUse({ id: 'q1', key: 'advice' }, free)).to.have.lengthOf(1)
    expect(queueInUse({ id: 'q2', key: 'unused' }, free)[0]).to.match(/no key was pressed/)
    expect(
      queueInUse(
        { id: 'q1', key: 'x' },
        { ...free, lines: [{ ...using, menu: null, menuDraft: standardMenu }] },
      ),
    ).to.deep.equal([])
    expect(
      queueInUse({ id: 'q1', key: 'unused' }, { callers: 3, callbacks: 2, queues: 1, lines: [] }),
    ).to.deep.equal([
      '3 callers are in it now.',
      '2 callbacks are promised from it.',
      'It is the only queue: callers need somewhere to wait.',
    ])
  })

  it('a closure needs words, a reason, and an end that is neither past nor far away', () => {
    const now = '2026-10-06T10:00:00.000Z'
    const closure = { message: 'Fire alarm.', reason: 'Alarm', reopensAt: '2026-10-06T11:00:00.000Z' }
    expect(closureProblems(closure, now)).to.deep.equal([])
    expect(
      closureProblems({ message: ' ', reason: '', reopensAt: now }, now).map(({ field }) => field),
    ).to.deep.equal(['message', 'reason', 'reopensAt'])
    expect(closureProblems({ ...closure, reopensAt: '2026-10-21T10:00:00.000Z' }, now)).to.have.lengthOf(1)
  })
})

describe('what was changed, in words', () => {
  const names = { queueName: (key: string) => key.toUpperCase() }
  const before = week([{ weekday: 3, opens: '08:30', closes: '19:00' }])

  it('names each day that is different, and nothing else', () => {
    const after = week(before.periods.slice(), {
      overrides: [
        { date: '2026-10-07', reason: 'branch meeting', periods: [{ opens: '08:30', closes: '17:00' }] },
      ],
    })
    expect(lineChanges({ part: 'hours', before, after }, names)).to.deep.equal([
      { what: 'Wed 7 Oct 2026', before: null, after: '08:30 to 17:00 (branch meeting)' },
    ])
    expect(lineChanges({ part: 'hours', before: after, after: before }, names)[0]).to.include({ after: null })
    expect(lineChanges({ part: 'hours', before, after: before }, names)).to.deep.equal([])
  })

  it('names the keys of a menu that lead elsewhere', () => {
    const after = {
      ...standardMenu,
      options: {
        ...standardMenu.options,
        '4': { kind: 'go' as const, to: 'start', words: 'all that again' },
      },
    }
    expect(lineChanges({ part: 'menu', before: standardMenu, after }, names)).to.deep.equal([
      {
        what: 'Key 4',
        before: 'for anything else: ADVICE',
        after: 'for all that again: the first menu again',
      },
    ])
    expect(lineChanges({ part: 'menu', before: null, after }, names).length).to.be.greaterThan(4)
  })

  it('names what is new of a queue, and sees through the order of fields', () => {
    const queue = {
      name: 'Advice',
      skills: [],
      skillLevels: {},
      promisePercent: 80,
      promiseSeconds: 180,
      maxWaiting: null,
      maxWaitSeconds: null,
      alertLimits: defaultAlertLimits,
    }
    expect(
      queueChanges(queue, {
        ...queue,
        promiseSeconds: 60,
        maxWaiting: null,
        maxWaitSeconds: null,
        alertLimits: defaultAlertLimits,
      }),
    ).to.deep.equal([{ what: 'Promise', before: '80 % within 180 s', after: '80 % within 60 s' }])
    expect(queueChanges(null, queue)).to.have.lengthOf(9)
    expect(sameSettings({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).to.equal(true)
    expect(sameSettings({ a: [1, 2] }, { a: [2, 1] })).to.equal(false)
  })
})
