/** What every key does; here each can be changed or switched off, on this device. */
import { useState } from 'react'
import { useKeyboardSettings } from '../../keyboard.ts'
import {
  clashesWith,
  keysFor,
  keysFromPress,
  keysInWords,
  type ShortcutGroup,
  type ShortcutId,
  shortcutIds,
  shortcuts,
} from '../../keymap.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import './keys.css'

const groups: ShortcutGroup[] = ['Phone', 'Getting about', 'Writing', 'Cases', 'Call back', 'Live', 'Admin']

function KeyRow({
  id,
  isChanging,
  onChange,
}: {
  id: ShortcutId
  isChanging: boolean
  onChange: (id: ShortcutId | null) => void
}) {
  const { choices, choose } = useKeyboardSettings()
  const keys = keysFor(id, choices)
  const clashes = keys === null ? [] : clashesWith(id, keys, choices)
  return (
    <li className="key-row">
      <span className="key-does">
        {shortcuts[id].words}
        {clashes.length === 0 ? null : (
          <span className="field-error">
            {' '}
            Also: {clashes.map((other) => shortcuts[other].words).join(', ')}
          </span>
        )}
      </span>
      {isChanging ? (
        <input
          className="input key-catch"
          aria-label={`Press the new keys for: ${shortcuts[id].words}. Escape keeps the old ones.`}
          placeholder="Press the keys"
          // The field exists only because its button was pressed.
          autoFocus
          value=""
          readOnly
          onBlur={() => onChange(null)}
          onKeyDown={(event) => {
            if (event.key === 'Tab') return
            event.preventDefault()
            event.stopPropagation()
            if (event.key !== 'Escape') {
              const pressed = keysFromPress(event)
              if (pressed === null) return
              choose(id, pressed)
            }
            onChange(null)
          }}
        />
      ) : (
        <span className="key-now">
          {keys === null ? 'Off' : <kbd className="keys">{keysInWords(keys)}</kbd>}
        </span>
      )}
      <Button tone="quiet" aria-label={`Change: ${shortcuts[id].words}`} onClick={() => onChange(id)}>
        Change
      </Button>
      <Button
        tone="quiet"
        aria-label={`Switch ${keys === null ? 'on' : 'off'}: ${shortcuts[id].words}`}
        onClick={() => choose(id, keys === null ? shortcuts[id].keys : null)}
      >
        {keys === null ? 'On' : 'Off'}
      </Button>
    </li>
  )
}

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const reset = useKeyboardSettings((state) => state.reset)
  const [changing, setChanging] = useState<ShortcutId | null>(null)
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <p className="keys-hint">
        Function keys and keys with Ctrl, Alt or Shift work while you type. Single letters work outside text
        boxes. Some browsers keep a key for themselves (Edge reads aloud on F9): change it here. Kept on this
        device.
      </p>
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className="keys-group">{group}</h3>
          <ul>
            {shortcutIds
              .filter((id) => shortcuts[id].group === group)
              .map((id) => (
                <KeyRow key={id} id={id} isChanging={changing === id} onChange={setChanging} />
              ))}
          </ul>
        </section>
      ))}
      <div>
        <Button onClick={reset}>Put all back</Button>
      </div>
    </Dialog>
  )
}
