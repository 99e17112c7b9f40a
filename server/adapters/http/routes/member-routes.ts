import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps } from './deps.ts'

export const memberRoutes = ({ screens }: RouteDeps): RoutesOf<'/api/members'> & RoutesOf<'/api/search'> => ({
  'GET /api/members': ({ query }) => screens.members({ q: query.q, cursor: query.cursor ?? null }),
  'GET /api/members/:id': async ({ params }) => orNotFound(await screens.member(params.id)),
  'GET /api/search': ({ query }) => screens.search(query.q),
})
