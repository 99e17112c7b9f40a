/** What a console may ask about cases that are passed to branches. */
import { z } from 'zod'

const version = z.number().int().positive()
const id = z.string().min(1).max(64)

export const sendReferral = z.object({ branchId: z.string().max(64), ask: z.string().max(1_000) })
export const referralVersion = z.object({ version })
export const referralWhy = z.object({ version, why: z.string().max(1_000) })
export const setBranchPeople = z.object({ personIds: z.array(id).max(50) })
