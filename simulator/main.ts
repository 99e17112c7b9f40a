import { readPeople } from './control/people.ts'
import { demoAccount } from './demo-account.ts'
import { demoCallers } from './demo-callers.ts'
import { demoNumbers } from './demo-numbers.ts'
import { createSimulator } from './simulator.ts'

/** Its own process: everything from the environment, one address on loopback, gone at the first signal. */
const env = process.env
const port = Number(env['SIMULATOR_PORT'] ?? 3001)
const publicUrl = (env['PUBLIC_URL'] ?? 'http://localhost:3000').replace(/\/$/, '')

try {
  const account = {
    accountSid: env['TWILIO_ACCOUNT_SID'] || demoAccount.accountSid,
    authToken: env['TWILIO_AUTH_TOKEN'] || demoAccount.authToken,
    apiKeySid: env['TWILIO_API_KEY_SID'] || demoAccount.apiKeySid,
    apiKeySecret: env['TWILIO_API_KEY_SECRET'] || demoAccount.apiKeySecret,
    twimlAppSid: env['TWILIO_TWIML_APP_SID'] || demoAccount.twimlAppSid,
  }
  const simulator = await createSimulator({
    port,
    publicUrl,
    account,
    applications: [
      {
        sid: account.twimlAppSid,
        voiceUrl: `${publicUrl}/twilio/voice/client`,
        statusCallback: `${publicUrl}/twilio/voice/status`,
      },
    ],
    numbers: demoNumbers(publicUrl),
    callers: env['SIMULATOR_CALLERS'] ? readPeople(env['SIMULATOR_CALLERS']) : demoCallers,
    pageDirectory: env['SIMULATOR_PAGE_DIR'] ?? 'dist/phone-page',
  })
  console.log(`Simulator on ${simulator.url}, calling ${publicUrl}`)
} catch (error) {
  console.error(
    `The simulator cannot start on port ${port}: ${error instanceof Error ? error.message : String(error)}`,
  )
  process.exit(1)
}

// process.exit at once: the media library neither ends by itself nor survives its own clean-up (0.33.4).
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0))
