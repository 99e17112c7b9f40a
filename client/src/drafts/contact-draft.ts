/**
 * What is being written about a call: notes, and the choices of wrap-up. It lives outside React because the canvas
 * comes and goes while the dock's "Save and be available" must find it. Notes go to the server as they are typed;
 * the choices wait in this tab until the wrap-up is finished, which sends all of it at once.
 */
import { z } from 'zod/mini'
import { create } from 'zustand'
import type { ContactView } from '../../../server/contract/contact-views.ts'
import type { PhoneView } from '../../../server/contract/phone-views.ts'
import type { Availability, ContactReason, Disposition } from '../../../server/contract/words.ts'
import { contactReasons, dispositions } from '../../../server/contract/words.ts'
import { call, isRefusal, UnreachableError } from '../api.ts'
import { instantOfLocal, localOfInstant } from '../ui/times.ts'
import { type Autosave, createAutosave, type SaveState } from './autosave.ts'
import type { ContactFields } from './missing-fields.ts'
import { dropCopy, keepCopy, readCopy } from './session-copy.ts'

export interface ContactDraft extends ContactFields {
  contactId: string
  notes: string
  /** The server's version of the notes that these words grew from. */
  version: number
  savedAt: string | null
  save: SaveState
  error: unknown
  /** A colleague saved other notes meanwhile; both are kept until a person chooses. */
  theirs: { notes: string; version: number } | null
  hasTypedNotes: boolean
  hasChosenFields: boolean
  /** A press of "Save" found something missing: say so on the fields as well. */
  wasPressed: boolean
}

const isReason = (value: string): value is ContactReason => Object.hasOwn(contactReasons, value)
const isDisposition = (value: string): value is Disposition => Object.hasOwn(dispositions, value)
export const reasonOf = (value: string | null): ContactReason | null =>
  value && isReason(value) ? value : null
export const outcomeOf = (value: string | null): Disposition | null =>
  value && isDisposition(value) ? value : null

const copyShape = z.object({
  notes: z.nullable(z.string()),
  version: z.number(),
  fields: z.nullable(
    z.object({
      reason: z.nullable(z.string()),
      outcome: z.nullable(z.string()),
      nextStep: z.string(),
      due: z.string(),
      ownerId: z.nullable(z.string()),
      wasHard: z.boolean(),
    }),
  ),
})

export const useContactDrafts = create<Record<string, ContactDraft>>()(() => ({}))
const autosaves = new Map<string, Autosave<string>>()

export const contactDraft = (id: string): ContactDraft | null => useContactDrafts.getState()[id] ?? null

const change = (id: string, part: Partial<ContactDraft>) => {
  const draft = contactDraft(id)
  if (draft) useContactDrafts.setState({ [id]: { ...draft, ...part } })
}

const copyKey = (id: string) => `contact.${id}`

const keepCopyOf = (draft: ContactDraft) => {
  const { reason, outcome, nextStep, due, ownerId, wasHard } = draft
  if (!draft.hasTypedNotes && !draft.hasChosenFields) return dropCopy(copyKey(draft.contactId))
  keepCopy(copyKey(draft.contactId), {
    notes: draft.hasTypedNotes ? draft.notes : null,
    version: draft.version,
    fields: draft.hasChosenFields ? { reason, outcome, nextStep, due, ownerId, wasHard } : null,
  })
}

const later = (ms: number, work: () => void) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

const saveNotes = async (id: string, text: string) => {
  const version = contactDraft(id)?.version ?? 0
  const saved = await call('PUT /api/contacts/:id/notes', { params: { id }, body: { text, version } })
  const now = contactDraft(id)
  if (!now) return
  change(id, { version: saved.version, savedAt: saved.savedAt, hasTypedNotes: now.notes !== text })
  const kept = contactDraft(id)
  if (kept) keepCopyOf(kept)
}

const autosaveOf = (id: string): Autosave<string> => {
  const known = autosaves.get(id)
  if (known) return known
  const made = createAutosave<string>({
    save: (text) => saveNotes(id, text),
    isWorthRetrying: (error) => error instanceof UnreachableError,
    tell: (save, error) => change(id, { save, error }),
    later,
  })
  autosaves.set(id, made)
  return made
}

const fieldsOf = (contact: ContactView): ContactFields => ({
  reason: contact.reason,
  outcome: contact.outcome,
  nextStep: contact.nextStep ?? '',
  due: contact.nextStepDue ? localOfInstant(contact.nextStepDue) : '',
  ownerId: contact.nextStepOwner?.id ?? null,
  wasHard: false,
})

