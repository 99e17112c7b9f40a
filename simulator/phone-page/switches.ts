import { api, type Switches } from './api.ts'
import { byId, make, setText } from './dom.ts'
import { act } from './notices.ts'
import type { Store } from './world.ts'

type SliderName = 'doubled' | 'delayed' | 'reordered' | 'dropped' | 'answersLost' | 'networkDelayMs'

const sliders: readonly { name: SliderName; label: string; hint: string; max: number; step: number }[] = [
  { name: 'doubled', label: 'Webhooks sent twice', hint: 'Twilio may repeat a request', max: 100, step: 5 },
  { name: 'delayed', label: 'Webhooks held back', hint: 'by a second and a half', max: 100, step: 5 },
  {
    name: 'reordered',
    label: 'Callbacks out of order',
    hint: 'overtaken by the next one',
    max: 100,
    step: 5,
  },
  { name: 'dropped', label: 'Callbacks lost', hint: 'never sent at all', max: 100, step: 5 },
  { name: 'answersLost', label: 'REST answers lost', hint: 'done, but nobody hears', max: 100, step: 5 },
  { name: 'networkDelayMs', label: 'Slow network', hint: 'added to every request', max: 5000, step: 100 },
]

const isShare = (name: SliderName) => name !== 'networkDelayMs'
const toScale = (name: SliderName, value: number) => (isShare(name) ? Math.round(value * 100) : value)
const fromScale = (name: SliderName, value: number) => (isShare(name) ? value / 100 : value)
const inWords = (name: SliderName, scaled: number) => (isShare(name) ? `${scaled} %` : `${scaled} ms`)

const kind: Partial<Switches> = {
  doubled: 0,
  delayed: 0,
  reordered: 0,
  dropped: 0,
  answersLost: 0,
  rest: 'ok',
  networkDelayMs: 0,
}

/** The unkindness switches: what real networks do on bad days, on demand. */
export function showSwitches(store: Store): void {
  const rest = byId('rest', HTMLSelectElement)
  const summary = byId('unkind', HTMLSpanElement)
  const rows = sliders.map(({ name, label, hint, max, step }) => {
    const input = make('input', '')
    Object.assign(input, {
      type: 'range',
      id: `switch-${name}`,
      min: '0',
      max: String(max),
      step: String(step),
    })
    const value = make('output', '')
    const caption = make('label', '', label, ' ', make('small', '', hint))
    caption.htmlFor = input.id
    value.htmlFor.add(input.id)
    input.addEventListener('input', () => setText(value, inWords(name, Number(input.value))))
    input.addEventListener('change', () =>
      act(() => api.switches({ [name]: fromScale(name, Number(input.value)) })),
    )
    byId('sliders', HTMLDivElement).append(make('div', 'slider', caption, value, input))
    return { name, input, value }
  })
  rest.addEventListener('change', () => {
    const chosen = restChoices.find((one) => one === rest.value)
    if (chosen) act(() => api.switches({ rest: chosen }))
  })
  byId('be-kind', HTMLButtonElement).addEventListener('click', () => act(() => api.switches(kind)))
  byId('reset', HTMLButtonElement).addEventListener('click', () => act(() => api.reset()))

  store.onDraw(({ switches }) => {
    if (!switches) return
    for (const { name, input, value } of rows) {
      // A slider under somebody's finger is theirs until they let go.
      if (input.matches(':active')) continue
      const scaled = toScale(name, switches[name])
      input.value = String(scaled)
      setText(value, inWords(name, scaled))
    }
    rest.value = switches.rest
    const on = rows.filter(({ name }) => switches[name] > 0).length + (switches.rest === 'ok' ? 0 : 1)
    setText(summary, on === 0 ? 'all is well' : `${on} on`)
    summary.dataset['on'] = String(on > 0)
  })
}

const restChoices: readonly Switches['rest'][] = ['ok', '500', '429', 'hang', 'down']
