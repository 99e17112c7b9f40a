import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { MemberBrief } from '../../../../server/contract/briefs.ts'
import { type ContactReason, contactReasons } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { casePath } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'

const reasonFrom = (text: string): ContactReason | null => {
  const isReason = (value: string): value is ContactReason => value in contactReasons
  return isReason(text) ? text : null
}

export function NewCase({ member, onClose }: { member: MemberBrief; onClose: () => void }) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState('')
  const [isTried, setTried] = useState(false)
  const reason = reasonFrom(kind)
  const open = useMutation({
    mutationFn: (chosen: ContactReason) =>
      call('POST /api/cases', { body: { memberId: member.id, title: title.trim(), kind: chosen } }),
    onSuccess: (opened) => {
      cache.setQueryData(keys.case(opened.id), opened)
      void cache.invalidateQueries({ queryKey: keys.allCases })
      void cache.invalidateQueries({ queryKey: keys.member(member.id) })
      onClose()
      void navigate(casePath(opened.id))
    },
  })
  return (
    <Dialog title={`New case for ${member.name}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (title.trim() !== '' && reason !== null) open.mutate(reason)
        }}
      >
        <TextField
          label="Title"
          hint="What a colleague would call it: “Unpaid overtime, ward 7”."
          maxLength={200}
          data-autofocus
          value={title}
          error={isTried && title.trim() === '' ? 'Give the case a title.' : null}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Select
          label="About"
          value={kind}
          error={isTried && reason === null ? 'Choose what it is about.' : null}
          options={[
            { value: '', words: 'Choose…' },
            ...Object.entries(contactReasons).map(([value, words]) => ({ value, words })),
          ]}
          onChange={(event) => setKind(event.target.value)}
        />
        {open.isError ? (
          <p className="field-error" role="alert">
            {problemWords(open.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={open.isPending}>
            Open case
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
