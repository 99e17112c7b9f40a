/**
 * Live updates: one socket, one event name, one exhaustive switch into the query cache. The socket says what
 * changed of what is on the screen (shown.ts); the cache stays the only store. In any doubt (a reconnect, the network
 * coming back, a tab hidden for 30 s, a hole in the numbers of a room for everybody) every query on screen is asked
 * again in full; a hole in the numbers of one topic asks again for that topic.
 */
import type { QueryClient } from '@tanstack/react-query'
import { io, type Socket } from 'socket.io-client'
import { create } from 'zustand'
import { consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import type { PhoneView } from '../../server/contract/phone-views.ts'
import type { Heartbeat } from '../../server/contract/requests.ts'
import type { ThreadView } from '../../server/contract/thread-views.ts'
import type { Connection } from './connection.ts'
import { applyBoardChange, newerPhone, noteSeq, withMessage } from './live-cache.ts'
import { boardTrail, keys } from './queries.ts'
import { createRefresher } from './refresher.ts'
import { createShown, keyOf, topicOf } from './shown.ts'

const hiddenLongMs = 30_000
/** Lists that every console may show: a change there must not make all of them ask four times a second. */
const listRestMs = 1_000

/** The state of the connection, for the strip in the dock. */
export const useConnection = create<Connection>()(() => ({
  downSince: null,
  freshAt: Date.now(),
  isRestarting: false,
}))

let socket: Socket | null = null

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

/** Starts live updates for the signed-in person. Returns the stop, which also leaves the server. */
export const startLive = (cache: QueryClient): (() => void) => {
  const seen = new Map<string, number>()
  let pending: Envelope[] = []
  let frame: number | null = null
  let hiddenAt: number | null = null
  let covering: ReturnType<typeof setTimeout> | null = null
  let sessionAskedAt = 0

  const setConnection = (next: Partial<Connection>) => useConnection.setState(next)

  const refetchEverything = () => {
    seen.clear()
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.notices[0] })
  }

  const refresher = createRefresher({
    ask: (topic) => cache.invalidateQueries({ queryKey: keyOf(topic) }),
    restMs: (topic) => (topic === 'work' || topic === 'cases' || topic === 'members' ? listRestMs : 0),
  })

  const apply = ({ room, event }: Envelope): void => {
    switch (event.type) {
      case 'phone':
        cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, event.phone))
        return
      case 'board': {
        const next = applyBoardChange(boardTrail, cache.getQueryData<LiveView>(keys.live), event)
        if (next === 'gap') refresher.refresh(room)
        else cache.setQueryData<LiveView>(keys.live, next)
        return
      }
      case 'board-read': {
        const board = cache.getQueryData<LiveView>(keys.live)
        if (board === undefined) return
        if (board.number < event.number) refresher.refresh(room)
        // The same board, known to be right as of now.
        else cache.setQueryData<LiveView>(keys.live, board)
        return
      }
      case 'message':
        cache.setQueryData<ThreadView>(keys.thread(event.threadId), (shown) =>
          shown === undefined ? shown : withMessage(shown, event.version, event.message),
        )
        return
      case 'changed':
        refresher.refresh(room)
        return
      case 'notices':
        cache.setQueryData(keys.notices, event.notices)
        // What the phone may do follows from whether Twilio can be reached.
        void cache.invalidateQueries({ queryKey: keys.phone })
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
    for (const envelope of now) apply(envelope)
  }

  const receive = (envelope: Envelope) => {
    const verdict = noteSeq(seen, envelope)
    if (verdict === 'repeat') return
    setConnection({ freshAt: Date.now() })
    pending.push(envelope)
    // A hidden tab gets no animation frames, and a ringing phone cannot wait for one.
    if (document.hidden) flush()
    else frame ??= requestAnimationFrame(flush)
    if (verdict === 'gap') {
      flush()
      if (topicOf(keyOf(envelope.room)) === null) refetchEverything()
      else refresher.refresh(envelope.room)
    }
  }

  const connection = io({ transports: ['websocket', 'polling'], reconnectionDelayMax: 5_000 })
  socket = connection
  const shown = createShown({
    cache,
    say: (topics) => connection.timeout(5_000).emitWithAck('show', topics),
    whenJoined: (topics) => {
      for (const topic of topics) seen.delete(topic)
    },
    refresh: refresher.refresh,
    isConnected: () => connection.connected,
  })

  const down = () => {
    if (useConnection.getState().downSince === null)
      setConnection({ downSince: Date.now(), freshAt: Date.now() })
  }
  connection.on('connect', () => {
    setConnection({ downSince: null, freshAt: Date.now(), isRestarting: false })
    // Another server process, or the same one restarted, numbers its board anew: no change fits the one shown.
    boardTrail.changes = []
    cache.setQueryData<LiveView>(keys.live, (board) => board && { ...board, number: 0 }, {
      updatedAt: cache.getQueryState(keys.live)?.dataUpdatedAt ?? 0,
    })
    // What happened before this moment was not sent to us, at the first connection no more than at any other.
    void shown.retell().then(refetchEverything)
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
  const uncover = () => {
    if (covering !== null) clearTimeout(covering)
    covering = null
  }
  const whenVisible = () => {
    if (document.hidden) {
      hiddenAt = Date.now()
      // A screen that nobody sees is told of the phone only.
      covering = setTimeout(() => void shown.cover(true), hiddenLongMs)
      return
    }
    uncover()
    flush()
    const wasLong = hiddenAt !== null && Date.now() - hiddenAt >= hiddenLongMs
    hiddenAt = null
    void shown.cover(false).then(() => {
      if (wasLong) refetchEverything()
    })
  }
  window.addEventListener('online', whenOnline)
  document.addEventListener('resume', whenOnline)
  document.addEventListener('visibilitychange', whenVisible)

  return () => {
    window.removeEventListener('online', whenOnline)
    document.removeEventListener('resume', whenOnline)
    document.removeEventListener('visibilitychange', whenVisible)
    uncover()
    shown.stop()
    refresher.stop()
    if (frame !== null) cancelAnimationFrame(frame)
    connection.removeAllListeners()
    connection.disconnect()
    socket = null
    setConnection({ downSince: null, freshAt: Date.now(), isRestarting: false })
  }
}
