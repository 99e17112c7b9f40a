/** A companion who cannot come to a hearing: which days may be offered, the letter, and what became of it. */
import { CalendarClock, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { DeadlineView, PostponementView } from '../../../../server/contract/deadline-views.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea } from '../../ui/field.tsx'

/** Each time that a hearing was asked to be moved. */
export function PostponementLines({ shown }: { shown: DeadlineView }) {
  const { postponement } = shown
  if (postponement === null || postponement.requests.length === 0) return null
  return (
    <ul className="deadline-cares" aria-label="Requests to postpone">
      {postponement.requests.map(({ id, offeredWords, by, at, sent }) => (
        <li key={id}>
          {sent === null ? <CalendarClock aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          <span>
            {offeredWords} offered instead; the letter is under Documents.{' '}
            {sent === null ? (
              <strong>Not sent yet.</strong>
            ) : (
              <>
                Sent: {sent.how}{' '}
                <span className="entry-meta">
                  {sent.by.name}, <DateTime at={sent.at} />
                </span>
              </>
            )}{' '}
            <span className="entry-meta">
              Drafted by {by.name}, <DateTime at={at} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function PostponeHearing({
  shown,
  isPending,
  error,
  onAsk,
  onClose,
}: {
  shown: PostponementView
  isPending: boolean
  error: unknown
  onAsk: (offeredOn: string, letter: string) => void
  onClose: () => void
}) {
  const [on, setOn] = useState(shown.days[0]?.on ?? '')
  /** Null: as it was drafted for the chosen day. */
  const [written, setWritten] = useState<string | null>(null)
  const drafted = shown.days.find((day) => day.on === on)?.letter ?? ''
  const letter = written ?? drafted
  return (
    <Dialog title="The companion cannot come" shape="side" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending && letter.trim() !== '') onAsk(on, letter)
        }}
      >
        <p className={shown.care.tone === 'care' ? 'deadline-alarm' : 'field-hint'}>{shown.care.words}</p>
        <Select
          label="Which day is offered instead?"
          hint="The five working days after the hearing. Bank holidays are left out."
          data-autofocus
          value={on}
          options={shown.days.map((day) => ({ value: day.on, words: day.words }))}
          onChange={({ target }) => setOn(target.value)}
        />
        <TextArea
          label="Letter to the employer"
          hint={
            written === null
              ? 'Change it as you like.'
              : 'Written by you: another day does not change it. Look at the day in it.'
          }
          rows={16}
          maxLength={5_000}
          value={letter}
          error={letter.trim() === '' ? 'Write something first.' : null}
          onChange={({ target }) => setWritten(target.value)}
        />
        {written === null ? null : (
          <Button onClick={() => setWritten(null)}>Draft it again for this day</Button>
        )}
        <p className="field-hint">
          It is kept on the case as a PDF, and sending it is your task for today. Nothing is sent by itself.
        </p>
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            Keep the letter
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
        {error === null || error === undefined ? null : (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** One line of words that stays on the case. */
export function SayWhy({
  title,
  label,
  hint,
  press,
  isPending,
  error,
  onSay,
  onClose,
}: {
  title: string
  label: string
  hint?: string | undefined
  press: string
  isPending: boolean
  error: unknown
  onSay: (words: string) => void
  onClose: () => void
}) {
  const [words, setWords] = useState('')
  const isMissing = error instanceof RefusedError && error.reason === 'why-required'
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onSay(words)
        }}
      >
        <TextArea
          label={label}
          {...(hint === undefined ? {} : { hint })}
          data-autofocus
          maxLength={500}
          value={words}
          error={isMissing ? 'Write it down: it stays on the case.' : null}
          onChange={({ target }) => setWords(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            {press}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
        {error && !isMissing ? (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
