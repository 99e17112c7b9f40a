import { expect } from 'chai'
import { createMicrophoneAhead } from '../../client/src/softphone/microphone-ahead.ts'

/** A browser whose microphones open when told to. */
const browser = () => {
  const opened: { isStopped: boolean; wanted: string; allow: () => void; refuse: () => void }[] = []
  const ahead = createMicrophoneAhead({
    usual: 'any',
    openDevice: (wanted: string) =>
      new Promise<{ getTracks: () => { stop: () => void }[] }>((resolve, reject) => {
        const microphone = {
          wanted,
          isStopped: false,
          allow: () => resolve({ getTracks: () => [{ stop: () => void (microphone.isStopped = true) }] }),
          refuse: () => reject(new Error('not allowed')),
        }
        opened.push(microphone)
      }),
  })
  return { ahead, opened }
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the microphone opened ahead of a call', () => {
  it('goes to the first who asks, and once', async () => {
    const { ahead, opened } = browser()
    ahead.open()
    ahead.open()
    expect(opened).to.have.lengthOf(1)
    const taken = ahead.getUserMedia('any')
    opened[0]?.allow()
    await taken
    ahead.close()
    await settle()
    expect(opened[0]?.isStopped).to.equal(false)
    void ahead.getUserMedia('headset')
    expect(opened.map((each) => each.wanted)).to.deep.equal(['any', 'headset'])
  })

  it('is closed when nobody took it, also when it opens only afterwards', async () => {
    const { ahead, opened } = browser()
    ahead.open()
    opened[0]?.allow()
    await settle()
    ahead.close()
    ahead.open()
    ahead.close()
    opened[1]?.allow()
    await settle()
    expect(opened.map((each) => each.isStopped)).to.deep.equal([true, true])
  })

  it('tells a refusal to whoever takes it, and to nobody else', async () => {
    const { ahead, opened } = browser()
    ahead.open()
    opened[0]?.refuse()
    await settle()
    const error = await ahead.getUserMedia('any').then(
      () => null,
      (refusal: unknown) => refusal,
    )
    expect(String(error)).to.include('not allowed')
    ahead.open()
    ahead.close()
    opened[1]?.refuse()
    await settle()
  })
})
