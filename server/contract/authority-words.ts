/** The words of what somebody may hear and say for a member, and of what their authority rests on. */
export const authorityScopeWords = {
  'take-message': 'Leave and take messages',
  'hear-case': 'Hear how the case stands',
  'speak-for': 'Say what the member wants',
  'hear-membership': 'Hear about membership and subs',
} as const
export type AuthorityScopeWord = keyof typeof authorityScopeWords

export const authorityGroundWords = {
  letter: 'A signed letter or form',
  'said-on-call': 'The member said so, in a call in which they were checked',
  'power-of-attorney': 'A power of attorney',
  court: 'A court order',
} as const
export type AuthorityGroundWord = keyof typeof authorityGroundWords
