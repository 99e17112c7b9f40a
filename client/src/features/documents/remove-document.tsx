import { useState } from 'react'
import type { CaseDocumentView } from '../../../../server/contract/document-views.ts'
import { problemLine } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

export function RemoveDocument({
  shown,
  isPending,
  error,
  onRemove,
  onClose,
}: {
  shown: CaseDocumentView
  isPending: boolean
  error: unknown
  onRemove: (why: string) => void
  onClose: () => void
}) {
  const [why, setWhy] = useState('')
  return (
    <Dialog title={`Remove “${shown.title}”?`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onRemove(why)
        }}
      >
        <p>
          From now on nobody can open it, and no export takes it along. For 30 days it can be put back; then
          the file is erased. Its name and this reason stay on the case.
        </p>
        <TextField
          label="Why?"
          data-autofocus
          maxLength={500}
          value={why}
          error={problemLine(error)}
          onChange={({ target }) => setWhy(target.value)}
        />
        <div className="empty-actions">
          <Button tone="danger" type="submit" isPending={isPending}>
            Remove
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  )
}
