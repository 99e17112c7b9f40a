import { TriangleAlert, X } from 'lucide-react'
import type { CallbackView } from '../../../../server/contract/callback-views.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CaseLink, type MayRing, RingNow } from './owed-buttons.tsx'
import { OwedTable } from './owed-table.tsx'
import { attemptsWords, blockedBy, toneOf } from './owed-view.ts'

const columns = [
  { words: 'Who' },
  { words: 'Promised' },
  { words: 'State' },
  { words: 'Queue' },
  { words: 'Place', isNumber: true },
  { words: 'Tries' },
  { words: 'Case' },
]

export function CallbacksTable({
  title,
  items,
  mayCancel,
  ringingId,
  onRing,
  onCancel,
  ...may
}: MayRing & {
  title: string
  items: CallbackView[]
  mayCancel: boolean
  ringingId: string | null
  onRing: (shown: CallbackView) => void
  onCancel: (shown: CallbackView) => void
}) {
  const cancelKeys = useShortcutWords('cancel-callback')
  return (
    <OwedTable
      title={title}
      items={items}
      columns={columns}
      cells={(item) => (
        <>
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
          <td data-label="Case">{item.case === null ? '–' : <CaseLink shown={item.case} />}</td>
          <td className="owed-acts">
            {item.settledAt === null ? (
              <RingNow item={item} may={may} isPending={ringingId === item.id} onRing={() => onRing(item)} />
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
        </>
      )}
    />
  )
}
