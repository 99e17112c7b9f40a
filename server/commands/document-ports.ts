import type { CaseDocument, DocumentVersion, StoredFile } from '../domain/documents/document.ts'
import type { Kept } from './kept.ts'

/** Documents on cases and the bytes of their versions. */
export interface DocumentStores {
  documents: Kept<CaseDocument, 'id'> & {
    /** Removed at the instant or before it and not erased, whose case no legal hold keeps, oldest first, at most `limit`. */
    removedBefore(instant: string, limit: number): Promise<CaseDocument[]>
  }
  documentVersions: Kept<DocumentVersion, 'id'> & {
    /** Oldest first. */
    ofDocument(documentId: string): Promise<DocumentVersion[]>
  }
  storedFiles: Kept<StoredFile, 'id'> & {
    addPiece(piece: { fileId: string; place: number; content: Buffer }): Promise<void>
    /** Removes at most `limit` pieces; gives how many there were. */
    dropPieces(fileId: string, limit: number): Promise<number>
    drop(fileId: string): Promise<void>
    /** Begun before the instant and never whole: whoever sent them went away. */
    leftBefore(instant: string): Promise<StoredFile[]>
  }
}
