import { FileText, FileX, Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaseDocumentView } from '../../../../server/contract/document-views.ts'
import { DateTime } from '../../ui/clock.tsx'
import { seenWords, versionWords } from './document-words.ts'

/** One document: its newest version to open, the older ones behind it, its hash, and who has seen it. */
export function DocumentRow({ shown, children }: { shown: CaseDocumentView; children: ReactNode }) {
  const [newest, ...older] = shown.versions
  return (
    <li className="document" data-document={shown.id}>
      {shown.removed === null ? <FileText aria-hidden="true" /> : <FileX aria-hidden="true" />}
      <div className="document-words">
        <p className="document-title">
          {newest?.url ? (
            <a href={newest.url} download aria-label={`Open ${shown.title}, ${versionWords(newest)}`}>
              {shown.title}
            </a>
          ) : (
            <s>{shown.title}</s>
          )}
          {shown.fulfils === null ? null : <span className="document-fulfils"> {shown.fulfils}</span>}
        </p>
        {newest === undefined ? null : (
          <p className="entry-meta">
            {versionWords(newest)} · {newest.addedBy.name}, <DateTime at={newest.addedAt} />
            {newest.note === '' ? '' : ` · ${newest.note}`}
          </p>
        )}
        {shown.removed === null ? null : (
          <p className="entry-meta">
            {shown.removed.isErased ? 'Removed and erased' : 'Removed'} by {shown.removed.by.name},{' '}
            <DateTime at={shown.removed.at} />: {shown.removed.why}
          </p>
        )}
        <details>
          <summary>
            <Paperclip aria-hidden="true" /> {seenWords(shown)}
            {older.length === 0
              ? ''
              : ` · ${older.length} older ${older.length === 1 ? 'version' : 'versions'}`}
          </summary>
          {shown.seenBy.length === 0 ? null : (
            <ul className="document-detail">
              {shown.seenBy.map(({ person, at }) => (
                <li key={person.id}>
                  {person.name}, last <DateTime at={at} />
                </li>
              ))}
            </ul>
          )}
          <ul className="document-detail">
            {shown.versions.map((one) => (
              <li key={one.id}>
                {one.url === null ? (
                  `Version ${one.number}`
                ) : (
                  <a href={one.url} download>
                    Version {one.number}
                  </a>
                )}
                : {one.fileName}, {one.addedBy.name}, <DateTime at={one.addedAt} />.{' '}
                {one.isScanned ? 'Checked for viruses.' : 'Not checked for viruses.'}{' '}
                <span className="document-hash">SHA-256 {one.sha256}</span>
              </li>
            ))}
          </ul>
        </details>
      </div>
      {children}
    </li>
  )
}
