/** The draft of a menu, heard on a telephone before it is published (see domain/menu-trial.ts). */
import type { Refused } from '../contract/refusals.ts'
import { isTrialCall, startTrial, type TrialTurn, trialKey, trialMs } from '../domain/menu-trial.ts'
import { normaliseNumber } from '../domain/phone-number.ts'
import type { Line } from '../domain/records.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { lineNotRemoved } from './change-line.ts'
import type { Env, Stores } from './ports.ts'

/** For ten minutes calls from this number to the line hear its draft. One number a line; the latest counts. */
export async function allowTrial(
  stores: Stores,
  env: Env,
  input: { lineId: string; number: string },
): Promise<{ until: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  if (line.menuDraft === null) return { refused: 'no-draft' }
  const number = normaliseNumber(input.number)
  if (number === null) return { refused: 'number-unreadable' }
  const until = new Date(Date.parse(env.now) + trialMs).toISOString()
  await stores.lines.allowTrial({ lineId: line.id, number, until, startedBy: env.actor })
  return { until }
}

/** The first page of a trial call, or null when this call is an ordinary one. */
export async function trialOf(
  stores: Stores,
  env: Env,
  line: Line,
  number: string | null,
): Promise<VoicePage | null> {
  if (line.menuDraft === null) return null
  const trial = await stores.lines.trialOf(line.id)
  return isTrialCall(trial, { number, now: env.now }) ? pageOf(line, startTrial(line, line.menuDraft)) : null
}

/** A key in a trial call. Writes nothing. */
export async function tryKey(
  stores: Stores,
  input: { lineId: string; levelKey: string; attempt: number; digits: string },
): Promise<VoicePage> {
  const line = await stores.lines.find(input.lineId)
  const menu = line?.menuDraft ?? line?.menu ?? null
  // Published or thrown away meanwhile, and no menu beside it.
  if (!line || menu === null) return { page: 'goodbye', say: [wording.goodbye()] }
  const queues = await stores.queues.all()
  const queueName = (key: string) => queues.find((queue) => queue.key === key)?.name ?? 'that is gone'
  return pageOf(line, trialKey(menu, input, { queueName }))
}

const pageOf = (line: Line, { say, next }: TrialTurn): VoicePage =>
  next === null ? { page: 'goodbye', say } : { page: 'trial', lineId: line.id, ...next, say }
