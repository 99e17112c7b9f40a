/**
 * Looks at the centre every few seconds, whether or not somebody watches the board, and has alerts judged when the look
 * would change one. A look is one shared reading of the board and four small queries; most change nothing and write nothing.
 */
import { judged } from '../commands/judge-alerts.ts'
import type { AlertReading } from '../domain/alerts.ts'
import type { Alert } from '../domain/records.ts'

export interface AlertWatchDeps {
  nowMs: () => number
  read: () => Promise<{ reading: AlertReading; known: Alert[] }>
  judge: (reading: AlertReading) => Promise<unknown>
}

export const lookEveryMs = 5_000

export const createAlertWatch = (deps: AlertWatchDeps) => {
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    const nowMs = deps.nowMs()
    // A clock that was put back is no reason to wait.
    if (nowMs >= lookedAt && nowMs - lookedAt < lookEveryMs) return
    lookedAt = nowMs
    const { reading, known } = await deps.read()
    const wouldChange = judged(known, reading, { now: reading.now, newId: () => '' }).length > 0
    if (wouldChange) await deps.judge(reading)
  }
}
