/** For who answers for a branch: what was passed to it, and nothing else. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Phone, Scale, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { BranchItem, MyBranchView } from '../../../../server/contract/referral-views.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useMyBranch } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Due, useNow } from '../../ui/clock.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime, longDate } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import './branches.css'

type Asking = { what: 'decline' | 'finish'; item: BranchItem }

const useAnswers = () => {
  const cache = useQueryClient()
  const onSuccess = (next: MyBranchView) => void cache.setQueryData(keys.myBranch, next)
  const accept = useMutation({
    mutationFn: ({ id, version }: BranchItem) =>
      call('POST /api/branch/:id/accept', { params: { id }, body: { version } }),
    onSuccess: (next) => {
      onSuccess(next)
      showToast('It is yours. The member was told that you will contact them.')
    },
    onError: (error) => {
      showToast(problemWords(error).words, { tone: 'problem' })
      void cache.invalidateQueries({ queryKey: keys.myBranch })
    },
  })
  const decline = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; why: string }) =>
      call('POST /api/branch/:id/decline', { params: { id }, body }),
    onSuccess,
  })
  const finish = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; why: string }) =>
      call('POST /api/branch/:id/finish', { params: { id }, body }),
    onSuccess,
  })
  return { accept, decline, finish }
}

/** The button of the card that has focus, else of the first. */
const press = (page: HTMLElement | null, act: string): void => {
  const card = document.activeElement?.closest('[data-branch-item]') ?? page
  const button =
    card?.querySelector<HTMLButtonElement>(`[data-act="${act}"]`) ??
    page?.querySelector<HTMLButtonElement>(`[data-act="${act}"]`)
  button?.click()
}

function Card({ item, children }: { item: BranchItem; children: React.ReactNode }) {
  const now = useNow(60_000)
  const isLate = item.state === 'waiting' && Date.parse(item.dueAt) < now
  const titleId = `branch-item-${item.id}`
  return (
    <li>
      <article className="branch-item" aria-labelledby={titleId} data-branch-item tabIndex={-1}>
        <h3 id={titleId}>
          {item.memberName} <span className="branch-item-case">{item.title}</span>
        </h3>
        <p className="branch-item-ask">{item.ask}</p>
        <p className="entry-meta">
          <span className="figures">{item.reference}</span> · {item.branch}
          {item.state === 'waiting' ? (
            <>
              {' '}
              · {isLate ? 'your time was over ' : 'answer by '}
              <Due at={item.dueAt} />
            </>
          ) : item.acceptedBy === null ? (
            ''
          ) : (
            ` · accepted by ${item.acceptedBy}`
          )}
        </p>
        {item.legalDate === null ? null : (
          <p className="branch-care">
            <Scale aria-hidden="true" /> A legal date is near: {longDate(`${item.legalDate}T12:00:00Z`)}. The
            centre watches it; do not let it pass.
          </p>
        )}
        {item.numbers?.map(({ number, words }) => (
          <p key={number} className={words.length === 0 ? undefined : 'branch-care'}>
            {words.length === 0 ? <Phone aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}{' '}
            <span className="figures">{number}</span>
            {words.length === 0 ? '' : ` · ${words.join(' · ')}`}
          </p>
        ))}
        {item.numbers?.length === 0 ? (
          <p className="branch-care">
            <TriangleAlert aria-hidden="true" /> There is no number that may be rung. Ask the centre.
          </p>
        ) : null}
        <div className="branch-acts">{children}</div>
      </article>
    </li>
  )
}

function Items({ view }: { view: MyBranchView }) {
  const place = useRef<HTMLDivElement>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const { accept, decline, finish } = useAnswers()
  const ask = (next: Asking) => {
    decline.reset()
    finish.reset()
    setAsking(next)
  }
  const close = () => setAsking(null)
  useShortcut('branch-accept', () => press(place.current, 'accept'))
  useShortcut('branch-decline', () => press(place.current, 'decline'))
  useShortcut('branch-finish', () => press(place.current, 'finish'))
  const acceptKeys = useShortcutWords('branch-accept')
  const declineKeys = useShortcutWords('branch-decline')
  const finishKeys = useShortcutWords('branch-finish')
  const waiting = view.items.filter(({ state }) => state === 'waiting')
  const accepted = view.items.filter(({ state }) => state === 'accepted')
  if (view.branches.length === 0)
    return (
      <EmptyState title="You do not answer for a branch yet. Ask an administrator to name you on the page Branches." />
    )
  return (
    <div ref={place} className="branch-lists">
      <section aria-labelledby="branch-waiting">
        <h2 id="branch-waiting">Waiting for your answer</h2>
        {waiting.length === 0 ? (
          <p className="entry-meta">Nothing waits.</p>
        ) : (
          <ul>
            {waiting.map((item) => (
              <Card key={item.id} item={item}>
                <Button
                  data-act="accept"
                  tone="primary"
                  keys={acceptKeys}
                  isPending={accept.isPending}
                  aria-label={`Accept: ${item.memberName}`}
                  onClick={() => accept.mutate(item)}
                >
                  Accept
                </Button>
                <Button
                  data-act="decline"
                  keys={declineKeys}
                  aria-label={`Decline: ${item.memberName}`}
                  onClick={() => ask({ what: 'decline', item })}
                >
                  Decline
                </Button>
              </Card>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="branch-accepted">
        <h2 id="branch-accepted">Yours</h2>
        {accepted.length === 0 ? (
          <p className="entry-meta">Nothing yet.</p>
        ) : (
          <ul>
            {accepted.map((item) => (
              <Card key={item.id} item={item}>
                <Button
                  data-act="finish"
                  keys={finishKeys}
                  aria-label={`Say what was done: ${item.memberName}`}
                  onClick={() => ask({ what: 'finish', item })}
                >
                  Say what was done
                </Button>
              </Card>
            ))}
          </ul>
        )}
      </section>
      {asking === null ? null : asking.what === 'decline' ? (
        <WhyDialog
          title={`Decline: ${asking.item.memberName}`}
          words="It is back at the centre at once, ahead of other work, and the member is told. That is better than silence."
          label="Why can you not take it?"
          press="Decline"
          isPending={decline.isPending}
          error={problemLine(decline.error)}
          onPress={(why) =>
            decline.mutate({ id: asking.item.id, version: asking.item.version, why }, { onSuccess: close })
          }
          onClose={close}
        />
      ) : (
        <WhyDialog
          title={`What was done: ${asking.item.memberName}`}
          words="It stands on the case for the centre. You no longer see it here, and the member is told that you have finished."
          label="What was done?"
          press="Finish"
          isPending={finish.isPending}
          error={problemLine(finish.error)}
          onPress={(why) =>
            finish.mutate({ id: asking.item.id, version: asking.item.version, why }, { onSuccess: close })
          }
          onClose={close}
        />
      )}
    </div>
  )
}

function MyBranch() {
  usePageTitle('My branch')
  const found = useMyBranch()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>My branch</h1>
        <p className="page-count">{found.data?.branches.join(', ')}</p>
      </div>
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load what was passed to you"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="cases of your branch" rows={3} height={120} />
        )
      ) : (
        <>
          {found.isError ? (
            <StaleLine at={clockTime(found.dataUpdatedAt)} onRetry={() => void found.refetch()} />
          ) : null}
          <Items view={found.data} />
        </>
      )}
    </main>
  )
}

export function MyBranchPage() {
  return (
    <Need any={['answer-referrals']} name="My branch">
      <MyBranch />
    </Need>
  )
}
