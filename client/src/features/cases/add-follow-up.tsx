import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { instantOfLocal, localOfInstant } from '../../ui/times.ts'
import { linesOf } from './checklist.tsx'

const tomorrow = () => localOfInstant(Date.now() + 86_400_000)

/** What was promised, by when, and who does it. */
export function AddFollowUp({ shown, onDone }: { shown: CaseView; onDone: () => void }) {
  const me = useMe()
  const cache = useQueryClient()
  const [what, setWhat] = useState('')
  const [due, setDue] = useState(tomorrow)
  const [ownerId, setOwnerId] = useState(
    shown.owners.some(({ id }) => id === me.id) ? me.id : (shown.owner?.id ?? ''),
  )
  const [remind, setRemind] = useState('')
  const [list, setList] = useState('')
  const [missing, setMissing] = useState<{ what?: string; due?: string }>({})
  const add = useMutation({
    mutationFn: (dueAt: string) =>
      call('POST /api/cases/:id/follow-ups', {
        params: { id: shown.id },
        body: {
          what: what.trim(),
          dueAt,
          ownerId: ownerId === '' ? null : ownerId,
          remindAt: remind === '' ? null : instantOfLocal(remind),
          checklist: linesOf(list),
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.case(shown.id), next)
      void cache.invalidateQueries({ queryKey: keys.work })
      onDone()
    },
  })
  const refused = add.error instanceof RefusedError ? add.error.reason : null
  const wrong = (field: string) =>
    add.error instanceof RefusedError
      ? (add.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  return (
    <form
      className="add-follow-up"
      onSubmit={(event) => {
        event.preventDefault()
        const dueAt = instantOfLocal(due)
        const nothing = what.trim() === ''
        setMissing({
          ...(nothing ? { what: 'Say what was promised.' } : {}),
          ...(dueAt === null ? { due: 'Choose a date and time.' } : {}),
        })
        if (!nothing && dueAt !== null) add.mutate(dueAt)
      }}
    >
      <TextField
        label="What was promised?"
        autoFocus
        maxLength={500}
        value={what}
        error={missing.what ?? null}
        onChange={(event) => setWhat(event.target.value)}
      />
      <TextField
        label="By when?"
        type="datetime-local"
        value={due}
        error={missing.due ?? (refused === 'date-in-past' ? problemWords(add.error).words : null)}
        onChange={(event) => setDue(event.target.value)}
      />
      <Select
        label="Who does it?"
        value={ownerId}
        options={[
          ...(ownerId === '' ? [{ value: '', words: 'The case’s owner' }] : []),
          ...shown.owners.map(({ id, name }) => ({ value: id, words: id === me.id ? `${name} (me)` : name })),
        ]}
        onChange={(event) => setOwnerId(event.target.value)}
      />
      <TextField
        label="Reminder (may stay empty)"
        type="datetime-local"
        value={remind}
        error={wrong('remindAt')}
        onChange={(event) => setRemind(event.target.value)}
      />
      <TextArea
        label="Checklist, a line each (may stay empty)"
        rows={2}
        value={list}
        error={wrong('checklist')}
        onChange={(event) => setList(event.target.value)}
      />
      <div className="entry-actions">
        <Button tone="primary" type="submit" isPending={add.isPending}>
          Keep follow-up
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
      {add.isError && refused !== 'date-in-past' && refused !== 'bad-settings' ? (
        <p className="field-error" role="alert">
          {problemWords(add.error).words}
        </p>
      ) : null}
    </form>
  )
}
