/** Who is on the line, and how sure we are. The question comes from the server; the answer never does. */
import { Check, ShieldCheck, ShieldQuestion, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import type { VerificationView } from '../../../../server/contract/verification-views.ts'
import { call } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Speakers } from './speakers.tsx'
import { useContactChange } from './use-contact-change.ts'
import { askable, verifyHint } from './verify-words.ts'

function Answered({ verification }: { verification: VerificationView }) {
  if (verification.answers.length === 0) return null
  return (
    <ul className="verify-answers" aria-label="What was asked">
      {verification.answers.map(({ words, isRight }) => (
        <li key={words} className={isRight ? 'is-right' : 'is-wrong'}>
          {isRight ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
          {words}: {isRight ? 'fits' : 'does not fit'}
        </li>
      ))}
    </ul>
  )
}

function AskOne({
  contact,
  question,
}: {
  contact: ContactView
  question: NonNullable<VerificationView['question']>
}) {
  const [said, setSaid] = useState('')
  const { change, isPending, problem } = useContactChange(contact.id)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const check = async () => {
    const isDone = await change(
      () =>
        call('POST /api/verification/:id/answer', {
          params: { id: contact.id },
          body: { fact: question.fact, said },
        }),
      () => null,
    )
    if (isDone) setSaid('')
  }
  return (
    <form
      className="verify-ask"
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <TextField
        ref={field}
        label={`Ask: “${question.words}”`}
        hint="Write what they say. It is compared and not kept."
        value={said}
        autoComplete="off"
        maxLength={200}
        error={problem}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Button type="submit" tone="primary" isPending={isPending}>
        Check
      </Button>
    </form>
  )
}

export function VerifyCaller({ contact }: { contact: ContactView }) {
  const { verification } = contact
  const { change, isPending, problem } = useContactChange(contact.id)
  const people = verification === null ? [] : askable(contact, verification)
  const begin = (memberId: string) =>
    void change(
      () => call('POST /api/verification/:id', { params: { id: contact.id }, body: { memberId } }),
      () => null,
    )
  const rangBack = () =>
    void change(
      () => call('POST /api/verification/:id/rang-back', { params: { id: contact.id } }),
      () => ({ words: 'Noted: rung back, and it is them.' }),
    )
  const [first] = people
  const mayBegin = verification?.actions.begin.allowed === true && verification.question === null
  useShortcut('verify-caller', () => first && begin(first.id), mayBegin && people.length === 1)
  const keys = useShortcutWords('verify-caller')
  if (verification === null) return null
  const isSure = verification.level >= 2
  return (
    <section
      className={`verify ${isSure ? 'is-sure' : verification.isLocked ? 'is-locked' : ''}`}
      aria-label="Who is on the line"
    >
      <div className="verify-head">
        <p className="verify-level">
          {isSure ? <ShieldCheck aria-hidden="true" /> : <ShieldQuestion aria-hidden="true" />}
          <strong>{verification.words}</strong>
        </p>
        {mayBegin
          ? people.map((one) => (
              <Button
                key={one.id}
                keys={people.length === 1 ? keys : null}
                isPending={isPending}
                onClick={() => begin(one.id)}
              >
                {people.length === 1 ? 'Check two facts' : `Check that it is ${one.name}`}
              </Button>
            ))
          : null}
        {verification.actions.rangBack.allowed ? (
          <Button isPending={isPending} onClick={rangBack}>
            It is them: rung back
          </Button>
        ) : null}
      </div>
      <p className="verify-hint" role="status">
        {verifyHint(contact, verification)}
      </p>
      <Answered verification={verification} />
      {verification.question === null ? null : (
        <AskOne key={verification.question.fact} contact={contact} question={verification.question} />
      )}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
      <Speakers contact={contact} />
      <details className="verify-may">
        <summary>
          What may be done{' '}
          {verification.speaker === null ? 'at this level' : `with ${verification.speaker.name}`}
        </summary>
        <ul>
          {verification.may.map(({ words, isAllowed, unless }) => (
            <li key={words} className={isAllowed ? 'is-right' : ''}>
              {isAllowed ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
              {words}
              {isAllowed ? '' : `: ${unless}`}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
