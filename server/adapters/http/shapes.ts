/** What each route takes, parsed once at the edge; and what a route's handler is, derived from the REST surface. */
import type { Request } from 'express'
import { z } from 'zod'
import * as advice from '../../contract/advice-api.ts'
import { type Api, type ApiRoute, queryHeader } from '../../contract/api.ts'
import * as authority from '../../contract/authority-api.ts'
import * as moves from '../../contract/case-move-api.ts'
import * as people from '../../contract/case-people-api.ts'
import * as ct from '../../contract/case-type-api.ts'
import * as cohort from '../../contract/cohort-text-api.ts'
import * as correction from '../../contract/correction-api.ts'
import * as cover from '../../contract/cover-api.ts'
import * as a from '../../contract/data-rights-requests.ts'
import * as d from '../../contract/document-requests.ts'
import * as eligible from '../../contract/eligibility-api.ts'
import * as group from '../../contract/group-api.ts'
import * as hand from '../../contract/hand-logged-api.ts'
import * as handOver from '../../contract/hand-over-api.ts'
import * as hold from '../../contract/hold-api.ts'
import * as know from '../../contract/knowledge-requests.ts'
import * as lead from '../../contract/lead-api.ts'
import * as merge from '../../contract/merge-api.ts'
import * as need from '../../contract/needs-api.ts'
import * as place from '../../contract/placement-requests.ts'
import * as referral from '../../contract/referral-requests.ts'
import type { Refused } from '../../contract/refusals.ts'
import * as r from '../../contract/requests.ts'
import * as retention from '../../contract/retention-api.ts'
import * as safe from '../../contract/safe-contact-api.ts'
import * as saved from '../../contract/saved-view-api.ts'
import * as s from '../../contract/seal-requests.ts'
import * as t from '../../contract/target-requests.ts'
import * as tt from '../../contract/template-requests.ts'
import * as terms from '../../contract/terms-api.ts'
import * as triage from '../../contract/triage-api.ts'
import * as verify from '../../contract/verification-api.ts'
import { behindKinds, memberRowWords } from '../../contract/words.ts'
import type { Asker, access } from './access.ts'

const id = z.string().min(1).max(64)
const words = z.string().max(200)
const cursor = z.string().max(500).optional()

