/** Words of legal dates, as pure functions. */
import type { DeadlineView, RadarItem, WorkingsView } from '../../../../server/contract/deadline-views.ts'
import type { DeadlineClaim } from '../../../../server/contract/deadline-words.ts'
import type { Tone } from '../../ui/tone.ts'

/** "12 days left", "today", "3 days over" */
export const daysWords = (days: number): string => {
  const count = Math.abs(days)
  if (count === 0) return 'today'
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'over' : 'left'}`
}

/** Within four weeks it is urgent (UNISON CASE form); a week is the margin that the working target keeps free. */
const urgentDays = 28
const marginDays = 7
export const toneOfDays = (days: number | null): Tone =>
  days === null ? 'neutral' : days <= marginDays ? 'bad' : days <= urgentDays ? 'warn' : 'neutral'

export const stateTone: Record<DeadlineView['state'], Tone> = {
  proposed: 'warn',
  confirmed: 'ok',
  met: 'ok',
  missed: 'bad',
  waived: 'neutral',
}

export const limitLine = ({
  isNotBefore,
  limitWords,
  claim,
}: Pick<WorkingsView, 'isNotBefore' | 'limitWords'> & { claim: DeadlineClaim }) =>
  claim === 'hearing'
    ? `On ${limitWords}`
    : isNotBefore
      ? `Clock stopped: not before ${limitWords}`
      : `Last day ${limitWords}`

export const nextWords: Record<RadarItem['next']['kind'], string> = {
  'interim-relief': 'Interim relief',
  target: 'Work to',
  limit: 'Last day',
  day: 'On the day,',
}

/** What the radar's first line says: how many, and how many of them nobody owns. */
export const radarWords = (items: readonly RadarItem[]): string => {
  const unowned = items.filter((item) => item.case.owner === null).length
  return items.length === 0
    ? 'No legal date within four weeks'
    : `${items.length} within four weeks or over${unowned === 0 ? ', all owned' : `, ${unowned} without an owner`}`
}
