import type { Refused } from '../contract/refusals.ts'
import { triageWords } from '../contract/triage-api.ts'
import type { TriageBand } from '../domain/triage.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

/** Somebody who knows better than the parts, and says why; `band` null: the parts decide again. `version` 0: never set. */
export async function setTriage(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; version: number; band: TriageBand | null; why: string },
): Promise<{ caseId: string } | Refused> {
  const { caseId, personId, band } = input
  const found = await stores.cases.find(caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  const before = await stores.triage.find(caseId)
  if ((before?.version ?? 0) !== input.version) return { refused: 'stale-version' }
  const why = input.why.trim()
  if (why === '') return { refused: 'why-required', detail: 'Say why. The reason is kept with the case.' }
  if ((before?.band ?? null) === band) return { caseId }
  const next = { caseId, version: input.version + 1, band, why, by: personId, at: env.now }
  await (before ? stores.triage.save(next) : stores.triage.insert(next))
  await noteOnCase(stores, env, {
    caseId,
    heading: band === null ? 'Triage goes by its parts again' : `Triage set to ${triageWords[band]}`,
    body: `Why: ${why}`,
  })
  await stores.events.append([{ type: 'case.triaged', caseId, band }], { actor: env.actor, at: env.now })
  return { caseId }
}
