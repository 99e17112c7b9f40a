export const mergeFieldWords = {
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  status: 'Status',
  joinedOn: 'Joined',
  branchId: 'Branch',
  workplaceId: 'Workplace',
  jobTitle: 'Job',
  chips: 'Needs and roles',
} as const
export type MergeFieldWord = keyof typeof mergeFieldWords
