/**
 * What the server tells consoles, over one socket event named `console`. Sockets carry events out; a console says
 * only that it is alive and what it shows, and is told of nothing else (see docs/decisions/0010).
 *
 * - At once: a person's own phone, a message in a thread on the screen.
 * - Gathered, at most four times a second: `changed`, once per topic however often it changed (the room names what;
 *   the console asks for it again), and the board's numbered changes.
 *
 * Each envelope is numbered per room. On a gap the console asks again for what the room is about.
 */
import type { BoardChange } from './board-changes.ts'
import type { Notice } from './live-views.ts'
import type { PhoneView } from './phone-views.ts'
import type { MessageView } from './thread-views.ts'

export type ConsoleEvent =
  | { type: 'phone'; phone: PhoneView }
  | ({ type: 'board' } & BoardChange)
  /** The board was read again and is what that number left it: what is on the screen is the present. */
  | { type: 'board-read'; number: number }
  | { type: 'message'; threadId: string; version: number; message: MessageView }
  | { type: 'changed' }
  | { type: 'notices'; notices: Notice[] }
  | { type: 'signed-out' }
  | { type: 'restarting' }

export interface Envelope {
  room: string
  seq: number
  event: ConsoleEvent
}

/** Rooms: `person:<id>` (own phone), `all`, one for each topic that somebody shows (topics.ts), and each connection's own. */
export const consoleEventName = 'console'
/** A paused recording starts again by itself after this long; the dock counts the last seconds. */
export const pauseLimitMs = 120_000
/** Gathered news of one room comes at most this often. The first after a quiet moment comes at once. */
export const gatherMs = 250
/** Who watches the board hears of it at least this often, so that its silence means something. */
export const boardPulseMs = 2_000
/** Socket messages a console may send: `heartbeat` (see requests.heartbeat), `show` (see topics.ts), each acknowledged. */
export const heartbeatEveryMs = 5_000
/** A console silent this long cannot be reached. Ends included: at exactly 15 s it is still fresh. */
export const heartbeatFreshMs = 15_000
