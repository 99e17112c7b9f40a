import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect } from 'chai'
import { createShown, keyOf, topicOf } from '../../client/src/shown.ts'

/** A console whose server hears when the test says so. */
const console_ = () => {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } })
  const said: string[][] = []
  const refreshed: string[] = []
  const joined: string[] = []
  const open: { hear: () => void; lose: () => void }[] = []
  let isConnected = true
  const shown = createShown({
    cache,
    say: (topics) => {
      said.push(topics)
      return new Promise<void>((resolve, reject) => {
        open.push({ hear: resolve, lose: () => reject(new Error('lost')) })
      })
    },
    whenJoined: (topics) => joined.push(...topics),
    refresh: (topic) => refreshed.push(topic),
    isConnected: () => isConnected,
  })
  const asked: string[] = []
  /** Puts a query on the screen; gives back how to take it off. */
  const show = (...queryKey: string[]) =>
    new QueryObserver(cache, {
      queryKey,
      queryFn: async () => {
        await shown.whenShown(queryKey)
        asked.push(queryKey.join('/'))
        return queryKey.join('/')
      },
    }).subscribe(() => undefined)
  return {
    cache,
    shown,
    said,
    joined,
    refreshed,
    asked,
    show,
    hear: () => open.shift()?.hear(),
    lose: () => open.shift()?.lose(),
    disconnect: () => {
      isConnected = false
    },
    end: () => {
      shown.stop()
      cache.clear()
    },
  }
}
const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('what a console shows', () => {
  let one: ReturnType<typeof console_>
  beforeEach(() => {
    one = console_()
  })
  afterEach(() => one.end())

  it('is named by its queries; a list by its kind, and what the socket has no news of not at all', () => {
    expect(topicOf(['case', '17'])).to.equal('case:17')
    expect(topicOf(['cases', 'open', 'overtime'])).to.equal('cases')
    expect(topicOf(['live'])).to.equal('live')
    for (const key of [['case', ''], ['case'], ['phone'], ['search', 'x'], ['toString'], []])
      expect(topicOf(key), key.join()).to.equal(null)
    for (const topic of ['case:17', 'cases', 'contact:a:b']) expect(topicOf(keyOf(topic))).to.equal(topic)
  })

  it('is said in one breath for a whole page, and a question waits until the server has heard', async () => {
    one.show('work')
    one.show('contact', '7')
    await soon()
    expect(one.said).to.deep.equal([['work', 'contact:7']])
    expect(one.asked).to.deep.equal([])
    one.hear()
    await soon()
    expect(one.asked).to.deep.equal(['work', 'contact/7'])
    expect(one.refreshed).to.deep.equal([])
    expect(one.joined).to.deep.equal(['work', 'contact:7'])
  })

  it('is said anew when something leaves the screen', async () => {
    const hide = one.show('work')
    one.show('live')
    await soon()
    hide()
    await soon()
    expect(one.said.at(-1)).to.deep.equal(['live'])
  })

  it('is asked again when it comes back from the cache, where nobody kept it right', async () => {
    one.cache.setQueryData(['case', '3'], 'as it was')
    one.show('case', '3')
    await soon()
    one.hear()
    await soon()
    expect(one.refreshed).to.deep.equal(['case:3'])
  })

  it('does not wait long for a slow socket, and asks again once that has heard', async () => {
    one.show('work')
    await soon()
    const startedAt = performance.now()
    while (one.asked.length === 0) await soon()
    expect(performance.now() - startedAt).to.be.within(250, 1_000)
    one.hear()
    await soon()
    expect(one.refreshed).to.deep.equal(['work'])
  })

  it('is nothing while nobody can see it, and everything again afterwards', async () => {
    one.show('live')
    await soon()
    one.hear()
    void one.shown.cover(true)
    await soon()
    expect(one.said.at(-1)).to.deep.equal([])
    void one.shown.cover(false)
    await soon()
    expect(one.said.at(-1)).to.deep.equal(['live'])
  })

  it('is said in full to a new connection', async () => {
    one.show('work')
    await soon()
    one.hear()
    await soon()
    void one.shown.retell()
    await soon()
    expect(one.said).to.deep.equal([['work'], ['work']])
  })

  it('holds nobody up when there is no connection', async () => {
    one.disconnect()
    one.show('work')
    await soon()
    expect(one.said).to.deep.equal([])
    expect(one.asked).to.deep.equal(['work'])
  })

  it('is said again when the server did not hear', async () => {
    one.show('work')
    await soon()
    one.lose()
    while (one.said.length < 2) await soon()
    expect(one.said[1]).to.deep.equal(['work'])
  })
})
