import {
  api,
  type CallView,
  type Caption,
  type ConferenceView,
  type MessageView,
  type QueueView,
  type Switches,
  type TimelineEntry,
} from './api.ts'
import type { Store, World } from './world.ts'

/** What each kind of event does to the world. Every event carries the whole thing that changed. */
const appliers: Record<string, (world: World, data: unknown) => void> = {
  call: (world, data) => {
    const call = data as CallView
    // A call's change comes without its captions: those are events of their own.
    world.calls.set(call.sid, { ...call, captions: world.calls.get(call.sid)?.captions ?? [] })
  },
  caption: (world, data) => {
    const caption = data as Caption
    const call = world.calls.get(caption.callSid)
    if (call) call.captions = [...call.captions, caption].slice(-50)
  },
  message: (world, data) => {
    const message = data as MessageView
    world.messages.set(message.sid, message)
  },
  timeline: (world, data) => {
    const entry = data as TimelineEntry
    if (entry.id > (world.timeline.at(-1)?.id ?? 0)) world.timeline = [...world.timeline, entry].slice(-300)
  },
  queue: (world, data) => {
    const queue = data as QueueView
    world.queues.set(queue.sid, queue)
  },
  conference: (world, data) => {
    const conference = data as ConferenceView
    if (conference.status === 'completed') world.conferences.delete(conference.sid)
    else world.conferences.set(conference.sid, conference)
  },
  clients: (world, data) => {
    world.clients = data as string[]
  },
  switches: (world, data) => {
    world.switches = data as Switches
  },
}

type Heard = { id: number; type: string; data: unknown }

/** Follows the simulator: events as they come, and the whole again after every interruption. */
export function followSimulator(store: Store): void {
  /** Events that came while the whole is being fetched; null when we are up to date. */
  let held: Heard[] | null = []
  let round = 0
  const events = new EventSource('/control/events')

  const apply = (event: Heard) => store.change((world) => appliers[event.type]?.(world, event.data))

  async function fetchWhole(): Promise<void> {
    round += 1
    const mine = round
    held = []
    try {
      const snapshot = await api.snapshot()
      const timeline = await api.timeline()
      if (mine !== round) return
      store.change((world) => {
        world.connection = 'live'
        world.publicUrl = snapshot.publicUrl
        world.speed = snapshot.speed
        world.lines = snapshot.numbers
        world.people = snapshot.people
        world.calls = keyed(snapshot.calls)
        world.messages = keyed(snapshot.messages)
        world.queues = keyed(snapshot.queues)
        world.conferences = keyed(snapshot.conferences)
        world.clients = snapshot.clients
        world.switches = snapshot.switches
        world.timeline = timeline
      })
      const missed = held
      held = null
      for (const event of missed) if (event.id > snapshot.lastEventId) apply(event)
    } catch {
      // The stream is retried by the browser, and its opening brings us here again.
      store.change((world) => {
        world.connection = 'lost'
      })
    }
  }

  events.onopen = () => void fetchWhole()
  events.onerror = () => {
    held = []
    store.change((world) => {
      world.connection = 'lost'
    })
  }
  for (const type of Object.keys(appliers)) {
    events.addEventListener(type, (message) => {
      const event = { id: Number(message.lastEventId), type, data: JSON.parse(message.data) as unknown }
      if (held) held.push(event)
      else apply(event)
    })
  }
  events.addEventListener('reset', () => {
    store.change((world) => {
      world.ownWords = []
    })
    void fetchWhole()
  })
}

const keyed = <T extends { sid: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.sid, item]))
