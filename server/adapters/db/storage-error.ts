/**
 * What is wrong with the storage itself, as opposed to a bug or a refused row. `kind` decides, never the words.
 *
 *   storage-full     no room on the disk: nothing of the batch was kept
 *   storage-busy     another program held the database for longer than we wait
 *   storage-failed   the disk or the database server failed: nothing of the batch was kept, unless the failure hit the
 *                    answer to COMMIT, which nobody can tell; every writer is idempotent by its natural key
 *   schema-newer     the database was migrated by a newer Branchline
 */
export type StorageProblem = 'storage-full' | 'storage-busy' | 'storage-failed' | 'schema-newer'

export class StorageError extends Error {
  readonly kind: StorageProblem

  constructor(kind: StorageProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.kind = kind
  }
}

/** The code of a driver's error: 'SQLITE_FULL', '40001', 'ECONNREFUSED', or '' when it has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A row that breaks a unique constraint, on either engine. */
export const isUniqueViolation = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(errorCode(error))
