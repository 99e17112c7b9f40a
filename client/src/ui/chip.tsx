import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad' | 'wrap'

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