/** Routes that take a body. */
export const bodies = {
  'POST /api/session': r.signIn,
  'POST /api/phone/claim': r.claimPhone,
  'PUT /api/phone/availability': r.chooseAvailability,
  'PUT /api/contacts/:id/notes': r.saveNotes,
  'POST /api/phone/dial': r.dial,
  'PUT /api/members/:id/phones/:phoneId/mark': r.markNumber,
  'PUT /api/contacts/:id/text-relay': r.noteTextRelay,
  'POST /api/contacts/:id/quality': r.noteQuality,
  'POST /api/contacts/:id/ask': r.askGuest,
  'POST /api/contacts/:id/pass-on': r.passOn,
  'POST /api/contacts/:id/guests/:guestId/mute': r.muteGuest,
  'POST /api/contacts/:id/finish': r.finishWrapUp,
  'POST /api/contacts/:id/case': r.linkCase,
  'POST /api/contacts/:id/member': r.identifyMember,
  'POST /api/contacts/:id/not-reached': r.sayNotReached,
  'POST /api/cases/:id/contacts': hand.logByHand,
  'POST /api/corrections/of/:id': correction.reportCorrection,
  'POST /api/leads/of/:contactId': lead.openLead,
  'POST /api/leads/:id/settle': lead.settleLead,
  'PUT /api/sheets/of/:caseId/type': ct.chooseCaseType,
  'PUT /api/sheets/of/:caseId/stage': ct.moveCaseStage,
  'PUT /api/sheets/of/:caseId/answer': ct.answerCaseField,
  'PUT /api/sheets/of/:caseId/document': ct.findCaseDocument,
  'PUT /api/eligibility/of/:caseId': eligible.assessEligibility,
  'POST /api/eligibility/of/:caseId/decision': eligible.decideSupport,
  'PUT /api/safe-contact/of/:id': safe.saveSafeContact,
  'POST /api/verification/:id': verify.beginVerification,
  'POST /api/verification/:id/answer': verify.answerVerification,
  'POST /api/callbacks/:id/cancel': r.cancelCallback,
  'PUT /api/members/:id/text-relay': r.noteTextRelay,
  'PUT /api/members/:id/phones/:phoneId': r.chooseMissedCallText,
  'POST /api/threads': r.textMember,
  'POST /api/threads/:id/messages': r.sendText,
  'PUT /api/threads/:id/draft': r.saveDraft,
  'POST /api/cases': r.openCase,
  'PATCH /api/cases/:id': r.changeCase,
  'POST /api/cases/:id/notes': r.addNote,
  'POST /api/cases/:id/follow-ups': r.addFollowUp,
  'POST /api/deadlines/of/:caseId': r.proposeDeadline,
  'PUT /api/deadlines/:id': r.changeDeadline,
  'POST /api/deadlines/:id/confirm': r.confirmDeadline,
  'POST /api/deadlines/:id/change': r.decideDeadlineChange,
  'POST /api/deadlines/:id/reopening': r.decideDeadlineChange,
  'POST /api/deadlines/:id/settle': r.settleDeadline,
  'POST /api/deadlines/:id/reopen': r.reopenDeadline,
  'POST /api/deadlines/:id/postponement': r.askPostponement,
  'POST /api/deadlines/:id/postponement/sent': r.postponementSent,
  'POST /api/targets/of/:caseId': t.startTarget,
  'POST /api/targets/:id/pause': t.pauseTarget,
  'POST /api/targets/:id/resume': t.targetVersion,
  'POST /api/targets/:id/met': t.targetVersion,
  'PUT /api/watch': t.setCaseWatch,
  'POST /api/watch/release/:caseId': t.releaseCase,
  'PUT /api/tasks/:id': t.changeTask,
  'POST /api/authorities/of/:memberId': authority.giveAuthority,
  'POST /api/authorities/:id/renew': authority.renewAuthority,
  'POST /api/authorities/:id/withdraw': authority.withdrawAuthority,
  'PUT /api/authorities/call/:contactId': authority.noteSpeaker,
  'PUT /api/retention': retention.changeRetention,
  'POST /api/retention/:id/approve': retention.approveErasure,
  'PUT /api/needs/of/:memberId': need.saveNeeds,
  'POST /api/cover/posts': cover.addPost,
  'POST /api/cover/posts/:id/end': cover.endPost,
  'POST /api/cover/posts/:id/away': cover.noteAway,
  'POST /api/advice/of/:caseId': advice.logAdvice,
  'PUT /api/advice/:id': advice.changeAdvice,
  'PUT /api/triage/of/:caseId': triage.setTriage,
  'POST /api/cohort-texts': cohort.previewCohortText,
  'POST /api/cohort-texts/:id/send': cohort.cohortTextVersion,
  'POST /api/cohort-texts/:id/stop': cohort.cohortTextVersion,
  'PUT /api/case-people/of/:caseId': people.setCasePerson,
  'POST /api/case-people/of/:caseId/seen': people.seeCase,
  'POST /api/saved-views': saved.savedViewSettings,
  'PUT /api/saved-views/:id': saved.changeSavedView,
  'POST /api/saved-views/:id/remove': saved.removeSavedView,
  'POST /api/hand-overs/:id/accept': handOver.acceptCase,
  'POST /api/hand-overs/:id/send-back': handOver.sendCaseBack,
  'POST /api/terms/ask/:caseId': terms.askTerms,
  'POST /api/terms/note/:caseId': terms.noteTerms,
  'POST /api/admin/terms': terms.publishTerms,
  'POST /api/case-moves/merge/:caseId': moves.mergeCase,
  'POST /api/case-moves/split/:caseId': moves.splitCase,
  'POST /api/case-moves/:id/undo': moves.undoMove,
  'POST /api/merges/of/:memberId': merge.mergeMembers,
  'POST /api/merges/:id/undo': merge.undoMerge,
  'POST /api/groups': group.openGroup,
  'POST /api/groups/of/:caseId/members': group.addToGroup,
  'POST /api/groups/of/:caseId/close': group.closeGroup,
  'POST /api/holds/case/:id': hold.placeHold,
  'POST /api/holds/member/:id': hold.placeHold,
  'POST /api/holds/:id/lift': hold.liftHold,
  'POST /api/seals/:caseId': s.sealWhy,
  'POST /api/seals/:caseId/lift': s.sealWhy,
  'PUT /api/seals/:caseId/people': s.setStanding,
  'POST /api/seals/:caseId/other-side': s.openOtherSide,
  'POST /api/openings': s.breakGlass,
  'POST /api/referrals/of/:caseId': referral.sendReferral,
  'POST /api/referrals/:id/recall': referral.referralWhy,
  'POST /api/referrals/:id/take': referral.referralVersion,
  'POST /api/branch/:id/accept': referral.referralVersion,
  'POST /api/branch/:id/decline': referral.referralWhy,
  'POST /api/branch/:id/finish': referral.referralWhy,
  'PUT /api/branches/:id/people': referral.setBranchPeople,
  'POST /api/access-requests': a.openAccessRequest,
  'POST /api/access-requests/:id/change': a.changeAccessRequest,
  'POST /api/access-requests/:id/decide': a.decidePassages,
  'PUT /api/documents/:id': d.changeDocument,
  'POST /api/documents/:id/remove': d.removeDocument,
  'POST /api/documents/:id/put-back': d.putDocumentBack,
  'POST /api/alerts/:id/acknowledge': r.acknowledgeAlert,
  'PUT /api/alerts/duty': r.setDuty,
  'POST /api/placements/of/:personId': place.placePerson,
  'POST /api/live/callers/:id/move': r.moveCaller,
  'POST /api/live/people/:id/listen': r.listenToCall,
  'POST /api/live/listening/:id/mode': r.changeListening,
  'POST /api/admin/lines': r.addLine,
  'PUT /api/admin/lines/:id': r.changeLine,
  'PUT /api/admin/lines/:id/hours': r.changeHours,
  'PUT /api/admin/lines/:id/menu-draft': r.saveMenuDraft,
  'POST /api/admin/lines/:id/menu-draft/publish': r.publishMenu,
  'POST /api/admin/lines/:id/menu-draft/trial': r.tryMenu,
  'POST /api/admin/lines/:id/preview': r.previewLine,
  'POST /api/admin/lines/:id/close': r.closeLine,
  'POST /api/admin/history/:seq/put-back': r.putBack,
  'POST /api/admin/queues': r.queueSettings,
  'PUT /api/admin/queues/:id': r.changeQueue,
  'POST /api/admin/queues/order': r.orderQueues,
  'POST /api/admin/lines/:id/remove': r.removeLine,
  'POST /api/admin/queues/history/:seq/put-back': r.putBack,
  'POST /api/admin/knowledge': know.answerSettings,
  'PUT /api/admin/knowledge/:id': know.changeAnswer,
  'POST /api/admin/knowledge/:id/remove': know.answerVersion,
  'POST /api/admin/knowledge/history/:seq/put-back': r.putBack,
  'POST /api/admin/case-types': ct.caseTypeSettings,
  'PUT /api/admin/case-types/:id': ct.changeCaseType,
  'POST /api/admin/case-types/:id/retire': ct.caseTypeVersion,
  'POST /api/admin/case-types/history/:seq/put-back': r.putBack,
  'POST /api/admin/templates': tt.templateSettings,
  'PUT /api/admin/templates/:id': tt.changeTemplate,
  'POST /api/admin/templates/:id/remove': tt.templateVersion,
  'POST /api/admin/templates/history/:seq/put-back': r.putBack,
  'POST /api/admin/people': r.personSettings,
  'PUT /api/admin/people/:id': r.changePerson,
  'POST /api/admin/people/:id/reset-sign-in': r.personVersion,
  'POST /api/admin/people/:id/leave': r.leavePerson,
  'POST /api/admin/people/:id/return': r.personVersion,
  'POST /api/admin/people/history/:seq/put-back': r.putBack,
  'POST /api/admin/member-imports/:id/apply': r.applyImport,
} as const satisfies {
  [R in ApiRoute as Api[R] extends { request: unknown } ? R : never]: z.ZodType
}

