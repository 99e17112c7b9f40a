/** Posts of reps and officials, and when they are away (F91). */
import type { Refused } from '../contract/refusals.ts'
import {
  type Absence,
  type CoverTrouble,
  dayTroubles,
  overlap,
  type Post,
  type PostLevel,
  type PostRole,
  postTroubles,
} from '../domain/cover/cover.ts'
import {
  type CoverProblem,
  type CoverRow,
  coverColumns,
  readHead,
  readRow,
} from '../domain/cover/cover-file.ts'
import { normaliseNumber } from '../domain/phone-number.ts'
import { todayOf } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

type Done = { id: string }

export async function addPost(
  stores: Stores,
  env: Env,
  input: {
    personId: string
    level: PostLevel
    region: string
    branchId: string
    workplaceId: string
    role: PostRole
    name: string
    number: string
    email: string
    fromDay: string
    untilDay: string
  },
): Promise<Done | Refused> {
  const typed = input.number.trim()
  const number = typed === '' ? null : (normaliseNumber(typed) ?? 'unreadable')
  const untilDay = input.untilDay.trim() === '' ? null : input.untilDay
  const fields: CoverTrouble[] = [
    ...postTroubles({ ...input, number, untilDay }),
    ...(await placeTroubles(stores, input)),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const post = await newPost(stores, env, { ...input, number, untilDay, by: input.personId })
  await stores.posts.insert(post)
  return told(stores, env, post)
}

async function placeTroubles(
  stores: Stores,
  place: { level: PostLevel; region: string; branchId: string; workplaceId: string },
): Promise<CoverTrouble[]> {
  const no = (words: string): CoverTrouble[] => [{ field: 'place', words }]
  if (place.level === 'region')
    return (await stores.coverPlaces.hasRegion(place.region)) ? [] : no('Choose a region.')
  if (!(await stores.branches.find(place.branchId))) return no('Choose a branch.')
  return place.level === 'branch' || (await stores.coverPlaces.hasWorkplace(place.workplaceId))
    ? []
    : no('Choose a workplace.')
}

async function newPost(
  stores: Stores,
  env: Env,
  given: Pick<Post, 'level' | 'role' | 'name' | 'number' | 'fromDay' | 'untilDay'> & {
    region: string
    branchId: string
    workplaceId: string
    email: string | null
    by: string
  },
): Promise<Post> {
  const email = given.email?.trim() ?? ''
  return {
    id: env.ids.next(),
    version: 1,
    level: given.level,
    region: given.level === 'region' ? given.region : null,
    branchId: given.level === 'region' ? null : given.branchId,
    workplaceId: given.level === 'workplace' ? given.workplaceId : null,
    role: given.role,
    name: given.name.trim(),
    number: given.number,
    email: email === '' ? null : email,
    personId: email === '' ? null : await stores.coverPlaces.personByEmail(email.toLowerCase()),
    fromDay: given.fromDay,
    untilDay: given.untilDay,
    addedBy: given.by,
    addedAt: env.now,
    endedBy: null,
    endedAt: null,
  }
}

export async function endPost(
  stores: Stores,
  env: Env,
  input: { postId: string; version: number; personId: string },
): Promise<Done | Refused> {
  const post = await stores.posts.find(input.postId)
  if (!post) return { refused: 'not-found' }
  if (post.endedAt !== null) return { refused: 'post-ended' }
  if (post.version !== input.version) return { refused: 'stale-version' }
  const next = { ...post, version: post.version + 1, endedBy: input.personId, endedAt: env.now }
  await stores.posts.save(next)
  return told(stores, env, next)
}

/** Away, with whoever covers: another post that has not ended. */
export async function noteAway(
  stores: Stores,
  env: Env,
  input: { postId: string; personId: string; fromDay: string; untilDay: string; coverId: string | null },
): Promise<Done | Refused> {
  const post = await stores.posts.find(input.postId)
  if (!post) return { refused: 'not-found' }
  if (post.endedAt !== null) return { refused: 'post-ended' }
  const cover = input.coverId === null ? null : await stores.posts.find(input.coverId)
  const fields: CoverTrouble[] = [
    ...dayTroubles(input),
    ...(input.untilDay < todayOf(env) ? [{ field: 'untilDay' as const, words: 'That day is over.' }] : []),
    ...(input.coverId !== null && (cover === null || cover.endedAt !== null || cover.id === post.id)
      ? [{ field: 'coverId' as const, words: 'Choose somebody else who covers.' }]
      : []),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const others = await stores.absences.ofPost(post.id)
  if (others.some((one) => one.endedAt === null && overlap(one, input))) return { refused: 'away-already' }
  const absence: Absence = {
    id: env.ids.next(),
    postId: post.id,
    fromDay: input.fromDay,
    untilDay: input.untilDay,
    coverId: input.coverId,
    notedBy: input.personId,
    notedAt: env.now,
    endedAt: null,
  }
  await stores.absences.insert(absence)
  return told(stores, env, post)
}

export async function backAgain(
  stores: Stores,
  env: Env,
  input: { absenceId: string },
): Promise<Done | Refused> {
  const absence = await stores.absences.find(input.absenceId)
  const post = absence && (await stores.posts.find(absence.postId))
  if (!absence || !post) return { refused: 'not-found' }
  if (absence.endedAt !== null) return { id: post.id }
  await stores.absences.save({ ...absence, endedAt: env.now })
  return told(stores, env, post)
}

/** The file of reps, record by record, the first with the names of the columns. All of it or nothing. */
export async function importCover(
  stores: Stores,
  env: Env,
  input: { personId: string; records: readonly { row: number; cells: readonly string[] }[] },
): Promise<{
  added: number
  changed: number
  same: number
  branchesMade: number
  problems: CoverProblem[]
}> {
  const counts = { added: 0, changed: 0, same: 0, branchesMade: 0 }
  const [head, ...body] = input.records
  const columns = readHead(head?.cells ?? [])
  if ('missing' in columns)
    return {
      ...counts,
      problems: [
        {
          row: 1,
          words: `The first line names the columns: ${coverColumns.join(', ')}. Missing: ${columns.missing.join(', ')}.`,
        },
      ],
    }
  const read = body.map(({ cells, row }) => readRow(cells, row, columns.at))
  const problems = read.flatMap((one) => ('problem' in one ? [one.problem] : []))
  const rows = read.flatMap((one) => ('is' in one ? [one.is] : []))
  const places = await placesFor(stores, env, rows)
  problems.push(...places.problems)
  if (problems.length > 0) return { ...counts, problems: problems.toSorted((a, b) => a.row - b.row) }
  for (const branch of places.newBranches) await stores.coverPlaces.addBranch(branch)
  const known = new Map((await stores.posts.all()).map((post) => [keyOf(post), post]))
  for (const one of rows) {
    const place = places.of(one)
    const wanted = await newPost(stores, env, {
      ...one,
      ...place,
      fromDay: one.fromDay ?? todayOf(env),
      by: input.personId,
    })
    const before = known.get(keyOf(wanted))
    if (before === undefined) {
      known.set(keyOf(wanted), wanted)
      await stores.posts.insert(wanted)
      counts.added += 1
      continue
    }
    const next: Post = {
      ...before,
      number: wanted.number,
      email: wanted.email,
      personId: wanted.personId,
      fromDay: one.fromDay ?? before.fromDay,
      untilDay: wanted.untilDay,
    }
    if (JSON.stringify(next) === JSON.stringify(before)) {
      counts.same += 1
      continue
    }
    await stores.posts.save({ ...next, version: before.version + 1 })
    counts.changed += 1
  }
  if (counts.added + counts.changed > 0)
    await stores.events.append([{ type: 'cover.changed', postId: null }], { actor: env.actor, at: env.now })
  return { ...counts, branchesMade: places.newBranches.length, problems: [] }
}

/** The same role of the same person at the same place is the same post. */
const keyOf = ({ level, region, branchId, workplaceId, role, name }: Post): string =>
  JSON.stringify([level, region, branchId, workplaceId, role, name.toLowerCase()])

async function placesFor(stores: Stores, env: Env, rows: readonly CoverRow[]) {
  const branches = new Map((await stores.coverPlaces.branches()).map((one) => [one.code.toLowerCase(), one]))
  const workplaces = new Map(
    (await stores.coverPlaces.workplaces()).map((one) => [placeKey(one.employer, one.name), one.id]),
  )
  const regions = new Set([...branches.values()].map(({ region }) => region))
  const newBranches: { id: string; code: string; name: string; region: string }[] = []
  const problems: CoverProblem[] = []
  for (const one of rows) {
    if (one.level === 'region') continue
    const code = one.branchCode.toLowerCase()
    if (!branches.has(code)) {
      if (one.branch === '' || one.region === '') {
        problems.push({
          row: one.row,
          words: `Branch “${one.branchCode}” is not known. Give its name and region, and it is made.`,
        })
        continue
      }
      const made = { id: env.ids.next(), code: one.branchCode, name: one.branch, region: one.region }
      branches.set(code, made)
      regions.add(one.region)
      newBranches.push(made)
    }
    if (one.level === 'workplace' && !workplaces.has(placeKey(one.employer, one.workplace)))
      problems.push({
        row: one.row,
        words: `Nobody in the members’ file works at “${one.workplace}” of “${one.employer}”.`,
      })
  }
  for (const one of rows)
    if (one.level === 'region' && !regions.has(one.region))
      problems.push({ row: one.row, words: `No branch is in a region “${one.region}”.` })
  return {
    newBranches,
    problems,
    of: (one: CoverRow) => ({
      branchId: branches.get(one.branchCode.toLowerCase())?.id ?? '',
      workplaceId: workplaces.get(placeKey(one.employer, one.workplace)) ?? '',
    }),
  }
}
const placeKey = (employer: string, name: string): string => JSON.stringify([employer, name]).toLowerCase()

async function told(stores: Stores, env: Env, { id }: Post): Promise<Done> {
  await stores.events.append([{ type: 'cover.changed', postId: id }], { actor: env.actor, at: env.now })
  return { id }
}
