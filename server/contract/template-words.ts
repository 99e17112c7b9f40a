/** The fields of templates, as `server/domain/text-template.ts` fills them; a test compares the two. */
export const mergeFieldNames = [
  'first name',
  'case number',
  'owner',
  'next step',
  'promised date',
  'our number',
  'my name',
] as const
