import type { Exchange } from '../core/exchange.ts'
import { createRoom, type Room } from '../media/mixer.ts'
import type { Call } from './call.ts'
import { announce } from './call-status.ts'
import { caption } from './captions.ts'

/** Lets two calls hear each other until one ends or one of the signals aborts. Never rejects. */
export async function bridgeCalls(
  exchange: Exchange,
  calls: readonly [Call, Call],
  options: { signals: readonly AbortSignal[]; onRoom?: (room: Room) => void },
): Promise<void> {
  const room = createRoom()
  const undo: (() => void)[] = []
  for (const call of calls) {
    if (!call.leg) continue
    room.add(call.leg)
    call.room = room
    const other = call === calls[0] ? calls[1] : calls[0]
    const onSpeech = (text: string) => caption(exchange, other, 'speech', text, call.from)
    call.speechListeners.add(onSpeech)
    undo.push(() => call.speechListeners.delete(onSpeech))
  }
  options.onRoom?.(room)
  // Whoever waits for somebody to talk to may speak now.
  for (const call of calls) announce(exchange, call)
  const over = AbortSignal.any([...options.signals])
  await new Promise<void>((resolve) => {
    const done = () => resolve()
    if (over.aborted || calls.some((call) => call.hasEnded)) return done()
    over.addEventListener('abort', done, { once: true })
    for (const call of calls) {
      call.endListeners.add(done)
      undo.push(() => call.endListeners.delete(done))
    }
  })
  for (const step of undo) step()
  for (const call of calls) {
    if (call.room === room) call.room = null
  }
  room.close()
}
