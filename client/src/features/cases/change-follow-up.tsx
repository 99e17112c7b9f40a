import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { FollowUpView } from '../../../../server/contract/case-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { instantOfLocal, localOfInstant } from '../../ui/times.ts'
import { linesOf } from './checklist.tsx'

/** A follow-up as the server takes it. */
export const asTask = ({ id, what, dueAt, ownerId, remindAt, checklist }: FollowUpView) => ({
  id,
  what,
  dueAt,
  ownerId,
  remindAt,
  checklist,
  why: '',
})

/** Another owner, day, reminder or list. What is overdue is moved only with a reason. */
export function ChangeFollowUp({
  shown,
  owners,
  onClose,
}: {
  shown: FollowUpView
  owners: PersonBrief[]
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [what, setWhat] = useState(shown.what)
  const [due, setDue] = useState(() => localOfInstant(shown.dueAt))
  const [remind, setRemind] = useState(() => (shown.remindAt === null ? '' : localOfInstant(shown.remindAt)))
  const [ownerId, setOwnerId] = useState(shown.ownerId ?? '')
  const [list, setList] = useState(() => shown.checklist.map(({ words }) => words).join('\n'))
  const [why, setWhy] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/tasks/:id', {
        params: { id: shown.id },
        body: {
          what,
          // Left as it was to the second; a field of minutes would move it.
          dueAt: due === localOfInstant(shown.dueAt) ? shown.dueAt : (instantOfLocal(due) ?? due),
          remindAt: remind === '' ? null : (instantOfLocal(remind) ?? remind),
          ownerId: ownerId === '' ? null : ownerId,
          checklist: linesOf(list).map((words) => ({
            words,
            isDone: shown.checklist.some((item) => item.words === words && item.isDone),
          })),
          why,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.case(shown.caseId), next)
      void cache.invalidateQueries({ queryKey: keys.work })
      onClose()
    },
  })
  const wrong = (field: string) =>
    save.error instanceof RefusedError
      ? (save.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  const isElsewhere =
    save.isError && (!(save.error instanceof RefusedError) || save.error.fields.length === 0)
  return (
    <Dialog title="Change this follow-up" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <TextField
          label="What is to be done?"
          data-autofocus
          maxLength={500}
          value={what}
          error={wrong('what')}
          onChange={({ target }) => setWhat(target.value)}
        />
        <TextField
          label="By when?"
          type="datetime-local"
          value={due}
          error={wrong('dueAt')}
          onChange={({ target }) => setDue(target.value)}
        />
        <Select
          label="Who does it?"
          value={ownerId}
          error={wrong('ownerId')}
          options={[
            { value: '', words: 'Anybody on shift' },
            ...owners.map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChange={({ target }) => setOwnerId(target.value)}
        />
        <TextField
          label="Reminder (may stay empty)"
          type="datetime-local"
          value={remind}
          error={wrong('remindAt')}
          onChange={({ target }) => setRemind(target.value)}
        />
        <TextArea
          label="Checklist, a line each (may stay empty)"
          rows={3}
          value={list}
          error={wrong('checklist')}
          onChange={({ target }) => setList(target.value)}
        />
        <TextField
          label={shown.isOverdue ? 'Why is it moved?' : 'Why? (may stay empty)'}
          maxLength={500}
          value={why}
          error={wrong('why')}
          onChange={({ target }) => setWhy(target.value)}
        />
        {isElsewhere ? (
          <p className="field-error" role="alert">
            {problemWords(save.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
