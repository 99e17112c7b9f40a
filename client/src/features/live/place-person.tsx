/** Who takes which queue for a while: put somebody on one, take them off one, take that back (F42). */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LivePerson } from '../../../../server/contract/live-views.ts'
import type { PersonQueuesView } from '../../../../server/contract/placement-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { pressInRow } from '../../ui/press-in-row.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { clockTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { RowButton } from './row-button.tsx'

const ways = [
  { value: 'on', words: 'Put them on it' },
  { value: 'off', words: 'Take them off it' },
] as const
const untils = [
  { value: 'end-of-day', words: 'Until the end of today' },
  { value: 'time', words: 'Until a time today' },
  { value: 'taken-back', words: 'Until it is taken back' },
] as const

function Queues({ view }: { view: PersonQueuesView }) {
  const cache = useQueryClient()
  const back = useMutation({
    mutationFn: (id: string) => call('POST /api/placements/:id/take-back', { params: { id } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.personQueues(next.personId), next)
      showToast('Taken back. Their skills are the rule again.')
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  const firstBack = view.queues.find(({ placementId }) => placementId !== null)?.placementId ?? null
  const backKeys = useShortcutWords('take-placement-back')
  useShortcut('take-placement-back', () =>
    pressInRow('placed', 'take-back', 'Nobody put them on a queue, or took them off one.'),
  )
  return (
    <ul className="place-queues" aria-label="Queues">
      {view.queues.map(({ id, name, takes, because, placementId }) => (
        <li key={id} data-placed>
          <div>
            <strong>{name}</strong>: {takes ? 'takes it' : 'does not take it'}
            <span className="person-detail">{because}</span>
          </div>
          {placementId === null ? null : (
            <RowButton
              act="take-back"
              keys={placementId === firstBack ? backKeys : null}
              aria-label={`Take back: ${name}`}
              isPending={back.isPending}
              onClick={() => back.mutate(placementId)}
            >
              Take back
            </RowButton>
          )}
        </li>
      ))}
    </ul>
  )
}

function Form({ view, onClose }: { view: PersonQueuesView; onClose: () => void }) {
  const cache = useQueryClient()
  const first = view.queues.find(({ takes }) => !takes) ?? view.queues[0]
  const [queueId, setQueueId] = useState(first?.id ?? '')
  const [way, setWay] = useState<string>(first?.takes === true ? 'off' : 'on')
  const [until, setUntil] = useState<string>('end-of-day')
  const [time, setTime] = useState('')
  const [why, setWhy] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call('POST /api/placements/of/:personId', {
        params: { personId: view.personId },
        body: {
          queueId,
          way: way === 'off' ? 'off' : 'on',
          until: untils.find(({ value }) => value === until)?.value ?? 'end-of-day',
          time,
          why,
          seen: view.queues.find(({ id }) => id === queueId)?.placementId ?? null,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.personQueues(next.personId), next)
      const name = view.queues.find(({ id }) => id === queueId)?.name ?? 'the queue'
      showToast(
        `${view.name} is ${way === 'off' ? 'off' : 'on'} ${name}. They are told; a call in hand goes on.`,
      )
      onClose()
    },
    // A colleague was quicker: what is so now stands above the form, and what was typed stays.
    onError: () => void cache.invalidateQueries({ queryKey: keys.personQueues(view.personId) }),
  })
  useShortcut('send', () => save.mutate())
  const saveKeys = useShortcutWords('send')
  const wrong = (field: string) =>
    save.error instanceof RefusedError
      ? (save.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <Select
        label="Queue"
        data-autofocus
        value={queueId}
        options={view.queues.map(({ id, name }) => ({ value: id, words: name }))}
        onChange={(event) => setQueueId(event.target.value)}
      />
      <Select label="Do" value={way} options={[...ways]} onChange={(event) => setWay(event.target.value)} />
      <Select
        label="How long"
        value={until}
        options={[...untils]}
        onChange={(event) => setUntil(event.target.value)}
      />
      {until === 'time' ? (
        <TextField
          label="Until"
          hint="Like 17:00."
          value={time}
          error={wrong('time')}
          onChange={(event) => setTime(event.target.value)}
        />
      ) : null}
      <TextField
        label="Why"
        hint="They read this, and it is kept: nothing about a member."
        value={why}
        error={wrong('why')}
        onChange={(event) => setWhy(event.target.value)}
      />
      {save.isError ? (
        <p className="field-error" role="alert">
          {problemWords(save.error).words}
        </p>
      ) : null}
      <div className="empty-actions">
        <Button tone="primary" type="submit" keys={saveKeys} isPending={save.isPending}>
          Save
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </form>
  )
}

function PlaceDialog({ person, onClose }: { person: LivePerson; onClose: () => void }) {
  const view = useQuery({
    queryKey: keys.personQueues(person.id),
    queryFn: ({ signal }) =>
      call('GET /api/placements/of/:personId', { params: { personId: person.id }, signal }),
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <Dialog title={`Queues of ${person.name}`} onClose={onClose}>
      {view.data === undefined ? (
        view.isError ? (
          <ErrorState
            what="We could not load their queues"
            problem={problemWords(view.error)}
            onRetry={() => void view.refetch()}
          />
        ) : (
          <SkeletonRows label="queues" rows={4} height={40} />
        )
      ) : (
        <div className="stack">
          <Queues view={view.data} />
          <Form view={view.data} onClose={onClose} />
          {view.data.history.length === 0 ? null : (
            <section aria-labelledby="placed-before">
              <h3 id="placed-before">Lately</h3>
              <ol className="place-history">
                {view.data.history.map(({ id, at, words }) => (
                  <li key={id}>
                    <time dateTime={at}>{clockTime(at)}</time> {words}
                  </li>
                ))}
              </ol>
            </section>
          )}
        </div>
      )}
    </Dialog>
  )
}

export function PlacePerson({ person }: { person: LivePerson }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <RowButton
        act="place"
        aria-label={`Queues of ${person.name}`}
        title="Put them on a queue, or take them off one, for a while"
        onClick={() => setOpen(true)}
      >
        Queues
      </RowButton>
      {isOpen ? <PlaceDialog person={person} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
