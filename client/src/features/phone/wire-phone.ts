/**
 * Joins the parts that make this tab a telephone: what the server says (the query cache), what the Voice SDK says
 * (the phone store), which tab may ring, the heartbeat, and the browser's sleep and closing. Runs outside React from
 * sign-in to sign-out, because a call outlives every page.
 */
import type { QueryClient } from '@tanstack/react-query'
import { heartbeatEveryMs } from '../../../../server/contract/console-events.ts'
import type { OfferView, PhoneView } from '../../../../server/contract/phone-views.ts'
import { call, isRefusal, problemWords } from '../../api.ts'
import { sendHeartbeat, useConnection } from '../../live.ts'
import { keys } from '../../queries.ts'
import { loadDevice } from '../../softphone/load-device.ts'
import { listMicrophones, listSpeakers, watchMicrophone } from '../../softphone/microphone.ts'
import { watchMutedSpeech } from '../../softphone/muted-speech.ts'
import { phoneStore, sayInDock, usePhoneStore } from '../../softphone/phone-store.ts'
import { ringOn, unlockSound, watchSoundLock } from '../../softphone/ring-tone.ts'
import { isShiftOf, lastShift } from '../../softphone/shift.ts'
import { createSoftphone } from '../../softphone/softphone.ts'
import { isMuted, isRegistered } from '../../softphone/softphone-state.ts'
import { stayAwake } from '../../softphone/stay-awake.ts'
import { nameThisTab, type PhoneLock, watchPhoneLock } from '../../softphone/tab-ownership.ts'
import { readStored, writeStored } from '../../stored.ts'
import { goneWords, offerGone } from './offer-gone.ts'
import { keepPhone } from './phone-actions.ts'
import { phoneWish } from './phone-wish.ts'
import { qualityNews } from './quality-news.ts'
import { startRinging } from './ring-signals.ts'
import { switched } from './switched.ts'

const lastPhoneTabKey = 'branchline.phone-tab'

export interface WiredPhone {
  /** "Use it here": takes the phone from the tab or browser that has it, and then does what it was wanted for. */
  useHere: (then?: () => void) => void
  stop: () => void
}

const warnBeforeClosing = () => {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', warn)
  return () => window.removeEventListener('beforeunload', warn)
}

