/** What was promised on a case within working time: running, paused while others must act, met; and giving the case up. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CirclePause, Plus, Timer, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { CaseTargetsView, ServiceTargetView } from '../../../../server/contract/target-views.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useCaseTargets } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/clock.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import { StartTarget } from './start-target.tsx'
import './targets.css'

type Asking = { what: 'start' } | { what: 'pause'; of: ServiceTargetView } | { what: 'release' }

const useTargets = (caseId: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: CaseTargetsView) => {
    cache.setQueryData(keys.caseTargets(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
  }
  const onError = (error: unknown) => {
    showToast(problemWords(error).words, { tone: 'problem' })
    void cache.invalidateQueries({ queryKey: keys.caseTargets(caseId) })
  }
  const start = useMutation({
    mutationFn: (body: { what: string; minutes: number }) =>
      call('POST /api/targets/of/:caseId', { params: { caseId }, body }),
    onSuccess,
  })
  const pause = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; why: string }) =>
      call('POST /api/targets/:id/pause', { params: { id }, body }),
    onSuccess,
  })
  const press = useMutation({
    mutationFn: ({ id, version, as }: { id: string; version: number; as: 'resume' | 'met' }) =>
      as === 'met'
        ? call('POST /api/targets/:id/met', { params: { id }, body: { version } })
        : call('POST /api/targets/:id/resume', { params: { id }, body: { version } }),
    onSuccess,
    onError,
  })
  const release = useMutation({
    mutationFn: (body: { version: number; why: string }) =>
      call('POST /api/watch/release/:caseId', { params: { caseId }, body }),
    onSuccess: (next) => {
      cache.setQueryData(keys.case(caseId), next)
      showToast('You gave the case up. With a live legal date the duty official gets it.')
    },
  })
  return { start, pause, press, release }
}

function Row({ shown, children }: { shown: ServiceTargetView; children: ReactNode }) {
  return (
    <li className={shown.isLate && shown.settledAt === null ? 'follow-up is-overdue' : 'follow-up'}>
      {shown.isLate ? (
        <TriangleAlert aria-hidden="true" />
      ) : shown.state === 'paused' ? (
        <CirclePause aria-hidden="true" />
      ) : (
        <Timer aria-hidden="true" />
      )}
      <div className="follow-up-words">
        <p>{shown.what}</p>
        <p className="entry-meta">
          {shown.state === 'paused' ? (
            `Paused, ${shown.left ?? ''}: ${shown.pausedWhy ?? ''}`
          ) : shown.state === 'met' ? (
            shown.isLate ? (
              'Met, late'
            ) : (
              'Met in time'
            )
          ) : shown.state === 'stopped' ? (
            'Stopped with the case'
          ) : (
            <>
              {shown.isLate ? 'Late since ' : 'By '}
              <Due at={shown.dueAt ?? ''} />
            </>
          )}{' '}
          · promised within {shown.promised}
          {shown.told.length === 0 ? '' : ` · told: ${shown.told.join(', ')}`}
        </p>
      </div>
      {children}
    </li>
  )
}

export function TargetsPanel({
  caseId,
  isClosed,
  owner,
}: {
  caseId: string
  isClosed: boolean
  owner: PersonBrief | null
}) {
  const works = useMay('work-cases') && !isClosed
  const found = useCaseTargets(caseId)
  const [asking, setAsking] = useState<Asking | null>(null)
  const { start, pause, press, release } = useTargets(caseId)
  const ask = (next: Asking) => {
    start.reset()
    pause.reset()
    release.reset()
    setAsking(next)
  }
  const done = { onSuccess: () => setAsking(null) }
  useShortcut('add-target', () => ask({ what: 'start' }), works)
  const addKeys = useShortcutWords('add-target')
  if (found.data === undefined) return null
  const { targets, hoursWords, version } = found.data
  const open = targets.filter(({ settledAt }) => settledAt === null)
  const over = targets.filter(({ settledAt }) => settledAt !== null)
  if (!works && targets.length === 0) return null
  return (
    <section className="follow-ups targets" aria-label="Service targets">
      <div className="follow-ups-head">
        <h2>Service targets</h2>
        {works ? (
          <div className="target-actions">
            {owner === null ? null : (
              <Button tone="quiet" onClick={() => ask({ what: 'release' })}>
                Give the case up
              </Button>
            )}
            <Button icon={<Plus aria-hidden="true" />} keys={addKeys} onClick={() => ask({ what: 'start' })}>
              Set target
            </Button>
          </div>
        ) : null}
      </div>
      {open.length === 0 ? null : (
        <ul>
          {open.map((one) => (
            <Row key={one.id} shown={one}>
              {works ? (
                <div className="target-actions">
                  {one.state === 'paused' ? (
                    <Button
                      aria-label={`Go on: ${one.what}`}
                      onClick={() => press.mutate({ id: one.id, version: one.version, as: 'resume' })}
                    >
                      Go on
                    </Button>
                  ) : (
                    <Button aria-label={`Pause: ${one.what}`} onClick={() => ask({ what: 'pause', of: one })}>
                      Pause
                    </Button>
                  )}
                  <Button
                    aria-label={`Met: ${one.what}`}
                    onClick={() => press.mutate({ id: one.id, version: one.version, as: 'met' })}
                  >
                    Met
                  </Button>
                </div>
              ) : null}
            </Row>
          ))}
        </ul>
      )}
      {over.length === 0 ? null : (
        <details>
          <summary>{over.length} settled</summary>
          <ul>
            {over.map((one) => (
              <Row key={one.id} shown={one}>
                {null}
              </Row>
            ))}
          </ul>
        </details>
      )}
      {asking?.what === 'start' ? (
        <StartTarget
          hoursWords={hoursWords}
          isPending={start.isPending}
          error={start.error}
          onStart={(body) => start.mutate(body, done)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking?.what === 'pause' ? (
        <WhyDialog
          title={`Pause “${asking.of.what}”`}
          words="The clock stops until you press Go on, or the case goes on. Use it while somebody else must act."
          label="What does it wait for?"
          press="Pause"
          isPending={pause.isPending}
          error={problemLine(pause.error)}
          onPress={(why) => pause.mutate({ id: asking.of.id, version: asking.of.version, why }, done)}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking?.what === 'release' ? (
        <WhyDialog
          title="Give this case up"
          words="Nobody owns it then. A case with a live legal date goes to the duty official within minutes."
          label="Why?"
          press="Give it up"
          isPending={release.isPending}
          error={problemLine(release.error)}
          onPress={(why) => release.mutate({ version, why }, done)}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </section>
  )
}
