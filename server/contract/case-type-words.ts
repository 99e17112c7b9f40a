/** What kinds of answer a field of a case takes. */
export const fieldKindWords = {
  text: 'A line of text',
  'long-text': 'Longer text',
  number: 'A number',
  money: 'Money',
  date: 'A day',
  choice: 'A choice',
  'yes-no': 'Yes or no',
} as const
export type FieldKindWord = keyof typeof fieldKindWords
