/** Search results as one list that arrow keys walk, grouped as they are shown. */

import { foundIn } from '../../../../server/contract/case-words.ts'
import type { SearchView } from '../../../../server/contract/work-views.ts'
import type { Place } from '../../frame/places.ts'
import { casePath, memberPath } from '../../paths.ts'

export interface PaletteRow {
  id: string
  group: 'Go to' | 'Members' | 'Cases' | 'Numbers'
  title: string
  line: string
  path: string
}

export const paletteRows = (query: string, places: Place[], found: SearchView | undefined): PaletteRow[] => {
  const asked = query.trim().toLowerCase()
  const rows: PaletteRow[] = places
    .filter(({ name }) => asked === '' || name.toLowerCase().startsWith(asked))
    .map((place) => ({ id: `go-${place.id}`, group: 'Go to', title: place.name, line: '', path: place.path }))
  if (found === undefined || asked.length < 2) return rows
  return [
    ...rows,
    ...found.members.map(
      (member): PaletteRow => ({
        id: `member-${member.id}`,
        group: 'Members',
        title: member.name,
        line: [member.membershipNumber, member.employer, member.number].filter(Boolean).join(' · '),
        path: memberPath(member.id),
      }),
    ),
    ...found.cases.map(
      (one): PaletteRow => ({
        id: `case-${one.id}`,
        group: 'Cases',
        title: `${one.reference} · ${one.title}`,
        line: [
          one.memberName,
          one.owner?.name,
          one.found === null ? null : `${foundIn[one.found.kind]}: ${one.found.words}`,
        ]
          .filter(Boolean)
          .join(' · '),
        path: casePath(one.id),
      }),
    ),
    ...found.numbers.map(
      (number): PaletteRow => ({
        id: `number-${number.number}`,
        group: 'Numbers',
        title: number.number,
        line: number.title,
        path: number.path,
      }),
    ),
  ]
}
