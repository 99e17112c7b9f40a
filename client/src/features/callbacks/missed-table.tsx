import { Link } from 'react-router'
import type { MissedView } from '../../../../server/contract/callback-views.ts'
import { contactPath } from '../../paths.ts'
import { TimeAgo } from '../../ui/clock.tsx'
import { duration } from '../../ui/times.ts'
import { CaseLink, DoneWith, type MayRing, RingNow } from './owed-buttons.tsx'
import { OwedTable } from './owed-table.tsx'

const columns = [
  { words: 'Who' },
  { words: 'Waited', isNumber: true },
  { words: 'What happened' },
  { words: 'Last rang' },
  { words: 'Case' },
]

export function MissedTable({
  items,
  mayWork,
  onRing,
  onDone,
  ...may
}: MayRing & {
  items: MissedView[]
  mayWork: boolean
  onRing: (shown: MissedView) => void
  onDone: (shown: MissedView) => void
}) {
  return (
    <OwedTable
      title="Did not get through, longest wait first"
      items={items}
      columns={columns}
      cells={(item) => (
        <>
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
          <td data-label="Case">{item.case === null ? '–' : <CaseLink shown={item.case} />}</td>
          <td className="owed-acts">
            <RingNow item={item} may={may} onRing={() => onRing(item)} />
            {mayWork ? (
              <DoneWith
                label={`Done: ${item.caller} was called back`}
                allowed={item.actions.handled}
                onDone={() => onDone(item)}
              />
            ) : null}
          </td>
        </>
      )}
    />
  )
}
