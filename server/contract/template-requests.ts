/** What a console may ask about templates of texts. */
import { z } from 'zod'

const version = z.number().int().positive()

export const templateSettings = z.object({ name: z.string().max(500), body: z.string().max(10_000) })
export const changeTemplate = z.object({ version, template: templateSettings })
export const templateVersion = z.object({ version })
