/** Who covers a workplace today, in one query whatever the size of the union; and the tree of posts to be edited (F91). */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CoverTreeView, CoverView, PostView } from '../contract/cover-api.ts'
import { type CoverPost, type Post, type PostToday, whoCovers } from '../domain/cover/cover.ts'
import type { Day } from '../domain/deadlines/day.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { todayInLondon } from './authority-views.ts'
import type { ViewDeps } from './view-deps.ts'

interface Row extends CoverPost {
  awayUntil: Day | null
  coverId: string | null
  coverLevel: Post['level'] | null
  coverRole: Post['role'] | null
  coverName: string | null
  coverNumber: string | null
  coverEmail: string | null
}
type Place = (k: Knex) => { workplaceId: Knex.Raw; branchId: Knex.Raw }

const isOn = (read: Knex, absence: string, today: Day) =>
  read.raw(`${absence}.ended_at IS NULL AND ${absence}.from_day <= ? AND ${absence}.until_day >= ?`, [
    today,
    today,
  ])

/** All posts that stand today at the place, its branch and its region, each with its absence and who covers for it. */
async function postsToday(read: Knex, place: Place, today: Day): Promise<PostToday[]> {
  const { workplaceId, branchId } = place(read)
  const rows: Row[] = await read('posts')
    .leftJoin('absences as away', (on) => {
      on.on('away.post_id', 'posts.id').andOn(isOn(read, 'away', today))
    })
    .leftJoin('posts as cover', (on) => {
      on.on('cover.id', 'away.cover_id').andOn(
        read.raw(
          `cover.ended_at IS NULL AND cover.from_day <= ? AND (cover.until_day IS NULL OR cover.until_day >= ?)
           AND NOT EXISTS (SELECT 1 FROM absences AS cover_away WHERE cover_away.post_id = cover.id AND ?)`,
          [today, today, isOn(read, 'cover_away', today)],
        ),
      )
    })
    .whereNull('posts.ended_at')
    .where('posts.from_day', '<=', today)
    .where((q) => void q.whereNull('posts.until_day').orWhere('posts.until_day', '>=', today))
    .where(
      (q) =>
        void q
          .whereRaw('posts.workplace_id = ?', [workplaceId])
          .orWhereRaw("(posts.level = 'branch' AND posts.branch_id = ?)", [branchId])
          .orWhereRaw(
            "(posts.level = 'region' AND posts.region = (SELECT region FROM branches WHERE branches.id = ?))",
            [branchId],
          ),
    )
    .orderBy(['posts.name', 'posts.id'])
    .select({
      id: 'posts.id',
      level: 'posts.level',
      role: 'posts.role',
      name: 'posts.name',
      number: 'posts.number',
      email: 'posts.email',
      personId: 'posts.person_id',
      awayUntil: 'away.until_day',
      coverId: 'cover.id',
      coverLevel: 'cover.level',
      coverRole: 'cover.role',
      coverName: 'cover.name',
      coverNumber: 'cover.number',
      coverEmail: 'cover.email',
    })
  return rows.map(
    ({ awayUntil, coverId, coverLevel, coverRole, coverName, coverNumber, coverEmail, ...post }) => ({
      ...post,
      awayUntil,
      cover:
        coverId === null || coverLevel === null || coverRole === null || coverName === null
          ? null
          : {
              id: coverId,
              level: coverLevel,
              role: coverRole,
              name: coverName,
              number: coverNumber,
              email: coverEmail,
              personId: null,
            },
    }),
  )
}

const shown = (posts: readonly PostToday[]): CoverView => {
  const { level, covering, away } = whoCovers(posts)
  return {
    level,
    away,
    covering: covering.map(({ post, insteadOf }) => ({
      id: post.id,
      role: post.role,
      name: post.name,
      number: post.number === null ? null : displayNumber(post.number),
      email: post.email,
      level: post.level,
      insteadOf,
    })),
  }
}

/** For a member: their workplace, and their own branch. `isHidden`: nothing that tells where they work. Null: no such member. */
export async function coverOfMember(
  deps: ViewDeps,
  memberId: string,
  isHidden: boolean,
): Promise<CoverView | null> {
  const { read } = deps
  if (!(await read('members').where({ id: memberId }).first('id'))) return null
  const of = (column: string) =>
    read.raw(`(SELECT members.${column} FROM members WHERE members.id = ?)`, [memberId])
  return shown(
    await postsToday(
      read,
      () => ({ workplaceId: isHidden ? read.raw('NULL') : of('workplace_id'), branchId: of('branch_id') }),
      todayInLondon(deps),
    ),
  )
}

/** For a workplace: the branch that has posts there. Null: no such workplace. */
export async function coverOfWorkplace(deps: ViewDeps, workplaceId: string): Promise<CoverView | null> {
  const { read } = deps
  if (!(await read('workplaces').where({ id: workplaceId }).first('id'))) return null
  return shown(
    await postsToday(
      read,
      () => ({
        workplaceId: read.raw('?', [workplaceId]),
        branchId: read.raw(
          '(SELECT min(own.branch_id) FROM posts AS own WHERE own.workplace_id = ? AND own.ended_at IS NULL)',
          [workplaceId],
        ),
      }),
      todayInLondon(deps),
    ),
  )
}

