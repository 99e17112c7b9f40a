/** Every number of ours and what it is: each maps to one line. */
import { useState } from 'react'
import { Link } from 'react-router'
import type { AdminLineView, LineBrief } from '../../../../server/contract/admin-views.ts'
import { problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminLine, useAdminLines } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { CallIt } from './call-it.tsx'
import { History, usePutBack } from './history.tsx'
import { LineState } from './line-choice.tsx'
import { LineForm } from './line-form.tsx'
import { RemovedLines, RemoveLine } from './remove-line.tsx'

export function LinesPage() {
  usePageTitle('Lines and numbers')
  const lines = useAdminLines()
  const [editing, setEditing] = useState<string | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)
  const goes = lines.data?.lines.find(({ id }) => id === removing)
  const addKeys = useShortcutWords('admin-add')
  useShortcut('admin-add', () => setEditing('new'))
  return (
    <>
      <div className="page-head">
        <h1>Lines and numbers</h1>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setEditing('new')}>
            Add a line
          </Button>
        </div>
      </div>
      {lines.isError ? (
        <ErrorState
          what="We could not load the lines"
          problem={problemWords(lines.error)}
          onRetry={() => void lines.refetch()}
        />
      ) : lines.data === undefined ? (
        <SkeletonRows label="lines" />
      ) : (
        <>
          <LinesTable lines={lines.data.lines} onEdit={setEditing} onRemove={setRemoving} />
          <RemovedLines lines={lines.data.removed} />
        </>
      )}
      {editing === 'new' && lines.data !== undefined ? (
        <Dialog title="Add a line" shape="side" onClose={() => setEditing(null)}>
          <LineForm line={null} queues={lines.data.queues} onClose={() => setEditing(null)} />
        </Dialog>
      ) : null}
      {goes !== undefined && lines.data !== undefined ? (
        <Dialog title={`Remove ${goes.name}`} onClose={() => setRemoving(null)}>
          <RemoveLine line={goes} lines={lines.data.lines} onClose={() => setRemoving(null)} />
        </Dialog>
      ) : null}
      {editing !== null && editing !== 'new' ? (
        <EditLine id={editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  )
}

function LinesTable({
  lines,
  onEdit,
  onRemove,
}: {
  lines: LineBrief[]
  onEdit: (id: string) => void
  onRemove: (id: string) => void
}) {
  return (
    <section className="table-wrap" aria-label="Lines" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Lines</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Number</th>
            <th scope="col">For</th>
            <th scope="col">Now</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">{line.name}</th>
              <td data-label="Number" className="figures">
                {line.shownNumber}
              </td>
              <td data-label="For">{line.kind === 'voice' ? 'Calls' : 'Texts'}</td>
              <td data-label="Now">
                <LineState line={line} />
              </td>
              <td data-label="Change">
                <span className="row-actions">
                  <Button onClick={() => onEdit(line.id)} aria-label={`Edit ${line.name}`}>
                    Edit
                  </Button>
                  <Link to={`/admin/hours?line=${line.id}`} aria-label={`Opening hours of ${line.name}`}>
                    Hours
                  </Link>
                  {line.kind === 'voice' ? (
                    <Link to={`/admin/menu?line=${line.id}`} aria-label={`Menu of ${line.name}`}>
                      Menu
                    </Link>
                  ) : null}
                  {line.kind === 'voice' ? <CallIt number={line.number} /> : null}
                  <Button
                    aria-label={`Remove ${line.name}`}
                    blocked={line.actions.remove.allowed ? null : line.actions.remove.words.join(' ')}
                    onClick={() => onRemove(line.id)}
                  >
                    Remove…
                  </Button>
                </span>
                {line.actions.remove.allowed ? null : (
                  <span className="field-hint">{line.actions.remove.words.join(' ')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EditLine({ id, onClose }: { id: string; onClose: () => void }) {
  const line = useAdminLine(id)
  const putBack = usePutBack(onClose)
  return (
    <Dialog
      title={line.data === undefined ? 'Line' : `Edit ${line.data.name}`}
      shape="side"
      onClose={onClose}
    >
      {line.data === undefined ? (
        <SkeletonRows label="line" />
      ) : (
        <>
          <LineForm key={line.data.id} line={line.data} queues={line.data.queues} onClose={onClose} />
          <History changes={ofLine(line.data)} putBack={putBack} />
        </>
      )}
    </Dialog>
  )
}

/** Hours and menu have their own pages, with their own history. */
const ofLine = ({ history }: AdminLineView) => history.filter(({ part }) => part === 'line' || part === null)
