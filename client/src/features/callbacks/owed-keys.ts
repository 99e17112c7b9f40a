/** Keys of the list of people who are owed a call: they press the button of the row that has focus, else of the first row. */
import { useShortcut } from '../../keyboard.ts'
import { pressInRow } from '../../ui/press-in-row.ts'

export type OwedAct = 'ring' | 'cancel' | 'take' | 'done'

export const useOwedKeys = (acts: Record<OwedAct, boolean>): void => {
  useShortcut('ring-now', () => pressInRow('owed', 'ring'), acts.ring)
  useShortcut('cancel-callback', () => pressInRow('owed', 'cancel'), acts.cancel)
  useShortcut('take-voicemail', () => pressInRow('owed', 'take'), acts.take)
  useShortcut('called-back', () => pressInRow('owed', 'done'), acts.done)
}
