/**
 * Environment → Config. Every problem is listed at once, so that nobody fixes a deployment one restart at a time.
 * An empty value is a missing value. Words, not values, stand in the problems: a secret never reaches a log.
 */
import { z } from 'zod'
import type { JointAgreement } from './domain/records.ts'

/**
 * The simulator's published credentials (simulator/demo-account.ts; a test compares). Everybody has them, so a server
 * that talks to the real Twilio refuses each of them.
 */
export const simulatorCredentials = {
  TWILIO_ACCOUNT_SID: 'AC51a01a70c0ffee00000000000000b12a',
  TWILIO_AUTH_TOKEN: 'b5a7c11e51a01a7e0000000000000001',
  TWILIO_API_KEY_SID: 'SK51a01a70c0ffee00000000000000b12a',
  TWILIO_API_KEY_SECRET: 'simulatedSecretNotForProduction1',
  TWILIO_TWIML_APP_SID: 'AP51a01a70c0ffee00000000000000b12a',
} as const

const sid = (prefix: string) =>
  z.string({ error: 'is missing' }).regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), {
    error: `must be ${prefix} followed by 32 hexadecimal characters`,
  })
const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number' })
    .transform(Number)
    .refine((number) => number <= 65_535, { error: 'must be a port number up to 65535' })
    .default(fallback)
const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address like https://phone.example.org' })
  .transform((address) => address.replace(/\/+$/, ''))
const socketAddress = z.url({ protocol: /^wss?$/, error: 'must be an address like ws://localhost:3001' })
const secret = z.string({ error: 'is missing' })

/** Every variable, in the order of .env.example (a test compares the two). */
export const variables = z.object({
  PORT: port(3000),
  PUBLIC_URL: webAddress.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, {
      error: 'must be sqlite:<file> or postgres://<user>:<password>@<host>/<database>',
    })
    .default('sqlite:data/branchline.sqlite'),
  SESSION_SECRET: secret.min(16, { error: 'must have at least 16 characters' }),
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_AUTH_TOKEN_NEXT: z.string().optional(),
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: secret,
  TWILIO_TWIML_APP_SID: sid('AP'),
  TWILIO_API_BASE_URL: webAddress.optional(),
  TWILIO_VOICE_SIGNALLING_URL: socketAddress.optional(),
  SIMULATOR_PORT: port(3001),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'must be one of silent, fatal, error, warn, info, debug, trace',
    })
    .default('info'),
  JOINT_AGREEMENT_LISTENING: z
    .enum(['none', 'listen', 'listen-whisper', 'all'], {
      error: 'must be one of none, listen, listen-whisper, all',
    })
    .optional(),
  JOINT_AGREEMENT_DATE: z.iso.date({ error: 'must be a day like 2026-10-01' }).optional(),
  JOINT_AGREEMENT_WITH: z.string().max(200, { error: 'is longer than 200 characters' }).optional(),
  VIRUS_SCAN_COMMAND: z.string().max(500, { error: 'is longer than 500 characters' }).optional(),
  DEMO: z.enum(['0', '1'], { error: 'must be 1, or empty' }).default('0'),
})

export interface Config {
  port: number
  /** How Twilio and browsers reach us, without a slash at the end. */
  publicUrl: string
  databaseUrl: string
  sessionSecret: string
  twilio: {
    accountSid: string
    authToken: string
    /** Accepted as well while tokens are being rotated. */
    authTokenNext: string | null
    apiKeySid: string
    apiKeySecret: string
    twimlAppSid: string
    /** null: the real Twilio. */
    apiBaseUrl: string | null
    voiceSignallingUrl: string | null
  }
  /** The simulator's phone page, when that is what we talk to. */
  simulatorUrl: string | null
  logLevel: z.output<typeof variables>['LOG_LEVEL']
  /** What union and staff agreed about listening to calls. */
  agreement: JointAgreement
  /** Looks at one document for viruses: the program, and what it is given before the file's path. Null: none. */
  virusScan: readonly string[] | null
  isDemo: boolean
}

export type ConfigResult = { config: Config } | { problems: string[] }

