/** A browser's part of talking to the server: a cookie that outlives the tab, requests, and the socket with its heartbeat. */
import { io, type Socket } from 'socket.io-client'
import { heartbeatEveryMs } from '../../server/contract/console-events.ts'
import type { MeView } from '../../server/contract/phone-views.ts'
import { agentEmail, agentPassword } from './union.ts'

/** One answer; status 0 when the server could not be reached. */
export interface Answer<T> {
  status: number
  body: T | null
}

export interface Desk {
  personId: string
  ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>
  /** Opens a tab: live updates and heartbeats until it is closed. Each tab has a name of its own. */
  openTab(whenTold: () => void): Tab
}
export interface Tab {
  readonly id: string
  /** The browser is killed: nothing is said on any wire. */
  close(): void
}

/** Signs in once the server is there. */
export async function openDesk(url: string, at: number): Promise<Desk> {
  let cookie = ''
  let tabs = 0
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          cookie,
          origin: url,
          ...(method === 'GET' ? {} : { 'x-branchline': '1', 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(10_000),
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      })
      const set = response.headers.get('set-cookie')
      if (set) cookie = set.split(';')[0] ?? cookie
      const text = await response.text()
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : null }
    } catch {
      // Not there, or not in time: to the browser the same.
      return { status: 0, body: null }
    }
  }
  const me = await ask<MeView>('POST', '/api/session', { email: agentEmail(at), password: agentPassword })
  if (me.body === null || me.status !== 200) throw new Error(`agent ${at + 1} cannot sign in: ${me.status}`)
  const personId = me.body.id
  return {
    personId,
    ask,
    openTab: (whenTold) => {
      tabs += 1
      const id = `${personId}-tab-${tabs}`
      const socket: Socket = io(url, {
        extraHeaders: { cookie, origin: url },
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelayMax: 1000,
      })
      const beat = () => {
        if (socket.connected)
          socket.emit('heartbeat', { tabId: id, registered: true, microphone: 'granted' }, () => undefined)
      }
      socket.on('connect', () => {
        beat()
        whenTold()
      })
      socket.on('console', whenTold)
      const beating = setInterval(beat, heartbeatEveryMs)
      return {
        id,
        close: () => {
          clearInterval(beating)
          socket.io.engine.transport.close()
          socket.disconnect()
        },
      }
    },
  }
}
