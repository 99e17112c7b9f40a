import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { exportCase, problemLine } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { showToast } from '../../ui/toast.tsx'

/** The case as a PDF. Why it leaves the house is asked, and stands on its timeline. */
export function ExportCase({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const [why, setWhy] = useState('')
  const made = useMutation({
    mutationFn: () => exportCase(caseId, why),
    onSuccess: (file) => {
      saveFile(file)
      onClose()
      showToast('Exported. It is with your downloads.')
    },
  })
  return (
    <Dialog title="Export this case" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!made.isPending) made.mutate()
        }}
      >
        <p>
          A PDF with the facts, the dates, the list of documents and the whole timeline, readable with a
          screen reader. The member’s membership of the union stands in it: give it only to who may know.
        </p>
        <TextField
          label="Why, and for whom?"
          data-autofocus
          maxLength={500}
          value={why}
          error={problemLine(made.error)}
          onChange={({ target }) => setWhy(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={made.isPending}>
            Export
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
