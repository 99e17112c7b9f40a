/** Under the legal dates: who watches over cases, and every overdue task of everybody. Nothing takes a task off this list but doing it. */
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { WatchView } from '../../../../server/contract/target-views.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { useWatch } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Due } from '../../ui/clock.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { WatchDialog } from './watch-dialog.tsx'
import './targets.css'

function Watch({ view }: { view: WatchView }) {
  const mayChange = useMay('confirm-deadlines')
  const [isChanging, setChanging] = useState(false)
  useShortcut('change-watch', () => setChanging(true), mayChange)
  const changeKeys = useShortcutWords('change-watch')
  return (
    <>
      <section className="watch" aria-label="Who watches over cases">
        <h2>Who watches over cases</h2>
        <p>
          Lead: <strong>{view.lead?.name ?? 'nobody'}</strong> · duty official:{' '}
          <strong>{view.official?.name ?? 'nobody'}</strong> · {view.hoursWords}
        </p>
        {view.official === null ? (
          <p className="watch-care">
            <TriangleAlert aria-hidden="true" /> Without a duty official, a case with a legal date that loses
            its owner goes to the supervisor on duty, else to the first official by name.
          </p>
        ) : null}
        {mayChange ? (
          <Button keys={changeKeys} onClick={() => setChanging(true)}>
            Change
          </Button>
        ) : null}
      </section>
      <section aria-label="Overdue tasks" className="watch">
        <h2>
          Overdue tasks <span className="figures">{view.overdueCount}</span>
        </h2>
        {view.overdue.length === 0 ? (
          <p className="entry-meta">Nothing is overdue.</p>
        ) : (
          <div className="table-wrap">
            <table className="table">
              <caption className="visually-hidden">Overdue tasks, the longest overdue first</caption>
              <thead>
                <tr>
                  <th scope="col">Task</th>
                  <th scope="col">Due</th>
                  <th scope="col">Owner</th>
                  <th scope="col">Case</th>
                </tr>
              </thead>
              <tbody>
                {view.overdue.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.what}</th>
                    <td data-label="Due">
                      <Due at={one.dueAt} />
                    </td>
                    <td data-label="Owner">
                      {one.owner === null ? (
                        <Chip tone="bad" icon={<TriangleAlert aria-hidden="true" />}>
                          No owner
                        </Chip>
                      ) : (
                        one.owner.name
                      )}
                    </td>
                    <td data-label="Case">
                      <Link to={casePath(one.case.id)}>
                        <span className="figures">{one.case.reference}</span> · {one.case.title}
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {view.overdueCount > view.overdue.length ? (
          <p className="entry-meta">{view.overdueCount - view.overdue.length} more are overdue.</p>
        ) : null}
      </section>
      {isChanging ? <WatchDialog view={view} onClose={() => setChanging(false)} /> : null}
    </>
  )
}

export function WatchPanel() {
  const found = useWatch()
  if (found.data !== undefined) return <Watch view={found.data} />
  return found.isError ? (
    <ErrorState
      what="We could not load the overdue tasks"
      problem={problemWords(found.error)}
      onRetry={() => void found.refetch()}
    />
  ) : (
    <SkeletonRows label="overdue tasks" rows={3} height={40} />
  )
}
