/** The queues: what they are called, who may take their calls, what is promised, and their order on every screen. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import type { AdminQueuesView, AdminQueueView } from '../../../../server/contract/admin-views.ts'
import { call, problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminQueues } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { History, usePutQueueBack } from './history.tsx'
import { QueueForm } from './queue-form.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

export function QueuesPage() {
  usePageTitle('Queues')
  const queues = useAdminQueues()
  const [editing, setEditing] = useState<string | null>(null)
  const addKeys = useShortcutWords('admin-add')
  const putBack = usePutQueueBack()
  useShortcut('admin-add', () => setEditing('new'))
  const edited = queues.data?.queues.find(({ id }) => id === editing)
  return (
    <>
      <div className="page-head">
        <h1>Queues</h1>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setEditing('new')}>
            Add a queue
          </Button>
        </div>
      </div>
      {queues.isError ? (
        <ErrorState
          what="We could not load the queues"
          problem={problemWords(queues.error)}
          onRetry={() => void queues.refetch()}
        />
      ) : queues.data === undefined ? (
        <SkeletonRows label="queues" />
      ) : (
        <>
          <QueuesTable view={queues.data} onEdit={setEditing} />
          <History changes={queues.data.history} putBack={putBack} />
        </>
      )}
      {queues.data !== undefined && (editing === 'new' || edited !== undefined) ? (
        <Dialog
          title={edited === undefined ? 'Add a queue' : `Edit ${edited.name}`}
          shape="side"
          onClose={() => setEditing(null)}
        >
          <QueueForm queue={edited ?? null} skills={queues.data.skills} onClose={() => setEditing(null)} />
        </Dialog>
      ) : null}
    </>
  )
}

function QueuesTable({ view, onEdit }: { view: AdminQueuesView; onEdit: (id: string) => void }) {
  const fail = (error: unknown) => showToast(fullWords(error), { tone: 'problem' })
  const order = useSettingsChange(
    (queueIds: string[]) => call('POST /api/admin/queues/order', { body: { queueIds } }),
    () => undefined,
  )
  const remove = useSettingsChange(
    ({ id }: AdminQueueView) => call('DELETE /api/admin/queues/:id', { params: { id } }),
    (_, { name }) => showToast(`${name} is deleted.`),
  )
  const ids = view.queues.map(({ id }) => id)
  const move = (at: number, by: number) => {
    const next = [...ids]
    const [id] = next.splice(at, 1)
    if (id === undefined) return
    next.splice(at + by, 0, id)
    order.mutate(next, { onError: fail })
  }
  return (
    <section className="table-wrap" aria-label="Queues" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Queues, in the order of every screen</caption>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Skills</th>
            <th scope="col">Promise</th>
            <th scope="col" className="number">
              In it now
            </th>
            <th scope="col" className="number">
              On shift
            </th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {view.queues.map((queue, at) => (
            <tr key={queue.id}>
              <th scope="row">{queue.name}</th>
              <td data-label="Skills">{skillsInWords(queue)}</td>
              <td data-label="Promise" className="figures">
                {queue.promisePercent} % in {promiseTime(queue.promiseSeconds)}
              </td>
              <td data-label="In it now" className="number figures">
                {queue.waiting}
              </td>
              <td data-label="On shift" className="number figures">
                {queue.staffed}
              </td>
              <td data-label="Change">
                <span className="row-actions">
                  <Button onClick={() => onEdit(queue.id)} aria-label={`Edit ${queue.name}`}>
                    Edit
                  </Button>
                  <IconButton
                    label={`Move ${queue.name} up`}
                    icon={<ArrowUp aria-hidden="true" />}
                    aria-disabled={at === 0 || undefined}
                    onClick={() => {
                      if (at > 0) move(at, -1)
                    }}
                  />
                  <IconButton
                    label={`Move ${queue.name} down`}
                    icon={<ArrowDown aria-hidden="true" />}
                    aria-disabled={at === ids.length - 1 || undefined}
                    onClick={() => {
                      if (at < ids.length - 1) move(at, 1)
                    }}
                  />
                  <Button
                    aria-label={`Delete ${queue.name}`}
                    blocked={queue.actions.remove.allowed ? null : queue.actions.remove.words.join(' ')}
                    isPending={remove.isPending}
                    onClick={() => remove.mutate(queue, { onError: fail })}
                  >
                    Delete
                  </Button>
                </span>
                {queue.actions.remove.allowed ? null : (
                  <span className="field-hint">{queue.actions.remove.words.join(' ')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const skillsInWords = ({ skills, skillLevels }: AdminQueueView): string =>
  skills.length === 0
    ? 'Anybody'
    : skills
        .map((skill) => ((skillLevels[skill] ?? 1) > 1 ? `${skill} from level ${skillLevels[skill]}` : skill))
        .join(', ')
const promiseTime = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`)
