import { byId } from './dom.ts'
import { isOver, myCall, type Store, type World } from './world.ts'

const kept = 'branchline.simulator.first-steps'

type Step = 'call' | 'answer' | 'text' | 'board'

/** The four first steps: ticked as they happen, dismissed for good, and brought back on request. */
export function showFirstSteps(store: Store): void {
  const steps = byId('first-steps', HTMLElement)
  const again = byId('show-steps', HTMLButtonElement)
  const hide = byId('hide-steps', HTMLButtonElement)
  const done = new Set<Step>()

  const show = (isShown: boolean) => {
    steps.hidden = !isShown
    again.hidden = isShown
  }
  const tick = (step: Step) => {
    if (done.has(step)) return
    done.add(step)
    const item = steps.querySelector<HTMLElement>(`[data-step=${step}]`)
    item?.classList.add('done')
    const mark = item?.querySelector('.done-words')
    if (mark) mark.textContent = 'Done'
  }

  show(localStorage.getItem(kept) !== 'hidden')
  hide.addEventListener('click', () => {
    localStorage.setItem(kept, 'hidden')
    show(false)
    again.focus()
  })
  again.addEventListener('click', () => {
    localStorage.removeItem(kept)
    show(true)
    hide.focus()
  })
  const board = byId('board-link', HTMLAnchorElement)
  board.addEventListener('click', () => tick('board'))

  store.onDraw((world) => {
    if (world.publicUrl) {
      byId('console-link', HTMLAnchorElement).href = `${world.publicUrl}/`
      board.href = `${world.publicUrl}/live`
    }
    for (const step of stepsTaken(world)) tick(step)
  })
}

function stepsTaken(world: World): Step[] {
  const call = myCall(world)
  const isTalking = call
    ? [...world.conferences.values()].some(
        ({ participants }) =>
          participants.length > 1 && participants.some((one) => one.callSid === call.sid && !isOver(call)),
      )
    : false
  const hasTexted = [...world.messages.values()].some((message) => message.from === world.me)
  return [
    ...(call ? (['call'] as const) : []),
    ...(isTalking ? (['answer'] as const) : []),
    ...(hasTexted ? (['text'] as const) : []),
  ]
}
