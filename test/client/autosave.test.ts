import { expect } from 'chai'
import { createAutosave, type SaveState } from '../../client/src/drafts/autosave.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

const world = () => {
  const saved: string[] = []
  const states: SaveState[] = []
  let timers: { ms: number; work: () => void }[] = []
  let answer: (value: string) => Promise<void> = () => Promise.resolve()
  const autosave = createAutosave<string>({
    save: async (value) => {
      await answer(value)
      saved.push(value)
    },
    isWorthRetrying: (error) => error === 'unreachable',
    tell: (state) => states.push(state),
    later: (ms, work) => {
      const timer = { ms, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    delayMs: 800,
    retryMs: 4_000,
  })
  const ring = async () => {
    const due = timers
    timers = []
    for (const { work } of due) work()
    await settle()
  }
  return {
    autosave,
    saved,
    states,
    ring,
    waits: () => timers.map(({ ms }) => ms),
    answerWith: (next: typeof answer) => {
      answer = next
    },
  }
}

describe('autosave', () => {
  it('saves the newest words once, within a second of a pause', async () => {
    const { autosave, saved, ring, waits } = world()
    autosave.change('H')
    autosave.change('He')
    autosave.change('Hello')
    expect(waits()).to.deep.equal([800])
    await ring()
    expect(saved).to.deep.equal(['Hello'])
    expect(autosave.state()).to.equal('clean')
    expect(waits()).to.deep.equal([])
  })

  it('saves at once on blur, and not a second time afterwards', async () => {
    const { autosave, saved, ring } = world()
    autosave.change('note')
    await autosave.flush()
    await ring()
    await autosave.flush()
    expect(saved).to.deep.equal(['note'])
  })

  it('never has two requests under way: what is typed meanwhile goes next', async () => {
    const { autosave, saved, ring, answerWith } = world()
    let underWay = 0
    let most = 0
    let release = () => {}
    answerWith(async () => {
      most = Math.max(most, ++underWay)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      underWay--
    })
    autosave.change('one')
    await ring()
    autosave.change('one two')
    const flushed = autosave.flush()
    release()
    await settle()
    release()
    await flushed
    expect(most).to.equal(1)
    expect(saved).to.deep.equal(['one', 'one two'])
  })

  it('asks an unreachable server again, with the words typed since', async () => {
    const { autosave, saved, states, ring, waits, answerWith } = world()
    answerWith(() => Promise.reject('unreachable'))
    autosave.change('first')
    await ring()
    expect(waits()).to.deep.equal([4_000])
    expect(states.at(-1)).to.equal('waiting')
    answerWith(() => Promise.resolve())
    autosave.change('first and second')
    await ring()
    expect(saved).to.deep.equal(['first and second'])
  })

  it('stops at a refusal and keeps the words for the next try', async () => {
    const { autosave, saved, ring, waits, answerWith } = world()
    answerWith(() => Promise.reject('stale-version'))
    autosave.change('mine')
    await ring()
    expect(autosave.state()).to.equal('stopped')
    expect(waits()).to.deep.equal([])
    answerWith(() => Promise.resolve())
    await autosave.flush()
    expect(saved).to.deep.equal(['mine'])
  })

  it('forgets what was given up', async () => {
    const { autosave, saved, ring } = world()
    autosave.change('sent by another way')
    autosave.drop()
    await ring()
    await autosave.flush()
    expect(saved).to.deep.equal([])
  })
})
