/** What a reading of the members' file has come to, in words. Pure. */
import type { MemberImportView } from '../../../../server/contract/member-views.ts'
import type { MemberRowWord } from '../../../../server/contract/words.ts'
import { fullWords } from './settings-form.ts'

export const rowKinds: Record<MemberRowWord, { readonly title: string; readonly none: string }> = {
  new: { title: 'New', none: 'Nobody is new.' },
  changed: { title: 'Changed', none: 'Nothing changed.' },
  kept: { title: 'Changed here, stays', none: 'Nothing that was changed here differs.' },
  gone: { title: 'Not in the file', none: 'Nobody is missing.' },
  failed: { title: 'Refused rows', none: 'No row was refused.' },
}

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`

/** "3 new, 1 changed, 2 not in the file, 1 row refused, 194 as they were". */
export const countWords = ({ counts }: Pick<MemberImportView, 'counts'>): string =>
  [
    counts.new > 0 ? count(counts.new, 'new', 'new') : '',
    counts.changed > 0 ? count(counts.changed, 'changed', 'changed') : '',
    counts.kept > 0 ? count(counts.kept, 'changed here, stays', 'changed here, stay') : '',
    counts.gone > 0 ? count(counts.gone, 'not in the file', 'not in the file') : '',
    counts.failed > 0 ? count(counts.failed, 'row refused', 'rows refused') : '',
    counts.same > 0 ? count(counts.same, 'as it was', 'as they were') : '',
  ]
    .filter(Boolean)
    .join(', ') || 'no rows'

export const settledWords = (one: MemberImportView): string => {
  switch (one.state) {
    case 'applied':
      return `Applied: ${countWords(one)}.`
    case 'discarded':
      return 'Discarded. Nothing was changed.'
    case 'failed':
      return `Not read. ${one.problem ?? ''}`
    case 'reading':
    case 'ready':
    case 'applying':
      return countWords(one)
    default:
      return one.state satisfies never
  }
}

export const stateWords = (one: MemberImportView): string => {
  if (one.isSilent) return 'The upload was lost. Nothing was changed; discard it and send the file again.'
  const percent = one.percent === null ? '' : `, ${one.percent} %`
  const rows = count(one.rows, 'row', 'rows')
  switch (one.state) {
    case 'reading':
      return `Reading: ${rows}${percent}`
    case 'applying':
      return `Applying${percent}. Calls and texts go on meanwhile.`
    case 'ready':
    case 'applied':
    case 'discarded':
    case 'failed':
      return `${rows}: ${countWords(one)}.`
    default:
      return one.state satisfies never
  }
}

/** Why a file was not taken. */
export const fileProblem = (error: unknown): string => fullWords(error)
