import { expect } from 'chai'
import { createSpeechSense } from '../../client/src/softphone/speech-sense.ts'

describe('noticing somebody who speaks while muted', () => {
  /** What is sensed after each loudness, ten of them a second. */
  const senses = (levels: number[]) => {
    const sense = createSpeechSense()
    return levels.map((level, at) => sense(level, at * 100))
  }

  it('needs more than a cough or a key press', () => {
    expect(senses([0.9, 0, 0.9, 0.9, 0.9, 0, 0.05])).to.not.include(true)
  })

  it('begins within half a second of speech', () => {
    expect(senses([0.3, 0.3, 0.3, 0.3])).to.deep.equal([false, false, false, true])
  })

  it('outlasts the pauses between words, and ends three seconds after the last', () => {
    const silence = Array.from({ length: 30 }, () => 0.01)
    const sensed = senses([0.3, 0.3, 0.3, 0.3, ...silence])
    expect(sensed.slice(4, 33)).to.not.include(false)
    expect(sensed.at(-1)).to.equal(false)
  })
})
