import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { useId } from 'react'

interface Around {
  label: string
  hint?: string
  /** What is wrong, in words; the control is then marked invalid. */
  error?: string | null
  /** The label is read but not drawn. */
  hideLabel?: boolean
}

const useAround = ({ hint, error }: Around) => {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    control: {
      id,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': described === '' ? undefined : described,
    },
  }
}

function Surround({ around, id, children }: { around: Around; id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={around.hideLabel === true ? 'visually-hidden' : 'field-label'}>
        {around.label}
      </label>
      {around.hint ? (
        <p id={`${id}-hint`} className="field-hint">
          {around.hint}
        </p>
      ) : null}
      {children}
      {around.error ? (
        <p id={`${id}-error`} className="field-error">
          {around.error}
        </p>
      ) : null}
    </div>
  )
}

const split = <P extends Around>({ label, hint, error, hideLabel, ...rest }: P) => ({
  around: {
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(error === undefined ? {} : { error }),
    ...(hideLabel === undefined ? {} : { hideLabel }),
  },
  rest,
})

export function TextField(
  props: Around & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement>; after?: ReactNode },
) {
  const { around, rest } = split(props)
  const { after, className, ...input } = rest
  const { id, control } = useAround(around)
  return (
    <Surround around={around} id={id}>
      <div className="field-row">
        <input type="text" {...input} {...control} className={`input ${className ?? ''}`} />
        {after}
      </div>
    </Surround>
  )
}

export function TextArea(
  props: Around & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> },
) {
  const { around, rest } = split(props)
  const { className, ...area } = rest
  const { id, control } = useAround(around)
  return (
    <Surround around={around} id={id}>
      <textarea {...area} {...control} className={`input input-area ${className ?? ''}`} />
    </Surround>
  )
}

/** The browser's own list: quickest in rows, and what screen readers and phones know best. */
export function Select(
  props: Around &
    SelectHTMLAttributes<HTMLSelectElement> & {
      ref?: Ref<HTMLSelectElement>
      options: { value: string; words: string }[]
    },
) {
  const { around, rest } = split(props)
  const { className, options, ...select } = rest
  const { id, control } = useAround(around)
  return (
    <Surround around={around} id={id}>
      <select {...select} {...control} className={`input input-select ${className ?? ''}`}>
        {options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Surround>
  )
}

/** One thing that is so or not; the whole line is the target. */
export function Checkbox(props: {
  label: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}) {
  return (
    <label className="field-check">
      <input
        type="checkbox"
        checked={props.isChecked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  )
}
