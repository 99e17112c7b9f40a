/** What a console may ask about documents on a case. */
import { z } from 'zod'

const version = z.number().int().positive()
const title = z.string().max(1_000)
const fulfils = z.string().max(200).nullable().default(null)

/** Beside a file that is sent: in the query header, as text. */
export const documentQuery = z.object({
  documentId: z.string().max(64).optional(),
  title: z.string().max(1_000).default(''),
  fulfils: z.string().max(200).optional(),
  note: z.string().max(500).default(''),
})
export const changeDocument = z.object({ version, title, fulfils })
export const removeDocument = z.object({ version, why: z.string().max(500) })
export const exportCase = z.object({ why: z.string().max(500) })
export const putDocumentBack = z.object({ version })
