import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import { caseFilter, type SavedViewsView } from '../contract/saved-view-api.ts'
import { personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

/** `tidies`: whether they may remove what others share. */
export async function savedViewsView(
  { read }: ViewDeps,
  { personId, tidies }: { personId: string; tidies: boolean },
): Promise<SavedViewsView> {
  const rows: unknown[] = await selectFrom(read, tables.savedViews)
    .where({ person_id: personId })
    .orWhere({ is_shared: 1 })
    .orderBy(['name', 'id'])
  const views = rows.map((row) => tables.savedViews.decode(row))
  const people = await personBriefs(
    read,
    views.map((each) => each.personId),
  )
  const owners: PersonBrief[] = await read('people')
    .whereNull('left_at')
    .orderBy('name')
    .select('id', 'name', 'initials')
  const isMine = (each: { personId: string }) => each.personId === personId
  return {
    views: [...views.filter(isMine), ...views.filter((each) => !isMine(each))].flatMap((each) => {
      // One whose words were renamed since asks for nothing that exists.
      const filter = caseFilter.safeParse(each.filter)
      return filter.success
        ? [
            {
              id: each.id,
              version: each.version,
              name: each.name,
              isShared: each.isShared,
              by: people.get(each.personId) ?? { id: each.personId, name: 'Somebody', initials: '' },
              isMine: isMine(each),
              mayRemove: isMine(each) || tidies,
              filter: filter.data,
            },
          ]
        : []
    }),
    owners,
  }
}
