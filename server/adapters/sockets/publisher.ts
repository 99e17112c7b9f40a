import type { Server } from 'socket.io'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../contract/console-events.ts'

/** Tells every console in a room. Envelopes are numbered per room, so that a console notices a missing one. */
export type Publish = (room: string, event: ConsoleEvent) => void

export const createPublisher = (io: Pick<Server, 'to'>): Publish => {
  const numbers = new Map<string, number>()
  return (room, event) => {
    const seq = (numbers.get(room) ?? 0) + 1
    numbers.set(room, seq)
    const envelope: Envelope = { room, seq, event }
    io.to(room).emit(consoleEventName, envelope)
  }
}
