/** How long records are kept, what waits to be erased, what was and by whose word, and what is held (F132). */
import { Link } from 'react-router'
import type { ErasureBrief } from '../../../../server/contract/retention-api.ts'
import { problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useRetention } from '../../queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { AllHolds } from '../holds/all-holds.tsx'
import { kindWords, stateWords } from './retention-words.ts'
import { RuleRow } from './rule-row.tsx'
import './retention.css'

function ErasureRow({ shown }: { shown: ErasureBrief }) {
  const waits = shown.state === 'proposed' && shown.due > 0
  return (
    <li className="follow-up">
      <div className="follow-up-words">
        <p>
          <Link to={`/retention/${encodeURIComponent(shown.id)}`}>{kindWords[shown.kind]}</Link>
        </p>
        <p className="entry-meta">
          {stateWords(shown)} · <DateTime at={shown.doneAt ?? shown.approved?.at ?? shown.proposedAt} />
          {shown.approved === null
            ? null
            : ` · approved by ${shown.approved.by === null ? 'the rule' : shown.approved.by.name}`}
        </p>
      </div>
      {waits ? <Chip tone="warn">Waits for you</Chip> : null}
      {shown.refusedByTwilio > 0 ? <Chip tone="bad">Twilio refused</Chip> : null}
    </li>
  )
}

function Retention() {
  usePageTitle('Keeping and erasing')
  const found = useRetention()
  return (
    <main id="main" className="page retention" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Keeping and erasing</h1>
      </div>
      {found.data !== undefined ? (
        <>
          <Panel title="What is erased, and what waits">
            <div className="panel-body">
              {found.data.erasures.length === 0 ? (
                <p className="entry-meta">Nothing was due yet. Every night at two it is looked at again.</p>
              ) : (
                <ul>
                  {found.data.erasures.map((one) => (
                    <ErasureRow key={one.id} shown={one} />
                  ))}
                </ul>
              )}
            </div>
          </Panel>
          <Panel title="How long">
            <ul className="panel-body">
              {found.data.rules.map((rule) => (
                <RuleRow key={`${rule.kind} ${rule.version}`} shown={rule} />
              ))}
            </ul>
          </Panel>
        </>
      ) : found.isError ? (
        <ErrorState
          what="We could not load the rules"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="rules" rows={4} height={64} />
      )}
      <AllHolds />
    </main>
  )
}

export function RetentionPage() {
  return (
    <Need any={['handle-data-rights']} name="Keeping and erasing">
      <Retention />
    </Need>
  )
}
