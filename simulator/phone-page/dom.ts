/** The element with this id, of this kind. Throws when the page and its script have grown apart. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`#${id} is missing`)
  return found
}

/** A new element with a class and words or children in it. Words are text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

/** Sets words only when they differ, so that a live region speaks only of changes. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/**
 * Makes a list's children match its items: known ones stay as they are (and keep focus and what is opened in
 * them), new ones are made, and ones whose `version` changed are made anew.
 */
export function syncList<T>(
  parent: HTMLElement,
  items: readonly T[],
  how: { key: (item: T) => string; version?: (item: T) => string; make: (item: T) => HTMLElement },
): void {
  const known = new Map<string, HTMLElement>()
  for (const child of parent.children) {
    if (child instanceof HTMLElement) known.set(child.dataset['key'] ?? '', child)
  }
  let before: Element | null = parent.firstElementChild
  for (const item of items) {
    const key = how.key(item)
    const version = how.version?.(item) ?? ''
    let element = known.get(key)
    known.delete(key)
    if (!element || element.dataset['version'] !== version) {
      const fresh = how.make(item)
      fresh.dataset['key'] = key
      fresh.dataset['version'] = version
      if (element) {
        if (before === element) before = fresh
        element.replaceWith(fresh)
      }
      element = fresh
    }
    if (element === before) before = before.nextElementSibling
    else parent.insertBefore(element, before)
  }
  for (const gone of known.values()) gone.remove()
}

/** Runs a change to a scrolling box and keeps its end in view, unless somebody has scrolled up to read. */
export function keepingEndInView(box: HTMLElement, change: () => void): void {
  const wasAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24
  change()
  if (wasAtEnd) box.scrollTop = box.scrollHeight
}
