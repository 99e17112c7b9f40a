/** The codes by which SQLite, PostgreSQL (53100 disk_full) and the operating system say that the disk is full. */
const fullCodes = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', '53100', 'ENOSPC', 'EDQUOT'])

export const isStorageFull = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && fullCodes.has(error.code)) return true
  return isStorageFull(error.cause)
}
