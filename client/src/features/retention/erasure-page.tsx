/** One erasing: the dry run before anything goes, then how far it is, then its certificate (F132, J25). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Anchor, Download } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ErasureView } from '../../../../server/contract/retention-api.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useErasure } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Panel } from '../../ui/panel.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { kindWords, records, stateWords } from './retention-words.ts'
import './retention.css'

function Approve({ shown, onClose }: { shown: ErasureView; onClose: () => void }) {
  const cache = useQueryClient()
  const approve = useMutation({
    mutationFn: () =>
      call('POST /api/retention/:id/approve', {
        params: { id: shown.id },
        body: { version: shown.version },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.erasure(shown.id), next)
      void cache.invalidateQueries({ queryKey: keys.retention, exact: true })
      onClose()
    },
    onError: () => void cache.invalidateQueries({ queryKey: keys.erasure(shown.id) }),
  })
  const trouble = problemLine(approve.error)
  return (
    <Dialog title={`Erase ${records(shown.due)}`} onClose={onClose}>
      <div className="stack">
        <p>
          They go for good, here and at Twilio, and cannot be brought back.
          {shown.held === 0 ? '' : ` ${records(shown.held)} stay, because they are held.`} What is counted
          does not change.
        </p>
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="danger" isPending={approve.isPending} onClick={() => approve.mutate()}>
            Erase them
          </Button>
          <Button onClick={onClose}>Keep them</Button>
        </div>
      </div>
    </Dialog>
  )
}

function Items({ title, items, of }: { title: string; items: ErasureView['items']; of: number }) {
  if (of === 0) return null
  return (
    <Panel title={`${title} (${of.toLocaleString('en-GB')})`}>
      <div className="panel-body">
        <ul className="retention-items">
          {items.map(({ about, path, sha256 }, place) => (
            <li key={place}>
              {path === null ? about : <Link to={path}>{about}</Link>}
              {sha256 === null ? null : <code className="retention-hash">{sha256}</code>}
            </li>
          ))}
        </ul>
        {of > items.length ? (
          <p className="entry-meta">and {(of - items.length).toLocaleString('en-GB')} more</p>
        ) : null}
      </div>
    </Panel>
  )
}

function Erasure({ shown }: { shown: ErasureView }) {
  const cache = useQueryClient()
  const [isApproving, setApproving] = useState(false)
  const isWaiting = shown.state === 'proposed' && shown.due > 0
  useShortcut('send', () => setApproving(true), isWaiting && !isApproving)
  const approveKeys = useShortcutWords('send')
  const again = useMutation({
    mutationFn: () => call('POST /api/retention/:id/again', { params: { id: shown.id } }),
    onSuccess: (next) => cache.setQueryData(keys.erasure(shown.id), next),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  const { certificate } = shown
  return (
    <>
      <div className="page-head">
        <h1>{kindWords[shown.kind]}</h1>
        <p className="page-count" role="status">
          {stateWords(shown)}
        </p>
      </div>
      <div className="retention-head">
        <p className="entry-meta">
          Proposed <DateTime at={shown.proposedAt} />
          {shown.approved === null ? null : (
            <>
              {' '}
              · approved by {shown.approved.by === null ? 'the rule' : shown.approved.by.name},{' '}
              <DateTime at={shown.approved.at} />
            </>
          )}
          {shown.doneAt === null ? null : (
            <>
              {' '}
              · done here and at Twilio <DateTime at={shown.doneAt} />
            </>
          )}
        </p>
        {isWaiting ? (
          <Button tone="primary" keys={approveKeys} onClick={() => setApproving(true)}>
            Erase {records(shown.due)}…
          </Button>
        ) : null}
        {certificate === null ? null : (
          <>
            <p>
              Certificate: a line for each record, with the hash of what stood in it. The SHA-256 of the file
              is the seal <code className="retention-hash">{shown.seal}</code>
            </p>
            <Button
              icon={<Download aria-hidden="true" />}
              onClick={() =>
                saveFile({
                  content: new Blob([certificate], { type: 'text/plain' }),
                  name: `erased-${shown.kind}-${(shown.doneAt ?? '').slice(0, 10)}.txt`,
                })
              }
            >
              Certificate
            </Button>
          </>
        )}
      </div>
      {shown.refusals.length === 0 ? null : (
        <Panel title={`Twilio refused (${shown.refusals.length})`}>
          <div className="panel-body">
            <ul>
              {shown.refusals.map((words, place) => (
                <li key={place}>{words}</li>
              ))}
            </ul>
            <Button isPending={again.isPending} onClick={() => again.mutate()}>
              Ask Twilio again
            </Button>
          </div>
        </Panel>
      )}
      {shown.held === 0 ? null : (
        <p className="entry-meta retention-held">
          <Anchor aria-hidden="true" /> Held by a legal hold, or by a request for data that is not answered
          yet.
        </p>
      )}
      <Items
        title="Held, and staying"
        items={shown.heldItems.map((one) => ({ ...one, sha256: null }))}
        of={shown.held}
      />
      <Items
        title={shown.state === 'proposed' ? 'Would go' : 'Going, or gone'}
        items={shown.items}
        of={shown.due + shown.erased}
      />
      {isApproving ? <Approve shown={shown} onClose={() => setApproving(false)} /> : null}
    </>
  )
}

function Page() {
  usePageTitle('Keeping and erasing')
  const { id = '' } = useParams()
  const found = useErasure(id)
  return (
    <main id="main" className="page retention" data-region tabIndex={-1}>
      <p>
        <Link to="/retention">Keeping and erasing</Link>
      </p>
      {found.data !== undefined ? (
        <Erasure shown={found.data} />
      ) : found.isError ? (
        <ErrorState
          what="We could not load this"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="records" rows={4} height={48} />
      )}
    </main>
  )
}

export function ErasurePage() {
  return (
    <Need any={['handle-data-rights']} name="Keeping and erasing">
      <Page />
    </Need>
  )
}
