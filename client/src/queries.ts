/** Every query key of the console, and the hook that reads it. Nothing else names a key. */
import { keepPreviousData, replaceEqualDeep, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { LiveView, Notice } from '../../server/contract/live-views.ts'
import type { CaseFilterView } from '../../server/contract/saved-view-api.ts'
import type { BehindKind, MemberRowWord } from '../../server/contract/words.ts'
import { call, isRefusal } from './api.ts'
import { type BoardTrail, caughtUp, isOlder } from './live-cache.ts'
import { whenShown } from './shown.ts'

/** What a list of cases is asked for. */
export type CasesAsked = Omit<CaseFilterView, 'asBoard'>

export const keys = {
  session: ['session'] as const,
  phone: ['phone'] as const,
  work: ['work'] as const,
  callbacks: ['callbacks'] as const,
  live: ['live'] as const,
  alerts: ['alerts'] as const,
  listening: ['listening'] as const,
  audit: (asked: AuditAsked) => ['audit', asked.what, asked.person, asked.about] as const,
  behind: (what: BehindKind, queueId: string | null) => ['behind', what, queueId] as const,
  personQueues: (id: string) => ['live', 'person-queues', id] as const,
  myQueues: ['my-queues'] as const,
  notices: ['notices'] as const,
  contact: (id: string) => ['contact', id] as const,
  recording: (id: string) => ['recording', id] as const,
  listens: ['listens'] as const,
  destinations: (id: string) => ['destinations', id] as const,
  thread: (id: string) => ['thread', id] as const,
  case: (id: string) => ['case', id] as const,
  /** Told of with the group case itself, or with the sub-file that is shown. */
  group: (id: string) => ['case', id, 'group'] as const,
  caseSheet: (id: string) => ['case', id, 'sheet'] as const,
  caseTargets: (id: string) => ['case', id, 'targets'] as const,
  caseSeal: (id: string) => ['case', id, 'seal'] as const,
  /** Every hold; those of one case or member are told of with it. */
  advice: (caseId: string) => ['case', caseId, 'advice'] as const,
  casePeople: (caseId: string) => ['case', caseId, 'people'] as const,
  triage: (caseId: string) => ['case', caseId, 'triage'] as const,
  timeline: (caseId: string) => ['case', caseId, 'timeline'] as const,
  brief: (caseId: string) => ['case', caseId, 'brief'] as const,
  terms: (caseId: string) => ['case', caseId, 'terms'] as const,
  adminTerms: ['admin', 'terms'] as const,
  caseMoves: (caseId: string) => ['case', caseId, 'moves'] as const,
  holds: ['holds'] as const,
  retention: ['retention'] as const,
  erasure: (id: string) => ['retention', id] as const,
  holdsOf: (kind: 'case' | 'member', id: string) => [kind, id, 'holds'] as const,
  merges: (id: string) => ['member', id, 'merges'] as const,
  mergeCompare: (id: string, other: string) => ['member', id, 'merges', other] as const,
  /** Asked again when it is shown: nobody is told of it. */
  cover: (memberId: string) => ['cover', 'member', memberId] as const,
  allMemberCover: ['cover', 'member'] as const,
  coverTree: ['cover', 'tree'] as const,
  /** Told of with the member. */
  needs: (id: string) => ['member', id, 'needs'] as const,
  /** Who may speak for a member: told of with the member. */
  authorities: (id: string) => ['member', id, 'authorities'] as const,
  openings: ['openings'] as const,
  /** At branches: told of with the case. */
  caseReferrals: (id: string) => ['case', id, 'referrals'] as const,
  branchChoices: ['branch-choices'] as const,
  /** Asked again every half minute: who answers for a branch has no live updates. */
  myBranch: ['my-branch'] as const,
  branches: ['branches'] as const,
  /** Who watches, and what is overdue: told of with the lists of work. */
  watch: ['work', 'watch'] as const,
  accessRequests: ['access-requests'] as const,
  accessRequest: (id: string) => ['access-requests', id] as const,
  /** Told of with the case they stand on. */
  caseDocuments: (id: string) => ['case', id, 'documents'] as const,
  cases: ({ list, about, status, ownerId, q }: CasesAsked) =>
    ['cases', list, about, status, ownerId, q] as const,
  savedViews: ['saved-views'] as const,
  /** Told of with the lists of work. */
  cohortTexts: ['work', 'cohort-texts'] as const,
  audiences: (q: string) => ['audiences', q] as const,
  allCases: ['cases'] as const,
  /** Legal dates: told of with the cases they stand on. */
  radar: ['cases', 'radar'] as const,
  member: (id: string) => ['member', id] as const,
  members: (q: string) => ['members', q] as const,
  allMembers: ['members'] as const,
  /** Everything under Admin, and the lines on the board. */
  admin: ['admin'] as const,
  adminLines: ['admin', 'lines'] as const,
  adminLine: (id: string) => ['admin', 'line', id] as const,
  adminQueues: ['admin', 'queues'] as const,
  adminPeople: ['admin', 'people'] as const,
  adminCaseTypes: ['admin', 'case-types'] as const,
  adminTemplates: ['admin', 'templates'] as const,
  adminKnowledge: ['admin', 'knowledge'] as const,
  /** Asked when it is looked at: it has no live updates. */
  knowledge: (reason: string | null, type: string | null, words: string) =>
    ['knowledge', reason, type, words] as const,
  filledTemplates: (threadId: string) => ['admin', 'templates', threadId] as const,
  memberImports: ['admin', 'member-imports'] as const,
  memberImportRows: (id: string, kind: MemberRowWord) => ['admin', 'member-import-rows', id, kind] as const,
  search: (q: string) => ['search', q] as const,
}

/** A slow answer never pushes away what the socket has brought since it was asked for. */
const keepNewer = (shown: unknown, answer: unknown): unknown =>
  isOlder(answer, shown) ? shown : replaceEqualDeep(shown, answer)

/** What the socket said of the board lately. */
export const boardTrail: BoardTrail = { changes: [] }
const isBoard = (value: unknown): value is LiveView =>
  typeof value === 'object' && value !== null && 'number' in value && 'callers' in value
const keepBoard = (shown: unknown, answer: unknown): unknown =>
  isBoard(answer)
    ? replaceEqualDeep(shown, caughtUp(boardTrail, isBoard(shown) ? shown : undefined, answer))
    : answer

/** The signed-in person, or null when nobody is. */
export const useSession = () =>
  useQuery({
    queryKey: keys.session,
    queryFn: async ({ signal }) => {
      try {
        return await call('GET /api/session', { signal })
      } catch (error) {
        if (isRefusal(error, 'not-signed-in')) return null
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const usePhone = (enabled = true) =>
  useQuery({
    queryKey: keys.phone,
    queryFn: ({ signal }) => call('GET /api/phone', { signal }),
    enabled,
    structuralSharing: keepNewer,
  })

export const useWork = (enabled = true) =>
  useQuery({
    queryKey: keys.work,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/work', { signal })
    },
    enabled,
  })

export const useCallbacks = (enabled = true) =>
  useQuery({
    queryKey: keys.callbacks,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/callbacks', { signal })
    },
    enabled,
  })

/** Alerts that are up, and who is on duty. */
export const useAlerts = () =>
  useQuery({
    queryKey: keys.alerts,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/alerts', { signal })
    },
  })

export const useRadar = () =>
  useQuery({
    queryKey: keys.radar,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/deadlines', { signal })
    },
  })

/** Members who asked for their data. */
export const useAccessRequests = () =>
  useQuery({
    queryKey: keys.accessRequests,
    queryFn: ({ signal }) => call('GET /api/access-requests', { signal }),
    staleTime: 0,
  })

export const useAccessRequest = (id: string) =>
  useQuery({
    queryKey: keys.accessRequest(id),
    queryFn: ({ signal }) => call('GET /api/access-requests/:id', { params: { id }, signal }),
  })

export const useCaseTargets = (caseId: string) =>
  useQuery({
    queryKey: keys.caseTargets(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/targets/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useAdvice = (caseId: string) =>
  useQuery({
    queryKey: keys.advice(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/advice/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useCasePeople = (caseId: string) =>
  useQuery({
    queryKey: keys.casePeople(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/case-people/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useTriage = (caseId: string) =>
  useQuery({
    queryKey: keys.triage(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/triage/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useTimeline = (caseId: string) =>
  useQuery({
    queryKey: keys.timeline(caseId),
    queryFn: ({ signal }) => call('GET /api/timelines/of/:caseId', { params: { caseId }, signal }),
  })

export const useBrief = (caseId: string) =>
  useQuery({
    queryKey: keys.brief(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/hand-overs/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useTerms = (caseId: string) =>
  useQuery({
    queryKey: keys.terms(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/terms/of/:caseId', { params: { caseId }, signal })
    },
  })
export const useAdminTerms = () =>
  useQuery({
    queryKey: keys.adminTerms,
    queryFn: ({ signal }) => call('GET /api/admin/terms', { signal }),
  })

export const useCaseMoves = (caseId: string) =>
  useQuery({
    queryKey: keys.caseMoves(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/case-moves/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useGroup = (caseId: string) =>
  useQuery({
    queryKey: keys.group(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/groups/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useHolds = ({ kind, id }: { kind: 'case' | 'member'; id: string }) =>
  useQuery({
    queryKey: keys.holdsOf(kind, id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return kind === 'case'
        ? call('GET /api/holds/case/:id', { params: { id }, signal })
        : call('GET /api/holds/member/:id', { params: { id }, signal })
    },
  })

export const useMerges = (id: string) =>
  useQuery({
    queryKey: keys.merges(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/merges/of/:memberId', { params: { memberId: id }, signal })
    },
  })

export const useMergeCompare = (id: string, other: string) =>
  useQuery({
    queryKey: keys.mergeCompare(id, other),
    queryFn: ({ signal }) =>
      call('GET /api/merges/compare/:memberId/:other', { params: { memberId: id, other }, signal }),
  })

export const useCover = (memberId: string, enabled = true) =>
  useQuery({
    queryKey: keys.cover(memberId),
    queryFn: ({ signal }) => call('GET /api/cover/of/:memberId', { params: { memberId }, signal }),
    enabled,
  })

export const useCoverTree = (q: string, region: string) =>
  useQuery({
    queryKey: [...keys.coverTree, q, region],
    queryFn: ({ signal }) => call('GET /api/cover/tree', { query: { q, region }, signal }),
    placeholderData: keepPreviousData,
  })

export const useNeeds = (id: string) =>
  useQuery({
    queryKey: keys.needs(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/needs/of/:memberId', { params: { memberId: id }, signal })
    },
  })

export const useAuthorities = (id: string) =>
  useQuery({
    queryKey: keys.authorities(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/authorities/of/:memberId', { params: { memberId: id }, signal })
    },
  })

/** Told of by no live news: it is read again while it is looked at. */
const retentionEveryMs = 5_000
export const useRetention = () =>
  useQuery({
    queryKey: keys.retention,
    queryFn: ({ signal }) => call('GET /api/retention', { signal }),
    refetchInterval: retentionEveryMs,
  })
export const useErasure = (id: string) =>
  useQuery({
    queryKey: keys.erasure(id),
    queryFn: ({ signal }) => call('GET /api/retention/:id', { params: { id }, signal }),
    refetchInterval: retentionEveryMs,
  })

export const useAllHolds = () =>
  useQuery({ queryKey: keys.holds, queryFn: ({ signal }) => call('GET /api/holds', { signal }) })

export const useCaseSeal = (caseId: string) =>
  useQuery({
    queryKey: keys.caseSeal(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/seals/:caseId', { params: { caseId }, signal })
    },
  })

export const useOpenings = () =>
  useQuery({
    queryKey: keys.openings,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/openings', { signal })
    },
  })

export const useCaseReferrals = (caseId: string) =>
  useQuery({
    queryKey: keys.caseReferrals(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/referrals/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useBranchChoices = () =>
  useQuery({
    queryKey: keys.branchChoices,
    queryFn: ({ signal }) => call('GET /api/referrals/branches', { signal }),
  })

const halfMinute = 30_000
export const useMyBranch = () =>
  useQuery({
    queryKey: keys.myBranch,
    queryFn: ({ signal }) => call('GET /api/branch', { signal }),
    refetchInterval: halfMinute,
  })

export const useBranches = () =>
  useQuery({
    queryKey: keys.branches,
    queryFn: ({ signal }) => call('GET /api/branches', { signal }),
    refetchInterval: halfMinute,
  })

export const useWatch = () =>
  useQuery({
    queryKey: keys.watch,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/watch', { signal })
    },
  })

export const useCaseDocuments = (caseId: string) =>
  useQuery({
    queryKey: keys.caseDocuments(caseId),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/documents/of/:caseId', { params: { caseId }, signal })
    },
  })

export interface AuditAsked {
  what: 'reads' | 'all'
  /** A colleague's id, or '' for everybody. */
  person: string
  /** A reference, a membership number or an id, or ''. */
  about: string
}
/** The audit, a page at a time; of the moment it was asked for. */
export const useAudit = (asked: AuditAsked) =>
  useInfiniteQuery({
    queryKey: keys.audit(asked),
    queryFn: ({ signal, pageParam }) =>
      call('GET /api/audit', { query: { ...asked, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** The rows behind a number of the board: of the moment they were opened, like the number that was pressed. */
export const useBehind = (what: BehindKind, queueId: string | null) =>
  useQuery({
    queryKey: keys.behind(what, queueId),
    queryFn: ({ signal }) =>
      call('GET /api/live/behind', {
        query: { what, ...(queueId === null ? {} : { queue: queueId }) },
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
  })

/** Who listened to calls, and what is agreed about it. */
export const useListeningLog = () =>
  useQuery({
    queryKey: keys.listening,
    queryFn: ({ signal }) => call('GET /api/listening', { signal }),
    refetchInterval: 10_000,
  })

export const useContact = (id: string, enabled = true) =>
  useQuery({
    queryKey: keys.contact(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/contacts/:id', { params: { id }, signal })
    },
    enabled,
    structuralSharing: keepNewer,
  })

/** Whether somebody may listen to a recording, and who has. */
export const useRecordingAccess = (id: string) =>
  useQuery({
    queryKey: keys.recording(id),
    queryFn: ({ signal }) => call('GET /api/recordings/:id', { params: { id }, signal }),
  })

export const useListens = () =>
  useQuery({ queryKey: keys.listens, queryFn: ({ signal }) => call('GET /api/listens', { signal }) })

/** Who is free now changes by the minute: asked anew while the sheet is open. */
export const useDestinations = (id: string) =>
  useQuery({
    queryKey: keys.destinations(id),
    queryFn: ({ signal }) => call('GET /api/contacts/:id/destinations', { params: { id }, signal }),
    gcTime: 0,
    refetchInterval: 5_000,
  })

/** The newest 50 messages; older pages are asked for with `call('GET /api/threads/:id', { query: { before } })`. */
export const useThread = (id: string, enabled = true) =>
  useQuery({
    queryKey: keys.thread(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/threads/:id', { params: { id }, signal })
    },
    enabled,
    structuralSharing: keepNewer,
  })

export const useCase = (id: string, enabled = true) =>
  useQuery({
    queryKey: keys.case(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/cases/:id', { params: { id }, signal })
    },
    enabled,
    structuralSharing: keepNewer,
  })

export const useCohortTexts = () =>
  useQuery({
    queryKey: keys.cohortTexts,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/cohort-texts', { signal })
    },
  })
export const useAudiences = (q: string) =>
  useQuery({
    queryKey: keys.audiences(q),
    queryFn: ({ signal }) => call('GET /api/cohort-texts/audiences', { query: { q }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })

export const useSavedViews = () =>
  useQuery({
    queryKey: keys.savedViews,
    queryFn: ({ signal }) => call('GET /api/saved-views', { signal }),
  })

export const useCases = (asked: CasesAsked) =>
  useInfiniteQuery({
    queryKey: keys.cases(asked),
    queryFn: async ({ signal, pageParam, queryKey }) => {
      await whenShown(queryKey)
      const { list: view, about, status, ownerId, q } = asked
      return call('GET /api/cases', {
        query: {
          view,
          ...(about === null ? {} : { about }),
          ...(status === null ? {} : { status }),
          ...(ownerId === null ? {} : { owner: ownerId }),
          q,
          cursor: pageParam,
        },
        signal,
      })
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useMember = (id: string, enabled = true) =>
  useQuery({
    queryKey: keys.member(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/members/:id', { params: { id }, signal })
    },
    enabled,
  })

export const useMembers = (q: string) =>
  useInfiniteQuery({
    queryKey: keys.members(q),
    queryFn: async ({ signal, pageParam, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/members', { query: { q, cursor: pageParam }, signal })
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useSearch = (q: string) =>
  useQuery({
    queryKey: keys.search(q),
    queryFn: ({ signal }) => call('GET /api/search', { query: { q }, signal }),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
  })

/** `everyMs`: asked again that often, where how many wait is shown too; calls alone are no news of a line. */
export const useAdminLines = (enabled = true, everyMs: number | false = false) =>
  useQuery({
    queryKey: keys.adminLines,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/lines', { signal })
    },
    enabled,
    refetchInterval: everyMs,
  })

export const useAdminLine = (id: string) =>
  useQuery({
    queryKey: keys.adminLine(id),
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/lines/:id', { params: { id }, signal })
    },
  })

export const useAdminQueues = () =>
  useQuery({
    queryKey: keys.adminQueues,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/queues', { signal })
    },
  })

export const useAdminPeople = () =>
  useQuery({
    queryKey: keys.adminPeople,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/people', { signal })
    },
  })

export const useAdminCaseTypes = () =>
  useQuery({
    queryKey: keys.adminCaseTypes,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/case-types', { signal })
    },
  })

export const useAdminTemplates = () =>
  useQuery({
    queryKey: keys.adminTemplates,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/templates', { signal })
    },
  })

/** What sort of case it is, with what its type asks. */
export const useCaseSheet = (caseId: string) =>
  useQuery({
    queryKey: keys.caseSheet(caseId),
    queryFn: async ({ signal }) => {
      await whenShown(keys.case(caseId))
      return call('GET /api/sheets/of/:caseId', { params: { caseId }, signal })
    },
  })

export const useAdminKnowledge = () =>
  useQuery({
    queryKey: keys.adminKnowledge,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/knowledge', { signal })
    },
  })

/** Templates as they read in this conversation, asked anew each time they are looked at. */
export const useFilledTemplates = (threadId: string) =>
  useQuery({
    queryKey: keys.filledTemplates(threadId),
    queryFn: ({ signal }) => call('GET /api/templates/for/:threadId', { params: { threadId }, signal }),
    gcTime: 0,
  })

/** The readings of the members' file; while one goes on, asked every second for how far it is. */
export const useMemberImports = (isSending: boolean) =>
  useQuery({
    queryKey: keys.memberImports,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/admin/member-imports', { signal })
    },
    refetchInterval: ({ state }) => {
      const open = state.data?.open?.state
      return isSending || open === 'reading' || open === 'applying' ? 1_000 : false
    },
  })

export const useMemberImportRows = (id: string, kind: MemberRowWord) =>
  useInfiniteQuery({
    queryKey: keys.memberImportRows(id, kind),
    queryFn: ({ signal, pageParam }) =>
      call('GET /api/admin/member-imports/:id/rows', {
        params: { id },
        query: { kind, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

export const useLive = (enabled = true) =>
  useQuery({
    queryKey: keys.live,
    queryFn: async ({ signal, queryKey }) => {
      await whenShown(queryKey)
      return call('GET /api/live', { signal })
    },
    enabled,
    structuralSharing: keepBoard,
  })

/** How many wait in my own queues. Asked for now and then: no agent is told of every caller who comes and goes. */
export const useMyQueues = (enabled = true) =>
  useQuery({
    queryKey: keys.myQueues,
    queryFn: ({ signal }) => call('GET /api/my-queues', { signal }),
    enabled,
    refetchInterval: 10_000,
  })

/** What the server wants everybody to know now ("Texts are not going out"). Filled by the socket, never fetched. */
export const useNotices = () =>
  useQuery<Notice[]>({
    queryKey: keys.notices,
    queryFn: () => [],
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
  })
