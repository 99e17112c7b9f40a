import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/states.tsx'

/** A fault in one page leaves the frame and the phone standing. */
export class PageBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <main id="main" tabIndex={-1} className="page">
        <ErrorState
          what="This page has a fault"
          problem={{
            words: 'Your phone still works and what you typed is kept. Loading the page again may help.',
            ref: null,
          }}
          onRetry={() => this.setState({ hasFailed: false })}
        />
      </main>
    )
  }
}
