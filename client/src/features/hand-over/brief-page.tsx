/** One page from which a colleague could go on tomorrow, on screen and on paper (N5). */
import { Printer, TriangleAlert } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { type BriefPartView, briefPartWords } from '../../../../server/contract/hand-over-api.ts'
import { problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { casePath } from '../../paths.ts'
import { useBrief } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { inFull } from '../../ui/times.ts'
import { trailWords } from './brief-words.ts'
import './hand-over.css'

function Part({ part }: { part: BriefPartView }) {
  return (
    <section aria-labelledby={`brief-${part.key}`} className="brief-part">
      <h2 id={`brief-${part.key}`}>{briefPartWords[part.key]}</h2>
      {part.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {part.missing.map((line) => (
        <p key={line} className="brief-missing">
          <TriangleAlert aria-hidden="true" /> <span>Missing: {line}</span>
        </p>
      ))}
    </section>
  )
}

function Brief() {
  const { id = '' } = useParams()
  const found = useBrief(id)
  usePageTitle('Brief')
  if (found.data === undefined)
    return (
      <main id="main" className="page" data-region tabIndex={-1}>
        {found.isError ? (
          <ErrorState
            what="We could not load the brief"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="brief" rows={7} height={56} />
        )}
      </main>
    )
  const { case: shown, memberName, parts, handOver, asOf } = found.data
  return (
    <main id="main" className="page print-page brief-page" data-region tabIndex={-1}>
      <p className="on-screen">
        <Link to={casePath(id)}>Back to the case</Link>
      </p>
      <div className="page-head">
        <h1>
          Brief of {shown.reference}, {shown.title}
        </h1>
        <Button className="on-screen" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className="entry-meta">
        {memberName ?? 'Nobody is matched yet'} · {shown.owner?.name ?? 'No owner'} · as of {inFull(asOf)} ·{' '}
        {trailWords(parts)}
      </p>
      {handOver === null ? null : (
        <p>
          {handOver.isReturn ? 'Sent back' : 'Given'} by {handOver.from.name} to {handOver.to.name} on{' '}
          {inFull(handOver.givenAt)}
          {handOver.state === 'offered' ? ', not accepted yet' : ''}: {handOver.note}
        </p>
      )}
      {parts.map((part) => (
        <Part key={part.key} part={part} />
      ))}
    </main>
  )
}

export function BriefPage() {
  return (
    <Need any={['read-cases']} name="Cases">
      <Brief />
    </Need>
  )
}
