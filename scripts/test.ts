/**
 * `npm test`: everything that says whether a change is good. Types, lint, format and dead code first; then a browser and a
 * built console, which the browser tests need; then mocha, three groups of files side by side and the next when one has
 * ended. Nothing stops at the first failure: one run shows all of them, and names them again at its end. The last line is
 * always `N passed, N failed`, each check counted as one.
 *
 * Browsers and the line are held to the clock by real sound: there a test that fails is run once more, and one that passes
 * only then is named at the end with what went wrong. It is to be looked at: such have been faults of the product, too.
 *
 *   browsers     test/browser and *.browser.test.ts, in thirds    mostly waits for sound and screens
 *   the line     journeys over the wire, the simulator            mostly waits for callers and timers
 *   the rest     domain, commands, stores, adapters               mostly computes, on both databases
 *
 *   npm test                                    everything
 *   npm test -- test/domain/menu.test.ts        the checks, and this file
 */
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../test/support/chromium.ts'
import { build, isBuilt } from './support/build.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = (path: string): string => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))

let passed = 0
let failed = 0
const failures: string[] = []
const passedAgain: string[] = []

const count = (what: string, isGood: boolean): void => {
  if (isGood) passed += 1
  else {
    failed += 1
    failures.push(what)
  }
  console.log(`${isGood ? '✔' : '✘'} ${what}`)
}

/** Runs a program in the project's folder, its words shown. Resolves with whether it went well. */
const run = (
  program: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
) =>
  spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...options.env },
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === 'win32' && program === 'npm',
    ...(options.timeoutMs ? { timeout: options.timeoutMs } : {}),
  }).status === 0

/** A file that exists is not yet a browser that starts: a downloaded one may lack system libraries. */
const workingChromium = (): string | null => {
  try {
    const path = findChromium()
    return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0 ? path : null
  } catch {
    // None is installed: the caller gets one.
    return null
  }
}

/** An installed Chrome or Chromium; else playwright's; else Debian's, when we may install it; else null. */
const ensureChromium = (): string | null => {
  const installed = workingChromium()
  if (installed) return installed
  console.log('No Chrome or Chromium is installed: getting one')
  run(process.execPath, [node('playwright-core/cli.js'), 'install', '--no-shell', 'chromium'], {
    timeoutMs: 180_000,
  })
  const downloaded = workingChromium()
  if (downloaded) return downloaded
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  if (mayInstall && run('apt-get', ['update'])) run('apt-get', ['install', '-y', 'chromium'])
  return workingChromium()
}

const testFiles = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts'))
  .toSorted()
const isBrowserTest = (path: string) => path.startsWith('test/browser/') || path.endsWith('.browser.test.ts')
const isLineTest = (path: string) => !isBrowserTest(path) && /^test\/(journeys|simulator)\//.test(path)
const browserThird = (third: number) =>
  testFiles.filter(isBrowserTest).filter((_, place) => place % 3 === third)
const onceMore = (files: string[]): string[] => ['--retries', '1', ...files]
const groups = [
  onceMore(browserThird(0)),
  onceMore(testFiles.filter(isLineTest)),
  testFiles.filter((path) => !isBrowserTest(path) && !isLineTest(path)),
  onceMore(browserThird(1)),
  onceMore(browserThird(2)),
]
/** More at once only wait for each other on a machine of two cores, and hurry past what a test expects to happen in time. */
const groupsAtOnce = 3

/**
 * Runs mocha and counts what its closing line says. Without one it crashed, which is a failure. `show` is given what it
 * says as it comes.
 */
const runMocha = (args: string[], chromePath: string, show: (text: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const mocha = spawn(process.execPath, [node('mocha/bin/mocha.js'), '--exit', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHROME_PATH: chromePath, NODE_ENV: 'test' },
    })
    let tail = ''
    for (const stream of [mocha.stdout, mocha.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        show(text)
        if (stream === mocha.stdout) tail = (tail + text).slice(-16_000)
      })
    }
    mocha.once('error', reject)
    mocha.once('close', (code) => {
      const closing = [...tail.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1)
      passed += Number(closing?.[1] ?? 0)
      failed += Number(closing?.[2] ?? 0)
      for (const [, title = ''] of tail.matchAll(/^✘ (.+)$/gm)) failures.push(title)
      for (const [, title = ''] of tail.matchAll(/^↻ (.+)$/gm)) passedAgain.push(title)
      if (!closing || (code !== 0 && closing[2] === '0')) count(`mocha ended with ${code}`, false)
      resolve()
    })
  })

/** Shows their words one group after another: the first as it speaks, each other once those before it have ended. */
const runGroups = async (argsOfGroups: string[][], chromePath: string): Promise<void> => {
  const waiting = argsOfGroups.entries()
  const unsaid = argsOfGroups.map(() => '')
  const ended = new Set<number>()
  let speaking = 0
  const runOneAfterAnother = async (): Promise<void> => {
    for (const [group, args] of waiting) {
      await runMocha(args, chromePath, (text) => {
        if (group === speaking) process.stdout.write(text)
        else unsaid[group] += text
      })
      ended.add(group)
      while (ended.has(speaking)) {
        speaking += 1
        process.stdout.write(unsaid[speaking] ?? '')
      }
    }
  }
  await Promise.all(Array.from({ length: groupsAtOnce }, runOneAfterAnother))
}

for (const check of ['typecheck', 'lint', 'format:check', 'deadcode'])
  count(check, run('npm', ['run', '--silent', check]))

/** The console with the simulator's shim, and the phone page: what the browser tests open. Stale ones only. */
const built = (): boolean => {
  const options = { withSimulator: true }
  try {
    if (!isBuilt(options)) build(options)
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}
count('console and phone page built', built())

const specs = process.argv.slice(2)
const chromium = ensureChromium()
if (chromium) await runGroups(specs.length > 0 ? [specs] : groups, chromium)
else count('a browser: install Chrome or Chromium, or set CHROME_PATH, then run npm test again', false)

if (passedAgain.length > 0) console.log(`\nPassed only when run again:\n${passedAgain.join('\n')}`)
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((title) => `✘ ${title}`).join('\n')}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
