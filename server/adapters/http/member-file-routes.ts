/** The members' file on its way in, read as it comes; and its refused rows on their way out, safe for a spreadsheet. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Router } from 'express'
import { fileNameHeader } from '../../contract/api.ts'
import type { MemberImportsView } from '../../contract/member-views.ts'
import { isRefused, type Refused } from '../../contract/refusals.ts'
import { mostUploadBytes } from '../../domain/member-import.ts'
import { csvFile, csvLines } from '../csv/write-csv.ts'
import type { Screens } from '../screens.ts'
import type { Guarded } from './file-routes.ts'
import { refuse } from './refuse.ts'

export interface MemberFileDeps {
  start: (
    by: string,
    file: { fileName: string; bytes: number | null },
  ) => Promise<{ importId: string } | Refused>
  /** Answers when all of it was read, or why it was not. */
  read: (by: string, importId: string, source: AsyncIterable<Uint8Array>) => Promise<'ready' | Refused>
  imports: () => Promise<MemberImportsView>
  refusedRows: Screens['refusedRows']
  /** Rows left the house: written down. */
  taken: (by: string, importId: string) => Promise<void>
}

/** What browsers call a CSV file; on Windows with Excel it is the second. */
const kinds = ['text/csv', 'application/vnd.ms-excel', 'text/plain', 'application/octet-stream']

export function mountMemberFiles(deps: MemberFileDeps, router: Router, guarded: Guarded): void {
  router.post(
    '/admin/member-file',
    guarded('POST /api/admin/member-file', async (me, _id, req, res) => {
      const bytes = Number(req.headers['content-length'] ?? Number.NaN)
      const answer = !kinds.some((kind) => req.is(kind))
        ? ({ refused: 'not-a-csv' } as const)
        : bytes > mostUploadBytes
          ? ({ refused: 'file-too-long' } as const)
          : await deps.start(me.id, {
              fileName: nameOf(req.headers[fileNameHeader]),
              bytes: Number.isFinite(bytes) ? bytes : null,
            })
      const read = isRefused(answer) ? answer : await deps.read(me.id, answer.importId, req)
      if (isRefused(read)) {
        req.resume()
        refuse(res, read)
        return
      }
      res.json(await deps.imports())
    }),
  )

  router.get(
    '/admin/member-imports/:id/refused',
    guarded('GET /api/admin/member-imports/:id/refused', async (me, id, _req, res) => {
      const found = await deps.refusedRows(id)
      if (found === null) return refuse(res, { refused: 'not-found' })
      await deps.taken(me.id, id)
      res.set({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="refused-rows.csv"',
        'x-content-type-options': 'nosniff',
      })
      const { columns, pages } = found
      async function* lines() {
        yield csvFile([...columns, 'row', 'problem'], [])
        for await (const rows of pages)
          yield csvLines(
            // In the columns of the file, whatever the row had: what is wrong stands in its own column.
            rows.map(({ cells, row, problem }) => [
              ...columns.map((_, place) => cells[place] ?? ''),
              String(row),
              problem,
            ]),
          )
      }
      try {
        await pipeline(Readable.from(lines()), res)
      } catch {
        // They went away: the answer has begun, so it can only end.
        res.destroy()
      }
    }),
  )
}

/** A name to show, whatever was sent. */
const nameOf = (header: string | string[] | undefined): string => {
  const sent = String(header ?? '')
  try {
    return (
      decodeURIComponent(sent)
        .replace(/[\u0000-\u001f\u007f]/g, '')
        .slice(0, 120) || 'members.csv'
    )
  } catch (error) {
    if (error instanceof URIError) return 'members.csv'
    throw error
  }
}
