/** What can be done with a row of the board. None without a key: the row that has focus obeys it, else the first. */
import type { ComponentProps } from 'react'
import { useShortcutWords } from '../../keyboard.ts'
import type { ShortcutId } from '../../keymap.ts'
import { ariaKeys } from '../../ui/aria-keys.ts'
import { Button } from '../../ui/button.tsx'

const keyOf = {
  move: 'move-caller',
  first: 'first-caller',
  take: 'take-caller',
  place: 'place-person',
  listen: 'listen-here',
  recover: 'recover-person',
  close: 'close-line',
  reopen: 'close-line',
  'take-back': 'take-placement-back',
} as const satisfies Record<string, ShortcutId>
export type RowAct = keyof typeof keyOf

export function RowButton({ act, ...rest }: ComponentProps<typeof Button> & { act: RowAct }) {
  const keys = useShortcutWords(keyOf[act])
  return <Button tone="quiet" data-act={act} aria-keyshortcuts={ariaKeys(keys)} {...rest} />
}
