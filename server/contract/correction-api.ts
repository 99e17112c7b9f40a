import { z } from 'zod'
import type { MemberView } from './member-views.ts'

/** Fields of the membership system that may be wrong. */
export const correctable = {
  name: 'Name',
  status: 'Status',
  joined: 'Joined',
  branch: 'Branch',
  employer: 'Employer',
  workplace: 'Workplace',
  job: 'Job',
  email: 'Email',
  phone: 'Phone',
} as const
export type Correctable = keyof typeof correctable
const fields = Object.keys(correctable) as [Correctable, ...Correctable[]]

export const reportCorrection = z.object({ field: z.enum(fields), isRight: z.string().max(200) })

export interface CorrectionApi {
  'POST /api/corrections/of/:id': { request: z.input<typeof reportCorrection>; response: MemberView }
}
