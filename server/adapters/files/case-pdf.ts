/** A case as a document to hand on: what is known, what is due, and the whole story in the order it happened. */

import type { CaseView } from '../../contract/case-views.ts'
import type { TimelineEntry } from '../../contract/contact-views.ts'
import { claimWords, deadlineStateWords } from '../../contract/deadline-words.ts'
import type { CaseDocumentsView } from '../../contract/document-views.ts'
import { caseStatusWords, contactReasons } from '../../contract/words.ts'
import { localWords } from '../../domain/local-words.ts'
import { taggedPdf } from './tagged-pdf.ts'

export function casePdf(
  shown: CaseView,
  { documents, pictures }: CaseDocumentsView,
  { by, at, why }: { by: string; at: string; why: string },
): Promise<Buffer> {
  const pdf = taggedPdf({
    title: `${shown.reference} ${shown.title}`,
    about: 'Case file',
    footer: `Confidential. ${shown.fullReference}, exported by ${by}, ${localWords(at)}`,
    createdAt: at,
  })
  pdf.heading(1, `${shown.fullReference}: ${shown.title}`)
  pdf.paragraph(`Exported by ${by} on ${localWords(at)}. Why: ${why}`)
  pdf.heading(2, 'What is known')
  const { member } = shown
  pdf.table(
    [
      ['Member', member === null ? 'Not matched to a member' : `${member.name}, ${member.membershipNumber}`],
      ['Number', shown.callerNumber ?? ''],
      ['Branch', member?.branch ?? ''],
      ['Employer', member?.employer ?? ''],
      ['Workplace', member?.workplace ?? ''],
      ['About', contactReasons[shown.kind]],
      ['Status', caseStatusWords[shown.status]],
      ['Owner', shown.owner?.name ?? 'Nobody'],
      ['Opened', localWords(shown.openedAt)],
      ['Closed', shown.closedAt === null ? '' : localWords(shown.closedAt)],
      ['The member wants', shown.wanted ?? ''],
      ['Outcome', shown.outcome ?? ''],
      ['Got what they wanted', shown.met ?? ''],
    ].filter(([, value]) => value !== ''),
  )
  pdf.heading(2, 'Legal dates')
  if (shown.deadlines.length === 0) pdf.paragraph('None.')
  for (const one of shown.deadlines) {
    pdf.heading(3, `${claimWords[one.facts.claim]}, ${one.respondent}`)
    pdf.table(
      [
        [one.isNotBefore ? 'Not before' : 'Last day', one.limitWords],
        ['Work to', one.targetWords],
        ['State', deadlineStateWords[one.state]],
        ['How it was worked out', one.steps.join(' ')],
        ['Rule', `${one.rule.id}. ${one.rule.source}`],
        ['Settled', one.settled === null ? '' : `${one.settled.why} (${one.settled.by.name})`],
      ].filter(([, value]) => value !== ''),
    )
  }
  pdf.heading(2, 'Follow-ups')
  if (shown.followUps.length === 0) pdf.paragraph('None.')
  pdf.table(
    shown.followUps.map(({ what, dueAt, owner, doneAt }) => [
      what,
      localWords(dueAt),
      owner.name,
      doneAt === null ? 'Open' : `Done ${localWords(doneAt)}`,
    ]),
    ['What', 'Due', 'Who', 'State'],
  )
  pdf.heading(2, 'Documents')
  const here = documents.filter(({ removed }) => removed === null)
  if (here.length === 0) pdf.paragraph('None.')
  pdf.table(
    here.flatMap(({ title, versions }) =>
      versions.map(({ number, fileName, addedBy, addedAt, sha256 }) => [
        `${title}, version ${number}`,
        fileName,
        `${addedBy.name}, ${localWords(addedAt)}`,
        `SHA-256 ${sha256}`,
      ]),
    ),
    ['Document', 'File', 'Added', 'Hash'],
  )
  if (pictures.length > 0) pdf.paragraph(`Pictures by text: ${pictures.length}.`)
  pdf.heading(2, 'Timeline, oldest first')
  if (shown.timeline.length === 0) pdf.paragraph('Nothing yet.')
  for (const entry of shown.timeline.toReversed()) {
    pdf.heading(3, `${localWords(entry.at)}: ${entry.heading}`)
    if (entry.body !== '') pdf.paragraph(entry.body)
    const meta = metaOf(entry)
    if (meta !== '') pdf.paragraph(meta)
  }
  return pdf.end()
}

const metaOf = ({ author, rule, recording, pictures }: TimelineEntry): string =>
  [
    author === null ? null : author.name,
    rule === null ? null : `On this case because: ${rule}`,
    recording === null ? null : 'A recording is kept with it',
    pictures.length === 0 ? null : `${pictures.length} ${pictures.length === 1 ? 'picture' : 'pictures'}`,
  ]
    .filter((part) => part !== null)
    .join('. ')
