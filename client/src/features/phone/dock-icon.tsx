import {
  AppWindow,
  Coffee,
  Headphones,
  type LucideIcon,
  NotebookPen,
  Pause,
  Phone,
  PhoneIncoming,
  TriangleAlert,
} from 'lucide-react'
import type { DockIcon as DockIconName } from './dock-view.ts'

const icons: Record<DockIconName, LucideIcon> = {
  headset: Headphones,
  ringing: PhoneIncoming,
  call: Phone,
  held: Pause,
  wrap: NotebookPen,
  cup: Coffee,
  problem: TriangleAlert,
  tab: AppWindow,
}

/** Shape before colour: every state has its own. The words beside it say the same. */
export function DockIcon({ name }: { name: DockIconName }) {
  const Icon = icons[name]
  return <Icon className="dock-icon" aria-hidden size={22} />
}
