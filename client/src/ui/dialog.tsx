import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button.tsx'

/**
 * A layer over the page: the browser's own dialog keeps focus inside, closes on Esc and gives focus back.
 * Focus starts on the control marked `data-autofocus`, else on the first there is.
 */
export function Dialog({
  title,
  onClose,
  children,
  shape = 'middle',
}: {
  title: string
  onClose: () => void
  children: ReactNode
  /** `top` for search, `side` for a drawer from the right. */
  shape?: 'middle' | 'top' | 'side'
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Before the next key press can arrive, not after the next paint.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open) return
    const opener = document.activeElement
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      dialog.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={`dialog dialog-${shape}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton label="Close" icon={<X aria-hidden="true" />} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  )
}
