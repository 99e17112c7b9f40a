// When a line may go: never while somebody is on it or is owed a call from it, and never so that a number that still
// rings is answered by chance.
import type { Line } from './records.ts'

/** What still goes on on a line. */
export interface OnLine {
  readonly calls: number
  readonly conversations: number
  readonly callbacks: number
}

/** Why a line cannot go now, in words. Empty: it can. */
export const lineInUse = (
  line: Pick<Line, 'id' | 'kind'>,
  given: OnLine & { readonly lines: readonly Pick<Line, 'id' | 'kind'>[] },
): string[] => [
  ...counted(given.calls, 'call is on it now', 'calls are on it now'),
  ...counted(given.conversations, 'text conversation is open on it', 'text conversations are open on it'),
  ...counted(given.callbacks, 'callback is promised from it', 'callbacks are promised from it'),
  ...(given.lines.some(({ id, kind }) => id !== line.id && kind === line.kind)
    ? []
    : [line.kind === 'voice' ? 'It is the only line for calls.' : 'It is the only line for texts.']),
]

const counted = (n: number, one: string, many: string): string[] =>
  n === 0 ? [] : [n === 1 ? `1 ${one}.` : `${n} ${many}.`]

/** What is wrong with the answer to "who answers its number now?", or null. `lines`: those in use. */
export const replacementProblem = (
  line: Pick<Line, 'id' | 'kind' | 'name'>,
  answer: { readonly replacedBy: string | null; readonly isGivenUp: boolean },
  lines: readonly Pick<Line, 'id' | 'kind' | 'name'>[],
): string | null => {
  if (answer.isGivenUp) return null
  if (answer.replacedBy === null)
    return 'Its number still leads here. Choose the line that answers it, or say that the number is given up.'
  const other = lines.find(({ id }) => id === answer.replacedBy && id !== line.id)
  if (other === undefined) return 'Choose another line that is in use.'
  if (other.kind !== line.kind)
    return line.kind === 'voice'
      ? `${other.name} is for texts and cannot answer calls.`
      : `${other.name} is for calls and cannot answer texts.`
  return null
}
