import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'

const read = (key: string): string => {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** Typed words that outlive the page they were typed on, under a key that names their one place. */
export const useSessionDraft = (key: string): [string, Dispatch<SetStateAction<string>>] => {
  const [text, setText] = useState(() => read(key))
  useEffect(() => {
    try {
      if (text === '') sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, text)
    } catch {
      // Storage refused: the words live as long as the page.
    }
  }, [key, text])
  return [text, setText]
}
