/**
 * The REST surface on Express: rule → parse → handler → answer, the same four steps for every route.
 *
 *   changing requests: header `x-branchline: 1` and, when the browser sends one, an Origin that is ours
 *   refusals: their status and words · thrown errors: one log line under a reference
 */
import express, { type RequestHandler, type Router } from 'express'
import type { ApiRoute } from '../../contract/api.ts'
import { isRefused } from '../../contract/refusals.ts'
import { hideMembershipIn } from '../../views/hidden-membership.ts'
import { asViewer } from '../viewer.ts'
import { type Asker, access, admit } from './access.ts'
import type { CaseGate } from './case-gate.ts'
import { type RecordRead, readOf } from './recorded-reads.ts'
import { notFound, refuse, refuseFields } from './refuse.ts'
import { type Ask, type Handlers, parseAsk } from './shapes.ts'

export const maxJsonBytes = 64 * 1024
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another site can make a browser send a form here, with its cookie; it cannot set this header, nor lie in
 * Origin. Both are asked for, because either alone has been got round before (OWASP CSRF cheat sheet, 2026).
 */
export const onlyFromConsole =
  (ourOrigin: string): RequestHandler =>
  (req, res, next) => {
    if (safeMethods.has(req.method)) return next()
    const { origin, host } = req.headers
    const isOurs =
      origin === undefined || origin === ourOrigin || (host !== undefined && isSameHost(origin, host))
    if (req.headers['x-branchline'] === '1' && isOurs) return next()
    refuse(res, { refused: 'bad-origin' })
  }

const isSameHost = (origin: string, host: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === host

/** What somebody looks for by its number, and may not know, is written down. */
const noteSearch = async (gate: CaseGate, personId: string, query: unknown): Promise<void> => {
  if (typeof query !== 'object' || query === null) return
  for (const word of ['q', 'about'])
    if (word in query) {
      const typed: unknown = Object.entries(query).find(([key]) => key === word)?.[1]
      if (typeof typed === 'string') await gate.searched(personId, typed)
    }
}

export interface ApiRouterDeps {
  handlers: Handlers
  /** Who is signed in with this request's session, or null. */
  askerOf: (personId: string) => Promise<Asker | null>
  ourOrigin: string
  /** Whether this person has a caller on the line who is not verified (F85). */
  hasUnverifiedCaller: (personId: string) => Promise<boolean>
  /** Writes down that somebody saw a record. Never fails. */
  whenRead: (read: RecordRead) => Promise<void>
  gate: CaseGate
}

/** Nobody else has callers on the line. */
const showsMembers = (me: Asker): boolean => me.permissions.includes('take-calls')

/** `GET /api/cases/:id` → ['get', '/cases/:id'] (the router is mounted at /api). */
const split = (route: ApiRoute) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, path: path.replace(/^\/api/, '') }
}

export const createApiRouter = (deps: ApiRouterDeps, files: (router: Router) => void): Router => {
  const router = express.Router()
  router.use((_req, res, next) => {
    res.setHeader('cache-control', 'no-store')
    next()
  })
  router.use(onlyFromConsole(deps.ourOrigin))
  router.use(express.json({ limit: maxJsonBytes, strict: true }))

  const mount = <R extends ApiRoute>(route: R, handler: Handlers[R]) => {
    const answer: RequestHandler = async (req, res) => {
      res.locals['route'] = route
      const { personId } = req.session
      const me = personId === undefined ? null : await deps.askerOf(personId)
      const admission = admit(access[route], me)
      if (admission !== 'admitted') return refuse(res, { refused: admission })
      const ask = parseAsk(route, req)
      if ('error' in ask) return refuseFields(res, ask.error)
      const parsed = me === null ? ask.parsed : await deps.gate.disguise(me.id, ask.parsed)
      // `admit` has just made `me` what the route's rule promises.
      const answering = () => handler({ ...parsed, me, req } as Ask<R>)
      const result: unknown = await (me === null ? answering() : asViewer(me.id, answering))
      if (isRefused(result)) return refuse(res, result)
      if (me !== null) {
        await noteSearch(deps.gate, me.id, parsed.query)
        const read = readOf(route, me.id, result, ask.parsed.query)
        // Before the answer: nobody has seen what is not written down.
        if (read !== null) await deps.whenRead(read)
      }
      const isHidden =
        me !== null && showsMembers(me) && (await asViewer(me.id, () => deps.hasUnverifiedCaller(me.id)))
      res.json(isHidden ? hideMembershipIn(result) : result)
    }
    const { method, path } = split(route)
    switch (method) {
      case 'GET':
        return router.get(path, answer)
      case 'POST':
        return router.post(path, answer)
      case 'PUT':
        return router.put(path, answer)
      case 'PATCH':
        return router.patch(path, answer)
      case 'DELETE':
        return router.delete(path, answer)
      default:
        throw new Error(`No such method: ${route}`)
    }
  }
  for (const route of Object.keys(access) as ApiRoute[]) mount<ApiRoute>(route, deps.handlers[route])
  files(router)
  router.use(notFound)
  return router
}
