import { BellRing, Hourglass, PhoneForwarded } from 'lucide-react'
import { Link } from 'react-router'
import type { LiveCaller, LiveQueue } from '../../../../server/contract/live-views.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { contactPath } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { Clock } from '../../ui/clock.tsx'
import { pressInRow } from '../../ui/press-in-row.ts'
import type { Tone } from '../../ui/tone.ts'
import { CallerActions } from './caller-actions.tsx'
import { callersInOrder, callerWords } from './live-view.ts'

const states: Record<LiveCaller['state'], { words: string; tone: Tone; mark: React.JSX.Element }> = {
  waiting: { words: 'Waiting', tone: 'neutral', mark: <Hourglass aria-hidden="true" /> },
  ringing: { words: 'Ringing', tone: 'info', mark: <BellRing aria-hidden="true" /> },
  parked: { words: 'Parked', tone: 'warn', mark: <PhoneForwarded aria-hidden="true" /> },
}

export function CallersTable({
  callers,
  queues,
  only,
}: {
  callers: LiveCaller[]
  queues: LiveQueue[]
  only: LiveQueue | null
}) {
  const readsCases = useMay('read-cases')
  const supervises = useMay('supervise')
  useShortcut('move-caller', () => pressInRow('caller', 'move', 'Nobody is waiting.'), supervises)
  useShortcut('first-caller', () => pressInRow('caller', 'first', 'Nobody is waiting.'), supervises)
  useShortcut('take-caller', () => pressInRow('caller', 'take', 'Nobody is waiting.'), supervises)
  const names = new Map(queues.map(({ id, name }) => [id, name]))
  const shown = callersInOrder(callers, queues).filter(({ queueId }) => only === null || queueId === only.id)
  return (
    <section className="table-wrap" id="callers" tabIndex={-1} aria-label="Callers waiting">
      {shown.length === 0 ? (
        <p className="table-none">Nobody is waiting.</p>
      ) : (
        <table className="table">
          <caption className="visually-hidden">Callers waiting</caption>
          <thead>
            <tr>
              <th scope="col">Caller</th>
              <th scope="col">State</th>
              <th scope="col">Queue</th>
              <th scope="col" className="number">
                Place
              </th>
              <th scope="col" className="number">
                Waiting for
              </th>
              <th scope="col">Comes first because</th>
              {supervises ? <th scope="col">Do</th> : null}
            </tr>
          </thead>
          <tbody>
            {shown.map((caller) => (
              <tr key={caller.contactId} data-caller>
                <th scope="row">
                  {readsCases ? (
                    <Link to={contactPath(caller.contactId)}>{callerWords(caller)}</Link>
                  ) : (
                    callerWords(caller)
                  )}
                </th>
                <td data-label="State">
                  <Chip tone={states[caller.state].tone} icon={states[caller.state].mark}>
                    {caller.isCallback
                      ? `Callback, ${states[caller.state].words.toLowerCase()}`
                      : states[caller.state].words}
                  </Chip>
                </td>
                <td data-label="Queue">{names.get(caller.queueId) ?? ''}</td>
                <td data-label="Place" className="number figures">
                  {caller.position}
                </td>
                <td data-label="Waiting for" className="number">
                  <Clock since={caller.since} />
                </td>
                <td data-label="Comes first because">{caller.priorityReason ?? '–'}</td>
                {supervises ? (
                  <td data-label="Do">
                    <CallerActions caller={caller} queues={queues} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
