// The keypad menu by need (F5, F8): data that an administrator edits, and one pure reading of what was pressed.
//
//   menu ── valid key ──────────► queue, or the second level
//    │ └─── 9 ──────────────────► not recorded from now on; the same menu again, no attempt used
//    │ └─── 0 ──────────────────► a person
//    │ └─── star ───────────────► their membership number is keyed in, where the menu asks for it; then the menu again
//    │ └─── key that goes back ─► the first menu again, or another level
//    └ wrong key or silence ────► the menu again, then a person. Never a hang-up, never a dead end:
//                                 callers through Relay UK are slow, and some people have no keypad at all.
// Synonyms elsewhere: IVR, call tree, auto attendant, phone menu.

export type Need = 'existing-case' | 'urgent-today' | 'join' | 'other'

/** words: what the caller hears after "for …", such as 'a case you already have with us'. */
export type MenuOption =
  | { readonly kind: 'queue'; readonly need: Need; readonly queueKey: string; readonly words: string }
  | { readonly kind: 'menu'; readonly menu: MenuLevel; readonly words: string }
  /** To a level that is somewhere else in the tree: the first menu again, or another second level. */
  | { readonly kind: 'go'; readonly to: string; readonly words: string }

export type MenuKey = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'

/** prompt: said before the options. 0 and 9 are not for options: they always mean a person and "do not record". */
export type MenuLevel = {
  readonly key: string
  readonly prompt: string
  readonly options: Readonly<Partial<Record<MenuKey, MenuOption>>>
}

/** attempts: how often a wrong key or silence is met before the call goes to a person, two unless agreed otherwise. */
/** asksNumber: callers may key in their membership number with star; see caller-number.ts. */
export type Menu = MenuLevel & {
  readonly attempts: number
  readonly personQueueKey: string
  readonly asksNumber?: boolean | undefined
}

export type MenuChoice =
  | { readonly outcome: 'queue'; readonly need: Need; readonly queueKey: string; readonly words: string }
  | { readonly outcome: 'level'; readonly level: MenuLevel; readonly words: string }
  | { readonly outcome: 'not-recorded' }
  | { readonly outcome: 'number' }
  | {
      readonly outcome: 'repeat'
      readonly because: 'no-input' | 'bad-key'
      readonly attempt: number
    }
  | {
      readonly outcome: 'person'
      readonly because: 'asked' | 'no-input' | 'bad-key'
      readonly need: Need
      readonly queueKey: string
    }

/** levelKey: where the caller is, undefined for the first level; attempt counts from 1 over both levels. */
export type Pressed = {
  readonly digits: string | undefined
  readonly attempt: number
  readonly levelKey?: string | undefined
}

/** What the pressed digits mean; empty or undefined digits are silence. A key pressed twice is that key. */
export const choose = (menu: Menu, { digits, attempt, levelKey }: Pressed): MenuChoice => {
  const level = levelOf(menu, levelKey)
  const pressed = (digits ?? '').trim()
  const key = [...new Set(pressed)].join('')
  if (key === '9') return { outcome: 'not-recorded' }
  if (key === '*' && menu.asksNumber === true) return { outcome: 'number' }
  if (key === '0')
    return { outcome: 'person', because: 'asked', need: 'other', queueKey: menu.personQueueKey }
  const option = isMenuKey(key) ? level.options[key] : undefined
  if (option?.kind === 'queue')
    return { outcome: 'queue', need: option.need, queueKey: option.queueKey, words: option.words }
  if (option?.kind === 'menu') return { outcome: 'level', level: option.menu, words: option.words }
  if (option) return { outcome: 'level', level: levelOf(menu, option.to), words: option.words }

  const because = pressed === '' ? 'no-input' : 'bad-key'
  return attempt < menu.attempts
    ? { outcome: 'repeat', because, attempt: attempt + 1 }
    : { outcome: 'person', because, need: 'other', queueKey: menu.personQueueKey }
}

/** Every level with the keys pressed to reach it, the first level first ('' → the first, '2' → what 2 opens). */
export const levelsOf = (menu: Menu): { readonly path: string; readonly level: MenuLevel }[] => {
  const found: { path: string; level: MenuLevel }[] = []
  const walk = (level: MenuLevel, path: string): void => {
    found.push({ path, level })
    for (const [key, option] of Object.entries(level.options))
      if (option.kind === 'menu') walk(option.menu, path + key)
  }
  walk(menu, '')
  return found
}

/** The level with that key, or the first level when a stale link names one that an administrator has removed. */
export const levelOf = (menu: Menu, key: string | undefined): MenuLevel =>
  levelsOf(menu).find(({ level }) => level.key === key)?.level ?? menu

const keyInWords = 'To key in your membership number, press star.'

/** The whole announcement in words: "For a case you already have with us, press 1. …". */
export const menuWords = (level: MenuLevel | Menu): string => {
  const options = Object.entries(level.options).map(([key, option]) => `For ${option.words}, press ${key}.`)
  const number = 'asksNumber' in level && level.asksNumber === true ? [keyInWords] : []
  return [
    level.prompt,
    ...options,
    ...number,
    'To speak to a person, press 0, or just stay on the line.',
  ].join(' ')
}

/** The menu of a new line. Queue keys are those of the demo union and of a fresh installation. */
export const standardMenu: Menu = {
  key: 'start',
  prompt: 'Please tell us what you need.',
  attempts: 2,
  personQueueKey: 'advice',
  options: {
    '1': {
      kind: 'queue',
      need: 'existing-case',
      queueKey: 'casework',
      words: 'a case you already have with us',
    },
    '2': { kind: 'queue', need: 'urgent-today', queueKey: 'advice', words: 'something urgent today' },
    '3': { kind: 'queue', need: 'join', queueKey: 'joining', words: 'joining us or changing your details' },
    '4': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'anything else' },
  },
}

const isMenuKey = (key: string): key is MenuKey => /^[1-8]$/.test(key)
