/** Narrowing a list of cases: what they are about, where they stand, whose they are. */
import type { CaseFilterView } from '../../../../server/contract/saved-view-api.ts'
import { openStatusNames } from '../../../../server/contract/saved-view-api.ts'
import { caseStatusWords, contactReasons } from '../../../../server/contract/words.ts'
import { useSavedViews } from '../../queries.ts'
import { Select } from '../../ui/field.tsx'

const any = 'any'
const reasons = Object.entries(contactReasons).map(([value, words]) => ({ value, words }))

export function CasesFilters({
  filter,
  onChange,
}: {
  filter: CaseFilterView
  onChange: (change: { about: string | null } | { status: string | null } | { owner: string | null }) => void
}) {
  const owners = useSavedViews().data?.owners ?? []
  const picked = (value: string) => (value === any ? null : value)
  return (
    <div className="case-filters" role="group" aria-label="Narrow the list">
      <Select
        label="About"
        value={filter.about ?? any}
        options={[{ value: any, words: 'Anything' }, ...reasons]}
        onChange={({ target }) => onChange({ about: picked(target.value) })}
      />
      {filter.list === 'closed' || filter.asBoard ? null : (
        <Select
          label="Status"
          value={filter.status ?? any}
          options={[
            { value: any, words: 'Any' },
            ...openStatusNames.map((value) => ({ value, words: caseStatusWords[value] })),
          ]}
          onChange={({ target }) => onChange({ status: picked(target.value) })}
        />
      )}
      {filter.list === 'open' || filter.list === 'closed' ? (
        <Select
          label="Owner"
          value={filter.ownerId ?? any}
          options={[
            { value: any, words: 'Anybody' },
            ...owners.map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChange={({ target }) => onChange({ owner: picked(target.value) })}
        />
      ) : null}
    </div>
  )
}