/** Reads the environment. Either a whole configuration or every problem with it, one line each. */
export const readConfig = (environment: Record<string, string | undefined>): ConfigResult => {
  const given = Object.fromEntries(
    Object.keys(variables.shape).map((name) => [name, environment[name]?.trim() || undefined]),
  )
  const parsed = variables.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  problems.push(...agreementProblems(given))
  if (given['TWILIO_API_BASE_URL'] === undefined) problems.push(...productionProblems(given))
  if (!parsed.success || problems.length > 0) return { problems }

  const v = parsed.data
  const publicUrl = v.PUBLIC_URL ?? `http://localhost:${v.PORT}`
  const isSimulated =
    v.TWILIO_API_BASE_URL !== undefined && v.TWILIO_ACCOUNT_SID === simulatorCredentials.TWILIO_ACCOUNT_SID
  return {
    config: {
      port: v.PORT,
      publicUrl,
      databaseUrl: v.DATABASE_URL,
      sessionSecret: v.SESSION_SECRET,
      twilio: {
        accountSid: v.TWILIO_ACCOUNT_SID,
        authToken: v.TWILIO_AUTH_TOKEN,
        authTokenNext: v.TWILIO_AUTH_TOKEN_NEXT ?? null,
        apiKeySid: v.TWILIO_API_KEY_SID,
        apiKeySecret: v.TWILIO_API_KEY_SECRET,
        twimlAppSid: v.TWILIO_TWIML_APP_SID,
        apiBaseUrl: v.TWILIO_API_BASE_URL ?? null,
        voiceSignallingUrl: v.TWILIO_VOICE_SIGNALLING_URL ?? null,
      },
      simulatorUrl: isSimulated && v.TWILIO_API_BASE_URL ? new URL(v.TWILIO_API_BASE_URL).origin : null,
      logLevel: v.LOG_LEVEL,
      // Beside the simulator it can be tried; in earnest nothing is allowed until somebody has agreed to it.
      agreement:
        v.JOINT_AGREEMENT_LISTENING === undefined && isSimulated
          ? tryingOut
          : {
              allows: [...allowedModes[v.JOINT_AGREEMENT_LISTENING ?? 'none']],
              agreedBy: v.JOINT_AGREEMENT_WITH ?? null,
              agreedOn: v.JOINT_AGREEMENT_DATE ?? null,
            },
      virusScan: v.VIRUS_SCAN_COMMAND?.split(/\s+/) ?? null,
      isDemo: v.DEMO === '1',
    },
  }
}

const allowedModes = {
  none: [],
  listen: ['listen'],
  'listen-whisper': ['listen', 'whisper'],
  all: ['listen', 'whisper', 'barge'],
} as const
const tryingOut: JointAgreement = {
  allows: [...allowedModes.all],
  agreedBy: 'the demo union and its staff',
  agreedOn: '2026-10-01',
}

/** An agreement has a day and two sides, or it is none. */
const agreementProblems = (given: Record<string, string | undefined>): string[] => {
  const listening = given['JOINT_AGREEMENT_LISTENING'] ?? 'none'
  if (listening === 'none') return []
  return ['JOINT_AGREEMENT_DATE', 'JOINT_AGREEMENT_WITH']
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is missing: who agreed to listening, and when, is shown to everybody`)
}

/** What only matters when the other side is the real Twilio: nothing that everybody knows, nothing unencrypted. */
const productionProblems = (given: Record<string, string | undefined>): string[] => {
  const problems: string[] = []
  for (const [name, known] of Object.entries(simulatorCredentials))
    if (given[name] === known)
      problems.push(`${name} is the simulator's; use your own, or set TWILIO_API_BASE_URL`)
  const sessionSecret = given['SESSION_SECRET']
  if (sessionSecret !== undefined && sessionSecret.length < 32)
    problems.push('SESSION_SECRET must have at least 32 characters')
  const publicUrl = given['PUBLIC_URL']
  if (publicUrl === undefined) problems.push('PUBLIC_URL is missing: Twilio has to reach this server')
  else if (URL.canParse(publicUrl) && !isEncryptedOrLocal(new URL(publicUrl)))
    problems.push('PUBLIC_URL must begin with https:// (calls and texts travel over it)')
  if (given['TWILIO_VOICE_SIGNALLING_URL'] !== undefined)
    problems.push('TWILIO_VOICE_SIGNALLING_URL is only for a simulator; leave it empty')
  return problems
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const isEncryptedOrLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || localHosts.has(hostname)
