import { expect } from 'chai'
import { contactResults } from '../../server/contract/words.ts'
import { isMissed, isSamePerson, missedRows } from '../../server/domain/missed.ts'
import type { ContactResult } from '../../server/domain/records.ts'

const zone = 'Europe/London'
const call = (
  id: string,
  startedAt: string,
  waitedSeconds: number,
  who: { memberId?: string | null; callerNumber?: string | null } = {},
) => ({
  id,
  memberId: who.memberId ?? null,
  callerNumber: who.callerNumber === undefined ? '+447700900555' : who.callerNumber,
  startedAt,
  waitingSince: startedAt,
  endedAt: new Date(Date.parse(startedAt) + waitedSeconds * 1000).toISOString(),
  result: 'abandoned' as ContactResult,
})

describe('callers who did not get through', () => {
  it('are one row per person and London day, worst wait first', () => {
    const rows = missedRows(
      [
        call('a', '2026-10-06T08:00:00.000Z', 30),
        call('b', '2026-10-06T09:00:00.000Z', 400),
        call('c', '2026-10-06T09:30:00.000Z', 20),
        call('d', '2026-10-06T10:00:00.000Z', 200, { memberId: 'm1', callerNumber: '+447700900117' }),
        call('e', '2026-10-06T10:30:00.000Z', 210, { memberId: 'm1', callerNumber: '+447700900999' }),
        // Half past midnight in London: the next day, though the same day in UTC.
        call('f', '2026-10-06T23:30:00.000Z', 900),
      ],
      zone,
    )
    expect(
      rows.map((row) => ({ day: row.day, worst: row.worst.id, calls: row.calls.map((c) => c.id) })),
    ).to.deep.equal([
      { day: '2026-10-07', worst: 'f', calls: ['f'] },
      { day: '2026-10-06', worst: 'b', calls: ['a', 'b', 'c'] },
      { day: '2026-10-06', worst: 'e', calls: ['d', 'e'] },
    ])
  })

  it('of a withheld number are each their own', () => {
    const withheld = { callerNumber: null }
    expect(
      missedRows(
        [
          call('a', '2026-10-06T08:00:00.000Z', 5, withheld),
          call('b', '2026-10-06T08:01:00.000Z', 5, withheld),
        ],
        zone,
      ),
    ).to.have.lengthOf(2)
  })

  it('are told from every other way a call ends', () => {
    expect(contactResults.filter((result) => isMissed({ result }))).to.have.members([
      'abandoned',
      'closed-line',
      'nobody-signed-in',
      'queue-full',
      'failed',
    ])
  })

  it('are the same person by member, else by number; two members who share a number are not', () => {
    const number = '+447700900820'
    const tom = { memberId: 'tom', callerNumber: number }
    expect(isSamePerson(tom, { memberId: 'tom', callerNumber: null })).to.equal(true)
    expect(isSamePerson(tom, { memberId: 'jean', callerNumber: number })).to.equal(false)
    expect(isSamePerson(tom, { memberId: null, callerNumber: number })).to.equal(true)
    expect(
      isSamePerson({ memberId: null, callerNumber: null }, { memberId: null, callerNumber: null }),
    ).to.equal(false)
  })
})
