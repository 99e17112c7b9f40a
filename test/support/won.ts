/** How a case ends in tests that are about something else. */
export const won = (words: string) => ({
  kind: 'won' as const,
  words,
  met: 'not-said' as const,
  amountPence: null,
})
