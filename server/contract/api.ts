/**
 * The whole REST surface as one type: path → what it takes and gives. Server routes and the console's
 * `api.ts` are both checked against it. Every answer other than 2xx has a {@link RefusalBody}.
 * Changing requests need the header `x-branchline: 1` and a same-origin `Origin`.
 */
import type { z } from 'zod'
import type {
  AdminLinesView,
  AdminLineView,
  AdminPeopleView,
  AdminQueuesView,
  HeardView,
  OneTimeView,
} from './admin-views.ts'
import type { AdviceApi } from './advice-api.ts'
import type { AuditView } from './audit-views.ts'
import type { AuthorityApi } from './authority-api.ts'
import type { Page } from './briefs.ts'
import type { CallbacksView } from './callback-views.ts'
import type { CaseMoveApi } from './case-move-api.ts'
import type { CasePeopleApi } from './case-people-api.ts'
import type { CaseTypeApi } from './case-type-api.ts'
import type { CaseListItem, CaseView } from './case-views.ts'
import type { CohortTextApi } from './cohort-text-api.ts'
import type { ContactView } from './contact-views.ts'
import type { CorrectionApi } from './correction-api.ts'
import type { CoverApi } from './cover-api.ts'
import type { DataRightsApi } from './data-rights-api.ts'
import type { RadarView } from './deadline-views.ts'
import type { DocumentApi } from './document-api.ts'
import type { EligibilityApi } from './eligibility-api.ts'
import type { GroupApi } from './group-api.ts'
import type { HandLoggedApi } from './hand-logged-api.ts'
import type { HandOverApi } from './hand-over-api.ts'
import type { HoldApi } from './hold-api.ts'
import type { KnowledgeApi } from './knowledge-api.ts'
import type { LeadApi } from './lead-api.ts'
import type { ListeningLogView } from './listening-views.ts'
import type { AlertsView, BehindView, LiveView, MyQueuesView, WallView } from './live-views.ts'
import type { MemberImportRowView, MemberImportsView, MemberListItem, MemberView } from './member-views.ts'
import type { MergeApi } from './merge-api.ts'
import type { NeedsApi } from './needs-api.ts'
import type { DestinationsView, MeView, PhoneTokenView, PhoneView } from './phone-views.ts'
import type { PlacementApi } from './placement-api.ts'
import type { ListensView, RecordingAccessView } from './recording-views.ts'
import type { ReferralApi } from './referral-api.ts'
import type * as r from './requests.ts'
import type { RetentionApi } from './retention-api.ts'
import type { SafeContactApi } from './safe-contact-api.ts'
import type { CaseListName, openStatusNames, SavedViewApi } from './saved-view-api.ts'
import type { SealApi } from './seal-api.ts'
import type { TargetApi } from './target-api.ts'
import type { TemplateApi } from './template-api.ts'
import type { TermsApi } from './terms-api.ts'
import type { MessageView, ThreadView } from './thread-views.ts'
import type { TimelineApi } from './timeline-api.ts'
import type { TriageApi } from './triage-api.ts'
import type { VerificationApi } from './verification-api.ts'
import type { BehindKind, ContactReason, MemberRowWord } from './words.ts'
import type { SearchView, WorkView } from './work-views.ts'

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
    HandLoggedApi,
    AuthorityApi,
    CoverApi,
    HandOverApi,
    SavedViewApi,
    CasePeopleApi,
    CohortTextApi,
    TimelineApi,
    TriageApi,
    HoldApi,
    GroupApi,
    CaseMoveApi,
    TermsApi,
    AdviceApi,
    MergeApi,
    RetentionApi,
    NeedsApi,
    PlacementApi,
    SealApi,
    TargetApi,
    TemplateApi,
    KnowledgeApi,
    VerificationApi,
    SafeContactApi,
    CaseTypeApi,
    EligibilityApi,
    LeadApi,
    ReferralApi,
    CorrectionApi,
    DataRightsApi {
  'GET /api/session': { response: MeView }
  'POST /api/session': { request: In<typeof r.signIn>; response: MeView }
  'DELETE /api/session': { response: Done }

  'GET /api/phone': { response: PhoneView }
  'POST /api/phone/claim': { request: In<typeof r.claimPhone>; response: PhoneView }
  'POST /api/phone/token': { response: PhoneTokenView }
  'PUT /api/phone/availability': { request: In<typeof r.chooseAvailability>; response: PhoneView }
  'POST /api/phone/here': { response: PhoneView }
  'POST /api/offers/:id/accept': { response: PhoneView }
  'POST /api/offers/:id/decline': { response: PhoneView }

  'GET /api/work': { response: WorkView }
  'GET /api/contacts/:id': { response: ContactView }
  'PUT /api/contacts/:id/notes': {
    request: In<typeof r.saveNotes>
    response: { savedAt: string; version: number }
  }
  'POST /api/contacts/:id/hold': { response: PhoneView }
  'POST /api/contacts/:id/resume': { response: PhoneView }
  'POST /api/contacts/:id/hang-up': { response: PhoneView }
  'POST /api/contacts/:id/rejoin': { response: PhoneView }
  'POST /api/phone/dial': { request: In<typeof r.dial>; response: PhoneView }
  'PUT /api/members/:id/phones/:phoneId/mark': {
    request: In<typeof r.markNumber>
    response: MemberView
  }
  'GET /api/recordings/:id': { response: RecordingAccessView }
  'GET /api/listens': { response: ListensView }
  'PUT /api/contacts/:id/text-relay': { request: In<typeof r.noteTextRelay>; response: ContactView }
  'POST /api/contacts/:id/quality': { request: In<typeof r.noteQuality>; response: Done }
  'GET /api/contacts/:id/destinations': { response: DestinationsView }
  'POST /api/contacts/:id/ask': { request: In<typeof r.askGuest>; response: PhoneView }
  'POST /api/contacts/:id/pass-on': { request: In<typeof r.passOn>; response: PhoneView }
  'POST /api/contacts/:id/recording/pause': { response: PhoneView }
  'POST /api/contacts/:id/recording/resume': { response: PhoneView }
  'POST /api/contacts/:id/back': { response: PhoneView }
  'POST /api/contacts/:id/hand-over': { response: PhoneView }
  'POST /api/contacts/:id/take-over': { response: PhoneView }
  'POST /api/contacts/:id/leave': { response: PhoneView }
  'POST /api/contacts/:id/guests/:guestId/mute': {
    request: In<typeof r.muteGuest>
    response: PhoneView
  }
  'POST /api/contacts/:id/guests/:guestId/remove': { response: PhoneView }
  'POST /api/contacts/:id/finish': { request: In<typeof r.finishWrapUp>; response: PhoneView }
  'POST /api/contacts/:id/case': { request: In<typeof r.linkCase>; response: ContactView }
  'POST /api/contacts/:id/case/undo': { response: ContactView }
  'POST /api/contacts/:id/member': { request: In<typeof r.identifyMember>; response: ContactView }
  'POST /api/contacts/:id/handled': { response: ContactView }

  'POST /api/contacts/:id/not-reached': { request: In<typeof r.sayNotReached>; response: PhoneView }

  'POST /api/contacts/:id/take': { response: CallbacksView }
  'POST /api/contacts/:id/give-back': { response: CallbacksView }
  'POST /api/contacts/:id/ring': { response: PhoneView }

  'GET /api/callbacks': { response: CallbacksView }
  'POST /api/callbacks/:id/ring': { response: PhoneView }
  'POST /api/callbacks/:id/cancel': { request: In<typeof r.cancelCallback>; response: CallbacksView }

  'GET /api/threads/:id': { query: { before?: string }; response: ThreadView }
  'POST /api/threads': { request: In<typeof r.textMember>; response: ThreadView }
  'POST /api/threads/:id/messages': { request: In<typeof r.sendText>; response: MessageView }
  'PUT /api/threads/:id/draft': { request: In<typeof r.saveDraft>; response: { savedAt: string } }
  'POST /api/threads/:id/close': { response: ThreadView }
  'POST /api/threads/:id/reopen': { response: ThreadView }

  'GET /api/cases': {
    query: {
      view?: CaseListName
      about?: ContactReason
      status?: (typeof openStatusNames)[number]
      owner?: string
      q?: string
      cursor?: string
    }
    response: Page<CaseListItem>
  }
  'POST /api/cases': { request: In<typeof r.openCase>; response: CaseView }
  'GET /api/cases/:id': { response: CaseView }
  'PATCH /api/cases/:id': { request: In<typeof r.changeCase>; response: CaseView }
  'POST /api/cases/:id/notes': { request: In<typeof r.addNote>; response: CaseView }
  'POST /api/cases/:id/follow-ups': { request: In<typeof r.addFollowUp>; response: CaseView }
  'GET /api/deadlines': { response: RadarView }
  'POST /api/deadlines/of/:caseId': { request: In<typeof r.proposeDeadline>; response: CaseView }
  'PUT /api/deadlines/:id': { request: In<typeof r.changeDeadline>; response: CaseView }
  'POST /api/deadlines/:id/confirm': { request: In<typeof r.confirmDeadline>; response: CaseView }
  'POST /api/deadlines/:id/change': { request: In<typeof r.decideDeadlineChange>; response: CaseView }
  'POST /api/deadlines/:id/reopening': { request: In<typeof r.decideDeadlineChange>; response: CaseView }
  'POST /api/deadlines/:id/settle': { request: In<typeof r.settleDeadline>; response: CaseView }
  'POST /api/deadlines/:id/reopen': { request: In<typeof r.reopenDeadline>; response: CaseView }
  'POST /api/deadlines/:id/postponement': { request: In<typeof r.askPostponement>; response: CaseView }
  'POST /api/deadlines/:id/postponement/sent': {
    request: In<typeof r.postponementSent>
    response: CaseView
  }
  'POST /api/follow-ups/:id/done': { response: CaseView }
  'POST /api/follow-ups/:id/undo': { response: CaseView }

  'GET /api/members': { query: { q?: string; cursor?: string }; response: Page<MemberListItem> }
  'GET /api/members/:id': { response: MemberView }
  'PUT /api/members/:id/text-relay': { request: In<typeof r.noteTextRelay>; response: MemberView }
  'PUT /api/members/:id/phones/:phoneId': {
    request: In<typeof r.chooseMissedCallText>
    response: MemberView
  }
  'GET /api/search': { query: { q: string }; response: SearchView }

  'GET /api/my-queues': { response: MyQueuesView }
  'GET /api/live': { response: LiveView }
  'GET /api/live/behind': {
    query: { what: BehindKind; queue?: string }
    response: BehindView
  }
  'GET /api/alerts': { response: AlertsView }
  'POST /api/alerts/:id/acknowledge': {
    request: In<typeof r.acknowledgeAlert>
    response: AlertsView
  }
  'PUT /api/alerts/duty': { request: In<typeof r.setDuty>; response: AlertsView }
  'POST /api/live/callers/:id/move': { request: In<typeof r.moveCaller>; response: Done }
  'POST /api/live/callers/:id/take': { response: Done }
  'POST /api/live/people/:id/recover': { response: Done }
  'POST /api/live/people/:id/listen': { request: In<typeof r.listenToCall>; response: PhoneView }
  'POST /api/live/listening/:id/mode': { request: In<typeof r.changeListening>; response: PhoneView }
  'POST /api/live/listening/:id/stop': { response: PhoneView }
  'GET /api/listening': { response: ListeningLogView }
  'GET /api/audit': {
    query: { what?: 'reads' | 'all'; person?: string; about?: string; cursor?: string }
    response: AuditView
  }
  'POST /api/live/wall': { response: { url: string } }
  'GET /api/wall/:token': { response: WallView }

  'GET /api/admin/lines': { response: AdminLinesView }
  'POST /api/admin/lines': { request: In<typeof r.addLine>; response: AdminLineView }
  'GET /api/admin/lines/:id': { response: AdminLineView }
  'PUT /api/admin/lines/:id': { request: In<typeof r.changeLine>; response: AdminLineView }
  'PUT /api/admin/lines/:id/hours': { request: In<typeof r.changeHours>; response: AdminLineView }
  'PUT /api/admin/lines/:id/menu-draft': { request: In<typeof r.saveMenuDraft>; response: AdminLineView }
  'POST /api/admin/lines/:id/menu-draft/publish': {
    request: In<typeof r.publishMenu>
    response: AdminLineView
  }
  'POST /api/admin/lines/:id/menu-draft/trial': { request: In<typeof r.tryMenu>; response: { until: string } }
  'POST /api/admin/lines/:id/preview': {
    request: In<typeof r.previewLine>
    response: { heard: HeardView[] }
  }
  'POST /api/admin/lines/:id/close': { request: In<typeof r.closeLine>; response: AdminLinesView }
  'POST /api/admin/lines/:id/reopen': { response: AdminLinesView }
  'POST /api/admin/history/:seq/put-back': { request: In<typeof r.putBack>; response: AdminLineView }
  'POST /api/admin/lines/:id/remove': { request: In<typeof r.removeLine>; response: AdminLinesView }
  'POST /api/admin/lines/:id/restore': { response: AdminLinesView }
  'GET /api/admin/queues': { response: AdminQueuesView }
  'POST /api/admin/queues': { request: In<typeof r.queueSettings>; response: AdminQueuesView }
  'PUT /api/admin/queues/:id': { request: In<typeof r.changeQueue>; response: AdminQueuesView }
  'DELETE /api/admin/queues/:id': { response: AdminQueuesView }
  'POST /api/admin/queues/order': { request: In<typeof r.orderQueues>; response: AdminQueuesView }
  'POST /api/admin/queues/history/:seq/put-back': {
    request: In<typeof r.putBack>
    response: AdminQueuesView
  }
  'GET /api/admin/people': { response: AdminPeopleView }
  'POST /api/admin/people': { request: In<typeof r.personSettings>; response: OneTimeView }
  'PUT /api/admin/people/:id': { request: In<typeof r.changePerson>; response: AdminPeopleView }
  'POST /api/admin/people/:id/reset-sign-in': {
    request: In<typeof r.personVersion>
    response: OneTimeView
  }
  'POST /api/admin/people/:id/leave': { request: In<typeof r.leavePerson>; response: AdminPeopleView }
  'POST /api/admin/people/:id/return': { request: In<typeof r.personVersion>; response: OneTimeView }
  'POST /api/admin/people/history/:seq/put-back': {
    request: In<typeof r.putBack>
    response: AdminPeopleView
  }
  'GET /api/admin/member-imports': { response: MemberImportsView }
  'GET /api/admin/member-imports/:id/rows': {
    query: { kind: MemberRowWord; cursor?: string }
    response: Page<MemberImportRowView>
  }
  'POST /api/admin/member-imports/:id/apply': {
    request: In<typeof r.applyImport>
    response: MemberImportsView
  }
  'POST /api/admin/member-imports/:id/discard': { response: MemberImportsView }
}
/**
 * The members' file goes as itself (`POST /api/admin/member-file`, text/csv, its name in this header, URI-encoded) and is
 * answered, once it was read, with a MemberImportsView. Rows that were refused come back as a file:
 * `GET /api/admin/member-imports/:id/refused`.
 */
export const fileNameHeader = 'x-branchline-file'
/** Binary reads, session required: `GET /api/pictures/:id`, `GET /api/recordings/:id/audio`. Served as attachments or audio, never a Twilio link. */
export type ApiRoute = keyof Api
