/** How a member wants to be contacted: read by everybody before they ring, changed in one form. Enforced by the server. */
import { useQueryClient } from '@tanstack/react-query'
import { Plus, ShieldAlert, ShieldCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import type { SafeContactView } from '../../../../server/contract/safe-contact-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'

type Wish = Omit<SafeContactView, 'words' | 'changed'>
const flags = {
  isDiscreet: 'Discreet: no message and no display names the union',
  notAtWork: 'Do not ring them at work',
  textOnly: 'Text only',
  noVoicemail: 'No voicemail',
  onlySafeNumbers: 'Only numbers marked safe',
  neutralSender: 'Neutral sender',
  noEmployerEmail: 'Nothing to an address of their employer',
} as const
const numberFlags = {
  isSafe: 'Safe',
  noCalls: 'No calls',
  noTexts: 'No texts',
  noVoicemail: 'No voicemail',
} as const
const nothing = { isSafe: false, noCalls: false, noTexts: false, noVoicemail: false }
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[]

function Hours({
  wish,
  errors,
  onChange,
}: {
  wish: Wish
  errors: ReadonlyMap<string, string>
  onChange: (hours: Wish['hours']) => void
}) {
  const set = (at: number, change: Partial<Wish['hours'][number]>) =>
    onChange(wish.hours.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <fieldset>
      <legend>Safe hours</legend>
      {wish.hours.length === 0 ? <p className="entry-meta">Any hour.</p> : null}
      {wish.hours.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name, and their place is what the form edits
        <div key={at} className="safe-hours">
          <TextField
            label={`From (${at + 1})`}
            value={one.from}
            inputMode="numeric"
            size={5}
            error={errors.get(`hours.${at}`) ?? null}
            onChange={(event) => set(at, { from: event.target.value })}
          />
          <TextField
            label={`Until (${at + 1})`}
            value={one.until}
            inputMode="numeric"
            size={5}
            onChange={(event) => set(at, { until: event.target.value })}
          />
          <div className="check-row">
            {days.map((day, index) => (
              <Checkbox
                key={day}
                label={day}
                isChecked={one.weekdays.includes(index + 1)}
                onChange={(isOn) =>
                  set(at, {
                    weekdays: isOn
                      ? [...one.weekdays, index + 1].toSorted((a, b) => a - b)
                      : one.weekdays.filter((weekday) => weekday !== index + 1),
                  })
                }
              />
            ))}
          </div>
          <Button
            tone="quiet"
            icon={<Trash2 aria-hidden="true" />}
            aria-label={`Remove hours ${at + 1}`}
            onClick={() => onChange(wish.hours.filter((_, index) => index !== at))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...wish.hours, { weekdays: [], from: '18:00', until: '21:00' }])}
        >
          Add hours
        </Button>
      </div>
      {wish.hours.some(({ weekdays }) => weekdays.length === 0) ? (
        <p className="entry-meta">Without a day: every day.</p>
      ) : null}
    </fieldset>
  )
}

function SafeContactForm({ member, close }: { member: MemberView; close: () => void }) {
  const cache = useQueryClient()
  const { words: _, changed: __, ...before } = member.safeContact
  const [wish, setWish] = useState<Wish>(before)
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const [isPending, setPending] = useState(false)
  const change = (part: Partial<Wish>) => setWish({ ...wish, ...part })
  const save = async () => {
    setPending(true)
    setProblem(null)
    setErrors(new Map())
    try {
      const next = await call('PUT /api/safe-contact/of/:id', { params: { id: member.id }, body: wish })
      cache.setQueryData(keys.member(member.id), next)
      showToast('Kept. Everything that rings or texts minds it from now on.')
      close()
    } catch (error) {
      setErrors(
        new Map(error instanceof RefusedError ? error.fields.map(({ field, words }) => [field, words]) : []),
      )
      setProblem(problemWords(error).words)
      setPending(false)
    }
  }
  return (
    <Dialog title={`How may we contact ${member.name}?`} onClose={close}>
      <form
        className="dial-form safe-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <fieldset>
          <legend>What they asked for</legend>
          {keysOf(flags).map((flag) => (
            <Checkbox
              key={flag}
              label={flags[flag]}
              isChecked={wish[flag]}
              onChange={(isOn) => change({ [flag]: isOn })}
            />
          ))}
          {errors.has('onlySafeNumbers') ? (
            <p className="field-error">{errors.get('onlySafeNumbers')}</p>
          ) : null}
        </fieldset>
        <Hours wish={wish} errors={errors} onChange={(hours) => change({ hours })} />
        {member.phones.map((phone) => {
          const rule = wish.numbers[phone.id] ?? nothing
          return (
            <fieldset key={phone.id}>
              <legend className="figures">
                {phone.number} · {phone.label}
              </legend>
              <div className="check-row">
                {keysOf(numberFlags).map((flag) => (
                  <Checkbox
                    key={flag}
                    label={numberFlags[flag]}
                    isChecked={rule[flag]}
                    onChange={(isOn) =>
                      change({ numbers: { ...wish.numbers, [phone.id]: { ...rule, [flag]: isOn } } })
                    }
                  />
                ))}
              </div>
            </fieldset>
          )
        })}
        <TextField
          label="Code word"
          hint="Said first, so that both know it is safe to speak. Shown in a call once they are verified."
          value={wish.codeWord ?? ''}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => change({ codeWord: event.target.value })}
        />
        {problem === null ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={isPending}>
            Keep this
          </Button>
          <Button large onClick={close}>
            Leave as it was
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function SafeContactPart({ member }: { member: MemberView }) {
  const mayChange = useMay('work-cases')
  const [isOpen, setOpen] = useState(false)
  const now = useNow(60_000)
  useShortcut('safe-contact', () => setOpen(true), mayChange)
  const shortcut = useShortcutWords('safe-contact')
  const { words, changed } = member.safeContact
  return (
    <section className="safe-contact" aria-label="How they may be contacted">
      <div className="safe-contact-head">
        <h3>How they may be contacted</h3>
        {mayChange ? (
          <Button keys={shortcut} icon={<ShieldCheck aria-hidden="true" />} onClick={() => setOpen(true)}>
            Change
          </Button>
        ) : null}
      </div>
      {words.length === 0 ? (
        <p className="entry-meta">They asked for nothing special.</p>
      ) : (
        <ul className="safe-words">
          {words.map((one) => (
            <li key={one}>
              <ShieldAlert aria-hidden="true" />
              {one}
            </li>
          ))}
        </ul>
      )}
      {changed === null ? null : (
        <p className="entry-meta">
          {changed.by?.name ?? 'A colleague'}, {dayAndTime(changed.at, now)}
        </p>
      )}
      {isOpen ? <SafeContactForm member={member} close={() => setOpen(false)} /> : null}
    </section>
  )
}
