/** The members' file: sent, read while a bar shows how far, looked at, and only then applied. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import type { MemberImportsView, MemberImportView } from '../../../../server/contract/member-views.ts'
import { problemWords, sendMemberFile } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useMemberImports } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { fileProblem, settledWords } from './import-words.ts'
import { MemberImportOpen } from './member-import-open.tsx'
import { MemberReport } from './member-report.tsx'
import './member-import.css'

export function MemberImportPage() {
  usePageTitle('Members’ file')
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const send = useMutation({
    mutationFn: sendMemberFile,
    onSuccess: (view) => cache.setQueryData(keys.memberImports, view),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.admin }),
  })
  const imports = useMemberImports(send.isPending)
  const addKeys = useShortcutWords('admin-add')
  const blocked =
    imports.data === undefined || imports.data.mayUpload.allowed ? null : imports.data.mayUpload.words
  const choose = () => {
    if (blocked === null && !send.isPending) input.current?.click()
  }
  useShortcut('admin-add', choose)
  const problem = send.error === null ? null : fileProblem(send.error)
  return (
    <>
      <div className="page-head">
        <h1>Members’ file</h1>
        <div className="page-actions">
          <Button
            tone="primary"
            keys={addKeys}
            icon={<Upload aria-hidden="true" />}
            blocked={send.isPending ? null : blocked}
            isPending={send.isPending}
            onClick={choose}
          >
            {send.isPending ? 'Sending…' : 'Send a file'}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            className="visually-hidden"
            aria-label="Members’ file, CSV"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file !== undefined) send.mutate(file)
              // The same file, put right, can be chosen again.
              event.target.value = ''
            }}
          />
        </div>
      </div>
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {imports.isError && imports.data === undefined ? (
        <ErrorState
          what="We could not load what was sent"
          problem={problemWords(imports.error)}
          onRetry={() => void imports.refetch()}
        />
      ) : imports.data === undefined ? (
        <SkeletonRows label="members’ file" />
      ) : (
        <Imports view={imports.data} />
      )}
    </>
  )
}

function Imports({ view }: { view: MemberImportsView }) {
  const [newest] = view.earlier
  return (
    <>
      {view.open === null ? <HowTo view={view} /> : <MemberImportOpen key={view.open.id} shown={view.open} />}
      {view.open === null && newest !== undefined && newest.rows > 0 ? (
        <MemberReport key={newest.id} shown={newest} title={`Report of ${newest.fileName}`} />
      ) : null}
      {view.earlier.length === 0 ? null : (
        <Panel title="Earlier files">
          <ul className="import-list">
            {view.earlier.map((one) => (
              <Earlier key={one.id} one={one} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function HowTo({ view }: { view: MemberImportsView }) {
  const required = view.columns.filter(({ isRequired }) => isRequired).map(({ heading }) => heading)
  const others = view.columns.filter(({ isRequired }) => !isRequired).map(({ heading }) => heading)
  return (
    <Panel title="What the file is">
      <div className="stack">
        <p>
          The list of all members from the membership system, as “CSV UTF-8 (comma delimited)”, 200 MB at
          most. It is compared with what is kept here first. Nothing changes until you have looked at the
          report and applied it, and what was changed here stays.
        </p>
        <p>
          The first row names the columns. Needed: <code>{required.join(', ')}</code>. Read when they are
          there: <code>{others.join(', ')}</code>.
        </p>
      </div>
    </Panel>
  )
}

function Earlier({ one }: { one: MemberImportView }) {
  const now = useNow(60_000)
  return (
    <li>
      <p>
        <strong>{one.fileName}</strong> · {one.startedBy}, {dayAndTime(one.startedAt, now)}
      </p>
      <p className="field-hint">{settledWords(one)}</p>
    </li>
  )
}
