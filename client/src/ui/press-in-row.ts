import { showToast } from './toast.tsx'

/**
 * A key of a list: presses the action of the row that has focus, else of the first row that has it. Rows are marked
 * `data-<row>`, their buttons `data-act`. A key has no tooltip, so why it cannot be pressed is said; and so is `none`,
 * when there is nothing to press.
 */
export const pressInRow = (row: string, act: string, none: string | null = null): void => {
  const focused = document.activeElement?.closest(`[data-${row}]`) ?? null
  const button =
    focused === null
      ? document.querySelector(`[data-${row}] [data-act="${act}"]`)
      : focused.querySelector(`[data-act="${act}"]`)
  if (!(button instanceof HTMLButtonElement)) {
    if (none !== null) showToast(none)
  } else if (button.getAttribute('aria-disabled') === 'true') {
    if (button.title !== '') showToast(button.title)
  } else button.click()
}

/** Whether the row that has focus offers this. */
export const isInFocusedRow = (row: string, act: string): boolean =>
  document.activeElement?.closest(`[data-${row}]:has([data-act="${act}"])`) != null
