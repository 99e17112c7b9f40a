/** Legal holds: of one case with its member's, of one member, or all of them. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { HoldsView, HoldView } from '../contract/hold-api.ts'
import type { LegalHold } from '../domain/legal-hold.ts'
import { caseBriefs, memberBriefs, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

const mostLifted = 100

/** Null: no such case. */
export async function caseHoldsView({ read }: ViewDeps, caseId: string): Promise<HoldsView | null> {
  const found: { member_id: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first('member_id')
  if (!found) return null
  const rows: unknown[] = await selectFrom(read, tables.legalHolds)
    .where((q) => {
      void q.where({ case_id: caseId })
      if (found.member_id !== null) void q.orWhere({ member_id: found.member_id })
    })
    .orderBy(['placed_at', 'id'])
  return shown(read, rows)
}

/** Null: no such member. */
export async function memberHoldsView({ read }: ViewDeps, memberId: string): Promise<HoldsView | null> {
  if (!(await read('members').where({ id: memberId }).first('id'))) return null
  const rows: unknown[] = await selectFrom(read, tables.legalHolds)
    .where({ member_id: memberId })
    .orderBy(['placed_at', 'id'])
  return shown(read, rows)
}

export async function holdsView({ read }: ViewDeps): Promise<HoldsView> {
  const standing: unknown[] = await selectFrom(read, tables.legalHolds)
    .whereNull('lifted_at')
    .orderBy(['placed_at', 'id'])
  const lifted: unknown[] = await selectFrom(read, tables.legalHolds)
    .whereNotNull('lifted_at')
    .orderBy('lifted_at', 'desc')
    .limit(mostLifted)
  return shown(read, [...standing, ...lifted])
}

async function shown(read: Knex, rows: readonly unknown[]): Promise<HoldsView> {
  const holds = rows.map((row) => tables.legalHolds.decode(row))
  const people = await personBriefs(
    read,
    holds.flatMap((hold) => [hold.placedBy, hold.liftedBy]),
  )
  const cases = await caseBriefs(
    read,
    holds.map((hold) => hold.caseId),
  )
  const members = await memberBriefs(
    read,
    holds.map((hold) => hold.memberId),
  )
  const somebody = (id: string) => people.get(id) ?? { id, name: 'Somebody', initials: '' }
  const told = (hold: LegalHold): HoldView => {
    const matter = hold.caseId === null ? undefined : cases.get(hold.caseId)
    const member = hold.memberId === null ? undefined : members.get(hold.memberId)
    return {
      id: hold.id,
      of: matter?.reference ?? member?.name ?? 'What was held is gone',
      path: hold.caseId === null ? `/members/${hold.memberId}` : `/cases/${hold.caseId}`,
      why: hold.why,
      placedBy: somebody(hold.placedBy),
      placedAt: hold.placedAt,
      lifted:
        hold.liftedAt === null || hold.liftedBy === null
          ? null
          : { by: somebody(hold.liftedBy), at: hold.liftedAt, why: hold.liftedWhy ?? '' },
    }
  }
  return {
    standing: holds.filter(({ liftedAt }) => liftedAt === null).map(told),
    lifted: holds.filter(({ liftedAt }) => liftedAt !== null).map(told),
  }
}
