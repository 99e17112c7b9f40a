import { expect } from 'chai'
import {
  nameThisTab,
  phoneLock,
  type TabLocks,
  watchPhoneLock,
} from '../../client/src/softphone/tab-ownership.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

interface Waiting {
  run: () => void
}

/** The browser's lock table for one origin, as https://www.w3.org/TR/web-locks says: in line, ifAvailable, steal. */
const lockTable = (): TabLocks => {
  const held = new Map<string, { lose: (error: Error) => void }>()
  const lines = new Map<string, Waiting[]>()
  const next = (name: string) => lines.get(name)?.shift()?.run()
  return {
    request: (name, options, callback) =>
      new Promise((resolve, reject) => {
        const take = () => {
          const mine = { lose: reject }
          held.set(name, mine)
          void Promise.resolve(callback({})).then((value) => {
            if (held.get(name) === mine) {
              held.delete(name)
              next(name)
            }
            resolve(value)
          })
        }
        if (options.steal) held.get(name)?.lose(new Error('AbortError'))
        else if (held.has(name)) {
          if (options.ifAvailable) return resolve(callback(null))
          lines.set(name, [...(lines.get(name) ?? []), { run: take }])
          return
        }
        take()
      }),
  }
}

const tab = (locks: TabLocks) => {
  const heard: boolean[] = []
  const lock = watchPhoneLock(locks, (mine) => heard.push(mine))
  return { heard, lock }
}

describe('which tab has the phone', () => {
  it('gives it to the first tab, and says so to the second', async () => {
    const locks = lockTable()
    const first = tab(locks)
    const second = tab(locks)
    await settle()
    expect(first.heard).to.deep.equal([true])
    expect(second.heard).to.deep.equal([false])
  })

  it('passes it on by itself when the first tab goes', async () => {
    const locks = lockTable()
    const first = tab(locks)
    const second = tab(locks)
    await settle()
    first.lock.release()
    await settle()
    expect(second.heard).to.deep.equal([false, true])
  })

  it('moves it on "Use it here", and back again', async () => {
    const locks = lockTable()
    const first = tab(locks)
    const second = tab(locks)
    await settle()
    second.lock.take()
    await settle()
    expect(first.heard).to.deep.equal([true, false])
    expect(second.heard).to.deep.equal([false, true])
    first.lock.take()
    await settle()
    expect(first.heard.at(-1)).to.equal(true)
    expect(second.heard.at(-1)).to.equal(false)
  })

  it('is not taken by a tab that has signed out while it stood in line', async () => {
    const locks = lockTable()
    const first = tab(locks)
    const second = tab(locks)
    await settle()
    second.lock.release()
    first.lock.release()
    await settle()
    expect(second.heard).to.deep.equal([false])
    expect(phoneLock).to.be.a('string')
  })

  it('keeps a tab its name over a reload', async () => {
    const memory = new Map<string, string>()
    const storage = {
      getItem: (key: string) => memory.get(key) ?? null,
      setItem: (key: string, value: string) => void memory.set(key, value),
    }
    memory.set('branchline.tab', 'kept-name')
    expect(await nameThisTab(storage, lockTable())).to.equal('kept-name')
  })
})
