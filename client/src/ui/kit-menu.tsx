/** The menu itself, from the component kit: keyboard, focus and screen readers as the ARIA practices want them. */
import { Check } from 'lucide-react'
import {
  Header,
  Button as KitButton,
  MenuItem as KitItem,
  Menu as KitMenu,
  MenuSection as KitSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import type { MenuButtonProps } from './menu.tsx'

export function KitMenuButton({
  label,
  className = 'button button-plain',
  groups,
  children,
  startsOpen,
}: MenuButtonProps & { startsOpen: boolean }) {
  return (
    <MenuTrigger defaultOpen={startsOpen}>
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
