import type { Refused } from '../contract/refusals.ts'
import type { MemberNeed } from '../domain/member-needs.ts'
import { languageName } from '../domain/person.ts'
import type { Env, Stores } from './ports.ts'

/** What a member needs so that they can use us like everybody (F92), as they said it. `version` 0: nothing before. */
export async function saveNeeds(
  stores: Stores,
  env: Env,
  input: {
    memberId: string
    personId: string
    version: number
    needs: readonly MemberNeed[]
    language: string | null
    words: string
  },
): Promise<{ memberId: string } | Refused> {
  const { memberId, personId, version, language } = input
  if (!(await stores.members.find(memberId))) return { refused: 'not-found' }
  if (language !== null && languageName(language) === null)
    return { refused: 'bad-settings', fields: [{ field: 'language', words: 'This language is not known.' }] }
  const before = await stores.memberNeeds.find(memberId)
  if ((before?.version ?? 0) !== version) return { refused: 'stale-version' }
  const next = {
    memberId,
    version: version + 1,
    needs: [...new Set(input.needs)],
    language,
    words: input.words.trim(),
    changedBy: personId,
    changedAt: env.now,
  }
  if (before) await stores.memberNeeds.save(next)
  else await stores.memberNeeds.insert(next)
  await stores.events.append([{ type: 'member.needs-changed', memberId }], { actor: env.actor, at: env.now })
  return { memberId }
}
