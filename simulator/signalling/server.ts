import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { createCallDesk } from './call-desk.ts'
import { type ClientSocket, createClientSocket } from './client-socket.ts'
import type { ClientFrame } from './frames.ts'
import type { VoiceSignalling, VoiceSignallingOptions } from './options.ts'
import { createPresence } from './presence.ts'

/** The one path the SDK knows. */
const PATH = '/signal'
const DEFAULT_HEARTBEAT_MS = 10_000
/** An SDP is about 3 kB and a call message at most 10 kB. */
const LARGEST_FRAME_BYTES = 256 * 1024

/**
 * Lets Twilio Voice SDKs connect to this HTTP server: registration, calls both ways, and their audio.
 * The protocol is the one SDK 2.18.5 speaks; who rings and what a dialled call does is decided by the caller.
 */
export function attachVoiceSignalling(httpServer: Server, options: VoiceSignallingOptions): VoiceSignalling {
  const { heartbeatMs = DEFAULT_HEARTBEAT_MS } = options
  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME_BYTES })
  const presence = createPresence(options)
  const desk = createCallDesk(options)

  async function handle(socket: ClientSocket, frame: ClientFrame): Promise<void> {
    if (frame.type === 'listen') {
      presence.listen(socket, frame.payload.token)
      return
    }
    if (socket.claims === undefined) {
      socket.fail({ code: 31204, message: `${frame.type} came before an accepted access token` })
      return
    }
    switch (frame.type) {
      case 'register':
        return presence.register(socket, frame.payload.media?.audio === true)
      case 'invite':
        return await desk.invite(socket, frame.payload)
      case 'answer':
        return desk.answer(socket, frame.payload)
      case 'reject':
        return desk.reject(socket, frame.payload)
      case 'hangup':
        return desk.hangUp(socket, frame.payload)
      case 'dtmf':
        return desk.dtmf(socket, frame.payload)
      case 'message':
        return desk.message(socket, frame.payload)
      case 'reinvite':
        return await desk.reinvite(socket, frame.payload)
      default:
        return frame satisfies never
    }
  }

  wss.on('connection', (ws: WebSocket) => {
    const socket = createClientSocket(ws, heartbeatMs)
    socket.onFrame((frame) => {
      handle(socket, frame).catch((error: unknown) => {
        options.onComplaint?.(`handling ${frame.type} failed: ${String(error)}`)
        socket.drop()
      })
    })
    socket.onUnreadable((text) => {
      options.onComplaint?.(`unknown signalling frame: ${text.slice(0, 200)}`)
    })
    socket.onClosed(() => {
      presence.leave(socket)
      desk.socketClosed(socket)
    })
  })

  /** Other paths are left to other listeners; with none, the connection would hang for ever. */
  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer) {
    if (new URL(request.url ?? '/', 'http://localhost').pathname === PATH) {
      wss.handleUpgrade(request, stream, head, (ws) => wss.emit('connection', ws, request))
    } else if (httpServer.listenerCount('upgrade') === 1) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
    }
  }
  httpServer.on('upgrade', upgrade)

  return {
    ring: (identity, call) => desk.ring(identity, presence.registeredSockets(identity), call),
    registered: presence.registered,
    dropSockets(identity) {
      for (const socket of presence.socketsOf(identity)) socket.drop()
    },
    dropAudio: (identity) => desk.dropAudio(identity),
    close() {
      httpServer.off('upgrade', upgrade)
      desk.close()
      presence.close()
      for (const ws of wss.clients) ws.terminate()
      wss.close()
    },
  }
}
