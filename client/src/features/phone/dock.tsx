import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import { connectionLine } from '../../connection.ts'
import { useContactDrafts } from '../../drafts/contact-draft.ts'
import { missingFields } from '../../drafts/missing-fields.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useConnection } from '../../live.ts'
import { contactPath } from '../../paths.ts'
import { useContact, usePhone } from '../../queries.ts'
import { usePhoneStore } from '../../softphone/phone-store.ts'
import { lastShift } from '../../softphone/shift.ts'
import { useNow } from '../../ui/clock.tsx'
import { CallPeople } from './call-people.tsx'
import { offerSpoken } from './call-words.ts'
import { DockButton } from './dock-button.tsx'
import { DockIcon } from './dock-icon.tsx'
import { type DockAction, dockView } from './dock-view.ts'
import { Keypad } from './keypad.tsx'
import { Listeners } from './listeners.tsx'
import { NeedsStrip } from './needs-strip.tsx'
import { choose } from './phone-actions.ts'
import { runDockAction } from './run-dock-action.ts'
import { SpeaksFor } from './speaks-for.tsx'
import { StartShift } from './start-shift.tsx'
import { TextRelay } from './text-relay.tsx'
import { TransferSheet } from './transfer-sheet.tsx'
import { type WiredPhone, wirePhone } from './wire-phone.ts'
import './dock.css'

const useWiredPhone = (personId: string) => {
  const cache = useQueryClient()
  const wired = useRef<WiredPhone | null>(null)
  useEffect(() => {
    const phone = wirePhone(cache, personId)
    wired.current = phone
    return () => {
      wired.current = null
      phone.stop()
    }
  }, [cache, personId])
  return wired
}

/** Says each call once, assertively, and then is silent: the dock itself is no live region. */
function Announcer({ phone }: { phone: PhoneView | null }) {
  const key = useShortcutWords('answer')
  const offer = phone?.offer ?? null
  return (
    <p className="visually-hidden" role="alert">
      {offer ? offerSpoken(offer, key) : ''}
    </p>
  )
}

const headsetWords = () => {
  const shift = lastShift(localStorage)
  if (!shift) return ''
  return [shift.microphoneLabel, shift.testedAt && `tested ${shift.testedAt}`].filter(Boolean).join(' · ')
}

/** The phone, on every page of those who take calls, always in the same 60 px. */
export function Dock() {
  const personId = useMe().id
  const cache = useQueryClient()
  const navigate = useNavigate()
  const wired = useWiredPhone(personId)
  const phone = usePhone().data ?? null
  const store = usePhoneStore()
  const connection = useConnection()
  const now = useNow()
  const [isKeypadOpen, setKeypadOpen] = useState(false)
  const [transferring, setTransferring] = useState<string | null>(null)
  const callId = phone?.call?.contactId ?? null
  const draft = useContactDrafts((drafts) => (callId === null ? null : (drafts[callId] ?? null)))
  const contact = useContact(callId ?? '', callId !== null).data
  const hasSound = store.softphone.leg.state !== 'none'

  const view = dockView({
    phone,
    softphone: store.softphone,
    tab: store.tab,
    shift: store.shift,
    pending: store.pending,
    said: store.said && store.said.until > now ? store.said.words : null,
    isSoundLocked: store.isSoundLocked,
    strip: connectionLine(connection, now, true)?.words ?? null,
    headset: headsetWords(),
    isKeypadOpen: isKeypadOpen && hasSound,
    isSpeakingMuted: store.isSpeakingMuted,
    missing: draft?.wasPressed ? missingFields(draft, contact ?? null) : [],
    now,
  })

  const perform = (action: DockAction) =>
    void runDockAction(action, {
      cache,
      phone,
      open: (id) => void navigate(contactPath(id), { state: { quiet: true } }),
      leave: (id) => {
        if (window.location.pathname === contactPath(id)) void navigate('/work', { state: { quiet: true } })
      },
    })
  const run = (action: DockAction) => {
    if (action === 'keypad') return setKeypadOpen((open) => !open)
    if (action === 'transfer') return setTransferring(callId)
    if (action === 'use-here') return wired.current?.useHere()
    if (action === 'rejoin' && store.tab === 'elsewhere')
      return wired.current?.useHere(() => perform('rejoin'))
    perform(action)
  }

  const call = phone?.call ?? null
  // Without a call, and after it, the dock's own button has this key.
  const isInCall = call !== null && call.state !== 'wrap-up'
  useShortcut('break-after', () => void choose(cache, 'break', true), isInCall)

  return (
    <>
      <section className={`dock dock-${view.tone}`} aria-label="Phone">
        <Announcer phone={phone} />
        <p className="visually-hidden" role="status">
          {store.isSpeakingMuted ? 'Muted: they do not hear you speak.' : ''}
        </p>
        <DockIcon name={view.icon} />
        <div className="dock-words">
          <p className="dock-title">{view.title}</p>
          <p className="dock-line" title={view.line}>
            {view.line}
          </p>
        </div>
        {view.time === null ? null : <span className="dock-time figures">{view.time}</span>}
        <div className="dock-buttons">
          {view.buttons.map((button) => (
            <DockButton key={button.action} view={button} run={run} />
          ))}
        </div>
        {isKeypadOpen && hasSound ? (
          <Keypad send={(digit) => store.device?.sendDigits(digit)} close={() => setKeypadOpen(false)} />
        ) : null}
        {call !== null && transferring === call.contactId && call.state !== 'wrap-up' ? (
          <TransferSheet call={call} close={() => setTransferring(null)} />
        ) : null}
        {store.isStartingShift ? <StartShift personId={personId} /> : null}
      </section>
      <NeedsStrip phone={phone} />
      <SpeaksFor phone={phone} />
      <TextRelay phone={phone} />
      <Listeners listeners={call === null || call.state === 'wrap-up' ? [] : call.listeners} />
      {call === null || call.state === 'wrap-up' ? null : <CallPeople call={call} />}
    </>
  )
}
