/**
 * Carries out effects after their commit: those of one order key one after another, different keys side by side. A failure
 * that may pass is tried again, each time later; while Twilio is out of reach nothing is claimed but one probe at a time,
 * so that an outage costs nobody their attempts and a text waits instead of failing.
 *
 *   open ──claim (leased)──► in hand ──done──► settled: done | superseded
 *     ▲                        │
 *     └── later, with reason ──┴── will never be done ──► settled: gave-up, reason kept
 */
import type { EffectQueue } from '../adapters/db/effect-queue.ts'
import { isStorageTrouble } from '../adapters/twilio/storage-trouble.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { EffectRow } from '../domain/records.ts'
import { type CarryOutDeps, carryOut, whenGivenUp } from './carry-out.ts'
import { readEffect } from './effect-schema.ts'
import type { Outcome } from './outcome.ts'

export interface EffectsDeps extends CarryOutDeps {
  queue: EffectQueue
  /** An effect failed for a reason of our own, or was given up. Facts hold ids only. */
  whenFailed: (error: unknown, facts: { effectId: string; kind: string; attempts: number }) => void
}
export interface Effects {
  /** Starts on what is due. Returns at once; cheap when nothing is. */
  kick(): void
  /** Resolves when nothing is in hand and nothing more is due that may be asked now. */
  drain(): Promise<void>
  /** Takes no more; resolves when what is in hand is settled or put back. */
  stop(): Promise<void>
}

const inHandAtMost = 8
/** Of these so many that nobody on the line waits for: a thousand texts after an outage leave room for calls. */
const offTheLineAtMost = 5
/** Of these few at a time beside the others: ten slow photos must not keep a member from being connected. */
const picturesAtMost = 2
/**
 * A worker that died leaves its effects due again after this; a member may be waiting for one. What takes longer is
 * not begun a second time by the worker that has it in hand.
 */
const leaseMs = 20_000
/** A failure of our own (a bug) is tried so often, then given up: trying for ever would block its thread or call. */
export const ownFailuresAtMost = 8

/** 1, 2, 4 … 60 s after the first, second, third … attempt. */
export const retryAfterMs = (attempts: number): number =>
  Math.min(60_000, 1000 * 2 ** Math.max(0, Math.min(attempts, 20) - 1))

/** Somebody is on the line and hears music, or nothing: the breaker spares Twilio, so this waits no longer than that. */
const longestWaitOfACallMs = 4_000
const afterMs = ({ onTheLine, attempts }: EffectRow): number =>
  onTheLine ? Math.min(longestWaitOfACallMs, retryAfterMs(attempts)) : retryAfterMs(attempts)

