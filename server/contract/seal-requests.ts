/** What a console may ask about sealed cases. */
import { z } from 'zod'

const id = z.string().min(1).max(64)
const why = z.string().max(500)

export const sealWhy = z.object({ why })
export const setStanding = z.object({ ofId: id, standing: z.enum(['named', 'conflicted']).nullable() })
export const openOtherSide = z.object({ membershipNumber: z.string().max(40), ownerId: id })
export const breakGlass = z.object({ reference: z.string().max(40), why })
