import { stringify } from 'csv-stringify/sync'

/**
 * A whole CSV file for people with spreadsheets: UTF-8 with its mark, Windows line ends, and no cell that a spreadsheet
 * would run (https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11).
 */
export const csvFile = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([head, ...rows] as string[][], { bom: true, record_delimiter: 'windows', escape_formulas: true })
