/** The legal dates of a case, before everything else on its page. */
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Allowed } from '../../../../server/contract/briefs.ts'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import type { DeadlineView } from '../../../../server/contract/deadline-views.ts'
import { useMay, useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { DeadlineCard } from './deadline-card.tsx'
import { type DeadlineDraft, DeadlineForm } from './deadline-form.tsx'
import { PostponeHearing, SayWhy } from './postponement.tsx'
import { SettleDeadline } from './settle-deadline.tsx'
import { useDeadlines } from './use-deadlines.ts'
import './deadlines.css'

const blockedBy = (allowed: Allowed): string | null => (allowed.allowed ? null : allowed.words)
type Asking =
  | { what: 'form'; shown: DeadlineView | null }
  | { what: 'settle' | 'reopen' | 'postpone'; shown: DeadlineView }
  | { what: 'sent'; shown: DeadlineView; requestId: string }

/** Presses an action of the date that has focus, else of the first that has it. */
const press = (place: HTMLElement | null, act: string) => {
  const within = document.activeElement?.closest('[data-deadline]')
  const found = within?.querySelector<HTMLElement>(`[data-act=${act}]`)
  ;(found ?? place?.querySelector<HTMLElement>(`[data-act=${act}]`))?.click()
}

export function DeadlinesPanel({ shown }: { shown: CaseView }) {
  const works = useMay('work-cases')
  const isOfficer = useMay('confirm-deadlines')
  const me = useMe()
  const place = useRef<HTMLElement>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const {
    propose,
    change,
    confirm,
    decide,
    settle,
    reopen,
    agree,
    ask: askDay,
    sent,
  } = useDeadlines(shown.id)
  const addKeys = useShortcutWords('case-deadline')
  const confirmKeys = useShortcutWords('deadline-confirm')
  const changeKeys = useShortcutWords('deadline-change')
  const settleKeys = useShortcutWords('deadline-settle')
  const postponeKeys = useShortcutWords('hearing-postpone')
  const sentKeys = useShortcutWords('hearing-sent')
  const reopenKeys = useShortcutWords('deadline-reopen')
  const leaveKeys = useShortcutWords('deadline-leave')
  const mayAdd = works && shown.status !== 'closed'
  const live = shown.deadlines.filter(({ settled }) => settled === null)
  const over = shown.deadlines.filter(({ settled }) => settled !== null)
  const ask = (next: Asking) => {
    for (const each of [propose, change, settle, reopen, askDay, sent]) each.reset()
    setAsking(next)
  }
  const done = () => setAsking(null)
  useShortcut('case-deadline', () => ask({ what: 'form', shown: null }), mayAdd)
  useShortcut('deadline-confirm', () => press(place.current, 'confirm'), isOfficer)
  useShortcut('deadline-change', () => press(place.current, 'change'), works)
  useShortcut('deadline-settle', () => press(place.current, 'settle'), works)
  useShortcut('hearing-postpone', () => press(place.current, 'postpone'), works)
  useShortcut('hearing-sent', () => press(place.current, 'sent'), works)
  useShortcut('deadline-reopen', () => press(place.current, 'reopen'), works)
  useShortcut('deadline-leave', () => press(place.current, 'leave'), isOfficer)
  if (shown.deadlines.length === 0 && !mayAdd) return null

  const save = ({ why, ...draft }: DeadlineDraft, of: DeadlineView | null) => {
    if (of === null) propose.mutate(draft, { onSuccess: done })
    else change.mutate({ id: of.id, version: of.version, why, ...draft }, { onSuccess: done })
  }
  const actions = (one: DeadlineView) => (
    <div className="entry-actions">
      {isOfficer && one.reopening !== null ? <Reopened one={one} agree={agree} /> : null}
      {isOfficer && one.change !== null && one.reopening === null ? (
        <>
          <Button
            data-act="confirm"
            tone="primary"
            keys={confirmKeys}
            blocked={
              one.change.by.id === me.id
                ? 'You asked for this change, so somebody else must accept it.'
                : null
            }
            isPending={decide.isPending}
            onClick={() => decide.mutate({ id: one.id, version: one.version, isAccepted: true })}
          >
            Accept the change
          </Button>
          <Button
            data-act="leave"
            keys={leaveKeys}
            isPending={decide.isPending}
            onClick={() => decide.mutate({ id: one.id, version: one.version, isAccepted: false })}
          >
            Leave it as it is
          </Button>
        </>
      ) : null}
      {isOfficer && one.state === 'proposed' ? (
        <Button
          data-act="confirm"
          tone="primary"
          keys={confirmKeys}
          blocked={blockedBy(one.actions.confirm)}
          isPending={confirm.isPending}
          onClick={() => confirm.mutate({ id: one.id, version: one.version })}
        >
          Confirm
        </Button>
      ) : null}
      {works ? (
        <>
          <Button
            data-act="change"
            keys={changeKeys}
            blocked={blockedBy(one.actions.change)}
            onClick={() => ask({ what: 'form', shown: one })}
          >
            {one.facts.source === null ? 'Change, or add Acas' : 'Change'}
          </Button>
          <Button data-act="settle" keys={settleKeys} onClick={() => ask({ what: 'settle', shown: one })}>
            Settle
          </Button>
          {one.postponement === null ? null : (
            <Button
              data-act="postpone"
              keys={postponeKeys}
              blocked={blockedBy(one.postponement.ask)}
              onClick={() => ask({ what: 'postpone', shown: one })}
            >
              Companion cannot come
            </Button>
          )}
          {one.postponement?.requests
            .filter((request) => request.sent === null)
            .map(({ id }) => (
              <Button
                key={id}
                data-act="sent"
                tone="primary"
                keys={sentKeys}
                onClick={() => ask({ what: 'sent', shown: one, requestId: id })}
              >
                The request was sent
              </Button>
            ))}
        </>
      ) : null}
    </div>
  )
  return (
    <section className="deadlines" aria-label="Legal dates" ref={place}>
      <div className="follow-ups-head">
        <h2>Legal dates</h2>
        {mayAdd ? (
          <Button
            icon={<Plus aria-hidden="true" />}
            keys={addKeys}
            onClick={() => ask({ what: 'form', shown: null })}
          >
            Add legal date
          </Button>
        ) : null}
      </div>
      {live.length === 0 ? (
        <p className="entry-meta">No legal date is live.</p>
      ) : (
        <ul>
          {live.map((one) => (
            <DeadlineCard key={one.id} shown={one}>
              {actions(one)}
            </DeadlineCard>
          ))}
        </ul>
      )}
      {over.length === 0 ? null : (
        <details>
          <summary>{over.length} settled</summary>
          <ul>
            {over.map((one) => (
              <DeadlineCard key={one.id} shown={one}>
                {works ? (
                  <div className="entry-actions">
                    <Button
                      data-act="reopen"
                      keys={reopenKeys}
                      blocked={
                        one.actions.reopenNeedsOfficer && !isOfficer
                          ? 'Only an authorised officer takes this back: it was confirmed or waived by one.'
                          : blockedBy(one.actions.reopen)
                      }
                      onClick={() => ask({ what: 'reopen', shown: one })}
                    >
                      Undo
                    </Button>
                  </div>
                ) : null}
              </DeadlineCard>
            ))}
          </ul>
        </details>
      )}
      {asking?.what === 'form' ? (
        <DeadlineForm
          shown={asking.shown}
          employer={shown.member?.employer ?? ''}
          owners={shown.owners}
          isPending={propose.isPending || change.isPending}
          error={asking.shown === null ? propose.error : change.error}
          onSave={(draft) => save(draft, asking.shown)}
          onClose={done}
        />
      ) : null}
      {asking?.what === 'reopen' ? (
        <SayWhy
          title="This legal date is live again"
          hint={
            asking.shown.confirmedAt === null
              ? undefined
              : 'It is live at once. A second authorised officer looks at it as well.'
          }
          label="Why was it not settled?"
          press="Make it live again"
          isPending={reopen.isPending}
          error={reopen.error}
          onSay={(why) =>
            reopen.mutate({ id: asking.shown.id, version: asking.shown.version, why }, { onSuccess: done })
          }
          onClose={done}
        />
      ) : null}
      {asking?.what === 'sent' ? (
        <SayWhy
          title="The request was sent"
          label="How, and to whom?"
          press="Keep it on the case"
          isPending={sent.isPending}
          error={sent.error}
          onSay={(how) =>
            sent.mutate(
              { id: asking.shown.id, version: asking.shown.version, requestId: asking.requestId, how },
              { onSuccess: done },
            )
          }
          onClose={done}
        />
      ) : null}
      {asking?.what === 'postpone' && asking.shown.postponement !== null ? (
        <PostponeHearing
          shown={asking.shown.postponement}
          isPending={askDay.isPending}
          error={askDay.error}
          onAsk={(offeredOn, letter) =>
            askDay.mutate(
              { id: asking.shown.id, version: asking.shown.version, offeredOn, letter },
              { onSuccess: done },
            )
          }
          onClose={done}
        />
      ) : null}
      {asking?.what === 'settle' ? (
        <SettleDeadline
          shown={asking.shown}
          mayWaive={isOfficer}
          isPending={settle.isPending}
          error={settle.error}
          onSettle={(as, why) =>
            settle.mutate(
              { id: asking.shown.id, version: asking.shown.version, as, why },
              { onSuccess: done },
            )
          }
          onClose={done}
        />
      ) : null}
    </section>
  )
}

/** A second officer decides whether a confirmed date is live again; until then it is. */
function Reopened({ one, agree }: { one: DeadlineView; agree: ReturnType<typeof useDeadlines>['agree'] }) {
  const me = useMe()
  const confirmKeys = useShortcutWords('deadline-confirm')
  const leaveKeys = useShortcutWords('deadline-leave')
  const decide = (isAccepted: boolean) => agree.mutate({ id: one.id, version: one.version, isAccepted })
  return (
    <>
      <Button
        data-act="confirm"
        tone="primary"
        keys={confirmKeys}
        blocked={
          one.reopening?.by.id === me.id
            ? 'You took the end back, so somebody else must look at it as well.'
            : null
        }
        isPending={agree.isPending}
        onClick={() => decide(true)}
      >
        Agree that it is live
      </Button>
      <Button data-act="leave" keys={leaveKeys} isPending={agree.isPending} onClick={() => decide(false)}>
        It ended as before
      </Button>
    </>
  )
}
