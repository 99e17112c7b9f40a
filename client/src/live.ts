/**
 * Live updates: one socket, one event name, one exhaustive switch into the query cache. The socket says what
 * changed; the cache stays the only store. In any doubt (a hole in a room's numbers, a reconnect the server
 * could not recover, the network coming back, a tab hidden for 30 s) every query on screen is asked again in full.
 */
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { io, type Socket } from 'socket.io-client'
import { create } from 'zustand'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import type { Heartbeat } from '../../server/contract/requests.ts'
import type { LiveView, PhoneView, ThreadView } from '../../server/contract/views.ts'
import type { Connection } from './connection.ts'
import { mergeLive, newerPhone, noteSeq, withMessage } from './live-cache.ts'
import { keys } from './queries.ts'

const hiddenLongMs = 30_000
const coalesceMs = 250

/** The state of the connection, for the strip in the dock. */
export const useConnection = create<Connection>()(() => ({
  downSince: null,
  freshAt: Date.now(),
  isRestarting: false,
}))

let socket: Socket | null = null
let boardsWatched = 0

/** Tells the server this console is alive and whether its phone could ring. Resolves false when it was not heard. */
export const sendHeartbeat = async (beat: Heartbeat): Promise<boolean> => {
  if (socket === null || !socket.connected) return false
  try {
    await socket.timeout(5_000).emitWithAck('heartbeat', beat)
    return true
  } catch {
    return false
  }
}

/** While mounted and `enabled`, the server sends this console the board. Counted: several watchers are one. */
export const useWatchLive = (enabled: boolean): void => {
  useEffect(() => {
    if (!enabled) return
    boardsWatched += 1
    if (boardsWatched === 1) socket?.emit('watch-live', () => undefined)
    return () => {
      boardsWatched -= 1
      if (boardsWatched === 0) socket?.emit('unwatch-live', () => undefined)
    }
  }, [enabled])
}

const entityKeys = (event: Extract<ConsoleEvent, { type: 'changed' }>): (readonly string[])[] => {
  switch (event.entity) {
    case 'contact':
      return [keys.contact(event.id)]
    case 'thread':
      return [keys.thread(event.id)]
    case 'case':
      return [keys.case(event.id), keys.allCases]
    case 'member':
      return [keys.member(event.id), keys.allMembers]
    case 'work':
      return [keys.work]
  }
}

/** Starts live updates for the signed-in person. Returns the stop, which also leaves the server. */
export const startLive = (cache: QueryClient): (() => void) => {
  const seen = new Map<string, number>()
  const stale = new Map<string, readonly string[]>()
  let coalescing: ReturnType<typeof setTimeout> | null = null
  let pending: ConsoleEvent[] = []
  let frame: number | null = null
  let hiddenAt: number | null = null
  let hasConnected = false
  let sessionAskedAt = 0

  const setConnection = (next: Partial<Connection>) => useConnection.setState(next)

  const refetchEverything = () => {
    seen.clear()
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.notices[0] })
  }

  const invalidateSoon = (key: readonly string[]) => {
    stale.set(key.join('/'), key)
    coalescing ??= setTimeout(() => {
      coalescing = null
      const now = [...stale.values()]
      stale.clear()
      for (const queryKey of now) void cache.invalidateQueries({ queryKey })
    }, coalesceMs)
  }

  const apply = (event: ConsoleEvent): void => {
    switch (event.type) {
      case 'phone':
        cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, event.phone))
        return
      case 'live':
        cache.setQueryData<LiveView>(keys.live, (shown) => mergeLive(shown, event))
        return
      case 'message':
        cache.setQueryData<ThreadView>(keys.thread(event.threadId), (shown) =>
          shown === undefined ? shown : withMessage(shown, event.version, event.message),
        )
        return
      case 'changed':
        for (const key of entityKeys(event)) invalidateSoon(key)
        return
      case 'notices':
        cache.setQueryData(keys.notices, event.notices)
        return
      case 'signed-out':
        cache.setQueryData(keys.session, null)
        return
      case 'restarting':
        setConnection({ isRestarting: true })
        return
      default:
        event satisfies never
    }
  }

  const flush = () => {
    if (frame !== null) cancelAnimationFrame(frame)
    frame = null
    const now = pending
    pending = []
    for (const event of now) apply(event)
  }

  const receive = (envelope: Envelope) => {
    const verdict = noteSeq(seen, envelope)
    if (verdict === 'repeat') return
    setConnection({ freshAt: Date.now() })
    pending.push(envelope.event)
    // A hidden tab gets no animation frames, and a ringing phone cannot wait for one.
    if (document.hidden) flush()
    else frame ??= requestAnimationFrame(flush)
    if (verdict === 'gap') {
      flush()
      refetchEverything()
    }
  }

  const connection = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 5_000 })
  socket = connection

  const down = () => {
    if (useConnection.getState().downSince === null)
      setConnection({ downSince: Date.now(), freshAt: Date.now() })
  }
  connection.on('connect', () => {
    setConnection({ downSince: null, freshAt: Date.now(), isRestarting: false })
    if (boardsWatched > 0) connection.emit('watch-live', () => undefined)
    // What happened between the page's first answers and this moment was not sent to us either.
    if (!hasConnected || !connection.recovered) refetchEverything()
    hasConnected = true
  })
  connection.on('disconnect', (reason) => {
    down()
    // The server closed it on purpose (session over, or a restart); socket.io does not come back by itself then.
    if (reason === 'io server disconnect')
      setTimeout(() => {
        if (socket === connection) connection.connect()
      }, 1_000)
  })
  connection.on('connect_error', () => {
    down()
    // A session that ended refuses the socket too; asking for it shows the sign-in page instead of a dead strip.
    if (Date.now() - sessionAskedAt < 15_000) return
    sessionAskedAt = Date.now()
    void cache.invalidateQueries({ queryKey: keys.session })
  })
  connection.on(consoleEventName, receive)

  const whenOnline = () => {
    if (!connection.connected) connection.connect()
    refetchEverything()
  }
  const whenVisible = () => {
    if (document.hidden) {
      hiddenAt = Date.now()
      return
    }
    flush()
    if (hiddenAt !== null && Date.now() - hiddenAt >= hiddenLongMs) refetchEverything()
    hiddenAt = null
  }
  window.addEventListener('online', whenOnline)
  document.addEventListener('resume', whenOnline)
  document.addEventListener('visibilitychange', whenVisible)

  return () => {
    window.removeEventListener('online', whenOnline)
    document.removeEventListener('resume', whenOnline)
    document.removeEventListener('visibilitychange', whenVisible)
    if (coalescing !== null) clearTimeout(coalescing)
    if (frame !== null) cancelAnimationFrame(frame)
    connection.removeAllListeners()
    connection.disconnect()
    socket = null
    setConnection({ downSince: null, freshAt: Date.now(), isRestarting: false })
  }
}
