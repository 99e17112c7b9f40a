/** The file of reps on its way in: small enough to be read whole, and kept whole or not at all. */
import type { Router } from 'express'
import { importCover } from '../../commands/change-cover.ts'
import { readCsv, UnreadableFile } from '../csv/read-csv.ts'
import type { Guarded } from './file-routes.ts'
import { refuse } from './refuse.ts'
import { type RouteDeps, runFor } from './routes/deps.ts'

const mostBytes = 5 * 1024 * 1024

export function mountCoverFile(deps: RouteDeps, router: Router, guarded: Guarded): void {
  const run = runFor(deps)
  router.post(
    '/cover/file',
    guarded('POST /api/cover/file', async (me, _id, req, res) => {
      if (Number(req.headers['content-length'] ?? 0) > mostBytes) {
        req.resume()
        return refuse(res, { refused: 'file-too-long' })
      }
      const records: { row: number; cells: readonly string[] }[] = []
      let bytes = 0
      async function* counted() {
        for await (const piece of req as AsyncIterable<Uint8Array>) {
          bytes += piece.length
          if (bytes > mostBytes) throw new UnreadableFile('This file is too long.')
          yield piece
        }
      }
      try {
        for await (const some of readCsv(counted())) records.push(...some)
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error
        res.json({
          added: 0,
          changed: 0,
          same: 0,
          branchesMade: 0,
          problems: [{ row: 1, words: error.message }],
        })
        return
      }
      res.json(await run(me.id, (stores, env) => importCover(stores, env, { personId: me.id, records })))
    }),
  )
}
