/** All advice on a case with its signatures, to be printed. */
import { adviceWayWords } from '../../../../server/contract/advice-api.ts'
import { CasePaper } from '../../frame/case-paper.tsx'
import { useAdvice } from '../../queries.ts'
import { inFull } from '../../ui/times.ts'
import './advice.css'

export function AdvicePage() {
  return (
    <CasePaper
      name="Advice"
      useView={useAdvice}
      className="advice-page"
      heading={({ reference, title }) => `Advice on ${reference}, ${title}`}
    >
      {({ entries }) => (
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
      )}
    </CasePaper>
  )
}
