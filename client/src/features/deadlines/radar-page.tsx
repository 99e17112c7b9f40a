/** Every legal date of the next four weeks, or over: what comes first, whose case it is, and who has not confirmed it. */
import { TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'
import type { RadarItem, RadarView } from '../../../../server/contract/deadline-views.ts'
import { claimWords, deadlineStateWords } from '../../../../server/contract/deadline-words.ts'
import { problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { casePath } from '../../paths.ts'
import { useRadar } from '../../queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { clockTime } from '../../ui/times.ts'
import { WatchPanel } from '../targets/watch-panel.tsx'
import { daysWords, limitLine, nextWords, radarWords, stateTone, toneOfDays } from './deadline-words.ts'
import './deadlines.css'
import '../tables.css'

function Row({ item, isGone }: { item: RadarItem; isGone: boolean }) {
  return (
    <tr className={isGone ? 'is-gone' : undefined}>
      <th scope="row">
        <span className="deadline-next">
          <Chip
            tone={toneOfDays(item.next.daysLeft)}
            {...(item.next.daysLeft <= 7 ? { icon: <TriangleAlert aria-hidden="true" /> } : {})}
          >
            {daysWords(item.next.daysLeft)}
          </Chip>
          {nextWords[item.next.kind]} {item.next.words}
        </span>
      </th>
      <td data-label="Limit">{limitLine(item)}</td>
      <td data-label="Claim">
        {claimWords[item.claim]}, {item.respondent}
      </td>
      <td data-label="Case">
        <Link to={casePath(item.case.id)}>
          <span className="figures">{item.case.reference}</span> · {item.memberName ?? 'Not matched'}
        </Link>
      </td>
      <td data-label="Owner">
        {item.case.owner === null ? (
          <Chip tone="bad" icon={<TriangleAlert aria-hidden="true" />}>
            No owner
          </Chip>
        ) : (
          item.case.owner.name
        )}
      </td>
      <td data-label="State">
        <Chip tone={item.changeWaits ? 'warn' : stateTone[item.state]}>
          {item.changeWaits ? 'A change waits' : deadlineStateWords[item.state]}
        </Chip>
      </td>
    </tr>
  )
}

function Radar({ view }: { view: RadarView }) {
  const { rows, hold } = useSteadyList(view.items)
  return (
    <>
      <div className="page-head">
        <h1>Deadlines</h1>
        <p className="page-count" role="status">
          {radarWords(view.items)}
        </p>
      </div>
      {rows.length === 0 ? (
        <p className="table-wrap table-none">Nothing is due in the next four weeks.</p>
      ) : (
        <div className="table-wrap" {...hold}>
          <table className="table">
            <caption className="visually-hidden">Legal dates, the nearest first</caption>
            <thead>
              <tr>
                <th scope="col">First</th>
                <th scope="col">Limit</th>
                <th scope="col">Claim</th>
                <th scope="col">Case</th>
                <th scope="col">Owner</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ item, isGone }) => (
                <Row key={item.id} item={item} isGone={isGone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {view.later === 0 ? null : (
        <p className="entry-meta">
          {view.later} more {view.later === 1 ? 'is' : 'are'} further away.
        </p>
      )}
    </>
  )
}

function RadarList() {
  usePageTitle('Deadlines')
  const radar = useRadar()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {radar.data !== undefined ? (
        <>
          {radar.isError ? (
            <StaleLine at={clockTime(radar.dataUpdatedAt)} onRetry={() => void radar.refetch()} />
          ) : null}
          <Radar view={radar.data} />
          <WatchPanel />
        </>
      ) : radar.isError ? (
        <>
          <h1 className="visually-hidden">Deadlines</h1>
          <ErrorState
            what="We could not load the legal dates"
            problem={problemWords(radar.error)}
            onRetry={() => void radar.refetch()}
          />
        </>
      ) : (
        <SkeletonRows label="legal dates" rows={8} height={48} />
      )}
    </main>
  )
}

export function RadarPage() {
  return (
    <Need any={['read-cases']} name="Deadlines">
      <RadarList />
    </Need>
  )
}
