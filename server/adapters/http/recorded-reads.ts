/**
 * Reading is written down (F131): one row when somebody opens a member, a case, a contact, a conversation or the words of
 * a voicemail, or searches. A screen asks again whenever something on it changed: what one person asks of one record
 * within a quarter of an hour is one reading. Lists and boards of work are not single records and are not written down;
 * nor is the reply to a change, which is an event itself.
 */
import type { Api, ApiRoute } from '../../contract/api.ts'
import type { DomainEvent } from '../../domain/events.ts'

export type RecordRead = Extract<DomainEvent, { type: 'record.read' }>
type Read = Pick<RecordRead, 'what'> & Partial<Omit<RecordRead, 'type' | 'what' | 'personId'>>

type ReadingRoute = Extract<ApiRoute, `GET ${string}`>
type Recorders = {
  [R in ReadingRoute]: ((shown: Api[R]['response'], query: Record<string, unknown>) => Read | null) | null
}

/** Every question of the REST surface: what it shows of whom, or null when it shows no single record. */
const recorders: Recorders = {
  'GET /api/members/:id': ({ id }) => ({ what: 'member', memberId: id }),
  'GET /api/hand-overs/of/:caseId': (shown) => ({ what: 'case', caseId: shown.case.id, memberId: null }),
  'GET /api/timelines/of/:caseId': (shown) => ({
    what: 'case',
    caseId: shown.case.id,
    memberId: shown.memberId,
  }),
  'GET /api/cases/:id': ({ id, member }) => ({
    what: 'case',
    caseId: id,
    memberId: member?.id ?? null,
  }),
  'GET /api/contacts/:id': ({ id, member }) => ({
    what: 'contact',
    contactId: id,
    memberId: member?.id ?? null,
  }),
  'GET /api/threads/:id': ({ id, contactId, case: of, caller }) => ({
    what: 'conversation',
    threadId: id,
    contactId,
    caseId: of?.id ?? null,
    memberId: caller.kind === 'member' ? (caller.members[0]?.id ?? null) : null,
  }),
  'GET /api/recordings/:id': ({ id, transcript }) =>
    transcript === null ? null : { what: 'transcript', recordingId: id },
  'GET /api/search': (_shown, { q }) => (q === '' ? null : { what: 'search' }),
  'GET /api/members': (_shown, { q }) => (q === '' ? null : { what: 'search' }),
  'GET /api/cases': (_shown, { q }) => (q === '' ? null : { what: 'search' }),
  'GET /api/audit': (_shown, { about }) => (about === undefined ? null : { what: 'audit' }),
  'GET /api/admin/member-imports/:id/rows': () => ({ what: 'import-rows' }),
  'GET /api/admin/member-imports': null,
  'GET /api/session': null,
  'GET /api/access-requests/:id': ({ member }) => ({ what: 'access-request', memberId: member.id }),
  'GET /api/access-requests': null,
  'GET /api/deadlines': null,
  'GET /api/targets/of/:caseId': null,
  'GET /api/watch': null,
  // Part of the page of the member, which is written down.
  'GET /api/authorities/of/:memberId': null,
  'GET /api/retention': null,
  'GET /api/retention/:id': null,
  'GET /api/needs/of/:memberId': null,
  'GET /api/cover/of/:memberId': null,
  'GET /api/cover/workplaces/:id': null,
  'GET /api/cover/tree': null,
  'GET /api/advice/of/:caseId': null,
  'GET /api/saved-views': null,
  'GET /api/cohort-texts': null,
  'GET /api/cohort-texts/audiences': null,
  // Part of the page of the case, which is written down.
  'GET /api/triage/of/:caseId': null,
  'GET /api/case-people/of/:caseId': null,
  'GET /api/terms/of/:caseId': null,
  'GET /api/admin/terms': null,
  'GET /api/case-moves/of/:caseId': null,
  'GET /api/merges/of/:memberId': null,
  'GET /api/merges/compare/:memberId/:other': ({ other }) => ({ what: 'member', memberId: other.id }),
  // Part of the page of the case, which is written down.
  'GET /api/groups/of/:caseId': null,
  'GET /api/holds': null,
  'GET /api/holds/case/:id': null,
  'GET /api/holds/member/:id': null,
  'GET /api/seals/:caseId': null,
  'GET /api/openings': null,
  'GET /api/referrals/branches': null,
  'GET /api/referrals/of/:caseId': null,
  'GET /api/branch': null,
  'GET /api/branches': null,
  // Opening one of them is written down where its bytes are given out.
  'GET /api/documents/of/:caseId': null,
  // Part of the page of the case, which is written down.
  'GET /api/eligibility/of/:caseId': null,
  'GET /api/sheets/of/:caseId': null,
  'GET /api/leads': null,
  'GET /api/leads/of/:contactId': null,
  'GET /api/safe-contact/overrides': null,
  'GET /api/phone': null,
  'GET /api/work': null,
  'GET /api/listens': null,
  'GET /api/contacts/:id/destinations': null,
  'GET /api/callbacks': null,
  'GET /api/my-queues': null,
  'GET /api/live': null,
  'GET /api/live/behind': null,
  'GET /api/alerts': null,
  'GET /api/listening': null,
  'GET /api/placements/of/:personId': null,
  'GET /api/wall/:token': null,
  'GET /api/admin/lines': null,
  'GET /api/admin/lines/:id': null,
  'GET /api/admin/queues': null,
  'GET /api/admin/people': null,
  'GET /api/admin/case-types': null,
  'GET /api/admin/templates': null,
  'GET /api/knowledge': null,
  'GET /api/admin/knowledge': null,
  // The conversation that it is read beside was written down when it was opened.
  'GET /api/templates/for/:threadId': null,
}

const isReading = (route: ApiRoute): route is ReadingRoute => Object.hasOwn(recorders, route)

/** What this answer shows to this person, or null when there is nothing to write down. */
export const readOf = <R extends ApiRoute>(
  route: R,
  personId: string,
  shown: unknown,
  query: unknown,
): RecordRead | null => {
  if (!isReading(route)) return null
  // The answer is what the route's handler is typed to give.
  const recorder = recorders[route] as ((shown: unknown, query: unknown) => Read | null) | null
  const read = recorder?.(shown, query) ?? null
  return (
    read && {
      type: 'record.read',
      personId,
      memberId: null,
      caseId: null,
      contactId: null,
      threadId: null,
      recordingId: null,
      ...read,
    }
  )
}

const oneReadingMs = 15 * 60 * 1000
const mostRemembered = 10_000

/** Whether this is a new reading, by the clock given; after a restart everything is. */
export const createReadings = (nowMs: () => number) => {
  const begun = new Map<string, number>()
  return (read: RecordRead): boolean => {
    const { personId, what, memberId, caseId, contactId, threadId, recordingId, versionId } = read
    // A case read before and after it was given a member are two: the second tells something of somebody.
    const key = [personId, what, memberId, caseId, contactId, threadId, recordingId, versionId].join(' ')
    const now = nowMs()
    const before = begun.get(key)
    if (before !== undefined && now - before < oneReadingMs) return false
    begun.delete(key)
    begun.set(key, now)
    const [oldest] = begun.keys()
    if (begun.size > mostRemembered && oldest !== undefined) begun.delete(oldest)
    return true
  }
}
