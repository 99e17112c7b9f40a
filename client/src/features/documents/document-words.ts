/** Words of documents, as pure functions. */
import type { CaseDocumentView, DocumentVersionView } from '../../../../server/contract/document-views.ts'

/** "812 bytes", "43 KB", "1.2 MB": as people's own computers count. */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Why a file need not be sent at all, or null. */
export const tooLongWords = (bytes: number, mostBytes: number): string | null =>
  bytes > mostBytes
    ? `This file has ${sizeWords(bytes)}. A document can be ${Math.round(mostBytes / 1024 / 1024)} MB at most: send it smaller, or in parts.`
    : null

/** "letter of 3 May.pdf" → "letter of 3 May" */
export const nameOfFile = (fileName: string): string => fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim()

export const scanWords = (isVirusChecked: boolean): string =>
  isVirusChecked
    ? 'Every file is checked for viruses before it is kept.'
    : 'Files are not checked for viruses here: open only what you expect.'

/** "PDF, 43 KB, version 2" */
export const versionWords = ({ kindWords, bytes, number }: DocumentVersionView): string =>
  [kindWords, sizeWords(bytes), ...(number > 1 ? [`version ${number}`] : [])].join(', ')

/** "Seen by Marcus Webb and Beth Ali", "Nobody has opened it yet" */
export const seenWords = ({ seenBy }: Pick<CaseDocumentView, 'seenBy'>): string => {
  const names = seenBy.map(({ person }) => person.name)
  if (names.length === 0) return 'Nobody has opened it yet'
  if (names.length > 3) return `Opened by ${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  return `Opened by ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`}`
}
