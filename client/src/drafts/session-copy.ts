/**
 * The copy of typed words in this tab until the server has acknowledged them. It is keyed by what the words belong
 * to, so they can never turn up in another conversation, and it goes with the tab, because members' words must not
 * lie about on a machine. A browser that forbids storage keeps the words as long as the page.
 */
const prefix = 'branchline.draft.'

export const keepCopy = (key: string, value: unknown): void => {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Storage is full or forbidden; the words are still in the page and on their way to the server.
  }
}

export const readCopy = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null')
  } catch {
    return null
  }
}

export const dropCopy = (key: string): void => {
  try {
    sessionStorage.removeItem(prefix + key)
  } catch {
    // Nothing was kept where nothing may be kept.
  }
}
