import {
  Check,
  CircleDot,
  CircleStop,
  Coffee,
  Ear,
  Grid3x3,
  Headphones,
  type LucideIcon,
  MessageCircle,
  Mic,
  MicOff,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneOff,
  Play,
  Undo2,
  Users,
} from 'lucide-react'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button, type ButtonTone } from '../../ui/button.tsx'
import type { DockAction, DockButton as DockButtonView } from './dock-view.ts'

const icons: Partial<Record<DockAction, LucideIcon>> = {
  answer: Phone,
  mute: MicOff,
  hold: Pause,
  resume: Play,
  keypad: Grid3x3,
  'hang-up': PhoneOff,
  rejoin: Phone,
  transfer: PhoneForwarded,
  'pause-recording': CircleStop,
  'record-again': CircleDot,
  'hand-over': PhoneForwarded,
  back: Undo2,
  'take-over': Phone,
  leave: PhoneOff,
  listen: Ear,
  whisper: MessageCircle,
  barge: Users,
  'stop-listening': PhoneOff,
  finish: Check,
  break: Coffee,
  'finish-break': Coffee,
  'start-shift': Headphones,
}

const tones: Record<DockButtonView['kind'], ButtonTone> = {
  plain: 'plain',
  go: 'plain',
  primary: 'primary',
  end: 'danger',
}

interface Props {
  view: DockButtonView
  run: (action: DockAction) => void
}

/** A blocked button keeps its place, stays reachable and says why; its shortcut sleeps meanwhile. */
export function DockButton({ view, run }: Props) {
  const Icon = view.action === 'mute' && view.pressed ? Mic : icons[view.action]
  useShortcut(view.shortcut, () => run(view.action), view.blocked === null)
  return (
    <Button
      large
      tone={tones[view.kind]}
      className={`dock-button dock-button-${view.kind}`}
      blocked={view.blocked}
      keys={useShortcutWords(view.shortcut)}
      aria-pressed={view.pressed ?? undefined}
      icon={Icon ? <Icon aria-hidden="true" /> : null}
      onClick={() => run(view.action)}
    >
      {view.words}
    </Button>
  )
}
