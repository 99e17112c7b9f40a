/**
 * What each role may do: the whole table. The server asks it for every route and every socket room; screens only
 * hide what would be refused. Roles add up: a person with two roles may do what either may.
 *
 * - An administrator looks after the system, not the members' matters: no case and no text is theirs to read.
 * - The agents' rep sees the work as a whole (board and wall), nobody's member, and every time a call was listened to.
 * - Data protection reads, answers members' requests for their data, and decides what is kept how long; it changes no case.
 * - Who answers for a branch sees what was passed to that branch, and no other case (N13).
 */
const rolePermissions = {
  agent: ['take-calls', 'text-members', 'read-members', 'read-cases', 'work-cases'],
  supervisor: [
    'take-calls',
    'text-members',
    'read-members',
    'read-cases',
    'work-cases',
    'confirm-deadlines',
    'hold-records',
    'merge-members',
    'text-cohorts',
    'read-branches',
    'watch-live',
    'supervise',
    'move-people',
    'hear-all-recordings',
    'open-wall',
    'close-lines',
  ],
  official: [
    'text-members',
    'read-members',
    'read-cases',
    'work-cases',
    'confirm-deadlines',
    'hold-records',
    'merge-members',
    'text-cohorts',
    'read-branches',
  ],
  administrator: ['watch-live', 'open-wall', 'close-lines', 'administer', 'read-audit', 'read-branches'],
  'data-protection': [
    'read-members',
    'read-cases',
    'hear-all-recordings',
    'read-audit',
    'handle-data-rights',
    'hold-records',
    'watch-openings',
  ],
  'agents-rep': ['watch-live', 'read-listening'],
  branch: ['answer-referrals'],
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof rolePermissions
export type Permission = (typeof rolePermissions)[Role][number]

export const isRole = (word: string): word is Role => Object.hasOwn(rolePermissions, word)

/** Every permission of these roles, each once, in the order of the table. Unknown roles give nothing. */
export const permissionsOf = (roles: readonly string[]): Permission[] => [
  ...new Set(roles.filter(isRole).flatMap((role) => rolePermissions[role])),
]

/** The roles that include this permission. */
export const rolesThatMay = (permission: Permission): string[] =>
  Object.keys(rolePermissions).filter((role) => permissionsOf([role]).includes(permission))

/** What a role is called, and what it lets somebody do, for whoever gives it. */
export const roleWords: Record<Role, { readonly name: string; readonly may: string }> = {
  agent: { name: 'Agent', may: 'takes calls, texts members, works on cases' },
  supervisor: {
    name: 'Supervisor',
    may: 'all that an agent does; confirms legal dates, merges double members; the board; moves callers and people between queues, closes lines, listens in the open, hears recordings',
  },
  official: {
    name: 'Official',
    may: 'texts members, works on cases, confirms legal dates, merges double members; no calls',
  },
  administrator: {
    name: 'Administrator',
    may: 'people, lines, hours, menus and queues; the board; the audit, without names of members; no case and no text',
  },
  'data-protection': {
    name: 'Data protection',
    may: 'reads members, cases and the audit, hears recordings; answers requests for data, places and lifts legal holds; changes no case',
  },
  'agents-rep': { name: 'Agents’ rep', may: 'the board, and who listened to whom; no member' },
  branch: {
    name: 'Branch',
    may: 'answers for a branch: accepts or declines what is passed to it; no other case, no call and no text',
  },
}