/** Routes that read a query. An empty value is no value. */
export const queries = {
  'GET /api/threads/:id': z.object({ before: id.optional() }),
  'GET /api/cases': z.object({
    view: z.enum(saved.caseListNames).default('open'),
    about: r.contactReason.optional(),
    status: z.enum(saved.openStatusNames).optional(),
    owner: id.optional(),
    q: words.default(''),
    cursor,
  }),
  'GET /api/cohort-texts/audiences': z.object({ q: words.default('') }),
  'GET /api/members': z.object({ q: words.default(''), cursor }),
  'GET /api/cover/tree': z.object({ q: words.default(''), region: words.default('') }),
  'GET /api/admin/member-imports/:id/rows': z.object({ kind: z.enum(memberRowWords), cursor }),
  'GET /api/live/behind': z.object({ what: z.enum(behindKinds), queue: id.optional() }),
  'GET /api/knowledge': z.object({
    reason: know.reasonOrNone,
    type: words.optional(),
    q: words.default(''),
  }),
  'GET /api/search': z.object({ q: words.default('') }),
  'GET /api/audit': z.object({
    what: z.enum(['reads', 'all']).default('reads'),
    person: id.optional(),
    about: z.string().max(80).optional(),
    cursor,
  }),
} as const satisfies { [R in ApiRoute as Api[R] extends { query: unknown } ? R : never]: z.ZodType }

