/** Every address of the console. Pages load when first visited; the frame and the phone are there at once. */
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { Navigate, Outlet, Route, Routes } from 'react-router'
import { problemWords } from './api.ts'
import { useSessionEnd } from './features/sign-in/session-end.ts'
import { SignInPage } from './features/sign-in/sign-in-page.tsx'
import { MeContext, useMe } from './frame/me.ts'
import { NotFoundPage, NothingForRolePage } from './frame/not-found.tsx'
import { placesFor } from './frame/places.ts'
import { useSession } from './queries.ts'
import { ErrorState, SkeletonRows } from './ui/states.tsx'

const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

const Frame = page(() => import('./frame/frame.tsx').then(({ Frame }) => Frame))
const WallPage = page(() => import('./features/wall/wall-page.tsx').then(({ WallPage }) => WallPage))
const WorkPage = page(() => import('./features/work/work-page.tsx').then(({ WorkPage }) => WorkPage))
const WorkIdle = page(() => import('./features/work/work-idle.tsx').then(({ WorkIdle }) => WorkIdle))
const WorkContact = page(() =>
  import('./features/work/work-contact.tsx').then(({ WorkContact }) => WorkContact),
)
const WorkText = page(() => import('./features/work/work-text.tsx').then(({ WorkText }) => WorkText))
const CallbacksPage = page(() =>
  import('./features/callbacks/callbacks-page.tsx').then(({ CallbacksPage }) => CallbacksPage),
)
const CasesPage = page(() => import('./features/cases/cases-page.tsx').then(({ CasesPage }) => CasesPage))
const CasePage = page(() => import('./features/cases/case-page.tsx').then(({ CasePage }) => CasePage))
const RadarPage = page(() => import('./features/deadlines/radar-page.tsx').then(({ RadarPage }) => RadarPage))
const MembersPage = page(() =>
  import('./features/member/members-page.tsx').then(({ MembersPage }) => MembersPage),
)
const MemberPage = page(() =>
  import('./features/member/member-page.tsx').then(({ MemberPage }) => MemberPage),
)
const MergePage = page(() => import('./features/member/merge-page.tsx').then(({ MergePage }) => MergePage))
const MyBranchPage = page(() =>
  import('./features/branches/my-branch-page.tsx').then(({ MyBranchPage }) => MyBranchPage),
)
const BranchesPage = page(() =>
  import('./features/branches/branches-page.tsx').then(({ BranchesPage }) => BranchesPage),
)
const CoverPage = page(() => import('./features/branches/cover-page.tsx').then(({ CoverPage }) => CoverPage))
const AdminPage = page(() => import('./features/admin/admin-page.tsx').then(({ AdminPage }) => AdminPage))
const LinesPage = page(() => import('./features/admin/lines-page.tsx').then(({ LinesPage }) => LinesPage))
const HoursPage = page(() => import('./features/admin/hours-page.tsx').then(({ HoursPage }) => HoursPage))
const MenuPage = page(() => import('./features/admin/menu-page.tsx').then(({ MenuPage }) => MenuPage))
const QueuesPage = page(() => import('./features/admin/queues-page.tsx').then(({ QueuesPage }) => QueuesPage))
const CaseTypesPage = page(() =>
  import('./features/admin/case-types-page.tsx').then(({ CaseTypesPage }) => CaseTypesPage),
)
const TemplatesPage = page(() =>
  import('./features/admin/templates-page.tsx').then(({ TemplatesPage }) => TemplatesPage),
)
const KnowledgePage = page(() =>
  import('./features/admin/knowledge-page.tsx').then(({ KnowledgePage }) => KnowledgePage),
)
const PeoplePage = page(() => import('./features/admin/people-page.tsx').then(({ PeoplePage }) => PeoplePage))
const MemberImportPage = page(() =>
  import('./features/admin/member-import-page.tsx').then(({ MemberImportPage }) => MemberImportPage),
)
const AuditPage = page(() => import('./features/audit/audit-page.tsx').then(({ AuditPage }) => AuditPage))
const OpeningsPage = page(() =>
  import('./features/seals/openings-page.tsx').then(({ OpeningsPage }) => OpeningsPage),
)
const AccessListPage = page(() =>
  import('./features/data-rights/access-list-page.tsx').then(({ AccessListPage }) => AccessListPage),
)
const AccessPage = page(() =>
  import('./features/data-rights/access-page.tsx').then(({ AccessPage }) => AccessPage),
)
const CohortPage = page(() =>
  import('./features/cohort/cohort-page.tsx').then(({ CohortPage }) => CohortPage),
)
const BriefPage = page(() => import('./features/hand-over/brief-page.tsx').then(({ BriefPage }) => BriefPage))
const AdvicePage = page(() =>
  import('./features/advice/advice-page.tsx').then(({ AdvicePage }) => AdvicePage),
)
const TimelinePage = page(() =>
  import('./features/timeline/timeline-page.tsx').then(({ TimelinePage }) => TimelinePage),
)
const TermsPage = page(() => import('./features/admin/terms-page.tsx').then(({ TermsPage }) => TermsPage))
const RetentionPage = page(() =>
  import('./features/retention/retention-page.tsx').then(({ RetentionPage }) => RetentionPage),
)
const ErasurePage = page(() =>
  import('./features/retention/erasure-page.tsx').then(({ ErasurePage }) => ErasurePage),
)
const ListensPage = page(() =>
  import('./features/listens/listens-page.tsx').then(({ ListensPage }) => ListensPage),
)
const ListeningPage = page(() =>
  import('./features/listening/listening-page.tsx').then(({ ListeningPage }) => ListeningPage),
)
const LivePage = page(() => import('./features/live/live-page.tsx').then(({ LivePage }) => LivePage))

