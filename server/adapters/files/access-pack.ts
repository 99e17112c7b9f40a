/**
 * What a member gets who asked for everything we hold about them: a ZIP with a page to read (index.html), the same as
 * tables for a spreadsheet, and the files. Passages are given as they were decided; what was left out is counted and the
 * reason named, never the words.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { authorityScopeWords } from '../../contract/authority-words.ts'
import type { AccessRequestView, PassageView } from '../../contract/data-rights-views.ts'
import { claimWords } from '../../contract/deadline-words.ts'
import { contactResultWords } from '../../contract/words.ts'
import { dayInWords } from '../../domain/deadlines/day.ts'
import { localWords } from '../../domain/local-words.ts'
import { printOf } from '../../domain/member-needs.ts'
import type { BesidePassages } from '../../views/access-views.ts'
import { needLines } from '../../views/needs-views.ts'
import { csvFile } from '../csv/write-csv.ts'

export interface PackSources {
  request: AccessRequestView
  beside: BesidePassages
  unionName: string
  at: string
  /** The sound of a recording; null when it is no longer there. */
  sound: (recordingSid: string) => Promise<Readable | null>
  document: (fileId: string) => AsyncIterable<Buffer>
  picture: (id: string) => Promise<Buffer | null>
}
export interface AccessPack {
  packSha256: string
  zip: Readable
  /** Takes away what lay on disk for it. */
  done: () => Promise<void>
}

