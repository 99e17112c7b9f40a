/**
 * A member at the telephone: rings, chooses, waits, talks, leaves a message, asks to be rung back, or gives up at any
 * moment; then rings again some time later. Does what its call asks for, by looking at it ten times a second.
 */
import type { Call } from '../../simulator/calls/call.ts'
import { placeInboundCall } from '../../simulator/calls/place-inbound.ts'
import { phoneFor } from '../../simulator/phones/phone.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import type { Dice } from './dice.ts'

export interface Caller {
  /** Rings no more, and hangs up what still goes on. */
  stop(): void
}

const lookEveryMs = 100
/** Keys people press when the menu asks: needs, a person, a wrong one, "do not record". */
const menuKeys = ['1', '1', '2', '3', '3', '4', '4', '0', '9', '7'] as const

export function startCaller(options: {
  simulator: Simulator
  number: string
  lines: readonly [string, ...string[]]
  dice: Dice
  /** How long it pauses between calls, on average. */
  pauseMs: number
}): Caller {
  const { simulator, number, dice, pauseMs } = options
  const { exchange } = simulator
  const phone = phoneFor(exchange, number)
  phone.isDeaf = true
  phone.manner = 'answers'
  let call: Call | null = null
  let temper = newTemper(dice)
  let ringsAt = Date.now() + dice.between(0, pauseMs)
  let phaseSince = Date.now()
  let phase = ''
  let pressed = 0

  const begin = (fresh: Call) => {
    call = fresh
    temper = newTemper(dice)
    phase = ''
    pressed = 0
    phaseSince = Date.now()
  }
  const look = () => {
    if (call?.hasEnded) {
      call = null
      ringsAt = Date.now() + dice.between(0.5 * pauseMs, 1.5 * pauseMs)
    }
    if (call === null) {
      // Rung back: it answers by itself, and then is a call like any other.
      const back = [...exchange.calls.values()].find((one) => one.phone === number && !one.hasEnded)
      if (back) return begin(back)
      if (Date.now() < ringsAt) return
      const placed = placeInboundCall(exchange, { from: number, to: dice.pick(options.lines) })
      if ('call' in placed) begin(placed.call)
      return
    }
    act(call)
  }

  const act = (now: Call) => {
    const verb = now.doing.split(' ')[0] ?? ''
    if (verb !== phase) {
      phase = verb
      phaseSince = Date.now()
    }
    const ms = Date.now() - phaseSince
    const hangUp = () => phone.hangUp(now)
    switch (verb) {
      case 'Gather':
        if (temper.leavesInMenu) return hangUp()
        if (ms < temper.thinksMs || now.keyListeners.size === 0) return
        phaseSince = Date.now()
        pressed += 1
        // Whoever got lost in it waits to be asked by a person.
        if (pressed < 6) phone.press(now, dice.pick(menuKeys))
        return
      case 'Enqueue':
        if (ms > temper.patienceMs) return hangUp()
        if (temper.wantsCallback && ms > temper.thinksMs && now.keyListeners.size > 0) {
          temper.wantsCallback = dice.happens(0.5)
          phone.press(now, dice.pick(['2', '1', '2', '5']))
        }
        return
      case 'Conference':
        if (ms > temper.talksMs) hangUp()
        return
      case 'Record':
        if (ms < temper.thinksMs) return
        void phone.say(now, 'It is about my hours')
        phaseSince = Date.now() + 60_000
        if (dice.happens(0.5)) phone.press(now, '#')
        else hangUp()
        return
      default:
        if (ms > 40_000) hangUp()
    }
  }
  const timer = setInterval(look, lookEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      if (call !== null && !call.hasEnded) phone.hangUp(call)
    },
  }
}

const newTemper = (dice: Dice) => ({
  leavesInMenu: dice.happens(0.06),
  thinksMs: dice.between(50, 900),
  patienceMs: dice.happens(0.25) ? dice.between(200, 4_000) : dice.between(10_000, 60_000),
  talksMs: dice.between(400, 12_000),
  wantsCallback: dice.happens(0.12),
})
