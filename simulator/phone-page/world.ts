import type {
  CallView,
  Caption,
  ConferenceView,
  Line,
  MessageView,
  Person,
  QueueView,
  Switches,
  TimelineEntry,
} from './api.ts'

/** Everything this page knows: what the simulator told it, and who the person at it is. */
export type World = {
  connection: 'connecting' | 'live' | 'lost'
  publicUrl: string
  speed: 'real' | 'fast'
  lines: readonly Line[]
  people: readonly Person[]
  calls: Map<string, CallView>
  messages: Map<string, MessageView>
  queues: Map<string, QueueView>
  conferences: Map<string, ConferenceView>
  clients: readonly string[]
  switches: Switches | null
  timeline: TimelineEntry[]
  /** What was said here, which comes back to nobody's captions but ours. */
  ownWords: Caption[]
  /** Who I am: a number, `anonymous`, or nothing while a number is being typed. */
  me: string
  /** The product's line I call. */
  line: string
}

export type Store = {
  readonly world: World
  /** Changes the world and draws it soon, once for many changes. */
  change(how: (world: World) => void): void
  onDraw(draw: (world: World) => void): void
}

export function createStore(): Store {
  const world: World = {
    connection: 'connecting',
    publicUrl: '',
    speed: 'real',
    lines: [],
    people: [],
    calls: new Map(),
    messages: new Map(),
    queues: new Map(),
    conferences: new Map(),
    clients: [],
    switches: null,
    timeline: [],
    ownWords: [],
    me: '',
    line: '',
  }
  const drawers: ((world: World) => void)[] = []
  let isDue = false
  return {
    world,
    change(how) {
      how(world)
      if (isDue) return
      isDue = true
      // Not by animation frame: a page behind another window must still ring in its title.
      setTimeout(() => {
        isDue = false
        for (const draw of drawers) draw(world)
      }, 16)
    },
    onDraw: (draw) => void drawers.push(draw),
  }
}

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])
export const isOver = (call: CallView): boolean => over.has(call.status)

/** A telephone the product rings, and nobody has picked up yet. */
export const isIncoming = (call: CallView): boolean =>
  call.status === 'ringing' && call.direction !== 'inbound'

const newestFirst = (a: CallView, b: CallView) => b.startedAt.localeCompare(a.startedAt)

const callsOf = (world: World, number: string): CallView[] =>
  [...world.calls.values()].filter((call) => call.phone === number).sort(newestFirst)

/** The call I am in, else the last one I was in; never one that still rings for me. */
export function myCall(world: World): CallView | null {
  const mine = callsOf(world, world.me).filter((call) => !isIncoming(call))
  return mine.find((call) => !isOver(call)) ?? mine[0] ?? null
}

/** The call I am in now. */
export function myLiveCall(world: World): CallView | null {
  const call = myCall(world)
  return call && !isOver(call) ? call : null
}

/** The call that rings for me. */
export const myIncomingCall = (world: World): CallView | null =>
  callsOf(world, world.me).find(isIncoming) ?? null

/** Live calls on other people's telephones, oldest first. */
export const otherCalls = (world: World): CallView[] =>
  [...world.calls.values()]
    .filter((call) => call.phone !== null && call.phone !== world.me && !isOver(call))
    .sort((a, b) => newestFirst(b, a))
