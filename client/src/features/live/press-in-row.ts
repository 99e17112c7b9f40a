import { showToast } from '../../ui/toast.tsx'

/**
 * A key of the board: presses the action of the row that has focus, else of the first row that has it. A key has no
 * tooltip, so why it cannot be pressed is said; and so is `none`, when no row has it.
 */
export const pressInRow = (row: 'person' | 'caller' | 'line', act: string, none: string): void => {
  const focused = document.activeElement?.closest(`[data-${row}]`)
  const button = (focused ?? document).querySelector(`[data-${row}] [data-act="${act}"], [data-act="${act}"]`)
  if (!(button instanceof HTMLButtonElement)) showToast(none)
  else if (button.getAttribute('aria-disabled') === 'true' && button.title !== '') showToast(button.title)
  else button.click()
}
