/** Editing a menu: a step is named by the keys that lead to it ('' the menu itself, '2', then '21'). Pure. */
import type {
  MenuKeyView,
  MenuLevelView,
  MenuOptionView,
  MenuView,
} from '../../../../server/contract/admin-views.ts'

export const menuKeys: MenuKeyView[] = ['1', '2', '3', '4', '5', '6', '7', '8']
const isKey = (key: string | undefined): key is MenuKeyView => menuKeys.some((one) => one === key)

/** The level behind these keys, or null when they lead elsewhere. */
export const levelAt = (level: MenuLevelView, path: string): MenuLevelView | null => {
  if (path === '') return level
  const option = optionIn(level, path.charAt(0))
  return option?.kind === 'menu' ? levelAt(option.menu, path.slice(1)) : null
}
export const optionAt = (menu: MenuLevelView, path: string): MenuOptionView | null => {
  const level = levelAt(menu, path.slice(0, -1))
  return level === null ? null : (optionIn(level, path.slice(-1)) ?? null)
}
const optionIn = (level: MenuLevelView, key: string): MenuOptionView | undefined =>
  isKey(key) ? level.options[key] : undefined

export const optionsOf = (level: MenuLevelView): { key: MenuKeyView; option: MenuOptionView }[] =>
  menuKeys.flatMap((key) => {
    const option = level.options[key]
    return option === undefined ? [] : [{ key, option }]
  })
export const freeKeys = (level: MenuLevelView): MenuKeyView[] =>
  menuKeys.filter((key) => level.options[key] === undefined)

/** Every level with its keys, the menu itself first. */
export const levelsIn = (level: MenuLevelView, path = ''): { path: string; level: MenuLevelView }[] => [
  { path, level },
  ...optionsOf(level).flatMap(({ key, option }) =>
    option.kind === 'menu' ? levelsIn(option.menu, path + key) : [],
  ),
]

const changeLevel = <L extends MenuLevelView>(
  level: L,
  path: string,
  change: (found: MenuLevelView) => MenuLevelView,
): L => {
  if (path === '') return { ...level, ...change(level) }
  const key = path.charAt(0)
  const option = optionIn(level, key)
  if (!isKey(key) || option?.kind !== 'menu') return level
  const menu = changeLevel(option.menu, path.slice(1), change)
  return { ...level, options: { ...level.options, [key]: { ...option, menu } } }
}

export const setPrompt = (menu: MenuView, path: string, prompt: string): MenuView =>
  changeLevel(menu, path, (level) => ({ ...level, prompt }))

/** `option` null takes the key away. */
export const setOption = (menu: MenuView, path: string, option: MenuOptionView | null): MenuView =>
  changeLevel(menu, path.slice(0, -1), (level) => {
    const key = path.slice(-1)
    if (!isKey(key)) return level
    const { [key]: _, ...others } = level.options
    return { ...level, options: option === null ? others : { ...others, [key]: option } }
  })

/** The same option under another key of its level. */
export const moveOption = (menu: MenuView, path: string, to: MenuKeyView): MenuView => {
  const option = optionAt(menu, path)
  return option === null ? menu : setOption(setOption(menu, path, null), path.slice(0, -1) + to, option)
}

export const newOption = (queueKey: string): MenuOptionView => ({
  kind: 'queue',
  need: 'other',
  queueKey,
  words: '',
})
export const newLevel = (key: string): MenuLevelView => ({ key, prompt: '', options: {} })

/** What a line without a menu starts its first draft with. */
export const firstMenu = (queueKey: string): MenuView => ({
  key: 'start',
  prompt: 'Please tell us what you need.',
  attempts: 2,
  personQueueKey: queueKey,
  options: { '1': { kind: 'queue', need: 'other', queueKey, words: 'advice' } },
})

export const pathWords = (path: string): string => path.split('').join(' then ')