export function createEffects(deps: EffectsDeps): Effects {
  const { queue, clock, rest } = deps
  const picturesInTurn = inTurn(picturesAtMost)
  const inHand = new Map<string, Promise<void>>()
  /** How often each effect failed for a reason of our own. Tries while Twilio was away are nobody's fault. */
  const ownFailures = new Map<string, number>()
  let picturesInHand = 0
  let offTheLine = 0
  let pumping: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = false

  const pump = async (): Promise<void> => {
    do {
      isAskedAgain = false
      await claimDue()
    } while (isAskedAgain && !isStopped)
  }

  async function claimDue(): Promise<void> {
    const mayAsk = rest.mayAsk()
    const room = mayAsk === 'all' ? inHandAtMost - (inHand.size - picturesInHand) : mayAsk === 'one' ? 1 : 0
    if (isStopped || room <= 0) return
    const now = clock.now()
    const nextDueAt = await queue.nextDueAt()
    if (nextDueAt === null || nextDueAt > now) return
    const leaseUntil = later(now, leaseMs)
    const calls = await queue.claim({ now, leaseUntil, limit: room, onTheLine: true })
    const left = Math.min(room - calls.length, offTheLineAtMost - offTheLine)
    const others = left > 0 ? await queue.claim({ now, leaseUntil, limit: left, onTheLine: false }) : []
    // Pictures take no room: what is behind them is not left for the next second.
    if (mayAsk === 'all' && others.length === left && others.some(isPicture)) isAskedAgain = true
    for (const row of [...calls, ...others]) {
      // Slow, and its lease ran out: the claim has renewed it.
      if (inHand.has(row.id)) continue
      if (isPicture(row)) picturesInHand += 1
      else if (!row.onTheLine) offTheLine += 1
      const work = (isPicture(row) ? picturesInTurn(() => handle(row)) : handle(row)).finally(() => {
        inHand.delete(row.id)
        if (isPicture(row)) picturesInHand -= 1
        else if (!row.onTheLine) offTheLine -= 1
        // The next of its key may be due now.
        kick()
      })
      inHand.set(row.id, work)
    }
  }

  /** Never rejects: what cannot even be recorded comes back when its lease ends. */
  async function handle(row: EffectRow): Promise<void> {
    // Waited for its turn until we stopped: due again when its lease ends.
    if (isStopped) return
    try {
      await settle(row, await carryOut(deps, readEffect(row), row))
    } catch (error) {
      await putBack(row, error).catch((problem: unknown) => deps.whenFailed(problem, facts(row)))
    }
  }

  async function settle(row: EffectRow, outcome: Outcome): Promise<void> {
    const at = clock.now()
    ownFailures.delete(row.id)
    if (outcome.result !== 'failed') await queue.settle(row.id, { at, result: outcome.result })
    else await queue.giveUp(row.id, { at, error: outcome.why })
    if (outcome.result === 'done') await confirm(row)
  }

  /** What a screen shows as asked for and not yet done is done now. */
  async function confirm({ kind, data }: EffectRow): Promise<void> {
    const contactId = data['contactId']
    if ((kind !== 'hold-member' && kind !== 'set-recording') || typeof contactId !== 'string') return
    await deps.write((stores) =>
      stores.events.append([{ type: 'contact.confirmed', contactId }], { actor: 'system', at: clock.now() }),
    )
  }

  async function putBack(row: EffectRow, error: unknown): Promise<void> {
    const isTwilios = error instanceof TwilioProblem
    // Only the kind of our own errors is kept: their words may quote a statement with somebody's text in it.
    const why = isTwilios ? error.message : error instanceof Error ? error.name : 'unknown'
    if (!isTwilios) deps.whenFailed(error, facts(row))
    // A locked or full database is neither Twilio's fault nor a bug: it passes, and giving up would lose a text.
    const own = (ownFailures.get(row.id) ?? 0) + (isTwilios || isStorageTrouble(error) ? 0 : 1)
    if (own < ownFailuresAtMost) {
      if (own > 0) ownFailures.set(row.id, own)
      await queue.retry(row.id, { dueAt: later(clock.now(), afterMs(row)), error: why })
      return
    }
    ownFailures.delete(row.id)
    await whenGivenUp(deps, row)
    await queue.giveUp(row.id, { at: clock.now(), error: why })
  }

  function kick(): void {
    if (isStopped) return
    isAskedAgain = true
    pumping ??= pump()
      .catch((error: unknown) => deps.whenFailed(error, { effectId: '', kind: 'claim', attempts: 0 }))
      .finally(() => {
        pumping = null
        // Asked between the last look and this line.
        if (isAskedAgain) kick()
      })
  }

  const settleDown = async (): Promise<void> => {
    while (pumping !== null || inHand.size > 0) await Promise.all([pumping, ...inHand.values()])
  }

  return {
    kick,
    drain: async () => {
      kick()
      await settleDown()
    },
    stop: async () => {
      isStopped = true
      await settleDown()
    },
  }
}

const isPicture = ({ kind }: EffectRow): boolean => kind === 'fetch-pictures'
const facts = ({ id, kind, attempts }: EffectRow) => ({ effectId: id, kind, attempts })
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString()

/** At most `most` pieces of work at a time, in the order they came. */
const inTurn = (most: number) => {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work: () => Promise<void>): Promise<void> => {
    if (running < most) running += 1
    // Whoever ends hands its place on.
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
