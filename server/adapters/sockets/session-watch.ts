/**
 * A socket is let in once and may stay for days, so who it belongs to is looked at again: it ends with its session, to
 * the second, and with the change that lets its person go or takes a role from them (within 15 seconds when that was
 * made past this server). With other roles than before it is only
 * cut: the console comes back by itself, and is let in to what is still its own.
 */
import type { Server } from 'socket.io'
import type { Asker } from '../http/access.ts'

export interface SessionWatchDeps {
  io: Pick<Server, 'sockets'>
  askerOf: (personId: string) => Promise<Asker | null>
  /** When that session ends, as it is kept now; null when it is no more. */
  sessionEnd: (sessionId: string) => Promise<string | null>
  nowMs: () => number
  /** Tells the consoles of a session that it is over, and disconnects them. */
  endSession: (sessionId: string) => void
  /** The phone of this person cannot ring any more: in the consoles of that session, or in none without one. */
  whenPhoneLost: (personId: string, sessionId?: string) => Promise<void>
}

/** So often roles and sessions are read again. */
export const recheckEveryMs = 15_000

interface Watched {
  asker: Asker
  sessionId: string
  sockets: { disconnect(close: boolean): unknown }[]
}

export const createSessionWatch = (deps: SessionWatchDeps) => {
  let ends = new Map<string, string | null>()
  let recheckedAt = deps.nowMs()

  const connected = (): Map<string, Watched> => {
    const sessions = new Map<string, Watched>()
    for (const socket of deps.io.sockets.sockets.values()) {
      const { asker, sessionId }: Pick<Watched, 'asker' | 'sessionId'> = socket.data
      const known = sessions.get(sessionId) ?? { asker, sessionId, sockets: [] }
      known.sockets.push(socket)
      sessions.set(sessionId, known)
    }
    return sessions
  }

  const recheck = async ({ asker, sessionId, sockets }: Watched, isDue: boolean): Promise<void> => {
    const known = isDue ? undefined : ends.get(sessionId)
    const endsAt = known === undefined ? await deps.sessionEnd(sessionId) : known
    ends.set(sessionId, endsAt)
    const now = isDue ? await deps.askerOf(asker.id) : asker
    if (now === null || endsAt === null || Date.parse(endsAt) <= deps.nowMs()) {
      deps.endSession(sessionId)
      await deps.whenPhoneLost(asker.id, sessionId)
    } else if (now.permissions.join() !== asker.permissions.join()) {
      for (const socket of sockets) socket.disconnect(true)
      if (!now.permissions.includes('take-calls')) await deps.whenPhoneLost(asker.id)
    }
  }

  return {
    /** Once a second. */
    sweep: async (): Promise<void> => {
      const isDue = deps.nowMs() - recheckedAt >= recheckEveryMs
      if (isDue) recheckedAt = deps.nowMs()
      const sessions = connected()
      ends = new Map([...ends].filter(([sessionId]) => sessions.has(sessionId)))
      for (const watched of sessions.values()) await recheck(watched, isDue)
    },
    /** An administrator has just changed this person: what they may still see is looked at now. */
    recheck: async (personId: string): Promise<void> => {
      for (const watched of connected().values())
        if (watched.asker.id === personId) await recheck(watched, true)
    },
  }
}
