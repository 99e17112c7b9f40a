import { ring } from '../../softphone/ring-tone.ts'

/** Shown on lock screens and by other people's eyes, so it names nobody. */
const words = 'Incoming call'

/** Rings, marks the tab and, when nobody looks at it, shows a desktop notification. Answers the way to stop at once. */
export const startRinging = (): (() => void) => {
  const silence = ring()
  const title = document.title
  const marked = `☏ ${words}`
  document.title = marked
  let note: Notification | null = null
  const away = document.hidden || !document.hasFocus()
  if (away && typeof Notification !== 'undefined' && Notification.permission === 'granted') {
    note = new Notification(words, { tag: 'branchline-ring', silent: true, requireInteraction: true })
    note.onclick = () => window.focus()
  }
  return () => {
    silence()
    note?.close()
    // A page that was opened meanwhile has its own title by now.
    if (document.title === marked) document.title = title
  }
}
