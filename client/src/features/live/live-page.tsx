/** The supervisor's board: it moves by itself, its rows do not. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { LivePerson, LiveView } from '../../../../server/contract/live-views.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useLive } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Clock, useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { clockTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { PersonChip } from '../../words/state-marks.tsx'
import { personStateNamed, personStates } from '../../words/state-words.ts'
import { AlertsPanel } from '../alerts/alerts-panel.tsx'
import { BehindDialog } from './behind-dialog.tsx'
import { CallersTable } from './callers-table.tsx'
import { LinesPanel } from './lines-panel.tsx'
import {
  ageWords,
  callbackPercent,
  callbackWords,
  isStale,
  ofWords,
  peopleByState,
  percentWords,
  promiseWords,
  summaryWords,
  textsWords,
  wordChanges,
} from './live-view.ts'
import { PeopleTable } from './people-table.tsx'
import { QueuesTable } from './queues-table.tsx'
import { Tile } from './tile.tsx'
import './live.css'
import '../tables.css'

function Announcer({ live }: { live: LiveView }) {
  const before = useRef(live.queues)
  const [words, setWords] = useState('')
  useEffect(() => {
    const changes = wordChanges(before.current, live.queues)
    before.current = live.queues
    if (changes !== '') setWords(changes)
  }, [live.queues])
  return (
    <p role="status" className="visually-hidden">
      {words}
    </p>
  )
}

function WallMode() {
  const wallKeys = useShortcutWords('wall')
  const [hasSound, setSound] = useState(false)
  const open = useMutation({
    mutationFn: () => call('POST /api/live/wall'),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  useShortcut('wall', () => open.mutate())
  const address = `${open.data?.url ?? ''}${hasSound ? '?sound=on' : ''}`
  return (
    <>
      <Button keys={wallKeys} isPending={open.isPending} onClick={() => open.mutate()}>
        Wall mode
      </Button>
      {open.data === undefined ? null : (
        <Dialog title="Wall mode" onClose={() => open.reset()}>
          <p>
            This address shows numbers only: no names and no member data. Whoever has it can see it without
            signing in, so give it only to the wall.
          </p>
          <Checkbox label="Sound when an alert is raised" isChecked={hasSound} onChange={setSound} />
          <p className="wall-address">{address}</p>
          <div className="empty-actions">
            <a className="button button-primary" href={address} target="_blank" rel="noopener noreferrer">
              Open the wall
            </a>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** How many people are in each state; each number opens them. */
function StateCounts({ people }: { people: LivePerson[] }) {
  return (
    <ul className="state-counts" aria-label="People by state">
      {peopleByState(people).map(({ state, count }) => (
        <li key={state}>
          <Link
            to={{ search: `?state=${state}`, hash: '#people' }}
            aria-label={`${personStates[state].words}: ${count}. Show them`}
          >
            <PersonChip state={state} /> <span className="figures">{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Board({ live, freshAt }: { live: LiveView; freshAt: number }) {
  const now = useNow()
  const [params] = useSearchParams()
  const [summary, setSummary] = useState('')
  const opensWall = useMay('open-wall')
  const worksCalls = useMay('work-cases')
  const takesCalls = useMay('take-calls')
  const opensCallbacks = worksCalls || takesCalls
  const stale = isStale(freshAt, now)
  const { tiles } = live
  const readSummary = () => setSummary(summaryWords(live, Date.now()))
  useShortcut('read-summary', readSummary)
  const summaryKeys = useShortcutWords('read-summary')
  const queueId = params.get('queue')
  const queue = live.queues.find(({ id }) => id === queueId) ?? null
  const state = personStateNamed(params.get('state'))
  const promise = promiseWords(live.queues)
  return (
    <>
      <div className="page-head">
        <h1>Live</h1>
        <p className="page-count">
          {ageWords(freshAt, now)}
          {promise === '' ? '' : ` · ${promise}`}
          {live.opensAt === null ? '' : ` · Lines open at ${clockTime(live.opensAt)}`}
        </p>
        <div className="page-actions">
          <Button tone="quiet" keys={summaryKeys} onClick={readSummary}>
            Read summary
          </Button>
          {opensWall ? <WallMode /> : null}
        </div>
      </div>
      <p role="status" className={summary === '' ? 'visually-hidden' : 'live-summary'}>
        {summary}
      </p>
      <Announcer live={live} />
      <div className={stale ? 'is-stale' : ''}>
        <ul className="tiles" aria-label="Now">
          <Tile name="Waiting now" figure={String(tiles.waiting)} to="/live#callers">
            {tiles.longestSince === null ? (
              'nobody waits'
            ) : (
              <Link to="/live#callers" aria-label="Longest wait. Show who waits">
                longest <Clock since={tiles.longestSince} />
              </Link>
            )}
          </Tile>
          <Tile
            name="Answered in promise today"
            figure={percentWords(tiles.inPromiseToday)}
            to="/live?list=promise"
          >
            {ofWords(tiles.inPromiseToday)}
          </Tile>
          <Tile name="Gave up today" figure={String(tiles.gaveUpToday)} to="/live?list=gave-up">
            <Link to="/live?list=helped">{tiles.helpedToday} helped today</Link>
          </Tile>
          <Tile
            name="Callback promises kept today"
            figure={callbackPercent(tiles.callbacks)}
            {...(opensCallbacks ? { to: '/callbacks' } : {})}
          >
            {callbackWords(tiles.callbacks)}
            {opensCallbacks ? null : (
              <span className="tile-why">The list names members: it is for those who ring them.</span>
            )}
          </Tile>
          <Tile
            name="Texts waiting over 1 h"
            figure={String(tiles.textsWaiting.overHour)}
            to="/live?list=texts"
          >
            {textsWords(tiles)}
          </Tile>
        </ul>
        <AlertsPanel />
        <QueuesTable queues={live.queues} />
        <LinesPanel />
        {queue === null ? null : (
          <p className="live-filter" role="status">
            Showing {queue.name} only. <Link to="/live">Show every queue</Link>
          </p>
        )}
        <CallersTable callers={live.callers} queues={live.queues} only={queue} />
        <StateCounts people={live.people} />
        {state === null ? null : (
          <p className="live-filter" role="status">
            Showing only who is in the state {personStates[state].words}.{' '}
            <Link to="/live#people">Show everybody</Link>
          </p>
        )}
        <PeopleTable people={live.people} only={queue} state={state} />
        <BehindDialog queues={live.queues} />
      </div>
    </>
  )
}

function LiveBoard() {
  usePageTitle('Live')
  const live = useLive()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {live.data !== undefined ? (
        <Board live={live.data} freshAt={live.dataUpdatedAt} />
      ) : live.isError ? (
        <>
          <h1 className="visually-hidden">Live</h1>
          <ErrorState
            what="We could not load the board"
            problem={problemWords(live.error)}
            onRetry={() => void live.refetch()}
          />
        </>
      ) : (
        <SkeletonRows label="board" rows={10} height={48} />
      )}
    </main>
  )
}

export function LivePage() {
  return (
    <Need any={['watch-live']} name="Live">
      <LiveBoard />
    </Need>
  )
}
