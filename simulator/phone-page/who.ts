import { byId, make, setText } from './dom.ts'
import { lineName, readNumber, spokenNumber } from './words.ts'
import type { Store, World } from './world.ts'

const kept = 'branchline.simulator.me'
/** Of Ofcom's drama range: in no member's record unless somebody puts it there. */
const unknownNumber = '+447700900555'
const otherNumber = 'other'

/** True while "Another number…" is chosen: then what is typed counts, not the list. */
let isTyping = false

/** "You are", and which line is called: drawn once the people are known, and again when they change. */
export function chooseWho(store: Store): void {
  const people = byId('who', HTMLSelectElement)
  const typed = byId('own-number', HTMLInputElement)
  const typedField = byId('own-number-field', HTMLDivElement)
  const typedError = byId('own-number-error', HTMLParagraphElement)
  const note = byId('who-note', HTMLParagraphElement)
  const lines = byId('line', HTMLSelectElement)
  let drawn = ''

  const be = (number: string) => {
    if (number) sessionStorage.setItem(kept, number)
    store.change((world) => {
      world.me = number
    })
  }
  const beTyped = () => {
    const number = readNumber(typed.value)
    if (number) typedError.hidden = true
    be(number ?? '')
  }
  people.addEventListener('change', () => {
    isTyping = people.value === otherNumber
    typedField.hidden = !isTyping
    if (isTyping) {
      typed.focus()
      beTyped()
    } else be(people.value)
  })
  typed.addEventListener('input', beTyped)
  // A number half typed is no mistake yet.
  typed.addEventListener('change', () => {
    typedError.hidden = store.world.me !== '' || typed.value.trim() === ''
    typed.setAttribute('aria-invalid', String(!typedError.hidden))
  })
  lines.addEventListener('change', () =>
    store.change((world) => {
      world.line = lines.value
    }),
  )

  store.onDraw((world) => {
    const state = JSON.stringify([world.people, world.lines])
    if (state !== drawn && world.lines.length > 0) {
      drawn = state
      people.replaceChildren(...peopleOptions(world))
      lines.replaceChildren(...world.lines.map((line) => option(line.phoneNumber, lineName(line))))
      // A link may name the line to ring, and whose telephone it is rung from.
      const link = new URLSearchParams(location.search)
      const asked = link.get('line')
      if (world.line === '')
        world.line =
          world.lines.find(({ phoneNumber }) => phoneNumber === asked)?.phoneNumber ??
          world.lines[0]?.phoneNumber ??
          ''
      if (world.me === '')
        world.me =
          readNumber(link.get('from') ?? '') ??
          sessionStorage.getItem(kept) ??
          people.options[0]?.value ??
          unknownNumber
    }
    showChoice(world)
  })

  function showChoice(world: World): void {
    lines.value = world.line
    if (!isTyping) {
      people.value = world.me
      // Not in the list: somebody the product rang, or a number typed before a reload.
      if (people.value !== world.me) {
        isTyping = true
        people.value = otherNumber
        typed.value = spokenNumber(world.me)
      }
    }
    typedField.hidden = !isTyping
    setText(note, world.people.find((one) => one.number === world.me)?.note ?? '')
  }
}

const option = (value: string, words: string): HTMLOptionElement => {
  const element = make('option', '', words)
  element.value = value
  return element
}

function peopleOptions(world: World): HTMLElement[] {
  const known = new Set(world.people.map((one) => one.number))
  const group = (label: string, ...options: HTMLOptionElement[]) => {
    const element = make('optgroup', '', ...options)
    element.label = label
    return element
  }
  const others = [
    ...(known.has(unknownNumber)
      ? []
      : [option(unknownNumber, `Somebody unknown · ${spokenNumber(unknownNumber)}`)]),
    ...(known.has('anonymous') ? [] : [option('anonymous', 'A withheld number')]),
    option(otherNumber, 'Another number…'),
  ]
  return [
    group(
      'People',
      ...world.people.map(({ number, name }) =>
        option(number, number === 'anonymous' ? name : `${name} · ${spokenNumber(number)}`),
      ),
    ),
    group('Somebody else', ...others),
  ]
}

/** Turns the page into the person of another telephone. */
export function become(store: Store, number: string): void {
  isTyping = false
  sessionStorage.setItem(kept, number)
  store.change((world) => {
    world.me = number
  })
  // The button that was pressed goes with its line.
  byId('who', HTMLSelectElement).focus()
}
