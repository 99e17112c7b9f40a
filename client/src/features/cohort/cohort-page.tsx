/** One text to many: who gets it is seen before it goes, and it can be stopped while it goes (F55). */
import { Send } from 'lucide-react'
import { useState } from 'react'
import {
  type CohortTextsView,
  type CohortTextView,
  leftOutWords,
} from '../../../../server/contract/cohort-text-api.ts'
import { problemLine, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useCohortTexts } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { CohortForm } from './cohort-form.tsx'
import { useCohort } from './use-cohort.ts'
import './cohort.css'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

function LeftOut({ text }: { text: CohortTextView }) {
  if (text.leftOut.length === 0) return null
  return (
    <details className="cohort-left-out">
      <summary>Left out: {text.leftOut.reduce((sum, { count }) => sum + count, 0)}</summary>
      <ul>
        {text.leftOut.map(({ because, count, names }) => (
          <li key={because}>
            {leftOutWords[because]}: {count}{' '}
            <span className="entry-meta">
              {names.join(', ')}
              {count > names.length ? `, and ${count - names.length} more` : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Preview({ text, onChange }: { text: CohortTextView; onChange: () => void }) {
  const { send } = useCohort()
  const trouble = problemLine(send.error)
  const sendKeys = useShortcutWords('send')
  const go = () => {
    if (!send.isPending && text.actions.send.allowed) send.mutate(text)
  }
  useShortcut('send', go)
  return (
    <section aria-label="Preview" className="cohort-preview">
      <h2>
        {many(text.waiting, 'member of', 'members of')} {text.audience.name}
      </h2>
      <blockquote className="cohort-sample">{text.sample}</blockquote>
      <p className="entry-meta">
        {many(text.segments.each, 'part each', 'parts each')}, {text.segments.all} in all.{' '}
        {text.waitsForMorning
          ? 'It is late: it begins at 08:30.'
          : 'Texts go between 08:30 and 19:00, sixty a minute.'}
        {text.urgentWhy === null ? '' : ` At any hour: ${text.urgentWhy}`}
      </p>
      <LeftOut text={text} />
      {trouble === null ? null : (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      <div className="cohort-actions">
        <Button
          tone="primary"
          icon={<Send aria-hidden="true" />}
          keys={sendKeys}
          isPending={send.isPending}
          blocked={text.waiting === 0 ? 'Nobody of them can be texted.' : null}
          onClick={go}
        >
          Text {many(text.waiting, 'member', 'members')}
        </Button>
        <Button onClick={onChange}>Change it</Button>
      </div>
    </section>
  )
}

const stateWords = { previewed: 'Not sent', running: 'Being sent', stopped: 'Stopped', done: 'Sent' } as const

function Past({ text, isFirst }: { text: CohortTextView; isFirst: boolean }) {
  const { stop } = useCohort()
  const stopKeys = useShortcutWords('stop-cohort')
  const mayStop = text.actions.stop.allowed
  useShortcut('stop-cohort', () => stop.mutate(text), mayStop && isFirst)
  const trouble = problemLine(stop.error)
  const notAnyMore = text.leftOut.find(({ because }) => because === 'stopped')?.count ?? 0
  return (
    <li className="cohort-past">
      <p>
        <strong>
          {stateWords[text.state]}: {text.texted} of {text.texted + text.waiting + notAnyMore}
        </strong>{' '}
        · {text.audience.name}
        {text.failed === 0 ? '' : ` · ${text.failed} not delivered`}
        {text.state === 'running' && text.waitsForMorning ? ' · waits for 08:30' : ''}
      </p>
      <p className="cohort-sample">{text.body}</p>
      <p className="entry-meta">
        {text.by.name}, <DateTime at={text.at} />
      </p>
      <LeftOut text={text} />
      {mayStop ? (
        <div className="cohort-actions">
          <Button
            {...(isFirst ? { keys: stopKeys } : {})}
            isPending={stop.isPending}
            onClick={() => stop.mutate(text)}
          >
            Stop it
          </Button>
        </div>
      ) : null}
      {trouble === null ? null : (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
    </li>
  )
}

function CohortTexts({ data }: { data: CohortTextsView }) {
  const [seen, setSeen] = useState<string | null>(null)
  const previewed = data.texts.find(({ state }) => state === 'previewed')
  const past = data.texts.filter(({ state }) => state !== 'previewed')
  const running = past.find(({ actions }) => actions.stop.allowed)
  // One that was left unsent is shown again; changing it goes back to the form with its words.
  const shown = previewed !== undefined && previewed.id !== seen ? previewed : null
  return (
    <>
      {shown === null ? (
        <CohortForm lines={data.lines} before={previewed ?? null} />
      ) : (
        <Preview text={shown} onChange={() => setSeen(shown.id)} />
      )}
      <h2>Before</h2>
      {past.length === 0 ? (
        <EmptyState title="Nothing was texted to many yet." />
      ) : (
        <ul className="cohort-list">
          {past.map((text) => (
            <Past key={text.id} text={text} isFirst={text.id === running?.id} />
          ))}
        </ul>
      )}
    </>
  )
}

function Page() {
  const found = useCohortTexts()
  usePageTitle('Text to many')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Text to many</h1>
      </div>
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load the texts"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="texts" rows={5} height={64} />
        )
      ) : (
        <CohortTexts data={found.data} />
      )}
    </main>
  )
}

export function CohortPage() {
  return (
    <Need any={['text-cohorts']} name="Text to many">
      <Page />
    </Need>
  )
}
