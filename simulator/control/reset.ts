import { finishCall } from '../calls/call-status.ts'
import type { Exchange } from '../core/exchange.ts'
import { optedOutNumber } from '../phones/sentinels.ts'
import { kindSwitches } from '../unkindness/switches.ts'

/** Everybody hangs up; the network is kind again; what was said and sent is forgotten. */
export function resetWorld(exchange: Exchange): void {
  for (const call of exchange.calls.values()) finishCall(exchange, call, 'completed')
  exchange.kindness.change(kindSwitches)
  exchange.messages.clear()
  exchange.media.clear()
  exchange.optedOut.clear()
  exchange.optedOut.add(`* ${optedOutNumber}`)
  exchange.timeline.clear()
  exchange.bus.emit('reset', {})
}
