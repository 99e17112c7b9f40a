/** The form of one step of the menu: what is said, and where it leads. */
import { Plus, Trash2 } from 'lucide-react'
import type { AdminLineView, MenuOptionView, MenuView } from '../../../../server/contract/admin-views.ts'
import { menuNeeds } from '../../../../server/contract/words.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import {
  freeKeys,
  levelAt,
  levelsIn,
  moveOption,
  newLevel,
  newOption,
  optionAt,
  pathWords,
  setOption,
  setPrompt,
} from './menu-edit.ts'

interface StepProps {
  menu: MenuView
  path: string
  queues: AdminLineView['queues']
  errorOf: (at: string, field: string) => string | null
  onChange: (menu: MenuView) => void
  onGo: (path: string) => void
}

export function MenuStep(props: StepProps) {
  const { menu, path, errorOf, onChange } = props
  const level = levelAt(menu, path)
  return (
    <div className="stack">
      <h2 className="panel-title">{path === '' ? 'The menu itself' : `Key ${pathWords(path)}`}</h2>
      {path === '' ? <WholeMenu {...props} /> : <OneKey key={path} {...props} />}
      {level === null ? null : (
        <>
          <TextArea
            label="What the caller hears before the keys"
            rows={2}
            value={level.prompt}
            error={errorOf(path, 'prompt')}
            onChange={(event) => onChange(setPrompt(menu, path, event.target.value))}
          />
          <AddKey {...props} />
        </>
      )}
    </div>
  )
}

function WholeMenu({ menu, queues, errorOf, onChange }: StepProps) {
  const closed = errorOf('', 'closed')
  return (
    <div className="admin-fields">
      <Select
        label="Who wants a person waits in"
        hint="Key 0, or a wrong key too often."
        value={menu.personQueueKey}
        error={errorOf('', 'person')}
        options={queueChoices(queues, menu.personQueueKey)}
        onChange={(event) => onChange({ ...menu, personQueueKey: event.target.value })}
      />
      <Select
        label="Tries before a person"
        value={String(menu.attempts)}
        error={errorOf('', 'attempts')}
        options={['1', '2', '3'].map((value) => ({ value, words: value }))}
        onChange={(event) => onChange({ ...menu, attempts: Number(event.target.value) })}
      />
      <Checkbox
        label="Callers may key in their membership number with star"
        isChecked={menu.asksNumber === true}
        onChange={(asksNumber) => onChange({ ...menu, asksNumber })}
      />
      {closed === null ? null : <p className="field-error">{closed}</p>}
    </div>
  )
}

function AddKey({ menu, path, queues, errorOf, onChange, onGo }: StepProps) {
  const level = levelAt(menu, path)
  const free = level === null ? [] : freeKeys(level)
  const wrong = errorOf(path, 'options')
  const [next] = free
  const addKeys = useShortcutWords('admin-add')
  const add = () => {
    if (next === undefined) return
    onChange(setOption(menu, path + next, newOption(queues[0]?.key ?? '')))
    onGo(path + next)
  }
  useShortcut('admin-add', add)
  return (
    <>
      {wrong === null ? null : <p className="field-error">{wrong}</p>}
      <div className="empty-actions">
        <Button
          icon={<Plus aria-hidden="true" />}
          blocked={
            next === undefined
              ? 'All eight keys are taken. 0 and 9 always mean a person and no recording.'
              : null
          }
          keys={addKeys}
          onClick={add}
        >
          Add a key
        </Button>
      </div>
    </>
  )
}

function OneKey({ menu, path, queues, errorOf, onChange, onGo }: StepProps) {
  const option = optionAt(menu, path)
  const level = levelAt(menu, path.slice(0, -1))
  if (option === null || level === null) return <p>This step is gone. Choose another one.</p>
  const change = (next: MenuOptionView) => onChange(setOption(menu, path, next))
  const key = path.slice(-1)
  return (
    <>
      <div className="admin-fields">
        <Select
          label="Key"
          value={key}
          options={[...freeKeys(level), key].toSorted().map((value) => ({ value, words: value }))}
          onChange={({ target: { value } }) => {
            const to = freeKeys(level).find((free) => free === value)
            if (to === undefined) return
            onChange(moveOption(menu, path, to))
            onGo(path.slice(0, -1) + to)
          }}
        />
        <TextField
          label="“For …”"
          hint="For a case you already have with us, press 1."
          value={option.words}
          error={errorOf(path, 'words')}
          onChange={(event) => change({ ...option, words: event.target.value })}
        />
        <Select
          label="It leads to"
          value={option.kind}
          error={errorOf(path, 'menu')}
          options={[
            { value: 'queue', words: 'A queue' },
            { value: 'menu', words: 'Another menu' },
            { value: 'go', words: 'A menu that is there already' },
          ]}
          onChange={({ target: { value } }) => {
            const { words } = option
            if (value === 'queue') change({ ...newOption(queues[0]?.key ?? ''), words })
            else if (value === 'go') change({ kind: 'go', to: menu.key, words })
            else change({ kind: 'menu', menu: newLevel(newClientId()), words })
          }}
        />
        {option.kind === 'queue' ? (
          <>
            <Select
              label="Queue"
              value={option.queueKey}
              error={errorOf(path, 'queue')}
              options={queueChoices(queues, option.queueKey)}
              onChange={(event) => change({ ...option, queueKey: event.target.value })}
            />
            <Select
              label="What they need"
              hint="Something urgent goes ahead of the others."
              value={option.need}
              options={Object.entries(menuNeeds).map(([value, words]) => ({ value, words }))}
              onChange={({ target: { value } }) => {
                const need = needs.find((one) => one === value)
                if (need !== undefined) change({ ...option, need })
              }}
            />
          </>
        ) : null}
        {option.kind === 'go' ? (
          <Select
            label="Which menu"
            value={option.to}
            error={errorOf(path, 'go')}
            options={levelsIn(menu).map((one) => ({
              value: one.level.key,
              words: one.path === '' ? 'The first menu' : `The one behind ${pathWords(one.path)}`,
            }))}
            onChange={(event) => change({ ...option, to: event.target.value })}
          />
        ) : null}
      </div>
      <div className="empty-actions">
        <Button
          icon={<Trash2 aria-hidden="true" />}
          onClick={() => {
            onChange(setOption(menu, path, null))
            onGo(path.slice(0, -1))
          }}
        >
          Take this key away
        </Button>
      </div>
    </>
  )
}

const needs = ['existing-case', 'urgent-today', 'join', 'other'] as const

/** A queue that is gone stays in the list until another one is chosen: what is wrong must be seen. */
const queueChoices = (queues: AdminLineView['queues'], chosen: string) => [
  ...(queues.some(({ key }) => key === chosen) ? [] : [{ value: chosen, words: 'A queue that is gone' }]),
  ...queues.map(({ key, name }) => ({ value: key, words: name })),
]
