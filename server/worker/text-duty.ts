/**
 * The text about an alert to whoever is on duty. Once each time it is raised: its words carry the time, so that after a
 * try whose answer was lost its twin is known. An alert that is over before it left is not texted.
 */
import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { TwilioUrls } from '../adapters/twilio/twilio-urls.ts'
import { alertTexted } from '../commands/alert-texted.ts'
import type { Clock, Ids, Write } from '../commands/ports.ts'
import { maySupervise } from '../commands/set-duty.ts'
import { alertText, alertWords } from '../domain/alert-words.ts'
import { isUp } from '../domain/alerts.ts'
import type { AlertText, EffectRow } from '../domain/records.ts'
import { writtenTime } from '../domain/spoken-time.ts'

const zone = 'Europe/London'

export interface TextDutyDeps {
  write: Write
  clock: Clock
  ids: Ids
  rest: Pick<TwilioRest, 'sendText' | 'textsTo'>
  publicUrl: string
  urls: Pick<TwilioUrls, 'dutyStatus'>
}
export interface Raising {
  alertId: string
  raisingId: string
}

export async function textDuty(
  deps: TextDutyDeps,
  raising: Raising,
  row: Pick<EffectRow, 'attempts'>,
): Promise<'done' | 'superseded' | { failed: string }> {
  const found = await deps.write(async (stores) => {
    const alert = await stores.alerts.find(raising.alertId)
    if (alert === null || !isUp(alert) || alert.raisingId !== raising.raisingId || alert.text !== null)
      return null
    const row = await stores.duty.read()
    const isThere = row.personId !== null && (await maySupervise(stores, row.personId))
    const duty = isThere ? row : { personId: null, number: null }
    const queue = alert.queueId === null ? null : await stores.queues.find(alert.queueId)
    const from =
      (await stores.lines.all()).find(({ kind, purpose }) => kind === 'text' && purpose === 'case')?.number ??
      null
    return { alert, duty, from, queueName: queue?.name ?? '' }
  })
  if (found === null) return 'superseded'
  const { alert, duty, from, queueName } = found
  const { personId, number: to } = duty
  const tell = (result: AlertText['state']) =>
    deps.write((stores) =>
      alertTexted(
        stores,
        { now: deps.clock.now(), ids: deps.ids, actor: 'system' },
        { ...raising, personId, result },
      ),
    )
  if (to === null) {
    await tell('nobody-on-duty')
    return 'done'
  }
  if (from === null) {
    await tell('failed')
    return { failed: 'no line of ours sends texts' }
  }
  const body = alertText(alertWords(alert, queueName), {
    at: writtenTime(alert.raisedAt ?? deps.clock.now(), zone),
    url: `${deps.publicUrl}/live`,
  })
  try {
    const isOut = row.attempts > 1 && (await deps.rest.textsTo({ from, to })).some((one) => one.body === body)
    if (!isOut) {
      const statusCallback = deps.urls.dutyStatus([raising.raisingId])
      await deps.rest.sendText({ from, to, body, statusCallback })
    }
    await tell('sent')
    return 'done'
  } catch (error) {
    if (!(error instanceof TwilioProblem) || (error.kind !== 'refused' && error.kind !== 'gone')) throw error
    await tell('failed')
    return { failed: error.message }
  }
}

/** Given up: the alert says on the screen that nobody was texted. */
export async function dutyNotTexted(
  deps: Pick<TextDutyDeps, 'write' | 'clock' | 'ids'>,
  data: Record<string, unknown>,
): Promise<void> {
  const { alertId, raisingId } = data
  if (typeof alertId !== 'string' || typeof raisingId !== 'string') return
  await deps.write(async (stores) => {
    const { personId } = await stores.duty.read()
    const env = { now: deps.clock.now(), ids: deps.ids, actor: 'system' }
    await alertTexted(stores, env, { alertId, raisingId, personId, result: 'failed' })
  })
}
