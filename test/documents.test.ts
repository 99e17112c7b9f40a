import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { keysInWords, shortcutIds, shortcuts } from '../client/src/keymap.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['.', 'docs', 'docs/decisions', 'docs/guides']
const documents = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, folder, name)),
)

/** Files and folders of ours named in running text: `server/domain/offer.ts`. A pattern or a placeholder is none. */
const pathsIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /`((?:server|client|simulator|migrations|test|scripts|bench|docs|\.ci)\/[\w./-]+|(?:Dockerfile|compose\.yaml|\.env\.example|knip\.json|\.oxlintrc\.json))`/g,
    ),
  ].map((match) => match[1] ?? '')

/** Targets of links and pictures that are files here, without their `#heading`. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')

describe('the documents', () => {
  it('name only files that exist', () => {
    const missing = documents.flatMap((path) =>
      pathsIn(readFileSync(path, 'utf8'))
        .filter((named) => !existsSync(join(root, named)))
        .map((named) => `${relative(root, path)} names ${named}`),
    )
    expect(missing).to.deep.equal([])
  })

  it('link only to files that exist', () => {
    const missing = documents.flatMap((path) =>
      linksIn(readFileSync(path, 'utf8'))
        .filter((target) => !existsSync(join(dirname(path), target)))
        .map((target) => `${relative(root, path)} links to ${target}`),
    )
    expect(missing).to.deep.equal([])
  })

  it('were read, and a missing file would be noticed', () => {
    expect(documents.length).to.be.greaterThan(15)
    expect(pathsIn('see `server/domain/offer.ts` and `server/none.ts`, not `server/**`')).to.deep.equal([
      'server/domain/offer.ts',
      'server/none.ts',
    ])
    expect(linksIn('[a](docs/none.md#part) [b](https://example.org) [c](#here)')).to.deep.equal([
      'docs/none.md',
    ])
  })

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const missing = documents.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bnpm run (?:--silent )?([\w:]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !(name in scripts))
        .map((name) => `${relative(root, path)} says npm run ${name}`),
    )
    expect(missing).to.deep.equal([])
  })

  it('list every shortcut of the console with its keys', () => {
    const keyboard = readFileSync(join(root, 'docs/keyboard.md'), 'utf8')
    for (const id of shortcutIds) {
      const { keys, words, whileTyping } = shortcuts[id]
      expect(keyboard).to.include(`| ${keysInWords(keys)} | ${words} | ${whileTyping ? 'yes' : 'no'} |`)
    }
  })

  it('name in guides only keys that there are', () => {
    const known = new Set(shortcutIds.map((id) => keysInWords(shortcuts[id].keys)))
    const guides = documents.filter((path) => relative(root, path).startsWith('docs/guides/'))
    const named = guides.flatMap((path) =>
      [
        ...readFileSync(path, 'utf8')
          .replaceAll('**', '')
          .matchAll(/\b(?:(?:Ctrl |Shift[ +])+(?:Enter|[A-Z])|[A-Z] then [A-Z])\b/g),
      ].map(([keys]) => ({ path: relative(root, path), keys: keys.replace('+', ' ') })),
    )
    expect(named).to.have.length.above(30)
    expect(named.filter(({ keys }) => !known.has(keys.replace('Enter', '↵')))).to.deep.equal([])
  })
})
