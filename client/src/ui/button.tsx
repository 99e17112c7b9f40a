import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { useId } from 'react'
import { ariaKeys } from './aria-keys.ts'

export type ButtonTone = 'plain' | 'primary' | 'danger' | 'quiet'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone
  /** 40 px high, for what people press while a call rings. */
  large?: boolean
  icon?: ReactNode
  /** The shortcut as printed on the button ("F2"), or null for none. */
  keys?: string | null
  /** Why it cannot be pressed now. The button stays focusable and says so. */
  blocked?: string | null
  /** Something was asked and no answer has come yet; presses are ignored. */
  isPending?: boolean
  ref?: Ref<HTMLButtonElement>
}

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ')

export function Button({
  tone = 'plain',
  large = false,
  icon,
  keys = null,
  blocked = null,
  isPending = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isOff = blocked !== null || isPending
  return (
    <>
      <button
        {...rest}
        type={type}
        className={classes('button', `button-${tone}`, large && 'button-large', className)}
        aria-disabled={isOff || undefined}
        aria-describedby={blocked === null ? rest['aria-describedby'] : reasonId}
        aria-keyshortcuts={rest['aria-keyshortcuts'] ?? ariaKeys(keys)}
        title={blocked ?? rest.title}
        onClick={(event) => {
          if (isOff) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {icon}
        {children}
        {keys === null ? null : (
          <kbd className="keys" aria-hidden="true">
            {keys}
          </kbd>
        )}
      </button>
      {blocked === null ? null : (
        <span id={reasonId} hidden>
          {blocked}
        </span>
      )}
    </>
  )
}

/** A button with only a picture; `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  label: string
  icon: ReactNode
  ref?: Ref<HTMLButtonElement>
}) {
  return (
    <button
      type="button"
      {...rest}
      className={classes('button', 'button-icon', className)}
      aria-label={label}
      title={label}
    >
      {icon}
    </button>
  )
}
