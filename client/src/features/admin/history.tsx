import type { AdminLineView, ChangeView } from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Panel } from '../../ui/panel.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

type Side = 'before' | 'after'
type PutBack = { ask: (seq: number, side: Side) => void; isPending: boolean }

/** An earlier state is put back; why it cannot be is said in full. */
const usePutBackBy = <Answer,>(
  request: (given: { params: { seq: string }; body: { side: Side } }) => Promise<Answer>,
  done: { words: string; whenDone?: (answer: Answer) => void },
): PutBack => {
  const putBack = useSettingsChange(
    ({ seq, side }: { seq: number; side: Side }) => request({ params: { seq: String(seq) }, body: { side } }),
    (answer) => {
      showToast(done.words)
      done.whenDone?.(answer)
    },
  )
  const ask = (seq: number, side: Side) =>
    putBack.mutate({ seq, side }, { onError: (error) => showToast(fullWords(error), { tone: 'problem' }) })
  return { ask, isPending: putBack.isPending }
}

/** Of a line, its hours or its menu. */
export const usePutBack = (whenDone: (line: AdminLineView) => void): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/history/:seq/put-back', given), {
    words: 'Put back. The next call hears it.',
    whenDone,
  })
export const usePutQueueBack = (): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/queues/history/:seq/put-back', given), {
    words: 'Put back. The next call follows it.',
  })
export const usePutPersonBack = (whenDone?: () => void): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/people/history/:seq/put-back', given), {
    words: 'Put back. It holds from now on.',
    ...(whenDone === undefined ? {} : { whenDone }),
  })

export const usePutTemplateBack = (): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/templates/history/:seq/put-back', given), {
    words: 'Put back. The next text can use it.',
  })

export const usePutAnswerBack = (): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/knowledge/history/:seq/put-back', given), {
    words: 'Put back. The next call finds it.',
  })

export const usePutCaseTypeBack = (): PutBack =>
  usePutBackBy((given) => call('POST /api/admin/case-types/history/:seq/put-back', given), {
    words: 'Put back. Its cases follow it.',
  })

/** Who changed what, when, newest first, and the way back to each. */
export function History({ changes, putBack }: { changes: ChangeView[]; putBack: PutBack }) {
  const now = useNow()
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
