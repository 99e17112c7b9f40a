import type { Clock, Env, Ids, Stores, Write } from '../../../commands/ports.ts'
import type { LiveView } from '../../../contract/live-views.ts'
import type { PhoneTokenView } from '../../../contract/phone-views.ts'
import { isRefused, type Refused } from '../../../contract/refusals.ts'
import type { JointAgreement } from '../../../domain/records.ts'
import type { Screens } from '../../screens.ts'
import type { Asker } from '../access.ts'
import type { SignInLimits } from '../sign-in-limits.ts'

/** What route handlers are made of. */
export interface RouteDeps {
  write: Write
  clock: Clock
  ids: Ids
  screens: Screens
  /** One reading of the board for all who look: as it is after the question, or a second old at most. */
  board: { now: () => Promise<LiveView>; lately: () => Promise<LiveView> }
  /** Whether Twilio knows any leg of a voice contact that still goes on; 'unknown' when it cannot be asked now. */
  isCallOver: (contactId: string) => Promise<boolean | 'unknown'>
  /** What union and staff agreed about listening to calls. */
  agreement: JointAgreement
  askerOf: (personId: string) => Promise<Asker | null>
  phoneToken: (personId: string) => PhoneTokenView
  signInLimits: SignInLimits
  /** Whether documents are checked for viruses before they are kept. */
  isVirusChecked: boolean
  /** A members' file was accepted: goes on by itself. */
  applyMembers: () => void
  simulatorUrl: string | null
  publicUrl: string
  /** A session ended: its live updates end too, and its phone can no longer ring. */
  whenSignedOut: (personId: string, sessionId: string) => void
  /** Hashes a password as it is kept: slow on purpose, so never inside a transaction. */
  hashPassword: (password: string) => Promise<string>
  /** Whether a wall's token is known, by its hash. */
  knowsWall: (tokenHash: string) => Promise<boolean>
}

/** Runs one command for a person, in its own transaction. */
export const runFor =
  ({ write, clock, ids }: Pick<RouteDeps, 'write' | 'clock' | 'ids'>) =>
  <T>(actor: string, unit: (stores: Stores, env: Env) => Promise<T>): Promise<T> =>
    write((stores) => unit(stores, { now: clock.now(), ids, actor }))

/** A view that found nothing is a refusal. */
export const orNotFound = <T>(view: T | null): T | Refused => view ?? { refused: 'not-found' }

/** After a command that worked: the screen as it is now. A refusal passes through. */
export const thenShow = async <T, Done>(
  result: Done | Refused,
  show: (done: Done) => Promise<T | null>,
): Promise<T | Refused> => (isRefused(result) ? result : orNotFound(await show(result)))

/** Whether a word of a path can be a number of the event log. */
export const isSeq = (word: string): boolean => /^\d{1,9}$/.test(word)
