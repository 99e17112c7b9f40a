/**
 * Express, in the order that matters (webhooks stand in front of all this, see app.ts):
 *   log → health → headers → session → /api → the built console
 */
import express, { type Express, type RequestHandler } from 'express'
import type { Ids } from '../../commands/ports.ts'
import type { Log } from '../system/log.ts'
import type { Metrics } from '../system/metrics.ts'
import { type AccessPackDeps, mountAccessPack } from './access-pack-route.ts'
import { createApiRouter } from './api-router.ts'
import type { CaseGate } from './case-gate.ts'
import { mountCoverFile } from './cover-file-routes.ts'
import { type DocumentFileDeps, mountDocumentFiles } from './document-file-routes.ts'
import { type FileRouteDeps, guardedBy, mountFiles } from './file-routes.ts'
import { type HealthDeps, healthRouter } from './health.ts'
import { type MemberFileDeps, mountMemberFiles } from './member-file-routes.ts'
import type { RecordRead } from './recorded-reads.ts'
import { whenThrown } from './refuse.ts'
import { requestLog } from './request-log.ts'
import { accessRequestRoutes } from './routes/access-request-routes.ts'
import { adminRoutes } from './routes/admin-routes.ts'
import { adviceRoutes } from './routes/advice-routes.ts'
import { alertRoutes } from './routes/alert-routes.ts'
import { authorityRoutes } from './routes/authority-routes.ts'
import { callbackRoutes } from './routes/callback-routes.ts'
import { caseMoveRoutes } from './routes/case-move-routes.ts'
import { casePeopleRoutes } from './routes/case-people-routes.ts'
import { caseRoutes } from './routes/case-routes.ts'
import { caseTypeRoutes } from './routes/case-type-routes.ts'
import { cohortTextRoutes } from './routes/cohort-text-routes.ts'
import { contactRoutes } from './routes/contact-routes.ts'
import { correctionRoutes } from './routes/correction-routes.ts'
import { coverRoutes } from './routes/cover-routes.ts'
import { deadlineRoutes } from './routes/deadline-routes.ts'
import type { RouteDeps } from './routes/deps.ts'
import { documentRoutes } from './routes/document-routes.ts'
import { eligibilityRoutes } from './routes/eligibility-routes.ts'
import { groupRoutes } from './routes/group-routes.ts'
import { handOverRoutes } from './routes/hand-over-routes.ts'
import { holdRoutes } from './routes/hold-routes.ts'
import { knowledgeRoutes } from './routes/knowledge-routes.ts'
import { leadRoutes } from './routes/lead-routes.ts'
import { liveRoutes } from './routes/live-routes.ts'
import { memberImportRoutes } from './routes/member-import-routes.ts'
import { memberRoutes } from './routes/member-routes.ts'
import { mergeRoutes } from './routes/merge-routes.ts'
import { needsRoutes } from './routes/needs-routes.ts'
import { peopleRoutes } from './routes/people-routes.ts'
import { phoneRoutes } from './routes/phone-routes.ts'
import { placementRoutes } from './routes/placement-routes.ts'
import { referralRoutes } from './routes/referral-routes.ts'
import { retentionRoutes } from './routes/retention-routes.ts'
import { safeContactRoutes } from './routes/safe-contact-routes.ts'
import { savedViewRoutes } from './routes/saved-view-routes.ts'
import { sealRoutes } from './routes/seal-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { targetRoutes } from './routes/target-routes.ts'
import { templateRoutes } from './routes/template-routes.ts'
import { termsRoutes } from './routes/terms-routes.ts'
import { threadRoutes } from './routes/thread-routes.ts'
import { timelineRoutes } from './routes/timeline-routes.ts'
import { triageRoutes } from './routes/triage-routes.ts'
import { verificationRoutes } from './routes/verification-routes.ts'
import { securityHeaders } from './security-headers.ts'
import type { Handlers } from './shapes.ts'
import { staticFiles } from './static-files.ts'

