/** What to do for a member, in words that anybody at the telephone understands. */
export const needWords = {
  'more-time': 'More time: never hurried, plan twice as long',
  'in-writing': 'In writing instead of by telephone',
  'speak-clearly': 'Speak clearly, and say back what they said',
  'sign-language': 'British Sign Language interpreter',
  'large-print': 'Letters in large print (18 point)',
  'easy-read': 'Letters in Easy Read',
  braille: 'Letters in Braille',
} as const
export type NeedKindWord = keyof typeof needWords