export const wirePhone = (cache: QueryClient, personId: string): WiredPhone => {
  const send = phoneStore.get().send
  const phoneNow = () => cache.getQueryData<PhoneView>(keys.phone) ?? null
  const softphone = createSoftphone({
    getToken: () => call('POST /api/phone/token'),
    loadDevice,
    send,
    state: () => phoneStore.get().softphone,
    isRinging: () => phoneNow()?.offer != null,
    now: () => Date.now(),
    later: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  })
  phoneStore.set({
    device: softphone,
    shift: isShiftOf(lastShift(localStorage), personId, Date.now()) ? 'started' : 'not-started',
  })

  let stopped = false
  let lock: PhoneLock | null = null
  let hasLock = false
  let takingOver = false
  let wantedFor: (() => void) | null = null
  let claimed = false
  let tried: string | null = null
  let before: PhoneView | null = phoneNow()
  let handledOffer: string | null = null
  const setRinging = switched(startRinging)
  const setGuard = switched(warnBeforeClosing)
  const setAwake = switched(stayAwake)
  const setMicrophone = switched(softphone.openMicrophone)
  const setMutedWatch = switched(() =>
    watchMutedSpeech((isSpeakingMuted) => phoneStore.set({ isSpeakingMuted })),
  )
  const setHush = switched(() => {
    const wasMuted = isMuted(phoneStore.get().softphone)
    softphone.mute(true)
    return () => {
      if (!wasMuted) softphone.mute(false)
    }
  })

  const beat = () => {
    const { tabId, tab, softphone: now } = phoneStore.get()
    if (tabId === null || tab !== 'here') return
    void sendHeartbeat({ tabId, registered: isRegistered(now), microphone: now.microphone })
  }

  /** Devices are remembered by label: their ids change when site data is cleared. */
  const chooseLastDevices = async () => {
    const last = lastShift(localStorage)
    const microphone = (await listMicrophones()).find((one) => one.label === last?.microphoneLabel)
    if (microphone) softphone.useMicrophone(microphone.id)
    const speaker = (await listSpeakers()).find((one) => one.label === last?.ringLabel)
    ringOn(speaker?.id ?? '')
  }

  const startIfWished = () => {
    const { tab, shift } = phoneStore.get()
    if (tab !== 'here' || shift !== 'started') return
    void chooseLastDevices()
    void softphone.start()
  }

  const beElsewhere = () => {
    claimed = false
    takingOver = false
    wantedFor = null
    phoneStore.set({ tab: 'elsewhere' })
    softphone.stop()
  }

  /**
   * The lock is ours, so no other tab of this browser has the phone. If the server still counts on the tab that had
   * it here last, that tab was closed or crashed a moment ago, and its call is waiting to be rejoined.
   */
  const isOwnerGone = async (): Promise<boolean> => {
    const last = readStored(lastPhoneTabKey)
    if (last === null) return false
    try {
      return (await call('GET /api/phone')).phoneTabId === last
    } catch {
      // Not known is not gone: "Use it here" is one press away.
      return false
    }
  }

  const claim = async (takeOver: boolean): Promise<void> => {
    const { tabId } = phoneStore.get()
    if (tabId === null) return
    try {
      keepPhone(cache, await call('POST /api/phone/claim', { body: { tabId, takeOver } }))
      if (stopped) return
      claimed = true
      writeStored(lastPhoneTabKey, tabId)
      phoneStore.set({ tab: 'here' })
      startIfWished()
      beat()
      takingOver = false
      wantedFor?.()
      wantedFor = null
    } catch (error) {
      if (isRefusal(error, 'phone-in-another-tab')) {
        return !takeOver && (await isOwnerGone()) ? claim(true) : beElsewhere()
      }
      sayInDock(problemWords(error).words)
    }
  }

  /** What became of a call that rang here is known to the server alone. */
  const sayWhyGone = async (offer: OfferView) => {
    const at = Date.now()
    const contact = await call('GET /api/contacts/:id', { params: { id: offer.contactId } }).catch(() => null)
    const { offer: next, call: taken } = phoneNow() ?? {}
    // The next call rings already, or this one is in hand after all: the dock has better things to say.
    if (stopped || next != null || taken != null) return
    const { words, seconds } = goneWords(offer, contact, at)
    sayInDock(words, seconds)
  }

  const follow = () => {
    if (stopped) return
    const phone = phoneNow()
    const { tab, tabId, softphone: now, pending } = phoneStore.get()
    if (phone && (pending === 'pass-on' || pending === 'answer'))
      handledOffer = phone.offer?.id ?? handledOffer
    if (phone && phone !== before) {
      const gone = offerGone({ before, after: phone, passedOn: handledOffer })
      if (gone) void sayWhyGone(gone)
      before = phone
      if (claimed && phone.phoneTabId !== null && phone.phoneTabId !== tabId) return beElsewhere()
    }
    if (phone?.call?.state !== 'connecting' && phone?.listening?.state !== 'starting') tried = null
    const wish = phoneWish({ phone, tab, leg: now.leg, pending, tried })
    setRinging(wish.ring)
    setGuard(wish.guardClosing)
    setAwake(wish.stayAwake)
    setMicrophone(wish.openMicrophone)
    setMutedWatch(wish.watchMuted)
    setHush(wish.hush)
    if (wish.leave) softphone.leave()
    if (wish.join !== null) {
      tried = wish.join
      void softphone.join(wish.join, wish.asListener)
    }
  }

  const unfollowCache = cache.getQueryCache().subscribe(({ query, type }) => {
    if (type === 'updated' && query.queryKey[0] === keys.phone[0]) follow()
  })
  const unfollowStore = usePhoneStore.subscribe((store, old) => {
    if (store.shift !== old.shift) startIfWished()
    for (const { contactId, ...news } of qualityNews(old.softphone, store.softphone)) {
      // Kept with the call for whoever looks into bad sound; a call is never disturbed because it could not be told.
      call('POST /api/contacts/:id/quality', { params: { id: contactId }, body: news }).catch(() => undefined)
    }
    if (
      store.softphone.link !== old.softphone.link ||
      store.softphone.microphone !== old.softphone.microphone
    ) {
      beat()
    }
    if (store.softphone.leg !== old.softphone.leg || store.pending !== old.pending || store.tab !== old.tab) {
      follow()
    }
  })
  const unfollowConnection = useConnection.subscribe((connection, old) => {
    if (connection.downSince !== null || old.downSince === null) return
    beat()
  })
  const beating = setInterval(() => {
    // The claim went unanswered while the server was away: ask again before saying we are alive.
    if (hasLock && phoneStore.get().tab === 'unknown') void claim(takingOver)
    else beat()
  }, heartbeatEveryMs)

  const wakeUp = () => {
    softphone.lookAgain()
    beat()
  }
  const firstGesture = () => void unlockSound()
  window.addEventListener('online', wakeUp)
  document.addEventListener('resume', wakeUp)
  window.addEventListener('pointerdown', firstGesture, { once: true })
  window.addEventListener('keydown', firstGesture, { once: true })
  watchSoundLock((isSoundLocked) => phoneStore.set({ isSoundLocked }))
  void watchMicrophone((microphone) => send({ type: 'microphone', microphone }))

  const begin = async () => {
    // Without https (or localhost) a browser gives no microphone, no locks and no calls.
    if (!window.isSecureContext) {
      phoneStore.set({ tab: 'here', shift: 'started' })
      return send({ type: 'problem', problem: 'unsupported-browser' })
    }
    const tabId = await nameThisTab(sessionStorage, navigator.locks)
    if (stopped) return
    phoneStore.set({ tabId })
    lock = watchPhoneLock(navigator.locks, (mine) => {
      if (mine) {
        hasLock = true
        void claim(takingOver)
      } else beElsewhere()
    })
  }
  void begin()

  return {
    useHere(then) {
      takingOver = true
      wantedFor = then ?? null
      lock?.take()
    },
    stop() {
      stopped = true
      unfollowCache()
      unfollowStore()
      unfollowConnection()
      clearInterval(beating)
      window.removeEventListener('online', wakeUp)
      document.removeEventListener('resume', wakeUp)
      setRinging(false)
      setGuard(false)
      setAwake(false)
      setMicrophone(false)
      setMutedWatch(false)
      softphone.stop()
      lock?.release()
      phoneStore.set({ device: null, tab: 'unknown', pending: null, said: null })
    },
  }
}
