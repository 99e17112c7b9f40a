import { expect } from 'chai'
import { choose, levelsOf, type Menu, type MenuLevel, standardMenu } from '../../server/domain/menu.ts'
import { menuProblems } from '../../server/domain/menu-checks.ts'

const given = { queueKeys: ['advice', 'casework', 'joining'], closedMessage: 'We are closed.' }
const found = (menu: Menu, more: Partial<typeof given> = {}) =>
  menuProblems(menu, { ...given, ...more }).map(({ at, field }) => `${at}.${field}`)
const toQueue = (words = 'this') => ({ kind: 'queue', need: 'other', queueKey: 'advice', words }) as const
const withOptions = (options: MenuLevel['options']): Menu => ({ ...standardMenu, options })
const level = (key: string, options: MenuLevel['options']): MenuLevel => ({ key, prompt: 'Next.', options })

describe('a menu before it is published', () => {
  it('the standard one is fine, and so is one with two levels and a way back', () => {
    expect(found(standardMenu)).to.deep.equal([])
    const pay = level('pay', { '1': toQueue(), '2': { kind: 'go', to: 'start', words: 'the first menu' } })
    expect(found(withOptions({ '1': { kind: 'menu', menu: pay, words: 'pay' } }))).to.deep.equal([])
  })

  it('silence: nothing said before the keys, of a key, or of a closed line', () => {
    expect(found({ ...standardMenu, prompt: ' ' })).to.deep.equal(['.prompt'])
    expect(found(withOptions({ '3': toQueue('') }))).to.deep.equal(['3.words'])
    expect(found(standardMenu, { closedMessage: '' })).to.deep.equal(['.closed'])
  })

  it('a dead end: no key, at the first level or the second', () => {
    expect(found(withOptions({}))).to.deep.equal(['.options'])
    const empty = level('pay', {})
    expect(
      found(withOptions({ '1': { kind: 'menu', menu: empty, words: 'pay' }, '2': toQueue() })),
    ).to.deep.equal(['1.options'])
  })

  it('a loop: keys that lead round and round and never to a queue', () => {
    expect(found(withOptions({ '1': { kind: 'go', to: 'start', words: 'this again' } }))).to.deep.equal([
      '.options',
    ])
    const pay = level('pay', { '1': { kind: 'go', to: 'start', words: 'back' } })
    const round = withOptions({ '1': { kind: 'menu', menu: pay, words: 'pay' } })
    expect(found(round)).to.deep.equal(['.options', '1.options'])
    // One way out is enough, wherever it is.
    expect(
      found(withOptions({ '1': { kind: 'menu', menu: pay, words: 'pay' }, '2': toQueue() })),
    ).to.deep.equal([])
  })

  it('nowhere: a queue or a menu that does not exist', () => {
    expect(found(standardMenu, { queueKeys: ['advice', 'joining'] })).to.deep.equal(['1.queue'])
    expect(found({ ...standardMenu, personQueueKey: 'gone' })).to.deep.equal(['.person'])
    expect(found(withOptions({ '1': toQueue(), '2': { kind: 'go', to: 'gone', words: 'x' } }))).to.deep.equal(
      ['2.go'],
    )
  })

  it('a third level, and tries that are none', () => {
    const third = level('third', { '1': toQueue() })
    const second = level('second', { '1': { kind: 'menu', menu: third, words: 'deep' } })
    expect(found(withOptions({ '1': { kind: 'menu', menu: second, words: 'down' } }))).to.deep.equal([
      '11.menu',
    ])
    for (const attempts of [0, 4, 1.5])
      expect(found({ ...standardMenu, attempts })).to.deep.equal(['.attempts'])
  })

  it('a key that goes back is heard as the first menu again; one that leads nowhere as the first, too', () => {
    const pay = level('pay', {
      '1': toQueue(),
      '2': { kind: 'go', to: 'start', words: 'back' },
      '3': { kind: 'go', to: 'gone', words: 'nowhere' },
    })
    const menu = withOptions({
      '1': { kind: 'menu', menu: pay, words: 'pay' },
      '2': { kind: 'go', to: 'pay', words: 'x' },
    })
    for (const digits of ['2', '3'])
      expect(choose(menu, { digits, attempt: 1, levelKey: 'pay' })).to.deep.include({
        outcome: 'level',
        level: menu,
      })
    expect(choose(menu, { digits: '2', attempt: 1 })).to.deep.include({ outcome: 'level', level: pay })
    expect(levelsOf(menu).map(({ path }) => path)).to.deep.equal(['', '1'])
  })
})
