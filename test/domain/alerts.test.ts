import { expect } from 'chai'
import { alertText, alertWords } from '../../server/domain/alert-words.ts'
import {
  type AlertReading,
  type AlertStep,
  acknowledge,
  alertLimitProblems,
  defaultAlertLimits,
  type Finding,
  findings,
  isUp,
  judge,
  type QueueReading,
  silence,
} from '../../server/domain/alerts.ts'
import type { Alert, AlertState } from '../../server/domain/records.ts'

const start = Date.parse('2026-11-23T10:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const well: QueueReading = {
  queue: { id: 'advice', name: 'Advice', alertLimits: defaultAlertLimits },
  isOpen: true,
  waiting: 0,
  longestSeconds: 0,
  free: 2,
  staffed: 2,
  lateCallbackMinutes: [],
  textMinutes: [],
}
const other: QueueReading = { ...well, queue: { ...well.queue, id: 'legal', name: 'Legal' } }
const reading = (change: Partial<QueueReading>, more: Partial<AlertReading> = {}): AlertReading => ({
  now: at(0),
  queues: [{ ...well, ...change }, other],
  today: '2026-11-23',
  promises: [],
  legalDates: [],
  ...more,
})
const holding = (found: Finding[]) => found.filter(({ holds }) => holds).map(({ id }) => id)
const finding = (change: Partial<QueueReading>, id: string): Finding => {
  const found = findings(reading(change)).find((one) => one.id === id)
  if (found === undefined) throw new Error(`no finding ${id}`)
  return found
}
/** A run of findings, each so many seconds after the start; the steps of each. */
const run = (events: [number, Finding][], from: Alert | null = null) => {
  let alert = from
  const steps: AlertStep[][] = []
  for (const [seconds, one] of events) {
    const next = judge(alert, one, { now: at(seconds), raisingId: `raising at ${seconds}` })
    steps.push(next?.steps ?? [])
    alert = next?.alert ?? alert
  }
  return { alert, steps }
}

