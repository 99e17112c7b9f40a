import type { z } from 'zod'
import type * as r from './placement-requests.ts'
import type { PersonQueuesView } from './placement-views.ts'

export interface PlacementApi {
  'GET /api/placements/of/:personId': { response: PersonQueuesView }
  'POST /api/placements/of/:personId': { request: z.input<typeof r.placePerson>; response: PersonQueuesView }
  'POST /api/placements/:id/take-back': { response: PersonQueuesView }
}
