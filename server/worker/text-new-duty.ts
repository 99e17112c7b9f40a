/**
 * One text to whoever goes on duty: which alerts are up already, that they were not texted about. Its first words carry
 * the time they went on duty, so that after a try whose answer was lost its twin is known.
 */
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import { alertsTextedTo } from '../commands/alert-texted.ts'
import { maySupervise } from '../commands/set-duty.ts'
import { alertWords, newDutyText } from '../domain/alert-words.ts'
import { isUp } from '../domain/alerts.ts'
import type { Alert, EffectRow } from '../domain/records.ts'
import { writtenTime } from '../domain/spoken-time.ts'
import type { TextDutyDeps } from './text-duty.ts'

const zone = 'Europe/London'
/** The URL of the callback carries them; Twilio takes 4,000 characters. */
const mostFollowed = 40

/** Of an alert whose own text is still to leave they hear by that. */
const isNewTo = (alert: Alert, personId: string): boolean =>
  isUp(alert) &&
  alert.text !== null &&
  !(['sent', 'delivered'].includes(alert.text.state) && alert.text.personId === personId)

export async function textNewDuty(
  deps: TextDutyDeps,
  { personId }: { personId: string },
  row: Pick<EffectRow, 'attempts'>,
): Promise<'done' | 'superseded' | { failed: string }> {
  const found = await deps.write(async (stores) => {
    const duty = await stores.duty.read()
    if (duty.personId !== personId || duty.number === null || !(await maySupervise(stores, personId)))
      return null
    const alerts = (await stores.alerts.all()).filter((alert) => isNewTo(alert, personId))
    const queues = await stores.queues.all()
    const from = (await stores.lines.all()).find(({ kind }) => kind === 'text')?.number ?? null
    const what = alerts.map(
      (alert) => alertWords(alert, queues.find(({ id }) => id === alert.queueId)?.name ?? 'A queue').what,
    )
    return { to: duty.number, since: duty.since, alerts, from, what }
  })
  if (found === null || found.alerts.length === 0) return 'superseded'
  const { to, since, alerts, from, what } = found
  const tell = (result: 'sent' | 'failed') =>
    deps.write((stores) =>
      alertsTextedTo(
        stores,
        { now: deps.clock.now(), ids: deps.ids, actor: 'system' },
        { personId, raisings: alerts.map(({ id, raisingId }) => ({ alertId: id, raisingId })), result },
      ),
    )
  if (from === null) {
    await tell('failed')
    return { failed: 'no line of ours sends texts' }
  }
  const { opening, body } = newDutyText(what, {
    at: writtenTime(since, zone),
    url: `${deps.publicUrl}/live`,
  })
  try {
    const isOut =
      row.attempts > 1 && (await deps.rest.textsTo({ from, to })).some((one) => one.body.startsWith(opening))
    if (!isOut) {
      const raisings = alerts.flatMap(({ raisingId }) => raisingId ?? [])
      const statusCallback = deps.urls.dutyStatus(raisings.slice(0, mostFollowed))
      await deps.rest.sendText({ from, to, body, statusCallback })
    }
  } catch (error) {
    if (!(error instanceof TwilioProblem) || (error.kind !== 'refused' && error.kind !== 'gone')) throw error
    await tell('failed')
    return { failed: error.message }
  }
  await tell('sent')
  return 'done'
}

/** Given up: where the duty is set it says so. */
export async function newDutyNotTexted(
  deps: Pick<TextDutyDeps, 'write' | 'clock' | 'ids'>,
  data: Record<string, unknown>,
): Promise<void> {
  const { personId } = data
  if (typeof personId !== 'string') return
  await deps.write(async (stores) => {
    const alerts = (await stores.alerts.all()).filter((alert) => isNewTo(alert, personId))
    const env = { now: deps.clock.now(), ids: deps.ids, actor: 'system' }
    const raisings = alerts.map(({ id, raisingId }) => ({ alertId: id, raisingId }))
    await alertsTextedTo(stores, env, { personId, raisings, result: 'failed' })
  })
}
