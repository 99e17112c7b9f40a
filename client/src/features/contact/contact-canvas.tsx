import { useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useEffect } from 'react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { call, isRefusal, problemWords } from '../../api.ts'
import { flushNotes, meetContact, useContactDrafts } from '../../drafts/contact-draft.ts'
import { missingFields } from '../../drafts/missing-fields.ts'
import { keys, useContact, usePhone } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { FirstDate } from '../deadlines/first-date.tsx'
import { CaseChip, CaseRule } from './case-chip.tsx'
import { ContactConflict } from './contact-conflict.tsx'
import { contactFacts } from './contact-facts.ts'
import { ContactForm } from './contact-form.tsx'
import { ContactParts } from './contact-parts.tsx'
import { IdentifyMember } from './identify-member.tsx'
import { notesStatus } from './notes-status.ts'
import { Recordings } from './recordings.tsx'
import { RelayToggle } from './relay-toggle.tsx'
import { useContactChange } from './use-contact-change.ts'
import { VerifyCaller } from './verify-caller.tsx'
import './contact.css'

/** A contact this person is on, or has just ended: to be written. */
function Writing({ contact, isOver }: { contact: ContactView; isOver: boolean }) {
  const cache = useQueryClient()
  const now = useNow()
  const draft = useContactDrafts((drafts) => drafts[contact.id] ?? null)
  const isStale = draft !== null && draft.theirs === null && isRefusal(draft.error, 'stale-version')

  useEffect(() => meetContact(contact), [contact])
  useEffect(() => {
    if (isStale) void cache.invalidateQueries({ queryKey: keys.contact(contact.id) })
  }, [isStale, cache, contact.id])
  useEffect(() => () => void flushNotes(contact.id), [contact.id])

  if (!draft) return null
  const status = notesStatus(draft, now, draft.wasPressed ? missingFields(draft, contact) : [])
  return (
    <>
      <header className="contact-head">
        <div>
          <h1>{isOver ? 'Finish up' : 'Call notes'}</h1>
          <p
            className={`contact-status is-${status.level}`}
            role={status.level === 'bad' ? 'alert' : undefined}
          >
            {status.words}{' '}
            {status.canRetry ? (
              <button type="button" className="link-button" onClick={() => void flushNotes(contact.id)}>
                Try now
              </button>
            ) : null}
          </p>
        </div>
        <CaseChip contact={contact} />
      </header>
      <div className="contact-body">
        <ContactConflict draft={draft} />
        {isOver ? null : <VerifyCaller contact={contact} />}
        <IdentifyMember contact={contact} />
        <ContactParts parts={contact.parts} />
        <ContactForm contact={contact} draft={draft}>
          {contact.case === null ? null : <FirstDate caseId={contact.case.id} reason={draft.reason} />}
        </ContactForm>
        {contact.channel === 'voice' ? <RelayToggle contact={contact} /> : null}
        <CaseRule contact={contact} />
        <Recordings recordings={contact.recordings} />
      </div>
    </>
  )
}

/** Whether it still waits in somebody's work for a look: a voicemail, a call nobody answered. */
const isUnhandled = ({ channel, state, result, handledAt }: ContactView): boolean =>
  channel === 'voice' && state === 'ended' && handledAt === null && result !== 'answered'

function DoneButton({ contact }: { contact: ContactView }) {
  const { change, isPending, problem } = useContactChange(contact.id)
  const done = () =>
    void change(
      () => call('POST /api/contacts/:id/handled', { params: { id: contact.id } }),
      () => ({ words: 'Done. It is off the list and stays on the case.' }),
    )
  return (
    <>
      {problem ? (
        <span className="field-error" role="alert">
          {problem}
        </span>
      ) : null}
      <Button tone="primary" icon={<Check aria-hidden="true" />} isPending={isPending} onClick={done}>
        Done
      </Button>
    </>
  )
}

/** A contact that is over, or a colleague's: to be read. */
function Reading({ contact }: { contact: ContactView }) {
  const now = useNow(60_000)
  return (
    <>
      <header className="contact-head">
        <div>
          <h1>{contact.member?.name ?? contact.caller.title}</h1>
          <p className="contact-status">
            {[contact.channel === 'voice' ? 'Call' : 'Text', contact.caller.number]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div className="contact-row">
          <CaseChip contact={contact} />
          {isUnhandled(contact) ? <DoneButton contact={contact} /> : null}
        </div>
      </header>
      <div className="contact-body">
        <IdentifyMember contact={contact} />
        <Recordings recordings={contact.recordings} />
        <dl className="contact-facts">
          {contactFacts(contact, now).map((one) => (
            <div key={one.name}>
              <dt>{one.name}</dt>
              <dd>{one.words}</dd>
            </div>
          ))}
        </dl>
        <ContactParts parts={contact.parts} />
        <section aria-label="Notes">
          <h2 className="field-label">Notes</h2>
          <p className="contact-read">{contact.notes.text || 'No notes were written.'}</p>
        </section>
        <CaseRule contact={contact} />
      </div>
    </>
  )
}

/** One contact: notes while it lasts, wrap-up after it, and a reading view once it is done. */
export function ContactCanvas({ id }: { id: string }) {
  const query = useContact(id)
  const ownCall = usePhone().data?.call ?? null
  const contact = query.data
  if (!contact) {
    return query.isError ? (
      <ErrorState
        what="We could not load this contact."
        problem={problemWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <SkeletonRows rows={8} height={56} label="contact" />
    )
  }
  const isMine = ownCall?.contactId === id && ownCall.role === 'agent'
  return (
    <article className="contact" aria-label={isMine ? 'Call' : 'Contact'}>
      {isMine ? (
        <Writing key={id} contact={contact} isOver={ownCall.state === 'wrap-up'} />
      ) : (
        <Reading contact={contact} />
      )}
    </article>
  )
}
