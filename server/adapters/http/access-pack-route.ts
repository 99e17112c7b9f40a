import { pipeline } from 'node:stream/promises'
import type { Router } from 'express'
import { giveAccessPack } from '../../contract/data-rights-requests.ts'
import { isRefused, type Refused } from '../../contract/refusals.ts'
import type { AccessPack } from '../files/access-pack.ts'
import { attachment } from './document-file-routes.ts'
import type { Guarded } from './file-routes.ts'
import { refuse, refuseFields } from './refuse.ts'

export interface AccessPackDeps {
  /** Makes the pack and writes down that it is given; refused while a passage is undecided. */
  give: (
    by: string,
    requestId: string,
    version: number,
  ) => Promise<{ pack: AccessPack; fileName: string } | Refused>
}

/** The pack of a member who asked for their data, made anew each time from what was decided. */
export function mountAccessPack(deps: AccessPackDeps, router: Router, guarded: Guarded): void {
  router.post(
    '/access-requests/:id/pack',
    guarded('POST /api/access-requests/:id/pack', async (me, id, req, res) => {
      const asked = giveAccessPack.safeParse(req.body)
      if (!asked.success) return refuseFields(res, asked.error)
      const given = await deps.give(me.id, id, asked.data.version)
      if (isRefused(given)) return refuse(res, given)
      res.set({
        'content-type': 'application/zip',
        'content-disposition': attachment(given.fileName),
        'x-content-type-options': 'nosniff',
      })
      try {
        await pipeline(given.pack.zip, res)
      } catch {
        // They went away: the answer has begun, so it can only end.
        res.destroy()
      } finally {
        await given.pack.done()
      }
    }),
  )
}
