/** One line at the bottom that says what was done and offers to undo it. Never used for calls. */
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { create } from 'zustand'
import { Button } from './button.tsx'

interface Toast {
  id: number
  words: string
  tone: 'done' | 'problem'
  undo: (() => void) | null
  /** Where what was done can be seen. */
  link: { words: string; path: string } | null
}

const useToasts = create<{ toasts: Toast[] }>()(() => ({ toasts: [] }))
let lastId = 0

const drop = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** Shows `words` for 8 s, longer while the pointer or focus is on it. At most three at once. */
export const showToast = (
  words: string,
  {
    undo = null,
    link = null,
    tone = 'done',
  }: { undo?: Toast['undo']; link?: Toast['link']; tone?: Toast['tone'] } = {},
): void => {
  lastId += 1
  const toast: Toast = { id: lastId, words, tone, undo, link }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), toast] }))
}

function ToastLine({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => drop(toast.id), 8_000)
    return () => clearTimeout(timer)
  }, [isHeld, toast.id])
  return (
    <li
      className={`toast toast-${toast.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.words}</span>
      {toast.link === null ? null : (
        <Link className="button button-quiet" to={toast.link.path} onClick={() => drop(toast.id)}>
          {toast.link.words}
        </Link>
      )}
      {toast.undo === null ? null : (
        <Button
          tone="quiet"
          onClick={() => {
            toast.undo?.()
            drop(toast.id)
          }}
        >
          Undo
        </Button>
      )}
      <Button tone="quiet" onClick={() => drop(toast.id)} aria-label={`Dismiss: ${toast.words}`}>
        Dismiss
      </Button>
    </li>
  )
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className="toasts" aria-label="Notifications">
      <div role="status">
        <ul>
          {toasts.map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
        </ul>
      </div>
    </section>
  )
}
