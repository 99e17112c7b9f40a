import { CircleCheck, Info, Scale, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeadlineView, WorkingsView } from '../../../../server/contract/deadline-views.ts'
import {
  claimWords,
  countWords,
  deadlineNations,
  deadlineStateWords,
} from '../../../../server/contract/deadline-words.ts'
import { Chip } from '../../ui/chip.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { daysWords, limitLine, stateTone, toneOfDays } from './deadline-words.ts'
import { PostponementLines } from './postponement.tsx'

function Workings({ shown }: { shown: WorkingsView }) {
  return (
    <details>
      <summary>{shown.counts.length === 0 ? 'Where it stands' : 'How it was worked out'}</summary>
      <ol className="deadline-steps">
        {shown.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {shown.counts.length === 0 ? null : (
        <table className="deadline-counts">
          <caption>Three ways of counting</caption>
          <tbody>
            {shown.counts.map(({ method, limitWords, isLater }) => (
              <tr key={method}>
                <th scope="row">{countWords[method]}</th>
                <td>
                  {limitWords}
                  {isLater ? ' (earlier)' : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.counts.length === 0 ? null : (
        <p className="entry-meta">
          Rule {shown.rule.id}, {shown.rule.words}. {shown.rule.source}
        </p>
      )}
    </details>
  )
}

/** One legal date: what comes first, the last day, what to know, and how it came about. */
export function DeadlineCard({ shown, children }: { shown: DeadlineView; children: ReactNode }) {
  const alarms = shown.warnings.filter(({ tone }) => tone === 'alarm')
  const cares = shown.warnings.filter(({ tone }) => tone === 'care')
  const notes = shown.warnings.filter(({ tone }) => tone === 'note')
  const name = `${claimWords[shown.facts.claim]}, ${shown.respondent}`
  return (
    <li className="deadline" data-deadline>
      <div className="deadline-head">
        <h3>{name}</h3>
        <Chip tone={stateTone[shown.state]} icon={<Scale aria-hidden="true" />}>
          {deadlineStateWords[shown.state]}
        </Chip>
      </div>
      {alarms.map(({ id, words }) => (
        <p key={words} className="deadline-alarm" data-warning={id}>
          <TriangleAlert aria-hidden="true" />
          <span>{words}</span>
        </p>
      ))}
      <p className="deadline-limit">
        <strong>{limitLine({ ...shown, claim: shown.facts.claim })}</strong>
        {shown.daysLeft === null ? null : (
          <Chip tone={toneOfDays(shown.daysLeft)}>{daysWords(shown.daysLeft)}</Chip>
        )}
      </p>
      {shown.settled === null ? (
        <p>
          {shown.targetOn === shown.limitOn ? null : `Work to ${shown.targetWords}. `}
          <span className="entry-meta">{deadlineNations[shown.facts.nation]}</span>
        </p>
      ) : (
        <p>
          {shown.settled.why}{' '}
          <span className="entry-meta">
            {shown.settled.by.name}, <DateTime at={shown.settled.at} />
          </span>
        </p>
      )}
      {cares.length === 0 ? null : (
        <ul className="deadline-cares">
          {cares.map(({ id, words }) => (
            <li key={words} data-warning={id}>
              <Info aria-hidden="true" />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
      {shown.reopening === null ? null : (
        <div className="deadline-change" role="group" aria-label="Live again">
          <p>
            <strong>Live again.</strong> It was down as{' '}
            {deadlineStateWords[shown.reopening.was].toLowerCase()}; {shown.reopening.by.name} took that back,{' '}
            <DateTime at={shown.reopening.at} />: {shown.reopening.why}
          </p>
          <p>It counts as live. A second authorised officer has yet to agree.</p>
        </div>
      )}
      {shown.change === null ? null : (
        <div className="deadline-change" role="group" aria-label="A change waits">
          <p>
            <strong>{limitLine({ ...shown.change, claim: shown.facts.claim })}</strong>
            {shown.change.respondent === null ? '' : `, against ${shown.change.respondent},`} is asked for by{' '}
            {shown.change.by.name}: {shown.change.why}
          </p>
          <Workings shown={shown.change} />
        </div>
      )}
      <Workings shown={shown} />
      <PostponementLines shown={shown} />
      {notes.length === 0 ? null : (
        <details>
          <summary>What to know</summary>
          <ul className="deadline-steps">
            {notes.map(({ id, words }) => (
              <li key={words} data-warning={id}>
                {words}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="entry-meta">
        Proposed by {shown.proposedBy.name}, <DateTime at={shown.proposedAt} />
        {shown.confirmedBy === null || shown.confirmedAt === null ? null : (
          <>
            {' '}
            · <CircleCheck aria-hidden="true" className="deadline-mark" /> confirmed by{' '}
            {shown.confirmedBy.name}, <DateTime at={shown.confirmedAt} />
          </>
        )}
      </p>
      {children}
    </li>
  )
}
