/** The case at a branch: whether they have answered, and taking it back or on. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CornerDownLeft, CornerUpRight, Send } from 'lucide-react'
import { useState } from 'react'
import type { CaseReferralsView, ReferralView } from '../../../../server/contract/referral-views.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useCaseReferrals } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DateTime, Due } from '../../ui/clock.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import { ReferDialog } from './refer-dialog.tsx'
import { stateTone, stateWords } from './referral-words.ts'
import './branches.css'

const useReferrals = (caseId: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: CaseReferralsView) => {
    cache.setQueryData(keys.caseReferrals(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
    void cache.invalidateQueries({ queryKey: keys.work })
  }
  const send = useMutation({
    mutationFn: (body: { branchId: string; ask: string }) =>
      call('POST /api/referrals/of/:caseId', { params: { caseId }, body }),
    onSuccess,
  })
  const recall = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; why: string }) =>
      call('POST /api/referrals/:id/recall', { params: { id }, body }),
    onSuccess,
  })
  const take = useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      call('POST /api/referrals/:id/take', { params: { id }, body: { version } }),
    onSuccess,
    onError: (error) => {
      showToast(problemWords(error).words, { tone: 'problem' })
      void cache.invalidateQueries({ queryKey: keys.caseReferrals(caseId) })
    },
  })
  return { send, recall, take }
}

function Row({ shown, children }: { shown: ReferralView; children?: React.ReactNode }) {
  const isOpen = shown.settledAt === null
  return (
    <li className="follow-up">
      {isOpen ? <CornerUpRight aria-hidden="true" /> : <CornerDownLeft aria-hidden="true" />}
      <div className="follow-up-words">
        <p>
          {shown.branch}{' '}
          <Chip tone={stateTone[shown.state]}>
            {stateWords[shown.state]}
            {shown.isBack ? ' · back with priority' : ''}
          </Chip>
        </p>
        <p>{shown.ask}</p>
        {shown.why === null ? null : <p>“{shown.why}”</p>}
        <p className="entry-meta">
          {shown.sentBy}, <DateTime at={shown.sentAt} />
          {shown.state === 'waiting' ? (
            <>
              {' '}
              · they have until <Due at={shown.dueAt} />
            </>
          ) : null}
          {shown.answeredBy === null ? '' : ` · answered by ${shown.answeredBy}`}
          {shown.takenBy === null ? '' : ` · taken by ${shown.takenBy}`}
        </p>
      </div>
      {children}
    </li>
  )
}

export function ReferralsPanel({ caseId, isClosed }: { caseId: string; isClosed: boolean }) {
  const works = useMay('work-cases') && !isClosed
  const found = useCaseReferrals(caseId)
  const [asking, setAsking] = useState<'send' | ReferralView | null>(null)
  const { send, recall, take } = useReferrals(caseId)
  const all = found.data?.referrals ?? []
  const open = all.find(({ settledAt }) => settledAt === null) ?? null
  const back = all.filter(({ isBack }) => isBack)
  const maySend = works && open === null && found.data?.hasMember === true
  const ask = (next: typeof asking) => {
    send.reset()
    recall.reset()
    setAsking(next)
  }
  const close = () => setAsking(null)
  const [first] = back
  useShortcut('refer-case', () => ask(open ?? 'send'), maySend || (works && open !== null))
  useShortcut('take-back', () => first && take.mutate(first), works && first !== undefined)
  const sendKeys = useShortcutWords('refer-case')
  const takeKeys = useShortcutWords('take-back')
  if (found.data === undefined || (all.length === 0 && !maySend)) return null
  const over = all.filter((one) => one !== open && !one.isBack)
  return (
    <section className="follow-ups targets" aria-label="At a branch">
      <div className="follow-ups-head">
        <h2>At a branch</h2>
        {maySend ? (
          <Button icon={<Send aria-hidden="true" />} keys={sendKeys} onClick={() => ask('send')}>
            Pass to a branch
          </Button>
        ) : null}
      </div>
      {open === null && back.length === 0 ? null : (
        <ul>
          {back.map((one) => (
            <Row key={one.id} shown={one}>
              {works ? (
                <Button
                  tone="primary"
                  keys={one === first ? takeKeys : null}
                  isPending={take.isPending}
                  onClick={() => take.mutate(one)}
                >
                  Take it
                </Button>
              ) : null}
            </Row>
          ))}
          {open === null ? null : (
            <Row shown={open}>
              {works ? (
                <Button keys={sendKeys} onClick={() => ask(open)}>
                  Take it back
                </Button>
              ) : null}
            </Row>
          )}
        </ul>
      )}
      {over.length === 0 ? null : (
        <details>
          <summary>{over.length} before</summary>
          <ul>
            {over.map((one) => (
              <Row key={one.id} shown={one} />
            ))}
          </ul>
        </details>
      )}
      {asking === 'send' ? (
        <ReferDialog
          memberId={found.data.memberId}
          ownBranchId={found.data.branchId}
          isPending={send.isPending}
          error={send.error}
          onSend={(body) => send.mutate(body, { onSuccess: close })}
          onClose={close}
        />
      ) : asking === null ? null : (
        <WhyDialog
          title={`Take it back from ${asking.branch}`}
          words="They no longer see it, and the member is told that we deal with it ourselves."
          label="Why?"
          press="Take it back"
          isPending={recall.isPending}
          error={problemLine(recall.error)}
          onPress={(why) =>
            recall.mutate({ id: asking.id, version: asking.version, why }, { onSuccess: close })
          }
          onClose={close}
        />
      )}
    </section>
  )
}
