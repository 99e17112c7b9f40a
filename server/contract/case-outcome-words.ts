/** What came of a case, in words and in money. */
export const outcomeWords = {
  won: 'Won',
  settled: 'Settled',
  reinstated: 'Reinstated or re-engaged',
  'practice-changed': 'The employer changed what it does',
  'advice-given': 'Advice was what was needed',
  'passed-on': 'Passed to somebody else',
  withdrawn: 'The member did not go on',
  'no-case': 'Nothing we could take up',
  lost: 'Lost',
} as const
export type OutcomeKind = keyof typeof outcomeWords

/** The answers to whether the member got what they wanted. */
export const metWords = {
  yes: 'Yes',
  partly: 'In part',
  no: 'No',
  'not-said': 'They never said what they wanted',
} as const
export type WantedMet = keyof typeof metWords

/** "Settled, £1,240.50: the employer pays the overtime". Cases closed before outcomes had kinds have words only. */
export const outcomeLine = (
  words: string | null,
  aim: { outcomeKind: OutcomeKind | null; amountPence: number | null } | null,
): string | null => {
  const kind = aim?.outcomeKind ?? null
  if (kind === null || words === null) return words
  const amount = aim?.amountPence ?? null
  return `${outcomeWords[kind]}${amount === null ? '' : `, ${poundsInWords(amount)}`}: ${words}`
}

export const poundsInWords = (pence: number): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: pence % 100 === 0 ? 0 : 2,
  }).format(pence / 100)

/** "£1,240.50", "1240" and "1 240.5" in pence; null for anything that is no amount of money, and for less than a penny. */
export const penceOf = (text: string): number | null => {
  const found = /^£?(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (found === null) return null
  return Number(found[1]?.replace(/[, ]/g, '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
