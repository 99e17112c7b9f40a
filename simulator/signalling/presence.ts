import { type Claims, type TokenRefusal, verifyAccessToken } from './access-token.ts'
import type { ClientSocket } from './client-socket.ts'
import type { VoiceSignallingOptions } from './options.ts'

/** Who is connected, with which token, and who may be rung. */
export interface Presence {
  /** A token came, the first or a renewed one. False when it was refused. */
  listen(socket: ClientSocket, token: string): boolean
  register(socket: ClientSocket, wanted: boolean): void
  leave(socket: ClientSocket): void
  registeredSockets(identity: string): ClientSocket[]
  socketsOf(identity: string): ClientSocket[]
  readonly registered: () => ReadonlyMap<string, number>
  close(): void
}

/** Names the "place" a browser is connected to; it shows them as `device.edge` and `device.home`. */
const EDGE = { edge: 'simulator', region: 'simulator', home: 'simulator' }

/** setTimeout counts in 32 bits; a token of weeks is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export function createPresence(options: VoiceSignallingOptions): Presence {
  const sockets = new Map<ClientSocket, { expiry: NodeJS.Timeout }>()

  function count(identity: string): number {
    return socketsOf(identity).filter((socket) => socket.registered).length
  }

  function socketsOf(identity: string): ClientSocket[] {
    return [...sockets.keys()].filter((socket) => socket.claims?.identity === identity)
  }

  function setRegistered(socket: ClientSocket, registered: boolean) {
    if (socket.registered === registered || socket.claims === undefined) return
    socket.registered = registered
    options.onPresence?.(socket.claims.identity, count(socket.claims.identity))
  }

  function refuse(socket: ClientSocket, refusal: TokenRefusal) {
    options.onComplaint?.(`access token refused: ${refusal.message}`)
    socket.fail(refusal)
    // An error alone would leave the page's `register()` pending for ever. A renewal keeps what it had.
    if (socket.claims === undefined) socket.send('close', {})
  }

  /** After the token's end nobody is rung by it; a call in progress goes on. */
  function watchExpiry(socket: ClientSocket, claims: Claims): NodeJS.Timeout {
    const expire = () => {
      const left = claims.expiresAt * 1000 - Date.now()
      if (left > 0) {
        sockets.set(socket, { expiry: watchExpiry(socket, claims) })
        return
      }
      setRegistered(socket, false)
      socket.fail({ code: 31205, message: 'the access token has expired' })
      socket.send('offline', {})
    }
    const timer = setTimeout(expire, Math.min(LONGEST_TIMER_MS, claims.expiresAt * 1000 - Date.now()))
    timer.unref()
    return timer
  }

  return {
    listen(socket, token) {
      const claims = verifyAccessToken(token, options)
      if ('code' in claims) {
        refuse(socket, claims)
        return false
      }
      if (socket.claims !== undefined && socket.claims.identity !== claims.identity)
        setRegistered(socket, false)
      clearTimeout(sockets.get(socket)?.expiry)
      socket.claims = claims
      sockets.set(socket, { expiry: watchExpiry(socket, claims) })
      const ttl = Math.max(0, claims.expiresAt - Math.floor(Date.now() / 1000))
      socket.send('connected', { token: { identity: claims.identity, ttl }, ...EDGE })
      return true
    },
    register(socket, wanted) {
      if (!wanted) {
        setRegistered(socket, false)
        socket.send('offline', {})
        return
      }
      if (socket.claims?.mayReceive !== true) {
        socket.fail({ code: 31201, message: 'the access token does not allow incoming calls' })
        return
      }
      if (socket.claims.expiresAt * 1000 <= Date.now()) {
        socket.fail({ code: 31205, message: 'the access token has expired' })
        return
      }
      setRegistered(socket, true)
      socket.send('ready', {})
    },
    leave(socket) {
      setRegistered(socket, false)
      clearTimeout(sockets.get(socket)?.expiry)
      sockets.delete(socket)
    },
    registeredSockets: (identity) => socketsOf(identity).filter((socket) => socket.registered),
    socketsOf,
    registered() {
      const counts = new Map<string, number>()
      for (const { registered, claims } of sockets.keys()) {
        if (registered && claims !== undefined)
          counts.set(claims.identity, (counts.get(claims.identity) ?? 0) + 1)
      }
      return counts
    },
    close() {
      for (const { expiry } of sockets.values()) clearTimeout(expiry)
      sockets.clear()
    },
  }
}
