/**
 * The brief of a case (N5, F71): one page from which a colleague who never heard of it could go on tomorrow. Seven parts,
 * always in this order; each says what the file holds, and what is missing from it. It counts nobody's work: what is
 * missing is said of the case, to whoever can still write it down.
 */

export const briefParts = ['facts', 'dates', 'promise', 'next-step', 'documents', 'wish', 'risk'] as const
export type BriefPartKey = (typeof briefParts)[number]

/** Everything in words for people already; lists in the order in which they are read. */
export interface BriefFacts {
  /** What was written down about it: the first and the newest, each with its day. */
  story: readonly string[]
  /** Questions of its type. */
  answers: readonly { label: string; answer: string | null; isNeeded: boolean }[]
  /** Live legal dates, and dates among the answers. */
  dates: readonly string[]
  /** Matters of this kind run out: without a date, nobody knows when. */
  expectsDate: boolean
  /** Open ones, the nearest first. */
  promises: readonly string[]
  lastKept: string | null
  /** Of the hand-over, where there is one, else of the last wrap-up. */
  nextStep: string | null
  documents: readonly string[]
  documentsMissing: readonly string[]
  wish: string | null
  risks: readonly string[]
  /** Whether somebody looked at what support is open; null: the case is nobody's yet. */
  isSupportKnown: boolean | null
}

export interface BriefPart {
  key: BriefPartKey
  lines: string[]
  missing: string[]
}

export function briefOf(facts: BriefFacts): BriefPart[] {
  const parts: Record<BriefPartKey, Omit<BriefPart, 'key'>> = {
    facts: {
      lines: [
        ...facts.story,
        ...facts.answers.flatMap(({ label, answer }) => (answer === null ? [] : [`${label}: ${answer}`])),
      ],
      missing: [
        ...(facts.story.length === 0 ? ['Nobody wrote down what happened.'] : []),
        ...facts.answers.flatMap(({ label, answer, isNeeded }) =>
          answer === null && isNeeded ? [`${label}: not answered.`] : [],
        ),
      ],
    },
    dates: {
      lines:
        facts.dates.length === 0 && !facts.expectsDate
          ? ['No legal date is written down.']
          : [...facts.dates],
      missing:
        facts.dates.length === 0 && facts.expectsDate
          ? ['No legal date, though matters like this run out. Ask for the day it happened.']
          : [],
    },
    promise: {
      lines: [...facts.promises, ...(facts.lastKept === null ? [] : [facts.lastKept])],
      missing:
        facts.promises.length === 0
          ? ['Nothing is promised: the member does not know when they hear from us.']
          : [],
    },
    'next-step': {
      lines: facts.nextStep === null ? [] : [facts.nextStep],
      missing: facts.nextStep === null ? ['Nobody wrote what happens next.'] : [],
    },
    documents: {
      lines: [
        ...(facts.documents.length === 0 ? ['None.'] : facts.documents),
        // Of a decision that is still to come this is no gap.
        ...(facts.documentsMissing.length === 0
          ? []
          : [`Not there yet: ${facts.documentsMissing.join(', ')}`]),
      ],
      missing:
        facts.documents.length === 0 && facts.documentsMissing.length > 0
          ? ['None of the documents that such a case rests on.']
          : [],
    },
    wish: {
      lines: facts.wish === null ? [] : [facts.wish],
      missing: facts.wish === null ? ['Nobody asked what the member wants.'] : [],
    },
    risk: {
      lines: facts.risks.length === 0 ? ['None known.'] : [...facts.risks],
      missing:
        facts.isSupportKnown === false ? ['Nobody looked at what support is open to this member.'] : [],
    },
  }
  return briefParts.map((key) => ({ key, ...parts[key] }))
}
