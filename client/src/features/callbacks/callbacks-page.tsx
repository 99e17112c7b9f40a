/** Everybody who is owed a call: promised callbacks, voicemails, and those who did not get through. */
import { useState } from 'react'
import type { CallbacksView, CallbackView } from '../../../../server/contract/callback-views.ts'
import { refusals } from '../../../../server/contract/refusals.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useCallbacks, usePhone } from '../../queries.ts'
import { ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime } from '../../ui/times.ts'
import { CallbacksTable } from './callbacks-table.tsx'
import { CancelCallback } from './cancel-callback.tsx'
import { MissedTable } from './missed-table.tsx'
import { useOwedKeys } from './owed-keys.ts'
import { countWords, keptFormula, keptWords } from './owed-view.ts'
import { useOwed, useRingNow } from './use-owed.ts'
import { VoicemailsList } from './voicemails-list.tsx'
import './callbacks.css'
import '../tables.css'

function Owed({ view }: { view: CallbacksView }) {
  const mayRing = useMay('take-calls')
  const mayWork = useMay('work-cases')
  const phone = usePhone(mayRing).data
  // The list is everybody's; whether this phone can ring now is this person's own.
  const ringBlocked =
    phone?.presence.callable !== true
      ? refusals['not-callable'].words
      : phone.actions.dial.allowed
        ? null
        : phone.actions.dial.words
  const [cancelling, setCancelling] = useState<CallbackView | null>(null)
  const ring = useRingNow()
  const { cancel, take, done } = useOwed()
  useOwedKeys({ ring: mayRing, cancel: mayWork, take: mayWork, done: mayWork })
  const ringingId = ring.isPending ? ring.variables.id : null
  const callbacks = { mayRing, ringBlocked, mayCancel: mayWork, ringingId, onCancel: setCancelling }
  return (
    <>
      <div className="page-head">
        <h1>Call back</h1>
        <p className="page-count" role="status">
          {countWords(view)}
        </p>
      </div>
      <section aria-labelledby="owed-promised">
        <h2 id="owed-promised">Callbacks</h2>
        <p className="owed-kept" title={keptFormula}>
          {keptWords(view.kept)}. <span className="owed-next">{keptFormula}</span>
        </p>
        {view.open.length === 0 ? (
          <p className="table-wrap table-none">Nobody is promised a callback.</p>
        ) : (
          <CallbacksTable
            {...callbacks}
            title="Open callbacks"
            items={view.open}
            onRing={({ id }) => ring.mutate({ id, kind: 'callback' })}
          />
        )}
      </section>
      <section aria-labelledby="owed-voicemails" id="voicemails">
        <h2 id="owed-voicemails">Voicemails</h2>
        {view.voicemails.length === 0 ? (
          <p className="table-wrap table-none">No voicemails.</p>
        ) : (
          <VoicemailsList
            items={view.voicemails}
            mayRing={mayRing}
            ringBlocked={ringBlocked}
            mayWork={mayWork}
            onRing={({ id }) => ring.mutate({ id, kind: 'contact' })}
            onTake={({ id, actions }) => take.mutate({ id, isMine: actions.giveBack.allowed })}
            onDone={({ id }) => done.mutate(id)}
          />
        )}
        <Unshown count={view.unshown.voicemails} />
      </section>
      <section aria-labelledby="owed-missed" id="gave-up">
        <h2 id="owed-missed">Did not get through</h2>
        {view.missed.length === 0 ? (
          <p className="table-wrap table-none">Everybody got through, or was called back.</p>
        ) : (
          <MissedTable
            items={view.missed}
            mayRing={mayRing}
            ringBlocked={ringBlocked}
            mayWork={mayWork}
            onRing={({ id }) => ring.mutate({ id, kind: 'contact' })}
            onDone={({ id }) => done.mutate(id)}
          />
        )}
        <Unshown count={view.unshown.missed} />
      </section>
      {view.settled.length === 0 ? null : (
        <details className="owed-done">
          <summary>
            {view.settled.length} {view.settled.length === 1 ? 'callback' : 'callbacks'} done in the last
            seven days
          </summary>
          <CallbacksTable
            {...callbacks}
            title="Callbacks done"
            items={view.settled}
            onRing={() => undefined}
          />
        </details>
      )}
      {cancelling === null ? null : (
        <CancelCallback
          shown={cancelling}
          isPending={cancel.isPending}
          onClose={() => setCancelling(null)}
          onConfirm={(reason) =>
            cancel.mutate({ id: cancelling.id, reason }, { onSettled: () => setCancelling(null) })
          }
        />
      )}
    </>
  )
}

function OwedList() {
  usePageTitle('Call back')
  const callbacks = useCallbacks()
  return (
    <main id="main" className="page owed" data-region tabIndex={-1}>
      {callbacks.data !== undefined ? (
        <>
          {callbacks.isError ? (
            <StaleLine at={clockTime(callbacks.dataUpdatedAt)} onRetry={() => void callbacks.refetch()} />
          ) : null}
          <Owed view={callbacks.data} />
        </>
      ) : callbacks.isError ? (
        <>
          <h1 className="visually-hidden">Call back</h1>
          <ErrorState
            what="We could not load the callbacks"
            problem={problemWords(callbacks.error)}
            onRetry={() => void callbacks.refetch()}
          />
        </>
      ) : (
        <SkeletonRows label="callbacks" rows={8} height={48} />
      )}
    </main>
  )
}

const Unshown = ({ count }: { count: number }) =>
  count === 0 ? null : <p className="entry-meta">And {count} more, as these are done.</p>

export function CallbacksPage() {
  return (
    <Need any={['take-calls', 'work-cases']} name="Call back">
      <OwedList />
    </Need>
  )
}
