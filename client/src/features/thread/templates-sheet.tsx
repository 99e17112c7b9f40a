import { Link } from 'react-router'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useFilledTemplates } from '../../queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'

/** The list comes after the sheet has opened. */
const focusIt = (button: HTMLButtonElement | null) => button?.focus()

/** Templates as they read in this conversation. Choosing one writes it into the box; it is sent by hand. */
export function TemplatesSheet({
  threadId,
  onClose,
  onChoose,
}: {
  threadId: string
  onClose: () => void
  onChoose: (text: string) => void
}) {
  const found = useFilledTemplates(threadId)
  const mayChange = useMay('administer')
  return (
    <Dialog title="Templates" shape="side" onClose={onClose}>
      {found.isError ? (
        <ErrorState
          what="We could not load the templates"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <SkeletonRows label="templates" rows={4} height={64} />
      ) : found.data.templates.length === 0 ? (
        <p>
          There is no template yet.{' '}
          {mayChange ? (
            <Link to="/admin/templates">Write the first one</Link>
          ) : (
            'An administrator writes them under Admin.'
          )}
        </p>
      ) : (
        <ul className="template-list">
          {found.data.templates.map(({ id, name, text, missing }, at) => (
            <li key={id}>
              <button
                type="button"
                className="template-choice"
                ref={at === 0 ? focusIt : undefined}
                onClick={() => onChoose(text)}
              >
                <strong>{name}</strong>
                <span>{text}</span>
                {missing.length > 0 ? (
                  <span className="template-missing">Not known here: {missing.join(', ')}</span>
                ) : null}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
