/**
 * Which files are taken in, told by their bytes and by their name: the two must agree. Nothing here runs when it is opened
 * in its own program; what can carry programs (macros, archives within archives, installers) is not on the list.
 */

interface Kind {
  readonly words: string
  /** What the bytes say, as file-type 21 names it; 'text': it says nothing and all of it is text. */
  readonly sniffed: readonly string[]
  /** What the name may end with. */
  readonly endings: readonly string[]
  /** Sent with it when somebody opens it. */
  readonly contentType: string
}

export const documentKinds = {
  pdf: { words: 'PDF', sniffed: ['pdf'], endings: ['pdf'], contentType: 'application/pdf' },
  docx: {
    words: 'Word document',
    sniffed: ['docx'],
    endings: ['docx'],
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  xlsx: {
    words: 'Excel workbook',
    sniffed: ['xlsx'],
    endings: ['xlsx'],
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  pptx: {
    words: 'PowerPoint slides',
    sniffed: ['pptx'],
    endings: ['pptx'],
    contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  odt: {
    words: 'OpenDocument text',
    sniffed: ['odt'],
    endings: ['odt'],
    contentType: 'application/vnd.oasis.opendocument.text',
  },
  ods: {
    words: 'OpenDocument sheet',
    sniffed: ['ods'],
    endings: ['ods'],
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
  },
  doc: {
    words: 'old Word or Outlook file',
    sniffed: ['cfb'],
    endings: ['doc', 'xls', 'ppt', 'msg'],
    contentType: 'application/octet-stream',
  },
  rtf: { words: 'rich text', sniffed: ['rtf'], endings: ['rtf'], contentType: 'application/rtf' },
  zip: { words: 'ZIP archive', sniffed: ['zip'], endings: ['zip'], contentType: 'application/zip' },
  jpg: { words: 'photo', sniffed: ['jpg'], endings: ['jpg', 'jpeg'], contentType: 'image/jpeg' },
  png: { words: 'picture', sniffed: ['png'], endings: ['png'], contentType: 'image/png' },
  webp: { words: 'picture', sniffed: ['webp'], endings: ['webp'], contentType: 'image/webp' },
  gif: { words: 'picture', sniffed: ['gif'], endings: ['gif'], contentType: 'image/gif' },
  heic: { words: 'photo', sniffed: ['heic'], endings: ['heic', 'heif'], contentType: 'image/heic' },
  tif: { words: 'scan', sniffed: ['tif'], endings: ['tif', 'tiff'], contentType: 'image/tiff' },
  mp3: { words: 'sound', sniffed: ['mp3'], endings: ['mp3'], contentType: 'audio/mpeg' },
  m4a: { words: 'sound', sniffed: ['m4a'], endings: ['m4a'], contentType: 'audio/mp4' },
  wav: { words: 'sound', sniffed: ['wav'], endings: ['wav'], contentType: 'audio/wav' },
  ogg: { words: 'sound', sniffed: ['ogg', 'opus'], endings: ['ogg', 'opus'], contentType: 'audio/ogg' },
  txt: {
    words: 'text',
    sniffed: ['text'],
    endings: ['txt', 'csv', 'md', 'eml'],
    contentType: 'application/octet-stream',
  },
} as const satisfies Record<string, Kind>

export type DocumentKind = keyof typeof documentKinds

const kinds: [DocumentKind, Kind][] = Object.entries(documentKinds) as [DocumentKind, Kind][]

/** Kinds that are ZIP archives inside: their list of contents is looked at before they are kept. */
export const archiveKinds: readonly DocumentKind[] = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'zip']

/** What people call files that are refused most; by file-type's ending. */
const refusedWords: Readonly<Record<string, string>> = {
  exe: 'a Windows program (EXE)',
  elf: 'a Linux program',
  macho: 'a Mac program',
  msi: 'a Windows installer',
  lnk: 'a Windows shortcut',
  jar: 'a Java program',
  apk: 'an Android app',
  docm: 'a Word document with macros',
  xlsm: 'an Excel workbook with macros',
  pptm: 'PowerPoint slides with macros',
  dotm: 'a Word template with macros',
  rar: 'a RAR archive',
  '7z': 'a 7-Zip archive',
  gz: 'a compressed file (GZ)',
  iso: 'a disk image',
  swf: 'a Flash program',
  mp4: 'a film',
  mov: 'a film',
}

export const takenInWords =
  'PDF, Word, Excel, PowerPoint, OpenDocument, rich text, plain text, pictures, sound, ZIP and saved emails.'

/** "Brief.PDF" → "pdf"; nothing behind a dot: ''. */
export const endingOf = (fileName: string): string =>
  /\.([A-Za-z0-9]{1,8})$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? ''

/**
 * The kind of a file, or why it is not taken, as a sentence. `sniffed`: what its bytes say by file-type's ending, 'text'
 * for text without any mark of its own, null when they say nothing.
 */
export const kindOfFile = (
  sniffed: string | null,
  fileName: string,
): { kind: DocumentKind } | { words: string } => {
  const ending = endingOf(fileName)
  const [byBytes] = kinds.filter(([, { sniffed: marks }]) => sniffed !== null && marks.includes(sniffed))
  const named = kinds.find(([, { endings }]) => endings.includes(ending))
  if (sniffed === null)
    return { words: `What kind of file this is cannot be told from its bytes. We take: ${takenInWords}` }
  if (byBytes === undefined) {
    const what = refusedWords[sniffed] ?? `a ${sniffed.toUpperCase()} file`
    return {
      words: `${named === undefined ? 'This is' : `This is called .${ending}, and is really`} ${what}. It is not taken in. We take: ${takenInWords}`,
    }
  }
  const [kind, { words, endings }] = byBytes
  if (endings.includes(ending)) return { kind }
  return {
    words:
      sniffed === 'text'
        ? `This is ${ending === '' ? 'text without an ending' : `called .${ending}, and is only text`}. We take text as ${endings.map((each) => `.${each}`).join(', ')}.`
        : `This is ${ending === '' ? 'called nothing' : `called .${ending}`}, and is really a ${words}. Give it the ending .${endings[0] ?? kind} if that is right.`,
  }
}

/** One file in an archive, as the archive's own list says. */
export interface ArchiveEntry {
  readonly name: string
  readonly packedBytes: number
  readonly bytes: number
  readonly isEncrypted: boolean
}

/** An archive that would unpack to more than this, or to so many times its length, is a bomb, not a document. */
export const mostUnpackedBytes = 250 * 1024 * 1024
export const mostEntries = 2_000
/** Office files of long tables reach 40; a bomb has a thousand and more. Not asked below a megabyte. */
const mostTimes = 150
const timesCountFromBytes = 1024 * 1024

const runs = new Set(
  'exe com scr pif bat cmd msi msp ps1 vbs vbe js jse wsf wsh hta jar lnk dll sys cpl reg app apk docm xlsm pptm dotm xltm'.split(
    ' ',
  ),
)
const archives = new Set('zip 7z rar gz tgz tar bz2 xz iso cab'.split(' '))

/** Why an archive may not even be opened, as a sentence; null: nothing is wrong with its length. */
export const bombTrouble = (entries: readonly ArchiveEntry[]): string | null => {
  if (entries.length > mostEntries)
    return `This archive holds more than ${mostEntries.toLocaleString('en-GB')} files, so it is not kept.`
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const packed = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0)
  if (
    unpacked > mostUnpackedBytes ||
    (unpacked > timesCountFromBytes && unpacked > mostTimes * Math.max(1, packed))
  )
    return 'This file would unpack to far more than it says (a “ZIP bomb”), so it is not kept.'
  return null
}

/** Why an archive that could be opened is not kept, as a sentence; null: nothing is wrong with what is in it. */
export const archiveTrouble = (kind: DocumentKind, entries: readonly ArchiveEntry[]): string | null => {
  if (entries.some(({ isEncrypted }) => isEncrypted))
    return 'This file is locked with a password, so nobody could look at it. Take the password away and send it again.'
  if (kind !== 'zip')
    return entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name))
      ? 'This document has macros (small programs) in it. Save it without them and send it again.'
      : null
  const endings = entries.map(({ name }) => endingOf(name))
  if (endings.some((ending) => runs.has(ending)))
    return 'There is a program in this archive, so it is not kept. Send the documents alone.'
  if (endings.some((ending) => archives.has(ending)))
    return 'There is an archive inside this archive, so it is not kept. Send the documents alone.'
  return null
}
