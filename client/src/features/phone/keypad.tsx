import { useEffect, useRef, useState } from 'react'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const

/** Digits for the far end's menus. Typed keys work while the keypad has focus; what was sent is shown and read out. */
export function Keypad({ send, close }: { send: (digit: string) => void; close: () => void }) {
  const [sent, setSent] = useState('')
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    first.current?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])

  const press = (digit: string) => {
    send(digit)
    setSent((before) => `${before}${digit}`.slice(-12))
  }

  return (
    <div
      className="keypad"
      role="group"
      aria-label="Keypad"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
        const digit = digits.find((one) => one === event.key)
        if (!digit) return
        event.preventDefault()
        press(digit)
      }}
    >
      <output className="keypad-sent" aria-live="polite">
        {sent || 'Press or type'}
      </output>
      <div className="keypad-keys">
        {digits.map((digit) => (
          <button key={digit} type="button" ref={digit === '1' ? first : null} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
      </div>
    </div>
  )
}
