import type { Refused } from '../contract/refusals.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

/** A case leaves the house as a file: why is asked, and stands on its timeline before the file is made. */
export async function exportCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; why: string },
): Promise<{ done: true } | Refused> {
  if (!(await stores.cases.find(input.caseId))) return { refused: 'not-found' }
  const why = input.why.trim()
  if (why === '') return { refused: 'why-required' }
  await noteOnCase(stores, env, {
    caseId: input.caseId,
    heading: 'Case exported as PDF',
    body: `Why: ${why}`,
  })
  await stores.events.append(
    [{ type: 'case.exported', caseId: input.caseId, personId: input.personId, as: 'pdf' }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
