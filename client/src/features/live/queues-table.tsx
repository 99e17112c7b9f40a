import { Link } from 'react-router'
import type { LiveQueue } from '../../../../server/contract/live-views.ts'
import { Clock } from '../../ui/clock.tsx'
import { QueueChip } from '../../words/state-marks.tsx'
import { ofWords, percentWords } from './live-view.ts'

/** In the order the administrator set; a change of state is a new word and shape, never a new place. */
export function QueuesTable({ queues }: { queues: LiveQueue[] }) {
  return (
    <section className="table-wrap" id="queues" tabIndex={-1} aria-label="Queues">
      <table className="table">
        <caption className="visually-hidden">Queues</caption>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">State</th>
            <th scope="col" className="number">
              Waiting
            </th>
            <th scope="col" className="number">
              Longest
            </th>
            <th scope="col" className="number">
              In promise, last hour
            </th>
            <th scope="col" className="number">
              Free of staffed
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.id}>
              <th scope="row">{queue.name}</th>
              <td data-label="State">
                <QueueChip key={queue.word} word={queue.word} />
              </td>
              <td data-label="Waiting" className="number figures">
                <Link
                  to={{ search: `?queue=${queue.id}`, hash: '#callers' }}
                  aria-label={`${queue.waiting} waiting in ${queue.name}. Show them`}
                >
                  {queue.waiting}
                </Link>
              </td>
              <td data-label="Longest" className="number">
                {queue.longestSince === null ? (
                  '0:00'
                ) : (
                  <Link
                    to={{ search: `?queue=${queue.id}`, hash: '#callers' }}
                    aria-label={`Longest wait in ${queue.name}. Show who waits`}
                  >
                    <Clock since={queue.longestSince} />
                  </Link>
                )}
              </td>
              <td
                data-label="In promise, last hour"
                className="number figures"
                title={ofWords(queue.inPromiseLastHour)}
              >
                <Link
                  to={{ search: `?list=promise-hour&of=${queue.id}` }}
                  aria-label={`${percentWords(queue.inPromiseLastHour)} in promise in the last hour in ${queue.name}. Show the calls`}
                >
                  {percentWords(queue.inPromiseLastHour)}
                </Link>
              </td>
              <td data-label="Free of staffed" className="number figures">
                <Link
                  to={{ search: `?queue=${queue.id}`, hash: '#people' }}
                  aria-label={`${queue.free} of ${queue.staffed} free for ${queue.name}. Show them`}
                >
                  {queue.free} of {queue.staffed}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
