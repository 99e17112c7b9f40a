import type { z } from 'zod'
import type { CaseView } from './case-views.ts'
import type * as r from './target-requests.ts'
import type { CaseTargetsView, WatchView } from './target-views.ts'

export interface TargetApi {
  'GET /api/targets/of/:caseId': { response: CaseTargetsView }
  'POST /api/targets/of/:caseId': { request: z.input<typeof r.startTarget>; response: CaseTargetsView }
  'POST /api/targets/:id/pause': { request: z.input<typeof r.pauseTarget>; response: CaseTargetsView }
  'POST /api/targets/:id/resume': { request: z.input<typeof r.targetVersion>; response: CaseTargetsView }
  'POST /api/targets/:id/met': { request: z.input<typeof r.targetVersion>; response: CaseTargetsView }
  'GET /api/watch': { response: WatchView }
  'PUT /api/watch': { request: z.input<typeof r.setCaseWatch>; response: WatchView }
  'POST /api/watch/release/:caseId': { request: z.input<typeof r.releaseCase>; response: CaseView }
  'PUT /api/tasks/:id': { request: z.input<typeof r.changeTask>; response: CaseView }
}
