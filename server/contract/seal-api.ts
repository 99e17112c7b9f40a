import type { z } from 'zod'
import type * as r from './seal-requests.ts'
import type { CaseSealView, OpeningsView } from './seal-views.ts'

export interface SealApi {
  'GET /api/seals/:caseId': { response: CaseSealView }
  'POST /api/seals/:caseId': { request: z.input<typeof r.sealWhy>; response: CaseSealView }
  'POST /api/seals/:caseId/lift': { request: z.input<typeof r.sealWhy>; response: CaseSealView }
  'PUT /api/seals/:caseId/people': { request: z.input<typeof r.setStanding>; response: CaseSealView }
  'POST /api/seals/:caseId/other-side': {
    request: z.input<typeof r.openOtherSide>
    response: CaseSealView
  }
  'GET /api/openings': { response: OpeningsView }
  'POST /api/openings': { request: z.input<typeof r.breakGlass>; response: { caseId: string } }
  'POST /api/openings/:id/seen': { response: OpeningsView }
}
