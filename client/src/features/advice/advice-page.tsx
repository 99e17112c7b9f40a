/** All advice on a case with its signatures, to be printed. */
import { Printer } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { adviceWayWords } from '../../../../server/contract/advice-api.ts'
import { problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useAdvice } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { inFull } from '../../ui/times.ts'
import './advice.css'

function Advice() {
  const { id = '' } = useParams()
  const found = useAdvice(id)
  usePageTitle('Advice')
  if (found.data === undefined)
    return (
      <main id="main" className="page" data-region tabIndex={-1}>
        {found.isError ? (
          <ErrorState
            what="We could not load the advice"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="advice" rows={4} height={64} />
        )}
      </main>
    )
  const { reference, title, entries } = found.data
  return (
    <main id="main" className="page print-page advice-page" data-region tabIndex={-1}>
      <p className="on-screen">
        <Link to={`/cases/${encodeURIComponent(id)}`}>Back to the case</Link>
      </p>
      <div className="page-head">
        <h1>
          Advice on {reference}, {title}
        </h1>
        <Button className="on-screen" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <ol className="advice-list" reversed>
        {entries.map((one) => (
          <li key={one.id}>
            <p className="advice-what">{one.what}</p>
            <p>Basis: {one.basis}</p>
            <p className="entry-meta">
              {adviceWayWords[one.way]}, {inFull(one.givenAt)}. Logged {inFull(one.writtenAt)},{' '}
              {one.isFixed ? 'fixed since' : 'may be changed by its author until'} {inFull(one.fixedAt)}.
              {one.corrects === null
                ? ''
                : ` Corrects the entry of ${inFull(entries.find((each) => each.id === one.corrects)?.writtenAt ?? one.writtenAt)}.`}
            </p>
            <p className="entry-meta">
              Signed by {one.by.name}. SHA-256 <code className="advice-hash">{one.sha256}</code>
              {one.isAsSigned ? '' : ' It no longer fits this signature.'}
            </p>
          </li>
        ))}
      </ol>
    </main>
  )
}

export function AdvicePage() {
  return (
    <Need any={['read-cases']} name="Cases">
      <Advice />
    </Need>
  )
}
