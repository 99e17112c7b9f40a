/** One member's request for their data: the clock, every passage to look at, and the pack. */
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { AccessRequestView } from '../../../../server/contract/data-rights-views.ts'
import { problemLine, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAccessRequest } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { clockWords, reviewWords } from './access-words.ts'
import { PassageCard, type Verdict } from './passage-card.tsx'
import { useAccess } from './use-access.ts'
import './data-rights.css'

function Clock({ shown }: { shown: AccessRequestView }) {
  const { change } = useAccess(shown.id)
  const [why, setWhy] = useState('')
  const [isAsking, setAsking] = useState(false)
  const { version } = shown
  const isOver = shown.state === 'given'
  return (
    <section className="request-clock" aria-label="The clock">
      <p>
        Came on {shown.receivedOn.split('-').reverse().join('/')}.{' '}
        {shown.dueOn === null
          ? 'The clock stands still.'
          : `To be answered by ${shown.dueOn.split('-').reverse().join('/')}.`}{' '}
        <Chip tone={isOver ? 'ok' : (shown.daysLeft ?? 9) < 7 ? 'warn' : 'neutral'}>{clockWords(shown)}</Chip>
      </p>
      {shown.pauses.map(({ from, until, why: reason }) => (
        <p key={from} className="entry-meta">
          Paused {from.split('-').reverse().join('/')}
          {until === null ? '' : ` to ${until.split('-').reverse().join('/')}`}: {reason}
        </p>
      ))}
      {isOver ? null : (
        <div className="passage-actions">
          {shown.state === 'paused' ? (
            <Button isPending={change.isPending} onClick={() => change.mutate({ version, as: 'go-on' })}>
              Go on
            </Button>
          ) : (
            <Button onClick={() => setAsking(true)}>Pause the clock…</Button>
          )}
          {shown.isExtended ? null : (
            <Button isPending={change.isPending} onClick={() => change.mutate({ version, as: 'extend' })}>
              Two months more: it is complex
            </Button>
          )}
        </div>
      )}
      {isAsking && shown.state === 'open' ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate({ version, as: 'pause', why }, { onSuccess: () => setAsking(false) })
          }}
        >
          <TextField
            label="What do we wait for?"
            hint="Only proof of who they are, or what they mean, stops the clock."
            autoFocus
            maxLength={500}
            value={why}
            error={problemLine(change.error)}
            onChange={({ target }) => setWhy(target.value)}
          />
          <div className="passage-actions">
            <Button tone="primary" type="submit" isPending={change.isPending}>
              Pause
            </Button>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}

function Request({ shown }: { shown: AccessRequestView }) {
  usePageTitle(`Data of ${shown.member.membershipNumber}`)
  const { decide, give } = useAccess(shown.id)
  const [onlyOpen, setOnlyOpen] = useState(true)
  const isOver = shown.state === 'given'
  const undecided = shown.passages.filter(({ decision }) => decision === null)
  const plain = undecided.filter(({ hints }) => hints.length === 0)
  const rows = onlyOpen && !isOver ? undecided : shown.passages
  const blocked = isOver
    ? null
    : undecided.length > 0
      ? `Look at every passage first: ${undecided.length} to go.`
      : shown.state === 'paused'
        ? 'Go on with the request first.'
        : null
  const make = () =>
    give.mutate(shown.version, {
      onSuccess: () => showToast('Made. It is with your downloads.'),
      onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
    })
  useShortcut('send', make, blocked === null && !give.isPending)
  const makeKeys = useShortcutWords('send')
  return (
    <>
      <div className="page-head">
        <h1>
          {shown.member.name}, {shown.member.membershipNumber}
        </h1>
        <p className="page-count" role="status">
          {isOver ? 'Given' : reviewWords(undecided.length)}
        </p>
      </div>
      <Clock shown={shown} />
      <section aria-label="The pack" className="request-clock">
        <p>
          Besides the passages below it holds {shown.also.recordings} recordings, {shown.also.pictures}{' '}
          pictures, every document that is given, and who read about them ({shown.also.reads} readings).
        </p>
        {shown.given === null ? null : (
          <p className="entry-meta passage-words">
            Given by {shown.given.by.name}. SHA-256 of its page: {shown.given.packSha256}
          </p>
        )}
        <div className="passage-actions">
          <Button tone="primary" keys={makeKeys} blocked={blocked} isPending={give.isPending} onClick={make}>
            {isOver ? 'Make the pack again' : 'Make the pack'}
          </Button>
          {isOver || plain.length === 0 ? null : (
            <Button
              isPending={decide.isPending}
              onClick={() =>
                decide.mutate({ itemIds: plain.slice(0, 500).map(({ id }) => id), verdict: 'give' })
              }
            >
              I have read the {plain.length} without a hint: give them
            </Button>
          )}
        </div>
      </section>
      <section aria-label="Passages">
        <div className="follow-ups-head">
          <h2>Passages</h2>
          {isOver ? null : (
            <Checkbox label="Only those to look at" isChecked={onlyOpen} onChange={setOnlyOpen} />
          )}
        </div>
        {rows.length === 0 ? <p className="entry-meta">None.</p> : null}
        <ul className="passages">
          {rows.map((one) => (
            <PassageCard
              key={one.id}
              shown={one}
              isOver={isOver}
              isPending={decide.isPending}
              onDecide={(what: { verdict: Verdict; words: string; why: string }) =>
                decide.mutateAsync({ itemIds: [one.id], ...what })
              }
            />
          ))}
        </ul>
      </section>
    </>
  )
}

function RequestById({ id }: { id: string }) {
  const found = useAccessRequest(id)
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <p>
        <Link to="/data-requests">All requests</Link>
      </p>
      {found.data !== undefined ? (
        <Request shown={found.data} />
      ) : found.isError ? (
        <ErrorState
          what="We could not load this request"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="request" rows={8} height={56} />
      )}
    </main>
  )
}

export function AccessPage() {
  const { id = '' } = useParams()
  return (
    <Need any={['handle-data-rights']} name="Data requests">
      <RequestById key={id} id={id} />
    </Need>
  )
}
