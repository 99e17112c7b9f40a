import type { z } from 'zod'
import type * as r from './knowledge-requests.ts'
import type { AdminKnowledgeView, KnowledgeView } from './knowledge-views.ts'
import type { putBack } from './requests.ts'
import type { ContactReason } from './words.ts'

export interface KnowledgeApi {
  'GET /api/knowledge': {
    query: { reason?: ContactReason; type?: string; q?: string }
    response: KnowledgeView
  }
  'GET /api/admin/knowledge': { response: AdminKnowledgeView }
  'POST /api/admin/knowledge': { request: z.input<typeof r.answerSettings>; response: AdminKnowledgeView }
  'PUT /api/admin/knowledge/:id': { request: z.input<typeof r.changeAnswer>; response: AdminKnowledgeView }
  'POST /api/admin/knowledge/:id/remove': {
    request: z.input<typeof r.answerVersion>
    response: AdminKnowledgeView
  }
  'POST /api/admin/knowledge/history/:seq/put-back': {
    request: z.input<typeof putBack>
    response: AdminKnowledgeView
  }
}
