/**
 * Where a call may go: colleagues with what each is doing now, queues, and any outside number. "Ask first" keeps the
 * member on hold while you talk to whom you chose; "Send now" gives the call away at once.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CallView, DestinationsView } from '../../../../server/contract/phone-views.ts'
import { problemWords } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useDestinations } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { askIn, sendOn } from './phone-actions.ts'
import { type Choice, choicesFor, choiceToSend } from './transfer-choices.ts'

function Destination({
  choice,
  isChosen,
  choose,
}: {
  choice: Choice
  isChosen: boolean
  choose: () => void
}) {
  return (
    <label className="choice">
      <input
        type="radio"
        name="destination"
        checked={isChosen}
        disabled={choice.blocked !== null}
        onChange={choose}
      />
      <span className="choice-words">
        <strong>{choice.name}</strong>
        <span className="choice-line">{choice.blocked ?? choice.words}</span>
      </span>
    </label>
  )
}

function Chooser({
  call,
  destinations,
  close,
}: {
  call: CallView
  destinations: DestinationsView
  close: () => void
}) {
  const cache = useQueryClient()
  const [way, setWay] = useState<'ask' | 'send'>('ask')
  const [query, setQuery] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => search.current?.focus(), [])
  const choices = choicesFor(destinations, { query, way })

  const go = async () => {
    if (!call.actions.passOn.allowed) return setProblem(call.actions.passOn.words)
    const to = choiceToSend({ choices, chosenId, number, name })
    if (to === null) return setProblem('Choose somebody, a queue, or type a number.')
    setPending(true)
    const refusal =
      way === 'send' || to.kind === 'queue'
        ? await sendOn(cache, call.contactId, to)
        : await askIn(cache, call.contactId, to)
    setPending(false)
    if (refusal === null) close()
    else setProblem(refusal)
  }

  useShortcut('send', () => {
    if (!isPending) void go()
  })
  const goKeys = useShortcutWords('send')

  return (
    <form
      className="transfer"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <fieldset className="choices transfer-way">
        <legend className="field-label">How</legend>
        <label className="choice">
          <input type="radio" name="way" checked={way === 'ask'} onChange={() => setWay('ask')} />
          <span className="choice-words">
            <strong>Ask first</strong>
            <span className="choice-line">{call.caller.title} hears music while you talk</span>
          </span>
        </label>
        <label className="choice">
          <input type="radio" name="way" checked={way === 'send'} onChange={() => setWay('send')} />
          <span className="choice-words">
            <strong>Send now</strong>
            <span className="choice-line">The call, its case and notes go; you are free</span>
          </span>
        </label>
      </fieldset>
      <TextField
        label={way === 'ask' ? 'Find a colleague' : 'Find a colleague or a queue'}
        type="search"
        value={query}
        ref={search}
        onChange={(event) => setQuery(event.target.value)}
      />
      <fieldset className="choices transfer-list">
        <legend className="visually-hidden">Colleagues and queues</legend>
        {choices.map((choice) => (
          <Destination
            key={choice.id}
            choice={choice}
            isChosen={chosenId === choice.id}
            choose={() => {
              setChosenId(choice.id)
              setNumber('')
            }}
          />
        ))}
        {choices.length === 0 ? <p className="choice-line">Nobody by that name.</p> : null}
      </fieldset>
      <div className="transfer-outside">
        <TextField
          label="Or an outside number"
          inputMode="tel"
          autoComplete="off"
          value={number}
          onChange={(event) => {
            setNumber(event.target.value)
            setChosenId(null)
          }}
        />
        <TextField
          label="Whose it is"
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <div className="contact-row">
        <Button
          type="submit"
          tone="primary"
          large
          keys={goKeys}
          isPending={isPending}
          blocked={call.actions.passOn.allowed ? null : call.actions.passOn.words}
        >
          {way === 'ask' ? 'Ask them' : 'Send the call'}
        </Button>
        <Button large onClick={close}>
          Stay with the call
        </Button>
      </div>
    </form>
  )
}

export function TransferSheet({ call, close }: { call: CallView; close: () => void }) {
  const query = useDestinations(call.contactId)
  return (
    <Dialog title="Pass the call on" onClose={close}>
      {query.data ? (
        <Chooser call={call} destinations={query.data} close={close} />
      ) : (
        <p role="status">{query.isError ? problemWords(query.error).words : 'Looking who is free…'}</p>
      )}
    </Dialog>
  )
}
