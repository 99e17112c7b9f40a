import { Refused } from './api.ts'
import { byId, setText } from './dom.ts'

/** Says what could not be done, in words, where screen readers hear it and nobody has to scroll. */
export function notice(words: string): void {
  const box = byId('notice', HTMLDivElement)
  setText(byId('notice-words', HTMLSpanElement), words)
  box.hidden = words === ''
}

/** Runs what a button does; a refusal becomes a notice, and success clears the last one. */
export function act(work: () => Promise<unknown>): void {
  work().then(
    () => notice(''),
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error
      notice(error.message)
    },
  )
}

export function prepareNotices(): void {
  byId('notice-close', HTMLButtonElement).addEventListener('click', () => notice(''))
}
