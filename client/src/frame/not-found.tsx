import { Link } from 'react-router'
import { EmptyState } from '../ui/states.tsx'
import { usePageTitle } from './page-title.ts'

export function NotFoundPage() {
  usePageTitle('Not found')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <h1 className="visually-hidden">Not found</h1>
      <EmptyState
        title="There is no such page"
        actions={
          <Link to="/" className="button button-primary">
            Go to the first page
          </Link>
        }
      >
        The address may be old, or a letter may be missing.
      </EmptyState>
    </main>
  )
}

export function NothingForRolePage() {
  usePageTitle('')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <h1 className="visually-hidden">Welcome</h1>
      <EmptyState title="Your role has no pages here yet">
        Ask your administrator if you expected calls, texts, cases or the board.
      </EmptyState>
    </main>
  )
}
