/** Three documents on CX-10482, as real PDF files, so that a case shows what it holds. */
import { createHash } from 'node:crypto'
import type { Stores } from '../../../commands/ports.ts'
import type { DemoCase } from './cases.ts'
import { later } from './chance.ts'
import { marcus, priya } from './people.ts'

const letters = [
  {
    id: 'demo-document-invitation',
    title: 'Invitation to the disciplinary hearing',
    fileName: 'invitation.pdf',
    lines: ['Dear Ms Khan,', 'You are invited to a disciplinary hearing on Thursday 8 October 2026, 10:00.'],
    by: priya,
    daysAgo: 6,
  },
  {
    id: 'demo-document-policy',
    title: 'Disciplinary policy of the employer',
    fileName: 'policy.pdf',
    lines: ['Disciplinary policy', 'Employees may be accompanied by a trade union representative.'],
    by: marcus,
    daysAgo: 5,
  },
  {
    id: 'demo-document-statement',
    title: 'Statement of the member',
    fileName: 'statement.pdf',
    lines: ['My statement', 'I was on leave on the day in question.'],
    by: marcus,
    daysAgo: 2,
  },
]

export async function seedDocuments(
  stores: Stores,
  now: string,
  matters: readonly DemoCase[],
): Promise<void> {
  const matter = matters.find(({ record }) => record.number === 10_482)
  if (matter === undefined) return
  for (const { id, title, fileName, lines, by, daysAgo } of letters) {
    const at = later(now, -daysAgo * 24 * 60)
    const content = onePage(lines)
    const file = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
    const fileId = `${id}-file`
    await stores.storedFiles.insert({ id: fileId, ...file, startedAt: at, wholeAt: at })
    await stores.storedFiles.addPiece({ fileId, place: 0, content })
    await stores.documents.insert({
      id,
      version: 1,
      caseId: matter.record.id,
      title,
      fulfils: null,
      createdBy: by,
      createdAt: at,
      removedBy: null,
      removedAt: null,
      removedWhy: null,
      erasedAt: null,
    })
    await stores.documentVersions.insert({
      id: `${id}-1`,
      documentId: id,
      number: 1,
      fileId,
      fileName,
      contentType: 'application/pdf',
      kind: 'pdf',
      ...file,
      isScanned: false,
      note: '',
      addedBy: by,
      addedAt: at,
    })
  }
}

/** A page of plain lines as a whole PDF, the same bytes every time. */
function onePage(lines: readonly string[]): Buffer {
  const escaped = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join('\n')
  const text = `BT /F1 12 Tf 72 770 Td 18 TL\n${escaped}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
