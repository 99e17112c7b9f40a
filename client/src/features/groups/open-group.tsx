/** Opens a group case; its members are added on its page. */
import { useMutation } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type ContactReason, contactReasons } from '../../../../server/contract/words.ts'
import { call, problemLine, RefusedError } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'

const isReason = (text: string): text is ContactReason => text in contactReasons

export function OpenGroup() {
  const works = useMay('work-cases')
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const openKeys = useShortcutWords('group-open')
  const open = useMutation({
    mutationFn: (reason: ContactReason) => call('POST /api/groups', { body: { title, kind: reason } }),
    onSuccess: ({ caseId }) => void navigate(casePath(caseId)),
  })
  const ask = () => {
    open.reset()
    setMissing(null)
    setAsking(true)
  }
  useShortcut('group-open', ask, works)
  if (!works) return null
  const wrong = open.error instanceof RefusedError ? (open.error.fields[0]?.words ?? null) : null
  return (
    <>
      <Button icon={<UsersRound aria-hidden="true" />} keys={openKeys} onClick={ask}>
        Open a group case
      </Button>
      {isAsking ? (
        <Dialog title="Open a group case" onClose={() => setAsking(false)}>
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              setMissing(isReason(kind) ? null : 'Choose what it is about.')
              if (isReason(kind) && !open.isPending) open.mutate(kind)
            }}
          >
            <p>
              One issue with an employer, many members. Each gets a private sub-file; name no member in the
              title.
            </p>
            <TextField
              label="What is the issue?"
              data-autofocus
              maxLength={200}
              placeholder="Overtime unpaid at the depot"
              value={title}
              error={wrong}
              onChange={({ target }) => setTitle(target.value)}
            />
            <Select
              label="About"
              value={kind}
              error={missing}
              options={[
                { value: '', words: 'Choose' },
                ...Object.entries(contactReasons).map(([value, words]) => ({ value, words })),
              ]}
              onChange={({ target }) => setKind(target.value)}
            />
            {open.isError && wrong === null ? (
              <p className="field-error" role="alert">
                {problemLine(open.error)}
              </p>
            ) : null}
            <div className="empty-actions">
              <Button tone="primary" type="submit" isPending={open.isPending}>
                Open it
              </Button>
              <Button onClick={() => setAsking(false)}>Cancel</Button>
            </div>
          </form>
        </Dialog>
      ) : null}
    </>
  )
}
