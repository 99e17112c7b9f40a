import { api, type CallView } from './api.ts'
import { byId, make, setText, syncList } from './dom.ts'
import { act, notice } from './notices.ts'
import { become } from './who.ts'
import { nameOf, spokenNumber, stateOf } from './words.ts'
import { isIncoming, otherCalls, type Store, type World } from './world.ts'

const crowdSize = 5

/** The other telephones in use: a crowd on demand, and anyone the product rings who is not me. */
export function showOthers(store: Store): void {
  const list = byId('others', HTMLUListElement)
  const count = byId('others-count', HTMLSpanElement)
  const keys = byId('busy-keys', HTMLInputElement)

  byId('make-busy', HTMLButtonElement).addEventListener('click', () => {
    const digits = keys.value.trim()
    if (!/^[0-9*#]*$/.test(digits)) return notice('Keys are 0 to 9, * and #.')
    act(() => api.makeBusy({ to: store.world.line, count: crowdSize, digits }))
  })
  byId('end-busy', HTMLButtonElement).addEventListener('click', () => act(() => api.endBusy()))

  store.onDraw((world) => {
    const calls = otherCalls(world)
    setText(count, String(calls.length))
    syncList(list, calls, {
      key: (call) => call.sid,
      version: (call) => lineWords(world, call),
      make: (call) => line(store, call),
    })
  })
}

const lineWords = (world: World, call: CallView): string =>
  isIncoming(call) ? 'is being rung' : stateOf(world, call).words.toLowerCase()

function line(store: Store, call: CallView): HTMLElement {
  const { world } = store
  const phone = call.phone ?? ''
  const name = nameOf(world, phone)
  const be = make('button', 'quiet', isIncoming(call) ? 'Go and answer' : 'Be them')
  be.type = 'button'
  be.setAttribute('aria-label', `${be.textContent}: ${name}`)
  be.addEventListener('click', () => become(store, phone))
  const end = make('button', 'quiet', 'Hang up')
  end.type = 'button'
  end.setAttribute('aria-label', `Hang up: ${name}`)
  end.addEventListener('click', () => act(() => api.hangUp(call.sid)))
  const known = name === spokenNumber(phone) ? '' : ` · ${spokenNumber(phone)}`
  return make(
    'li',
    '',
    make('span', 'other', `${name}${known} `, make('small', '', lineWords(world, call))),
    be,
    end,
  )
}
