/** Not a member yet: what to say, where there is help, and an organiser who rings them, if they want that. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { JoinPathView } from '../../../../server/contract/lead-api.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import './leads.css'

const keyOf = (contactId: string) => [...keys.contact(contactId), 'join-path'] as const

function Words({ path }: { path: JoinPathView }) {
  return (
    <>
      <ul className="join-words">
        {path.say.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <section aria-label="Help elsewhere">
        <h3>Help elsewhere, today</h3>
        <ul className="join-words">
          {path.signposts.map(({ name, detail }) => (
            <li key={name}>
              {name}: {detail}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function LeadForm({ path, close }: { path: JoinPathView; close: () => void }) {
  const cache = useQueryClient()
  const [facts, setFacts] = useState({
    name: '',
    number: path.number ?? '',
    workplace: '',
    about: '',
    hasConsent: false,
  })
  const send = useMutation({
    mutationFn: () =>
      call('POST /api/leads/of/:contactId', { params: { contactId: path.contactId }, body: facts }),
    onSuccess: (next) => {
      cache.setQueryData(keyOf(path.contactId), next)
      void cache.invalidateQueries({ queryKey: keys.contact(path.contactId) })
      showToast(`${next.lead?.organiser?.name ?? 'An organiser'} rings them.`)
      close()
    },
  })
  const error = send.error
  const wrong = (field: string): string | null =>
    error instanceof RefusedError ? (error.fields.find((one) => one.field === field)?.words ?? null) : null
  const text = (field: 'name' | 'number' | 'workplace' | 'about', label: string) => (
    <TextField
      label={label}
      value={facts[field]}
      maxLength={200}
      autoComplete="off"
      error={wrong(field)}
      onChange={(event) => setFacts({ ...facts, [field]: event.target.value })}
    />
  )
  return (
    <form
      className="lead-form"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      {text('name', 'What are they called?')}
      {text('number', 'Number to ring')}
      {text('workplace', 'Where they work')}
      {text('about', 'What it is about, in a few words')}
      <Checkbox
        label="They said that an organiser may ring them"
        isChecked={facts.hasConsent}
        onChange={(hasConsent) => setFacts({ ...facts, hasConsent })}
      />
      {error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(error).words}
        </p>
      )}
      <div className="lead-end">
        <Button type="submit" tone="primary" large isPending={send.isPending}>
          Have an organiser ring them
        </Button>
        <Button large onClick={close}>
          Only tell them
        </Button>
      </div>
    </form>
  )
}

export function JoinPath({ contactId }: { contactId: string }) {
  const [isOpen, setOpen] = useState(false)
  const found = useQuery({
    queryKey: keyOf(contactId),
    queryFn: ({ signal }) => call('GET /api/leads/of/:contactId', { params: { contactId }, signal }),
  })
  useShortcut('join-path', () => setOpen(true))
  const shortcut = useShortcutWords('join-path')
  const path = found.data
  const lead = path?.lead ?? null
  return (
    <>
      {lead === null ? null : (
        <p>
          {lead.organiser?.name ?? 'An organiser'} rings {lead.name} by <Due at={lead.dueAt} />.
        </p>
      )}
      <Button
        icon={<UserPlus aria-hidden="true" />}
        keys={shortcut}
        aria-haspopup="dialog"
        isPending={found.isPending}
        onClick={() => setOpen(true)}
      >
        Not a member yet
      </Button>
      {isOpen && path ? (
        <Dialog title="Not a member yet" onClose={() => setOpen(false)}>
          <div className="lead-form">
            <Words path={path} />
            {lead === null ? (
              <LeadForm path={path} close={() => setOpen(false)} />
            ) : (
              <p>
                {lead.organiser?.name ?? 'An organiser'} rings {lead.name} on{' '}
                <span className="figures">{lead.number}</span>.
              </p>
            )}
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