const mostBranches = 50

/** `q`: words of a branch, its code, a workplace or a person of it. */
export async function coverTreeView(
  deps: ViewDeps,
  ask: { q: string; region: string },
): Promise<CoverTreeView> {
  const { read } = deps
  const today = todayInLondon(deps)
  const like = `%${ask.q
    .trim()
    .toLowerCase()
    .replace(/[%_\\]/g, '')}%`
  const query = read('branches').modify((q) => {
    if (ask.region !== '') void q.where({ region: ask.region })
    if (ask.q.trim() === '') return
    void q.where(
      (any) =>
        void any
          .whereRaw('lower(branches.name) LIKE ?', [like])
          .orWhereRaw('lower(branches.code) LIKE ?', [like])
          .orWhereIn(
            'branches.id',
            read('posts')
              .leftJoin('workplaces', 'workplaces.id', 'posts.workplace_id')
              .whereNull('posts.ended_at')
              .whereRaw("(lower(posts.name) LIKE ? OR lower(coalesce(workplaces.name, '')) LIKE ?)", [
                like,
                like,
              ])
              .whereNotNull('posts.branch_id')
              .select('posts.branch_id'),
          ),
    )
  })
  const [{ n } = { n: 0 }]: { n: number | string }[] = await query.clone().count({ n: '*' })
  const branches: { id: string; code: string; name: string; region: string }[] = await query
    .clone()
    .orderBy(['region', 'name', 'id'])
    .limit(mostBranches)
    .select('id', 'code', 'name', 'region')
  const regions: { region: string }[] = await read('branches').distinct('region').orderBy('region')
  const ids = branches.map(({ id }) => id)
  const rows: unknown[] = await selectFrom(read, tables.posts)
    .whereNull('ended_at')
    .where((q) => void q.whereNull('until_day').orWhere('until_day', '>=', today))
    .where((q) => void q.whereIn('branch_id', ids).orWhere({ level: 'region' }))
    .orderBy(['name', 'id'])
  const posts = rows.map((row) => tables.posts.decode(row))
  const views = await postViews(read, posts, today)
  const workplaces = await workplacesOf(read, ids)
  return {
    branches: branches.map((branch) => {
      const own = posts
        .filter(({ branchId }) => branchId === branch.id)
        .flatMap(({ id }) => views.get(id) ?? [])
      return {
        ...branch,
        posts: own,
        isUncovered: !own.some((one) => one.fromDay <= today && !one.absences.some(({ isNow }) => isNow)),
        workplaces: workplaces
          .filter(({ branchId }) => branchId === branch.id)
          .map(({ id, name }) => ({ id, name })),
      }
    }),
    regions: regions.map(({ region }) => ({
      name: region,
      posts: posts.filter((one) => one.region === region).flatMap(({ id }) => views.get(id) ?? []),
    })),
    count: Number(n),
  }
}

async function postViews(read: Knex, posts: readonly Post[], today: Day): Promise<Map<string, PostView>> {
  const ids = posts.map(({ id }) => id)
  const absences: {
    id: string
    postId: string
    fromDay: Day
    untilDay: Day
    coverName: string | null
  }[] = await read('absences')
    .leftJoin('posts as cover', 'cover.id', 'absences.cover_id')
    .whereIn('absences.post_id', ids)
    .whereNull('absences.ended_at')
    .where('absences.until_day', '>=', today)
    .orderBy('absences.from_day')
    .select({
      id: 'absences.id',
      postId: 'absences.post_id',
      fromDay: 'absences.from_day',
      untilDay: 'absences.until_day',
      coverName: 'cover.name',
    })
  const names: { id: string; name: string }[] = await read('workplaces')
    .whereIn(
      'id',
      posts.flatMap(({ workplaceId }) => workplaceId ?? []),
    )
    .select('id', 'name')
  return new Map(
    posts.map((post) => [
      post.id,
      {
        id: post.id,
        version: post.version,
        level: post.level,
        role: post.role,
        name: post.name,
        number: post.number === null ? null : displayNumber(post.number),
        email: post.email,
        workplace: names.find(({ id }) => id === post.workplaceId)?.name ?? null,
        fromDay: post.fromDay,
        untilDay: post.untilDay,
        absences: absences
          .filter(({ postId }) => postId === post.id)
          .map(({ postId: _, ...one }) => ({ ...one, isNow: one.fromDay <= today })),
      },
    ]),
  )
}

const mostWorkplaces = 500

/** Where members of these branches work: what a post can be at. */
async function workplacesOf(
  read: Knex,
  branchIds: readonly string[],
): Promise<{ id: string; name: string; branchId: string }[]> {
  const [branchId] = branchIds
  if (branchId === undefined || branchIds.length !== 1) return []
  return read('workplaces')
    .join('employers', 'employers.id', 'workplaces.employer_id')
    .whereIn(
      'workplaces.id',
      read('members').where({ branch_id: branchId }).whereNotNull('workplace_id').distinct('workplace_id'),
    )
    .orderBy(['employers.name', 'workplaces.name', 'workplaces.id'])
    .limit(mostWorkplaces)
    .select({ id: 'workplaces.id', branchId: read.raw('?', [branchId]) })
    .select(read.raw("employers.name || ' · ' || workplaces.name AS name"))
}
