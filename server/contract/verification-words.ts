/** The words of the levels of verification, of what may be done at each, and of the questions. */
export const verificationLevels = ['Not verified', 'Number match', 'Two facts', 'Rung back'] as const
export type VerificationLevelWord = 0 | 1 | 2 | 3

export const factWords = {
  'membership-number': 'Membership number',
  joined: 'When they joined',
  email: 'Email address',
  workplace: 'Workplace',
  employer: 'Employer',
  job: 'Job',
} as const
export type FactWord = keyof typeof factWords

/** Open questions: none holds a part of its answer, none says that they are a member. */
export const factQuestions: Record<FactWord, string> = {
  'membership-number': 'What number do you use with us?',
  joined: 'In which month and year did you first sign up with us?',
  email: 'Which email address do you use with us?',
  workplace: 'Where do you work: which site or building?',
  employer: 'Who is your employer?',
  job: 'What is your job called?',
}

export const verifiedActionWords = {
  'general-advice': 'General advice',
  'see-case': 'See their name, branch and case',
  'take-message': 'Take a message for the case',
  'confirm-membership': 'Say that they are a member, and see the record',
  'tell-case': 'Say what is on the case',
  'change-safe-contact': 'Change how they may be contacted',
  'change-details': 'Change phone, email or bank details',
} as const

/** "Verified: number match (level 1)" */
export const levelWords = (level: VerificationLevelWord): string =>
  level === 0
    ? 'Not verified (level 0)'
    : `Verified: ${verificationLevels[level].toLowerCase()} (level ${level})`
