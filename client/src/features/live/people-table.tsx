import type { LivePerson, LiveQueue } from '../../../../server/contract/live-views.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { Clock, useNow } from '../../ui/clock.tsx'
import { pressInRow } from '../../ui/press-in-row.ts'
import { PersonChip } from '../../words/state-marks.tsx'
import { type PersonState, personStates } from '../../words/state-words.ts'
import { ListenToPerson } from './listen-to-person.tsx'
import { offersHelp } from './live-view.ts'
import { PlacePerson } from './place-person.tsx'
import { RecoverPerson } from './recover-person.tsx'

function For({ person }: { person: LivePerson }) {
  const now = useNow(60_000)
  return (
    <>
      {/* The pace after a call is the person's own, and so is the time off: no running clock on either. */}
      {person.state === 'wrap-up' || person.state === 'offline' ? '–' : <Clock since={person.since} />}
      {offersHelp(person.state, person.since, now) ? (
        <span className="offer-help"> · offer help?</span>
      ) : null}
    </>
  )
}

const listenHere = (): void =>
  pressInRow('person', 'listen', 'Nobody here is on a call that you could listen to.')

/** Who is doing what now. No averages, no ranking. */
export function PeopleTable({
  people,
  only,
  state,
}: {
  people: LivePerson[]
  only: LiveQueue | null
  state: PersonState | null
}) {
  const supervises = useMay('supervise')
  const moves = useMay('move-people')
  useShortcut('listen-here', listenHere, supervises)
  useShortcut(
    'recover-person',
    () => pressInRow('person', 'recover', 'Nobody here is shown as busy.'),
    supervises,
  )
  useShortcut('place-person', () => pressInRow('person', 'place', 'Nobody here takes calls.'), moves)
  const shown = people.filter(
    (person) =>
      (only === null || person.queues.includes(only.name)) && (state === null || person.state === state),
  )
  return (
    <section className="table-wrap" id="people" tabIndex={-1} aria-label="People">
      {shown.length === 0 ? (
        <p className="table-none">
          {state === null ? 'Nobody is signed in' : `Nobody is in the state ${personStates[state].words}`}
          {only === null ? '' : ` for ${only.name}`}.
        </p>
      ) : (
        <table className="table">
          <caption className="visually-hidden">People</caption>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">State</th>
              <th scope="col" className="number">
                For
              </th>
              <th scope="col">Queues</th>
              {supervises ? <th scope="col">Do</th> : null}
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.id} data-person>
                <th scope="row">{person.name}</th>
                <td data-label="State">
                  <PersonChip state={person.state} />
                  {person.detail === null ? null : <span className="person-detail">{person.detail}</span>}
                </td>
                <td data-label="For" className="number">
                  <For person={person} />
                </td>
                <td data-label="Queues">
                  {person.queues.length === 0 ? 'none' : person.queues.join(', ')}
                  {person.placed.map((each) => (
                    <span key={each.id} className="person-placed">
                      {each.way === 'on' ? 'On' : 'Off'} {each.queueName} {each.untilWords}, by {each.by}:{' '}
                      {each.why}
                    </span>
                  ))}
                </td>
                {supervises ? (
                  <td data-label="Do">
                    <div className="row-actions">
                      {moves ? <PlacePerson person={person} /> : null}
                      <ListenToPerson person={person} />
                      <RecoverPerson person={person} />
                    </div>
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
