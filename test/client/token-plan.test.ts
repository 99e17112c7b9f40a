import { expect } from 'chai'
import { lookAgainMs, renewBeforeMs, tokenPlan } from '../../client/src/softphone/token-plan.ts'

const expiresAt = Date.parse('2026-11-22T12:00:00.000Z')
const plan = (beforeMs: number, busy = false) => tokenPlan({ expiresAt, now: expiresAt - beforeMs, busy })

describe('when the softphone asks for its next token', () => {
  it('waits until a minute before the end, to the millisecond', () => {
    expect(plan(renewBeforeMs + 1)).to.deep.equal({ do: 'wait', ms: 1 })
    expect(plan(renewBeforeMs)).to.deep.equal({ do: 'renew' })
  })

  it('leaves a ringing or lasting call alone while the token holds', () => {
    expect(plan(renewBeforeMs, true)).to.deep.equal({ do: 'wait', ms: lookAgainMs })
    expect(plan(1, true)).to.deep.equal({ do: 'wait', ms: 1 })
  })

  it('renews even in a call once the token has ended', () => {
    expect(plan(0, true)).to.deep.equal({ do: 'renew' })
    expect(plan(-3_600_000, true)).to.deep.equal({ do: 'renew' })
  })
})
