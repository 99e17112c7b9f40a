/** The lines on the board: which are open, and closing one now when something has happened (F4). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineBrief } from '../../../../server/contract/admin-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useAdminLines } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { isInFocusedRow, pressInRow } from '../../ui/press-in-row.ts'
import { instantOfLocal, localOfInstant } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { RowButton } from './row-button.tsx'

export function LinesPanel() {
  return useMay('close-lines') ? <Lines /> : null
}

function Lines() {
  const [closing, setClosing] = useState<string | null>(null)
  const lines = useAdminLines(true, closing === null ? false : 2_000)
  const cache = useQueryClient()
  const voice = (lines.data?.lines ?? []).filter(({ kind }) => kind === 'voice')
  const closable = voice.filter(({ actions }) => actions.close.allowed)
  const closeKeys = useShortcutWords('close-line')
  const askToClose = (id: string) => {
    void cache.invalidateQueries({ queryKey: keys.adminLines })
    setClosing(id)
  }
  useShortcut('close-line', () =>
    isInFocusedRow('line', 'reopen')
      ? pressInRow('line', 'reopen')
      : pressInRow('line', 'close', 'Every line is closed by hand already.'),
  )
  const reopen = useMutation({
    mutationFn: ({ id }: LineBrief) => call('POST /api/admin/lines/:id/reopen', { params: { id } }),
    onSuccess: (next, { name }) => {
      cache.setQueryData(keys.adminLines, next)
      showToast(`${name} is open again.`)
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  if (lines.data === undefined) return null
  return (
    <section className="table-wrap" aria-label="Lines" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Lines</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">State</th>
            <th scope="col">Now</th>
            <th scope="col">In an emergency</th>
          </tr>
        </thead>
        <tbody>
          {voice.map((line) => (
            <tr key={line.id} data-line>
              <th scope="row">{line.name}</th>
              <td data-label="State">
                <Chip tone={line.open ? 'ok' : line.closure === null ? 'neutral' : 'bad'}>
                  {line.open ? 'Open' : line.closure === null ? 'Closed' : 'Closed by hand'}
                </Chip>
              </td>
              <td data-label="Now">
                {line.state}
                {line.closure === null ? '' : `. Closed by ${line.closure.by}`}
              </td>
              <td data-label="In an emergency">
                {line.actions.reopen.allowed ? (
                  <RowButton
                    act="reopen"
                    tone="plain"
                    isPending={reopen.isPending}
                    aria-label={`Open ${line.name} again`}
                    onClick={() => reopen.mutate(line)}
                  >
                    Open again
                  </RowButton>
                ) : (
                  <RowButton
                    act="close"
                    tone="danger"
                    keys={line === closable[0] ? closeKeys : null}
                    aria-label={`Close ${line.name} now`}
                    onClick={() => askToClose(line.id)}
                  >
                    Close now
                  </RowButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closing === null ? null : (
        <CloseLine
          lines={closable}
          first={closing}
          onClose={() => setClosing(null)}
          whenClosed={(next) => cache.setQueryData(keys.adminLines, next)}
        />
      )}
    </section>
  )
}

/** Everything is filled in: in the worst minute of the year one press on the red button is enough. */
function CloseLine({
  lines,
  first,
  onClose,
  whenClosed,
}: {
  lines: LineBrief[]
  first: string
  onClose: () => void
  whenClosed: (next: { lines: LineBrief[] }) => void
}) {
  const [id, setId] = useState(first)
  const line = lines.find((one) => one.id === id)
  const [message, setMessage] = useState('We are sorry, we cannot take calls just now.')
  const [reason, setReason] = useState('Emergency')
  const [until, setUntil] = useState(() => (line ? localOfInstant(line.suggestedReopening) : ''))
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const close = useMutation({
    mutationFn: (reopensAt: string) =>
      call('POST /api/admin/lines/:id/close', {
        params: { id },
        body: { version: line?.version ?? 1, message, reason, reopensAt },
      }),
    onSuccess: (next) => {
      whenClosed(next)
      showToast(`${line?.name ?? 'The line'} is closed. Callers who were waiting have been told.`)
      onClose()
    },
  })
  const wrong = (field: string) =>
    close.error instanceof RefusedError
      ? (close.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  const submit = () => {
    const reopensAt = instantOfLocal(until)
    setUnreadable(reopensAt === null ? 'Choose a day and a time.' : null)
    if (reopensAt !== null && !close.isPending) close.mutate(reopensAt)
  }
  useShortcut('send', submit)
  const sendKeys = useShortcutWords('send')
  return (
    <Dialog title={`Close ${line?.name ?? 'a line'} now`} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>
          {line?.waiting === 0
            ? 'Nobody is waiting on this line.'
            : `${line?.waiting ?? 0} waiting: they are told at once, and promised a call back.`}{' '}
          Calls that are being answered go on.
        </p>
        {lines.length > 1 ? (
          <Select
            label="Line"
            value={id}
            options={lines.map((one) => ({ value: one.id, words: one.name }))}
            onChange={(event) => setId(event.target.value)}
          />
        ) : null}
        <TextArea
          label="Callers hear"
          hint="When the line opens again is said after it."
          rows={2}
          value={message}
          error={wrong('message')}
          onChange={(event) => setMessage(event.target.value)}
        />
        <TextField
          label="Why, for your colleagues"
          value={reason}
          error={wrong('reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          label="Opens again by itself"
          type="datetime-local"
          value={until}
          error={unreadable ?? wrong('reopensAt')}
          onChange={(event) => setUntil(event.target.value)}
        />
        <div className="empty-actions">
          <Button tone="danger" type="submit" data-autofocus keys={sendKeys} isPending={close.isPending}>
            Close the line
          </Button>
          <Button onClick={onClose}>Leave it open</Button>
        </div>
        {close.isError ? (
          <p className="field-error" role="alert">
            {problemWords(close.error).words}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
