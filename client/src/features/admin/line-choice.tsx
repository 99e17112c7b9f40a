/** Which line a page is about: in the address, so that it can be sent to a colleague. */
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { AdminLineView } from '../../../../server/contract/admin-views.ts'
import { problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useAdminLine, useAdminLines } from '../../queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/field.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'

export function LineChoice({
  title,
  only,
  children,
}: {
  title: string
  /** Which lines the page is for. */
  only: 'voice' | 'all'
  children: (line: AdminLineView) => ReactNode
}) {
  usePageTitle(title)
  const [params, setParams] = useSearchParams()
  const lines = useAdminLines()
  const shown = (lines.data?.lines ?? []).filter(({ kind }) => only === 'all' || kind === only)
  const chosen = shown.find(({ id }) => id === params.get('line')) ?? shown[0]
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {chosen === undefined ? null : (
          <Select
            label="Line"
            value={chosen.id}
            options={shown.map(({ id, name, shownNumber }) => ({
              value: id,
              words: `${name}, ${shownNumber}`,
            }))}
            onChange={(event) => setParams({ line: event.target.value }, { replace: true })}
          />
        )}
      </div>
      {lines.isError ? (
        <ErrorState
          what="We could not load the lines"
          problem={problemWords(lines.error)}
          onRetry={() => void lines.refetch()}
        />
      ) : lines.data === undefined ? (
        <SkeletonRows label="lines" />
      ) : chosen === undefined ? (
        <EmptyState title="There is no line yet">Add one under Lines and numbers.</EmptyState>
      ) : (
        <OneLine key={chosen.id} id={chosen.id}>
          {children}
        </OneLine>
      )}
    </>
  )
}

function OneLine({ id, children }: { id: string; children: (line: AdminLineView) => ReactNode }) {
  const line = useAdminLine(id)
  if (line.data !== undefined) return children(line.data)
  return line.isError ? (
    <ErrorState
      what="We could not load this line"
      problem={problemWords(line.error)}
      onRetry={() => void line.refetch()}
    />
  ) : (
    <SkeletonRows label="line" rows={8} />
  )
}

/** How the line stands now, in a word and a sentence. */
export function LineState({ line }: { line: Pick<AdminLineView, 'open' | 'state' | 'closure'> }) {
  return (
    <p className="line-state">
      <Chip tone={line.open ? 'ok' : line.closure === null ? 'neutral' : 'bad'}>
        {line.open ? 'Open' : line.closure === null ? 'Closed' : 'Closed by hand'}
      </Chip>{' '}
      <span>Now: {line.state}.</span>
    </p>
  )
}
