/**
 * Live updates: Socket.IO on the same server and with the same session as everything else. Events go out; the only
 * things a console may say are that it is alive, and what is on its screen. No compression: messages are small, and
 * measured it costs more than it saves.
 */
import { createHash } from 'node:crypto'
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { Server, type Socket } from 'socket.io'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../contract/console-events.ts'
import { type Heartbeat, heartbeat, shownTopics } from '../../contract/requests.ts'
import { topicKind } from '../../contract/topics.ts'
import type { Asker } from '../http/access.ts'
import { mayShow, roomFor, roomsOf, topicOfRoom } from './rooms.ts'

export interface SocketServerDeps {
  http: HttpServer
  session: RequestHandler
  askerOf: (personId: string) => Promise<Asker | null>
  ourOrigin: string
  /** The topics among these that this person may know of: a sealed case is none for most. */
  shown: (personId: string, topics: readonly string[]) => Promise<string[]>
  heard: (personId: string, sessionId: string, beat: Heartbeat) => Promise<void>
  /** What every console is told when it connects. */
  greeting: () => ConsoleEvent
  whenCounted: (sockets: number) => void
  whenFailed: (error: unknown) => void
}

type Ack = (answer: { ok: boolean }) => void
const ackOf = (given: unknown): Ack =>
  typeof given === 'function' ? (answer) => given(answer) : () => undefined

/** Rooms are named in what consoles receive, and a session's id is a secret: only its hash is a name. */
const sessionRoom = (sessionId: string) =>
  `session:${createHash('sha256').update(sessionId).digest('base64url').slice(0, 22)}`

/** The session that the cookie of the handshake named, put there by the session middleware. */
const sessionOf = (request: IncomingMessage): { personId: string; sessionId: string } | null => {
  if (!('session' in request) || !('sessionID' in request)) return null
  const { session, sessionID } = request
  if (typeof session !== 'object' || session === null || !('personId' in session)) return null
  if (typeof session.personId !== 'string' || typeof sessionID !== 'string') return null
  return { personId: session.personId, sessionId: sessionID }
}

const isOurs = ({ origin, host }: IncomingMessage['headers'], ourOrigin: string): boolean =>
  origin === undefined ||
  origin === ourOrigin ||
  (host !== undefined && URL.canParse(origin) && new URL(origin).host === host)

/**
 * The request that opened a WebSocket stays as long as the socket, because its answer listens for the end; so it is
 * emptied of headers and session. Who asks is known by now. A first polling request still has to be answered.
 */
const forgetHandshake = ({ conn, handshake }: Socket): void => {
  if (conn.transport.name === 'websocket')
    Object.assign(conn.request, { session: undefined, rawHeaders: [], headers: {} })
  Object.assign(conn, { request: null })
  Object.assign(handshake, { headers: {}, query: {} })
}

export const createSocketServer = (deps: SocketServerDeps) => {
  const io = new Server(deps.http, {
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16 * 1024,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, isOurs(request.headers, deps.ourOrigin)),
  })
  // Only the handshake needs the session; later polling requests belong to a socket that has been let in.
  io.engine.use(
    (request: IncomingMessage & { _query?: { sid?: string } }, response: never, next: () => void) => {
      if (request._query?.sid === undefined) deps.session(request as never, response, next)
      else next()
    },
  )

  io.use((socket, next) => {
    const session = sessionOf(socket.request)
    if (session === null) return next(new Error('not-signed-in'))
    deps.askerOf(session.personId).then(
      (asker) => {
        if (asker === null) return next(new Error('not-signed-in'))
        socket.data = { asker, sessionId: session.sessionId }
        next()
      },
      (error: unknown) => {
        deps.whenFailed(error)
        next(new Error('internal-error'))
      },
    )
  })

  const welcome = (socket: Socket, asker: Asker, sessionId: string) => {
    forgetHandshake(socket)
    deps.whenCounted(io.engine.clientsCount)
    void socket.join([...roomsOf(asker), sessionRoom(sessionId)])
    // For this one connection: a person's other tabs have heard it.
    const greeting: Envelope = { room: socket.id, seq: 1, event: deps.greeting() }
    socket.emit(consoleEventName, greeting)

    let asking = 0
    socket.on('heartbeat', (beat: unknown, given: unknown) => {
      const ack = ackOf(given)
      const parsed = heartbeat.safeParse(beat)
      if (!parsed.success || !asker.permissions.includes('take-calls')) return ack({ ok: false })
      deps.heard(asker.id, sessionId, parsed.data).then(
        () => ack({ ok: true }),
        (error: unknown) => {
          deps.whenFailed(error)
          ack({ ok: false })
        },
      )
    })
    socket.on('show', (topics: unknown, given: unknown) => {
      const ack = ackOf(given)
      const parsed = shownTopics.safeParse(topics)
      if (!parsed.success) return ack({ ok: false })
      const mine = parsed.data.filter((topic) => mayShow(asker.permissions, topic))
      asking += 1
      const asked = asking
      deps.shown(asker.id, mine).then(
        (allowed) => {
          // A newer list was told meanwhile.
          if (asked !== asking) return ack({ ok: true })
          const shown = new Set(allowed.map((topic) => roomFor(asker.permissions, topic)))
          for (const room of socket.rooms)
            if (topicKind(topicOfRoom(room)) !== null && !shown.has(room)) void socket.leave(room)
          void socket.join([...shown])
          // A sealed case is heard like one that never was.
          ack({ ok: mine.length === parsed.data.length })
        },
        (error: unknown) => {
          deps.whenFailed(error)
          ack({ ok: false })
        },
      )
    })
    socket.on('disconnect', () => deps.whenCounted(io.engine.clientsCount))
  }
  io.on('connection', (socket) => {
    const { asker, sessionId }: { asker: Asker; sessionId: string } = socket.data
    welcome(socket, asker, sessionId)
  })

  return {
    io,
    hasAnybody: () => io.engine.clientsCount > 0,
    /** Whether some console is in that room. */
    isShown: (room: string) => io.sockets.adapter.rooms.has(room),
    /** Whoever may not know of this topic any more hears of it no more. */
    showOnlyTo: async (topic: string) => {
      for (const id of io.sockets.adapter.rooms.get(topic) ?? []) {
        const socket = io.sockets.sockets.get(id)
        const asker: Asker | undefined = socket?.data.asker
        if (socket && (asker === undefined || (await deps.shown(asker.id, [topic])).length === 0))
          void socket.leave(topic)
      }
    },
    /** Ends the live updates of one session, after telling it why. */
    endSession: (sessionId: string, tell: (room: string) => void) => {
      const room = sessionRoom(sessionId)
      tell(room)
      io.in(room).disconnectSockets(true)
    },
    close: () => io.close(),
  }
}
export type SocketServer = ReturnType<typeof createSocketServer>
