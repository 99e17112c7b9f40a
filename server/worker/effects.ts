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
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { EffectRow } from '../domain/records.ts'
import { type CarryOutDeps, carryOut, type Outcome } from './carry-out.ts'
import { readEffect } from './effect-schema.ts'

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
/** Longer than any one effect takes; a worker that died leaves its effects due again after it. */
const leaseMs = 60_000
/** A failure of our own (a bug) is tried so often, then given up: trying for ever would block its thread or call. */
export const ownFailuresAtMost = 8

/** 1, 2, 4 … 60 s after the first, second, third … attempt. */
export const retryAfterMs = (attempts: number): number =>
  Math.min(60_000, 1000 * 2 ** Math.max(0, Math.min(attempts, 20) - 1))

export function createEffects(deps: EffectsDeps): Effects {
  const { queue, clock, rest } = deps
  const inHand = new Set<Promise<void>>()
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
    const room = rest.mayAsk() === 'all' ? inHandAtMost - inHand.size : rest.mayAsk() === 'one' ? 1 : 0
    if (isStopped || room <= 0) return
    const now = clock.now()
    const nextDueAt = await queue.nextDueAt()
    if (nextDueAt === null || nextDueAt > now) return
    const leaseUntil = later(now, leaseMs)
    for (const row of await queue.claim({ now, leaseUntil, limit: room })) {
      const work = handle(row).finally(() => {
        inHand.delete(work)
        // The next of its key may be due now.
        kick()
      })
      inHand.add(work)
    }
  }

  /** Never rejects: what cannot even be recorded comes back when its lease ends. */
  async function handle(row: EffectRow): Promise<void> {
    try {
      await settle(row, await carryOut(deps, readEffect(row), row))
    } catch (error) {
      await putBack(row, error).catch((problem: unknown) => deps.whenFailed(problem, facts(row)))
    }
  }

  async function settle(row: EffectRow, outcome: Outcome): Promise<void> {
    const at = clock.now()
    if (outcome.result !== 'failed') await queue.settle(row.id, { at, result: outcome.result })
    else await queue.giveUp(row.id, { at, error: outcome.why })
  }

  async function putBack(row: EffectRow, error: unknown): Promise<void> {
    const isTwilios = error instanceof TwilioProblem
    // Only the kind of our own errors is kept: their words may quote a statement with somebody's text in it.
    const why = isTwilios ? error.message : error instanceof Error ? error.name : 'unknown'
    if (!isTwilios) deps.whenFailed(error, facts(row))
    if (!isTwilios && row.attempts >= ownFailuresAtMost) {
      await queue.giveUp(row.id, { at: clock.now(), error: why })
    } else {
      await queue.retry(row.id, { dueAt: later(clock.now(), retryAfterMs(row.attempts)), error: why })
    }
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
    while (pumping !== null || inHand.size > 0) await Promise.all([pumping, ...inHand])
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

const facts = ({ id, kind, attempts }: EffectRow) => ({ effectId: id, kind, attempts })
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString()
