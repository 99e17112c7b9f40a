/**
 * Who may ask what: one line per route of the REST surface, enforced before anything else happens.
 * A route that is not here does not compile. test/adapters/http-access.test.ts walks every route as every role.
 */
import type { ApiRoute } from '../../contract/api.ts'
import type { Permission, Role } from '../../contract/words.ts'
import type { permissionsOf } from '../../domain/permissions.ts'

/** 'anyone': no session needed. 'signed-in': any role. */
export type Rule = Permission | 'anyone' | 'signed-in'

export const access = {
  'GET /api/session': 'signed-in',
  'POST /api/session': 'anyone',
  'DELETE /api/session': 'anyone',

  'GET /api/phone': 'take-calls',
  'POST /api/phone/claim': 'take-calls',
  'POST /api/phone/token': 'take-calls',
  'PUT /api/phone/availability': 'take-calls',
  'POST /api/phone/here': 'take-calls',
  'POST /api/offers/:id/accept': 'take-calls',
  'POST /api/offers/:id/decline': 'take-calls',

  'GET /api/work': 'read-cases',
  'GET /api/contacts/:id': 'read-cases',
  'PUT /api/contacts/:id/notes': 'take-calls',
  'POST /api/contacts/:id/hold': 'take-calls',
  'POST /api/contacts/:id/resume': 'take-calls',
  'POST /api/contacts/:id/hang-up': 'take-calls',
  'POST /api/contacts/:id/rejoin': 'take-calls',
  'POST /api/phone/dial': 'take-calls',
  'PUT /api/members/:id/phones/:phoneId/mark': 'work-cases',
  'GET /api/recordings/:id': 'read-cases',
  'GET /api/listens': 'signed-in',
  'PUT /api/contacts/:id/text-relay': 'take-calls',
  'POST /api/contacts/:id/quality': 'take-calls',
  'GET /api/contacts/:id/destinations': 'take-calls',
  'POST /api/contacts/:id/ask': 'take-calls',
  'POST /api/contacts/:id/pass-on': 'take-calls',
  'POST /api/contacts/:id/recording/pause': 'take-calls',
  'POST /api/contacts/:id/recording/resume': 'take-calls',
  'POST /api/contacts/:id/back': 'take-calls',
  'POST /api/contacts/:id/hand-over': 'take-calls',
  'POST /api/contacts/:id/take-over': 'take-calls',
  'POST /api/contacts/:id/leave': 'take-calls',
  'POST /api/contacts/:id/guests/:guestId/mute': 'take-calls',
  'POST /api/contacts/:id/guests/:guestId/remove': 'take-calls',
  'POST /api/contacts/:id/finish': 'take-calls',
  'POST /api/contacts/:id/case': 'work-cases',
  'POST /api/contacts/:id/case/undo': 'work-cases',
  'POST /api/contacts/:id/member': 'work-cases',
  'POST /api/contacts/:id/handled': 'work-cases',

  'POST /api/contacts/:id/not-reached': 'take-calls',
  'POST /api/cases/:id/contacts': 'work-cases',
  'POST /api/corrections/of/:id': 'work-cases',
  'GET /api/leads': 'read-cases',
  'GET /api/leads/of/:contactId': 'read-cases',
  'POST /api/leads/of/:contactId': 'work-cases',
  'POST /api/leads/:id/settle': 'work-cases',
  'GET /api/eligibility/of/:caseId': 'read-cases',
  'PUT /api/eligibility/of/:caseId': 'work-cases',
  // By an authorised officer, as legal dates are confirmed.
  'POST /api/eligibility/of/:caseId/decision': 'confirm-deadlines',
  'PUT /api/safe-contact/of/:id': 'work-cases',
  'GET /api/safe-contact/overrides': 'read-audit',
  'POST /api/verification/:id': 'take-calls',
  'POST /api/verification/:id/answer': 'take-calls',
  'POST /api/verification/:id/rang-back': 'take-calls',

  'POST /api/contacts/:id/take': 'work-cases',
  'POST /api/contacts/:id/give-back': 'work-cases',
  'POST /api/contacts/:id/ring': 'take-calls',

  'GET /api/callbacks': 'read-cases',
  'POST /api/callbacks/:id/ring': 'take-calls',
  'POST /api/callbacks/:id/cancel': 'work-cases',

  'GET /api/threads/:id': 'text-members',
  'POST /api/threads': 'text-members',
  'POST /api/threads/:id/messages': 'text-members',
  'PUT /api/threads/:id/draft': 'text-members',
  'POST /api/threads/:id/close': 'text-members',
  'POST /api/threads/:id/reopen': 'text-members',

  'GET /api/templates/for/:threadId': 'text-members',

  'GET /api/cases': 'read-cases',
  'POST /api/cases': 'work-cases',
  'GET /api/cases/:id': 'read-cases',
  'PATCH /api/cases/:id': 'work-cases',
  'POST /api/cases/:id/notes': 'work-cases',
  'POST /api/cases/:id/follow-ups': 'work-cases',
  'GET /api/deadlines': 'read-cases',
  'POST /api/deadlines/of/:caseId': 'work-cases',
  'PUT /api/deadlines/:id': 'work-cases',
  'POST /api/deadlines/:id/confirm': 'confirm-deadlines',
  'POST /api/deadlines/:id/change': 'confirm-deadlines',
  'POST /api/deadlines/:id/settle': 'work-cases',
  'POST /api/deadlines/:id/reopen': 'work-cases',
  'POST /api/deadlines/:id/postponement': 'work-cases',
  'POST /api/deadlines/:id/postponement/sent': 'work-cases',
  'GET /api/targets/of/:caseId': 'read-cases',
  'POST /api/targets/of/:caseId': 'work-cases',
  'POST /api/targets/:id/pause': 'work-cases',
  'POST /api/targets/:id/resume': 'work-cases',
  'POST /api/targets/:id/met': 'work-cases',
  'GET /api/watch': 'read-cases',
  'PUT /api/watch': 'confirm-deadlines',
  'POST /api/watch/release/:caseId': 'work-cases',
  'PUT /api/tasks/:id': 'work-cases',
  'GET /api/holds': 'handle-data-rights',
  'GET /api/holds/case/:id': 'read-cases',
  'GET /api/holds/member/:id': 'read-members',
  'POST /api/holds/case/:id': 'hold-records',
  'POST /api/holds/member/:id': 'hold-records',
  'POST /api/holds/:id/lift': 'handle-data-rights',
  'GET /api/seals/:caseId': 'read-cases',
  'POST /api/seals/:caseId': 'work-cases',
  'POST /api/seals/:caseId/lift': 'work-cases',
  'PUT /api/seals/:caseId/people': 'work-cases',
  'POST /api/seals/:caseId/other-side': 'work-cases',
  'GET /api/openings': 'watch-openings',
  'POST /api/openings': 'work-cases',
  'POST /api/openings/:id/seen': 'watch-openings',
  'GET /api/referrals/branches': 'work-cases',
  'GET /api/referrals/of/:caseId': 'read-cases',
  'POST /api/referrals/of/:caseId': 'work-cases',
  'POST /api/referrals/:id/recall': 'work-cases',
  'POST /api/referrals/:id/take': 'work-cases',
  'GET /api/branch': 'answer-referrals',
  'POST /api/branch/:id/accept': 'answer-referrals',
  'POST /api/branch/:id/decline': 'answer-referrals',
  'POST /api/branch/:id/finish': 'answer-referrals',
  'GET /api/branches': 'read-branches',
  'PUT /api/branches/:id/people': 'administer',
  'GET /api/access-requests': 'handle-data-rights',
  'POST /api/access-requests': 'handle-data-rights',
  'GET /api/access-requests/:id': 'handle-data-rights',
  'POST /api/access-requests/:id/change': 'handle-data-rights',
  'POST /api/access-requests/:id/decide': 'handle-data-rights',
  'GET /api/documents/of/:caseId': 'read-cases',
  'PUT /api/documents/:id': 'work-cases',
  'POST /api/documents/:id/remove': 'work-cases',
  'POST /api/documents/:id/put-back': 'work-cases',
  'POST /api/follow-ups/:id/done': 'work-cases',
  'POST /api/follow-ups/:id/undo': 'work-cases',

  'GET /api/members': 'read-members',
  'GET /api/members/:id': 'read-members',
  'PUT /api/members/:id/text-relay': 'work-cases',
  'PUT /api/members/:id/phones/:phoneId': 'work-cases',
  'GET /api/search': 'read-members',

  'GET /api/my-queues': 'signed-in',
  'GET /api/live': 'watch-live',
  'GET /api/live/behind': 'watch-live',
  'GET /api/alerts': 'watch-live',
  'POST /api/alerts/:id/acknowledge': 'supervise',
  'PUT /api/alerts/duty': 'supervise',
  'GET /api/placements/of/:personId': 'move-people',
  'POST /api/placements/of/:personId': 'move-people',
  'POST /api/placements/:id/take-back': 'move-people',
  'POST /api/live/callers/:id/move': 'supervise',
  'POST /api/live/callers/:id/take': 'supervise',
  'POST /api/live/people/:id/recover': 'supervise',
  'POST /api/live/people/:id/listen': 'supervise',
  'POST /api/live/listening/:id/mode': 'supervise',
  'POST /api/live/listening/:id/stop': 'supervise',
  'GET /api/listening': 'signed-in',
  'GET /api/audit': 'read-audit',
  'POST /api/live/wall': 'open-wall',
  'GET /api/wall/:token': 'anyone',

  'GET /api/admin/lines': 'close-lines',
  'POST /api/admin/lines': 'administer',
  'GET /api/admin/lines/:id': 'administer',
  'PUT /api/admin/lines/:id': 'administer',
  'PUT /api/admin/lines/:id/hours': 'administer',
  'PUT /api/admin/lines/:id/menu-draft': 'administer',
  'POST /api/admin/lines/:id/menu-draft/publish': 'administer',
  'POST /api/admin/lines/:id/menu-draft/trial': 'administer',
  'POST /api/admin/lines/:id/preview': 'administer',
  'POST /api/admin/lines/:id/close': 'close-lines',
  'POST /api/admin/lines/:id/reopen': 'close-lines',
  'POST /api/admin/history/:seq/put-back': 'administer',
  'GET /api/admin/queues': 'administer',
  'POST /api/admin/queues': 'administer',
  'PUT /api/admin/queues/:id': 'administer',
  'DELETE /api/admin/queues/:id': 'administer',
  'POST /api/admin/queues/order': 'administer',
  'POST /api/admin/queues/history/:seq/put-back': 'administer',
  'POST /api/admin/lines/:id/remove': 'administer',
  'POST /api/admin/lines/:id/restore': 'administer',
  'GET /api/admin/templates': 'administer',
  'POST /api/admin/templates': 'administer',
  'PUT /api/admin/templates/:id': 'administer',
  'POST /api/admin/templates/:id/remove': 'administer',
  'POST /api/admin/templates/history/:seq/put-back': 'administer',
  'GET /api/admin/people': 'administer',
  'POST /api/admin/people': 'administer',
  'PUT /api/admin/people/:id': 'administer',
  'POST /api/admin/people/:id/reset-sign-in': 'administer',
  'POST /api/admin/people/:id/leave': 'administer',
  'POST /api/admin/people/:id/return': 'administer',
  'POST /api/admin/people/history/:seq/put-back': 'administer',
  'GET /api/admin/member-imports': 'administer',
  'GET /api/admin/member-imports/:id/rows': 'administer',
  'POST /api/admin/member-imports/:id/apply': 'administer',
  'POST /api/admin/member-imports/:id/discard': 'administer',
} as const satisfies Record<ApiRoute, Rule>

