/** What somebody without a mouse meets on a page: what Tab reaches, whether it shows, and which keys its rows promise. */
import type { Page } from 'playwright-core'

/** In the page: the controls that are there to be used, in the dialog on top or else on the whole page. */
const controls = `
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
  const all = [...top.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls]')].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }),
  )
  const nameOf = (one) =>
    one.tagName.toLowerCase() + ' "' + (one.getAttribute('aria-label') ?? one.innerText ?? one.name ?? '').trim().slice(0, 60) + '"'
`

/** What Tab does not reach on the page as it stands, or reaches without showing it. Empty when all is well. */
export async function unreachable(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>(
    `(() => { ${controls}; window.walked = new Set(); return all.length })()`,
  )
  const faint = new Set<string>()
  for (let presses = 0; presses < count + 15; presses += 1) {
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate<string | null>(`(() => {
      ${controls}
      const one = document.activeElement
      if (one === null || window.walked.has(one) || !all.includes(one)) return null
      window.walked.add(one)
      const shows = (it) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      }
      return shows(one) || (one.closest('label') !== null && shows(one.closest('label'))) ? null : nameOf(one)
    })()`)
    if (hidden !== null) faint.add(`${hidden} has the focus and does not show it`)
  }
  const missed = await page.evaluate<string[]>(`(() => {
    ${controls}
    const ofGroup = (one) => one.type === 'radio' && [...window.walked].some((it) => it.type === 'radio' && it.name === one.name)
    return all.filter((one) => !window.walked.has(one) && !ofGroup(one)).map((one) => nameOf(one) + ' is not reached by Tab')
  })()`)
  return [...missed, ...faint]
}

/** What is asked here of a button in the page: these tests know no DOM. */
interface Pressable {
  dataset: Record<string, string>
  focus(): void
  addEventListener(
    type: 'click',
    listener: (event: { stopPropagation(): void; preventDefault(): void }) => void,
    options: { once: boolean; capture: boolean },
  ): void
}

/**
 * The buttons of the page's rows that have no key, or whose key does not press them when their row has the focus. Nothing
 * is done: the press is caught on its way.
 */
export async function rowButtonsWithoutKey(
  page: Page,
  within = 'main',
): Promise<{ seen: number; wrong: string[] }> {
  const rows = page.locator(`:is(${within}) :is(tbody, li) button`)
  const wrong: string[] = []
  const acts = new Set<string>()
  const buttons = await rows.elementHandles()
  const seen = buttons.length
  for (const button of buttons) {
    const name = (await button.getAttribute('aria-label')) ?? (await button.innerText())
    const keys = await button.getAttribute('aria-keyshortcuts')
    const act = (await button.getAttribute('data-act')) ?? ''
    if (keys === null || act === '') {
      wrong.push(`${name} has no key`)
      continue
    }
    // One that cannot be pressed now says why instead; of each action one is tried.
    if (acts.has(act) || (await button.getAttribute('aria-disabled')) === 'true') continue
    acts.add(act)
    await button.evaluate((it: Pressable) => {
      it.dataset['caught'] = 'no'
      it.addEventListener(
        'click',
        (event) => {
          it.dataset['caught'] = 'yes'
          event.stopPropagation()
          event.preventDefault()
        },
        { once: true, capture: true },
      )
      it.focus()
    })
    await page.keyboard.press(keys.length === 1 ? keys.toLowerCase() : keys)
    if ((await button.getAttribute('data-caught')) !== 'yes') wrong.push(`${keys} does not press ${name}`)
  }
  return { seen, wrong }
}
