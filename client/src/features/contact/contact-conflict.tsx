import { type ContactDraft, settleConflict } from '../../drafts/contact-draft.ts'
import { Button } from '../../ui/button.tsx'

/** Two people wrote: both versions stay until somebody chooses. */
export function ContactConflict({ draft }: { draft: ContactDraft }) {
  if (!draft.theirs) return null
  const settle = (whose: 'mine' | 'theirs') => () => void settleConflict(draft.contactId, whose)
  return (
    <div className="contact-conflict" role="alert">
      <p>
        A colleague changed these notes while you were writing. Yours are kept below, not saved. Theirs say:
      </p>
      <blockquote>{draft.theirs.notes || 'Nothing: they emptied them.'}</blockquote>
      <div className="contact-row">
        <Button onClick={settle('mine')}>Use mine</Button>
        <Button onClick={settle('theirs')}>Keep theirs</Button>
      </div>
    </div>
  )
}
