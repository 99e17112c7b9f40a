import { useState } from 'react'
import type {
  AdminPeopleView,
  AdminPersonView,
  OneTimeView,
} from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { levelWords, roleChange, withNeeds } from './person-edit.ts'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

const startOf = (person: AdminPersonView | null) => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  roles: person?.roles ?? (['agent'] as string[]),
  skills: person?.skills ?? {},
  languages: person?.languages.map(({ code }) => code) ?? [],
})

export function PersonForm({
  view,
  person,
  onClose,
  onAdded,
}: {
  view: AdminPeopleView
  /** null: somebody new. */
  person: AdminPersonView | null
  onClose: () => void
  onAdded: (given: OneTimeView) => void
}) {
  const [typed, setTyped] = useState(() => startOf(person))
  const [version] = useState(person?.version ?? 1)
  const [newSkill, setNewSkill] = useState('')
  const set = (change: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...change }))
  const save = useSettingsChange(
    async () => {
      if (person === null) return { given: await call('POST /api/admin/people', { body: typed }) }
      await call('PUT /api/admin/people/:id', { params: { id: person.id }, body: { version, person: typed } })
      return { given: null }
    },
    ({ given }) => {
      if (given !== null) return onAdded(given)
      showToast(`${typed.name.trim()} is saved. It holds from now on.`)
      onClose()
    },
  )
  const wrong = (field: string) => fieldError(save.error, field) ?? fieldError(save.error, `person.${field}`)
  const skills = [...new Set([...view.skills, ...Object.keys(typed.skills)])].toSorted()
  const addSkill = () => {
    const name = newSkill.trim().toLowerCase()
    if (name === '') return
    set({ skills: { ...typed.skills, [name]: typed.skills[name] ?? 3 } })
    setNewSkill('')
  }
  return (
    <SettingsFrame words={person === null ? 'Add person' : 'Save person'} save={save} onClose={onClose}>
      <TextField
        label="Name"
        data-autofocus
        autoComplete="off"
        value={typed.name}
        error={wrong('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label="Email"
        hint="They sign in with it."
        type="email"
        autoComplete="off"
        value={typed.email}
        error={wrong('email')}
        onChange={(event) => set({ email: event.target.value })}
      />
      <fieldset className="day">
        <legend>Roles: they add up</legend>
        {view.roles.map(({ role, name, may }) => (
          <Checkbox
            key={role}
            label={`${name}: ${may}`}
            isChecked={typed.roles.includes(role)}
            onChange={(isOn) =>
              set({ roles: isOn ? [...typed.roles, role] : typed.roles.filter((one) => one !== role) })
            }
          />
        ))}
        <FieldProblem words={wrong('roles')} />
        {person === null ? null : <RoleChange lines={roleChange(person.roles, typed.roles, view.roles)} />}
      </fieldset>
      <fieldset className="day">
        <legend>Skills: 1 can do it, 5 is whom the others ask</legend>
        {skills.map((skill) => (
          <div key={skill} className="skill-row">
            <span className="skill-name">{skill}</span>
            <Select
              label={`Level of ${skill}`}
              hideLabel
              value={String(typed.skills[skill] ?? 0)}
              options={levelWords.map((words, level) => ({ value: String(level), words }))}
              onChange={(event) => {
                const { [skill]: _, ...others } = typed.skills
                const level = Number(event.target.value)
                set({ skills: level === 0 ? others : { ...others, [skill]: level } })
              }}
            />
          </div>
        ))}
        <TextField
          label="Another skill"
          hint="Queues can ask for it once somebody has it."
          value={newSkill}
          onChange={(event) => setNewSkill(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || newSkill.trim() === '') return
            event.preventDefault()
            addSkill()
          }}
          after={
            <Button aria-label="Add this skill" onClick={addSkill}>
              Add
            </Button>
          }
        />
        <FieldProblem words={wrong('skills')} />
      </fieldset>
      <QueuesTaken view={view} skills={typed.skills} onGive={(given) => set({ skills: given })} />
      <fieldset className="day">
        <legend>Languages besides English</legend>
        <div className="language-grid">
          {view.languages.map(({ code, name }) => (
            <Checkbox
              key={code}
              label={name}
              isChecked={typed.languages.includes(code)}
              onChange={(isOn) =>
                set({
                  languages: isOn
                    ? [...typed.languages, code]
                    : typed.languages.filter((one) => one !== code),
                })
              }
            />
          ))}
        </div>
        <FieldProblem words={wrong('languages')} />
      </fieldset>
      {person === null ? (
        <p className="field-hint">You get a one-time password to give them. They choose their own with it.</p>
      ) : null}
    </SettingsFrame>
  )
}

/** Who takes a queue's calls is said by skills alone; this gives those that one asks for. */
function QueuesTaken({
  view,
  skills,
  onGive,
}: {
  view: AdminPeopleView
  skills: Record<string, number>
  onGive: (skills: Record<string, number>) => void
}) {
  return (
    <section aria-label="Queues">
      <h3>Queues, by these skills</h3>
      <ul className="queue-takes">
        {view.queues.map((queue) => {
          const given = withNeeds(skills, queue.needs)
          return (
            <li key={queue.id}>
              <span>
                {queue.name}:{' '}
                {given === null
                  ? 'takes its calls'
                  : `asks for ${queue.needs.map(({ skill, level }) => `${skill} from level ${level}`).join(', ')}`}
              </span>
              {given === null ? null : (
                <Button aria-label={`Give the skills for ${queue.name}`} onClick={() => onGive(given)}>
                  Give these
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function RoleChange({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="role-change" aria-live="polite">
      {lines.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}

function FieldProblem({ words }: { words: string | null }) {
  return words === null ? null : (
    <p className="field-error" role="alert">
      {words}
    </p>
  )
}
