import type { ReactNode } from 'react'
import type { Tone } from './tone.ts'

/** A short state: shape, then word, and colour only third. */
export function Chip({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon}
      <span>{children}</span>
    </span>
  )
}
