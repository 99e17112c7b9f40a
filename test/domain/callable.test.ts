import { expect } from 'chai'
import { type CallableFacts, callableChecks } from '../../server/domain/callable.ts'
import { isCallable, newPresence } from '../../server/domain/presence.ts'

const ready: CallableFacts = {
  choice: 'available',
  occupancy: 'idle',
  reachable: true,
  registered: true,
  microphone: 'granted',
  areYouThere: false,
}
const failures = (given: Partial<CallableFacts>) =>
  callableChecks({ ...ready, ...given }).checks.filter((check) => !check.ok)

describe('"Why am I not getting calls?"', () => {
  it('says that everything is in order, without anything to fix', () => {
    const { callable, checks } = callableChecks(ready)
    expect(callable).to.equal(true)
    expect(checks).to.have.lengthOf(6)
    for (const check of checks) expect(check).to.include({ ok: true, fix: null })
  })

  it('names the one thing that is wrong', () => {
    expect(failures({ microphone: 'denied' }).map(({ id, words }) => [id, words])).to.deep.equal([
      ['microphone', 'Your microphone is blocked.'],
    ])
    expect(failures({ choice: 'lunch' })[0]?.words).to.equal('You are set to Lunch.')
    expect(failures({ reachable: false })[0]?.id).to.equal('console')
    expect(failures({ registered: false })[0]?.id).to.equal('phone')
    expect(failures({ areYouThere: true })[0]?.fix).to.equal('Press “I am here”.')
    expect(failures({ occupancy: 'on-call' })[0]?.fix).to.equal(null)
  })

  it('never hurries an agent who is finishing a call', () => {
    expect(failures({ occupancy: 'wrap-up' })[0]?.words).to.contain('Take the time you need')
  })

  it('agrees with the rule that routes calls, in every combination', () => {
    let combinations = 0
    for (const choice of ['available', 'break', 'lunch', 'training', 'meeting', 'offline'] as const)
      for (const occupancy of ['idle', 'ringing', 'on-call', 'wrap-up'] as const)
        for (const microphone of ['granted', 'denied', 'unknown'] as const)
          for (const bits of [0, 1, 2, 3, 4, 5, 6, 7]) {
            const facts: CallableFacts = {
              choice,
              occupancy,
              microphone,
              reachable: (bits & 1) > 0,
              registered: (bits & 2) > 0,
              areYouThere: (bits & 4) > 0,
            }
            const presence = { ...newPresence('sam', '2026-11-20T09:00:00.000Z'), ...facts }
            expect(callableChecks(facts).callable, JSON.stringify(facts)).to.equal(isCallable(presence))
            combinations += 1
          }
    expect(combinations).to.equal(576)
  })
})