export interface HttpAppDeps {
  routes: RouteDeps
  files: FileRouteDeps
  memberFiles: MemberFileDeps
  accessPacks: AccessPackDeps
  documentFiles: Omit<DocumentFileDeps, 'whenRead'>
  whenRead: (read: RecordRead) => Promise<void>
  gate: CaseGate
  health: HealthDeps
  session: RequestHandler
  log: Log
  metrics: Metrics
  ids: Ids
  publicUrl: string
  voiceSignallingUrl: string | null
  /** The built console. */
  clientDirectory: string
}

export const createHttpApp = (deps: HttpAppDeps): Express => {
  const app = express()
  app.disable('x-powered-by')
  // The nearest proxy says who asks, for the sign-in limits; an address from further away could be made up.
  app.set('trust proxy', 'loopback, linklocal, uniquelocal')
  app.set('query parser', 'simple')

  app.use(requestLog(deps.log, deps.metrics))
  app.use(healthRouter(deps.health))
  app.use(securityHeaders(deps))

  const handlers: Handlers = {
    ...sessionRoutes(deps.routes),
    ...phoneRoutes(deps.routes),
    ...contactRoutes(deps.routes),
    ...verificationRoutes(deps.routes),
    ...safeContactRoutes(deps.routes),
    ...caseTypeRoutes(deps.routes),
    ...eligibilityRoutes(deps.routes),
    ...leadRoutes(deps.routes),
    ...correctionRoutes(deps.routes),
    ...alertRoutes(deps.routes),
    ...callbackRoutes(deps.routes),
    ...threadRoutes(deps.routes),
    ...caseRoutes(deps.routes),
    ...deadlineRoutes(deps.routes),
    ...documentRoutes(deps.routes),
    ...placementRoutes(deps.routes),
    ...targetRoutes(deps.routes),
    ...templateRoutes(deps.routes),
    ...knowledgeRoutes(deps.routes),
    ...sealRoutes(deps.routes),
    ...authorityRoutes(deps.routes),
    ...coverRoutes(deps.routes),
    ...groupRoutes(deps.routes),
    ...handOverRoutes(deps.routes),
    ...savedViewRoutes(deps.routes),
    ...casePeopleRoutes(deps.routes),
    ...cohortTextRoutes(deps.routes),
    ...timelineRoutes(deps.routes),
    ...triageRoutes(deps.routes),
    ...holdRoutes(deps.routes),
    ...caseMoveRoutes(deps.routes),
    ...termsRoutes(deps.routes),
    ...adviceRoutes(deps.routes),
    ...mergeRoutes(deps.routes),
    ...retentionRoutes(deps.routes),
    ...needsRoutes(deps.routes),
    ...referralRoutes(deps.routes),
    ...accessRequestRoutes(deps.routes),
    ...memberRoutes(deps.routes),
    ...liveRoutes(deps.routes),
    ...adminRoutes(deps.routes),
    ...peopleRoutes(deps.routes),
    ...memberImportRoutes(deps.routes),
  }
  app.use(
    '/api',
    deps.session,
    createApiRouter(
      {
        handlers,
        askerOf: deps.routes.askerOf,
        ourOrigin: new URL(deps.publicUrl).origin,
        whenRead: deps.whenRead,
        hasUnverifiedCaller: deps.routes.screens.hasUnverifiedCaller,
        gate: deps.gate,
      },
      (router) => {
        const guarded = guardedBy(deps.files.askerOf, deps.gate)
        mountFiles(deps.files, guarded)(router)
        mountMemberFiles(deps.memberFiles, router, guarded)
        mountCoverFile(deps.routes, router, guarded)
        mountAccessPack(deps.accessPacks, router, guarded)
        mountDocumentFiles({ ...deps.documentFiles, whenRead: deps.whenRead }, router, guarded)
      },
    ),
  )
  app.use(staticFiles(deps.clientDirectory))
  app.use(whenThrown(deps.log, deps.ids))
  return app
}
