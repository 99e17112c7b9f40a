/** What a text line can be for; `server/domain/text-purpose.ts` says what a STOP to it ends. */
export const textPurposeWords = {
  case: 'members’ own matters',
  campaign: 'campaigns and news',
  survey: 'surveys',
} as const
export type TextPurposeWord = keyof typeof textPurposeWords
