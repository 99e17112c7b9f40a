/** `npm run build`: dist/ anew. For a real account unless BRANCHLINE_SIMULATOR=1. */
import { build } from './support/build.ts'

try {
  build({ withSimulator: process.env['BRANCHLINE_SIMULATOR'] === '1' })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
