import { type DragEvent, useState } from 'react'
import type { CaseDocumentsView, CaseDocumentView } from '../../../../server/contract/document-views.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { nameOfFile, scanWords, sizeWords, tooLongWords } from './document-words.ts'
import type { FileToSend } from './use-documents.ts'

/** A file for the case: a new document, or the next version of one. What was typed stays when the server says no. */
export function SendDocument({
  view,
  of,
  dropped,
  isPending,
  error,
  onSend,
  onClose,
}: {
  view: CaseDocumentsView
  /** The document that it is a newer version of; null: a new one. */
  of: CaseDocumentView | null
  dropped: File | null
  isPending: boolean
  error: unknown
  onSend: (what: FileToSend) => void
  onClose: () => void
}) {
  const [file, setFile] = useState<File | null>(dropped)
  const [title, setTitle] = useState(dropped === null ? '' : nameOfFile(dropped.name))
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const choose = (chosen: File | null | undefined) => {
    if (!chosen) return
    setFile(chosen)
    if (title.trim() === '' || (file !== null && title === nameOfFile(file.name)))
      setTitle(nameOfFile(chosen.name))
  }
  const titleRefused =
    error instanceof RefusedError ? error.fields.find(({ field }) => field === 'title')?.words : undefined
  const tooLong = file === null ? null : tooLongWords(file.size, view.mostBytes)
  const fileTrouble =
    tooLong ??
    (isAsked && file === null
      ? 'Choose a file.'
      : error && titleRefused === undefined
        ? problemWords(error).words
        : null)
  const take = (event: DragEvent) => {
    event.preventDefault()
    choose(event.dataTransfer.files[0])
  }
  return (
    <Dialog title={of === null ? 'Add a document' : `Newer version of “${of.title}”`} onClose={onClose}>
      <form
        className="stack"
        onDragOver={(event) => event.preventDefault()}
        onDrop={take}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (file === null || tooLong !== null || isPending) return
          onSend({ file, note, ...(of === null ? { title } : { documentId: of.id }) })
        }}
      >
        <TextField
          label="File"
          type="file"
          data-autofocus
          className="document-file"
          hint={`${view.takenIn} 25 MB at most. ${scanWords(view.isVirusChecked)}`}
          error={fileTrouble}
          onChange={({ target }) => choose(target.files?.[0])}
        />
        {file === null ? null : (
          <p role="status" className="entry-meta">
            {file.name}, {sizeWords(file.size)}
          </p>
        )}
        {of === null ? (
          <TextField
            label="What is it?"
            maxLength={200}
            value={title}
            error={titleRefused ?? null}
            onChange={({ target }) => setTitle(target.value)}
          />
        ) : null}
        <TextField
          label="Note (may stay empty)"
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            {isPending ? 'Sending…' : of === null ? 'Add document' : 'Add version'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
