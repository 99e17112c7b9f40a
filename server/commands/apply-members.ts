/**
 * A report that was looked at becomes what is kept of the members, a batch at a time. Every row is compared once more
 * with what is kept at that moment: what a person changed here since the report stays.
 */
import type { Refused } from '../contract/refusals.ts'
import {
  differences,
  type FieldChange,
  goneStatus,
  type MemberNow,
  phoneChanges,
  taken,
} from '../domain/member-difference.ts'
import type { MemberSays } from '../domain/member-file.ts'
import { goneNeedsLook, moved } from '../domain/member-import.ts'
import { tell } from './import-members.ts'
import { type ChangedMember, type StagedRow, workplaceKey } from './member-import-ports.ts'
import type { Env, Stores } from './ports.ts'

/** Refused with `many-gone` unless `goneIsRight`, when so many are missing that the file may have been cut off. */
export async function applyImport(
  stores: Stores,
  env: Env,
  input: { importId: string; goneIsRight: boolean },
): Promise<'applying' | Refused> {
  const one = await stores.memberImports.find(input.importId)
  if (one === null) return { refused: 'not-found' }
  const next = moved(one, 'applying', env.now)
  if (next === null) return { refused: one.state === 'reading' ? 'import-reading' : 'import-over' }
  if (goneNeedsLook(one) && !input.goneIsRight) return { refused: 'many-gone' }
  await stores.memberImports.save(next)
  await tell(stores, env, 'members.import-applying', next)
  return 'applying'
}

/** The next batch of the import that is being applied. False when there is none, or it is done. */
export async function applyNextRows(stores: Stores, env: Env, input: { limit: number }): Promise<boolean> {
  const one = await stores.memberImports.open()
  if (one === null || one.state !== 'applying') return false
  const rows = await stores.memberImports.toApply(one.id, one.appliedTo, input.limit)
  if (rows.length > 0) await applyRows(stores, env, rows)
  const applied = {
    ...one,
    heardAt: env.now,
    applied: one.applied + rows.length,
    appliedTo: rows.at(-1)?.row ?? one.appliedTo,
  }
  const done = rows.length < input.limit ? moved(applied, 'applied', env.now) : null
  await stores.memberImports.save(done ?? applied)
  if (done !== null) await tell(stores, env, 'members.import-applied', done)
  return done === null
}

async function applyRows(stores: Stores, env: Env, rows: readonly StagedRow[]): Promise<void> {
  const { memberImports } = stores
  const numbers = rows.flatMap(({ membershipNumber }) =>
    membershipNumber === null ? [] : [membershipNumber],
  )
  const members = new Map((await memberImports.membersNow(numbers)).map((one) => [one.membershipNumber, one]))
  const gone = rows.flatMap(({ kind, membershipNumber }) => {
    const member = kind === 'gone' ? members.get(membershipNumber ?? '') : undefined
    return member === undefined ? [] : [member]
  })
  const told = rows.flatMap(({ says, membershipNumber }) =>
    says === null || membershipNumber === null ? [] : [{ says, membershipNumber }],
  )
  const places = await placesOf(
    stores,
    env,
    told.map(({ says }) => says),
  )

  const fresh = told.filter(({ membershipNumber }) => !members.has(membershipNumber))
  const added = fresh.map(({ says, membershipNumber }) => ({
    memberId: env.ids.next(),
    says,
    membershipNumber,
  }))
  await memberImports.insertMembers(
    added.map(({ memberId, says, membershipNumber }) => ({
      id: memberId,
      membershipNumber,
      // The reader of the file lets no row through without these.
      firstName: says.values.firstName ?? '',
      lastName: says.values.lastName ?? '',
      status: says.values.status ?? '',
      email: says.values.email ?? null,
      joinedOn: says.values.joinedOn ?? null,
      jobTitle: says.values.jobTitle ?? null,
      branchId: places.branch(says),
      workplaceId: places.workplace(says),
      updatedAt: env.now,
    })),
  )
  const changed = told.flatMap(({ says, membershipNumber }) => {
    const member = members.get(membershipNumber)
    return member === undefined ? [] : [{ member, says, changes: differences(member, says.values) }]
  })
  await memberImports.changeMembers([
    ...changed.flatMap(({ member, says, changes }) => {
      const set = columnsOf(changes, says, places)
      return Object.keys(set).length === 0 ? [] : [{ id: member.memberId, set, updatedAt: env.now }]
    }),
    ...gone.map(({ memberId }) => ({ id: memberId, set: { status: goneStatus }, updatedAt: env.now })),
  ])
  const phones = [
    ...added.map(({ memberId, says }) => ({
      memberId,
      ...phoneChanges(differences(unknown(memberId), says.values), says.values),
    })),
    ...changed.map(({ member, says, changes }) => ({
      memberId: member.memberId,
      ...phoneChanges(changes, says.values),
    })),
  ]
  // Of a record that was merged new numbers are its member's, and none is taken away: the file speaks of half of them.
  const merged = await stores.mergedMembers.all()
  await memberImports.removePhones(
    phones
      .filter(({ memberId }) => !merged.has(memberId))
      .flatMap(({ memberId, removed }) => removed.map((number) => ({ memberId, number }))),
  )
  await memberImports.addPhones(
    phones.flatMap(({ memberId, added: numbersAdded }) =>
      numbersAdded.map((phone) => ({
        memberId: merged.get(memberId) ?? memberId,
        ...phone,
        phoneId: env.ids.next(),
        at: env.now,
      })),
    ),
  )
  await memberImports.saveSources([
    ...added.map(({ memberId, says }) => ({ memberId, said: says.values, isGone: false, readAt: env.now })),
    ...changed.map(({ member, says }) => ({
      memberId: member.memberId,
      said: { ...member.said, ...says.values },
      isGone: false,
      readAt: env.now,
    })),
  ])
  await memberImports.markGone(
    gone.map(({ memberId }) => memberId),
    env.now,
  )
}

