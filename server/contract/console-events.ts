/**
 * What the server tells consoles, over one socket event named `console`. Sockets carry events out only.
 * Three kinds (see the live data contract): hot ones carry a full snapshot per entity with a version
 * (replace if newer); a thread append carries its row; everything else says what changed and the client refetches.
 * Each envelope is numbered per room; on a gap the client refetches its active queries in full.
 */
import type { LiveCaller, LivePerson, LiveQueue, LiveTiles, MessageView, Notice, PhoneView } from './views.ts'

export type ConsoleEvent =
  | { type: 'phone'; phone: PhoneView }
  | {
      type: 'live'
      version: number
      asOf: string
      tiles: LiveTiles
      queues: LiveQueue[]
      people: LivePerson[] /** whole list when it changed */
      callers: LiveCaller[] | null
    }
  | { type: 'message'; threadId: string; version: number; message: MessageView }
  | {
      type: 'changed'
      entity: 'contact' | 'thread' | 'case' | 'member' | 'work'
      id: string
      version: number
    }
  | { type: 'notices'; notices: Notice[] }
  | { type: 'signed-out' }
  | { type: 'restarting' }

export interface Envelope {
  room: string
  seq: number
  event: ConsoleEvent
}

/** Rooms: `person:<id>` (own phone and work), `texts` (those who may text), `cases` (those who may read cases), `live` (boards on screen), `all`. */
export const consoleEventName = 'console'
/** Socket messages a console may send: `heartbeat` (see requests.heartbeat), `watch-live` / `unwatch-live`, each acknowledged. */
export const heartbeatEveryMs = 5_000
/** A console silent this long cannot be reached. Ends included: at exactly 15 s it is still fresh. */
export const heartbeatFreshMs = 15_000
