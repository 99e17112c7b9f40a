import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { followUpTroubles, isAllTicked, reworked } from '../../server/domain/follow-up.ts'
import type { FollowUp } from '../../server/domain/records.ts'
import { watchTrouble, workingWeek } from '../../server/domain/targets/case-watch.ts'
import {
  pause,
  resume,
  type ServiceTarget,
  settle,
  start,
  stepDue,
  stepTaken,
  type TargetState,
} from '../../server/domain/targets/service-target.ts'
import { workingMinutesAfter, workingMinutesBetween } from '../../server/domain/targets/working-time.ts'
import { UK_BANK_HOLIDAYS } from '../../server/domain/uk-bank-holidays.ts'
import { importsOf } from '../support/architecture.ts'

const hours = workingWeek('09:00', '17:00', 'england-and-wales')
const after = (from: string, minutes: number) => workingMinutesAfter(hours, UK_BANK_HOLIDAYS, from, minutes)
const between = (from: string, to: string) => workingMinutesBetween(hours, UK_BANK_HOLIDAYS, from, to)

describe('working time', () => {
  it('of an hour from Friday 16:30, Monday to Friday 9 to 5, ends on Monday at 09:30', () => {
    expect(after('2026-11-20T16:30:00.000Z', 60)).to.equal('2026-11-23T09:30:00.000Z')
    expect(between('2026-11-20T16:30:00.000Z', '2026-11-23T09:30:00.000Z')).to.equal(60)
  })
  it('knows bank holidays and the change of the clocks', () => {
    // Monday 31 August 2026 is a bank holiday in England; London is an hour ahead of UTC.
    expect(after('2026-08-28T15:30:00.000Z', 60)).to.equal('2026-09-01T08:30:00.000Z')
    // Summer time ended on Sunday 25 October.
    expect(after('2026-10-23T15:30:00.000Z', 60)).to.equal('2026-10-26T09:30:00.000Z')
  })
  it('is nothing at night, and ends at closing time rather than at the next opening', () => {
    expect(between('2026-11-20T17:00:00.000Z', '2026-11-23T09:00:00.000Z')).to.equal(0)
    expect(after('2026-11-20T16:30:00.000Z', 30)).to.equal('2026-11-20T17:00:00.000Z')
    expect(between('2026-11-23T09:00:00.000Z', '2026-11-20T17:00:00.000Z')).to.equal(0)
  })

  it('and the counting of legal dates share no function, nor any file but data', () => {
    const domain = fileURLToPath(new URL('../../server/domain', import.meta.url))
    const text = (path: string) => readFileSync(`${domain}/${path.replace('server/domain/', '')}`, 'utf8')
    const reached = (folder: string): Set<string> => {
      const found = new Set(
        readdirSync(`${domain}/${folder}`).map((name) => `server/domain/${folder}/${name}`),
      )
      // A Set visits what is added while it is walked.
      for (const path of found)
        for (const { target, isOurs } of importsOf(path, text(path))) if (isOurs) found.add(target)
      return found
    }
    const both = [...reached('deadlines')].filter((path) => reached('targets').has(path))
    expect(reached('targets')).to.include('server/domain/opening-hours.ts')
    expect(reached('deadlines')).to.include('server/domain/deadlines/counting.ts')
    const withFunctions = both.filter((path) =>
      /^export (?:const \w+ = (?:async )?\(|function )/m.test(text(path)),
    )
    expect(withFunctions).to.deep.equal([])
  })
})

const working = { hours, holidays: UK_BANK_HOLIDAYS, stepMinutes: 60 }
const monday = '2026-11-23T10:00:00.000Z'
const begun = (minutes = 120): ServiceTarget => {
  const decided = start(working, {
    id: 't1',
    caseId: 'c1',
    what: 'Answer',
    minutes,
    startedAt: monday,
    startedBy: 'p1',
  })
  if ('refused' in decided) throw new Error(decided.refused)
  return decided.next
}
const next = (decided: { next: ServiceTarget } | { refused: string }): ServiceTarget => {
  if ('refused' in decided) throw new Error(decided.refused)
  return decided.next
}

describe('a service target', () => {
  it('pauses with what is left, and goes on with it days later', () => {
    const paused = next(
      pause(working, begun(), { at: '2026-11-23T11:30:00.000Z', why: 'Employer to answer' }),
    )
    expect(paused).to.include({ state: 'paused', leftMinutes: 30, dueAt: null, nextStepAt: null })
    const on = next(resume(working, paused, '2026-11-27T16:45:00.000Z'))
    expect(on).to.include({ state: 'running', dueAt: '2026-11-30T09:15:00.000Z' })
  })

  it('tells owner, lead and duty official, a step apart in working time, each once', () => {
    let target = begun(360)
    expect(target.dueAt).to.equal('2026-11-23T16:00:00.000Z')
    expect(stepDue(target, '2026-11-23T15:59:59.999Z')).to.equal(null)
    expect(stepDue(target, '2026-11-23T16:00:00.000Z')).to.equal('owner')
    target = stepTaken(working, target, { at: '2026-11-23T16:00:00.000Z', followUpId: 'f1' })
    expect(stepDue(target, '2026-11-23T16:59:00.000Z')).to.equal(null)
    expect(target.nextStepAt).to.equal('2026-11-23T17:00:00.000Z')
    expect(stepDue(target, '2026-11-23T17:00:00.000Z')).to.equal('lead')
    // Nobody leads: the duty official is told at once.
    target = stepTaken(working, target, { at: '2026-11-23T17:00:00.000Z', followUpId: null })
    expect(stepDue(target, '2026-11-23T17:00:00.000Z')).to.equal('official')
    target = stepTaken(working, target, { at: '2026-11-23T17:00:00.000Z', followUpId: 'f2' })
    expect(target).to.deep.include({ nextStepAt: null, followUpIds: ['f1', 'f2'] })
  })

  it('that is late stays late through a pause', () => {
    const late = next(pause(working, begun(60), { at: '2026-11-23T12:00:00.000Z', why: 'Ill' }))
    expect(late.leftMinutes).to.equal(-60)
    expect(next(resume(working, late, '2026-11-24T10:00:00.000Z')).dueAt).to.equal('2026-11-24T10:00:00.000Z')
  })

  it('goes from each state only where the drawing says', () => {
    const running = begun()
    const paused = next(pause(working, running, { at: monday, why: 'x' }))
    const met = next(settle(running, { as: 'met', at: monday, by: 'p1' }))
    const stopped = next(settle(paused, { as: 'stopped', at: monday, by: null }))
    const may: Record<TargetState, [boolean, boolean, boolean]> = {
      running: [true, false, true],
      paused: [false, true, true],
      met: [false, false, false],
      stopped: [false, false, false],
    }
    for (const target of [running, paused, met, stopped])
      expect(
        [
          pause(working, target, { at: monday, why: 'x' }),
          resume(working, target, monday),
          settle(target, { as: 'met', at: monday, by: 'p1' }),
        ].map((decided) => 'next' in decided),
        target.state,
      ).to.deep.equal(may[target.state])
    expect(pause(working, running, { at: monday, why: ' ' })).to.deep.equal({ refused: 'why-required' })
  })
})

describe('who watches', () => {
  it('has hours that are hours', () => {
    const given = { opens: '09:00', closes: '17:00', stepMinutes: 60 }
    expect(watchTrouble(given)).to.equal(null)
    expect(watchTrouble({ ...given, opens: '9' })).to.have.property('field', 'opens')
    expect(watchTrouble({ ...given, closes: '08:00' })).to.have.property('field', 'closes')
    expect(watchTrouble({ ...given, stepMinutes: 4 })).to.have.property('field', 'stepMinutes')
  })
})

describe('a task', () => {
  const task: FollowUp = {
    id: 'f1',
    caseId: 'c1',
    what: 'Ring',
    dueAt: '2026-11-23T09:00:00.000Z',
    ownerId: 'p1',
    createdAt: monday,
    doneAt: null,
    remindAt: null,
    checklist: [],
    firstDueAt: null,
  }
  const fields = (given: Partial<FollowUp> & { why?: string }, before: FollowUp | null = task) =>
    followUpTroubles({ ...task, why: '', ...given }, before, monday).map(({ field }) => field)
  it('is not due in the past, and is moved out of the past only with a reason', () => {
    expect(fields({})).to.deep.equal([])
    expect(fields({}, null)).to.deep.equal(['dueAt'])
    expect(fields({ dueAt: '2026-11-23T09:59:00.000Z', why: 'x' })).to.deep.equal(['dueAt'])
    expect(fields({ dueAt: '2026-11-24T10:00:00.000Z' })).to.deep.equal(['why'])
    expect(fields({ dueAt: '2026-11-24T10:00:00.000Z', why: 'Ill' })).to.deep.equal([])
  })
  it('has a reminder that lies ahead and before its day, and a list of words', () => {
    const ahead = { dueAt: '2026-11-24T10:00:00.000Z', why: 'x' }
    expect(fields({ ...ahead, remindAt: '2026-11-24T09:00:00.000Z' })).to.deep.equal([])
    expect(fields({ ...ahead, remindAt: '2026-11-23T09:59:00.000Z' })).to.deep.equal(['remindAt'])
    expect(fields({ ...ahead, remindAt: '2026-11-24T11:00:00.000Z' })).to.deep.equal(['remindAt'])
    expect(fields({ checklist: [{ words: ' ', isDone: false }] })).to.deep.equal(['checklist'])
    expect(isAllTicked({ checklist: [{ words: 'a', isDone: false }] })).to.equal(false)
  })
  it('remembers when it was first due, however often it is moved', () => {
    const once = reworked(task, { ...task, dueAt: '2026-11-24T10:00:00.000Z' })
    const twice = reworked(once, { ...once, dueAt: '2026-11-25T10:00:00.000Z' })
    expect(twice.firstDueAt).to.equal(task.dueAt)
    expect(reworked(task, task).firstDueAt).to.equal(null)
  })
})
