import type { LivePerson, LiveQueue } from '../../../../server/contract/views.ts'
import { useMay } from '../../frame/me.ts'
import { Clock, useNow } from '../../ui/clock.tsx'
import { PersonChip } from '../../words/state-marks.tsx'
import { ListenToPerson } from './listen-to-person.tsx'
import { offersHelp } from './live-view.ts'
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

/** Who is doing what now. No averages, no ranking. */
export function PeopleTable({ people, only }: { people: LivePerson[]; only: LiveQueue | null }) {
  const supervises = useMay('supervise')
  const shown = people.filter(({ queues }) => only === null || queues.includes(only.name))
  return (
    <section className="table-wrap" id="people" tabIndex={-1} aria-label="People">
      {shown.length === 0 ? (
        <p className="table-none">Nobody is signed in{only === null ? '' : ` for ${only.name}`}.</p>
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
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td data-label="State">
                  <PersonChip state={person.state} />
                  {person.detail === null ? null : <span className="person-detail">{person.detail}</span>}
                </td>
                <td data-label="For" className="number">
                  <For person={person} />
                </td>
                <td data-label="Queues">{person.queues.join(', ')}</td>
                {supervises ? (
                  <td data-label="Do">
                    <div className="row-actions">
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
