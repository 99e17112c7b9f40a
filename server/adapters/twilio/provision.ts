/**
 * Points an account's numbers and its TwiML app at this server: first as a list of what would change, then, when told
 * to, for real. Which URL belongs where is docs and contract: one table, here.
 */
import twilio from 'twilio'
import { RebasedClient, twilioApi } from './rebased-client.ts'

export interface ProvisionOptions {
  accountSid: string
  authToken: string
  /** null: Twilio itself. */
  apiBaseUrl: string | null
  publicUrl: string
  /** null: one has to be made. */
  twimlAppSid: string | null
  apiKeySid: string | null
  /** E.164; 'all' numbers of the account. */
  numbers: readonly string[] | 'all'
}
export interface Change {
  setting: string
  from: string
  to: string
}
export interface PlannedNumber {
  sid: string
  number: string
  changes: Change[]
}
export interface Plan {
  numbers: PlannedNumber[]
  /** Asked for and not on the account. */
  missing: string[]
  /** sid null: will be made. */
  app: { sid: string | null; changes: Change[] }
  makesApiKey: boolean
}
export interface Made {
  twimlAppSid: string | null
  /** The secret is shown this once; Twilio does not tell it again. */
  apiKey: { sid: string; secret: string } | null
}

const voiceSettings = (base: string) => ({
  voiceUrl: `${base}/twilio/voice`,
  voiceMethod: 'POST',
  voiceFallbackUrl: `${base}/twilio/voice/fallback`,
  voiceFallbackMethod: 'POST',
  statusCallback: `${base}/twilio/voice/status`,
  statusCallbackMethod: 'POST',
})
const textSettings = (base: string) => ({
  smsUrl: `${base}/twilio/sms`,
  smsMethod: 'POST',
  smsFallbackUrl: `${base}/twilio/sms/fallback`,
  smsFallbackMethod: 'POST',
})
/** The end of an agent's leg is told twice, by its conference and by this: one of them may be lost. */
const appSettings = (base: string) => ({
  voiceUrl: `${base}/twilio/voice/client`,
  voiceMethod: 'POST',
  statusCallback: `${base}/twilio/voice/status`,
  statusCallbackMethod: 'POST',
})

const clientOf = ({ accountSid, authToken, apiBaseUrl }: ProvisionOptions) =>
  twilio(accountSid, authToken, {
    httpClient: new RebasedClient((apiBaseUrl ?? twilioApi).replace(/\/+$/, ''), 15_000),
  })
const baseOf = ({ publicUrl }: ProvisionOptions) => publicUrl.replace(/\/+$/, '')

/** Reads the account and changes nothing. */
export async function planProvision(options: ProvisionOptions): Promise<Plan> {
  const client = clientOf(options)
  const base = baseOf(options)
  const owned = await client.incomingPhoneNumbers.list()
  const isAsked = (number: string) => options.numbers === 'all' || options.numbers.includes(number)
  const app = options.twimlAppSid === null ? null : await client.applications(options.twimlAppSid).fetch()
  return {
    numbers: owned
      .filter(({ phoneNumber }) => isAsked(phoneNumber))
      .map((number) => ({
        sid: number.sid,
        number: number.phoneNumber,
        changes: changes(number, settingsFor(number.capabilities, base)),
      })),
    missing:
      options.numbers === 'all'
        ? []
        : options.numbers.filter((asked) => !owned.some(({ phoneNumber }) => phoneNumber === asked)),
    app: { sid: options.twimlAppSid, changes: changes(app ?? {}, appSettings(base)) },
    makesApiKey: options.apiKeySid === null,
  }
}

/** Carries out a plan. Run twice, the second time changes nothing. */
export async function applyProvision(options: ProvisionOptions, plan: Plan): Promise<Made> {
  const client = clientOf(options)
  const base = baseOf(options)
  for (const { sid, changes: wanted } of plan.numbers) {
    if (wanted.length > 0) await client.incomingPhoneNumbers(sid).update(asUpdate(wanted))
  }
  if (plan.app.sid !== null && plan.app.changes.length > 0)
    await client.applications(plan.app.sid).update(asUpdate(plan.app.changes))
  const made =
    plan.app.sid === null
      ? await client.applications.create({ friendlyName: 'Branchline softphone', ...appSettings(base) })
      : null
  const key = plan.makesApiKey ? await client.newKeys.create({ friendlyName: 'Branchline' }) : null
  return {
    twimlAppSid: made?.sid ?? null,
    apiKey: key === null ? null : { sid: key.sid, secret: key.secret },
  }
}

const settingsFor = (can: { voice: boolean; sms: boolean }, base: string): Record<string, string> => ({
  ...(can.voice ? voiceSettings(base) : {}),
  ...(can.sms ? textSettings(base) : {}),
})

function changes(now: object, wanted: Record<string, string>): Change[] {
  const current = new Map<string, unknown>(Object.entries(now))
  return Object.entries(wanted)
    .map(([setting, to]) => {
      const from = current.get(setting)
      return { setting, from: typeof from === 'string' ? from : '', to }
    })
    .filter(({ from, to }) => from !== to)
}

const asUpdate = (wanted: readonly Change[]): Record<string, string> =>
  Object.fromEntries(wanted.map(({ setting, to }) => [setting, to]))
