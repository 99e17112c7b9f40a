import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Availability } from '../../../../server/contract/words.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import {
  listMicrophones,
  listSpeakers,
  type Meter,
  openMicrophone,
  type SoundDevice,
} from '../../softphone/microphone.ts'
import { phoneStore, usePhoneStore } from '../../softphone/phone-store.ts'
import { mayChooseOutput, ring, ringOn, unlockSound } from '../../softphone/ring-tone.ts'
import { lastShift, rememberShift } from '../../softphone/shift.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { clockTime, localDay } from '../../ui/times.ts'
import { choose } from './phone-actions.ts'

const cells = 8

/** Moves with the voice; its number is for eyes only, the words beside it are for everybody. */
function LevelMeter({ meter }: { meter: Meter | null }) {
  const [lit, setLit] = useState(0)
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    if (!meter) return
    const timer = setInterval(() => {
      const level = Math.min(cells, Math.ceil(meter.level() * cells * 2))
      setLit(level)
      if (level >= 2) setHeard(true)
    }, 80)
    return () => clearInterval(timer)
  }, [meter])
  return (
    <div className="shift-meter">
      <span className="shift-cells" aria-hidden="true">
        {Array.from({ length: cells }, (_, cell) => (
          <span key={cell} className={cell < lit ? 'is-lit' : ''} />
        ))}
      </span>
      <span role="status">{heard ? '✓ We can hear you' : meter ? 'Say something: the bar moves' : ''}</span>
    </div>
  )
}

const troubleWords = {
  denied: 'The microphone is blocked. Allow it with the icon beside the address, then press “Test again”.',
  missing: 'We could not find a microphone. Plug in your headset, then press “Test again”.',
}

type Trouble = keyof typeof troubleWords

/** The first press of the day: unlocks sound, asks for microphone and notifications, and tests both. */
export function StartShift({ personId }: { personId: string }) {
  const cache = useQueryClient()
  const device = usePhoneStore((store) => store.device)
  const [meter, setMeter] = useState<Meter | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [microphones, setMicrophones] = useState<SoundDevice[]>([])
  const [speakers, setSpeakers] = useState<SoundDevice[]>([])
  const [ringsOn, setRingsOn] = useState('')
  const [chosen, setChosen] = useState('')
  const [notes, setNotes] = useState(typeof Notification === 'undefined' ? 'denied' : Notification.permission)
  const [attempt, setAttempt] = useState(0)
  const stopRing = useRef<(() => void) | null>(null)
  const [isRinging, setRinging] = useState(false)

  useEffect(() => {
    let opened: Meter | null = null
    let gone = false
    void unlockSound()
    const open = async () => {
      const answer = await openMicrophone(chosen || undefined)
      if (gone) return answer.ok ? answer.meter.close() : undefined
      if (!answer.ok) {
        setTrouble(answer.why)
        phoneStore.get().send({ type: 'microphone', microphone: 'denied' })
        return
      }
      opened = answer.meter
      setTrouble(null)
      setMeter(answer.meter)
      phoneStore.get().send({ type: 'microphone', microphone: 'granted' })
      const found = await listMicrophones()
      if (gone) return
      setMicrophones(found)
      const last = lastShift(localStorage)
      const kept = found.find((one) => one.label === last?.microphoneLabel)
      const outputs = mayChooseOutput() ? await listSpeakers() : []
      if (gone) return
      setSpeakers(outputs)
      setRingsOn((before) => before || (outputs.find((one) => one.label === last?.ringLabel)?.id ?? ''))
      setChosen(
        (before) => before || (kept?.id ?? found.find((one) => one.label === answer.meter.label)?.id ?? ''),
      )
    }
    void open()
    return () => {
      gone = true
      opened?.close()
      setMeter(null)
    }
  }, [chosen, attempt])

  useEffect(() => () => stopRing.current?.(), [])

  const close = () => phoneStore.set({ isStartingShift: false })
  const toggleRing = () => {
    if (stopRing.current) {
      stopRing.current()
      stopRing.current = null
    } else stopRing.current = ring()
    setRinging(stopRing.current !== null)
  }
  const begin = (choice: Availability) => {
    const microphoneLabel = microphones.find((one) => one.id === chosen)?.label ?? meter?.label ?? ''
    const now = Date.now()
    rememberShift(localStorage, {
      personId,
      day: localDay(now),
      testedAt: clockTime(now),
      microphoneLabel,
      ringLabel: speakers.find((one) => one.id === ringsOn)?.label ?? '',
    })
    ringOn(ringsOn)
    phoneStore.set({ shift: 'started', isStartingShift: false })
    if (chosen) device?.useMicrophone(chosen)
    void choose(cache, choice)
  }

  useShortcut('send', () => begin('available'))
  const beginKeys = useShortcutWords('send')

  return (
    <Dialog title="Start my shift" onClose={close}>
      <div className="shift">
        <h3>Microphone</h3>
        {trouble ? (
          <div className="shift-row" role="alert">
            <p className="shift-trouble">{troubleWords[trouble]}</p>
            <Button onClick={() => setAttempt((before) => before + 1)}>Test again</Button>
          </div>
        ) : (
          <LevelMeter meter={meter} />
        )}
        {microphones.length > 1 ? (
          <Select
            label="Speak into"
            value={chosen}
            options={microphones.map((one) => ({ value: one.id, words: one.label }))}
            onChange={(event) => setChosen(event.target.value)}
          />
        ) : null}
        <h3>Ring</h3>
        {speakers.length > 1 ? (
          <Select
            label="Ring on"
            value={ringsOn}
            options={[
              { value: '', words: 'As this browser chooses' },
              ...speakers.map((one) => ({ value: one.id, words: one.label })),
            ]}
            onChange={(event) => {
              stopRing.current?.()
              stopRing.current = null
              setRinging(false)
              ringOn(event.target.value)
              setRingsOn(event.target.value)
            }}
          />
        ) : null}
        <div className="shift-row">
          <p>It starts softly and rises over six seconds.</p>
          <Button onClick={toggleRing} aria-pressed={isRinging}>
            {isRinging ? 'Stop' : 'Play'}
          </Button>
        </div>
        <h3>Notifications</h3>
        <div className="shift-row">
          <p>
            {notes === 'granted'
              ? '✓ A notice shows when this page is hidden. It names nobody.'
              : notes === 'denied'
                ? 'Blocked in this browser. Calls still ring and the dock still changes.'
                : 'A notice when this page is hidden. It names nobody.'}
          </p>
          {notes === 'default' ? (
            <Button onClick={() => void Notification.requestPermission().then(setNotes)}>Allow</Button>
          ) : null}
        </div>
        <div className="shift-end">
          <Button tone="primary" large keys={beginKeys} onClick={() => begin('available')}>
            I am ready
          </Button>
          <Button large onClick={() => begin('offline')}>
            Not taking calls today
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