describe('alerts', () => {
  it('say nothing of a centre in which all is well', () => {
    expect(holding(findings(reading({})))).to.deep.equal([])
    expect(findings(reading({})).every(({ eased }) => eased)).to.equal(true)
  })

  it('hold from their limit on, to the second, the minute and the person', () => {
    const cases: [string, Partial<QueueReading>, Partial<QueueReading>][] = [
      ['longest-wait:advice', { waiting: 1, longestSeconds: 299 }, { waiting: 1, longestSeconds: 300 }],
      ['nobody-on-shift:advice', { staffed: 1, free: 0 }, { staffed: 0, free: 0 }],
      ['nobody-free:advice', { free: 1, waiting: 3 }, { free: 0, waiting: 3 }],
      ['callbacks-overdue:advice', { lateCallbackMinutes: [4.9] }, { lateCallbackMinutes: [1, 5] }],
      ['texts-waiting:advice', { textMinutes: [59.9] }, { textMinutes: [2, 60] }],
    ]
    for (const [id, under, over] of cases) {
      expect(holding(findings(reading(under))), id).to.deep.equal([])
      expect(holding(findings(reading(over))), id).to.deep.equal([id])
    }
    expect(holding(findings(reading({ free: 0, waiting: 0 })))).to.deep.equal([])
    expect(holding(findings(reading({ staffed: 0, free: 0, isOpen: false })))).to.deep.equal([])
  })

  it('are off where a limit is empty', () => {
    const off = { waitSeconds: null, nobodySeconds: null, callbackMinutes: null, textMinutes: null }
    const silentQueue = { ...well, queue: { ...well.queue, alertLimits: off } }
    const bad = { waiting: 9, longestSeconds: 9999, staffed: 0, free: 0, textMinutes: [999] }
    const found = findings({ ...reading({}), queues: [{ ...silentQueue, ...bad }] })
    expect(found.map(({ id }) => id)).to.deep.equal(['promise-today:all'])
  })

  it('make one matter of an empty office, whatever the number of queues', () => {
    const empty = { staffed: 0, free: 0 }
    const found = findings({
      ...reading(empty),
      queues: [well, other].map((each) => ({ ...each, ...empty })),
    })
    expect(holding(found)).to.deep.equal(['nobody-on-shift:all'])
  })

  it('speak of what was promised for today two hours before it, and when it is late', () => {
    const due = (seconds: number) => holding(findings(reading({}, { promises: [at(seconds)] })))
    expect(due(7201)).to.deep.equal([])
    expect(due(7200)).to.deep.equal(['promise-today:all'])
    expect(due(-3600)).to.deep.equal(['promise-today:all'])
  })

  it('speak of each legal date by itself: on its day to work to, on its last day, and until it is settled', () => {
    const date = (id: string, targetOn: string, limitOn: string, daysLeft: number, nextOn = targetOn) => ({
      id,
      caseId: `case of ${id}`,
      reference: 'CX-10482-U',
      nextOn,
      targetOn,
      limitOn,
      daysLeft,
    })
    const legalDates = [
      date('later', '2026-11-24', '2026-12-01', 8),
      date('between', '2026-11-20', '2026-11-27', 4),
      date('to work to', '2026-11-23', '2026-11-30', 7),
      date('interim relief', '2027-05-12', '2027-05-19', 177, '2026-11-23'),
      date('relief over, to work to', '2026-11-23', '2026-11-30', 7, '2026-09-01'),
      date('relief over', '2026-11-26', '2026-12-03', 10, '2026-11-22'),
      date('last day', '2026-11-16', '2026-11-23', 0),
      date('over', '2026-11-15', '2026-11-22', -1),
    ]
    const found = findings(reading({}, { legalDates })).filter(({ holds }) => holds)
    expect(found.map(({ id }) => id)).to.deep.equal([
      'legal-date:to work to',
      'legal-date:interim relief',
      'legal-date:relief over, to work to',
      'legal-date:last day',
      'legal-date:over',
    ])
    expect(found.map((one) => alertWords(one, '').what)).to.deep.equal([
      'The day to work to for the legal limit on CX-10482-U is today: 7 days are left.',
      'Interim relief on CX-10482-U must be at the tribunal today.',
      'The day to work to for the legal limit on CX-10482-U is today: 7 days are left.',
      'The legal limit on CX-10482-U is today.',
      'The legal limit on CX-10482-U is over and not settled.',
    ])
    expect(found.map((one) => alertWords(one, '').go.to)[3]).to.equal('/cases/case of last day')
  })

  describe('of a long wait', () => {
    const over = finding({ waiting: 2, longestSeconds: 301 }, 'longest-wait:advice')
    const between = finding({ waiting: 1, longestSeconds: 270 }, 'longest-wait:advice')
    const under = finding({ waiting: 1, longestSeconds: 239 }, 'longest-wait:advice')

    it('are raised at once, and once', () => {
      const { alert, steps } = run([
        [0, over],
        [5, over],
        [600, over],
      ])
      expect(steps).to.deep.equal([['noticed', 'raised'], [], []])
      expect(alert).to.include({ state: 'raised', raisingId: 'raising at 0', raisedAt: at(0) })
      expect(alert?.facts).to.deep.equal({ count: 2, limit: 300 })
    })

    it('do not flap: they clear only well below the limit, and for a whole minute', () => {
      const { alert, steps } = run([
        [0, over],
        [5, between],
        [10, under],
        [15, over],
        [20, under],
        [79, under],
        [80, between],
        [90, under],
      ])
      expect(steps).to.deep.equal([
        ['noticed', 'raised'],
        [],
        ['easing'],
        ['held-on'],
        ['easing'],
        [],
        [],
        ['cleared'],
      ])
      expect(alert?.state).to.equal('quiet')
    })

    it('are a new alert when they are raised anew, which nobody has seen yet', () => {
      const first = run([[0, over]]).alert
      const seen = first && acknowledge(first, 'lorna', at(3))
      expect(seen?.acknowledged).to.deep.equal([{ personId: 'lorna', at: at(3) }])
      expect(seen && acknowledge(seen, 'lorna', at(4))).to.equal(null)
      const again = run(
        [
          [10, under],
          [70, under],
          [100, over],
        ],
        seen,
      )
      expect(again.steps.at(-1)).to.deep.equal(['noticed', 'raised'])
      expect(again.alert).to.deep.include({ raisingId: 'raising at 100', acknowledged: [], text: null })
    })

    it('clear when the rule is switched off or the queue is gone', () => {
      const raised = run([[0, over]]).alert
      if (raised === null) throw new Error('not raised')
      const gone = silence(raised)
      expect(
        run(
          [
            [5, gone],
            [65, gone],
          ],
          raised,
        ).steps,
      ).to.deep.equal([['easing'], ['cleared']])
    })
  })

  it('that nobody is there must hold for their time, and a moment of relief begins it anew', () => {
    const nobody = finding({ staffed: 0, free: 0 }, 'nobody-on-shift:advice')
    const somebody = finding({}, 'nobody-on-shift:advice')
    expect(
      run([
        [0, nobody],
        [119, nobody],
        [119.5, somebody],
        [120, nobody],
        [239, nobody],
        [240, nobody],
      ]).steps,
    ).to.deep.equal([['noticed'], [], ['dropped'], ['noticed'], [], ['raised']])
  })

  it('have a move for every state, and are up in two of them', () => {
    const states: Record<AlertState, boolean> = { quiet: false, noticed: false, raised: true, easing: true }
    for (const [state, up] of Object.entries(states))
      expect(isUp({ state: state as AlertState })).to.equal(up)
  })

  it('say what is the matter, what to do next and where, without anybody’s name', () => {
    const rules = [...new Set(findings(reading({})).map(({ rule }) => rule))]
    expect(rules).to.have.lengthOf(6)
    for (const rule of rules) {
      const words = alertWords({ rule, queueId: 'advice', facts: { count: 1, limit: 300 } }, 'Advice')
      expect(words.what, rule).to.match(/\.$/)
      expect(words.next, rule).to.match(/\.$/)
      expect(words.go.to, rule).to.match(/^\/(live|callbacks|work)/)
    }
    const wait = alertWords(
      { rule: 'longest-wait', queueId: 'advice', facts: { count: 1, limit: 300 } },
      'Advice',
    )
    expect(alertText(wait, { at: '09:12', url: 'https://union.example/live' })).to.equal(
      'Branchline 09:12: Advice: somebody has waited over 5 minutes. Move callers to a queue with people free, or take one yourself. https://union.example/live',
    )
  })

  it('refuse limits that make no sense, each beside its field', () => {
    expect(alertLimitProblems(defaultAlertLimits)).to.deep.equal([])
    const wrong = { waitSeconds: 5, nobodySeconds: 0, callbackMinutes: 1.5, textMinutes: 1_000_000 }
    expect(alertLimitProblems(wrong).map(({ field }) => field)).to.deep.equal([
      'alertLimits.waitSeconds',
      'alertLimits.nobodySeconds',
      'alertLimits.callbackMinutes',
      'alertLimits.textMinutes',
    ])
  })
})
