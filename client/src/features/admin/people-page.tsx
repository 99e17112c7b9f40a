/** Who works here: roles, skills with their level, languages, and whose calls ring for whom. */
import { useState } from 'react'
import type {
  AdminPeopleView,
  AdminPersonView,
  OneTimeView,
} from '../../../../server/contract/admin-views.ts'
import { problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminPeople } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { History, usePutPersonBack } from './history.tsx'
import { LeaveForm, OneTimePassword } from './leave-form.tsx'
import { PersonForm } from './person-form.tsx'
import { useGiveWayIn } from './way-in.ts'

type Open =
  | { what: 'add' }
  | { what: 'edit' | 'leave'; id: string }
  | { what: 'password'; given: OneTimeView }

export function PeoplePage() {
  usePageTitle('People and skills')
  const people = useAdminPeople()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const show = (given: OneTimeView) => setOpen({ what: 'password', given })
  const putBack = usePutPersonBack()
  const addKeys = useShortcutWords('admin-add')
  useShortcut('admin-add', () => setOpen({ what: 'add' }))
  return (
    <>
      <div className="page-head">
        <h1>People and skills</h1>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setOpen({ what: 'add' })}>
            Add a person
          </Button>
        </div>
      </div>
      {people.isError ? (
        <ErrorState
          what="We could not load the people"
          problem={problemWords(people.error)}
          onRetry={() => void people.refetch()}
        />
      ) : people.data === undefined ? (
        <SkeletonRows label="people" />
      ) : (
        <>
          {people.data.warnings.map((words) => (
            <p key={words} className="line-state">
              <Chip tone="warn">Nobody to ring</Chip> <span>{words}</span>
            </p>
          ))}
          <PeopleTable view={people.data} onOpen={setOpen} onPassword={show} />
          <History changes={people.data.history} putBack={putBack} />
          <Layer view={people.data} open={open} onClose={close} onOpen={setOpen} onPassword={show} />
        </>
      )}
    </>
  )
}

/** What is open over the page. */
function Layer({
  view,
  open,
  onClose,
  onOpen,
  onPassword,
}: {
  view: AdminPeopleView
  open: Open | null
  onClose: () => void
  onOpen: (open: Open) => void
  onPassword: (given: OneTimeView) => void
}) {
  if (open === null) return null
  if (open.what === 'password')
    return (
      <Dialog title={`One-time password for ${open.given.name}`} onClose={onClose}>
        <OneTimePassword given={open.given} onClose={onClose} />
      </Dialog>
    )
  if (open.what === 'add')
    return (
      <Dialog title="Add a person" shape="side" onClose={onClose}>
        <PersonForm view={view} person={null} onClose={onClose} onAdded={onPassword} />
      </Dialog>
    )
  const person = view.people.find(({ id }) => id === open.id)
  if (person === undefined) return null
  return open.what === 'leave' ? (
    <Dialog title={`${person.name} leaves`} onClose={onClose}>
      <LeaveForm view={view} person={person} onClose={onClose} />
    </Dialog>
  ) : (
    <Dialog title={`Edit ${person.name}`} shape="side" onClose={onClose}>
      <PersonForm key={person.id} view={view} person={person} onClose={onClose} onAdded={onPassword} />
      <WayIn
        person={person}
        onPassword={onPassword}
        onLeave={() => onOpen({ what: 'leave', id: person.id })}
      />
    </Dialog>
  )
}

/** What ends or renews somebody's way in; apart from the form, because it happens at once. */
function WayIn({
  person,
  onPassword,
  onLeave,
}: {
  person: AdminPersonView
  onPassword: (given: OneTimeView) => void
  onLeave: () => void
}) {
  const reset = useGiveWayIn('reset', onPassword)
  const { resetSignIn, leave } = person.actions
  return (
    <section className="way-in" aria-label="Signing in">
      <h3>Signing in</h3>
      <p className="field-hint">
        A reset signs them out everywhere and gives you a password that is good once, for three days.
      </p>
      <div className="empty-actions">
        <Button
          blocked={resetSignIn.allowed ? null : resetSignIn.words}
          isPending={reset.isPending}
          onClick={() => reset.ask(person)}
        >
          Reset sign-in
        </Button>
        <Button tone="danger" blocked={leave.allowed ? null : leave.words} onClick={onLeave}>
          {person.name} leaves…
        </Button>
      </div>
      {leave.allowed ? null : <p className="field-hint">{leave.words}</p>}
    </section>
  )
}

function PeopleTable({
  view,
  onOpen,
  onPassword,
}: {
  view: AdminPeopleView
  onOpen: (open: Open) => void
  onPassword: (given: OneTimeView) => void
}) {
  const now = useNow()
  const comeBack = useGiveWayIn('return', onPassword)
  const roleName = (role: string) => view.roles.find((one) => one.role === role)?.name ?? role
  return (
    <section className="table-wrap" aria-label="People" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">People who work here, and those who have left</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Roles</th>
            <th scope="col">Takes calls of</th>
            <th scope="col">Skills</th>
            <th scope="col">Languages</th>
            <th scope="col">Last sign-in</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {view.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                {person.name}
                <span className="field-hint person-email">{person.email}</span>
                {person.leftAt === null ? null : <Chip>{`Left ${dayAndTime(person.leftAt, now)}`}</Chip>}
              </th>
              <td data-label="Roles">{person.roles.map(roleName).join(', ')}</td>
              <td data-label="Takes calls of">{person.queues.join(', ') || 'no queue'}</td>
              <td data-label="Skills">
                <span className="skill-chips">
                  {Object.entries(person.skills).map(([skill, level]) => (
                    <Chip key={skill}>{`${skill} ${level}`}</Chip>
                  ))}
                  {Object.keys(person.skills).length === 0 ? 'none' : null}
                </span>
              </td>
              <td data-label="Languages">
                {['English', ...person.languages.map(({ name }) => name)].join(', ')}
              </td>
              <td data-label="Last sign-in">
                {person.signedInAt === null ? 'not yet' : dayAndTime(person.signedInAt, now)}
                {person.oneTimeUntil === null || person.leftAt !== null ? null : (
                  <span className="field-hint">
                    {person.oneTimeUntil > new Date(now).toISOString()
                      ? `One-time password until ${dayAndTime(person.oneTimeUntil, now)}`
                      : 'Their one-time password is over: reset it'}
                  </span>
                )}
              </td>
              <td data-label="Change">
                {person.leftAt === null ? (
                  <Button
                    aria-label={`Edit ${person.name}`}
                    onClick={() => onOpen({ what: 'edit', id: person.id })}
                  >
                    Edit
                  </Button>
                ) : (
                  <Button
                    aria-label={`Let ${person.name} in again`}
                    isPending={comeBack.isPending}
                    onClick={() => comeBack.ask(person)}
                  >
                    Let in again
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
