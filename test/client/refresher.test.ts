import { expect } from 'chai'
import { createRefresher } from '../../client/src/refresher.ts'

/** Questions that are answered when the test says so. */
const questions = (restMs = 0) => {
  const asked: string[] = []
  const open: (() => void)[] = []
  const { refresh, stop } = createRefresher({
    ask: (topic) => {
      asked.push(topic)
      return new Promise<void>((resolve) => open.push(resolve))
    },
    restMs: () => restMs,
  })
  return { asked, refresh, stop, answer: () => open.shift()?.() }
}
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe('asking again for what changed', () => {
  it('asks at once, and for other topics without waiting', () => {
    const { asked, refresh } = questions()
    refresh('case:1')
    refresh('work')
    expect(asked).to.deep.equal(['case:1', 'work'])
  })

  it('asks once more after an answer that may be too old, however many changes came meanwhile', async () => {
    const { asked, refresh, answer } = questions()
    for (let n = 0; n < 5; n += 1) refresh('work')
    expect(asked).to.have.length(1)
    answer()
    await until(() => asked.length === 2)
    answer()
    refresh('work')
    await until(() => asked.length === 3)
  })

  it('lets a list rest between two questions', async () => {
    const { asked, refresh, answer } = questions(40)
    const startedAt = performance.now()
    refresh('work')
    refresh('work')
    answer()
    await until(() => asked.length === 2)
    expect(performance.now() - startedAt).to.be.at.least(35)
  })

  it('asks nothing any more once it is stopped', async () => {
    const { asked, refresh, stop, answer } = questions(100)
    refresh('work')
    refresh('work')
    answer()
    await new Promise((resolve) => setImmediate(resolve))
    stop()
    // Longer than the rest after which it would have asked.
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(asked).to.have.length(1)
  })
})
