/** The read side as adapters and worker see it: every view of server/views, bound to the connection it reads with. */
import {
  accessRequestsView,
  accessRequestView,
  besidePassages,
  memberIdByNumber,
} from '../views/access-views.ts'
import { adminPeopleView } from '../views/admin-people-view.ts'
import { adminLinesView, adminLineView, adminQueuesView, previewView } from '../views/admin-view.ts'
import { adviceView } from '../views/advice-view.ts'
import { alertReading } from '../views/alert-reading.ts'
import { alertsOnWall, alertsView } from '../views/alerts-view.ts'
import { auditView } from '../views/audit-view.ts'
import { authoritiesView } from '../views/authority-views.ts'
import { behindView } from '../views/behind-view.ts'
import { briefView } from '../views/brief-view.ts'
import { callbacksView } from '../views/callback-views.ts'
import { createCallsOfToday } from '../views/calls-of-today.ts'
import { casesView } from '../views/case-list-view.ts'
import { caseIdByReference, caseMovesView } from '../views/case-move-views.ts'
import { casePeopleView } from '../views/case-people-view.ts'
import { adminCaseTypesView } from '../views/case-type-views.ts'
import { caseView } from '../views/case-view.ts'
import { audiencesView, cohortTextsView } from '../views/cohort-text-views.ts'
import { contactView } from '../views/contact-view.ts'
import { coverOfMember, coverOfWorkplace, coverTreeView } from '../views/cover-views.ts'
import { radarView } from '../views/deadline-views.ts'
import { destinationsView } from '../views/destinations-view.ts'
import { caseDocumentsView, documentVersionFor } from '../views/document-views.ts'
import { eligibilityView } from '../views/eligibility-view.ts'
import { groupView, pasteAnswers } from '../views/group-views.ts'
import { hasUnverifiedCaller } from '../views/hidden-membership.ts'
import { caseHoldsView, holdsView, memberHoldsView } from '../views/hold-views.ts'
import { adminKnowledgeView, knowledgeView } from '../views/knowledge-views.ts'
import { joinPathView, leadsView } from '../views/lead-views.ts'
import { listeningLogView } from '../views/listening-views.ts'
import { liveView } from '../views/live-view.ts'
import { memberImportRowsView, memberImportsView, refusedRows } from '../views/member-import-views.ts'
import { membersView, memberView } from '../views/member-views.ts'
import { mergeCompareView, mergesView } from '../views/merge-views.ts'
import { needsView } from '../views/needs-views.ts'
import { type PhoneDeps, phoneView } from '../views/phone-view.ts'
import { personQueuesView } from '../views/placement-views.ts'
import { listensView, recordingAccessView, recordingFor } from '../views/recording-views.ts'
import { branchChoicesView, branchesView, caseReferralsView, myBranchView } from '../views/referral-views.ts'
import { erasureView, retentionView } from '../views/retention-views.ts'
import { overridesView } from '../views/safe-contact-views.ts'
import { savedViewsView } from '../views/saved-views-view.ts'
import { openingsView, sealView } from '../views/seal-views.ts'
import { searchView } from '../views/search-view.ts'
import { sheetView } from '../views/sheet-view.ts'
import { caseTargetsView, watchView } from '../views/target-views.ts'
import { adminTemplatesView, filledTemplates } from '../views/template-views.ts'
import { adminTermsView, termsView } from '../views/terms-views.ts'
import { messageView, threadView } from '../views/thread-view.ts'
import { timelineOnPaper } from '../views/timeline-on-paper.ts'
import { triageView } from '../views/triage-views.ts'
import type { ViewDeps } from '../views/view-deps.ts'
import { workView } from '../views/work-view.ts'
import { behindWall } from './db/case-wall.ts'
import { asViewer, viewerNow } from './viewer.ts'

type Rest<View> = View extends (deps: ViewDeps, ...rest: infer Given) => unknown ? Given : never

const boundBoard = (deps: ViewDeps) => {
  const today = createCallsOfToday()
  return () => liveView(deps, today)
}