/** Nobody signed in: the sign-in page, at whatever address was asked for, which then opens by itself. */
function SignedIn() {
  const session = useSession()
  const byChoice = useSessionEnd((end) => end.byChoice)
  const [wasSignedIn, setSignedIn] = useState(false)
  if (session.data != null && !wasSignedIn) setSignedIn(true)
  if (session.data === undefined)
    return session.isError ? (
      <main className="alone">
        <ErrorState
          what="The console could not start"
          problem={problemWords(session.error)}
          onRetry={() => void session.refetch()}
        />
      </main>
    ) : (
      <SkeletonRows label="console" rows={8} height={64} />
    )
  if (session.data === null) return <SignInPage hasEnded={wasSignedIn && !byChoice} />
  return (
    <MeContext.Provider value={session.data}>
      <Suspense fallback={<SkeletonRows label="console" rows={8} height={64} />}>
        <Outlet />
      </Suspense>
    </MeContext.Provider>
  )
}

function FirstPage() {
  const [first] = placesFor(useMe().permissions)
  return first === undefined ? <NothingForRolePage /> : <Navigate to={first.path} replace />
}

export function ConsoleRoutes() {
  return (
    <Routes>
      <Route
        path="/wall/:token"
        element={
          <Suspense fallback={null}>
            <WallPage />
          </Suspense>
        }
      />
      <Route element={<SignedIn />}>
        <Route element={<Frame />}>
          <Route index element={<FirstPage />} />
          <Route path="work" element={<WorkPage />}>
            <Route index element={<WorkIdle />} />
            <Route path="contact/:id" element={<WorkContact />} />
            <Route path="text/:id" element={<WorkText />} />
          </Route>
          <Route path="callbacks" element={<CallbacksPage />} />
          <Route path="cases" element={<CasesPage />} />
          <Route path="cases/:id" element={<CasePage />} />
          <Route path="deadlines" element={<RadarPage />} />
          <Route path="members" element={<MembersPage />} />
          <Route path="members/:id" element={<MemberPage />} />
          <Route path="members/:id/merge/:other" element={<MergePage />} />
          <Route path="branch" element={<MyBranchPage />} />
          <Route path="branches" element={<BranchesPage />} />
          <Route path="branches/cover" element={<CoverPage />} />
          <Route path="live" element={<LivePage />} />
          <Route path="openings" element={<OpeningsPage />} />
          <Route path="audit" element={<AuditPage />} />
          <Route path="texts/many" element={<CohortPage />} />
          <Route path="cases/:id/brief" element={<BriefPage />} />
          <Route path="cases/:id/advice" element={<AdvicePage />} />
          <Route path="cases/:id/timeline" element={<TimelinePage />} />
          <Route path="retention" element={<RetentionPage />} />
          <Route path="retention/:id" element={<ErasurePage />} />
          <Route path="data-requests" element={<AccessListPage />} />
          <Route path="data-requests/:id" element={<AccessPage />} />
          <Route path="listens" element={<ListensPage />} />
          <Route path="listening" element={<ListeningPage />} />
          <Route path="admin" element={<AdminPage />}>
            <Route index element={<Navigate to="/admin/lines" replace />} />
            <Route path="lines" element={<LinesPage />} />
            <Route path="hours" element={<HoursPage />} />
            <Route path="menu" element={<MenuPage />} />
            <Route path="queues" element={<QueuesPage />} />
            <Route path="people" element={<PeoplePage />} />
            <Route path="case-types" element={<CaseTypesPage />} />
            <Route path="templates" element={<TemplatesPage />} />
            <Route path="terms" element={<TermsPage />} />
            <Route path="answers" element={<KnowledgePage />} />
            <Route path="members" element={<MemberImportPage />} />
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  )
}
