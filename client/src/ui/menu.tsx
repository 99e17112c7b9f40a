/**
 * A menu button. Rows never hold one each: a table opens one shared menu on demand. The kit behind it is large, so it
 * comes after the first paint; a press before that is kept and opens the menu when it is there.
 */
import { lazy, type ReactNode, Suspense, useState } from 'react'

export interface MenuChoice {
  id: string
  words: string
  icon?: ReactNode
  isChosen?: boolean
  onChoose: () => void
}
export interface MenuGroup {
  title: string
  choices: MenuChoice[]
}
export interface MenuButtonProps {
  /** Accessible name of the button. */
  label: string
  className?: string
  groups: MenuGroup[]
  children: ReactNode
}

const KitMenuButton = lazy(() =>
  import('./kit-menu.tsx').then(({ KitMenuButton: loaded }) => ({ default: loaded })),
)

export function MenuButton(props: MenuButtonProps) {
  const [wasPressed, setPressed] = useState(false)
  return (
    <Suspense
      fallback={
        <button
          type="button"
          className={props.className ?? 'button button-plain'}
          aria-label={props.label}
          aria-haspopup="true"
          aria-expanded={false}
          onClick={() => setPressed(true)}
        >
          {props.children}
        </button>
      }
    >
      <KitMenuButton {...props} startsOpen={wasPressed} />
    </Suspense>
  )
}
