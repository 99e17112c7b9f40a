/**
 * The part of an agent who no longer has a call that somebody else has now: handed to a colleague or a queue, come back
 * from an outside number, or taken over by a colleague when their phone was lost. Their notes so far stay under their
 * name, and are written up like any call, without a clock (F32, F33). Whoever has the call next begins with an empty page of their own
 * and reads these beside it.
 */
import type { Contact, ContactPart, Instant } from './records.ts'

/** What was written until now becomes the part of whoever hands over; the contact is the next one's to write. */
export function handPartOver(
  contact: Contact,
  /** `doneAt`: when they had written it up already. */
  input: { id: string; personId: string; now: Instant; doneAt?: Instant | null },
): { contact: Contact; part: ContactPart } {
  const { notes, notesSavedAt, notesVersion, reason, outcome, nextStep } = contact
  return {
    part: {
      id: input.id,
      contactId: contact.id,
      personId: input.personId,
      handedAt: input.now,
      notes,
      notesSavedAt,
      notesVersion,
      reason,
      outcome,
      nextStep,
      doneAt: input.doneAt ?? null,
    },
    contact: {
      ...contact,
      notes: '',
      notesSavedAt: null,
      // Whoever still types on what they had read before is told, not overwritten.
      notesVersion: notesVersion + 1,
      reason: null,
      outcome: null,
      nextStep: null,
      nextStepDue: null,
      nextStepOwnerId: null,
    },
  }
}

/** The part that this person is writing up: the latest of theirs that is not done. The call's own agent writes the contact. */
export const partBeingWritten = (
  parts: readonly ContactPart[],
  contact: Pick<Contact, 'agentId'>,
  personId: string,
): ContactPart | null =>
  contact.agentId === personId
    ? null
    : (parts.filter((part) => part.personId === personId && part.doneAt === null).at(-1) ?? null)

/** Typed on; `version` is the one that was read. */
export const writePart = (
  part: ContactPart,
  input: { text: string; version: number; now: Instant },
): ContactPart | { refused: 'stale-version' } =>
  part.notesVersion === input.version
    ? { ...part, notes: input.text, notesSavedAt: input.now, notesVersion: part.notesVersion + 1 }
    : { refused: 'stale-version' }

/** The wrap-up of a part is done. */
export const finishPart = (
  part: ContactPart,
  input: Pick<ContactPart, 'reason' | 'outcome' | 'nextStep'> & { notes: string | undefined; now: Instant },
): ContactPart => ({
  ...part,
  reason: input.reason,
  outcome: input.outcome,
  nextStep: input.nextStep,
  ...(input.notes === undefined || input.notes === part.notes
    ? {}
    : { notes: input.notes, notesSavedAt: input.now, notesVersion: part.notesVersion + 1 }),
  doneAt: input.now,
})
