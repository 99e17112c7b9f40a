import type { Server } from 'socket.io'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../contract/console-events.ts'
import { topicOfRoom } from './rooms.ts'

/** Tells every console in a room. Envelopes are numbered per room, so that a console notices a missing one. */
export type Publish = (room: string, event: ConsoleEvent) => void

/**
 * A room that nobody is in costs nothing, and its numbers are forgotten with it. Socket.IO encodes an envelope once for
 * all sockets of its room, down to the WebSocket frame.
 */
export const createPublisher = (io: Pick<Server, 'to' | 'of'>): Publish => {
  const numbers = new Map<string, number>()
  const { adapter } = io.of('/')
  adapter.on('delete-room', (room: string) => numbers.delete(room))
  return (room, event) => {
    if (!adapter.rooms.has(room)) return
    const seq = (numbers.get(room) ?? 0) + 1
    numbers.set(room, seq)
    const envelope: Envelope = { room: topicOfRoom(room), seq, event }
    io.to(room).emit(consoleEventName, envelope)
  }
}
