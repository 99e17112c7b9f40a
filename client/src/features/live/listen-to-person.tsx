/** A supervisor goes into a colleague's call, with a reason, in the open (F43). What is not agreed is not offered. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgreementView } from '../../../../server/contract/listening-views.ts'
import type { LivePerson } from '../../../../server/contract/live-views.ts'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import {
  type ListeningMode,
  type ListeningWhy,
  listeningModes,
  listeningModeWords,
  listeningWhys,
  listeningWhyWords,
} from '../../../../server/contract/words.ts'
import { call, problemLine } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { newerPhone } from '../../live-cache.ts'
import { keys, useListeningLog, usePhone } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { longDate } from '../../ui/times.ts'
import { agreementWords } from '../../words/agreement-words.ts'
import { RowButton } from './row-button.tsx'

const isMode = (value: string): value is ListeningMode => listeningModes.some((each) => each === value)
const isWhy = (value: string): value is ListeningWhy => listeningWhys.some((each) => each === value)

function ListenDialog({
  person,
  agreement,
  onClose,
}: {
  person: LivePerson
  agreement: AgreementView
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [mode, setMode] = useState<ListeningMode>('listen')
  const [why, setWhy] = useState<ListeningWhy | ''>('')
  const [missing, setMissing] = useState<string | null>(null)
  const listen = useMutation({
    mutationFn: (given: ListeningWhy) =>
      call('POST /api/live/people/:id/listen', { params: { id: person.id }, body: { mode, why: given } }),
    onSuccess: (phone) => {
      cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, phone))
      onClose()
    },
  })
  const reach = usePhone().data?.actions.listen
  const blocked = reach?.allowed === false ? reach.words : null
  const submit = () => {
    if (blocked !== null) setMissing(blocked)
    else if (why === '') setMissing('Say why. They see it, and it is kept.')
    else listen.mutate(why)
  }
  useShortcut('send', submit)
  const sendKeys = useShortcutWords('send')
  const problem = problemLine(listen.error)
  return (
    <Dialog title={`Listen to ${person.name}’s call`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>
          {agreementWords(agreement)} Agreed by {agreement.agreedBy ?? ''}
          {agreement.agreedOn === null ? '' : ` on ${longDate(`${agreement.agreedOn}T12:00:00Z`)}`}.{' '}
          {person.name} sees your name, how and why at once, and for as long as it lasts.
        </p>
        <Select
          label="How"
          value={mode}
          options={listeningModes
            .filter((each) => agreement.allows.includes(each))
            .map((each) => ({ value: each, words: listeningModeWords[each] }))}
          onChange={(event) => {
            if (isMode(event.target.value)) setMode(event.target.value)
          }}
        />
        <Select
          label="Why"
          data-autofocus
          value={why}
          error={missing}
          options={[
            { value: '', words: 'Choose a reason' },
            ...listeningWhys.map((each) => ({ value: each, words: listeningWhyWords[each] })),
          ]}
          onChange={(event) => {
            setMissing(null)
            setWhy(isWhy(event.target.value) ? event.target.value : '')
          }}
        />
        {problem === null ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="primary" type="submit" keys={sendKeys} blocked={blocked} isPending={listen.isPending}>
            Listen
          </Button>
          <Button onClick={onClose}>Leave them to it</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function ListenToPerson({ person }: { person: LivePerson }) {
  const me = useMe()
  const [isAsking, setIsAsking] = useState(false)
  const agreement = useListeningLog().data?.agreement
  const reach = usePhone().data?.actions.listen
  if (person.state !== 'on-call' || person.id === me.id || agreement === undefined) return null
  return (
    <>
      <RowButton
        act="listen"
        aria-label={`Listen to ${person.name}’s call`}
        blocked={
          agreement.allows.length === 0
            ? agreementWords(agreement)
            : reach?.allowed === false
              ? reach.words
              : null
        }
        onClick={() => setIsAsking(true)}
      >
        Listen
      </RowButton>
      {isAsking ? (
        <ListenDialog person={person} agreement={agreement} onClose={() => setIsAsking(false)} />
      ) : null}
    </>
  )
}
