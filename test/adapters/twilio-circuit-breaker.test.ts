import { expect } from 'chai'
import {
  answered,
  asking,
  type Breaker,
  closedBreaker,
  failed,
  mayAsk,
} from '../../server/adapters/twilio/circuit-breaker.ts'

const failTimes = (times: number, atMs = 0): Breaker => {
  let breaker = closedBreaker
  for (let i = 0; i < times; i++) breaker = failed(breaker, atMs)
  return breaker
}

describe('Circuit breaker', () => {
  it('opens at the third failure in a row, not at the second', () => {
    expect(mayAsk(failTimes(2), 0)).to.equal('all')
    expect(mayAsk(failTimes(3), 0)).to.equal('none')
  })

  it('opens when failing has lasted 4 s, however few the requests', () => {
    expect(failed(failTimes(1, 0), 3_999).state).to.equal('closed')
    expect(failed(failTimes(1, 0), 4_000).state).to.equal('open')
  })

  it('opens at one request that was never answered, unless another was meanwhile', () => {
    expect(failed(closedBreaker, 4_000, 0)).to.include({ state: 'open', failingSince: 0 })
    expect(failed(closedBreaker, 4_000, 3_500)).to.include({ state: 'closed', failingSince: 3_500 })
  })

  it('forgets failures as soon as anything is answered', () => {
    expect(failed(failTimes(2), 0).state).to.equal('open')
    expect(failed(answered(), 0)).to.deep.equal({ state: 'closed', failures: 1, failingSince: 0 })
  })

  it('lets one request probe after the wait, and nobody else meanwhile', () => {
    const open = failTimes(3)
    expect(mayAsk(open, 1_999)).to.equal('none')
    expect(mayAsk(open, 2_000)).to.equal('one')
    const probing = asking(open)
    expect(mayAsk(probing, 2_000)).to.equal('none')
    expect(answered()).to.deep.equal(closedBreaker)
  })

  it('waits twice as long after each failed probe, 4 s at most, and remembers since when', () => {
    let breaker = failTimes(3, 1_000)
    const waits: number[] = []
    let nowMs = 1_000
    for (let i = 0; i < 6; i++) {
      const openedAt = nowMs
      while (mayAsk(breaker, nowMs) === 'none') nowMs += 500
      waits.push(nowMs - openedAt)
      breaker = failed(asking(breaker), nowMs)
    }
    expect(waits).to.deep.equal([2_000, 4_000, 4_000, 4_000, 4_000, 4_000])
    expect(breaker).to.include({ state: 'open', failingSince: 1_000 })
  })

  it('is not closed or prolonged by a failure that was under way when it opened', () => {
    const open = failTimes(3)
    expect(failed(open, 1_000)).to.deep.equal(open)
  })
})
