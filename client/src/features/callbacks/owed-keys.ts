/** Keys of the list of people who are owed a call: they press the button of the row that has focus, else of the first row. */
import { useShortcut } from '../../keyboard.ts'
import { showToast } from '../../ui/toast.tsx'

export type OwedAct = 'ring' | 'cancel' | 'take' | 'done'

const rowNow = (act: OwedAct): Element | null => {
  const row = document.activeElement?.closest('[data-owed]') ?? null
  return row ?? document.querySelector(`[data-owed]:has([data-act="${act}"])`)
}

export const useOwedKeys = (acts: Record<OwedAct, boolean>): void => {
  const press = (act: OwedAct) => () => {
    const found = rowNow(act)?.querySelector(`[data-act="${act}"]`)
    if (!(found instanceof HTMLButtonElement)) return
    // A key has no tooltip: why it does nothing is said.
    if (found.getAttribute('aria-disabled') === 'true' && found.title !== '') showToast(found.title)
    else found.click()
  }
  useShortcut('ring-now', press('ring'), acts.ring)
  useShortcut('cancel-callback', press('cancel'), acts.cancel)
  useShortcut('take-voicemail', press('take'), acts.take)
  useShortcut('called-back', press('done'), acts.done)
}