const fresh = (contact: ContactView): ContactDraft => ({
  ...fieldsOf(contact),
  contactId: contact.id,
  notes: contact.notes.text,
  version: contact.notes.version,
  savedAt: contact.notes.savedAt,
  save: 'clean',
  error: null,
  theirs: null,
  hasTypedNotes: false,
  hasChosenFields: false,
  wasPressed: false,
})

const restored = (contact: ContactView): ContactDraft => {
  const draft = fresh(contact)
  const copy = copyShape.safeParse(readCopy(copyKey(contact.id)))
  if (!copy.success) return draft
  const { notes, version, fields } = copy.data
  const typed = notes !== null && notes !== contact.notes.text
  return {
    ...draft,
    ...(typed ? { notes, version, hasTypedNotes: true } : {}),
    ...(fields
      ? {
          ...fields,
          reason: reasonOf(fields.reason),
          outcome: outcomeOf(fields.outcome),
          hasChosenFields: true,
        }
      : {}),
  }
}

/** Lays what the server knows under what was typed here: typed words and choices stay, the rest follows the server. */
export const meetContact = (contact: ContactView): void => {
  const known = contactDraft(contact.id)
  if (!known) {
    const draft = restored(contact)
    useContactDrafts.setState({ [contact.id]: draft })
    if (draft.hasTypedNotes) autosaveOf(contact.id).change(draft.notes)
    return
  }
  const isIdle = !known.hasTypedNotes && known.save === 'clean'
  const followsNotes = isIdle && contact.notes.version > known.version
  const next: Partial<ContactDraft> = {
    ...(followsNotes
      ? { notes: contact.notes.text, version: contact.notes.version, savedAt: contact.notes.savedAt }
      : {}),
    ...(known.hasChosenFields ? {} : fieldsOf(contact)),
    ...(isRefusal(known.error, 'stale-version') && contact.notes.version > known.version
      ? { theirs: { notes: contact.notes.text, version: contact.notes.version } }
      : {}),
  }
  change(contact.id, next)
}

export const typeNotes = (id: string, notes: string): void => {
  change(id, { notes, hasTypedNotes: true })
  const draft = contactDraft(id)
  if (draft) keepCopyOf(draft)
  autosaveOf(id).change(notes)
}

/** On blur, and before anything that depends on the notes being there. */
export const flushNotes = (id: string): Promise<void> => autosaveOf(id).flush()

export const chooseField = (id: string, part: Partial<ContactFields>): void => {
  change(id, { ...part, hasChosenFields: true })
  const draft = contactDraft(id)
  if (draft) keepCopyOf(draft)
}

/** Settles a conflict: mine goes over theirs, or theirs takes the place of mine. */
export const settleConflict = async (id: string, whose: 'mine' | 'theirs'): Promise<void> => {
  const draft = contactDraft(id)
  if (!draft?.theirs) return
  const { notes, version } = draft.theirs
  const autosave = autosaveOf(id)
  if (whose === 'mine') {
    change(id, { version, theirs: null, error: null })
    autosave.change(draft.notes)
    return autosave.flush()
  }
  autosave.drop()
  change(id, { notes, version, theirs: null, error: null, hasTypedNotes: false })
  const kept = contactDraft(id)
  if (kept) keepCopyOf(kept)
}

/** Sends the whole wrap-up. Throws what `call` throws; what was typed stays until it is acknowledged. */
export const finishContact = async (id: string, thenAvailability: Availability): Promise<PhoneView> => {
  const draft = contactDraft(id)
  const view = await call('POST /api/contacts/:id/finish', {
    params: { id },
    body: {
      reason: draft?.reason ?? null,
      outcome: draft?.outcome ?? null,
      nextStep: draft?.nextStep ?? '',
      nextStepDue: draft?.due ? instantOfLocal(draft.due) : null,
      nextStepOwnerId: draft?.ownerId ?? null,
      wasHard: draft?.wasHard ?? false,
      ...(draft ? { notes: draft.notes } : {}),
      thenAvailability,
    },
  })
  autosaves.get(id)?.drop()
  autosaves.delete(id)
  dropCopy(copyKey(id))
  useContactDrafts.setState(
    (drafts) => Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== id)),
    true,
  )
  return view
}

/** A press of "Save" while something is missing: the fields say so from now on. */
export const markPressed = (id: string): void => change(id, { wasPressed: true })
