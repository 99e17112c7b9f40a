import { expect } from 'chai'
import {
  ago,
  clockTime,
  dayAndTime,
  dueWords,
  duration,
  durationWords,
  instantOfLocal,
  localOfInstant,
} from '../../client/src/ui/times.ts'

describe('times on screens', () => {
  it("read London's clock in winter and in summer", () => {
    expect(clockTime('2026-01-15T09:14:00.000Z')).to.equal('09:14')
    expect(clockTime('2026-07-15T09:14:00.000Z')).to.equal('10:14')
  })

  it('name the day from where the reader stands', () => {
    const now = '2026-11-22T10:00:00.000Z'
    expect(dayAndTime('2026-11-22T09:14:00.000Z', now)).to.equal('Today 09:14')
    expect(dayAndTime('2026-11-21T09:14:00.000Z', now)).to.equal('Yesterday 09:14')
    expect(dayAndTime('2026-11-17T12:20:00.000Z', now)).to.equal('Tue 17 Nov 12:20')
    expect(dayAndTime('2025-11-17T12:20:00.000Z', now)).to.equal('17 Nov 2025 12:20')
  })

  it('call the other side of a midnight another day, also when summer time ends', () => {
    // Clocks go back on 25 October 2026 at 02:00.
    expect(dayAndTime('2026-10-24T22:59:00.000Z', '2026-10-25T12:00:00.000Z')).to.equal('Yesterday 23:59')
    expect(dayAndTime('2026-10-24T23:00:00.000Z', '2026-10-25T12:00:00.000Z')).to.equal('Today 00:00')
  })

  it('show a promise for today by its hour alone', () => {
    expect(dueWords('2026-11-22T11:30:00.000Z', '2026-11-22T10:00:00.000Z')).to.equal('11:30')
    expect(dueWords('2026-11-23T11:30:00.000Z', '2026-11-22T10:00:00.000Z')).to.equal('Tomorrow 11:30')
  })

  it('tick without ever going below zero', () => {
    expect(duration(-900)).to.equal('0:00')
    expect(duration(59_999)).to.equal('0:59')
    expect(duration(60_000)).to.equal('1:00')
    expect(duration(3_729_000)).to.equal('1:02:09')
  })

  it('say how long something lasted in words', () => {
    expect(durationWords(59)).to.equal('under 1 min')
    expect(durationWords(60)).to.equal('1 min')
    expect(durationWords(3_900)).to.equal('1 h 5 min')
  })

  it('say how long ago in the width of a list', () => {
    const now = Date.parse('2026-11-22T10:00:00.000Z')
    expect(ago(now - 59_999, now)).to.equal('now')
    expect(ago(now - 60_000, now)).to.equal('1 m')
    expect(ago(now - 3_600_000, now)).to.equal('1 h')
    expect(ago(now - 86_400_000, now)).to.equal('21 Nov')
  })

  it('turn a London wall-clock reading into its instant and back', () => {
    expect(instantOfLocal('2026-11-27T15:00')).to.equal('2026-11-27T15:00:00.000Z')
    expect(instantOfLocal('2026-07-27T15:00')).to.equal('2026-07-27T14:00:00.000Z')
    expect(localOfInstant('2026-07-27T14:00:00.000Z')).to.equal('2026-07-27T15:00')
  })

  it('take the first pass of the hour that comes twice, and the later reading of the hour that never comes', () => {
    expect(instantOfLocal('2026-10-25T01:30')).to.equal('2026-10-25T00:30:00.000Z')
    expect(instantOfLocal('2026-03-29T01:30')).to.equal('2026-03-29T01:30:00.000Z')
  })

  it('refuse what is not a reading', () => {
    expect(instantOfLocal('')).to.equal(null)
    expect(instantOfLocal('27/11/2026 15:00')).to.equal(null)
  })
})
