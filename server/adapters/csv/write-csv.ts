/**
 * CSV for people with spreadsheets: Windows line ends, and no cell that a spreadsheet would run
 * (https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11).
 */
import { stringify } from 'csv-stringify/sync'

/** Put first, so that spreadsheets read what follows as UTF-8. */
export const byteOrderMark = '\uFEFF'

type Row = readonly string[]

export const csvLines = (rows: readonly Row[]): string =>
  stringify(rows as Row[], {
    record_delimiter: 'windows',
    escape_formulas: true,
    // Left to itself it quotes only the line end it writes, and half of one breaks a row just as well.
    quoted_match: /[\r\n]/,
  })

export const csvFile = (head: Row, rows: readonly Row[]): string => byteOrderMark + csvLines([head, ...rows])
