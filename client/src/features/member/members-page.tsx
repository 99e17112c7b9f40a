import { Search } from 'lucide-react'
import { Link } from 'react-router'
import type { MemberListItem } from '../../../../server/contract/member-views.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { cohortPath, memberPath } from '../../paths.ts'
import { useMembers } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { clockTime } from '../../ui/times.ts'
import { useUrlFilter } from '../../ui/url-filter.ts'
import { Leads } from '../leads/leads.tsx'
import { StatusChip } from './member-pane.tsx'
import '../tables.css'

const noMembers: MemberListItem[] = []

function MembersTable({ items }: { items: MemberListItem[] }) {
  const { rows, hold } = useSteadyList(items)
  return (
    <div className="table-wrap" {...hold}>
      <table className="table">
        <caption className="visually-hidden">Members</caption>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Number</th>
            <th scope="col">Phone</th>
            <th scope="col">Employer</th>
            <th scope="col">Branch</th>
            <th scope="col">Status</th>
            <th scope="col" className="number">
              Open cases
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, isGone }) => (
            <tr key={item.id} className={isGone ? 'is-gone' : undefined}>
              <th scope="row">
                <Link to={memberPath(item.id)}>{item.name}</Link>
              </th>
              <td data-label="Number" className="figures">
                {item.membershipNumber ?? 'Hidden'}
              </td>
              <td data-label="Phone" className="figures">
                {item.number ?? '–'}
              </td>
              <td data-label="Employer">{item.employer ?? '–'}</td>
              <td data-label="Branch">{item.branch ?? '–'}</td>
              <td data-label="Status">
                <StatusChip status={item.status} />
              </td>
              <td data-label="Open cases" className="number figures">
                {item.openCases}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MembersList() {
  const { asked, typed, setTyped } = useUrlFilter()
  const members = useMembers(asked)
  const items = members.data?.pages.flatMap((one) => one.items) ?? noMembers
  usePageTitle('Members')
  const readsCases = useMay('read-cases')
  const textsMany = useMay('text-cohorts')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Members</h1>
        <p className="page-count" role="status">
          {members.data === undefined || members.isPlaceholderData
            ? ''
            : `${members.data.pages[0]?.count ?? '0'} found`}
        </p>
      </div>
      <div className="page-tools">
        <TextField
          label="Find a member"
          hideLabel
          type="search"
          placeholder="Name, membership number or phone"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          after={<Search className="field-mark" aria-hidden="true" />}
        />
        {textsMany ? (
          <Link className="button button-plain" to={cohortPath}>
            Text to many
          </Link>
        ) : null}
      </div>
      {readsCases ? <Leads /> : null}
      {members.data === undefined ? (
        members.isError ? (
          <ErrorState
            what="We could not load the members"
            problem={problemWords(members.error)}
            onRetry={() => void members.refetch()}
          />
        ) : (
          <SkeletonRows label="members" rows={10} />
        )
      ) : (
        <>
          {members.isError ? (
            <StaleLine at={clockTime(members.dataUpdatedAt)} onRetry={() => void members.refetch()} />
          ) : null}
          {items.length === 0 ? (
            <EmptyState
              title={asked === '' ? 'No members have been brought in yet.' : `Nobody matches “${asked}”.`}
              {...(asked === ''
                ? {}
                : { actions: <Button onClick={() => setTyped('')}>Clear the search</Button> })}
            />
          ) : (
            <MembersTable key={asked} items={items} />
          )}
          {members.hasNextPage ? (
            <p className="page-more">
              <Button isPending={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
                {members.isFetchingNextPage ? 'Loading…' : 'Show more'}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </main>
  )
}

export function MembersPage() {
  return (
    <Need any={['read-members']} name="Members">
      <MembersList />
    </Need>
  )
}
