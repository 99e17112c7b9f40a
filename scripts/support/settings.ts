/**
 * Settings of a start without a Twilio account: the simulator's published credentials, and a session secret made once
 * and kept beside the data, so that a restart signs nobody out.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { simulatorCredentials } from '../../server/config.ts'

const secretFile = 'data/session-secret'

const keptSecret = (): string => {
  if (existsSync(secretFile)) return readFileSync(secretFile, 'utf8').trim()
  mkdirSync('data', { recursive: true })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 })
  return secret
}

export const isOnTwilio = (env: NodeJS.ProcessEnv): boolean => Boolean(env['TWILIO_ACCOUNT_SID']?.trim())

export const portsOf = (env: NodeJS.ProcessEnv) => ({
  port: env['PORT']?.trim() || '3000',
  simulatorPort: env['SIMULATOR_PORT']?.trim() || '3001',
})

/** The environment of a server that talks to the simulator on this machine. What is set already wins. */
export const withSimulator = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { port, simulatorPort } = portsOf(env)
  return {
    ...env,
    ...simulatorCredentials,
    PORT: port,
    SIMULATOR_PORT: simulatorPort,
    PUBLIC_URL: env['PUBLIC_URL']?.trim() || `http://localhost:${port}`,
    SESSION_SECRET: env['SESSION_SECRET']?.trim() || keptSecret(),
    TWILIO_API_BASE_URL: `http://localhost:${simulatorPort}`,
    TWILIO_VOICE_SIGNALLING_URL: `ws://localhost:${simulatorPort}`,
    LOG_LEVEL: env['LOG_LEVEL']?.trim() || 'warn',
    DEMO: env['DEMO']?.trim() || '1',
    SIMULATOR_CALLERS: env['SIMULATOR_CALLERS'] ?? 'dist/simulator-callers.json',
  }
}
