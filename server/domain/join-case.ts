// Which case a contact belongs to, by rules that are printed on the contact (F48, F58, F60, F68). First that fits:
//
//   1 reference-in-text        the text names one case that this caller can have
//   2 same-thread              a text from a number we do not know follows its own thread, for 7 days
//   3 only-open-case           one member, one open case
//   4 contact-in-last-7-days   one member, several open cases, one of them active
//   5 reopen                   one member, nothing open, one case closed less than 28 days ago
//   6 a new case
//
// A withheld number, an unknown one or one that two members share never joins by itself because of who calls: the
// agent chooses. Everything here can be undone; a caller is never delayed by it.

export type CandidateCase = {
  readonly id: string
  readonly reference: string
  readonly memberId: string | null
  readonly kind: string
  readonly openedAt: string
  readonly lastContactAt: string | null
}
export type ClosedCase = CandidateCase & { readonly closedAt: string }

/** Instants are ISO UTC text. Cases are those of the members matched, or opened from this unknown number. */
export type JoinQuestion = {
  readonly caller: 'withheld' | 'number'
  readonly membersMatched: number
  /** From case-reference.ts; empty for a call. */
  readonly referencesInText: readonly string[]
  readonly openCases: readonly CandidateCase[]
  readonly recentlyClosed: readonly ClosedCase[]
  /** The case that the last message of this thread was filed on; null for a call and for a first message. */
  readonly threadCaseId: string | null
  readonly now: string
}

/** words: the sentence printed on the contact. linkedTo: the closed case that a new one continues. */
export type JoinAnswer =
  | {
      readonly outcome: 'join'
      readonly caseId: string
      readonly rule:
        | 'reference-in-text'
        | 'same-thread'
        | 'only-open-case'
        | 'contact-in-last-7-days'
        | 'reopen'
      readonly words: string
    }
  | {
      readonly outcome: 'create'
      readonly rule:
        | 'no-open-case'
        | 'no-recent-contact'
        | 'unknown-number'
        | 'withheld-number'
        | 'closed-too-long'
      readonly linkedTo: string | null
      readonly words: string
    }
  | {
      readonly outcome: 'choose'
      readonly candidates: readonly CandidateCase[]
      /** Highlighted, and where the contact stays until somebody chooses; null = a new case. */
      readonly defaultCaseId: string | null
      readonly rule: 'several-cases' | 'several-members' | 'unknown-number'
      readonly words: string
    }

const dayMs = 86_400_000
/** Exactly 7 days ago still counts as recent. */
export const recentContactMs = 7 * dayMs
/** Exactly 28 days ago no longer reopens. */
export const reopenMs = 28 * dayMs

export const joinOrCreate = (question: JoinQuestion): JoinAnswer =>
  byReference(question) ?? byCaller(question)

const byReference = (question: JoinQuestion): JoinAnswer | null => {
  // A withheld caller has no cases of their own, so a reference names somebody else's until an agent has asked.
  if (question.caller === 'withheld') return null
  const named = (each: CandidateCase) => question.referencesInText.includes(each.reference)
  const inOrder = (a: CandidateCase, b: CandidateCase) =>
    question.referencesInText.indexOf(a.reference) - question.referencesInText.indexOf(b.reference)
  const open = question.openCases.filter(named).sort(inOrder)
  const [first, second] = open
  if (first && second) return choose('several-cases', open, first.id, 'the text names several cases')
  if (first) return join(first, 'reference-in-text', `joined ${first.reference}: named in the text`)
  const closed = question.recentlyClosed.filter(named).sort(inOrder)[0]
  if (!closed) return null
  return isReopenable(closed, question)
    ? join(closed, 'reopen', `reopened ${closed.reference}: named in the text, closed less than 28 days ago`)
    : create(
        'closed-too-long',
        `new case, linked to ${closed.reference}: closed 28 days ago or more`,
        closed.id,
      )
}

const byCaller = (question: JoinQuestion): JoinAnswer => {
  const { openCases } = question
  const latest = [...openCases].sort(byLastContact)[0] ?? null
  if (question.caller === 'withheld') return create('withheld-number', 'new case: withheld number')
  if (question.membersMatched === 0) {
    const thread = openCases.find((each) => each.id === question.threadCaseId)
    if (thread && isRecent(thread, question))
      return join(thread, 'same-thread', `joined ${thread.reference}: same text conversation`)
    return latest
      ? choose('unknown-number', openCases, null, 'nobody known by this number, it has open cases')
      : create('unknown-number', 'new case: nobody known by this number')
  }
  if (question.membersMatched > 1) {
    const candidates =
      openCases.length > 0
        ? openCases
        : question.recentlyClosed.filter((each) => isReopenable(each, question))
    return candidates.length > 0
      ? choose('several-members', candidates, null, 'several members share this number')
      : create('no-open-case', 'new case: several members share this number, none has an open case')
  }
  return byOnlyMember(question, latest)
}

const byOnlyMember = (question: JoinQuestion, latest: CandidateCase | null): JoinAnswer => {
  const { openCases } = question
  if (!latest) return byClosedCases(question)
  if (openCases.length === 1)
    return join(latest, 'only-open-case', `joined ${latest.reference}: only open case`)
  const recent = openCases.filter((each) => isRecent(each, question))
  const [active] = recent
  if (active && recent.length === 1)
    return join(
      active,
      'contact-in-last-7-days',
      `joined ${active.reference}: only open case with contact in the last 7 days`,
    )
  return active
    ? choose('several-cases', openCases, latest.id, 'several open cases with contact in the last 7 days')
    : create(
        'no-recent-contact',
        `new case: ${openCases.length} open cases, none with contact in the last 7 days`,
      )
}

const byClosedCases = (question: JoinQuestion): JoinAnswer => {
  const reopenable = question.recentlyClosed
    .filter((each) => isReopenable(each, question))
    .sort(byLastContact)
  const [first, second] = reopenable
  if (!first) return create('no-open-case', 'new case: no open case')
  return second
    ? choose('several-cases', reopenable, first.id, 'several cases closed less than 28 days ago')
    : join(first, 'reopen', `reopened ${first.reference}: closed less than 28 days ago, nothing else open`)
}

const isRecent = (each: CandidateCase, { now }: JoinQuestion): boolean =>
  each.lastContactAt !== null && Date.parse(now) - Date.parse(each.lastContactAt) <= recentContactMs
const isReopenable = (each: ClosedCase, { now }: JoinQuestion): boolean =>
  Date.parse(now) - Date.parse(each.closedAt) < reopenMs

/** Latest contact first; a case without any counts from its opening. Ties by id, so that a repeat answers the same. */
const byLastContact = (a: CandidateCase, b: CandidateCase): number =>
  Date.parse(b.lastContactAt ?? b.openedAt) - Date.parse(a.lastContactAt ?? a.openedAt) ||
  (a.id < b.id ? -1 : 1)

type Join = Extract<JoinAnswer, { outcome: 'join' }>
type Create = Extract<JoinAnswer, { outcome: 'create' }>
type Choose = Extract<JoinAnswer, { outcome: 'choose' }>
const join = ({ id }: CandidateCase, rule: Join['rule'], words: string): Join => ({
  outcome: 'join',
  caseId: id,
  rule,
  words,
})
const create = (rule: Create['rule'], words: string, linkedTo: string | null = null): Create => ({
  outcome: 'create',
  rule,
  linkedTo,
  words,
})
const choose = (
  rule: Choose['rule'],
  candidates: readonly CandidateCase[],
  defaultCaseId: string | null,
  words: string,
): Choose => ({ outcome: 'choose', candidates, defaultCaseId, rule, words })
