/** The documents of a case: added, opened, given a newer version, removed and put back; and the pictures that came by text. */
import { FileDown, Plus, Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Allowed } from '../../../../server/contract/briefs.ts'
import type {
  CaseDocumentsView,
  CaseDocumentView,
  TextedPictureView,
} from '../../../../server/contract/document-views.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { threadPath } from '../../paths.ts'
import { useCaseDocuments } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { DocumentRow } from './document-row.tsx'
import { ExportCase } from './export-case.tsx'
import { RemoveDocument } from './remove-document.tsx'
import { SendDocument } from './send-document.tsx'
import { useDocuments } from './use-documents.ts'
import './documents.css'

const blockedBy = (allowed: Allowed): string | null => (allowed.allowed ? null : allowed.words)

type Asking =
  | { what: 'send'; of: CaseDocumentView | null; dropped: File | null }
  | { what: 'remove'; shown: CaseDocumentView }
  | { what: 'export' }

function Pictures({ pictures }: { pictures: TextedPictureView[] }) {
  const mayOpen = useMay('text-members')
  if (pictures.length === 0) return null
  return (
    <ul className="document-pictures" aria-label="Pictures by text">
      {pictures.map(({ id, url, alt, threadId, at, isFromMember }) => (
        <li key={id}>
          {mayOpen ? (
            <Link to={threadPath(threadId)}>
              <img src={url} alt={alt === '' ? 'Picture from a text' : alt} loading="lazy" />
            </Link>
          ) : null}
          <span className="entry-meta">
            {isFromMember ? 'Texted to us' : 'Texted by us'}, <DateTime at={at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Documents({ view }: { view: CaseDocumentsView }) {
  const works = useMay('work-cases')
  const [asking, setAsking] = useState<Asking | null>(null)
  const [isOver, setOver] = useState(false)
  const place = useRef<HTMLElement>(null)
  const { send, remove, putBack } = useDocuments(view.caseId)
  const ask = (next: Asking) => {
    send.reset()
    remove.reset()
    setAsking(next)
  }
  const done = () => setAsking(null)
  const add = (dropped: File | null = null) => ask({ what: 'send', of: null, dropped })
  const focused = () => {
    const id = document.activeElement?.closest('[data-document]')?.getAttribute('data-document')
    return view.documents.find((one) => one.id === id) ?? view.documents[0]
  }
  const removeOrPutBack = (one: CaseDocumentView | undefined) => {
    if (one?.actions.remove.allowed) ask({ what: 'remove', shown: one })
    else if (one?.actions.putBack.allowed) putBack.mutate({ id: one.id, version: one.version })
  }
  useShortcut('add-document', () => add(), works)
  useShortcut(
    'document-version',
    () => {
      const one = focused()
      if (one?.actions.addVersion.allowed) ask({ what: 'send', of: one, dropped: null })
    },
    works,
  )
  useShortcut('document-remove', () => removeOrPutBack(focused()), works)
  useShortcut('export-case', () => ask({ what: 'export' }))
  const addKeys = useShortcutWords('add-document')
  const exportKeys = useShortcutWords('export-case')
  const here = view.documents.filter(({ removed }) => removed === null)
  const removed = view.documents.filter((one) => one.removed !== null)
  const row = (one: CaseDocumentView) => (
    <DocumentRow key={one.id} shown={one}>
      {works ? (
        <div className="document-actions">
          {one.removed === null ? (
            <>
              <Button
                aria-label={`Newer version of ${one.title}`}
                blocked={blockedBy(one.actions.addVersion)}
                onClick={() => ask({ what: 'send', of: one, dropped: null })}
              >
                Newer version
              </Button>
              <Button
                aria-label={`Remove ${one.title}`}
                blocked={blockedBy(one.actions.remove)}
                onClick={() => removeOrPutBack(one)}
              >
                Remove
              </Button>
            </>
          ) : (
            <Button
              aria-label={`Put back ${one.title}`}
              blocked={blockedBy(one.actions.putBack)}
              isPending={putBack.isPending}
              onClick={() => removeOrPutBack(one)}
            >
              Put back
            </Button>
          )}
        </div>
      ) : null}
    </DocumentRow>
  )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer.files[0] ?? null)
  }
  return (
    <section
      className={isOver ? 'documents is-over' : 'documents'}
      aria-label="Documents"
      ref={place}
      {...(works
        ? {
            onDragOver: (event: DragEvent) => {
              event.preventDefault()
              setOver(true)
            },
            onDragLeave: () => setOver(false),
            onDrop: drop,
          }
        : {})}
    >
      <div className="follow-ups-head">
        <h2>Documents</h2>
        <div className="document-actions">
          <Button
            icon={<FileDown aria-hidden="true" />}
            keys={exportKeys}
            onClick={() => ask({ what: 'export' })}
          >
            Export case
          </Button>
          {works ? (
            <Button icon={<Plus aria-hidden="true" />} keys={addKeys} onClick={() => add()}>
              Add document
            </Button>
          ) : null}
        </div>
      </div>
      {here.length === 0 && view.pictures.length === 0 ? (
        <p className="entry-meta">
          {works ? (
            <>
              <Upload aria-hidden="true" /> No document yet. Add one, or drop a file here.
            </>
          ) : (
            'No document yet.'
          )}
        </p>
      ) : null}
      {here.length === 0 ? null : <ul className="document-list">{here.map(row)}</ul>}
      <Pictures pictures={view.pictures} />
      {removed.length === 0 ? null : (
        <details className="documents-removed">
          <summary>{removed.length} removed</summary>
          <ul className="document-list">{removed.map(row)}</ul>
        </details>
      )}
      {asking?.what === 'send' ? (
        <SendDocument
          view={view}
          of={asking.of}
          dropped={asking.dropped}
          isPending={send.isPending}
          error={send.error}
          onSend={(what) =>
            send.mutate(what, {
              onSuccess: () => {
                done()
                showToast('Kept on the case.')
              },
            })
          }
          onClose={done}
        />
      ) : null}
      {asking?.what === 'export' ? <ExportCase caseId={view.caseId} onClose={done} /> : null}
      {asking?.what === 'remove' ? (
        <RemoveDocument
          shown={asking.shown}
          isPending={remove.isPending}
          error={remove.error}
          onRemove={(why) =>
            remove.mutate(
              { id: asking.shown.id, version: asking.shown.version, why },
              {
                onSuccess: () => {
                  done()
                  showToast('Removed. It can be put back for 30 days.')
                },
              },
            )
          }
          onClose={done}
        />
      ) : null}
    </section>
  )
}

export function DocumentsPanel({ caseId }: { caseId: string }) {
  const found = useCaseDocuments(caseId)
  if (found.data !== undefined) return <Documents view={found.data} />
  return (
    <section className="documents" aria-label="Documents">
      {found.isError ? (
        <ErrorState
          what="We could not load the documents"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="documents" rows={1} height={48} />
      )}
    </section>
  )
}
