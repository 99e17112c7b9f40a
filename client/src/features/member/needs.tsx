/** What a member needs so that they can use us like everybody (F92): read beside their cases, changed on their page. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { HeartHandshake } from 'lucide-react'
import { useState } from 'react'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import type { NeedsView } from '../../../../server/contract/needs-api.ts'
import { type NeedKindWord, needWords } from '../../../../server/contract/needs-words.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useNeeds } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'

const kinds = Object.keys(needWords) as NeedKindWord[]

/** As a list, or nothing at all. */
export function NeedLines({ memberId }: { memberId: string }) {
  const lines = useNeeds(memberId).data?.lines ?? []
  return lines.length === 0 ? null : (
    <ul className="need-lines" aria-label="What they need">
      {lines.map((one) => (
        <li key={one}>
          <HeartHandshake aria-hidden="true" />
          {one}
        </li>
      ))}
    </ul>
  )
}

function NeedsForm({
  member,
  before,
  close,
}: {
  member: Pick<MemberView, 'id' | 'name'>
  before: NeedsView
  close: () => void
}) {
  const cache = useQueryClient()
  const [needs, setNeeds] = useState<readonly NeedKindWord[]>(before.needs)
  const [language, setLanguage] = useState(before.language ?? '')
  const [words, setWords] = useState(before.words)
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/needs/of/:memberId', {
        params: { memberId: member.id },
        body: {
          version: before.version,
          needs: [...needs],
          language: language === '' ? null : language,
          words,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.needs(member.id), next)
      void cache.invalidateQueries({ queryKey: keys.member(member.id) })
      showToast('Kept. It is shown when they ring, and calls go to whoever speaks their language first.')
      close()
    },
  })
  return (
    <Dialog title={`What does ${member.name} need?`} onClose={close}>
      <form
        className="dial-form safe-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <fieldset>
          <legend>What we do for them</legend>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              label={needWords[kind]}
              isChecked={needs.includes(kind)}
              onChange={(isOn) => setNeeds(isOn ? [...needs, kind] : needs.filter((one) => one !== kind))}
            />
          ))}
        </fieldset>
        <Select
          label="Language they need"
          value={language}
          options={[
            { value: '', words: 'English will do' },
            ...before.languages.map(({ code, name }) => ({ value: code, words: name })),
          ]}
          onChange={({ target }) => setLanguage(target.value)}
        />
        <TextField
          label="Anything else"
          hint="What to do, never why. Nothing about health."
          value={words}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => setWords(target.value)}
        />
        {save.error === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(save.error).words}
          </p>
        )}
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={save.isPending}>
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

export function NeedsPart({ member }: { member: Pick<MemberView, 'id' | 'name'> }) {
  const mayChange = useMay('work-cases')
  const shown = useNeeds(member.id).data
  const [isOpen, setOpen] = useState(false)
  const now = useNow(60_000)
  useShortcut('member-needs', () => setOpen(true), mayChange && shown !== undefined)
  const shortcut = useShortcutWords('member-needs')
  if (shown === undefined) return null
  return (
    <section className="safe-contact" aria-label="What they need">
      <div className="safe-contact-head">
        <h3>What they need</h3>
        {mayChange ? (
          <Button keys={shortcut} icon={<HeartHandshake aria-hidden="true" />} onClick={() => setOpen(true)}>
            Change
          </Button>
        ) : null}
      </div>
      {shown.lines.length === 0 ? (
        <p className="entry-meta">They asked for nothing special.</p>
      ) : (
        <NeedLines memberId={member.id} />
      )}
      {shown.changed === null ? null : (
        <p className="entry-meta">
          {shown.changed.by?.name ?? 'A colleague'}, {dayAndTime(shown.changed.at, now)}
        </p>
      )}
      {isOpen ? <NeedsForm member={member} before={shown} close={() => setOpen(false)} /> : null}
    </section>
  )
}
