import type { CoverStores } from '../../../commands/cover-ports.ts'
import { postLevels } from '../../../domain/cover/cover.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements, texts } from './kept.ts'

const posts = keptStatements(tables.posts, 'id', [
  'level',
  'region',
  'branchId',
  'workplaceId',
  'addedBy',
  'addedAt',
])
const absences = keptStatements(tables.absences, 'id', ['postId', 'notedBy', 'notedAt'])
const standing = statement('posts standing', (k) =>
  selectFrom(k, tables.posts).whereNull('ended_at').orderBy('id'),
)
const ofPost = statement('absences of post', (k, p) =>
  selectFrom(k, tables.absences)
    .where({ post_id: p('postId') })
    .orderBy('from_day')
    .forUpdate(),
)
const branches = statement('cover branches', (k) => k('branches').select('id', 'code', 'name', 'region'))
const addBranch = statement('cover add branch', (k, p) =>
  k('branches').insert({ id: p('id'), code: p('code'), name: p('name'), region: p('region') }),
)
const workplaces = statement('cover workplaces', (k) =>
  k('workplaces')
    .join('employers', 'employers.id', 'workplaces.employer_id')
    .orderBy('workplaces.id', 'desc')
    .select({ id: 'workplaces.id', employer: 'employers.name', name: 'workplaces.name' }),
)
const workplace = statement('cover workplace', (k, p) =>
  k('workplaces')
    .select('id')
    .where({ id: p('id') }),
)
const region = statement('cover region', (k, p) =>
  k('branches')
    .select({ id: 'region' })
    .where({ region: p('name') })
    .limit(1),
)
const person = statement('cover person', (k, p) =>
  k('people')
    .select('id')
    .whereRaw('lower(email) = ?', [p('email')])
    .whereNull('left_at'),
)
const covering = statement('cover people', (k, p) => {
  const there = () =>
    k('workplaces')
      .select('workplaces.id')
      .whereRaw('lower(workplaces.name) = ?', [p('name')])
  const branchIds = () =>
    k('posts as at').select('at.branch_id').whereIn('at.workplace_id', there()).whereNull('at.ended_at')
  return k('posts')
    .whereNull('posts.ended_at')
    .whereNotNull('posts.person_id')
    .where('posts.from_day', '<=', p('today'))
    .where((q) => void q.whereNull('posts.until_day').orWhere('posts.until_day', '>=', p('today')))
    .where(
      (q) =>
        void q
          .whereIn('posts.workplace_id', there())
          .orWhere((b) => void b.where({ 'posts.level': 'branch' }).whereIn('posts.branch_id', branchIds()))
          .orWhere(
            (r) =>
              void r
                .where({ 'posts.level': 'region' })
                .whereIn(
                  'posts.region',
                  k('branches').select('branches.region').whereIn('branches.id', branchIds()),
                ),
          ),
    )
    .whereNotExists(
      k('absences')
        .select('absences.id')
        .whereRaw('absences.post_id = posts.id')
        .whereNull('absences.ended_at')
        .where('absences.from_day', '<=', p('today'))
        .where('absences.until_day', '>=', p('today')),
    )
    .select({ id: 'posts.person_id', level: 'posts.level' })
    .orderBy('posts.id')
})

export const coverStores = (executor: Executor): CoverStores => ({
  posts: { ...kept(executor, posts), all: () => every(executor, tables.posts, standing, {}) },
  absences: {
    ...kept(executor, absences),
    ofPost: (postId) => every(executor, tables.absences, ofPost, { postId }),
  },
  coverPlaces: {
    branches: async () =>
      (await executor.all(branches, {})) as { id: string; code: string; name: string; region: string }[],
    addBranch: async (branch) => {
      await executor.run(addBranch, { ...branch })
    },
    workplaces: async () =>
      (await executor.all(workplaces, {})) as { id: string; employer: string; name: string }[],
    hasWorkplace: async (id) => (await executor.all(workplace, { id })).length > 0,
    hasRegion: async (name) => (await executor.all(region, { name })).length > 0,
    personByEmail: async (email) => (await texts(executor, person, { email }, 'id'))[0] ?? null,
    peopleCovering: async (workplaceName, today) => {
      const found = (await executor.all(covering, { name: workplaceName.trim().toLowerCase(), today })) as {
        id: string
        level: (typeof postLevels)[number]
      }[]
      return [
        ...new Set(
          found
            .toSorted((a, b) => postLevels.indexOf(a.level) - postLevels.indexOf(b.level))
            .map(({ id }) => id),
        ),
      ]
    },
  },
})
