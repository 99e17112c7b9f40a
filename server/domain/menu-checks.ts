// What stands in the way of publishing a menu (F5): each in words, with the place it is about.
//
//   silence        nothing is said before the keys, or a key has no words
//   dead end       a menu without any key
//   loop           a menu whose keys lead only to menus, round and round, and never to a queue
//   nowhere        a key that goes to a menu or a queue that does not exist
//   too deep       a third level: people forget what they heard (two at most)
//   silence again  no words for when the line is closed
//
// 0 always means a person, so even a bad menu lets nobody down for good; a caller should not need to know that.
import { levelsOf, type Menu, type MenuLevel, type MenuOption } from './menu.ts'

/** `at`: the keys that lead there ('' is the menu itself, '2' what 2 opens, '21' key 1 of that); field of the form. */
export type MenuProblem = {
  readonly at: string
  readonly field: 'prompt' | 'options' | 'words' | 'queue' | 'go' | 'menu' | 'person' | 'attempts' | 'closed'
  readonly words: string
}

const longestPrompt = 300
const longestWords = 80
const deepest = 2

export const menuProblems = (
  menu: Menu,
  given: { readonly queueKeys: readonly string[]; readonly closedMessage: string },
): MenuProblem[] => {
  const problems: MenuProblem[] = []
  const say = (at: string, field: MenuProblem['field'], words: string) =>
    void problems.push({ at, field, words })
  const isQueue = (key: string): boolean => given.queueKeys.includes(key)
  const levels = levelsOf(menu)
  const known = new Map(levels.map(({ level }) => [level.key, level]))

  for (const { path, level } of levels) {
    if (level.prompt.trim() === '')
      say(path, 'prompt', 'Silence: write what the caller hears before the keys.')
    if (level.prompt.length > longestPrompt)
      say(path, 'prompt', `Nobody remembers this much: ${longestPrompt} characters at most.`)
    const options = Object.entries(level.options)
    if (options.length === 0) say(path, 'options', 'A dead end: no key does anything here. Add one.')
    else if (!reachesQueue(level, known))
      say(path, 'options', 'A loop: these keys lead only to menus, and never to a queue.')
    if (path.length >= deepest) say(path, 'menu', 'A third level. Callers get lost: two levels at most.')
    for (const [key, option] of options) checkOption(path + key, option)
  }
  if (!isQueue(menu.personQueueKey))
    say('', 'person', 'Choose the queue for those who want a person. This one does not exist.')
  if (!Number.isInteger(menu.attempts) || menu.attempts < 1 || menu.attempts > 3)
    say('', 'attempts', 'Between 1 and 3 tries, then a person.')
  if (given.closedMessage.trim() === '')
    say('', 'closed', 'Nothing is said when the line is closed. Write the closed message under Lines.')
  return problems

  function checkOption(at: string, option: MenuOption): void {
    if (option.words.trim() === '') say(at, 'words', 'Silence: say what this key is for.')
    if (option.words.length > longestWords)
      say(at, 'words', `Too long to hear at once: ${longestWords} characters at most.`)
    if (option.kind === 'queue' && !isQueue(option.queueKey))
      say(at, 'queue', 'This queue does not exist. Choose another.')
    if (option.kind === 'go' && !known.has(option.to))
      say(at, 'go', 'This menu does not exist any more. Choose another.')
  }
}

/** Whether somebody who never presses 0 can come to a queue from here, however they go. */
const reachesQueue = (from: MenuLevel, known: ReadonlyMap<string, MenuLevel>): boolean => {
  const seen = new Set<MenuLevel>()
  const open = [from]
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    if (seen.has(level)) continue
    seen.add(level)
    for (const option of Object.values(level.options)) {
      // A queue that is missing is a problem of its own, said at its key.
      if (option.kind === 'queue') return true
      const next = option.kind === 'menu' ? option.menu : known.get(option.to)
      if (next) open.push(next)
    }
  }
  return false
}
