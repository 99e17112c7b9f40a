import type { z } from 'zod'
import type * as r from './data-rights-requests.ts'
import type { AccessRequestsView, AccessRequestView } from './data-rights-views.ts'

/** The pack itself comes as a file: `POST /api/access-requests/:id/pack`. */
export interface DataRightsApi {
  'GET /api/access-requests': { response: AccessRequestsView }
  'POST /api/access-requests': {
    request: z.input<typeof r.openAccessRequest>
    response: AccessRequestView
  }
  'GET /api/access-requests/:id': { response: AccessRequestView }
  'POST /api/access-requests/:id/change': {
    request: z.input<typeof r.changeAccessRequest>
    response: AccessRequestView
  }
  'POST /api/access-requests/:id/decide': {
    request: z.input<typeof r.decidePassages>
    response: AccessRequestView
  }
}
