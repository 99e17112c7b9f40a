/** The shape that goes before a state's word, so that no state is known by colour alone. */
import {
  BellRing,
  BookOpen,
  Check,
  Circle,
  Coffee,
  type LucideIcon,
  Moon,
  Octagon,
  Phone,
  PhoneForwarded,
  StickyNote,
  TriangleAlert,
  Users,
  Utensils,
} from 'lucide-react'
import type { QueueWord } from '../../../server/contract/live-views.ts'
import { Chip } from '../ui/chip.tsx'
import { type PersonState, personStates, queueWords } from './state-words.ts'

/** Filled: act now. */
function FilledOctagon() {
  return <Octagon aria-hidden="true" fill="currentColor" />
}

const queueMarks: Record<QueueWord, () => React.JSX.Element> = {
  'in-promise': () => <Check aria-hidden="true" />,
  slipping: () => <TriangleAlert aria-hidden="true" />,
  'nobody-free': FilledOctagon,
  closed: () => <Moon aria-hidden="true" />,
  'nobody-signed-in': FilledOctagon,
}

export function QueueMark({ word }: { word: QueueWord }) {
  const Mark = queueMarks[word]
  return <Mark />
}

export function QueueChip({ word }: { word: QueueWord }) {
  const { words, tone } = queueWords[word]
  return (
    <Chip tone={tone} icon={<QueueMark word={word} />}>
      {words}
    </Chip>
  )
}

const personMarks: Record<PersonState, LucideIcon> = {
  available: Circle,
  break: Coffee,
  lunch: Utensils,
  training: BookOpen,
  meeting: Users,
  offline: Circle,
  ringing: BellRing,
  'on-call': Phone,
  'wrap-up': StickyNote,
  'phone-problem': TriangleAlert,
  'call-parked': PhoneForwarded,
}

/** Available is a filled circle, offline a ring: the same shape full and empty. */
export function PersonMark({ state }: { state: PersonState }) {
  const Mark = personMarks[state]
  return <Mark aria-hidden="true" {...(state === 'available' ? { fill: 'currentColor' } : {})} />
}

export function PersonChip({ state }: { state: PersonState }) {
  const { words, tone } = personStates[state]
  return (
    <Chip tone={tone} icon={<PersonMark state={state} />}>
      {words}
    </Chip>
  )
}
