/**
 * The whole REST surface as one type: path → what it takes and gives. Server routes and the console's
 * `api.ts` are both checked against it. Every answer other than 2xx has a {@link RefusalBody}.
 * Changing requests need the header `x-branchline: 1` and a same-origin `Origin`.
 */
import type { z } from 'zod'
import type { CorrectionApi } from './correction-api.ts'
import type { DataRightsApi } from './data-rights-api.ts'
import type { RadarView } from './deadline-views.ts'
import type { DocumentApi } from './document-api.ts'
import type { EligibilityApi } from './eligibility-api.ts'
import type { LeadApi } from './lead-api.ts'
import type { PlacementApi } from './placement-api.ts'
import type { ReferralApi } from './referral-api.ts'
import type * as r from './requests.ts'
import type { SafeContactApi } from './safe-contact-api.ts'
import type { SealApi } from './seal-api.ts'
import type { TargetApi } from './target-api.ts'
import type { TemplateApi } from './template-api.ts'
import type { VerificationApi } from './verification-api.ts'
import type * as v from './views.ts'
import type { BehindKind, MemberRowWord } from './words.ts'

/**
 * The console sends every question's query in this header, form-encoded, and not in the URL: what somebody looks for is
 * a member's name or number, and URLs stand in the logs of everything between. A query in the URL is read as well.
 */
export const queryHeader = 'x-branchline-query'

type In<S extends z.ZodType> = z.input<S>
interface Done {
  done: true
}

