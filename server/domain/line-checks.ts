// What is wrong with settings that somebody typed, each in words and with the name of its field: nothing is repaired
// behind anybody's back, and nothing that a caller could fall into is saved (F1-F5, J22).
import { DateTime } from 'luxon'
import { alertLimitProblems } from './alerts.ts'
import { levelsOf, type Menu } from './menu.ts'
import type { DayPeriod, OpeningHours } from './opening-hours.ts'
import { longestKeptDays } from './recording-access.ts'
import type { Line, Queue } from './records.ts'

/** `field` is the path of what was typed, as in `periods.2.opens`. */
export type FieldProblem = { readonly field: string; readonly words: string }

/** What a line is, besides its hours and its menu. */
export type LineSettings = Pick<
  Line,
  | 'number'
  | 'name'
  | 'kind'
  | 'greeting'
  | 'closedMessage'
  | 'defaultQueueId'
  | 'drain'
  | 'keepDays'
  | 'transcribeVoicemail'
  | 'purpose'
>
export const settingsOf = (line: Line): LineSettings => ({
  number: line.number,
  name: line.name,
  kind: line.kind,
  greeting: line.greeting,
  closedMessage: line.closedMessage,
  defaultQueueId: line.defaultQueueId,
  drain: line.drain,
  keepDays: line.keepDays,
  transcribeVoicemail: line.transcribeVoicemail,
  purpose: line.purpose,
})
export type QueueSettings = Pick<
  Queue,
  | 'name'
  | 'skills'
  | 'skillLevels'
  | 'promisePercent'
  | 'promiseSeconds'
  | 'maxWaiting'
  | 'maxWaitSeconds'
  | 'alertLimits'
>

const longestMessage = 600
const longestName = 60
const longestReason = 120
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/

export const weekdayName = (weekday: number): string => weekdays[weekday - 1] ?? `Day ${weekday}`

export const hoursProblems = (hours: OpeningHours): FieldProblem[] => {
  const problems: FieldProblem[] = []
  if (!isKnownZone(hours.zone))
    problems.push({ field: 'zone', words: 'This time zone is not known. One that is: Europe/London.' })
  for (const [index, { weekday }] of hours.periods.entries())
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7)
      problems.push({ field: `periods.${index}.opens`, words: 'Choose a day of the week.' })
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const ofDay = hours.periods.flatMap((period, index) =>
      period.weekday === weekday ? [{ ...period, field: `periods.${index}` }] : [],
    )
    problems.push(...periodProblems(ofDay, `on ${weekdayName(weekday)}`))
  }
  const days = new Set<string>()
  for (const [index, { date, reason, periods }] of hours.overrides.entries()) {
    const field = `overrides.${index}`
    if (!isDay(date)) problems.push({ field: `${field}.date`, words: 'Choose a day.' })
    else if (days.has(date))
      problems.push({
        field: `${field}.date`,
        words: 'There is an exception for this day already. Change that one.',
      })
    days.add(date)
    if (reason.trim() === '')
      problems.push({ field: `${field}.reason`, words: 'Say why, for your colleagues.' })
    if (reason.length > longestReason)
      problems.push({ field: `${field}.reason`, words: `${longestReason} characters at most.` })
    problems.push(
      ...periodProblems(
        periods.map((period, at) => ({ ...period, field: `${field}.periods.${at}` })),
        'on this day',
      ),
    )
  }
  return problems
}

const periodProblems = (
  periods: readonly (DayPeriod & { field: string })[],
  when: string,
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const sound: (DayPeriod & { field: string })[] = []
  for (const period of periods) {
    const { opens, closes, field } = period
    if (!timeOfDay.test(opens)) problems.push({ field: `${field}.opens`, words: 'Write a time like 08:30.' })
    if (!timeOfDay.test(closes) && closes !== '24:00')
      problems.push({ field: `${field}.closes`, words: 'Write a time like 19:00, or 24:00 for midnight.' })
    if (problems.some((one) => one.field.startsWith(`${field}.`))) continue
    if (closes === opens) problems.push({ field: `${field}.closes`, words: 'It closes the minute it opens.' })
    else if (closes < opens)
      problems.push({
        field: `${field}.closes`,
        words: `Closes before it opens. For a night: ${opens} to 24:00, then 00:00 to ${closes} on the next day.`,
      })
    else sound.push(period)
  }
  const sorted = sound.toSorted((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))
  let latest: DayPeriod | null = null
  for (const period of sorted) {
    if (latest !== null && period.opens < latest.closes)
      problems.push({
        field: `${period.field}.opens`,
        words: `Overlaps ${latest.opens} to ${latest.closes} ${when}.`,
      })
    if (latest === null || period.closes > latest.closes) latest = period
  }
  return problems
}

