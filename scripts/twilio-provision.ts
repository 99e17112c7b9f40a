/**
 * npm run twilio:provision                          what would change, for every number of the account
 * npm run twilio:provision -- --number +442079460900 --number +447700900900 --apply
 * npm run twilio:provision -- --all --apply
 *
 * Reads TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and PUBLIC_URL (environment or .env). Makes the TwiML app and the API key
 * when TWILIO_TWIML_APP_SID and TWILIO_API_KEY_SID are not set yet, and prints the lines to put into .env.
 */
import { parseArgs } from 'node:util'
import { applyProvision, type Change, planProvision } from '../server/adapters/twilio/provision.ts'
import { readTwilioError } from '../server/adapters/twilio/twilio-problem.ts'
import { loadEnvFile } from '../server/env-file.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
function refuse(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

const { values } = parseArgs({
  options: {
    number: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
    apply: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  },
})
loadEnvFile()
const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL } = process.env
const missing = Object.entries({ TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PUBLIC_URL }).filter(
  ([, value]) => !value,
)
if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !PUBLIC_URL)
  refuse(missing.map(([name]) => `${name} is missing`).join('\n'))
if (values.apply && values['dry-run']) refuse('Say either --dry-run or --apply.')
if (values.apply && values.number.length === 0 && !values.all)
  refuse('Say which numbers: --number +44… (as often as needed), or --all of the account.')

const options = {
  accountSid: TWILIO_ACCOUNT_SID,
  authToken: TWILIO_AUTH_TOKEN,
  apiBaseUrl: process.env['TWILIO_API_BASE_URL'] || null,
  publicUrl: PUBLIC_URL,
  twimlAppSid: process.env['TWILIO_TWIML_APP_SID'] || null,
  apiKeySid: process.env['TWILIO_API_KEY_SID'] || null,
  numbers: values.number.length > 0 ? values.number : ('all' as const),
}
const list = (title: string, changes: readonly Change[]) => {
  say(`${title}${changes.length === 0 ? ': already right' : ''}`)
  for (const { setting, from, to } of changes) say(`  ${setting}: ${from === '' ? '(empty)' : from} → ${to}`)
}

try {
  const plan = await planProvision(options)
  for (const { number, changes } of plan.numbers) list(number, changes)
  for (const number of plan.missing) say(`${number}: not on this account`)
  list(plan.app.sid === null ? 'TwiML app: to be made' : `TwiML app ${plan.app.sid}`, plan.app.changes)
  if (plan.makesApiKey) say('API key: to be made')
  if (plan.missing.length > 0) process.exitCode = 1
  if (!values.apply) say('Nothing was changed. Add --apply to do it.')
  else {
    const made = await applyProvision(options, plan)
    say('Done.')
    if (made.twimlAppSid !== null) say(`TWILIO_TWIML_APP_SID=${made.twimlAppSid}`)
    if (made.apiKey !== null) {
      say(`TWILIO_API_KEY_SID=${made.apiKey.sid}`)
      say(`TWILIO_API_KEY_SECRET=${made.apiKey.secret}`)
    }
  }
} catch (error) {
  const problem = readTwilioError(error)
  const detail = error instanceof Error ? error.message : ''
  refuse(`Twilio did not do it: ${problem.message}. ${detail}`)
}
