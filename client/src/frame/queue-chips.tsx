import { Hourglass, TriangleAlert } from 'lucide-react'
import { useLive, useMyQueues } from '../queries.ts'
import { Chip } from '../ui/chip.tsx'
import { Clock } from '../ui/clock.tsx'
import { QueueMark } from '../words/state-marks.tsx'
import { queueWords } from '../words/state-words.ts'
import { chipOrder, myChips } from './chip-order.ts'

/** The queues at a glance, for those who may watch the board. The words are for ears; eyes get shape and number. */
export function QueueChips() {
  const live = useLive()
  return (
    <ul className="queue-chips" aria-label="Queues now">
      {chipOrder(live.data?.queues ?? []).map((queue) => (
        <li key={queue.id} title={queueWords[queue.word].words}>
          <Chip
            tone={queue.word === 'in-promise' ? 'neutral' : queueWords[queue.word].tone}
            icon={<QueueMark word={queue.word} />}
          >
            {queue.name} <span className="figures">{queue.waiting}</span>
            {queue.longestSince === null ? null : (
              <>
                {' · '}
                <Clock since={queue.longestSince} />
              </>
            )}
            <span className="visually-hidden">, {queueWords[queue.word].words}</span>
          </Chip>
        </li>
      ))}
    </ul>
  )
}

/** The same for an agent: who waits in my own queues, and nothing of what colleagues are doing. */
export function MyQueueChips() {
  const mine = useMyQueues()
  return (
    <ul className="queue-chips" aria-label="My queues now">
      {myChips(mine.data?.queues ?? []).map((queue) => (
        <li key={queue.id}>
          <Chip
            tone={queue.isLate ? 'warn' : 'neutral'}
            icon={queue.isLate ? <TriangleAlert aria-hidden="true" /> : <Hourglass aria-hidden="true" />}
          >
            {queue.name} <span className="figures">{queue.waiting}</span>
            <span className="visually-hidden"> waiting</span>
            {queue.longestSince === null ? null : (
              <>
                {' · '}
                <Clock since={queue.longestSince} />
              </>
            )}
            {queue.isLate ? <span className="visually-hidden">, longer than promised</span> : null}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