/** `number` null: what was typed does not read as a telephone number. `others`: every other line we have. */
export const lineProblems = (
  line: Omit<LineSettings, 'number'> & { readonly number: string | null },
  given: { readonly others: readonly Pick<Line, 'number' | 'name'>[]; readonly queueIds: readonly string[] },
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const say = (field: string, words: string) => void problems.push({ field, words })
  const name = line.name.trim()
  if (name === '') say('name', 'Give the line a name, as your colleagues call it.')
  else if (name.length > longestName) say('name', `${longestName} characters at most.`)
  else if (given.others.some((other) => same(other.name, name))) say('name', 'Another line has this name.')

  const holder = given.others.find(({ number }) => number === line.number)
  if (line.number === null)
    say('number', 'This does not read as a telephone number. Like 020 7946 0900 or +44 20 7946 0900.')
  else if (holder) say('number', `${holder.name} has this number already.`)

  if (line.kind === 'voice') {
    if (line.greeting.trim() === '') say('greeting', 'Silence: write what a caller hears first.')
    if (line.closedMessage.trim() === '')
      say('closedMessage', 'Silence: write what a caller hears when closed.')
  }
  if (line.greeting.length > longestMessage)
    say('greeting', `${longestMessage} characters at most: that is most of a minute.`)
  if (line.closedMessage.length > longestMessage)
    say('closedMessage', `${longestMessage} characters at most: that is most of a minute.`)
  if (line.defaultQueueId === null || !given.queueIds.includes(line.defaultQueueId))
    say('defaultQueueId', 'Choose a queue.')
  if (line.drain !== 'all' && !(/^\d{1,3}$/.test(line.drain) && Number(line.drain) <= 240))
    say('drain', 'Everybody, or a number of minutes up to 240.')
  if (!Number.isInteger(line.keepDays) || line.keepDays < 1 || line.keepDays > longestKeptDays)
    say('keepDays', `A whole number of days from 1 to ${longestKeptDays}, which is six years.`)
  return problems
}

/** `skills`: those that somebody has. */
export const queueProblems = (
  queue: QueueSettings,
  given: { readonly others: readonly Pick<Queue, 'name'>[]; readonly skills: readonly string[] },
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const say = (field: string, words: string) => void problems.push({ field, words })
  const name = queue.name.trim()
  if (name === '') say('name', 'Give the queue a name.')
  else if (name.length > longestName) say('name', `${longestName} characters at most.`)
  else if (given.others.some((other) => same(other.name, name))) say('name', 'Another queue has this name.')
  const unknown = queue.skills.filter((skill) => !given.skills.includes(skill))
  if (unknown.length > 0)
    say('skills', `Nobody has this skill, so nobody would be rung: ${unknown.join(', ')}.`)
  if (Object.values(queue.skillLevels).some((level) => !isWhole(level, 1, 5)))
    say('skills', 'A level is between 1 and 5.')
  if (!isWhole(queue.promisePercent, 1, 100)) say('promisePercent', 'Between 1 and 100 per cent.')
  if (!isWhole(queue.promiseSeconds, 5, 3600)) say('promiseSeconds', 'Between 5 seconds and an hour.')
  if (queue.maxWaiting !== null && !isWhole(queue.maxWaiting, 1, 500))
    say('maxWaiting', 'Between 1 and 500, or empty for no limit.')
  if (queue.maxWaitSeconds !== null && !isWhole(queue.maxWaitSeconds, 60, 4 * 3600))
    say('maxWaitSeconds', 'Between 1 minute and 4 hours, or empty for no limit.')
  problems.push(...alertLimitProblems(queue.alertLimits))
  return problems
}

export const closureProblems = (
  closure: { readonly message: string; readonly reason: string; readonly reopensAt: string },
  now: string,
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const say = (field: string, words: string) => void problems.push({ field, words })
  if (closure.message.trim() === '') say('message', 'Silence: write what callers hear.')
  if (closure.message.length > longestMessage) say('message', `${longestMessage} characters at most.`)
  if (closure.reason.trim() === '') say('reason', 'Say why, for your colleagues.')
  if (closure.reason.length > longestReason) say('reason', `${longestReason} characters at most.`)
  if (closure.reopensAt <= now) say('reopensAt', 'This time has passed. Choose when the line opens again.')
  else if (Date.parse(closure.reopensAt) - Date.parse(now) > longestClosureMs)
    say('reopensAt', 'Within 14 days. For longer, change the opening hours.')
  return problems
}
const longestClosureMs = 14 * 86_400_000

/** Why a queue cannot go: somebody would be lost. Empty: it can. */
export const queueInUse = (
  queue: Pick<Queue, 'id' | 'key'>,
  given: {
    readonly callers: number
    readonly callbacks: number
    readonly queues: number
    readonly lines: readonly Pick<Line, 'name' | 'menu' | 'menuDraft' | 'defaultQueueId'>[]
  },
): string[] => {
  const why: string[] = []
  if (given.callers > 0)
    why.push(given.callers === 1 ? '1 caller is in it now.' : `${given.callers} callers are in it now.`)
  if (given.callbacks > 0)
    why.push(
      given.callbacks === 1
        ? '1 callback is promised from it.'
        : `${given.callbacks} callbacks are promised from it.`,
    )
  if (given.queues < 2) why.push('It is the only queue: callers need somewhere to wait.')
  for (const line of given.lines) {
    if (line.menu !== null && leadsTo(line.menu, queue.key)) why.push(`The menu of ${line.name} leads to it.`)
    else if (line.menuDraft !== null && leadsTo(line.menuDraft, queue.key))
      why.push(`The menu draft of ${line.name} leads to it.`)
    if (line.defaultQueueId === queue.id) why.push(`${line.name} uses it when no key was pressed.`)
  }
  return why
}

const leadsTo = (menu: Menu, key: string): boolean =>
  menu.personQueueKey === key ||
  levelsOf(menu).some(({ level }) =>
    Object.values(level.options).some((option) => option.kind === 'queue' && option.queueKey === key),
  )

/** Named zones only: an offset such as +01:00 knows no clock change. */
export const isKnownZone = (zone: string): boolean =>
  /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)+$/.test(zone) && DateTime.local({ zone }).isValid

const isDay = (date: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) && DateTime.fromISO(date, { zone: 'utc' }).isValid
const isWhole = (n: number, from: number, to: number): boolean => Number.isInteger(n) && n >= from && n <= to
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()
