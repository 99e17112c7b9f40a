// What was changed, in words: two states of the same settings side by side, for the history and for whoever asks what
// Tuesday's change was. Pure, from what the event log keeps; nothing is written down twice.

import { DateTime } from 'luxon'
import { defaultAlertLimits } from './alerts.ts'
import { type LineSettings, type QueueSettings, weekdayName } from './line-checks.ts'
import { levelsOf, type Menu, type MenuOption } from './menu.ts'
import type { DayPeriod, OpeningHours } from './opening-hours.ts'
import { keptDays } from './recording-access.ts'
import type { AlertLimits } from './records.ts'
import { textPurposes } from './text-purpose.ts'

/** A part of a line that is changed as one and can be put back as one. */
export type LineChange =
  | { readonly part: 'line'; readonly before: LineSettings; readonly after: LineSettings }
  | { readonly part: 'hours'; readonly before: OpeningHours; readonly after: OpeningHours }
  | { readonly part: 'menu'; readonly before: Menu | null; readonly after: Menu | null }

/** Whether two states are the same settings, in whatever order their parts were written down. */
export const sameSettings = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** `before` null: it was not there; `after` null: it is gone. */
export type Change = { readonly what: string; readonly before: string | null; readonly after: string | null }
type Named = { readonly queueName: (idOrKey: string) => string }

export const lineChanges = (change: LineChange, names: Named): Change[] => {
  switch (change.part) {
    case 'line':
      return between(lineWords(change.before, names), lineWords(change.after, names))
    case 'hours':
      return between(hoursWords(change.before), hoursWords(change.after))
    case 'menu':
      return between(menuInWords(change.before, names), menuInWords(change.after, names))
  }
}
export const queueChanges = (before: QueueSettings | null, after: QueueSettings | null): Change[] =>
  between(before === null ? new Map() : queueWords(before), after === null ? new Map() : queueWords(after))

type Words = ReadonlyMap<string, string>

export const between = (before: Words, after: Words): Change[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const was = before.get(what) ?? null
    const is = after.get(what) ?? null
    return was === is ? [] : [{ what, before: was, after: is }]
  })

const lineWords = (line: LineSettings, { queueName }: Named): Words =>
  new Map([
    ['Name', line.name],
    ['Number', line.number],
    ['Kind', line.kind === 'voice' ? 'Calls' : 'Texts'],
    ['Greeting', line.greeting],
    ['Closed message', line.closedMessage],
    ['Queue without a menu', line.defaultQueueId === null ? 'none' : queueName(line.defaultQueueId)],
    ['At closing', drainWords(line.drain)],
    // The log holds lines from before these two were settings.
    ['Recordings kept', daysWords(line.keepDays ?? keptDays)],
    ['Voicemails written down by Twilio', line.transcribeVoicemail ? 'yes' : 'no'],
    ['Texts about', textPurposes[line.purpose ?? 'case']],
  ])

const daysWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

export const drainWords = (drain: string): string =>
  drain === 'all'
    ? 'everybody in the queue is still answered'
    : drain === '0'
      ? 'those still in the queue are promised a call back'
      : `answered for ${drain} more ${drain === '1' ? 'minute' : 'minutes'}, then promised a call back`

const nations = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const

const hoursWords = (hours: OpeningHours): Words => {
  const words = new Map([
    ['Time zone', hours.zone],
    ['Bank holidays', hours.division === null ? 'none' : nations[hours.division]],
  ])
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const periods = hours.periods.filter((period) => period.weekday === weekday)
    words.set(weekdayName(weekday), periodsWords(periods))
  }
  for (const { date, periods, reason } of hours.overrides)
    words.set(dayWords(date), `${periodsWords(periods)} (${reason})`)
  return words
}

export const periodsWords = (periods: readonly DayPeriod[]): string =>
  periods.length === 0
    ? 'closed'
    : periods
        .toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
        .map(({ opens, closes }) => `${opens} to ${closes}`)
        .join(' and ')

/** "Wed 7 Oct 2026", or what was typed when it is no day. */
export const dayWords = (date: string): string => {
  const day = DateTime.fromISO(date, { zone: 'utc', locale: 'en-GB' })
  return day.isValid ? day.toFormat('ccc d LLL yyyy') : date
}

const menuInWords = (menu: Menu | null, names: Named): Words => {
  if (menu === null) return new Map([['Menu', 'none']])
  const words = new Map([
    ['For a person', names.queueName(menu.personQueueKey)],
    ['Tries before a person', String(menu.attempts)],
    ['Membership number by star', menu.asksNumber === true ? 'may be keyed in' : 'no'],
  ])
  for (const { path, level } of levelsOf(menu)) {
    words.set(path === '' ? 'First words' : `Words after ${pressed(path)}`, level.prompt)
    for (const [key, option] of Object.entries(level.options))
      words.set(`Key ${pressed(path + key)}`, `for ${option.words}: ${leadsWords(option, menu, names)}`)
  }
  return words
}

const pressed = (path: string): string => path.split('').join(' then ')
const leadsWords = (option: MenuOption, menu: Menu, { queueName }: Named): string => {
  switch (option.kind) {
    case 'queue':
      return queueName(option.queueKey)
    case 'menu':
      return 'another menu'
    case 'go': {
      const path = levelsOf(menu).find(({ level }) => level.key === option.to)?.path
      return path === undefined || path === '' ? 'the first menu again' : `the menu behind ${pressed(path)}`
    }
  }
}

const skillWords = ({ skills, skillLevels }: QueueSettings): string =>
  skills.length === 0
    ? 'anybody'
    : skills.map((skill) => `${skill} from level ${skillLevels[skill] ?? 1}`).join(', ')

const alertLimitWords = (limits: AlertLimits): [string, string][] => {
  const after = (value: number | null, unit: string) => (value === null ? 'never' : `after ${value} ${unit}`)
  return [
    ['Alert: somebody waits', after(limits.waitSeconds, 's')],
    ['Alert: nobody there or free', after(limits.nobodySeconds, 's')],
    ['Alert: callback late', after(limits.callbackMinutes, 'min')],
    ['Alert: text unanswered', after(limits.textMinutes, 'min')],
  ]
}
const queueWords = (queue: QueueSettings): Words =>
  new Map([
    ['Name', queue.name],
    ['Skills', skillWords(queue)],
    ['Promise', `${queue.promisePercent} % within ${queue.promiseSeconds} s`],
    ['Most who wait', queue.maxWaiting === null ? 'no limit' : String(queue.maxWaiting)],
    ['Longest wait', queue.maxWaitSeconds === null ? 'no limit' : `${queue.maxWaitSeconds} s`],
    // Queues had no alerts once.
    ...alertLimitWords(queue.alertLimits ?? defaultAlertLimits),
  ])
