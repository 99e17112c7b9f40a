import { api } from './api.ts'
import { byId, setText } from './dom.ts'
import { act, notice } from './notices.ts'
import { duration, nameOf, stateOf } from './words.ts'
import { isOver, myCall, myIncomingCall, myLiveCall, type Store, type World } from './world.ts'

/** The telephone itself: its state and time, Call and Hang up, and a call that comes in. */
export function showPhone(store: Store): void {
  const chip = byId('state', HTMLParagraphElement)
  const words = byId('state-words', HTMLSpanElement)
  const time = byId('state-time', HTMLSpanElement)
  const callButton = byId('call', HTMLButtonElement)
  const hangUp = byId('hang-up', HTMLButtonElement)
  const incoming = byId('incoming', HTMLDivElement)
  const incomingWords = byId('incoming-words', HTMLParagraphElement)
  const title = document.title

  store.onDraw((world) => {
    const call = myCall(world)
    const ringing = myIncomingCall(world)
    const isLive = call !== null && !isOver(call)
    const state = stateOf(world, call)
    setText(words, state.words)
    chip.dataset['tone'] = state.tone
    showTime(world)
    swap(callButton, hangUp, isLive)
    callButton.disabled = world.connection !== 'live' || ringing !== null || world.me === ''
    // Whoever answered or rejected by keyboard goes on where the call goes on.
    const wasAnswering = ringing === null && incoming.contains(document.activeElement)
    incoming.hidden = ringing === null
    if (wasAnswering) (isLive ? hangUp : callButton).focus()
    setText(incomingWords, ringing ? `${nameOf(world, ringing.from)} is ringing you` : '')
    document.title = ringing ? `☎ Ringing: ${title}` : title
  })

  const showTime = (world: World) => {
    const call = myCall(world)
    const since = call?.answeredAt ?? call?.startedAt
    setText(
      time,
      call && since
        ? duration((call.endedAt ? Date.parse(call.endedAt) : Date.now()) - Date.parse(since))
        : '',
    )
  }
  setInterval(() => showTime(store.world), 1000)

  callButton.addEventListener('click', () => {
    const { me, line } = store.world
    act(async () => {
      const call = await api.call(me, line)
      store.change((world) => void world.calls.set(call.sid, world.calls.get(call.sid) ?? call))
    })
  })
  hangUp.addEventListener('click', () => {
    const call = myLiveCall(store.world)
    if (call) act(() => api.hangUp(call.sid))
  })
  byId('answer', HTMLButtonElement).addEventListener('click', () => {
    const call = myIncomingCall(store.world)
    if (call) act(() => api.answer(call.sid))
  })
  byId('reject', HTMLButtonElement).addEventListener('click', () => {
    const call = myIncomingCall(store.world)
    if (call) act(() => api.reject(call.sid))
  })
}

/** One of two buttons that share a place; whoever was on the one that goes is put on the other. */
function swap(first: HTMLButtonElement, second: HTMLButtonElement, isSecond: boolean): void {
  const had = isSecond ? first : second
  const gets = isSecond ? second : first
  const hadFocus = document.activeElement === had
  had.hidden = true
  gets.hidden = false
  if (hadFocus) gets.focus()
}

/** Boxes that digits are typed into as text. */
const textBoxes =
  'textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])'

/** The keypad: real buttons, and the same keys typed anywhere on the page outside text boxes. */
export function prepareKeypad(store: Store): void {
  const pad = byId('keypad', HTMLDivElement)
  const press = (key: string) => {
    const call = myLiveCall(store.world)
    if (!call?.answeredAt) return notice('Keys are heard only during a call. Press Call first.')
    act(() => api.press(call.sid, key))
  }
  pad.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const key = event.target.closest<HTMLElement>('[data-key]')?.dataset['key']
    if (key) press(key)
  })
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !/^[0-9*#]$/.test(event.key)) return
    if (event.target instanceof Element && event.target.matches(textBoxes)) return
    event.preventDefault()
    const button = pad.querySelector(`[data-key="${event.key}"]`)
    button?.classList.add('pressed')
    setTimeout(() => button?.classList.remove('pressed'), 150)
    press(event.key)
  })
}
