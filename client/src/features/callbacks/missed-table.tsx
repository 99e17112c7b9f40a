import { Check, PhoneOutgoing } from 'lucide-react'
import { Link } from 'react-router'
import type { MissedView } from '../../../../server/contract/views.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { casePath, contactPath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { TimeAgo } from '../../ui/clock.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { duration } from '../../ui/times.ts'
import { blockedBy } from './owed-view.ts'

export function MissedTable({
  items,
  mayRing,
  ringBlocked,
  mayWork,
  onRing,
  onDone,
}: {
  items: MissedView[]
  mayRing: boolean
  /** Why this person's own phone cannot ring now, or null. */
  ringBlocked: string | null
  mayWork: boolean
  onRing: (shown: MissedView) => void
  onDone: (shown: MissedView) => void
}) {
  const { rows, hold } = useSteadyList(items)
  const ringKeys = useShortcutWords('ring-now')
  const doneKeys = useShortcutWords('called-back')
  return (
    <div className="table-wrap" {...hold}>
      <table className="table">
        <caption className="visually-hidden">Did not get through, longest wait first</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col" className="number">
              Waited
            </th>
            <th scope="col">What happened</th>
            <th scope="col">Last rang</th>
            <th scope="col">Case</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, isGone }) => (
            <tr key={item.id} data-owed className={isGone ? 'is-gone' : undefined}>
              <th scope="row">
                <Link to={contactPath(item.id)}>{item.caller}</Link>
              </th>
              <td data-label="Waited" className="number figures">
                {duration(item.waitedSeconds * 1000)}
              </td>
              <td data-label="What happened">{item.words}</td>
              <td data-label="Last rang">
                <TimeAgo at={item.lastAt} />
              </td>
              <td data-label="Case">
                {item.case === null ? '–' : <Link to={casePath(item.case.id)}>{item.case.reference}</Link>}
              </td>
              <td className="owed-acts">
                {mayRing ? (
                  <Button
                    data-act="ring"
                    icon={<PhoneOutgoing aria-hidden="true" />}
                    keys={ringKeys}
                    aria-label={`Ring ${item.caller} now`}
                    blocked={blockedBy(item.actions.ringNow) ?? ringBlocked}
                    onClick={() => onRing(item)}
                  >
                    Ring now
                  </Button>
                ) : null}
                {mayWork ? (
                  <Button
                    data-act="done"
                    icon={<Check aria-hidden="true" />}
                    keys={doneKeys}
                    aria-label={`Done: ${item.caller} was called back`}
                    onClick={() => onDone(item)}
                  >
                    Done
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
