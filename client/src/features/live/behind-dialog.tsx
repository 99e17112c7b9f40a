/** The list behind a number of the board, read when it is opened: `?list=gave-up&of=<queue>`. */
import { Link, useSearchParams } from 'react-router'
import type { LiveQueue } from '../../../../server/contract/live-views.ts'
import { type BehindKind, behindKinds } from '../../../../server/contract/words.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useBehind } from '../../queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { clockSeconds, clockTime } from '../../ui/times.ts'
import { behindTitles } from './live-view.ts'

const isBehind = (word: string | null): word is BehindKind => behindKinds.some((each) => each === word)

/** Where such a list already has a page on which something can be done about it. */
const pages: Partial<Record<BehindKind, { to: string; words: string }>> = {
  'gave-up': { to: '/callbacks#gave-up', words: 'Call them back' },
  texts: { to: '/work#replies', words: 'Answer texts' },
}

function BehindList({ what, queueId }: { what: BehindKind; queueId: string | null }) {
  const list = useBehind(what, queueId)
  const worksCalls = useMay('work-cases')
  const page = pages[what]
  if (list.data === undefined)
    return list.isError ? (
      <ErrorState
        what="We could not load the list"
        problem={problemWords(list.error)}
        onRetry={() => void list.refetch()}
      />
    ) : (
      <SkeletonRows label="list" rows={6} height={40} />
    )
  const { rows, total, asOf } = list.data
  return (
    <>
      <p>
        {total === 0 ? 'None' : total > rows.length ? `The newest ${rows.length} of ${total}` : total}, as of{' '}
        {clockSeconds(asOf)}.
        {page !== undefined && worksCalls ? (
          <>
            {' '}
            <Link to={page.to}>{page.words}</Link>
          </>
        ) : null}
      </p>
      {rows.length === 0 ? null : (
        <ul className="behind-rows">
          {rows.map((row) => (
            <li key={row.id}>
              <span className="figures">{clockTime(row.at)}</span>{' '}
              {row.path === null ? (
                (row.title ?? 'Caller')
              ) : (
                <Link to={row.path}>{row.title ?? 'Caller'}</Link>
              )}
              {row.queueName === '' ? '' : `, ${row.queueName}`}: {row.words}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export function BehindDialog({ queues }: { queues: Pick<LiveQueue, 'id' | 'name'>[] }) {
  const [params, setParams] = useSearchParams()
  const what = params.get('list')
  if (!isBehind(what)) return null
  const queue = queues.find(({ id }) => id === params.get('of')) ?? null
  const close = () => {
    const left = new URLSearchParams(params)
    left.delete('list')
    left.delete('of')
    setParams(left, { replace: true })
  }
  const title = queue === null ? behindTitles[what] : `${behindTitles[what]}: ${queue.name}`
  return (
    <Dialog title={title} shape="side" onClose={close}>
      <BehindList what={what} queueId={queue?.id ?? null} />
    </Dialog>
  )
}
