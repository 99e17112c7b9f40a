import type { DocumentStores } from '../../../commands/document-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, limitToCome, statement } from '../statement.ts'
import { holdsOverCase } from './holds.ts'
import { every, kept, keptStatements } from './kept.ts'

const documents = keptStatements(tables.documents, 'id', ['caseId', 'createdBy', 'createdAt'])
const versions = keptStatements(tables.documentVersions, 'id', ['documentId', 'number'])
const files = keptStatements(tables.storedFiles, 'id')

const removedBefore = statement('documents removed before', (k, p) =>
  selectFrom(k, tables.documents)
    .where('removed_at', '<=', p('instant'))
    .whereNotNull('removed_at')
    .whereNull('erased_at')
    .whereExists(
      k('cases').select('cases.id').whereRaw('cases.id = documents.case_id').whereNotExists(holdsOverCase(k)),
    )
    .orderBy(['removed_at', 'id'])
    .limit(limitToCome)
    .forUpdate(),
)
const versionsOf = statement('document versions of document', (k, p) =>
  selectFrom(k, tables.documentVersions)
    .where({ document_id: p('documentId') })
    .orderBy('number'),
)
const addPiece = statement('stored file pieces insert', (k, p) =>
  k('stored_file_pieces').insert({ file_id: p('fileId'), place: p('place'), content: p('content') }),
)
const dropPieces = statement('stored file pieces drop', (k, p) =>
  k('stored_file_pieces')
    .where({ file_id: p('fileId') })
    .whereIn(
      'place',
      k('stored_file_pieces')
        .select('place')
        .where({ file_id: p('fileId') })
        .orderBy('place')
        .limit(limitToCome),
    )
    .delete(),
)
const dropFile = statement('stored files drop', (k, p) =>
  k('stored_files')
    .where({ id: p('fileId') })
    .delete(),
)
const leftBefore = statement('stored files left before', (k, p) =>
  selectFrom(k, tables.storedFiles)
    .where('started_at', '<', p('instant'))
    .whereNull('whole_at')
    .orderBy('started_at'),
)

export const documentStores = (executor: Executor): DocumentStores => ({
  documents: {
    ...kept(executor, documents),
    removedBefore: (instant, limit) => every(executor, tables.documents, removedBefore, { instant, limit }),
  },
  documentVersions: {
    ...kept(executor, versions),
    ofDocument: (documentId) => every(executor, tables.documentVersions, versionsOf, { documentId }),
  },
  storedFiles: {
    ...kept(executor, files),
    addPiece: async (piece) => {
      await executor.run(addPiece, { ...piece })
    },
    dropPieces: (fileId, limit) => executor.run(dropPieces, { fileId, limit }),
    drop: async (fileId) => {
      await executor.run(dropFile, { fileId })
    },
    leftBefore: (instant) => every(executor, tables.storedFiles, leftBefore, { instant }),
  },
})
