/**
 * One line of RFC 4180. A cell that a spreadsheet would run gets an apostrophe before it: whoever opens the file sees
 * the text, and nothing is run (https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11).
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

/** Put first, so that spreadsheets read what follows as UTF-8. */
export const byteOrderMark = '\uFEFF'

const csvCell = (cell: string): string => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
