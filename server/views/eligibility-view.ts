import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { EligibilityView } from '../contract/eligibility-api.ts'
import { signposts, supportOffers, supportWords } from '../contract/eligibility-words.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import { eligibilityWhy, membershipAge, supportOf } from '../domain/eligibility/eligibility.ts'
import { eligibilityRules } from '../domain/eligibility/eligibility-rules.ts'
import { dayIn } from '../domain/missed.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

/** What support is open for a case; null where there is no such case. `may`: what whoever asks may do. */
export async function eligibilityView(
  { read, clock }: ViewDeps,
  caseId: string,
  may: { work: boolean; decide: boolean },
): Promise<EligibilityView | null> {
  const found: { memberId: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first({ memberId: 'member_id' })
  if (!found) return null
  const raw: unknown =
    found.memberId === null
      ? null
      : await selectFrom(read, tables.members).where({ id: found.memberId }).first()
  const member = raw ? tables.members.decode(raw) : null
  const row: unknown = await selectFrom(read, tables.eligibility).where({ case_id: caseId }).first()
  const kept = row ? tables.eligibility.decode(row) : null
  const people = await personBriefs(read, [kept?.assessedBy ?? null, kept?.decision?.by ?? null])
  const support = kept && supportOf(kept)
  const today = dayIn('Europe/London', clock.now())
  return {
    caseId,
    member: member && {
      name: `${member.firstName} ${member.lastName}`,
      joinedOn: member.joinedOn,
      membershipAge: member.joinedOn === null ? null : membershipAge(member.joinedOn, today),
      standing: member.status,
    },
    assessment: kept &&
      support && {
        id: kept.id,
        version: kept.version,
        support: kept.support,
        ...supportWords[kept.support],
        why: eligibilityWhy(kept, kept),
        offers: supportOffers[support],
        signposts: support === 'full' ? [] : signposts,
        happenedOn: kept.happenedOn,
        happenedWords: dayInWords(kept.happenedOn),
        rule: {
          id: kept.ruleId,
          source: eligibilityRules.find(({ id }) => id === kept.ruleId)?.source ?? '',
        },
        by: people.get(kept.assessedBy) ?? null,
        at: kept.assessedAt,
        decision: kept.decision && {
          support: kept.decision.support,
          ...supportWords[kept.decision.support],
          why: kept.decision.why,
          by: people.get(kept.decision.by) ?? null,
          at: kept.decision.at,
        },
      },
    actions: {
      assess: may.work ? when(member !== null, 'nobody-on-case') : when(false, 'not-allowed'),
      decide: when(may.decide && kept !== null, may.decide ? 'not-assessed' : 'not-allowed'),
    },
  }
}
