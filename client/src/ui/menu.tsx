/** A menu button. Rows never hold one each: a table opens one shared menu on demand. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Header,
  Button as KitButton,
  MenuItem as KitItem,
  Menu as KitMenu,
  MenuSection as KitSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'

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

export function MenuButton({
  label,
  className = 'button button-plain',
  groups,
  children,
  isOpen,
  onOpenChange,
}: {
  /** Accessible name of the button. */
  label: string
  className?: string
  groups: MenuGroup[]
  children: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}) {
  return (
    <MenuTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <KitButton className={className} aria-label={label}>
        {children}
      </KitButton>
      <Popover className="menu-popover" placement="bottom end">
        <KitMenu className="menu" aria-label={label}>
          {groups.map((group) => (
            <KitSection key={group.title} className="menu-section">
              <Header className="menu-title">{group.title}</Header>
              {group.choices.map((choice) => (
                <KitItem
                  key={choice.id}
                  id={choice.id}
                  className="menu-item"
                  textValue={choice.words}
                  onAction={choice.onChoose}
                >
                  <span className="menu-icon">{choice.icon}</span>
                  <span className="menu-words">{choice.words}</span>
                  {choice.isChosen === true ? (
                    <>
                      <Check aria-hidden="true" />
                      <span className="visually-hidden">, chosen</span>
                    </>
                  ) : null}
                </KitItem>
              ))}
            </KitSection>
          ))}
        </KitMenu>
      </Popover>
    </MenuTrigger>
  )
}
