import { expect } from 'chai'
import {
  ageWords,
  callersInOrder,
  callerWords,
  isStale,
  offersHelp,
  ofWords,
  peopleByState,
  percentWords,
  promiseWords,
  summaryWords,
  wordChanges,
} from '../../client/src/features/live/live-view.ts'
import { isDueForReload, kindLine, shiftPixels } from '../../client/src/features/wall/wall-view.ts'
import { personStateNamed } from '../../client/src/words/state-words.ts'
import type { LiveCaller, LiveQueue } from '../../server/contract/live-views.ts'

const now = Date.parse('2026-11-22T10:00:00.000Z')
const queue = (id: string, word: LiveQueue['word']): LiveQueue => ({
  id,
  name: id,
  word,
  waiting: 2,
  longestSince: null,
  inPromiseLastHour: { answered: 0, offered: 0 },
  free: 0,
  staffed: 3,
  promise: { percent: 80, seconds: 180 },
})
const caller = (contactId: string, queueId: string, position: number): LiveCaller => ({
  contactId,
  queueId,
  position,
  title: contactId,
  since: '2026-11-22T09:59:00.000Z',
  priorityReason: null,
  isCallback: false,
  state: 'waiting',
})

describe('the live board', () => {
  it('does not call a quiet day a failure', () => {
    expect(percentWords({ answered: 0, offered: 0 })).to.equal('–')
    expect(ofWords({ answered: 0, offered: 0 })).to.equal('no calls yet')
    expect(percentWords({ answered: 142, offered: 175 })).to.equal('81%')
    expect(ofWords({ answered: 142, offered: 175 })).to.equal('142 of 175')
  })

  it('says the promise when all queues share it, and no average when they do not', () => {
    const other = { ...queue('b', 'closed'), promise: { percent: 90, seconds: 60 } }
    expect(promiseWords([queue('a', 'closed'), queue('b', 'closed')])).to.equal(
      'promise: answer 80% within 3 minutes',
    )
    expect(promiseWords([queue('a', 'closed'), other])).to.equal('')
  })

  it('is old once it was last known to be right more than five seconds ago, and says how old', () => {
    expect(isStale(now, now)).to.equal(false)
    expect(isStale(now - 5_000, now)).to.equal(false)
    expect(isStale(now - 5_001, now)).to.equal(true)
    expect(ageWords(now - 5_000, now)).to.equal('Updated now')
    expect(ageWords(now - 67_000, now)).to.match(/^As of \d\d:58:53, 1:07 old$/)
  })

  it('counts people by state in a fixed order, and leaves out states that nobody is in', () => {
    expect(peopleByState([{ state: 'on-call' }, { state: 'break' }, { state: 'on-call' }])).to.deep.equal([
      { state: 'break', count: 1 },
      { state: 'on-call', count: 2 },
    ])
    expect(personStateNamed('on-call')).to.equal('on-call')
    expect(personStateNamed('toString')).to.equal(null)
    expect(personStateNamed(null)).to.equal(null)
  })

  it('calls a caller by their place where names are not for everybody', () => {
    expect(callerWords({ title: 'Aisha K.', position: 3 })).to.equal('Aisha K.')
    expect(callerWords({ title: null, position: 3 })).to.equal('Caller 3')
    expect(callerWords({ title: null, position: 0 })).to.equal('Caller')
  })

  it('announces a queue only when its word changes', () => {
    const before = [queue('Advice', 'in-promise'), queue('Legal', 'in-promise')]
    expect(wordChanges(before, [queue('Advice', 'in-promise')])).to.equal('')
    expect(wordChanges(before, [queue('Advice', 'slipping'), queue('Legal', 'in-promise')])).to.equal(
      'Advice: Slipping.',
    )
  })

  it('reads a summary aloud in sentences', () => {
    const tiles = {
      waiting: 2,
      longestSince: '2026-11-22T09:58:20.000Z',
      inPromiseToday: { answered: 0, offered: 0 },
      gaveUpToday: 0,
      textsWaiting: { open: 0, overHour: 0 },
      helpedToday: 0,
      callbacks: { kept: 0, due: 0, percent: null, waiting: 0 },
    }
    expect(summaryWords({ tiles, queues: [queue('Advice', 'nobody-free')] }, now)).to.equal(
      '2 waiting, longest 1:40. Advice: Nobody free, 2 waiting, 0 of 3 free.',
    )
  })

  it('lists callers by queue, then by place', () => {
    const callers = [caller('c', 'two', 1), caller('b', 'one', 2), caller('a', 'one', 1)]
    expect(
      callersInOrder(callers, [{ id: 'one' }, { id: 'two' }]).map(({ contactId }) => contactId),
    ).to.deep.equal(['a', 'b', 'c'])
  })

  it('offers help on a call of 20 minutes, and on nothing else', () => {
    const since = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
    expect(offersHelp('on-call', since(19), now)).to.equal(false)
    expect(offersHelp('on-call', since(20), now)).to.equal(true)
    expect(offersHelp('wrap-up', since(60), now)).to.equal(false)
  })
})

describe('the wall', () => {
  const asOf = '2026-11-22T10:00:00.000Z'
  const wall = { asOf, closesAt: null, opensAt: null, helpedToday: 0, queues: [], alerts: [] }

  it('ends with when lines close and something kind', () => {
    expect(kindLine({ ...wall, closesAt: '2026-11-22T19:00:00.000Z', helpedToday: 142 })).to.equal(
      'Lines close at 19:00. Thank you: 142 members helped today.',
    )
    expect(kindLine({ ...wall, opensAt: '2026-11-23T08:30:00.000Z', helpedToday: 1 })).to.equal(
      'Lines open tomorrow at 08:30. Thank you: 1 member helped today.',
    )
    expect(kindLine({ ...wall, opensAt: '2026-11-22T10:30:00.000Z' })).to.equal('Lines open at 10:30.')
    expect(kindLine({ ...wall, opensAt: '2026-11-24T08:30:00.000Z' })).to.equal(
      'Lines open Tue 24 Nov at 08:30.',
    )
    expect(kindLine({ ...wall, closesAt: '2026-11-23T00:00:00.000Z' })).to.equal('Lines close at midnight.')
    expect(kindLine({ ...wall, closesAt: '2026-12-24T00:00:00.000Z' })).to.equal('')
    expect(kindLine(wall)).to.equal('')
  })

  it('moves by two pixels every ten minutes', () => {
    expect(shiftPixels(0)).to.equal(0)
    expect(shiftPixels(599_999)).to.equal(0)
    expect(shiftPixels(600_000)).to.equal(2)
    expect(shiftPixels(1_200_000)).to.equal(0)
  })

  it('loads afresh once when 03:00 passes, whether it started today or yesterday', () => {
    const at = (text: string) => Date.parse(text)
    const evening = at('2026-11-22T18:00:00.000Z')
    expect(isDueForReload(evening, at('2026-11-22T23:59:00.000Z'))).to.equal(false)
    expect(isDueForReload(evening, at('2026-11-23T02:59:00.000Z'))).to.equal(false)
    expect(isDueForReload(evening, at('2026-11-23T03:00:00.000Z'))).to.equal(true)
    const night = at('2026-11-23T01:00:00.000Z')
    expect(isDueForReload(night, at('2026-11-23T03:00:00.000Z'))).to.equal(true)
    expect(isDueForReload(at('2026-11-23T03:00:01.000Z'), at('2026-11-23T23:00:00.000Z'))).to.equal(false)
  })
})
