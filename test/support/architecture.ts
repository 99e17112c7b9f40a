/**
 * Who may import whom, and who may do what, as functions over `path → text`: test/architecture.test.ts runs them over
 * the tree, and over planted mistakes to see each rule fail. Reads imports by pattern, not by a parser: a checker that
 * silently reads no modules is worse than none, so the test also counts what was read.
 */
import { posix } from 'node:path'

/** Source files by their path from the project's root, `/` between folders. */
export type Sources = ReadonlyMap<string, string>

interface Import {
  /** A path from the project's root for our own files, else a package's name with its subpath. */
  target: string
  isOurs: boolean
}

/** `from '…'`, `import '…'` and `import('…')`, types included: a type is knowledge of the other ring too. */
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g

export const importsOf = (path: string, text: string): Import[] =>
  [...withoutComments(text).matchAll(importPattern)].map((match) => {
    const name = match[2] ?? ''
    return name.startsWith('.')
      ? { target: posix.normalize(posix.join(posix.dirname(path), name)), isOurs: true }
      : { target: name, isOurs: false }
  })

/** Comments quote code and paths; strings that look like comments (`https://…`) stay, as they follow a colon or quote. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(),])\/\/[^\n]*/g, '$1')

/** One ring: what files under `folder` may import. A file is judged by the most particular ring that holds it. */
export interface Ring {
  folder: string
  /** Folders or files of ours beside the ring itself. */
  ours: readonly string[]
  /** Packages by name with subpath, `node:` ones included; 'any' for the outer rings. */
  packages: readonly string[] | 'any'
}

const contractFolder = 'server/contract'

/** From the inside out. Every source file of the project is in one of these. */
export const rings: readonly Ring[] = [
  {
    folder: 'server/domain',
    ours: [],
    packages: ['luxon', 'libphonenumber-js/max', 'sms-segments-calculator'],
  },
  { folder: contractFolder, ours: [], packages: ['zod', 'zod/mini'] },
  { folder: 'server/commands', ours: ['server/domain', contractFolder], packages: ['zod'] },
  {
    folder: 'server/views',
    ours: ['server/domain', contractFolder, 'server/adapters/db', 'server/commands/ports.ts'],
    packages: ['knex', 'luxon'],
  },
  {
    folder: 'server/worker',
    ours: ['server/domain', contractFolder, 'server/commands', 'server/views', 'server/adapters'],
    packages: 'any',
  },
  {
    folder: 'server/adapters',
    ours: ['server/domain', contractFolder, 'server/commands', 'server/views', 'server/config.ts'],
    packages: 'any',
  },
  { folder: 'server', ours: [], packages: 'any' },
  { folder: 'client', ours: [contractFolder], packages: 'any' },
  { folder: 'migrations', ours: [], packages: ['knex'] },
  { folder: 'simulator', ours: [], packages: 'any' },
  { folder: 'scripts', ours: ['server', 'simulator', 'bench', 'test/support', 'client'], packages: 'any' },
  {
    folder: 'bench',
    ours: ['server', 'simulator', 'test', 'scripts', 'client', 'migrations'],
    packages: 'any',
  },
  {
    folder: 'test',
    ours: ['server', 'simulator', 'client', 'scripts', 'bench', 'migrations'],
    packages: 'any',
  },
]

const isUnder = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

const ringOf = (path: string): Ring | undefined => rings.find((ring) => isUnder(path, ring.folder))

/** Imports that cross a ring where none is allowed. */
export const crossedRings = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    const ring = ringOf(path)
    if (!ring) return [`${path} is in no ring`]
    return importsOf(path, text)
      .filter(({ target, isOurs }) =>
        isOurs
          ? ![ring.folder, ...ring.ours].some((folder) => isUnder(target, folder)) &&
            target !== 'package.json'
          : ring.packages !== 'any' && !ring.packages.includes(target),
      )
      .map(({ target }) => `${path} imports ${target}`)
  })

