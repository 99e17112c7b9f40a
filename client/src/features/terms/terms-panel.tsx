/** Terms of representation of a case: read out or texted, and what the member said (F80). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Handshake } from 'lucide-react'
import { useRef, useState } from 'react'
import {
  type SaidChannel,
  type TermsAnswerView,
  type TermsView,
  termsChannelWords,
} from '../../../../server/contract/terms-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useTerms } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

const isChannel = (text: string): text is SaidChannel => text in termsChannelWords
const stateWords = {
  asked: 'Texted, not answered yet',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Asked anew',
} as const

function TermsDialog({ caseId, shown, onClose }: { caseId: string; shown: TermsView; onClose: () => void }) {
  const cache = useQueryClient()
  const clientId = useRef(newClientId())
  const [channel, setChannel] = useState<SaidChannel>('telephone')
  const [number, setNumber] = useState(shown.numbers[0]?.number ?? '')
  const termsId = shown.current?.id ?? ''
  const done = (words: string) => (next: TermsView) => {
    cache.setQueryData(keys.terms(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
    showToast(words)
    onClose()
  }
  const note = useMutation({
    mutationFn: (isAccepted: boolean) =>
      call('POST /api/terms/note/:caseId', {
        params: { caseId },
        body: { termsId, isAccepted, channel, contactId: null },
      }),
    onSuccess: done('Noted, with the words that were read.'),
  })
  const ask = useMutation({
    mutationFn: () =>
      call('POST /api/terms/ask/:caseId', {
        params: { caseId },
        body: { clientId: clientId.current, termsId, number },
      }),
    onSuccess: done('Texted. AGREE from that number accepts by itself.'),
  })
  const isPending = note.isPending || ask.isPending
  const trouble = problemLine(note.error ?? ask.error)
  return (
    <Dialog title="Terms of representation" onClose={onClose}>
      <div className="stack">
        <blockquote className="terms-words">{shown.current?.words}</blockquote>
        <Select
          label="They said it"
          value={channel}
          options={Object.entries(termsChannelWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isChannel(target.value)) setChannel(target.value)
          }}
        />
        <div className="empty-actions">
          <Button
            tone="primary"
            data-autofocus
            isPending={note.isPending}
            blocked={isPending ? 'Wait a moment.' : null}
            onClick={() => note.mutate(true)}
          >
            They accept
          </Button>
          <Button blocked={isPending ? 'Wait a moment.' : null} onClick={() => note.mutate(false)}>
            They decline
          </Button>
        </div>
        {shown.numbers.length === 0 ? (
          <p className="entry-meta">No number of theirs can be texted.</p>
        ) : (
          <>
            <Select
              label="Or text it to"
              value={number}
              options={shown.numbers.map((each) => ({ value: each.number, words: each.shown }))}
              onChange={({ target }) => setNumber(target.value)}
            />
            <div className="empty-actions">
              <Button
                isPending={ask.isPending}
                blocked={isPending ? 'Wait a moment.' : null}
                onClick={() => ask.mutate()}
              >
                Text it
              </Button>
            </div>
          </>
        )}
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function Answer({ shown, current }: { shown: TermsAnswerView; current: number }) {
  return (
    <p className="entry-meta">
      {stateWords[shown.state]},{' '}
      {shown.channel === 'text' ? 'by text' : termsChannelWords[shown.channel].toLowerCase()},{' '}
      <DateTime at={shown.at} />
      {shown.by === null ? ', by their own text' : `, ${shown.by.name}`} · version {shown.number}
      {shown.number < current ? ' (there are newer words)' : ''}
    </p>
  )
}

export function TermsPanel({ caseId, isClosed }: { caseId: string; isClosed: boolean }) {
  const found = useTerms(caseId)
  const worksCases = useMay('work-cases')
  const [isOpen, setOpen] = useState(false)
  const termsKeys = useShortcutWords('terms')
  const mayAsk = worksCases && !isClosed && (found.data?.current ?? null) !== null
  useShortcut('terms', () => setOpen(true), mayAsk)
  if (found.data === undefined || found.data.current === null) return null
  const { answers, current } = found.data
  const accepted = answers.find(({ state }) => state === 'accepted')
  return (
    <section className="follow-ups" aria-label="Terms of representation">
      <div className="follow-ups-head">
        <h2>{accepted === undefined ? 'Terms not accepted' : 'Terms accepted'}</h2>
        {mayAsk ? (
          <Button
            icon={<Handshake aria-hidden="true" />}
            keys={termsKeys}
            aria-label="Terms: read out or text"
            onClick={() => setOpen(true)}
          >
            Terms
          </Button>
        ) : null}
      </div>
      {answers.slice(0, 1).map((one) => (
        <Answer key={one.id} shown={one} current={current.number} />
      ))}
      {answers.length < 2 ? null : (
        <details>
          <summary>{answers.length - 1} before</summary>
          {answers.slice(1).map((one) => (
            <Answer key={one.id} shown={one} current={current.number} />
          ))}
        </details>
      )}
      {isOpen ? <TermsDialog caseId={caseId} shown={found.data} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