/** Somebody of whom nothing is kept yet. */
const unknown = (memberId: string): MemberNow => ({
  memberId,
  membershipNumber: '',
  values: {},
  phones: [],
  said: null,
})

type Places = Awaited<ReturnType<typeof placesOf>>

/** What a change of fields writes. Employer and workplace are one column, which is kept here when either is. */
function columnsOf(changes: readonly FieldChange[], says: MemberSays, places: Places): ChangedMember['set'] {
  const set: ChangedMember['set'] = {}
  const placeIsKept = changes.some(
    ({ field, keptHere }) => keptHere && (field === 'employer' || field === 'workplace'),
  )
  for (const { field, after } of taken(changes))
    switch (field) {
      case 'firstName':
      case 'lastName':
      case 'status':
        set[field] = after ?? ''
        break
      case 'email':
      case 'joinedOn':
      case 'jobTitle':
        set[field] = after
        break
      case 'branch':
        set.branchId = places.branch(says)
        break
      case 'employer':
      case 'workplace':
        if (!placeIsKept) set.workplaceId = places.workplace(says)
        break
      default:
        // Numbers are rows of their own.
        field satisfies 'mobile' | 'homePhone' | 'workPhone'
    }
  return set
}

/** Branches, employers and workplaces by name; those that are new are made. */
async function placesOf(stores: Stores, env: Env, all: readonly MemberSays[]) {
  const { memberImports } = stores
  const branches = new Map(
    all.flatMap((says) => (says.values.branch == null ? [] : [[says.values.branch, says] as const])),
  )
  const branchIds = await memberImports.branchIds([...branches.keys()])
  const newBranches = [...branches]
    .filter(([code]) => !branchIds.has(code))
    .map(([code, { branchName, region }]) => ({
      id: env.ids.next(),
      code,
      name: branchName ?? code,
      region: region ?? '',
    }))
  await memberImports.insertBranches(newBranches)
  for (const { code, id } of newBranches) branchIds.set(code, id)

  const wanted = new Map(
    all.flatMap((says) => {
      const place = placeOf(says)
      return place === null ? [] : [[workplaceKey(place), { ...place, town: says.town }] as const]
    }),
  )
  const names = [...wanted.values()]
  const workplaceIds = await memberImports.workplaceIds(
    names.map(({ employer, workplace }) => ({ employer, workplace })),
  )
  const missing = names.filter((place) => !workplaceIds.has(workplaceKey(place)))
  const employers = [...new Set(missing.map(({ employer }) => employer))]
  const employerIds = await memberImports.employerIds(employers)
  const newEmployers = employers
    .filter((name) => !employerIds.has(name))
    .map((name) => ({ id: env.ids.next(), name }))
  await memberImports.insertEmployers(newEmployers)
  for (const { name, id } of newEmployers) employerIds.set(name, id)
  const newWorkplaces = missing.map((place) => ({ ...place, id: env.ids.next() }))
  await memberImports.insertWorkplaces(
    newWorkplaces.map(({ id, employer, workplace, town }) => ({
      id,
      employerId: employerIds.get(employer) ?? '',
      name: workplace,
      town,
    })),
  )
  for (const place of newWorkplaces) workplaceIds.set(workplaceKey(place), place.id)
  return {
    branch: ({ values }: MemberSays): string | null => branchIds.get(values.branch ?? '') ?? null,
    workplace: (says: MemberSays): string | null => {
      const place = placeOf(says)
      return place === null ? null : (workplaceIds.get(workplaceKey(place)) ?? null)
    },
  }
}

const placeOf = ({ values }: MemberSays) =>
  values.employer == null || values.workplace == null
    ? null
    : { employer: values.employer, workplace: values.workplace }
