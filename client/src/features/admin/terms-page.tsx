/** Terms of representation: the words in use, new ones, and every version before (F80). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdminTermsView } from '../../../../server/contract/terms-api.ts'
import { call, problemLine, problemWords, RefusedError } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useAdminTerms } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'

function Words({ shown }: { shown: AdminTermsView }) {
  const cache = useQueryClient()
  const newest = shown.versions[0]
  const [words, setWords] = useState(newest?.words ?? '')
  const publish = useMutation({
    mutationFn: () => call('POST /api/admin/terms', { body: { words, after: newest?.number ?? 0 } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.adminTerms, next)
      showToast('Published. Whoever is asked from now on hears these words.')
    },
  })
  const ofWords =
    publish.error instanceof RefusedError
      ? publish.error.fields.find(({ field }) => field === 'words')?.words
      : undefined
  const isChanged = words.trim() !== (newest?.words ?? '')
  const send = () => {
    if (isChanged && !publish.isPending) publish.mutate()
  }
  useShortcut('send', send)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextArea
        label="Words in use"
        hint={`They are read out and texted: at most ${shown.longest} characters. ${words.length} now.`}
        rows={8}
        value={words}
        maxLength={5000}
        error={ofWords ?? problemLine(publish.error)}
        onChange={({ target }) => setWords(target.value)}
      />
      <div className="empty-actions">
        <Button
          tone="primary"
          type="submit"
          keys={useShortcutWords('send')}
          isPending={publish.isPending}
          blocked={isChanged ? null : 'Nothing was changed.'}
        >
          Publish as version {(newest?.number ?? 0) + 1}
        </Button>
      </div>
    </form>
  )
}

export function TermsPage() {
  usePageTitle('Terms of representation')
  const found = useAdminTerms()
  return (
    <>
      <div className="page-head">
        <h1>Terms of representation</h1>
      </div>
      {found.isError ? (
        <ErrorState
          what="We could not load the terms"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <SkeletonRows label="terms" />
      ) : (
        <>
          <Words key={found.data.versions[0]?.number ?? 0} shown={found.data} />
          <Panel title="Versions">
            <ol className="panel-body terms-versions">
              {found.data.versions.map((one) => (
                <li key={one.number}>
                  <p>
                    <strong>Version {one.number}</strong>, <DateTime at={one.at} />
                    {one.by === null ? '' : `, ${one.by.name}`} · accepted on {one.accepted}{' '}
                    {one.accepted === 1 ? 'case' : 'cases'}
                  </p>
                  <p className="entry-meta terms-words">{one.words}</p>
                </li>
              ))}
            </ol>
          </Panel>
        </>
      )}
    </>
  )
}
