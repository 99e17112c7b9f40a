import type { z } from 'zod'
import type * as r from './document-requests.ts'
import type { CaseDocumentsView } from './document-views.ts'

/**
 * Documents on a case. A file goes as itself: `POST /api/documents/of/:id/file`, its name and what it is in headers; it
 * comes back by `GET /api/documents/versions/:id/file`, as a download.
 */
export interface DocumentApi {
  'GET /api/documents/of/:caseId': { response: CaseDocumentsView }
  'PUT /api/documents/:id': { request: z.input<typeof r.changeDocument>; response: CaseDocumentsView }
  'POST /api/documents/:id/remove': {
    request: z.input<typeof r.removeDocument>
    response: CaseDocumentsView
  }
  'POST /api/documents/:id/put-back': {
    request: z.input<typeof r.putDocumentBack>
    response: CaseDocumentsView
  }
}