/** Screens that are made of other screens' parts. Everything else that two features need is in ui/ or queries. */
const composed: Readonly<Record<string, readonly string[]>> = {
  work: ['contact', 'knowledge', 'member', 'thread'],
  branches: ['targets'],
  cases: [
    'advice',
    'branches',
    'case-moves',
    'case-people',
    'deadlines',
    'documents',
    'eligibility',
    'groups',
    'hand-over',
    'holds',
    'knowledge',
    'member',
    'seals',
    'sheets',
    'targets',
    'terms',
    'timeline',
    'triage',
  ],
  contact: ['deadlines', 'leads'],
  deadlines: ['targets'],
  groups: ['cases', 'deadlines'],
  live: ['alerts'],
  member: ['branches', 'holds', 'leads', 'timeline'],
  retention: ['holds'],
}

const featureOf = (path: string): string | null => /^client\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null

/** Features that import each other beyond the composed ones; and ui/, which has no domain words, importing features. */
export const entangledFeatures = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    const from = featureOf(path)
    const isKit = path.startsWith('client/src/ui/')
    if (from === null && !isKit) return []
    return importsOf(path, text)
      .filter(({ target }) => {
        const to = featureOf(target)
        return to !== null && to !== from && !(from !== null && composed[from]?.includes(to))
      })
      .map(({ target }) => `${path} imports ${target}`)
  })

/** Packages with exactly one door in the product's own code. */
const doors: Readonly<Record<string, string>> = {
  '@twilio/voice-sdk': 'client/src/softphone/twilio-device.ts',
}

export const besideTheDoor = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) =>
    path.startsWith('test/') || path.startsWith('bench/')
      ? []
      : importsOf(path, text)
          .filter(({ target }) => (doors[target] ?? path) !== path)
          .map(({ target }) => `${path} imports ${target}`),
  )

/** What makes the same question answer differently tomorrow. A Date made from something given is fine. */
const impurities: readonly RegExp[] = [
  /\bnew Date\(\s*\)/,
  /\bDate\.now\b/,
  /\bMath\.random\b/,
  /\bDateTime\.(now|local|utc)\(\s*\)/,
  /\bcrypto\b/,
  /\bprocess\./,
  /\bperformance\./,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bfetch\(/,
  /\bconsole\./,
]

export const impureDomain = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) =>
    path.startsWith('server/domain/')
      ? impurities
          .filter((impurity) => impurity.test(withoutComments(text)))
          .map((impurity) => `${path} has ${impurity.source}`)
      : [],
  )

/** The words of the three state machines (contact.ts, offer.ts, presence.ts) that no other record uses. */
const machineWords: Readonly<Record<string, readonly string[]>> = {
  state: [
    'greeting',
    'waiting',
    'connecting',
    'connected',
    'parked',
    'ended',
    'pending',
    'accepted',
    'declined',
    'expired',
    'withdrawn',
  ],
  occupancy: ['idle', 'ringing', 'on-call', 'wrap-up'],
}

const writers = ['server/commands/', 'server/worker/', 'server/adapters/']

/**
 * One door: only the domain writes a state. Outside it, `{…contact, state: 'connected'}` or `offer.state = 'expired'` skips
 * the table of moves. Asking is fine: a comparison, or a `where` of a query.
 */
export const statesWrittenOutside = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) =>
    writers.some((folder) => path.startsWith(folder))
      ? withoutComments(text)
          .split('\n')
          .filter((line) => !/\bwhere\w*\(/i.test(line))
          .flatMap((line) =>
            Object.entries(machineWords)
              .filter(([field, words]) =>
                new RegExp(`\\b${field}\\s*(?::|=(?!=))\\s*['"](?:${words.join('|')})['"]`).test(line),
              )
              .map(() => `${path} writes ${line.trim()}`),
          )
      : [],
  )
