/**
 * What early conciliation does to a limit (ERA 1996 s.207B and its clones; EqA 2010 s.140B).
 *
 *   day A  Acas (in Northern Ireland the Labour Relations Agency) receives the notification
 *   day B  the claimant receives, or is treated as receiving, the certificate
 *
 *   (3) the days after day A up to and with day B are not counted;
 *   (4) a limit so extended that falls between day A and one month after day B becomes one month after day B;
 *   first (3), then (4): Luton BC v Haque (EAT 2018). One month is the corresponding day: Tanveer (EAT 2016).
 *
 * Only days after the trigger count: Raison v DF Capital Bank [2025] EAT 86; conciliation wholly before it changes
 * nothing (Garau). Notified after the limit: nothing. Employer-initiated, or a second certificate: nothing.
 */
import { addDays, correspondingOrLastDay, type Day, dayInWords, daysBetween, isDay, latest } from './day.ts'

export const startedBys = ['member', 'rep', 'organiser', 'employer'] as const
export type StartedBy = (typeof startedBys)[number]

/** One conciliation with one respondent. */
export type Conciliation = {
  dayA: Day
  /** Null while it is open. */
  dayB: Day | null
  startedBy: StartedBy
}

export type Extension = {
  /** With an open conciliation: the earliest that it can be. */
  limit: Day
  /** The clock stands still, and nobody knows until when. */
  isOpen: boolean
  daysAdded: number
  because:
    | 'none'
    | 'open'
    | 'days-added'
    | 'month-after-b'
    | 'notified-late'
    | 'before-trigger'
    | 'by-employer'
  /** The arithmetic, a line a step. */
  steps: string[]
}

/** What is wrong with what was entered, in words beside the field; empty: nothing. Days to come cannot have happened. */
export const conciliationTroubles = (
  { dayA, dayB }: { dayA: string; dayB: string | null },
  today: Day,
): { field: 'dayA' | 'dayB'; words: string }[] => {
  if (!isDay(dayA)) return [{ field: 'dayA', words: 'There is no such day.' }]
  if (dayA > today)
    return [{ field: 'dayA', words: 'This day is still to come. Enter it once Acas has heard.' }]
  if (dayB === null) return []
  if (!isDay(dayB)) return [{ field: 'dayB', words: 'There is no such day.' }]
  if (dayB < dayA)
    return [{ field: 'dayB', words: 'The certificate cannot come before Acas was told (day A).' }]
  return dayB > today
    ? [{ field: 'dayB', words: 'This day is still to come. Leave it empty until the certificate is there.' }]
    : []
}

const unchanged = (
  because: Extension['because'],
  limit: Day,
  step: string | null,
  isOpen = false,
): Extension => ({ limit, isOpen, daysAdded: 0, because, steps: step === null ? [] : [step] })

/** Extends a limit, `primary` (included), of a claim that was triggered on `trigger`. Of several conciliations the first counts. */
export const extend = (
  { primary, trigger }: { primary: Day; trigger: Day },
  conciliations: readonly Conciliation[],
): Extension => {
  const first = effective(conciliations)
  if (!first)
    return conciliations.length > 0
      ? unchanged(
          'by-employer',
          primary,
          'The employer started conciliation: that does not stop the clock of a claim by the member.',
        )
      : unchanged('none', primary, null)
  const { dayA, dayB } = first
  if (dayA > primary)
    return unchanged(
      'notified-late',
      primary,
      `Acas was told on ${dayInWords(dayA)}, after the limit: no extension.`,
    )
  if (dayB === null)
    return unchanged(
      'open',
      primary,
      `The clock stopped when Acas was told on ${dayInWords(dayA)}. Until the certificate comes nobody knows the limit: not before ${dayInWords(primary)}.`,
      true,
    )
  if (dayB <= trigger)
    return unchanged(
      'before-trigger',
      primary,
      'Conciliation was over before the clock started: no extension.',
    )
  const daysAdded = daysBetween(latest([dayA, trigger]), dayB)
  const stopped = addDays(primary, daysAdded)
  const from = addDays(latest([dayA, trigger]), 1)
  const steps = [
    daysAdded === 0
      ? 'Certificate on day A itself: no days to add.'
      : `${dayInWords(from)} to ${dayInWords(dayB)}, ${daysAdded} ${daysAdded === 1 ? 'day' : 'days'}, ${daysAdded === 1 ? 'is' : 'are'} not counted: ${dayInWords(primary)} becomes ${dayInWords(stopped)}.`,
  ]
  const monthAfterB = correspondingOrLastDay(dayB, 1)
  if (stopped >= dayA && stopped < monthAfterB) {
    steps.push(
      `That is less than a month after the certificate: the limit becomes ${dayInWords(monthAfterB)}, one month after day B.`,
    )
    return { limit: monthAfterB, isOpen: false, daysAdded, because: 'month-after-b', steps }
  }
  steps.push(`One month after the certificate is ${dayInWords(monthAfterB)}, which is not later.`)
  return { limit: stopped, isOpen: false, daysAdded, because: 'days-added', steps }
}

/** The conciliation that counts with this respondent: the first that the employer did not start, or null. */
export const effective = (conciliations: readonly Conciliation[]): Conciliation | null =>
  conciliations
    .filter((one) => one.startedBy !== 'employer')
    .toSorted((a, b) => (a.dayA < b.dayA ? -1 : 1))[0] ?? null
