import type { SealStores } from '../../../commands/seal-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, limitToCome, statement } from '../statement.ts'
import { every, insertInto, kept, keptStatements, texts } from './kept.ts'

const seals = keptStatements(tables.caseSeals, 'caseId', ['sealedAt', 'sealedBy'])
const openings = keptStatements(tables.caseOpenings, 'id', ['caseId', 'personId', 'openedAt'])
const removeSeal = statement('case seal remove', (k, p) =>
  k('case_seals')
    .where({ case_id: p('caseId') })
    .delete(),
)
const sealedOfMember = statement('sealed cases of member', (k, p) =>
  k('case_seals')
    .join('cases', 'cases.id', 'case_seals.case_id')
    .where('cases.member_id', p('memberId'))
    .select({ id: 'case_seals.case_id' }),
)
const memberNumbered = statement('member by membership number', (k, p) =>
  k('members')
    .where({ membership_number: p('membershipNumber') })
    .select({ id: 'id' }),
)
const ofCase = statement('standings of case', (k, p) =>
  selectFrom(k, tables.caseStandings)
    .where({ case_id: p('caseId') })
    .orderBy(['at', 'person_id']),
)
const insertStanding = insertInto(tables.caseStandings)
const removeStanding = statement('standing remove', (k, p) =>
  k('case_standings')
    .where({ case_id: p('caseId'), person_id: p('personId') })
    .delete(),
)
const owned = statement('case owned by', (k, p) =>
  k('cases')
    .where({ id: p('caseId'), owner_id: p('personId') })
    .select({ id: 'id' }),
)
const protects = statement('person in data protection', (k, p) =>
  k('person_roles')
    .where({ person_id: p('personId'), role: 'data-protection' })
    .select({ id: 'person_id' }),
)
const lastGlass = statement('last opening of case by person', (k, p) =>
  selectFrom(k, tables.caseOpenings)
    .where({ case_id: p('caseId'), person_id: p('personId') })
    .orderBy('ends_at', 'desc')
    .limit(1),
)
const over = statement('openings over', (k, p) =>
  selectFrom(k, tables.caseOpenings)
    .whereNull('ended_at')
    .where('ends_at', '<=', p('now'))
    .orderBy(['ends_at', 'id'])
    .limit(limitToCome)
    .forUpdate(),
)

export const sealStores = (executor: Executor): SealStores => {
  const is = async (query: typeof owned, params: Record<string, string>) =>
    (await texts(executor, query, params, 'id')).length > 0
  const standingOf = async (caseId: string, personId: string) =>
    (await every(executor, tables.caseStandings, ofCase, { caseId })).find((one) => one.personId === personId)
      ?.standing ?? null
  const keptSeals = kept<CaseSealRow, 'caseId'>(executor, seals)
  return {
    seals: {
      ...keptSeals,
      remove: async (caseId) => {
        await executor.run(removeSeal, { caseId })
      },
      memberNumbered: async (membershipNumber) =>
        (await texts(executor, memberNumbered, { membershipNumber }, 'id'))[0] ?? null,
      ofMember: (memberId) => texts(executor, sealedOfMember, { memberId }, 'id'),
    },
    standings: {
      ofCase: (caseId) => every(executor, tables.caseStandings, ofCase, { caseId }),
      insert: async (standing) => {
        await executor.run(insertStanding, { ...standing })
      },
      remove: async (caseId, personId) => {
        await executor.run(removeStanding, { caseId, personId })
      },
      between: async (caseId, personId) => {
        const seal = await keptSeals.find(caseId)
        const other = seal?.opposedCaseId ?? null
        const [glass] = await every(executor, tables.caseOpenings, lastGlass, { caseId, personId })
        return {
          isSealed: seal !== null,
          isOwner: await is(owned, { caseId, personId }),
          standing: await standingOf(caseId, personId),
          knowsOtherSide:
            other !== null &&
            ((await is(owned, { caseId: other, personId })) ||
              (await standingOf(other, personId)) === 'named'),
          isDataProtection: await is(protects, { personId }),
          glassEndsAt: glass?.endsAt ?? null,
        }
      },
    },
    openings: {
      ...kept(executor, openings),
      over: (now, limit) => every(executor, tables.caseOpenings, over, { now, limit }),
    },
  }
}
type CaseSealRow = NonNullable<Awaited<ReturnType<SealStores['seals']['find']>>>
