/** Two records of one person beside each other, field by field, before they become one (F90). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { MergeCompareView, MergeSide } from '../../../../server/contract/merge-api.ts'
import type { MergeFieldWord } from '../../../../server/contract/merge-words.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { memberPath } from '../../paths.ts'
import { keys, useMergeCompare } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { EmptyState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import '../tables.css'
import './member-page.css'

function Head({ side, words }: { side: MergeSide; words: string }) {
  return (
    <th scope="col">
      <Link to={memberPath(side.id)}>{side.name}</Link>
      <span className="entry-meta figures"> {side.membershipNumber}</span>
      <span className="merge-words">{words}</span>
    </th>
  )
}

function Compare({ shown }: { shown: MergeCompareView }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [take, setTake] = useState<readonly MergeFieldWord[]>([])
  const [why, setWhy] = useState('')
  const { keeper, other } = shown
  usePageTitle(`Merge ${keeper.name}`)
  const merge = useMutation({
    mutationFn: () =>
      call('POST /api/merges/of/:memberId', {
        params: { memberId: keeper.id },
        body: {
          otherId: other.id,
          version: keeper.version,
          otherVersion: other.version,
          take: [...take],
          why,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.merges(keeper.id), next)
      void cache.invalidateQueries({ queryKey: keys.member(keeper.id) })
      void cache.invalidateQueries({ queryKey: keys.allMembers })
      showToast('They are one record now. It can be undone for 30 days, on this page.')
      void navigate(memberPath(keeper.id))
    },
  })
  const choice = (field: MergeFieldWord, label: string, value: string, isOther: boolean) => (
    <label className="merge-choice">
      <input
        type="radio"
        name={field}
        checked={take.includes(field) === isOther}
        onChange={() => setTake(isOther ? [...take, field] : take.filter((one) => one !== field))}
      />
      <span className="visually-hidden">
        {label}, of {isOther ? other.membershipNumber : keeper.membershipNumber}:{' '}
      </span>
      <span>{value === '' ? 'nothing' : value}</span>
    </label>
  )
  return (
    <>
      <div className="page-head">
        <h1>The same person?</h1>
      </div>
      <p className="merge-about">
        {keeper.name}, {keeper.membershipNumber}, stays. Cases, calls, texts, numbers and who may speak for
        them move to it; what either asked for about contact and needs holds. The other number leads here from
        then on, also in the nightly file.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!merge.isPending) merge.mutate()
        }}
      >
        <div className="table-wrap">
          <table className="table merge-table">
            <caption className="visually-hidden">Both records, field by field</caption>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <Head side={keeper} words="stays" />
                <Head side={other} words="leads here" />
              </tr>
            </thead>
            <tbody>
              {shown.fields.map((one) => (
                <tr key={one.field}>
                  <th scope="row">{one.label}</th>
                  {one.isSame ? (
                    <td colSpan={2} data-label="Both" className="merge-same">
                      {one.keeper === '' ? 'Nothing in either' : one.keeper}
                    </td>
                  ) : (
                    <>
                      <td data-label={keeper.membershipNumber}>
                        {choice(one.field, one.label, one.keeper, false)}
                      </td>
                      <td data-label={other.membershipNumber}>
                        {choice(one.field, one.label, one.other, true)}
                      </td>
                    </>
                  )}
                </tr>
              ))}
              <tr>
                <th scope="row">Has</th>
                <td data-label={keeper.membershipNumber}>{keeper.has.join(' · ')}</td>
                <td data-label={other.membershipNumber}>{other.has.join(' · ')}</td>
              </tr>
            </tbody>
          </table>
        </div>
        <div className="merge-end">
          <TextField
            label="Why are they the same person?"
            hint="It stays with the record."
            value={why}
            maxLength={500}
            error={problemLine(merge.error)}
            onChange={({ target }) => setWhy(target.value)}
          />
          <Button
            type="submit"
            tone="primary"
            large
            isPending={merge.isPending}
            blocked={shown.merge.allowed ? null : shown.merge.words}
          >
            Merge them
          </Button>
          <Link className="button button-plain" to={memberPath(keeper.id)}>
            Leave them as two
          </Link>
        </div>
      </form>
    </>
  )
}

function Page() {
  const { id = '', other = '' } = useParams()
  const found = useMergeCompare(id, other)
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {found.data === undefined ? (
        found.isError ? (
          <>
            <h1 className="visually-hidden">The same person?</h1>
            <EmptyState
              title="These two cannot be compared"
              actions={
                <Link className="button button-plain" to={memberPath(id)}>
                  Back to the member
                </Link>
              }
            >
              {problemWords(found.error).words}
            </EmptyState>
          </>
        ) : (
          <SkeletonRows label="both records" rows={8} height={48} />
        )
      ) : (
        <Compare key={found.data.other.id} shown={found.data} />
      )}
    </main>
  )
}

export function MergePage() {
  return (
    <Need any={['merge-members']} name="Merging members">
      <Page />
    </Need>
  )
}