export interface Api
  extends DocumentApi,
    PlacementApi,
    SealApi,
    TargetApi,
    TemplateApi,
    VerificationApi,
    SafeContactApi,
    EligibilityApi,
    LeadApi,
    ReferralApi,
    CorrectionApi,
    DataRightsApi {
  'GET /api/session': { response: v.MeView }
  'POST /api/session': { request: In<typeof r.signIn>; response: v.MeView }
  'DELETE /api/session': { response: Done }

  'GET /api/phone': { response: v.PhoneView }
  'POST /api/phone/claim': { request: In<typeof r.claimPhone>; response: v.PhoneView }
  'POST /api/phone/token': { response: v.PhoneTokenView }
  'PUT /api/phone/availability': { request: In<typeof r.chooseAvailability>; response: v.PhoneView }
  'POST /api/phone/here': { response: v.PhoneView }
  'POST /api/offers/:id/accept': { response: v.PhoneView }
  'POST /api/offers/:id/decline': { response: v.PhoneView }

  'GET /api/work': { response: v.WorkView }
  'GET /api/contacts/:id': { response: v.ContactView }
  'PUT /api/contacts/:id/notes': {
    request: In<typeof r.saveNotes>
    response: { savedAt: string; version: number }
  }
  'POST /api/contacts/:id/hold': { response: v.PhoneView }
  'POST /api/contacts/:id/resume': { response: v.PhoneView }
  'POST /api/contacts/:id/hang-up': { response: v.PhoneView }
  'POST /api/contacts/:id/rejoin': { response: v.PhoneView }
  'POST /api/phone/dial': { request: In<typeof r.dial>; response: v.PhoneView }
  'PUT /api/members/:id/phones/:phoneId/mark': {
    request: In<typeof r.markNumber>
    response: v.MemberView
  }
  'GET /api/recordings/:id': { response: v.RecordingAccessView }
  'GET /api/listens': { response: v.ListensView }
  'PUT /api/contacts/:id/text-relay': { request: In<typeof r.noteTextRelay>; response: v.ContactView }
  'POST /api/contacts/:id/quality': { request: In<typeof r.noteQuality>; response: Done }
  'GET /api/contacts/:id/destinations': { response: v.DestinationsView }
  'POST /api/contacts/:id/ask': { request: In<typeof r.askGuest>; response: v.PhoneView }
  'POST /api/contacts/:id/pass-on': { request: In<typeof r.passOn>; response: v.PhoneView }
  'POST /api/contacts/:id/recording/pause': { response: v.PhoneView }
  'POST /api/contacts/:id/recording/resume': { response: v.PhoneView }
  'POST /api/contacts/:id/back': { response: v.PhoneView }
  'POST /api/contacts/:id/hand-over': { response: v.PhoneView }
  'POST /api/contacts/:id/take-over': { response: v.PhoneView }
  'POST /api/contacts/:id/leave': { response: v.PhoneView }
  'POST /api/contacts/:id/guests/:guestId/mute': {
    request: In<typeof r.muteGuest>
    response: v.PhoneView
  }
  'POST /api/contacts/:id/guests/:guestId/remove': { response: v.PhoneView }
  'POST /api/contacts/:id/finish': { request: In<typeof r.finishWrapUp>; response: v.PhoneView }
  'POST /api/contacts/:id/case': { request: In<typeof r.linkCase>; response: v.ContactView }
  'POST /api/contacts/:id/case/undo': { response: v.ContactView }
  'POST /api/contacts/:id/member': { request: In<typeof r.identifyMember>; response: v.ContactView }
  'POST /api/contacts/:id/handled': { response: v.ContactView }

  'POST /api/contacts/:id/not-reached': { request: In<typeof r.sayNotReached>; response: v.PhoneView }

  'POST /api/contacts/:id/take': { response: v.CallbacksView }
  'POST /api/contacts/:id/give-back': { response: v.CallbacksView }
  'POST /api/contacts/:id/ring': { response: v.PhoneView }

  'GET /api/callbacks': { response: v.CallbacksView }
  'POST /api/callbacks/:id/ring': { response: v.PhoneView }
  'POST /api/callbacks/:id/cancel': { request: In<typeof r.cancelCallback>; response: v.CallbacksView }

  'GET /api/threads/:id': { query: { before?: string }; response: v.ThreadView }
  'POST /api/threads': { request: In<typeof r.textMember>; response: v.ThreadView }
  'POST /api/threads/:id/messages': { request: In<typeof r.sendText>; response: v.MessageView }
  'PUT /api/threads/:id/draft': { request: In<typeof r.saveDraft>; response: { savedAt: string } }
  'POST /api/threads/:id/close': { response: v.ThreadView }
  'POST /api/threads/:id/reopen': { response: v.ThreadView }

  'GET /api/cases': {
    query: { view?: 'mine' | 'open' | 'unowned' | 'closed'; q?: string; cursor?: string }
    response: v.Page<v.CaseListItem>
  }
  'POST /api/cases': { request: In<typeof r.openCase>; response: v.CaseView }
  'GET /api/cases/:id': { response: v.CaseView }
  'PATCH /api/cases/:id': { request: In<typeof r.changeCase>; response: v.CaseView }
  'POST /api/cases/:id/notes': { request: In<typeof r.addNote>; response: v.CaseView }
  'POST /api/cases/:id/follow-ups': { request: In<typeof r.addFollowUp>; response: v.CaseView }
  'GET /api/deadlines': { response: RadarView }
  'POST /api/deadlines/of/:caseId': { request: In<typeof r.proposeDeadline>; response: v.CaseView }
  'PUT /api/deadlines/:id': { request: In<typeof r.changeDeadline>; response: v.CaseView }
  'POST /api/deadlines/:id/confirm': { request: In<typeof r.confirmDeadline>; response: v.CaseView }
  'POST /api/deadlines/:id/change': { request: In<typeof r.decideDeadlineChange>; response: v.CaseView }
  'POST /api/deadlines/:id/settle': { request: In<typeof r.settleDeadline>; response: v.CaseView }
  'POST /api/follow-ups/:id/done': { response: v.CaseView }
  'POST /api/follow-ups/:id/undo': { response: v.CaseView }

  'GET /api/members': { query: { q?: string; cursor?: string }; response: v.Page<v.MemberListItem> }
  'GET /api/members/:id': { response: v.MemberView }
  'PUT /api/members/:id/phones/:phoneId': {
    request: In<typeof r.chooseMissedCallText>
    response: v.MemberView
  }
  'GET /api/search': { query: { q: string }; response: v.SearchView }

  'GET /api/my-queues': { response: v.MyQueuesView }
  'GET /api/live': { response: v.LiveView }
  'GET /api/live/behind': {
    query: { what: BehindKind; queue?: string }
    response: v.BehindView
  }
  'GET /api/alerts': { response: v.AlertsView }
  'POST /api/alerts/:id/acknowledge': {
    request: In<typeof r.acknowledgeAlert>
    response: v.AlertsView
  }
  'PUT /api/alerts/duty': { request: In<typeof r.setDuty>; response: v.AlertsView }
  'POST /api/live/callers/:id/move': { request: In<typeof r.moveCaller>; response: Done }
  'POST /api/live/callers/:id/take': { response: Done }
  'POST /api/live/people/:id/recover': { response: Done }
  'POST /api/live/people/:id/listen': { request: In<typeof r.listenToCall>; response: v.PhoneView }
  'POST /api/live/listening/:id/mode': { request: In<typeof r.changeListening>; response: v.PhoneView }
  'POST /api/live/listening/:id/stop': { response: v.PhoneView }
  'GET /api/listening': { response: v.ListeningLogView }
  'GET /api/audit': {
    query: { what?: 'reads' | 'all'; person?: string; about?: string; cursor?: string }
    response: v.AuditView
  }
  'POST /api/live/wall': { response: { url: string } }
  'GET /api/wall/:token': { response: v.WallView }

  'GET /api/admin/lines': { response: v.AdminLinesView }
  'POST /api/admin/lines': { request: In<typeof r.addLine>; response: v.AdminLineView }
  'GET /api/admin/lines/:id': { response: v.AdminLineView }
  'PUT /api/admin/lines/:id': { request: In<typeof r.changeLine>; response: v.AdminLineView }
  'PUT /api/admin/lines/:id/hours': { request: In<typeof r.changeHours>; response: v.AdminLineView }
  'PUT /api/admin/lines/:id/menu-draft': { request: In<typeof r.saveMenuDraft>; response: v.AdminLineView }
  'POST /api/admin/lines/:id/menu-draft/publish': {
    request: In<typeof r.publishMenu>
    response: v.AdminLineView
  }
  'POST /api/admin/lines/:id/menu-draft/trial': { request: In<typeof r.tryMenu>; response: { until: string } }
  'POST /api/admin/lines/:id/preview': {
    request: In<typeof r.previewLine>
    response: { heard: v.HeardView[] }
  }
  'POST /api/admin/lines/:id/close': { request: In<typeof r.closeLine>; response: v.AdminLinesView }
  'POST /api/admin/lines/:id/reopen': { response: v.AdminLinesView }
  'POST /api/admin/history/:seq/put-back': { request: In<typeof r.putBack>; response: v.AdminLineView }
  'POST /api/admin/lines/:id/remove': { request: In<typeof r.removeLine>; response: v.AdminLinesView }
  'POST /api/admin/lines/:id/restore': { response: v.AdminLinesView }
  'GET /api/admin/queues': { response: v.AdminQueuesView }
  'POST /api/admin/queues': { request: In<typeof r.queueSettings>; response: v.AdminQueuesView }
  'PUT /api/admin/queues/:id': { request: In<typeof r.changeQueue>; response: v.AdminQueuesView }
  'DELETE /api/admin/queues/:id': { response: v.AdminQueuesView }
  'POST /api/admin/queues/order': { request: In<typeof r.orderQueues>; response: v.AdminQueuesView }
  'POST /api/admin/queues/history/:seq/put-back': {
    request: In<typeof r.putBack>
    response: v.AdminQueuesView
  }
  'GET /api/admin/people': { response: v.AdminPeopleView }
  'POST /api/admin/people': { request: In<typeof r.personSettings>; response: v.OneTimeView }
  'PUT /api/admin/people/:id': { request: In<typeof r.changePerson>; response: v.AdminPeopleView }
  'POST /api/admin/people/:id/reset-sign-in': {
    request: In<typeof r.personVersion>
    response: v.OneTimeView
  }
  'POST /api/admin/people/:id/leave': { request: In<typeof r.leavePerson>; response: v.AdminPeopleView }
  'POST /api/admin/people/:id/return': { request: In<typeof r.personVersion>; response: v.OneTimeView }
  'POST /api/admin/people/history/:seq/put-back': {
    request: In<typeof r.putBack>
    response: v.AdminPeopleView
  }
  'GET /api/admin/member-imports': { response: v.MemberImportsView }
  'GET /api/admin/member-imports/:id/rows': {
    query: { kind: MemberRowWord; cursor?: string }
    response: v.Page<v.MemberImportRowView>
  }
  'POST /api/admin/member-imports/:id/apply': {
    request: In<typeof r.applyImport>
    response: v.MemberImportsView
  }
  'POST /api/admin/member-imports/:id/discard': { response: v.MemberImportsView }
}
/**
 * The members' file goes as itself (`POST /api/admin/member-file`, text/csv, its name in this header, URI-encoded) and is
 * answered, once it was read, with a MemberImportsView. Rows that were refused come back as a file:
 * `GET /api/admin/member-imports/:id/refused`.
 */
export const fileNameHeader = 'x-branchline-file'
/** Binary reads, session required: `GET /api/pictures/:id`, `GET /api/recordings/:id/audio`. Served as attachments or audio, never a Twilio link. */
export type ApiRoute = keyof Api