type Body<R extends ApiRoute> = R extends keyof typeof bodies ? z.output<(typeof bodies)[R]> : undefined
type Query<R extends ApiRoute> = R extends keyof typeof queries ? z.output<(typeof queries)[R]> : undefined
type Params<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & Params<Rest>
  : R extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : unknown

export interface Ask<R extends ApiRoute> {
  /** Whoever the rule of the route let in; null only on routes for anyone. */
  me: (typeof access)[R] extends 'anyone' ? Asker | null : Asker
  params: Params<R>
  body: Body<R>
  query: Query<R>
  req: Request
}
export type Handler<R extends ApiRoute> = (ask: Ask<R>) => Promise<Api[R]['response'] | Refused>
export type Handlers = { [R in ApiRoute]: Handler<R> }
/** The handlers of one area: `RoutesOf<'/api/cases'>` are all routes under that path. */
export type RoutesOf<Path extends string> = {
  [R in ApiRoute as R extends `${string} ${Path}` | `${string} ${Path}/${string}` ? R : never]: Handler<R>
}

export type Parsed<R extends ApiRoute> = Pick<Ask<R>, 'body' | 'query' | 'params'>

/** Parses what a request brings for a route. The only place where types are asserted: zod has just made them so. */
export const parseAsk = <R extends ApiRoute>(
  route: R,
  req: Request,
): { parsed: Parsed<R> } | { error: z.ZodError } => {
  const bodySchema: z.ZodType | undefined = Object.hasOwn(bodies, route)
    ? bodies[route as keyof typeof bodies]
    : undefined
  const querySchema: z.ZodType | undefined = Object.hasOwn(queries, route)
    ? queries[route as keyof typeof queries]
    : undefined
  const asked = [...Object.entries(req.query), ...new URLSearchParams(req.get(queryHeader) ?? '')]
  const given = Object.fromEntries(asked.filter(([, value]) => value !== ''))
  const body = bodySchema?.safeParse(req.body ?? {})
  if (body?.success === false) return { error: body.error }
  const query = querySchema?.safeParse(given)
  if (query?.success === false) return { error: query.error }
  const params = z.record(z.string(), z.string().max(128)).safeParse(req.params)
  if (!params.success) return { error: params.error }
  return { parsed: { body: body?.data, query: query?.data, params: params.data } as Parsed<R> }
}
