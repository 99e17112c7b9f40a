/** Where words that were looked for stand on a case, beside its title, its reference and its member. */
export const foundIn = {
  note: 'Note',
  'by-hand': 'Logged by hand',
  call: 'Notes of a call',
  part: 'Notes of who handed a call over',
  team: 'Team note',
  voicemail: 'Voicemail',
} as const

export interface FoundWords {
  kind: keyof typeof foundIn
  words: string
}
