import { Folder, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseBrief } from '../../../../server/contract/briefs.ts'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { caseStatusWords } from '../../../../server/contract/words.ts'
import { call } from '../../api.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { casesToChoose, chipWords } from './case-choices.ts'
import { useContactChange } from './use-contact-change.ts'

const newCase = 'new'

function CaseWords({ one }: { one: CaseBrief }) {
  const now = useNow(60_000)
  return (
    <span className="choice-words">
      <strong>{one.reference}</strong> {one.title}
      <span className="choice-line">
        {caseStatusWords[one.status]}
        {one.owner ? ` · ${one.owner.name}` : ''}
        {one.lastContactAt ? ` · last contact ${dayAndTime(one.lastContactAt, now)}` : ''}
      </span>
    </span>
  )
}

function CaseChooser({ contact, close }: { contact: ContactView; close: () => void }) {
  const choices = casesToChoose(contact)
  const [chosen, setChosen] = useState(choices[0]?.id ?? newCase)
  const [title, setTitle] = useState('')
  const { change, isPending, problem } = useContactChange(contact.id)

  const undo = () =>
    void change(
      () => call('POST /api/contacts/:id/case/undo', { params: { id: contact.id } }),
      () => ({ words: 'Put back where it was' }),
    )
  const save = async () => {
    const body = chosen === newCase ? { caseId: null, newCaseTitle: title.trim() } : { caseId: chosen }
    const done = await change(
      () => call('POST /api/contacts/:id/case', { params: { id: contact.id }, body }),
      (view) => ({ words: `Now on ${view.case?.reference ?? 'no case'}`, undo }),
    )
    if (done) close()
  }

  return (
    <Dialog title="Which case is this about?" onClose={close}>
      <fieldset className="choices">
        <legend className="visually-hidden">Cases it could belong to</legend>
        {choices.map((one) => (
          <label key={one.id} className="choice">
            <input type="radio" name="case" checked={chosen === one.id} onChange={() => setChosen(one.id)} />
            <CaseWords one={one} />
          </label>
        ))}
        <label className="choice">
          <input type="radio" name="case" checked={chosen === newCase} onChange={() => setChosen(newCase)} />
          <span className="choice-words">
            <strong>A new case</strong>
            <span className="choice-line">For something none of these is about</span>
          </span>
        </label>
      </fieldset>
      {chosen === newCase ? (
        <TextField
          label="What is the new case about?"
          hint="A few words, for example “Unpaid overtime, ward 7”. You can change them later."
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
      ) : null}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="contact-row">
        <Button tone="primary" isPending={isPending} onClick={() => void save()}>
          {chosen === newCase ? 'Open a new case' : 'Put it on this case'}
        </Button>
        <Button onClick={close}>Leave it</Button>
      </div>
    </Dialog>
  )
}

/** The chip in the heading: which case, or that one has to be chosen. */
export function CaseChip({ contact }: { contact: ContactView }) {
  const [isOpen, setOpen] = useState(false)
  const words = chipWords(contact)
  return (
    <>
      <Button
        className={contact.needsChoice ? 'is-wanted' : ''}
        icon={contact.case ? <Folder aria-hidden="true" /> : <FolderPlus aria-hidden="true" />}
        aria-haspopup="dialog"
        aria-label={contact.case ? `${words} ${contact.case.title}. Change case` : words}
        onClick={() => setOpen(true)}
      >
        {words}
      </Button>
      {isOpen ? <CaseChooser contact={contact} close={() => setOpen(false)} /> : null}
    </>
  )
}

/** The printed rule: why it is on this case, and the way back for thirty days. */
export function CaseRule({ contact }: { contact: ContactView }) {
  const { change, isPending, problem } = useContactChange(contact.id)
  const [isChoosing, setChoosing] = useState(false)
  const now = useNow(60_000)
  const canUndo = contact.undoUntil !== null && Date.parse(contact.undoUntil) > now
  const undo = () =>
    void change(
      () => call('POST /api/contacts/:id/case/undo', { params: { id: contact.id } }),
      (view) => ({ words: view.case ? `Back on ${view.case.reference}` : 'Taken off the case' }),
    )
  return (
    <p className="contact-rule">
      {contact.case ? <Link to={casePath(contact.case.id)}>{contact.case.title}</Link> : 'Not on a case yet.'}{' '}
      <span>{contact.caseRule ?? ''}</span>{' '}
      {contact.needsChoice ? (
        <button type="button" className="link-button" onClick={() => setChoosing(true)}>
          Choose the case
        </button>
      ) : null}
      {canUndo ? (
        <button type="button" className="link-button" aria-disabled={isPending} onClick={undo}>
          Undo
        </button>
      ) : null}
      {problem ? <span role="alert"> {problem}</span> : null}
      {isChoosing ? <CaseChooser contact={contact} close={() => setChoosing(false)} /> : null}
    </p>
  )
}
