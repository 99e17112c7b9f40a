/** What each kind of support is called, what can still be offered, and where else there is help. Kind, and never a "no" alone. */
export const supportWords = {
  full: { title: 'Full support', short: 'Representation and, where lawyers find merit, legal help' },
  'internal-only': { title: 'Internal support only', short: 'Help inside the employer; no legal assistance' },
  'advice-once': { title: 'Initial advice', short: 'Initial advice; no legal assistance' },
} as const
export type SupportWord = keyof typeof supportWords

export const supportOffers: Record<SupportWord, readonly string[]> = {
  full: [
    'A rep or official goes with them',
    'Advice as long as the matter lasts',
    'Legal assessment by the region',
  ],
  'internal-only': [
    'Advice as long as the matter lasts',
    'The branch may go with them to meetings with the employer, and says in writing that no legal help follows',
    'A plan for the subs, so that they are covered from now on',
  ],
  'advice-once': [
    'One thorough talk: what the law says, what to write down, which day not to miss',
    'Letters and checklists of ours to use themselves',
    'The branch may decide to do more',
    'Covered from now on for anything new',
  ],
}

export interface Signpost {
  name: string
  detail: string
}
/** Read November 2026. */
export const signposts: readonly Signpost[] = [
  {
    name: 'Acas helpline',
    detail:
      '0300 123 1100, Monday to Friday 08:00 to 18:00; in Northern Ireland the Labour Relations Agency, 03300 555 300',
  },
  { name: 'Citizens Advice', detail: 'citizensadvice.org.uk; in Scotland cas.org.uk' },
  { name: 'Their home or motor insurance', detail: 'often has legal cover for work' },
]
