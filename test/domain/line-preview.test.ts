import { expect } from 'chai'
import { whatIsHeard } from '../../server/domain/line-preview.ts'
import { type Closure, isClosedByHand, lineNow, promisedOpening } from '../../server/domain/line-state.ts'
import { standardMenu } from '../../server/domain/menu.ts'
import { instantOfMinute, type OpeningHours } from '../../server/domain/opening-hours.ts'

const hours: OpeningHours = {
  zone: 'Europe/London',
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '19:00' })),
  division: 'england-and-wales',
  overrides: [],
}
const line = {
  greeting: 'Hello from us.',
  closedMessage: 'Our lines are closed now.',
  hours,
  closure: null,
  menu: standardMenu,
  drain: '15',
}
const names = { queueName: (key: string) => key }
/** Local minutes of London. */
const at = (local: string): string => instantOfMinute(local, 'Europe/London') ?? ''
const heard = (local: string, change: Partial<Omit<typeof line, 'closure'>> & { closure?: Closure } = {}) =>
  whatIsHeard({ ...line, ...change }, at(local), names)

describe('what a caller would hear', () => {
  it('J22: 16:59 and 17:00 of a day that closes early', () => {
    const overrides = [
      { date: '2026-10-07', reason: 'branch meeting', periods: [{ opens: '08:30', closes: '17:00' }] },
    ]
    const early = { hours: { ...hours, overrides } }
    expect(heard('2026-10-07T16:59', early)).to.include({
      open: true,
      state: "Open until today at five o'clock in the afternoon",
    })
    const closed = heard('2026-10-07T17:00', early)
    expect(closed).to.include({
      open: false,
      state: 'Closed: branch meeting. Opens Thursday at half past eight',
    })
    expect(closed.say.join(' ')).to.equal(
      'Hello from us. Our lines are closed now. We open Thursday at half past eight. To be rung back, press 2. To leave a message, stay on the line.',
    )
    expect(closed.say.join(' ')).not.to.include('branch meeting')
    expect(closed.keys.map(({ path, words }) => [path, words])).to.deep.equal([['2', 'a call back']])
    expect(closed.waiting).to.match(/15 more minutes/)
  })

  it('on both sides of the clock change, by the second', () => {
    for (const day of ['2026-10-23', '2026-10-26', '2026-03-27', '2026-03-30']) {
      expect(heard(`${day}T08:29`).open, day).to.equal(false)
      expect(heard(`${day}T08:30`).open, day).to.equal(true)
      expect(heard(`${day}T18:59`).open, day).to.equal(true)
      expect(heard(`${day}T19:00`).open, day).to.equal(false)
    }
  })

  it('every key with where it leads, and the two that every menu has', () => {
    const { keys, say } = heard('2026-10-07T10:00')
    expect(say.join(' ')).to.match(/Hello from us.*press 9.*For anything else, press 4/)
    expect(keys.map(({ path }) => path)).to.deep.equal(['1', '2', '3', '4', '0', '9'])
    expect(keys[0]).to.deep.equal({
      path: '1',
      words: 'a case you already have with us',
      then: 'casework queue',
    })
  })

  it('a bank holiday is said to callers and named to the staff; a missing closed message falls back to ours', () => {
    const holiday = heard('2026-08-31T11:00')
    expect(holiday.say.join(' ')).to.include(
      'Today is a bank holiday. Our lines are closed now. We open Tuesday',
    )
    expect(holiday.state).to.match(/^Closed: Summer bank holiday/)
    expect(heard('2026-08-31T11:00', { closedMessage: '' }).say.join(' ')).to.include(
      'Today is a bank holiday and our lines are closed; we open Tuesday',
    )
    expect(holiday.keys.map(({ path }) => path)).to.deep.equal(['2'])
  })

  it('a line that never opens again offers a message and no call', () => {
    const shut = heard('2026-10-07T17:00', { hours: { ...hours, periods: [] } })
    expect(shut.keys).to.deep.equal([])
    expect(shut.say.join(' ')).to.include('message after the tone').and.not.include('press 2')
  })
})

describe('a line closed by hand', () => {
  const closure: Closure = {
    message: 'The building has been evacuated',
    reason: 'Fire alarm',
    since: at('2026-10-06T10:00'),
    reopensAt: at('2026-10-06T11:30'),
    by: 'lorna',
  }
  const state = (local: string, change: Partial<Closure> = {}) =>
    lineNow({ hours, closure: { ...closure, ...change } }, at(local))

  it('is closed from that instant and open from the reopening on, by comparison with the clock alone', () => {
    expect(isClosedByHand(closure, at('2026-10-06T09:59'))).to.equal(false)
    expect(state('2026-10-06T09:59').open).to.equal(true)
    expect(state('2026-10-06T10:00')).to.include({
      open: false,
      because: 'closure',
      opensAt: closure.reopensAt,
    })
    expect(state('2026-10-06T11:29').open).to.equal(false)
    expect(state('2026-10-06T11:30').open).to.equal(true)
  })

  it('opens at the next opening when the hours are over by then', () => {
    const evening = at('2026-10-06T20:00')
    expect(state('2026-10-06T10:00', { reopensAt: evening })).to.include({ opensAt: at('2026-10-07T08:30') })
    const line = { hours, closure: { ...closure, reopensAt: evening } }
    expect(promisedOpening(line, at('2026-10-06T10:00'))).to.equal(at('2026-10-07T08:30'))
    expect(promisedOpening({ hours, closure: null }, at('2026-10-06T10:00'))).to.equal(at('2026-10-07T08:30'))
  })

  it('says its own message and the time, never the reason', () => {
    const { say, state: words } = heard('2026-10-06T10:05', { closure })
    expect(say.join(' ')).to.include('The building has been evacuated. We open today at half past eleven.')
    expect(say.join(' ')).not.to.include('Fire')
    expect(words).to.equal('Closed by hand: Fire alarm. Opens today at half past eleven')
  })
})
