/** Reference, title, and what may be changed in place: saved at once, with undo. */
import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import {
  type CaseStatus,
  type ContactReason,
  caseStatuses,
  caseStatusWords,
  contactReasons,
} from '../../../../server/contract/words.ts'
import { AuditLink } from '../../frame/audit-link.tsx'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { shortDate } from '../../ui/times.ts'
import { GiveDialog } from '../hand-over/give-dialog.tsx'
import { conflictWords } from './case-conflict.ts'
import { CaseStatusChip } from './case-status.tsx'
import { CloseCase } from './close-case.tsx'
import { ReopenCase } from './reopen-case.tsx'
import { useCaseChange } from './use-case-change.ts'

const isReason = (text: string): text is ContactReason => text in contactReasons
const statusFrom = (text: string): CaseStatus | undefined => caseStatuses.find((status) => status === text)

/** One line of the case, changed in place. */
function LineEditor({
  label,
  before,
  mayBeEmpty = false,
  maxLength,
  onSave,
  onDone,
}: {
  label: string
  before: string
  mayBeEmpty?: boolean
  maxLength: number
  onSave: (line: string) => Promise<unknown>
  onDone: () => void
}) {
  const [line, setLine] = useState(before)
  // What they know stands here: another's change while they type is said before it is replaced.
  const [known, setKnown] = useState(before)
  const [isWarned, setWarned] = useState(false)
  return (
    <form
      className="title-editor"
      onSubmit={(event) => {
        event.preventDefault()
        const next = line.trim()
        if ((next === '' && !mayBeEmpty) || next === before) onDone()
        else if (before !== known) {
          setKnown(before)
          setWarned(true)
        } else void onSave(next).then(onDone, () => undefined)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <TextField
        label={label}
        hideLabel
        autoFocus
        maxLength={maxLength}
        value={line}
        error={
          isWarned
            ? `Somebody wrote “${known || 'nothing'}” here meanwhile. Save again to put yours in its place.`
            : null
        }
        onChange={(event) => setLine(event.target.value)}
      />
      <Button tone="primary" type="submit">
        Save
      </Button>
      <Button onClick={onDone}>Cancel</Button>
    </form>
  )
}

/** What the member wants of it: what closing is held against. */
function Wanted({
  shown,
  mayChange,
  onSave,
}: {
  shown: CaseView
  mayChange: boolean
  onSave: (wanted: string) => Promise<unknown>
}) {
  const [isWriting, setWriting] = useState(false)
  useShortcut('case-wanted', () => setWriting(true), mayChange)
  if (isWriting)
    return (
      <LineEditor
        label="What the member wants"
        before={shown.wanted ?? ''}
        mayBeEmpty
        maxLength={500}
        onSave={onSave}
        onDone={() => setWriting(false)}
      />
    )
  if (shown.wanted === null && !mayChange) return null
  return (
    <p className="case-outcome case-wanted">
      {shown.wanted === null ? 'Nobody wrote down what the member wants.' : `Wants: ${shown.wanted}`}
      {mayChange ? (
        <IconButton
          label="Change what the member wants"
          icon={<Pencil aria-hidden="true" />}
          onClick={() => setWriting(true)}
        />
      ) : null}
    </p>
  )
}

export function CaseHeader({ shown }: { shown: CaseView }) {
  const now = useNow(60_000)
  const worksCases = useMay('work-cases')
  const { change, isSaving, conflict, useMine, keepTheirs } = useCaseChange(shown)
  const [isNaming, setNaming] = useState(false)
  const [asks, setAsks] = useState<'close' | 'reopen' | null>(null)
  const [givingTo, setGivingTo] = useState<PersonBrief | null>(null)
  const status = useRef<HTMLSelectElement>(null)
  const owner = useRef<HTMLSelectElement>(null)
  const mayChange = worksCases && shown.actions.change.allowed
  useShortcut('case-status', () => status.current?.focus(), mayChange)
  useShortcut('case-owner', () => owner.current?.focus(), mayChange)
  const clash = conflict === null ? null : conflictWords(shown, conflict)
  const save = (...given: Parameters<typeof change>) => void change(...given).catch(() => undefined)
  return (
    <header className="case-head">
      <div className="case-name">
        <p className="entry-meta">
          <span className="figures">{shown.fullReference}</span> · opened {shortDate(shown.openedAt, now)}
          {shown.closedAt === null ? '' : ` · closed ${shortDate(shown.closedAt, now)}`}
        </p>
        {isNaming ? (
          <>
            <h1 className="visually-hidden">{shown.title}</h1>
            <LineEditor
              label="Title of this case"
              before={shown.title}
              maxLength={200}
              onSave={(title) => change({ title }, 'Title changed')}
              onDone={() => setNaming(false)}
            />
          </>
        ) : (
          <div className="case-title">
            <h1>{shown.title}</h1>
            {mayChange ? (
              <IconButton
                label="Change the title"
                icon={<Pencil aria-hidden="true" />}
                onClick={() => setNaming(true)}
              />
            ) : null}
          </div>
        )}
        <AuditLink id={shown.id} />
        <Wanted shown={shown} mayChange={mayChange} onSave={(wanted) => change({ wanted }, 'Written down')} />
        {shown.closedAt === null || shown.outcome === null || shown.outcome === '' ? null : (
          <p className="case-outcome">
            Outcome: {shown.outcome}
            {shown.wanted === null || shown.met === null ? '' : ` · Got what they wanted: ${shown.met}`}
          </p>
        )}
      </div>
      {mayChange ? (
        <div className="case-edit" aria-busy={isSaving}>
          <Select
            ref={status}
            label="Status"
            value={shown.status}
            options={caseStatuses
              .filter((one) => one !== 'new' || shown.status === 'new')
              .map((one) => ({ value: one, words: caseStatusWords[one] }))}
            onChange={(event) => {
              const next = statusFrom(event.target.value)
              if (next === 'closed') setAsks('close')
              else if (next !== undefined) save({ status: next }, `Status is now ${caseStatusWords[next]}`)
            }}
          />
          <Select
            ref={owner}
            label="Owner"
            value={shown.owner?.id ?? ''}
            options={[
              ...(shown.owner === null ? [{ value: '', words: 'No owner' }] : []),
              ...shown.owners.map(({ id, name }) => ({ value: id, words: name })),
            ]}
            onChange={(event) => {
              const next = shown.owners.find(({ id }) => id === event.target.value)
              if (next === undefined) return
              if (shown.owner === null) save({ ownerId: next.id }, `${next.name} owns this case now`)
              else setGivingTo(next)
            }}
          />
          <Select
            label="About"
            value={shown.kind}
            options={Object.entries(contactReasons).map(([value, words]) => ({ value, words }))}
            onChange={(event) => {
              if (isReason(event.target.value))
                save({ kind: event.target.value }, `About ${contactReasons[event.target.value]}`)
            }}
          />
        </div>
      ) : (
        <div className="case-facts">
          <CaseStatusChip status={shown.status} />
          <span>{shown.owner?.name ?? 'No owner'}</span>
          <span>{contactReasons[shown.kind]}</span>
          {worksCases && shown.status === 'closed' ? (
            <Button
              blocked={shown.actions.reopen.allowed ? null : shown.actions.reopen.words}
              onClick={() => setAsks('reopen')}
            >
              Reopen
            </Button>
          ) : null}
        </div>
      )}
      {clash === null ? null : (
        <div className="conflict" role="alert">
          <p>{clash.words}</p>
          <div className="empty-actions">
            <Button tone="primary" onClick={useMine}>
              Use mine
            </Button>
            <Button onClick={keepTheirs}>{clash.keep}</Button>
          </div>
        </div>
      )}
      {asks === 'close' ? (
        <CloseCase
          blocked={shown.actions.close.allowed ? null : shown.actions.close.words}
          wanted={shown.wanted}
          onClose={() => setAsks(null)}
          onConfirm={(closing) =>
            change(
              { status: 'closed', ...closing },
              closing.remedy === undefined ? 'Case closed' : 'Case closed; the promise is a follow-up',
            )
          }
        />
      ) : null}
      {givingTo === null ? null : (
        <GiveDialog
          caseId={shown.id}
          to={givingTo.name}
          onClose={() => setGivingTo(null)}
          onConfirm={(why) => change({ ownerId: givingTo.id, why }, `${givingTo.name} owns this case now`)}
        />
      )}
      {asks === 'reopen' ? (
        <ReopenCase
          onClose={() => setAsks(null)}
          onConfirm={(why) => change({ status: 'open', why }, 'Case reopened')}
        />
      ) : null}
    </header>
  )
}
