/** One page from which a colleague could go on tomorrow, on screen and on paper (N5). */
import { TriangleAlert } from 'lucide-react'
import { type BriefPartView, briefPartWords } from '../../../../server/contract/hand-over-api.ts'
import { CasePaper } from '../../frame/case-paper.tsx'
import { useBrief } from '../../queries.ts'
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

export function BriefPage() {
  return (
    <CasePaper
      name="Brief"
      useView={useBrief}
      className="brief-page"
      heading={({ case: shown }) => `Brief of ${shown.reference}, ${shown.title}`}
    >
      {({ case: shown, memberName, parts, handOver, asOf }) => (
        <>
          <p className="entry-meta">
            {memberName ?? 'Nobody is matched yet'} · {shown.owner?.name ?? 'No owner'} · as of {inFull(asOf)}{' '}
            · {trailWords(parts)}
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
        </>
      )}
    </CasePaper>
  )
}
