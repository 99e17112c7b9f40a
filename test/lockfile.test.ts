import { readFileSync } from 'node:fs'
import { expect } from 'chai'

interface Locked {
  version?: string
  optionalDependencies?: Record<string, string>
}

/** Binaries for other platforms that the lockfile leaves out. npm ci refuses such a file on every machine. */
const leftOut = (packages: Record<string, Locked>): string[] =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      )
      .map((name) => `${path} wants ${name}`),
  )

describe('the lockfile', () => {
  it('lists the binaries of every platform', () => {
    const { packages } = JSON.parse(
      readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
    ) as {
      packages: Record<string, Locked>
    }
    expect(Object.keys(packages).length).to.be.greaterThan(300)
    expect(leftOut(packages)).to.deep.equal([])
  })

  it('would be noticed if it did not', () => {
    const lint = { optionalDependencies: { 'lint-linux': '1.0.0', 'lint-darwin': '1.0.0' } }
    expect(leftOut({ 'node_modules/lint': lint, 'node_modules/lint-linux': {} })).to.deep.equal([
      'node_modules/lint wants lint-darwin',
    ])
  })
})
