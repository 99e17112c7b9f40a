import type { z } from 'zod'
import {
  adviceWayWords,
  type changeAdvice as changing,
  type logAdvice as logging,
} from '../contract/advice-api.ts'
import type { Refused } from '../contract/refusals.ts'
import { type Advice, adviceTroubles, signedWords, whyNotChange } from '../domain/advice.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

/** Logs what a member was advised; a correction names the entry it corrects, which stays (F76). A closed case takes it too. */
export async function logAdvice(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string } & z.output<typeof logging>,
): Promise<{ caseId: string } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (await stores.advice.byClientId(input.clientId)) return { caseId: found.id }
  const givenAt = new Date(input.givenAt).toISOString()
  const fields = adviceTroubles({ ...input, givenAt }, env.now)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const corrected = input.corrects === null ? null : await stores.advice.find(input.corrects)
  if (input.corrects !== null && corrected?.caseId !== found.id) return { refused: 'not-found' }
  const unsigned = {
    id: env.ids.next(),
    version: 1,
    caseId: found.id,
    clientId: input.clientId,
    way: input.way,
    what: input.what.trim(),
    basis: input.basis.trim(),
    givenAt,
    givenBy: input.personId,
    writtenAt: env.now,
    corrects: input.corrects,
    signedAfter: await stores.advice.lastSignature(found.id),
  }
  const advice: Advice = { ...unsigned, sha256: stores.advice.sign(signedWords(unsigned)) }
  await stores.advice.insert(advice)
  await tell(stores, env, advice, corrected === null ? 'Advice logged' : 'Advice corrected')
  await stores.events.append(
    [{ type: 'advice.logged', caseId: found.id, adviceId: advice.id, sha256: advice.sha256 }],
    { actor: env.actor, at: env.now },
  )
  return { caseId: found.id }
}

/** Its author changes it within a day of writing it. What it said before stays on the timeline. */
export async function changeAdvice(
  stores: Stores,
  env: Env,
  input: { adviceId: string; personId: string } & z.output<typeof changing>,
): Promise<{ caseId: string } | Refused> {
  const advice = await stores.advice.find(input.adviceId)
  if (!advice) return { refused: 'not-found' }
  if (advice.version !== input.version) return { refused: 'stale-version' }
  const no = whyNotChange(advice, { by: input.personId, now: env.now })
  if (no !== null) return { refused: no }
  const givenAt = new Date(input.givenAt).toISOString()
  const fields = adviceTroubles({ ...input, givenAt }, env.now)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const unsigned = {
    ...advice,
    version: advice.version + 1,
    way: input.way,
    what: input.what.trim(),
    basis: input.basis.trim(),
    givenAt,
  }
  const next: Advice = { ...unsigned, sha256: stores.advice.sign(signedWords(unsigned)) }
  await stores.advice.save(next)
  await tell(stores, env, next, 'Advice changed on the day it was logged')
  await stores.events.append(
    [{ type: 'advice.changed', caseId: advice.caseId, adviceId: advice.id, sha256: next.sha256 }],
    { actor: env.actor, at: env.now },
  )
  return { caseId: advice.caseId }
}

const tell = (stores: Stores, env: Env, { caseId, way, what, basis }: Advice, heading: string) =>
  noteOnCase(stores, env, { caseId, heading, body: `${adviceWayWords[way]}: ${what}\nBasis: ${basis}` })
