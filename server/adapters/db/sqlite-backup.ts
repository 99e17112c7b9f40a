/**
 * Backup and restore of SQLite, by SQLite's own online backup: page by page, so that the full-text tables, whose rows
 * are found by rowid, still fit. (VACUUM INTO may renumber rowids; copying the file misses the write-ahead log.)
 */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import BetterSqlite3 from 'better-sqlite3'

/** All pages in one go: a copy in steps starts again at every commit, and under load would never end. */
const allPages = 0x7fffffff

/** Copies the database, checks the copy, and only then gives it its name. Refuses an existing file. */
export async function backupSqlite(file: string, toFile: string): Promise<void> {
  if (existsSync(toFile)) throw new Error(`${toFile} exists already`)
  const unfinished = `${toFile}.unfinished`
  await rm(unfinished, { force: true })
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    await db.backup(unfinished, { progress: () => allPages })
  } finally {
    db.close()
  }
  checkSqlite(unfinished)
  asOneFile(unfinished)
  await rename(unfinished, toFile)
}

/**
 * Puts a backup in the place of the database, after checking it. What was there is kept beside it, and its path given
 * back (null when there was nothing). The server must be stopped.
 */
export async function restoreSqlite(fromFile: string, file: string, keptAs: string): Promise<string | null> {
  checkSqlite(fromFile)
  const replaced = existsSync(file)
  if (replaced) {
    await backupSqlite(file, keptAs)
    holdAlone(file)
  }
  const backup = new BetterSqlite3(fromFile, { readonly: true, fileMustExist: true })
  try {
    await backup.backup(file, { progress: () => allPages })
  } finally {
    backup.close()
  }
  checkSqlite(file)
  return replaced ? keptAs : null
}

/** Throws when the file is not a whole database, or its full-text tables do not fit its rows. */
export function checkSqlite(file: string): void {
  const db = new BetterSqlite3(file, { fileMustExist: true })
  try {
    const found = db.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new Error(`${file} is damaged: ${String(found)}`)
    for (const table of ['members_fts', 'cases_fts'])
      if (db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table))
        db.exec(`INSERT INTO ${table}(${table}, rank) VALUES ('integrity-check', 1)`)
  } finally {
    db.close()
  }
}

/** Out of WAL mode, so that reading the backup leaves no side files beside it. The server turns it on again. */
function asOneFile(file: string): void {
  const db = new BetterSqlite3(file)
  try {
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

/** Throws while another program writes. (One that is idle cannot be seen: the words ask to stop it.) */
function holdAlone(file: string): void {
  const db = new BetterSqlite3(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE; ROLLBACK')
  } catch (error) {
    throw new Error('Another program is using the database. Stop the server first.', { cause: error })
  } finally {
    db.close()
  }
}
