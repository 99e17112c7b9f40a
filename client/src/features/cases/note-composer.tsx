import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, problemWords } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { TextArea } from '../../ui/field.tsx'
import { useSessionDraft } from '../../ui/session-draft.ts'
import { showToast } from '../../ui/toast.tsx'

/** A note for colleagues. The words survive a reload, and go only when the server has them. */
export function NoteComposer({ caseId }: { caseId: string }) {
  const me = useMe()
  const cache = useQueryClient()
  const area = useRef<HTMLTextAreaElement>(null)
  const sendKeys = useShortcutWords('send')
  const [text, setText] = useSessionDraft(`branchline.case-note.${me.id}.${caseId}`)
  // One id per note, so that pressing again after a lost answer does not keep it twice.
  const clientId = useRef(newClientId())
  const keep = useMutation({
    mutationFn: (body: string) =>
      call('POST /api/cases/:id/notes', {
        params: { id: caseId },
        body: { clientId: clientId.current, body },
      }),
    onSuccess: (next, body) => {
      clientId.current = newClientId()
      cache.setQueryData(keys.case(caseId), next)
      // What was typed while the note travelled stays.
      setText((now) => (now.trim() === body ? '' : now))
      showToast('Note kept')
    },
  })
  const submit = () => {
    const body = text.trim()
    if (body !== '' && !keep.isPending) keep.mutate(body)
  }
  useShortcut('write-note', () => area.current?.focus())
  useShortcut('send', submit, text.trim() !== '')
  return (
    <form
      className="note-composer"
      aria-label="Add a note"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextArea
        ref={area}
        label="Add a note. Members never see notes."
        hideLabel
        placeholder="Add a note. Members never see notes."
        maxLength={20_000}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="note-composer-foot">
        <p className="entry-meta" role="status">
          {keep.isError
            ? problemWords(keep.error).words
            : text === ''
              ? ''
              : 'Kept on this device until you save it.'}
        </p>
        <Button
          type="submit"
          keys={sendKeys}
          isPending={keep.isPending}
          blocked={text.trim() === '' ? 'Write something first.' : null}
        >
          Keep note
        </Button>
      </div>
    </form>
  )
}