/**
 * `search` reads for searches and long lists, so that nothing else waits for them. Everything is read behind the wall that
 * hides sealed cases, with the eyes of whoever asks; only the board, which shows calls and no case, counts them all.
 */
export const bindScreens = (open: PhoneDeps & { search: ViewDeps['read'] }) => {
  const viewer = () => ({ personId: viewerNow(), now: open.clock.now() })
  const deps = {
    ...open,
    read: behindWall(open.read, viewer),
    search: behindWall(open.search, viewer),
  }
  return boundTo(deps, boundBoard(open))
}

const boundTo = (deps: PhoneDeps & { search: ViewDeps['read'] }, live: ReturnType<typeof boundBoard>) => ({
  /** Also told without being asked for, so it is read for the person whose phone it is. */
  phone: (personId: string) => asViewer(personId, () => phoneView(deps, personId)),
  work: (...given: Rest<typeof workView>) => workView(deps, ...given),
  contact: (...given: Rest<typeof contactView>) => contactView(deps, ...given),
  callbacks: (...given: Rest<typeof callbacksView>) => callbacksView(deps, ...given),
  destinations: (...given: Rest<typeof destinationsView>) => destinationsView(deps, ...given),
  recordingAccess: (...given: Rest<typeof recordingAccessView>) => recordingAccessView(deps, ...given),
  recordingFor: (...given: Rest<typeof recordingFor>) => recordingFor(deps, ...given),
  listens: (...given: Rest<typeof listensView>) => listensView(deps, ...given),
  thread: (...given: Rest<typeof threadView>) => threadView(deps, ...given),
  message: (...given: Rest<typeof messageView>) => messageView(deps, ...given),
  cases: (...given: Rest<typeof casesView>) => casesView({ ...deps, read: deps.search }, ...given),
  case: (...given: Rest<typeof caseView>) => caseView(deps, ...given),
  radar: () => radarView(deps),
  members: (...given: Rest<typeof membersView>) => membersView({ ...deps, read: deps.search }, ...given),
  memberIdByNumber: (...given: Rest<typeof memberIdByNumber>) => memberIdByNumber(deps, ...given),
  accessRequests: () => accessRequestsView(deps),
  accessRequest: (...given: Rest<typeof accessRequestView>) => accessRequestView(deps, ...given),
  besidePassages: (...given: Rest<typeof besidePassages>) => besidePassages(deps, ...given),
  caseTargets: (...given: Rest<typeof caseTargetsView>) => caseTargetsView(deps, ...given),
  personQueues: (...given: Rest<typeof personQueuesView>) => personQueuesView(deps, ...given),
  watch: () => watchView(deps),
  knowledge: (...given: Rest<typeof knowledgeView>) => knowledgeView(deps, ...given),
  adminKnowledge: () => adminKnowledgeView(deps),
  adminCaseTypes: () => adminCaseTypesView({ ...deps, read: deps.search }),
  sheet: (...given: Rest<typeof sheetView>) => sheetView(deps, ...given),
  adminTemplates: () => adminTemplatesView(deps),
  filledTemplates: (...given: Rest<typeof filledTemplates>) => filledTemplates(deps, ...given),
  authorities: (...given: Rest<typeof authoritiesView>) => authoritiesView(deps, ...given),
  needs: (...given: Rest<typeof needsView>) => needsView(deps, ...given),
  coverOfMember: (...given: Rest<typeof coverOfMember>) => coverOfMember(deps, ...given),
  coverOfWorkplace: (...given: Rest<typeof coverOfWorkplace>) => coverOfWorkplace(deps, ...given),
  coverTree: (...given: Rest<typeof coverTreeView>) =>
    coverTreeView({ ...deps, read: deps.search }, ...given),
  advice: (...given: Rest<typeof adviceView>) => adviceView(deps, ...given),
  timelineOnPaper: (...given: Rest<typeof timelineOnPaper>) => timelineOnPaper(deps, ...given),
  triage: (...given: Rest<typeof triageView>) => triageView(deps, ...given),
  cohortTexts: (...given: Rest<typeof cohortTextsView>) => cohortTextsView(deps, ...given),
  audiences: (...given: Rest<typeof audiencesView>) =>
    audiencesView({ ...deps, read: deps.search }, ...given),
  casePeople: (...given: Rest<typeof casePeopleView>) => casePeopleView(deps, ...given),
  savedViews: (...given: Rest<typeof savedViewsView>) => savedViewsView(deps, ...given),
  brief: (...given: Rest<typeof briefView>) => briefView(deps, ...given),
  terms: (...given: Rest<typeof termsView>) => termsView(deps, ...given),
  adminTerms: () => adminTermsView({ ...deps, read: deps.search }),
  caseMoves: (...given: Rest<typeof caseMovesView>) => caseMovesView(deps, ...given),
  caseIdByReference: (...given: Rest<typeof caseIdByReference>) => caseIdByReference(deps, ...given),
  merges: (...given: Rest<typeof mergesView>) => mergesView(deps, ...given),
  mergeCompare: (...given: Rest<typeof mergeCompareView>) => mergeCompareView(deps, ...given),
  group: (...given: Rest<typeof groupView>) => groupView(deps, ...given),
  pasteAnswers: (...given: Rest<typeof pasteAnswers>) => pasteAnswers(deps, ...given),
  holds: () => holdsView(deps),
  retention: () => retentionView(deps),
  erasure: (id: string) => erasureView(deps, id),
  caseHolds: (...given: Rest<typeof caseHoldsView>) => caseHoldsView(deps, ...given),
  memberHolds: (...given: Rest<typeof memberHoldsView>) => memberHoldsView(deps, ...given),
  seal: (...given: Rest<typeof sealView>) => sealView(deps, ...given),
  openings: () => openingsView(deps),
  caseReferrals: (...given: Rest<typeof caseReferralsView>) => caseReferralsView(deps, ...given),
  branchChoices: () => branchChoicesView(deps),
  myBranch: (...given: Rest<typeof myBranchView>) => myBranchView(deps, ...given),
  branches: () => branchesView({ ...deps, read: deps.search }),
  caseDocuments: (...given: Rest<typeof caseDocumentsView>) => caseDocumentsView(deps, ...given),
  documentVersionFor: (...given: Rest<typeof documentVersionFor>) => documentVersionFor(deps, ...given),
  member: (...given: Rest<typeof memberView>) => memberView(deps, ...given),
  search: (...given: Rest<typeof searchView>) => searchView({ ...deps, read: deps.search }, ...given),
  audit: (...given: Rest<typeof auditView>) => auditView({ ...deps, read: deps.search }, ...given),
  listeningLog: (...given: Rest<typeof listeningLogView>) => listeningLogView(deps, ...given),
  live,
  alerts: (...given: Rest<typeof alertsView>) => alertsView(deps, ...given),
  alertsOnWall: () => alertsOnWall(deps),
  alertReading: (...given: Rest<typeof alertReading>) => alertReading(deps, ...given),
  behind: (...given: Rest<typeof behindView>) => behindView(deps, ...given),
  adminLines: () => adminLinesView(deps),
  adminLine: (...given: Rest<typeof adminLineView>) => adminLineView(deps, ...given),
  preview: (...given: Rest<typeof previewView>) => previewView(deps, ...given),
  adminQueues: () => adminQueuesView(deps),
  memberImports: () => memberImportsView(deps),
  memberImportRows: (...given: Rest<typeof memberImportRowsView>) => memberImportRowsView(deps, ...given),
  refusedRows: (...given: Rest<typeof refusedRows>) => refusedRows(deps, ...given),
  leads: () => leadsView(deps),
  joinPath: (...given: Rest<typeof joinPathView>) => joinPathView(deps, ...given),
  eligibility: (...given: Rest<typeof eligibilityView>) => eligibilityView(deps, ...given),
  overrides: (...given: Rest<typeof overridesView>) => overridesView(deps, ...given),
  hasUnverifiedCaller: (personId: string) => hasUnverifiedCaller(deps.read, personId),
  adminPeople: (...given: Rest<typeof adminPeopleView>) => adminPeopleView(deps, ...given),
})
export type Screens = ReturnType<typeof bindScreens>
