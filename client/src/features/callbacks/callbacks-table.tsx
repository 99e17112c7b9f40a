import { PhoneOutgoing, TriangleAlert, X } from 'lucide-react'
import { Link } from 'react-router'
import type { CallbackView } from '../../../../server/contract/views.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { attemptsWords, blockedBy, toneOf } from './owed-view.ts'

export function CallbacksTable({
  title,
  items,
  mayRing,
  ringBlocked,
  mayCancel,
  ringingId,
  onRing,
  onCancel,
}: {
  title: string
  items: CallbackView[]
  mayRing: boolean
  /** Why this person's own phone cannot ring now, or null. */
  ringBlocked: string | null
  mayCancel: boolean
  ringingId: string | null
  onRing: (shown: CallbackView) => void
  onCancel: (shown: CallbackView) => void
}) {
  const { rows, hold } = useSteadyList(items)
  const ringKeys = useShortcutWords('ring-now')
  const cancelKeys = useShortcutWords('cancel-callback')
  return (
    <div className="table-wrap" {...hold}>
      <table className="table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Promised</th>
            <th scope="col">State</th>
            <th scope="col">Queue</th>
            <th scope="col" className="number">
              Place
            </th>
            <th scope="col">Tries</th>
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
                <span className="owed-who">{item.caller}</span>
                <span className="owed-number figures">{item.number}</span>
              </th>
              <td data-label="Promised">
                <span className="figures">{item.promisedWords}</span>
              </td>
              <td data-label="State">
                <Chip
                  tone={toneOf(item)}
                  {...(item.isLate ? { icon: <TriangleAlert aria-hidden="true" /> } : {})}
                >
                  {item.isLate ? `Late · ${item.stateWords}` : item.stateWords}
                </Chip>
                {item.nextWords === null || (item.attempts.length === 0 && !item.isLate) ? null : (
                  <span className="owed-next figures">{item.nextWords}</span>
                )}
              </td>
              <td data-label="Queue">
                {item.queueName}
                {item.priorityReason === null ? '' : ` · ${item.priorityReason}`}
              </td>
              <td data-label="Place" className="number figures">
                {item.position ?? '–'}
              </td>
              <td data-label="Tries">{attemptsWords(item)}</td>
              <td data-label="Case">
                {item.case === null ? '–' : <Link to={casePath(item.case.id)}>{item.case.reference}</Link>}
              </td>
              <td className="owed-acts">
                {mayRing && item.settledAt === null ? (
                  <Button
                    data-act="ring"
                    icon={<PhoneOutgoing aria-hidden="true" />}
                    keys={ringKeys}
                    aria-label={`Ring ${item.caller} now`}
                    blocked={blockedBy(item.actions.ringNow) ?? ringBlocked}
                    isPending={ringingId === item.id}
                    onClick={() => onRing(item)}
                  >
                    Ring now
                  </Button>
                ) : null}
                {mayCancel && item.settledAt === null ? (
                  <Button
                    data-act="cancel"
                    tone="quiet"
                    icon={<X aria-hidden="true" />}
                    keys={cancelKeys}
                    aria-label={`Cancel the callback to ${item.caller}`}
                    blocked={blockedBy(item.actions.cancel)}
                    onClick={() => onCancel(item)}
                  >
                    Cancel
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
