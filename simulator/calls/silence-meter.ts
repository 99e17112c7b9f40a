import type { Exchange } from '../core/exchange.ts'
import type { Call } from './call.ts'

/** A telephone that heard nothing for a while, though nobody waited for its own answer. */
export type Silence = { callSid: string; from: string; startedAt: string; ms: number; doing: string }

export type SilenceMeter = {
  /** Every silence of at least this long so far, those going on included, longest first. */
  longerThan(ms: number): Silence[]
  /** The longest one, in milliseconds. */
  longest(): number
  stop(): void
}

const everyMs = 100

/**
 * Looks ten times a second at what every answered telephone hears: words, music or a tone, or another party who is
 * neither muted nor on hold nor gone. Being asked for a key or for a message is the party's own turn, not silence;
 * nor is the ringing before an answer. What this process itself slept through is taken off.
 */
export function createSilenceMeter(exchange: Exchange): SilenceMeter {
  const open = new Map<string, Silence>()
  const past: Silence[] = []
  let lookedAt = Date.now()

  const look = () => {
    const now = Date.now()
    const elapsed = Math.min(now - lookedAt, 2 * everyMs)
    lookedAt = now
    for (const call of exchange.calls.values()) {
      if (isSilent(exchange, call)) {
        const known = open.get(call.sid)
        if (known) {
          known.ms += elapsed
          known.doing = call.doing
        } else
          open.set(call.sid, {
            callSid: call.sid,
            from: call.phone ?? call.from,
            startedAt: new Date(now).toISOString(),
            ms: 0,
            doing: call.doing,
          })
      } else close(call.sid)
    }
  }
  const close = (callSid: string) => {
    const known = open.get(callSid)
    if (!known) return
    open.delete(callSid)
    past.push(known)
  }
  const timer = setInterval(look, everyMs)
  const all = () => [...past, ...open.values()].toSorted((a, b) => b.ms - a.ms)
  return {
    longerThan: (ms) => all().filter((silence) => silence.ms >= ms),
    longest: () => all()[0]?.ms ?? 0,
    stop: () => clearInterval(timer),
  }
}

function isSilent(exchange: Exchange, call: Call): boolean {
  if (call.phone === null || call.answeredAt === null || call.hasEnded) return false
  return call.sounds === 0 && call.turns === 0 && !hearsSomebody(exchange, call)
}

function hearsSomebody(exchange: Exchange, call: Call): boolean {
  for (const conference of exchange.conferences.values()) {
    const own = conference.participants.get(call.sid)
    if (!own) continue
    if (own.hold || conference.status !== 'in-progress') return false
    return [...conference.participants.values()].some(
      (other) =>
        other !== own &&
        !other.muted &&
        !other.hold &&
        !other.call.isGone &&
        (!other.coaching || other.callSidToCoach === call.sid),
    )
  }
  // Bridged by Dial Number, Client or Queue: two legs in a room of their own.
  return (
    call.room !== null &&
    call.room.legs().some((id) => {
      const other = [...exchange.calls.values()].find((one) => one.leg?.id === id)
      return other !== undefined && other !== call && !other.isGone
    })
  )
}
