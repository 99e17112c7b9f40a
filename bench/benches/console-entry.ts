/** What a browser fetches before the console's first screen: the entry and all it imports, compressed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Bench } from '../support/finding.ts'
import { short } from '../support/stats.ts'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const chunk = z.object({
  file: z.string(),
  isEntry: z.boolean().optional(),
  imports: z.array(z.string()).optional(),
  css: z.array(z.string()).optional(),
})

export const consoleEntry: Bench = async () => {
  const manifestFile = root('dist/client/.vite/manifest.json')
  if (!existsSync(manifestFile))
    execFileSync(process.execPath, ['--import', 'tsx', root('scripts/build.ts')], {
      stdio: 'ignore',
      cwd: root(''),
    })
  const manifest = z.record(z.string(), chunk).parse(JSON.parse(readFileSync(manifestFile, 'utf8')))
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const collect = (key: string) => {
    const one = manifest[key]
    if (!one || scripts.has(one.file)) return
    scripts.add(one.file)
    for (const file of one.css ?? []) styles.add(file)
    for (const each of one.imports ?? []) collect(each)
  }
  for (const [key, one] of Object.entries(manifest)) if (one.isEntry) collect(key)
  const sizeOf = (files: Set<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(root(`dist/client/${file}`))).length, 0) /
    1024
  const js = sizeOf(scripts)
  const css = sizeOf(styles)
  return [
    {
      goal: 'scripts before the console’s first screen, compressed',
      bar: '≤ 190 KiB',
      figure: `${short(js)} KiB`,
      isMet: js <= 190,
      note: `${scripts.size} files; styles ${short(css)} KiB more`,
      numbers: { js, css, files: scripts.size },
    },
  ]
}
