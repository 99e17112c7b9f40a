/**
 * What each role may do: the whole table. The server asks it for every route and every socket room; screens only
 * hide what would be refused. Roles add up: a person with two roles may do what either may.
 *
 * - An administrator looks after the system, not the members' matters: no case and no text is theirs to read.
 * - The agents' rep sees the work as a whole (board and wall), nobody's member, and every time a call was listened to.
 * - Data protection reads, and changes nothing.
 */
const rolePermissions = {
  agent: ['take-calls', 'text-members', 'read-members', 'read-cases', 'work-cases'],
  supervisor: [
    'take-calls',
    'text-members',
    'read-members',
    'read-cases',
    'work-cases',
    'watch-live',
    'supervise',
    'hear-all-recordings',
    'open-wall',
    'close-lines',
  ],
  official: ['text-members', 'read-members', 'read-cases', 'work-cases'],
  administrator: ['watch-live', 'open-wall', 'close-lines', 'administer'],
  'data-protection': ['read-members', 'read-cases', 'hear-all-recordings'],
  'agents-rep': ['watch-live', 'read-listening'],
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof rolePermissions
export type Permission = (typeof rolePermissions)[Role][number]

export const isRole = (word: string): word is Role => Object.hasOwn(rolePermissions, word)

/** Every permission of these roles, each once, in the order of the table. Unknown roles give nothing. */
export const permissionsOf = (roles: readonly string[]): Permission[] => [
  ...new Set(roles.filter(isRole).flatMap((role) => rolePermissions[role])),
]
