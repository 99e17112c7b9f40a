/** Binds the keymap to the page. A component says what a shortcut does while it is on screen. */
import { useEffect, useEffectEvent } from 'react'
import { tinykeys } from 'tinykeys'
import { create } from 'zustand'
import {
  type KeyChoices,
  keysFor,
  keysFromPress,
  keysInWords,
  parseKeyChoices,
  type ShortcutId,
  shortcutIds,
  shortcuts,
} from './keymap.ts'
import { readStored, writeStored } from './stored.ts'

const storageKey = 'branchline.keys'

interface KeyboardSettings {
  choices: KeyChoices
  choose: (id: ShortcutId, keys: string | null) => void
  reset: () => void
}

export const useKeyboardSettings = create<KeyboardSettings>()((set) => {
  const keep = (choices: KeyChoices) => {
    writeStored(storageKey, JSON.stringify(choices))
    return { choices }
  }
  return {
    choices: parseKeyChoices(readStored(storageKey)),
    choose: (id, keys) => set((state) => keep({ ...state.choices, [id]: keys })),
    reset: () => set(() => keep({})),
  }
})

/** The newest handler on screen wins, so a composer can take Ctrl+Enter from what lies behind it. */
const handlers = new Map<ShortcutId, ((event: KeyboardEvent) => void)[]>()

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)))

/** What a dialog itself binds. */
const ofDialogs: ReadonlySet<ShortcutId> = new Set<ShortcutId>(['send', 'take-placement-back'])

/** An open modal dialog keeps the keys of the page behind it quiet, except the phone's. */
const isBehindDialog = (id: ShortcutId): boolean =>
  shortcuts[id].group !== 'Phone' && !ofDialogs.has(id) && document.querySelector('dialog[open]') !== null

const isPlainLetter = (keys: string): boolean => !/\$mod|Control|Alt|Meta|(^|\+)F\d/.test(keys)

const press = (ids: ShortcutId[], event: KeyboardEvent): void => {
  if (event.repeat || event.isComposing) return
  for (const id of ids) {
    const keys = keysFor(id, useKeyboardSettings.getState().choices)
    if (keys === null) continue
    if (isTyping(event.target) && (!shortcuts[id].whileTyping || isPlainLetter(keys))) continue
    if (isBehindDialog(id)) continue
    const handler = handlers.get(id)?.at(-1)
    if (handler === undefined) continue
    event.preventDefault()
    handler(event)
    return
  }
}

/** As long as tinykeys waits for the second key of "g w". */
const sequenceMs = 1_000
let lastPress = { key: '', at: 0 }
let pressBefore = lastPress

const notePress = (event: KeyboardEvent): void => {
  if (event.repeat || keysFromPress(event) === null) return
  pressBefore = lastPress
  lastPress = { key: event.key, at: event.timeStamp }
}

/** True when this key ends a sequence ("w" of "g w"), and so must not do what it does alone. */
const endsSequence = (keys: string, bound: Map<string, ShortcutId[]>): boolean =>
  !keys.includes(' ') && bound.has(`${pressBefore.key} ${keys}`) && lastPress.at - pressBefore.at < sequenceMs

/** Starts listening; call once. Returns the stop. Rebinds when somebody changes their keys. */
export const listenForShortcuts = (): (() => void) => {
  let stop: () => void = () => undefined
  const bind = (choices: KeyChoices) => {
    stop()
    const byKeys = new Map<string, ShortcutId[]>()
    for (const id of shortcutIds) {
      const keys = keysFor(id, choices)
      if (keys !== null) byKeys.set(keys, [...(byKeys.get(keys) ?? []), id])
    }
    stop = tinykeys(
      window,
      Object.fromEntries(
        [...byKeys].map(([keys, ids]) => [
          keys,
          (event) => {
            if (!endsSequence(keys, byKeys)) press(ids, event)
          },
        ]),
      ),
    )
  }
  window.addEventListener('keydown', notePress, true)
  bind(useKeyboardSettings.getState().choices)
  const unsubscribe = useKeyboardSettings.subscribe((state) => bind(state.choices))
  return () => {
    window.removeEventListener('keydown', notePress, true)
    unsubscribe()
    stop()
  }
}

/** While mounted and `enabled`, the shortcut does `handler`. A later mount of the same id wins. */
export const useShortcut = (
  id: ShortcutId,
  handler: (event: KeyboardEvent) => void,
  enabled = true,
): void => {
  const run = useEffectEvent(handler)
  useEffect(() => {
    if (!enabled) return
    const entry = (event: KeyboardEvent) => run(event)
    handlers.set(id, [...(handlers.get(id) ?? []), entry])
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== entry),
      )
    }
  }, [id, enabled])
}

/** The keys to print on a button ("F2"), or null when switched off. */
export const useShortcutWords = (id: ShortcutId): string | null => {
  const keys = useKeyboardSettings((state) => keysFor(id, state.choices))
  return keys === null ? null : keysInWords(keys)
}
