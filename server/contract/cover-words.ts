export const postRoleWords = {
  steward: 'Steward',
  rep: 'Workplace rep',
  'safety-rep': 'Safety rep',
  'equality-rep': 'Equality rep',
  'learning-rep': 'Learning rep',
  'branch-secretary': 'Branch secretary',
  'branch-chair': 'Branch chair',
  organiser: 'Organiser',
  'regional-official': 'Regional official',
} as const
export type PostRoleWord = keyof typeof postRoleWords
export const postLevelWords = {
  workplace: 'At the workplace',
  branch: 'At the branch',
  region: 'In the region',
} as const
export type PostLevelWord = keyof typeof postLevelWords
