/**
 * An agent's softphone without a browser: speaks the Voice SDK's signalling to the simulator over a real WebSocket,
 * with real WebRTC audio. For journeys over the wire; the real SDK in a real browser has tests of its own.
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { createPeerLeg, type PeerLeg } from '../../simulator/media/peer-leg.ts'
import { generateTone } from '../../simulator/media/tones.ts'

interface Frame {
  type: string
  payload: Record<string, unknown>
}

export interface ScriptedSoftphone {
  /** Dials the contact's conference, as the console does; resolves when answered. */
  join(contactId: string, listeningId?: string): Promise<void>
  isInCall(): boolean
  /** Speaks a pure tone into the call for that long. */
  tone(hertz: number, ms: number): void
  /** What was heard in the last `ms`, 8 kHz mono. */
  heard(ms: number): Int16Array
  hangUp(): void
  /** The browser is killed: no goodbye on any wire. */
  die(): void
  close(): void
}

const frameMs = 20

export async function scriptedSoftphone(signallingUrl: string, token: string): Promise<ScriptedSoftphone> {
  const ws = new WebSocket(`${signallingUrl.replace(/\/$/, '')}/signal`)
  const listeners = new Set<(frame: Frame) => void>()
  let leg: PeerLeg | null = null
  let callSid: string | null = null
  let frames: Int16Array[] = []
  ws.on('message', (data: Buffer) => {
    const text = data.toString()
    if (text === '\n') return ws.send('\n')
    const frame: Frame = JSON.parse(text)
    if (frame.type === 'hangup' || frame.type === 'cancel') end()
    for (const listener of listeners) listener(frame)
  })
  await once(ws, 'open')
  const send = (type: string, payload: object) => ws.send(JSON.stringify({ type, version: '1.6', payload }))
  const next = (...types: string[]) =>
    new Promise<Frame>((resolve, reject) => {
      const patience = setTimeout(
        () => reject(new Error(`the signalling never said ${types.join(' or ')}`)),
        5000,
      )
      const listener = (frame: Frame) => {
        if (!types.includes(frame.type)) return
        clearTimeout(patience)
        listeners.delete(listener)
        resolve(frame)
      }
      listeners.add(listener)
    })
  function end() {
    leg?.close()
    leg = null
    callSid = null
  }
  const connected = next('connected')
  send('listen', { token })
  await connected
  const ready = next('ready')
  send('register', { media: { audio: true } })
  await ready

  const join = async (contactId: string, listeningId?: string): Promise<void> => {
    end()
    frames = []
    const fresh = createPeerLeg()
    fresh.onPcm((frame) => {
      frames.push(frame)
      if (frames.length > 500) frames.shift()
    })
    const sdp = await fresh.offer()
    const answered = next('answer', 'hangup')
    leg = fresh
    send('invite', {
      callsid: `TJS${Date.now()}`,
      sdp,
      twilio: {
        params: new URLSearchParams({
          contactId,
          ...(listeningId === undefined ? {} : { listeningId }),
        }).toString(),
      },
    })
    const { type, payload } = await answered
    if (type === 'hangup') throw new Error(`the call was refused: ${JSON.stringify(payload)}`)
    callSid = String(payload['callsid'])
    fresh.accept(String(payload['sdp']))
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error('the audio never connected')), 5000)
      fresh.onConnected(() => {
        clearTimeout(patience)
        resolve()
      })
      fresh.onClosed(() => {
        clearTimeout(patience)
        reject(new Error('the call was over before the audio connected'))
      })
    })
  }
  const hangUp = () => {
    if (callSid !== null) send('hangup', { callsid: callSid })
    end()
  }

  return {
    join,
    isInCall: () => leg !== null,
    tone: (hertz, ms) => {
      if (leg) playTo(leg, sourceOf(generateTone({ hertz, ms })))
    },
    heard: (ms) => {
      const wanted = frames.slice(-Math.ceil(ms / frameMs))
      const all = new Int16Array(wanted.reduce((n, f) => n + f.length, 0))
      let at = 0
      for (const frame of wanted) {
        all.set(frame, at)
        at += frame.length
      }
      return all
    },
    hangUp,
    die: () => {
      ws.terminate()
      end()
    },
    close: () => {
      end()
      ws.close()
    },
  }
}
