/** How branches answer, silence first, and who answers for them. Counts only: no member, no case. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert, Users } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { BranchesView, BranchPattern } from '../../../../server/contract/referral-views.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useBranches } from '../../queries.ts'
import { ariaKeys } from '../../ui/aria-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { pressInRow } from '../../ui/press-in-row.ts'
import { ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime } from '../../ui/times.ts'
import { silenceWords } from './referral-words.ts'
import './branches.css'
import '../tables.css'

function Row({ shown, onPeople }: { shown: BranchPattern; onPeople: (() => void) | null }) {
  const silence = silenceWords(shown.silentInARow)
  const peopleKeys = useShortcutWords('branch-people')
  return (
    <tr data-branch>
      <th scope="row">
        {shown.name} <span className="figures entry-meta">{shown.code}</span>
      </th>
      <td data-label="Region">{shown.region}</td>
      <td data-label="Pattern">
        {silence === null ? (
          '–'
        ) : (
          <Chip tone={shown.silentInARow > 1 ? 'bad' : 'warn'} icon={<TriangleAlert aria-hidden="true" />}>
            {silence}
          </Chip>
        )}
      </td>
      <td data-label="Passed on" className="number">
        {shown.sent}
      </td>
      <td data-label="Waiting" className="number">
        {shown.waiting}
      </td>
      <td data-label="Accepted" className="number">
        {shown.accepted}
      </td>
      <td data-label="Declined" className="number">
        {shown.declined}
      </td>
      <td data-label="No answer" className="number">
        {shown.silent}
      </td>
      <td data-label="Who answers">
        <span className="branch-people">
          {shown.people.length === 0 ? 'Nobody signs in' : shown.people.map(({ name }) => name).join(', ')}
          {onPeople === null ? null : (
            <Button
              tone="quiet"
              data-act="people"
              aria-keyshortcuts={ariaKeys(peopleKeys)}
              icon={<Users aria-hidden="true" />}
              aria-label={`Change who answers for ${shown.name}`}
              onClick={onPeople}
            >
              Change
            </Button>
          )}
        </span>
      </td>
    </tr>
  )
}

function PeopleDialog({
  branch,
  mayAnswer,
  onClose,
}: {
  branch: BranchPattern
  mayAnswer: BranchesView['mayAnswer']
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [chosen, setChosen] = useState(branch.people.map(({ id }) => id))
  const save = useMutation({
    mutationFn: (personIds: string[]) =>
      call('PUT /api/branches/:id/people', { params: { id: branch.id }, body: { personIds } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.branches, next)
      onClose()
    },
  })
  useShortcut('send', () => {
    if (!save.isPending) save.mutate(chosen)
  })
  const saveKeys = useShortcutWords('send')
  return (
    <Dialog title={`Who answers for ${branch.name}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate(chosen)
        }}
      >
        <p>
          They see what is passed to this branch and nothing else. Give somebody the role Branch under Admin,
          People, and they can be chosen here.
        </p>
        {mayAnswer.length === 0 ? (
          <p className="entry-meta">Nobody has the role Branch yet.</p>
        ) : (
          <fieldset className="branch-choices">
            <legend className="visually-hidden">People</legend>
            {mayAnswer.map(({ id, name }, index) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  data-autofocus={index === 0 ? true : undefined}
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                {name}
              </label>
            ))}
          </fieldset>
        )}
        {save.error ? (
          <p className="field-error" role="alert">
            {problemWords(save.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" keys={saveKeys} isPending={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Pattern({ view }: { view: BranchesView }) {
  const administers = useMay('administer')
  const regions = [...new Set(view.branches.map(({ region }) => region))].toSorted()
  const [region, setRegion] = useState('')
  const [asking, setAsking] = useState<BranchPattern | null>(null)
  useShortcut('branch-people', () => pressInRow('branch', 'people', 'There is no branch here.'), administers)
  const rows = view.branches.filter((one) => region === '' || one.region === region)
  const silent = rows.filter(({ silentInARow }) => silentInARow > 1).length
  return (
    <>
      <div className="page-head">
        <h1>Branches</h1>
        <p className="page-count" role="status">
          {rows.length} {rows.length === 1 ? 'branch' : 'branches'}
          {silent === 0 ? '' : `, ${silent} silent more than once in a row`}
        </p>
        <Select
          label="Region"
          value={region}
          options={[
            { value: '', words: 'All regions' },
            ...regions.map((one) => ({ value: one, words: one })),
          ]}
          onChange={({ target }) => setRegion(target.value)}
        />
      </div>
      <p className="branches-about">
        <Link to="/branches/cover">Who covers which workplace</Link>
      </p>
      <p className="branches-about">
        Cases passed to branches in the last {view.days} days. Each had two working days to answer; “no
        answer” is one that came back because nobody did. A silent branch may need help: ring it.
      </p>
      <div className="table-wrap">
        <table className="table">
          <caption className="visually-hidden">Branches, those that stay silent first</caption>
          <thead>
            <tr>
              <th scope="col">Branch</th>
              <th scope="col">Region</th>
              <th scope="col">Pattern</th>
              <th scope="col" className="number">
                Passed on
              </th>
              <th scope="col" className="number">
                Waiting
              </th>
              <th scope="col" className="number">
                Accepted
              </th>
              <th scope="col" className="number">
                Declined
              </th>
              <th scope="col" className="number">
                No answer
              </th>
              <th scope="col">Who answers</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <Row key={one.id} shown={one} onPeople={administers ? () => setAsking(one) : null} />
            ))}
          </tbody>
        </table>
      </div>
      {asking === null ? null : (
        <PeopleDialog branch={asking} mayAnswer={view.mayAnswer} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

function Branches() {
  usePageTitle('Branches')
  const found = useBranches()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {found.data !== undefined ? (
        <>
          {found.isError ? (
            <StaleLine at={clockTime(found.dataUpdatedAt)} onRetry={() => void found.refetch()} />
          ) : null}
          <Pattern view={found.data} />
        </>
      ) : found.isError ? (
        <>
          <h1 className="visually-hidden">Branches</h1>
          <ErrorState
            what="We could not load the branches"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        </>
      ) : (
        <SkeletonRows label="branches" rows={6} height={48} />
      )}
    </main>
  )
}

export function BranchesPage() {
  return (
    <Need any={['read-branches']} name="Branches">
      <Branches />
    </Need>
  )
}
