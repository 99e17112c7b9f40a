import { Columns3, List, Search } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import type { CaseListItem } from '../../../../server/contract/case-views.ts'
import { foundIn } from '../../../../server/contract/case-words.ts'
import type { CaseFilterView } from '../../../../server/contract/saved-view-api.ts'
import { type TriageBrief, triageWords } from '../../../../server/contract/triage-api.ts'
import { contactReasons } from '../../../../server/contract/words.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { useCases } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DateTime, Due } from '../../ui/clock.tsx'
import { TextField } from '../../ui/field.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { clockTime } from '../../ui/times.ts'
import { useUrlFilter } from '../../ui/url-filter.ts'
import { OpenGroup } from '../groups/open-group.tsx'
import { BreakGlass } from '../seals/break-glass.tsx'
import { CaseStatusChip } from './case-status.tsx'
import { CasesBoard } from './cases-board.tsx'
import { CasesFilters } from './cases-filters.tsx'
import { casesViews, filterAddress, filterFrom } from './cases-view.ts'
import { SavedViews } from './saved-views.tsx'
import '../tables.css'

const noCases: CaseListItem[] = []

function CaseRow({ item, isGone }: { item: CaseListItem; isGone: boolean }) {
  return (
    <tr className={isGone ? 'is-gone' : undefined}>
      <th scope="row">
        <Link to={casePath(item.id)}>
          <span className="figures">{item.reference}</span> · {item.title}
        </Link>
        {item.triage === null ? null : <TriageLine triage={item.triage} />}
        {item.found === null ? null : (
          <p className="found-words">
            <span className="found-where">{foundIn[item.found.kind]}:</span> {item.found.words}
          </p>
        )}
      </th>
      <td data-label="Member">{item.memberName ?? 'Not matched'}</td>
      <td data-label="About">{contactReasons[item.kind]}</td>
      <td data-label="Status">
        <CaseStatusChip status={item.status} />
      </td>
      <td data-label="Owner">{item.owner?.name ?? 'No owner'}</td>
      <td data-label="Next step">
        {item.nextStep === null ? (
          '–'
        ) : (
          <span title={item.nextStep.what}>
            <Due at={item.nextStep.due} />
          </span>
        )}
      </td>
      <td data-label="Last change">
        <DateTime at={item.updatedAt} />
      </td>
    </tr>
  )
}

/** Why it stands where it stands among those that nobody owns. */
function TriageLine({ triage }: { triage: TriageBrief }) {
  return (
    <p className="triage-line">
      <Chip tone={triage.band === 'in-turn' ? 'neutral' : triage.band === 'soon' ? 'info' : 'warn'}>
        {triageWords[triage.band]}
      </Chip>{' '}
      {triage.isSetByHand ? 'Set by hand. ' : ''}
      {triage.parts.map(({ words, points }) => `${words} (${points})`).join(' · ')}
    </p>
  )
}

