import { StorageError } from '../db/storage-error.ts'

/**
 * Is this error the storage's and likely to pass (locked, full, gone, serialisation), rather than a bug of ours?
 * Decided by kind and code, never by message text. SQLite: https://www.sqlite.org/rescode.html; PostgreSQL: appendix A, classes
 * 08, 40, 53, 55, 57, 58; Node: system errors of the connection.
 */
export function isStorageTrouble(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof StorageError) return true
    const code = 'code' in e && typeof e.code === 'string' ? e.code : ''
    if (/^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL)/.test(code)) return true
    if (/^(08|40|53|55|57|58)[0-9A-Z]{3}$/.test(code)) return true
    if (/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOSPC|EIO|EDQUOT)$/.test(code)) return true
    if (e.name === 'KnexTimeoutError') return true
  }
  return false
}
