/** Kinds of what colleagues need to know on a call, in the order of a screen. */
export const answerKindWords = {
  answer: 'Short answer',
  guide: 'Guide through a call',
  signpost: 'Where else to go',
} as const
export type AnswerKindWord = keyof typeof answerKindWords
