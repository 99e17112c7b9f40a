import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** The folder of package.json: three above this file, four when this file is built into dist/. */
const candidates = ['../../../', '../../../../'].map((up) => new URL(up, import.meta.url))
const found = candidates.find((folder) => existsSync(new URL('package.json', folder)))
if (found === undefined) throw new Error('package.json not found')

export const packageRoot = found

const described = z.object({ name: z.string(), version: z.string() })

/** Name and version of package.json. */
export const versionOf = () =>
  described.parse(JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')))
