/** What came of an effect, and how Twilio's "no" is read. */
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { Effect } from '../domain/effects.ts'

/** `failed`: will never be done, and everybody who needs to know has been told. */
export type Outcome = { result: 'done' | 'superseded' } | { result: 'failed'; why: string }
export type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

export const done: Outcome = { result: 'done' }
export const superseded: Outcome = { result: 'superseded' }

/** The call or conference is over: what was wanted of it no longer is. */
export async function unlessOver(ask: () => Promise<void>): Promise<Outcome> {
  try {
    await ask()
    return done
  } catch (error) {
    if (!(error instanceof TwilioProblem)) throw error
    if (error.kind === 'gone') return superseded
    if (error.kind === 'refused') return { result: 'failed', why: error.message }
    throw error
  }
}
