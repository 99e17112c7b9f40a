import type { Exchange } from '../core/exchange.ts'
import { decodeWav } from '../media/wav.ts'

const remembered = new Map<string, Promise<Int16Array | null>>()

/** The samples behind a Play or music URL, fetched once; null (and a complaint) when there are none to be had. */
export function fetchSound(exchange: Exchange, url: string, callSid: string): Promise<Int16Array | null> {
  const known = remembered.get(url)
  if (known) return known
  const fetched = load(exchange, url, callSid)
  remembered.set(url, fetched)
  // A failure may pass: ask again the next time.
  void fetched.then((samples) => {
    if (!samples) remembered.delete(url)
  })
  return fetched
}

async function load(exchange: Exchange, url: string, callSid: string): Promise<Int16Array | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) throw new Error(`HTTP status ${response.status}`)
    return decodeWav(Buffer.from(await response.arrayBuffer()))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    exchange.timeline.complain(`12400: cannot play ${url}: ${reason}`, { url }, callSid)
    return null
  }
}
