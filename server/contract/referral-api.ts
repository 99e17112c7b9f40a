import type { z } from 'zod'
import type * as r from './referral-requests.ts'
import type { BranchChoicesView, BranchesView, CaseReferralsView, MyBranchView } from './referral-views.ts'

type Why = z.input<typeof r.referralWhy>
type Version = z.input<typeof r.referralVersion>

export interface ReferralApi {
  'GET /api/referrals/branches': { response: BranchChoicesView }
  'GET /api/referrals/of/:caseId': { response: CaseReferralsView }
  'POST /api/referrals/of/:caseId': { request: z.input<typeof r.sendReferral>; response: CaseReferralsView }
  'POST /api/referrals/:id/recall': { request: Why; response: CaseReferralsView }
  'POST /api/referrals/:id/take': { request: Version; response: CaseReferralsView }
  'GET /api/branch': { response: MyBranchView }
  'POST /api/branch/:id/accept': { request: Version; response: MyBranchView }
  'POST /api/branch/:id/decline': { request: Why; response: MyBranchView }
  'POST /api/branch/:id/finish': { request: Why; response: MyBranchView }
  'GET /api/branches': { response: BranchesView }
  'PUT /api/branches/:id/people': { request: z.input<typeof r.setBranchPeople>; response: BranchesView }
}
