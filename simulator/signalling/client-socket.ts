import { type RawData, WebSocket } from 'ws'
import { createListeners, createOnce } from '../media/listeners.ts'
import type { Claims } from './access-token.ts'
import {
  type ClientFrame,
  type FrameError,
  parseClientFrame,
  type ServerFrames,
  writeServerFrame,
} from './frames.ts'

/** One browser's WebSocket, in frames instead of text. */
export interface ClientSocket {
  /** Who this is; undefined until a token was accepted. */
  claims: Claims | undefined
  /** May be rung. */
  registered: boolean
  readonly isOpen: boolean
  send<T extends keyof ServerFrames>(type: T, payload: ServerFrames[T]): void
  fail(error: FrameError, callsid?: string): void
  onFrame(cb: (frame: ClientFrame) => void): () => void
  onUnreadable(cb: (text: string) => void): () => void
  onClosed(cb: () => void): () => void
  /** Cuts the connection without a closing handshake, as a broken network does. */
  drop(): void
}

/** Heartbeats without any sign of life before a socket counts as dead. */
const HEARTBEATS_UNANSWERED = 3

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString()
}

/** Keeps one socket alive by the newline heartbeat that the browser echoes; the browser never starts one. */
export function createClientSocket(ws: WebSocket, heartbeatMs: number): ClientSocket {
  const frames = createListeners<ClientFrame>()
  const unreadable = createListeners<string>()
  const closed = createOnce<void>()
  let unanswered = 0

  const heartbeat = setInterval(() => {
    unanswered += 1
    if (unanswered > HEARTBEATS_UNANSWERED) ws.terminate()
    else if (ws.readyState === WebSocket.OPEN) ws.send('\n')
  }, heartbeatMs)
  heartbeat.unref()

  ws.on('message', (data: RawData) => {
    unanswered = 0
    const text = textOf(data)
    if (text.trim() === '') return
    const frame = parseClientFrame(text)
    if (frame === undefined) unreadable.emit(text)
    else frames.emit(frame)
  })
  ws.on('close', () => {
    clearInterval(heartbeat)
    closed.fire()
  })
  // A socket that breaks always closes too; that is where it is dealt with.
  ws.on('error', () => ws.terminate())

  function send<T extends keyof ServerFrames>(type: T, payload: ServerFrames[T]) {
    if (ws.readyState === WebSocket.OPEN) ws.send(writeServerFrame(type, payload))
  }

  return {
    claims: undefined,
    registered: false,
    get isOpen() {
      return ws.readyState === WebSocket.OPEN
    },
    send,
    fail: (error, callsid) => send('error', callsid === undefined ? { error } : { error, callsid }),
    onFrame: frames.add,
    onUnreadable: unreadable.add,
    onClosed: closed.onFired,
    drop: () => ws.terminate(),
  }
}