export async function accessPack(sources: PackSources): Promise<AccessPack> {
  const folder = await mkdtemp(join(tmpdir(), 'branchline-pack-'))
  try {
    const sounds = await fetchSounds(sources, folder)
    const given = sources.request.passages.filter(({ decision }) => decision !== null)
    const isGiven = (id: string) => given.some((one) => one.id === id && one.decision?.verdict === 'give')
    const documents = sources.beside.versions.filter(({ documentId }) => isGiven(`document:${documentId}`))
    const index = indexPage(sources, given, sounds.missing, documents.length)
    const zip = new ZipFile()
    const add = (name: string, content: string) => zip.addBuffer(Buffer.from(content), name)
    add('index.html', index)
    add('passages.csv', passagesCsv(given))
    add('calls.csv', callsCsv(sources.beside))
    add('who-read.csv', readsCsv(sources.beside))
    for (const { name, path } of sounds.kept) zip.addFile(path, `recordings/${name}`, { compress: false })
    for (const one of documents)
      zip.addReadStreamLazy(`documents/${one.number}-${safeName(one.fileName, one.id)}`, (answer) =>
        answer(null, Readable.from(sources.document(one.fileId))),
      )
    for (const { id } of sources.beside.pictures) {
      const picture = await sources.picture(id)
      if (picture !== null) zip.addBuffer(picture, `pictures/${id}.webp`, { compress: false })
    }
    zip.end()
    return {
      packSha256: createHash('sha256').update(index).digest('hex'),
      zip: Readable.from(zip.outputStream),
      done: () => rm(folder, { recursive: true, force: true }),
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Sounds to disk, one after another; what Twilio does not give is named in the pack. */
async function fetchSounds({ beside, sound }: PackSources, folder: string) {
  const kept: { name: string; path: string }[] = []
  const missing: string[] = []
  for (const { id, recordingSid, startedAt } of beside.recordings) {
    const stream = await sound(recordingSid).catch(() => null)
    if (stream === null) {
      missing.push(localWords(startedAt))
      continue
    }
    const path = join(folder, id)
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    kept.push({ name: `${startedAt.slice(0, 10)}-${id}.wav`, path })
  }
  return { kept, missing }
}

const safeName = (name: string, id: string): string =>
  name.replace(/[^\p{L}\p{N} ._-]/gu, '_').replace(/^\.+/, '_') || id

const wordsGiven = ({ decision, words }: PassageView): string =>
  decision?.verdict === 'give' ? words : decision?.verdict === 'redact' ? decision.words : ''

const passagesCsv = (given: readonly PassageView[]): string =>
  csvFile(
    ['When', 'What', 'Words', 'Changed for you'],
    given
      .filter(({ decision }) => decision?.verdict !== 'leave-out')
      .map((one) => [
        localWords(one.at),
        one.title,
        wordsGiven(one),
        one.decision?.verdict === 'redact' ? 'Another person is blacked out' : '',
      ]),
  )
const callsCsv = ({ contacts }: BesidePassages): string =>
  csvFile(
    ['When', 'Way', 'Line', 'Number', 'With', 'Until', 'How it ended'],
    contacts.map((one) => [
      localWords(one.startedAt),
      one.channel === 'voice' ? 'Call' : 'Texts',
      one.line,
      one.callerNumber ?? 'withheld',
      one.agent,
      one.endedAt === null ? '' : localWords(one.endedAt),
      one.result === null ? '' : contactResultWords[one.result],
    ]),
  )
const readsCsv = ({ reads }: BesidePassages): string =>
  csvFile(
    ['When', 'Who', 'Did'],
    reads.map(({ at, by, words }) => [localWords(at), by, words]),
  )

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? `<p>${escaped(caption)}: none.</p>`
    : `<table><caption>${escaped(caption)}</caption><thead><tr>${head
        .map((cell) => `<th scope="col">${escaped(cell)}</th>`)
        .join('')}</tr></thead><tbody>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`

function indexPage(
  { request, beside, unionName, at }: PackSources,
  given: readonly PassageView[],
  missing: readonly string[],
  documents: number,
): string {
  const { member } = beside
  const left = given.filter(({ decision }) => decision?.verdict === 'leave-out')
  const passages = given
    .filter(({ decision }) => decision?.verdict !== 'leave-out')
    .map(
      (one) =>
        `<article><h3>${escaped(`${localWords(one.at)}: ${one.title}`)}</h3><p>${escaped(wordsGiven(one)).replaceAll('\n', '<br>')}</p>${one.decision?.verdict === 'redact' ? `<p class="note">Changed for you: ${escaped(one.decision.why)}</p>` : ''}</article>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What we hold about you</title>
<style>
body { max-width: 70ch; margin: 2rem auto; padding: 0 1rem; font: ${printOf(beside.needs) === 'large-print' ? '18pt' : '1rem'}/1.5 system-ui, sans-serif; color: #161d26; background: #fff; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; } caption { text-align: start; font-weight: 600; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid #d8dde4; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
.note { color: #5a6572; }
@media (prefers-color-scheme: dark) { body { color: #e8edf3; background: #161c23; } th, td { border-color: #2b3540; } .note { color: #b9c3ce; } }
</style>
</head>
<body>
<main>
<h1>What we hold about you</h1>
<p>${escaped(`${member.firstName} ${member.lastName}`)}, membership number ${escaped(member.membershipNumber)}. You asked on ${dayInWords(request.receivedOn)}; this was made on ${escaped(localWords(at))} by ${escaped(unionName)}.</p>
<p>The same is in tables for a spreadsheet: <a href="passages.csv">passages.csv</a>, <a href="calls.csv">calls.csv</a>, <a href="who-read.csv">who-read.csv</a>. Recordings, documents and pictures are in folders beside this page.</p>
<h2>Who you are to us</h2>
${table(
  'Your entry',
  ['What', 'Is'],
  [
    ['Name', `${member.firstName} ${member.lastName}`],
    ['Email', member.email ?? ''],
    ['Numbers', beside.numbers.join(', ')],
    ['Membership', member.status],
    ['Joined', member.joinedOn === null ? '' : dayInWords(member.joinedOn)],
    ['Job', member.jobTitle ?? ''],
    ['Needs and roles', [...member.chips, ...needLines(beside.needs)].join(', ')],
    ['Recordings', member.recordingRefused ? 'You want none' : 'Allowed unless you press 9'],
  ],
)}
<h2>Who may speak for you</h2>
${table(
  'As you told us',
  ['Who', 'May', 'Until'],
  beside.speakFor.map((one) => [
    one.relation === '' ? one.name : `${one.name}, ${one.relation}`,
    one.scope.map((each) => authorityScopeWords[each]).join(', '),
    one.stateWords,
  ]),
)}
<h2>What was written</h2>
${passages === '' ? '<p>Nothing.</p>' : passages}
<h2>Left out</h2>
${
  left.length === 0
    ? '<p>Nothing was left out.</p>'
    : `<p>${left.length} ${left.length === 1 ? 'passage was' : 'passages were'} left out, because of other people's rights or because the law protects it:</p><ul>${[...new Set(left.map(({ decision }) => decision?.why ?? ''))].map((why) => `<li>${escaped(why)}</li>`).join('')}</ul><p>You can ask us to look again, and complain to the Information Commissioner's Office (ico.org.uk, 0303 123 1113).</p>`
}
<h2>Calls and texts</h2>
${table(
  'Every time we were in touch',
  ['When', 'Way', 'Line', 'With', 'How it ended'],
  beside.contacts.map((one) => [
    localWords(one.startedAt),
    one.channel === 'voice' ? 'Call' : 'Texts',
    one.line,
    one.agent,
    one.result === null ? '' : contactResultWords[one.result],
  ]),
)}
<p>Recordings in this pack: ${beside.recordings.length - missing.length}.${missing.length === 0 ? '' : ` Not to be had any more: ${escaped(missing.join(', '))}.`} Documents: ${documents}. Pictures: ${beside.pictures.length}.</p>
<h2>Legal dates</h2>
${table(
  'Dates that we watch for you',
  ['Claim', 'Against', 'Last day'],
  beside.deadlines.map((one) => [claimWords[one.facts.claim], one.respondent, dayInWords(one.limitOn)]),
)}
<h2>Who read about you</h2>
${table(
  'Every reading, as our log has it',
  ['When', 'Who', 'Did'],
  beside.reads.map(({ at: when, by, words }) => [localWords(when), by, words]),
)}
</main>
</body>
</html>
`
}
