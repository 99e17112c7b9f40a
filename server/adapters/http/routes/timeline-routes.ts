import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps } from './deps.ts'

export const timelineRoutes = ({ screens }: RouteDeps): RoutesOf<'/api/timelines'> => ({
  'GET /api/timelines/of/:caseId': async ({ params }) =>
    orNotFound(await screens.timelineOnPaper(params.caseId)),
})
