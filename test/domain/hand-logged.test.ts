import { expect } from 'chai'
import { handLoggedTroubles, isLoggedLate } from '../../server/domain/hand-logged.ts'

const now = '2026-11-23T10:00:00.000Z'
const fieldsOf = (happenedAt: string, words = 'She came in.'): string[] =>
  handLoggedTroubles({ happenedAt, words }, now).map(({ field }) => field)

describe('a contact that is logged by hand', () => {
  it('has happened, in this working life, and has words', () => {
    expect(fieldsOf(now)).to.deep.equal([])
    expect(fieldsOf('2026-11-23T10:00:00.001Z')).to.deep.equal(['happenedAt'])
    expect(fieldsOf('2006-12-01T10:00:00.000Z')).to.deep.equal([])
    expect(fieldsOf('0206-11-23T10:00:00.000Z')).to.deep.equal(['happenedAt'])
    expect(fieldsOf(now, ' \n ')).to.deep.equal(['words'])
  })

  it('is late from one day on', () => {
    expect(isLoggedLate('2026-11-22T10:00:00.001Z', now)).to.equal(false)
    expect(isLoggedLate('2026-11-22T10:00:00.000Z', now)).to.equal(true)
  })
})
