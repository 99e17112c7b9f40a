import type { Answer } from '../domain/knowledge.ts'

export interface KnowledgeStores {
  answers: {
    /** Removed ones too. */
    find(id: string): Promise<Answer | null>
    /** Those in use, by title. */
    all(): Promise<Answer[]>
    insert(answer: Answer): Promise<void>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(answer: Answer): Promise<boolean>
  }
}
