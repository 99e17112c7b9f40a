import type { z } from 'zod'
import type { putBack } from './requests.ts'
import type * as r from './template-requests.ts'
import type { AdminTemplatesView, FilledTemplatesView } from './template-views.ts'

export interface TemplateApi {
  'GET /api/templates/for/:threadId': { response: FilledTemplatesView }
  'GET /api/admin/templates': { response: AdminTemplatesView }
  'POST /api/admin/templates': { request: z.input<typeof r.templateSettings>; response: AdminTemplatesView }
  'PUT /api/admin/templates/:id': { request: z.input<typeof r.changeTemplate>; response: AdminTemplatesView }
  'POST /api/admin/templates/:id/remove': {
    request: z.input<typeof r.templateVersion>
    response: AdminTemplatesView
  }
  'POST /api/admin/templates/history/:seq/put-back': {
    request: z.input<typeof putBack>
    response: AdminTemplatesView
  }
}
