import type { QueryClient } from '@tanstack/react-query'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import type { Availability } from '../../../../server/contract/words.ts'
import { problemWords } from '../../api.ts'
import { contactDraft, finishContact, flushNotes, markPressed } from '../../drafts/contact-draft.ts'
import { missingFields } from '../../drafts/missing-fields.ts'
import { casePath } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { phoneStore, sayInDock } from '../../softphone/phone-store.ts'
import { isMuted } from '../../softphone/softphone-state.ts'
import { showToast } from '../../ui/toast.tsx'
import type { DockAction } from './dock-view.ts'
import {
  answer,
  backToMember,
  changeListening,
  choose,
  handOver,
  hangUp,
  hold,
  keepPhone,
  leaveCall,
  notReached,
  passOn,
  pauseRecording,
  recordAgain,
  rejoin,
  resume,
  sayHere,
  stopListening,
  takeOver,
} from './phone-actions.ts'

interface Around {
  cache: QueryClient
  phone: PhoneView | null
  /** Shows the contact in the canvas. */
  open: (contactId: string) => void
  /** The contact is done with: back to the work list, if the canvas still shows it. */
  leave: (contactId: string) => void
}

/** Answering moves focus to the notes only when it would otherwise be nowhere: in the dock, or on the body. */
const isFocusFree = (): boolean => {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.closest('.dock') !== null
}

const answerNow = async ({ cache, phone, open }: Around) => {
  const offer = phone?.offer
  if (!offer) return
  const wantsFocus = isFocusFree()
  if (await answer(cache, offer.id)) {
    phoneStore.set({ focusNotesOf: wantsFocus ? offer.contactId : null })
    open(offer.contactId)
  }
}

/** The call is kept: on which case, and the way there. */
const sayWhereItWent = (contact: ContactView | null) => {
  const kept = contact?.case ?? null
  if (kept === null) return showToast('Saved.')
  showToast(`Saved on ${kept.reference} · ${kept.title}.`, {
    link: { words: 'Open the case', path: casePath(kept.id) },
  })
}

const finish = async ({ cache, phone, open, leave }: Around, then: Availability) => {
  const id = phone?.call?.contactId
  if (!id || phoneStore.get().pending !== null) return
  if (missingFields(contactDraft(id), cache.getQueryData<ContactView>(keys.contact(id)) ?? null).length > 0) {
    markPressed(id)
    return open(id)
  }
  phoneStore.set({ pending: 'finish', said: null })
  try {
    keepPhone(cache, await finishContact(id, then))
    leave(id)
    sayWhereItWent(cache.getQueryData<ContactView>(keys.contact(id)) ?? null)
    void cache.invalidateQueries({ queryKey: keys.contact(id) })
    void cache.invalidateQueries({ queryKey: keys.work })
  } catch (error) {
    markPressed(id)
    sayInDock(problemWords(error).words)
    open(id)
  } finally {
    phoneStore.set({ pending: null })
  }
}

/** What each button of the dock does. Mute is this browser's own; everything else is asked of the server. */
export const runDockAction = async (action: DockAction, around: Around): Promise<void> => {
  const { cache, phone } = around
  const contactId = phone?.call?.contactId ?? ''
  const { device, softphone } = phoneStore.get()
  switch (action) {
    case 'answer':
      return answerNow(around)
    case 'pass-on':
      if (phone?.offer) await passOn(cache, phone.offer.id)
      return
    case 'mute':
      return device?.mute(!isMuted(softphone))
    case 'hold':
      await hold(cache, contactId)
      return
    case 'resume':
      await resume(cache, contactId)
      return
    case 'hang-up':
      await hangUp(cache, contactId)
      return
    case 'not-machine':
      await notReached(cache, contactId, 'machine')
      return
    case 'not-person':
      await notReached(cache, contactId, 'wrong-person')
      return
    case 'rejoin':
      around.open(contactId)
      return rejoin(cache, contactId)
    case 'pause-recording':
      await pauseRecording(cache, contactId)
      return
    case 'record-again':
      await recordAgain(cache, contactId)
      return
    case 'back':
      await backToMember(cache, contactId)
      return
    case 'hand-over':
      await flushNotes(contactId)
      await handOver(cache, contactId)
      return
    case 'take-over':
      await takeOver(cache, contactId)
      return
    case 'leave':
      await leaveCall(cache, contactId)
      return
    case 'listen':
    case 'whisper':
    case 'barge':
      if (phone?.listening) await changeListening(cache, phone.listening.id, action)
      return
    case 'stop-listening':
      if (phone?.listening) await stopListening(cache, phone.listening.id)
      return
    case 'finish':
      return finish(around, 'available')
    case 'finish-break':
      return finish(around, 'break')
    case 'break':
      await choose(cache, 'break')
      return
    case 'available':
      await choose(cache, 'available')
      return
    case 'here':
      await sayHere(cache)
      return
    case 'start-shift':
      return phoneStore.set({ isStartingShift: true })
    case 'try-again':
      if (phone?.call?.state === 'connecting') return device?.join(contactId)
      return device?.lookAgain()
    case 'keypad':
    case 'transfer':
    case 'use-here':
      return
  }
}