/** Files, in and out, beside the REST surface. */
export const fileAccess = {
  'GET /api/pictures/:id': 'text-members',
  'GET /api/recordings/:id/audio': 'read-cases',
  'POST /api/access-requests/:id/pack': 'handle-data-rights',
  'POST /api/documents/of/:id/file': 'work-cases',
  'GET /api/documents/versions/:id/file': 'read-cases',
  'POST /api/documents/of/:id/export': 'read-cases',
  'POST /api/admin/member-file': 'administer',
  'GET /api/admin/member-imports/:id/refused': 'administer',
} as const satisfies Record<string, Permission>

/** The person behind a request, read afresh each time: a role taken away is gone with the next click. */
export interface Asker {
  id: string
  name: string
  initials: string
  email: string
  roles: Role[]
  permissions: ReturnType<typeof permissionsOf>
}

export type Admission = 'admitted' | 'not-signed-in' | 'not-allowed'

/** Whether the person (null: nobody signed in) may ask a route with this rule. */
export const admit = (rule: Rule, asker: Asker | null): Admission => {
  if (rule === 'anyone') return 'admitted'
  if (asker === null) return 'not-signed-in'
  if (rule === 'signed-in') return 'admitted'
  return asker.permissions.includes(rule) ? 'admitted' : 'not-allowed'
}
