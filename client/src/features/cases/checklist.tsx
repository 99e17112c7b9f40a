import { useState } from 'react'
import type { FollowUpView } from '../../../../server/contract/case-views.ts'
import { Checkbox } from '../../ui/field.tsx'

/** What was typed, a line each, without empty ones. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The list of a task; every tick is kept at once. */
export function Checklist({
  shown,
  mayTick,
  onTick,
}: {
  shown: FollowUpView
  mayTick: boolean
  /** Settles when it is kept, or was refused and said. */
  onTick: (next: FollowUpView['checklist']) => Promise<void>
}) {
  // A tick shows at once; what the server says shows when it has answered.
  const [wish, setWish] = useState<FollowUpView['checklist'] | null>(null)
  const items = wish ?? shown.checklist
  if (items.length === 0) return null
  const tick = (place: number) => (isDone: boolean) => {
    const next = items.map((item, at) => (at === place ? { ...item, isDone } : item))
    setWish(next)
    void onTick(next).then(() => setWish(null))
  }
  return (
    <ul className="checklist" aria-label={`Checklist of ${shown.what}`}>
      {items.map(({ words, isDone }, place) => (
        <li key={words}>
          {mayTick ? (
            <Checkbox label={words} isChecked={isDone} onChange={tick(place)} />
          ) : (
            `${isDone ? 'Done: ' : 'Open: '}${words}`
          )}
        </li>
      ))}
    </ul>
  )
}
