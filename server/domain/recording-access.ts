/**
 * Who may listen to a recording (F135): whoever was in the call, the owner of its case, supervisors and data protection;
 * a voicemail everybody who could ring back. Nobody after its time: it is deleted then. Every listening is written down
 * where the agent it is about and the agents' rep can read it.
 */
import type { Permission } from './permissions.ts'
import type { Contact, Instant, Recording } from './records.ts'

/** Half a year: past the last day of an employment claim with its conciliation. */
export const keptDays = 180
const dayMs = 86_400_000

export const keptUntil = (recording: Pick<Recording, 'startedAt'>): Instant =>
  new Date(Date.parse(recording.startedAt) + keptDays * dayMs).toISOString()

/** Recordings that began before this instant are to be deleted. */
export const deletedBefore = (now: Instant): Instant =>
  new Date(Date.parse(now) - keptDays * dayMs).toISOString()

export function whyNotListen(input: {
  me: { id: string; permissions: readonly Permission[] }
  recording: Pick<Recording, 'kind' | 'startedAt' | 'state'>
  contact: Pick<Contact, 'agentId'>
  /** Colleagues who were in the call at some time. */
  guestIds: readonly string[]
  caseOwnerId: string | null
  now: Instant
}): 'recording-expired' | 'not-your-recording' | null {
  const { me, recording } = input
  if (recording.state === 'expired' || input.now >= keptUntil(recording)) return 'recording-expired'
  const may = (permission: Permission) => me.permissions.includes(permission)
  if (may('hear-all-recordings')) return null
  if (recording.kind === 'voicemail' && may('work-cases')) return null
  const wasThere = input.contact.agentId === me.id || input.guestIds.includes(me.id)
  return wasThere || input.caseOwnerId === me.id ? null : 'not-your-recording'
}
