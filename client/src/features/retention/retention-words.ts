import type { ErasureBrief, RetentionKind } from '../../../../server/contract/retention-api.ts'

export const kindWords: Readonly<Record<RetentionKind, string>> = {
  recordings: 'Recordings and voicemails',
  contacts: 'Calls and texts on no case',
  cases: 'Closed cases, with their calls, texts and documents',
}
/** What each time is counted from, and what goes. */
export const kindMeans: Readonly<Record<RetentionKind, string>> = {
  recordings:
    'From the call. As long as each line says, under Admin. The sound goes, that there was one stays.',
  contacts:
    'From their end. Words, pictures, numbers and names go; when, how long and what came of it stays.',
  cases: 'From the day they were closed. Everything written, said and sent goes; what is counted stays.',
}

const many = (n: number, one: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : `${one}s`}`
export const records = (n: number): string => many(n, 'record')

export function stateWords({
  state,
  due,
  held,
  erased,
  waitingAtTwilio,
  refusedByTwilio,
}: ErasureBrief): string {
  const stay = held === 0 ? '' : `, ${held.toLocaleString('en-GB')} held and staying`
  if (state === 'proposed')
    return due === 0 ? `Nothing is due any more${stay}` : `${records(due)} due${stay}: wait for your approval`
  if (state === 'done') return `${records(erased)} erased${stay}`
  if (due > 0) return `Being erased: ${records(due)} to go, ${erased.toLocaleString('en-GB')} gone${stay}`
  if (refusedByTwilio > 0) return `Gone here${stay}; Twilio refused to delete ${refusedByTwilio}`
  return `Gone here${stay}; Twilio has ${waitingAtTwilio} still to delete`
}
