import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, Plus, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CaseView, FollowUpView } from '../../../../server/contract/case-views.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime, Due } from '../../ui/clock.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AddFollowUp } from './add-follow-up.tsx'
import { asTask, ChangeFollowUp } from './change-follow-up.tsx'
import { Checklist } from './checklist.tsx'
import { splitFollowUps } from './follow-ups-view.ts'

const useFollowUpMarks = (caseId: string) => {
  const cache = useQueryClient()
  const show = (next: CaseView) => {
    cache.setQueryData(keys.case(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.work })
  }
  const onError = (error: unknown) => showToast(problemWords(error).words, { tone: 'problem' })
  const undo = useMutation({
    mutationFn: (id: string) => call('POST /api/follow-ups/:id/undo', { params: { id } }),
    onSuccess: show,
    onError,
  })
  const done = useMutation({
    mutationFn: ({ id }: FollowUpView) => call('POST /api/follow-ups/:id/done', { params: { id } }),
    onSuccess: (next, { id, what }) => {
      show(next)
      showToast(`Done: ${what}`, { undo: () => undo.mutate(id) })
    },
    onError,
  })
  const change = useMutation({
    mutationFn: ({ id, ...body }: ReturnType<typeof asTask>) =>
      call('PUT /api/tasks/:id', { params: { id }, body }),
    onSuccess: show,
    onError,
  })
  return { done, undo, change }
}

export function FollowUps({ shown }: { shown: CaseView }) {
  const worksCases = useMay('work-cases')
  const [isAdding, setAdding] = useState(false)
  const [changing, setChanging] = useState<string | null>(null)
  const { open, done } = splitFollowUps(shown.followUps)
  const marks = useFollowUpMarks(shown.id)
  const mayAdd = worksCases && shown.status !== 'closed'
  useShortcut('case-promise', () => setAdding(true), mayAdd)
  if (open.length === 0 && done.length === 0 && !mayAdd) return null
  return (
    <section className="follow-ups" aria-label="Follow-ups">
      <div className="follow-ups-head">
        <h2>Follow-ups</h2>
        {mayAdd && !isAdding ? (
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
            Add follow-up
          </Button>
        ) : null}
      </div>
      {open.length === 0 ? (
        <p className="entry-meta">Nothing is promised.</p>
      ) : (
        <ul>
          {open.map((one) => (
            <li key={one.id} className={one.isOverdue ? 'follow-up is-overdue' : 'follow-up'}>
              {one.isOverdue ? <TriangleAlert aria-hidden="true" /> : <CalendarClock aria-hidden="true" />}
              <div className="follow-up-words">
                <p>{one.what}</p>
                <p className="entry-meta">
                  {one.isOverdue ? null : 'Due '}
                  <Due at={one.dueAt} /> · {one.owner.name}
                  {one.firstDueAt === null ? null : (
                    <>
                      {' '}
                      · first due <DateTime at={one.firstDueAt} />
                    </>
                  )}
                  {one.remindAt === null ? null : (
                    <>
                      {' '}
                      · reminder <DateTime at={one.remindAt} />
                    </>
                  )}
                </p>
                <Checklist
                  shown={one}
                  mayTick={worksCases}
                  onTick={async (checklist) => {
                    await marks.change.mutateAsync({ ...asTask(one), checklist }).catch(() => undefined)
                  }}
                />
              </div>
              {worksCases ? (
                <Button aria-label={`Change: ${one.what}`} onClick={() => setChanging(one.id)}>
                  Change
                </Button>
              ) : null}
              {worksCases ? (
                <Button
                  aria-label={`Done: ${one.what}`}
                  isPending={marks.done.isPending && marks.done.variables.id === one.id}
                  onClick={() => marks.done.mutate(one)}
                >
                  Done
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {shown.followUps
        .filter(({ id }) => id === changing)
        .map((one) => (
          <ChangeFollowUp key={one.id} shown={one} owners={shown.owners} onClose={() => setChanging(null)} />
        ))}
      {isAdding ? <AddFollowUp shown={shown} onDone={() => setAdding(false)} /> : null}
      {done.length === 0 ? null : (
        <details>
          <summary>{done.length} done</summary>
          <ul>
            {done.map((one) => (
              <li key={one.id} className="follow-up">
                <div className="follow-up-words">
                  <p>{one.what}</p>
                  <p className="entry-meta">
                    Done <Due at={one.doneAt ?? one.dueAt} /> · {one.owner.name}
                  </p>
                </div>
                {worksCases ? (
                  <Button
                    tone="quiet"
                    aria-label={`Not done after all: ${one.what}`}
                    onClick={() => marks.undo.mutate(one.id)}
                  >
                    Not done
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
