/** What of a case is read through on a page of its own and printed: its brief, its advice, its timeline. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { isRefusal, problemWords } from '../api.ts'
import { casePath } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../ui/states.tsx'
import { Need } from './need.tsx'
import { usePageTitle } from './page-title.ts'

interface Paper<View> {
  /** “Brief”: the tab says it, and so do the words while it loads or fails. */
  name: string
  useView: (caseId: string) => UseQueryResult<View>
  className: string
  heading: (view: View) => string
  children: (view: View) => ReactNode
}

function Sheet<View>({ name, useView, className, heading, children }: Paper<View>) {
  const { id = '' } = useParams()
  const found = useView(id)
  usePageTitle(name)
  if (found.data === undefined)
    return (
      <main id="main" className="page" data-region tabIndex={-1}>
        {!found.isError ? (
          <SkeletonRows label={name.toLowerCase()} rows={7} height={56} />
        ) : isRefusal(found.error, 'not-found') ? (
          <EmptyState title="This case cannot be shown">{problemWords(found.error).words}</EmptyState>
        ) : (
          <ErrorState
            what={`We could not load the ${name.toLowerCase()}`}
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        )}
      </main>
    )
  return (
    <main id="main" className={`page print-page ${className}`} data-region tabIndex={-1}>
      <p className="on-screen">
        <Link to={casePath(id)}>Back to the case</Link>
      </p>
      <div className="page-head">
        <h1>{heading(found.data)}</h1>
        <Button className="on-screen" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      {children(found.data)}
    </main>
  )
}

export function CasePaper<View>(paper: Paper<View>) {
  return (
    <Need any={['read-cases']} name="Cases">
      <Sheet {...paper} />
    </Need>
  )
}
