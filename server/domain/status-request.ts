/**
 * STATUS by text (N17): what a member's open cases stand at, to the mobile that is registered as theirs alone.
 *
 *   STATUS ─┬─ one member's own mobile ─┬─ they asked for discretion ─► numbers and days only
 *           │                           └─ else ──────────────────────► owner's first name, next step, day
 *           ├─ a shared, work, marked or unknown number ─► nothing of any case; a person checks who they are
 *           └─ the member's rules say no text now ───────► no reply by itself; a person reads it
 *
 * The answer goes to the registered number, whoever asked: a faked sender learns nothing. The next step may say what a case
 * is about, and whoever holds that phone reads it; who cannot have that asks for discretion, and gets none of it.
 */

/** The one word, as people type it: any case, punctuation around it. */
export const isStatusRequest = (body: string): boolean =>
  body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') === 'status'

export const mostCasesTold = 3
const longestStep = 60

export interface CaseStanding {
  /** "CX-10482" */
  reference: string
  ownerFirstName: string | null
  nextStep: string | null
  /** "Wednesday 14:00" */
  promised: string | null
}

/** One line a case, then how to go on. `cases`: all that are open, the most urgent first. */
export const statusReply = (cases: readonly CaseStanding[], isDiscreet: boolean): string => {
  if (cases.length === 0)
    return 'Nothing is open for you with us. Write here what you need and a person will answer.'
  const told = cases.slice(0, mostCasesTold).map((one) => (isDiscreet ? discreetLine(one) : line(one)))
  const more = cases.length - told.length
  return [...told, `${more > 0 ? `And ${more} more. ` : ''}Reply here to add or correct something.`].join(
    '\n',
  )
}

export const statusNeedsCheck = (): string =>
  'We cannot send this to your number yet. Reply with your full name and we will check with you who you are, then answer.'

const line = ({ reference, ownerFirstName, nextStep, promised }: CaseStanding): string => {
  const who = ownerFirstName === null ? 'in our queue' : `with ${ownerFirstName}`
  const next = nextStep === null || nextStep.trim() === '' ? '' : `. Next: ${shortened(nextStep.trim())}`
  return `${reference} ${who}${next}${promised === null ? '' : `, by ${promised}`}.`
}

const discreetLine = ({ reference, promised }: CaseStanding): string =>
  `${reference}: we are on it${promised === null ? '' : `, by ${promised}`}.`

const shortened = (words: string): string => {
  const plain = words.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')
  return plain.length <= longestStep ? plain : `${plain.slice(0, longestStep - 3).trimEnd()}...`
}
