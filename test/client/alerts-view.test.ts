import { expect } from 'chai'
import { newRaisings } from '../../client/src/alerts/new-raisings.ts'
import { dutyWords, seenWords, unseen } from '../../client/src/features/alerts/alerts-view.ts'
import type { AlertView } from '../../server/contract/live-views.ts'

const alert = (id: string, isSeenByMe: boolean): AlertView => ({
  id,
  raisingId: `raising of ${id}`,
  raisedAt: '2026-11-23T10:00:00.000Z',
  what: 'What.',
  next: 'Next.',
  go: null,
  seenBy: [],
  isSeenByMe,
  textWords: '',
})

describe('alerts on the screen', () => {
  it('leave those in peace who have seen them', () => {
    expect(unseen([alert('a', true), alert('b', false)]).map(({ id }) => id)).to.deep.equal(['b'])
  })

  it('sound once for each raising that comes while the page is open, and for none that was there before', () => {
    expect(newRaisings(null, ['a'])).to.deep.equal([])
    expect(newRaisings(new Set(['a']), ['a', 'b'])).to.deep.equal(['b'])
    expect(newRaisings(new Set(['a', 'b']), ['a', 'b'])).to.deep.equal([])
  })

  it('say who is on duty, and who has seen them', () => {
    const nobody = { version: 1, person: null, numberEnd: null, textProblem: null, since: '', people: [] }
    const lorna = { id: 'l', name: 'Lorna Blake', initials: 'LB' }
    expect(dutyWords(nobody)).to.equal('Nobody is on duty: alerts are texted to nobody.')
    expect(dutyWords({ ...nobody, person: lorna, numberEnd: '… 870' })).to.equal(
      'Lorna Blake. Alerts are texted to … 870.',
    )
    expect(seenWords([])).to.equal('Seen by nobody yet')
    expect(seenWords(['Lorna Blake', 'Sam Okafor'])).to.equal('Seen by Lorna Blake, Sam Okafor')
  })
})
