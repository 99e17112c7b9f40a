import type { AdminLineView, ChangeView } from '../../../../server/contract/views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Panel } from '../../ui/panel.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { useSettingsChange } from './settings-form.ts'

/** An earlier state is put back; why it cannot be is said in full. */
export const usePutBack = (whenDone: (line: AdminLineView) => void) => {
  const putBack = useSettingsChange(
    ({ seq, side }: { seq: number; side: 'before' | 'after' }) =>
      call('POST /api/admin/history/:seq/put-back', { params: { seq: String(seq) }, body: { side } }),
    (line) => {
      showToast('Put back. The next call hears it.')
      whenDone(line)
    },
  )
  const ask = (seq: number, side: 'before' | 'after') =>
    putBack.mutate(
      { seq, side },
      {
        onError: (error) =>
          showToast(
            error instanceof RefusedError && error.fields.length > 0
              ? error.fields.map(({ words }) => words).join(' ')
              : problemWords(error).words,
            { tone: 'problem' },
          ),
      },
    )
  return { ask, isPending: putBack.isPending }
}

/** Who changed what, when, newest first, and the way back to each. */
export function History({
  changes,
  whenPutBack,
}: {
  changes: ChangeView[]
  whenPutBack?: (line: AdminLineView) => void
}) {
  const now = useNow()
  const putBack = usePutBack(whenPutBack ?? (() => undefined))
  return (
    <Panel title="History">
      {changes.length === 0 ? <p className="table-none">Nothing has been changed yet.</p> : null}
      <ol className="change-list">
        {changes.map((change) => (
          <li key={change.seq} className="change">
            <div className="change-head">
              <strong>{change.heading}</strong>
              <span>
                {change.by}, <time dateTime={change.at}>{dayAndTime(change.at, now)}</time>
              </span>
              {change.isCurrent ? <Chip tone="ok">In use</Chip> : null}
            </div>
            <dl className="change-words">
              {change.changes.map(({ what, before, after }) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {before === null ? null : <del>{before}</del>}
                    {before !== null && after !== null ? ' became ' : ' '}
                    {after === null ? ' was taken out' : <ins>{after}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
            {change.part === null ? null : (
              <div className="empty-actions">
                {change.isCurrent ? (
                  <Button isPending={putBack.isPending} onClick={() => putBack.ask(change.seq, 'before')}>
                    Undo this change
                  </Button>
                ) : (
                  <Button isPending={putBack.isPending} onClick={() => putBack.ask(change.seq, 'after')}>
                    Put this one back
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