function CasesList() {
  const { params, asked, typed, setTyped } = useUrlFilter()
  const filter = filterFrom(params, asked, useMay('work-cases'))
  const { list } = filter
  const navigate = useNavigate()
  const show = (next: CaseFilterView) => void navigate(filterAddress(next))
  const boardKeys = useShortcutWords('cases-board')
  const turn = () => show({ ...filter, status: null, asBoard: !filter.asBoard })
  useShortcut('cases-board', turn, list !== 'closed')
  usePageTitle('Cases')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Cases</h1>
        {filter.asBoard ? null : <CasesCount filter={filter} />}
      </div>
      <div className="page-tools">
        <nav aria-label="Which cases">
          <ul className="view-tabs">
            {casesViews.map((each) => (
              <li key={each.id}>
                <Link
                  to={filterAddress({
                    ...filter,
                    list: each.id,
                    asBoard: filter.asBoard && each.id !== 'closed',
                  })}
                  aria-current={each.id === list ? 'page' : undefined}
                  className="view-tab"
                >
                  {each.words}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <TextField
          label="Filter these cases"
          hideLabel
          type="search"
          placeholder="Filter: title, member, words of a note"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          after={<Search className="field-mark" aria-hidden="true" />}
        />
        <OpenGroup />
        <BreakGlass />
      </div>
      <div className="page-tools">
        <CasesFilters
          filter={filter}
          onChange={(change) =>
            void navigate(
              filterAddress(
                filterFrom(withParam(new URLSearchParams(filterAddress(filter).search), change), asked, true),
              ),
            )
          }
        />
        {list === 'closed' ? null : (
          <Button
            icon={filter.asBoard ? <List aria-hidden="true" /> : <Columns3 aria-hidden="true" />}
            keys={boardKeys}
            onClick={turn}
          >
            {filter.asBoard ? 'As a list' : 'As columns'}
          </Button>
        )}
      </div>
      <SavedViews filter={filter} />
      {filter.asBoard ? (
        <CasesBoard filter={filter} />
      ) : (
        <CasesRows filter={filter} onClear={() => setTyped('')} />
      )}
    </main>
  )
}

const withParam = (params: URLSearchParams, change: Record<string, string | null>): URLSearchParams => {
  for (const [key, value] of Object.entries(change)) {
    if (value === null) params.delete(key)
    else params.set(key, value)
  }
  return params
}

function CasesCount({ filter }: { filter: CaseFilterView }) {
  const cases = useCases(filter)
  return (
    <p className="page-count" role="status">
      {cases.data === undefined || cases.isPlaceholderData
        ? ''
        : `${cases.data.pages[0]?.count ?? '0'} found`}
    </p>
  )
}

function CasesRows({ filter, onClear }: { filter: CaseFilterView; onClear: () => void }) {
  const cases = useCases(filter)
  const items = cases.data?.pages.flatMap((one) => one.items) ?? noCases
  const { list, q } = filter
  const isNarrowed = filter.about !== null || filter.status !== null || filter.ownerId !== null
  return (
    <>
      {cases.data === undefined ? (
        cases.isError ? (
          <ErrorState
            what="We could not load the cases"
            problem={problemWords(cases.error)}
            onRetry={() => void cases.refetch()}
          />
        ) : (
          <SkeletonRows label="cases" rows={10} />
        )
      ) : (
        <>
          {cases.isError ? (
            <StaleLine at={clockTime(cases.dataUpdatedAt)} onRetry={() => void cases.refetch()} />
          ) : null}
          {items.length === 0 ? (
            <EmptyState
              title={
                q !== ''
                  ? `No case here matches “${q}”.`
                  : isNarrowed
                    ? 'No case here is about that, stands there, or is theirs.'
                    : (casesViews.find(({ id }) => id === list)?.none ?? '')
              }
              {...(q === ''
                ? list === 'mine' && !isNarrowed
                  ? {
                      actions: (
                        <Link className="button button-plain" to="?view=open">
                          Look at all open cases
                        </Link>
                      ),
                    }
                  : {}
                : { actions: <Button onClick={onClear}>Clear the filter</Button> })}
            />
          ) : (
            <CasesTable key={JSON.stringify(filter)} items={items} />
          )}
          {cases.hasNextPage ? (
            <p className="page-more">
              <Button isPending={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
                {cases.isFetchingNextPage ? 'Loading…' : 'Show more'}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </>
  )
}

function CasesTable({ items }: { items: CaseListItem[] }) {
  const { rows, waiting, showNew, hold } = useSteadyList(items)
  return (
    <div className="table-wrap" {...hold}>
      {waiting > 0 ? (
        <p className="table-new">
          <button type="button" className="link-button" onClick={showNew}>
            {waiting} new
          </button>
        </p>
      ) : null}
      <table className="table">
        <caption className="visually-hidden">Cases</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Member</th>
            <th scope="col">About</th>
            <th scope="col">Status</th>
            <th scope="col">Owner</th>
            <th scope="col">Next step</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, isGone }) => (
            <CaseRow key={item.id} item={item} isGone={isGone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function CasesPage() {
  return (
    <Need any={['read-cases']} name="Cases">
      <CasesList />
    </Need>
  )
}
