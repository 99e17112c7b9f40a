/**
 * Documents on their way in and out. In: as the file itself, refused before its bytes are read when it is too long or may
 * not be kept. Out: only as a download, never as a page, and every opening is written down first.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import type { CheckedFile, NewDocument } from '../../commands/add-document.ts'
import { fileNameHeader, queryHeader } from '../../contract/api.ts'
import { documentQuery, exportCase } from '../../contract/document-requests.ts'
import type { CaseDocumentsView } from '../../contract/document-views.ts'
import { isRefused, type Refused } from '../../contract/refusals.ts'
import { mostDocumentBytes, titleOfFile } from '../../domain/documents/document.ts'
import { receiveFile } from '../files/receive-file.ts'
import type { VirusCheck } from '../files/virus-check.ts'
import type { Screens } from '../screens.ts'
import type { Asker } from './access.ts'
import type { Guarded } from './file-routes.ts'
import type { RecordRead } from './recorded-reads.ts'
import { refuse, refuseFields } from './refuse.ts'

export interface DocumentFileDeps {
  virusCheck: VirusCheck | null
  /** Whether it would be kept, before a byte is read. */
  mayAdd: (by: string, what: NewDocument) => Promise<{ document: unknown } | Refused>
  /** Writes the file on disk into the database and makes it a document. */
  keep: (
    by: string,
    what: NewDocument,
    whole: { path: string; file: CheckedFile },
  ) => Promise<object | Refused>
  shown: (caseId: string) => Promise<CaseDocumentsView | null>
  versionFor: Screens['documentVersionFor']
  bytesOf: (fileId: string) => AsyncIterable<Buffer>
  /** Notes why, then makes the file of the case. */
  casePdf: (
    by: Asker,
    caseId: string,
    why: string,
  ) => Promise<{ fileName: string; content: Buffer } | Refused>
  whenRead: (read: RecordRead) => Promise<void>
}

/** So long, and so much, is let run out after a "no", so that the answer is heard; then the line is cut. */
const mostRunOutMs = 3_000

export function mountDocumentFiles(deps: DocumentFileDeps, router: Router, guarded: Guarded): void {
  router.post(
    '/documents/of/:id/file',
    guarded('POST /api/documents/of/:id/file', async (me, caseId, req, res) => {
      const asked = documentQuery.safeParse(
        Object.fromEntries(new URLSearchParams(req.get(queryHeader) ?? '')),
      )
      if (!asked.success) return refuseFields(res, asked.error)
      const { documentId, title, fulfils, note } = asked.data
      const fileName = fileNameOf(req.headers[fileNameHeader])
      const what: NewDocument = {
        caseId,
        personId: me.id,
        documentId: documentId ?? null,
        title: title.trim() === '' ? titleOfFile(fileName) : title,
        fulfils: fulfils ?? null,
        note,
      }
      const may = await deps.mayAdd(me.id, what)
      const answer = isRefused(may)
        ? may
        : Number(req.headers['content-length'] ?? 0) > mostDocumentBytes
          ? ({ refused: 'document-too-large' } as const)
          : await receiveFile(
              { virusCheck: deps.virusCheck, mostBytes: mostDocumentBytes },
              { source: req, fileName },
              (whole) => deps.keep(me.id, what, whole),
            )
      if (isRefused(answer)) return refuseUnread(req, res, answer)
      const shown = await deps.shown(caseId)
      if (shown === null) refuse(res, { refused: 'not-found' })
      else res.json(shown)
    }),
  )

  router.post(
    '/documents/of/:id/export',
    guarded('POST /api/documents/of/:id/export', async (me, caseId, req, res) => {
      const asked = exportCase.safeParse(req.body)
      if (!asked.success) return refuseFields(res, asked.error)
      const made = await deps.casePdf(me, caseId, asked.data.why)
      if (isRefused(made)) return refuse(res, made)
      res.set({
        'content-type': 'application/pdf',
        'content-disposition': attachment(made.fileName),
        'x-content-type-options': 'nosniff',
      })
      res.end(made.content)
    }),
  )

  router.get(
    '/documents/versions/:id/file',
    guarded('GET /api/documents/versions/:id/file', async (me, id, _req, res) => {
      const found = await deps.versionFor(id)
      if (found === null) return refuse(res, { refused: 'not-found' })
      if (found.isErased) return refuse(res, { refused: 'document-erased' })
      if (found.isRemoved) return refuse(res, { refused: 'document-removed' })
      const { version, caseId, memberId } = found
      await deps.whenRead({
        type: 'record.read',
        what: 'document',
        personId: me.id,
        memberId,
        caseId,
        contactId: null,
        threadId: null,
        recordingId: null,
        documentId: version.documentId,
        versionId: version.id,
      })
      res.set({
        'content-type': version.contentType,
        'content-length': String(version.bytes),
        'content-disposition': attachment(version.fileName),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      try {
        await pipeline(Readable.from(deps.bytesOf(version.fileId)), res)
      } catch {
        // They went away: the answer has begun, so it can only end.
        res.destroy()
      }
    }),
  )
}

/** Says no to a file that is still coming: what comes is thrown away for a moment, and no longer. */
const refuseUnread = (req: Request, res: Response, refused: Refused): void => {
  if (!req.readableEnded) {
    res.set('connection', 'close')
    req.resume()
    const cut = setTimeout(() => req.destroy(), mostRunOutMs)
    cut.unref()
    req.once('close', () => clearTimeout(cut))
  }
  refuse(res, refused)
}

/** A file's name in a header, for every browser (RFC 6266). */
export const attachment = (fileName: string): string => {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const all = encodeURIComponent(fileName).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${all}`
}

/** What the sender calls the file, without folders and without what no name has. */
const fileNameOf = (header: string | string[] | undefined): string => {
  try {
    const name = decodeURIComponent(String(header ?? ''))
    return (
      name
        .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
        .replace(/^.*[/\\]/, '')
        .trim()
        .slice(-150) || 'file'
    )
  } catch (error) {
    if (error instanceof URIError) return 'file'
    throw error
  }
}
