/** Those who want to hear of commits. One that throws does not keep the others from hearing. */
import type { CommitListener } from './transaction.ts'

export function commitListeners(onProblem: (error: unknown) => void) {
  const listeners = new Set<CommitListener>()
  return {
    add(listener: CommitListener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: ((events) => {
      for (const listener of listeners) {
        try {
          listener(events)
        } catch (error) {
          onProblem(error)
        }
      }
    }) satisfies CommitListener,
  }
}
