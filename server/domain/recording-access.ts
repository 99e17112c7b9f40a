/**
 * Who may listen to a recording (F135): whoever was in the call, the owner of its case, supervisors and data protection;
 * a voicemail everybody who could ring back. Nobody after its time: it is deleted then. Every listening is written down
 * where the agent it is about and the agents' rep can read it.
 */
import type { Permission } from './permissions.ts'
import type { Contact, Instant, Recording } from './records.ts'

/** So long on a new line, and where nobody said otherwise. Half a year: past the last day of an employment claim with its conciliation. */
export const keptDays = 180
/**
 * Six years, the time to sue over a contract: Limitation Act 1980, section 5,
 * https://www.legislation.gov.uk/ukpga/1980/58/section/5 (as of 2026-11-22).
 */
export const longestKeptDays = 2190
const dayMs = 86_400_000

/** `days`: as its line says now; a shorter time holds for older recordings too. */
export const keptUntil = (recording: Pick<Recording, 'startedAt'>, days: number): Instant =>
  new Date(Date.parse(recording.startedAt) + days * dayMs).toISOString()

export function whyNotListen(input: {
  me: { id: string; permissions: readonly Permission[] }
  recording: Pick<Recording, 'kind' | 'startedAt' | 'state'>
  contact: Pick<Contact, 'agentId'>
  /** Colleagues who were in the call at some time. */
  guestIds: readonly string[]
  caseOwnerId: string | null
  /** So long its line keeps recordings. */
  keepDays: number
  now: Instant
}): 'recording-expired' | 'not-your-recording' | null {
  const { me, recording } = input
  if (recording.state === 'expired' || input.now >= keptUntil(recording, input.keepDays))
    return 'recording-expired'
  const may = (permission: Permission) => me.permissions.includes(permission)
  if (may('hear-all-recordings')) return null
  if (recording.kind === 'voicemail' && may('work-cases')) return null
  const wasThere = input.contact.agentId === me.id || input.guestIds.includes(me.id)
  return wasThere || input.caseOwnerId === me.id ? null : 'not-your-recording'
}
