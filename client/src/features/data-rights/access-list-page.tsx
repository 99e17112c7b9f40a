/** Members who asked for what we hold about them: whose clock ends first, and what was given. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { AccessRequestBrief } from '../../../../server/contract/data-rights-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { keys, useAccessRequests } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { localDay } from '../../ui/times.ts'
import { clockWords, reviewWords } from './access-words.ts'
import './data-rights.css'
import '../tables.css'

const dayWords = (day: string | null): string => (day === null ? '' : day.split('-').reverse().join('/'))

function OpenRequest() {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [membershipNumber, setNumber] = useState('')
  const [receivedOn, setReceived] = useState(() => localDay(Date.now()))
  const open = useMutation({
    mutationFn: () => call('POST /api/access-requests', { body: { membershipNumber, receivedOn } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.accessRequest(next.id), next)
      void cache.invalidateQueries({ queryKey: keys.accessRequests, exact: true })
      void navigate(`/data-requests/${encodeURIComponent(next.id)}`)
    },
  })
  const wrong = (field: string) =>
    open.error instanceof RefusedError
      ? (open.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  const isElsewhere = open.isError && !(open.error instanceof RefusedError && open.error.fields.length > 0)
  return (
    <form
      className="request-open"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!open.isPending) open.mutate()
      }}
    >
      <TextField
        label="Membership number"
        value={membershipNumber}
        maxLength={80}
        error={wrong('membershipNumber')}
        onChange={({ target }) => setNumber(target.value)}
      />
      <TextField
        label="The request came on"
        type="date"
        value={receivedOn}
        error={wrong('receivedOn')}
        onChange={({ target }) => setReceived(target.value)}
      />
      <Button tone="primary" type="submit" isPending={open.isPending}>
        Open a request
      </Button>
      {isElsewhere ? (
        <p className="field-error" role="alert">
          {problemWords(open.error).words}
        </p>
      ) : null}
    </form>
  )
}

function Row({ shown }: { shown: AccessRequestBrief }) {
  const isSoon = shown.state === 'open' && (shown.daysLeft ?? 99) < 7
  return (
    <tr>
      <th scope="row">
        <Link to={`/data-requests/${encodeURIComponent(shown.id)}`}>
          {shown.member.name}, <span className="figures">{shown.member.membershipNumber}</span>
        </Link>
      </th>
      <td data-label="Came">{dayWords(shown.receivedOn)}</td>
      <td data-label="Answer by">{dayWords(shown.dueOn)}</td>
      <td data-label="Clock">
        <Chip
          tone={shown.state === 'given' ? 'ok' : isSoon ? 'bad' : 'neutral'}
          {...(isSoon ? { icon: <TriangleAlert aria-hidden="true" /> } : {})}
        >
          {clockWords(shown)}
        </Chip>
      </td>
      <td data-label="Review">{shown.undecided === null ? '' : reviewWords(shown.undecided)}</td>
    </tr>
  )
}

function Requests() {
  usePageTitle('Data requests')
  const found = useAccessRequests()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Data requests</h1>
      </div>
      <OpenRequest />
      {found.data !== undefined ? (
        found.data.requests.length === 0 ? (
          <p className="table-wrap table-none">No member has asked for their data.</p>
        ) : (
          <div className="table-wrap">
            <table className="table">
              <caption className="visually-hidden">
                Requests of members for their data, open ones first
              </caption>
              <thead>
                <tr>
                  <th scope="col">Member</th>
                  <th scope="col">Came</th>
                  <th scope="col">Answer by</th>
                  <th scope="col">Clock</th>
                  <th scope="col">Review</th>
                </tr>
              </thead>
              <tbody>
                {found.data.requests.map((one) => (
                  <Row key={one.id} shown={one} />
                ))}
              </tbody>
            </table>
          </div>
        )
      ) : found.isError ? (
        <ErrorState
          what="We could not load the requests"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="requests" rows={4} height={48} />
      )}
    </main>
  )
}

export function AccessListPage() {
  return (
    <Need any={['handle-data-rights']} name="Data requests">
      <Requests />
    </Need>
  )
}
