import { expect } from 'chai'
import { choicesFor, choiceToSend } from '../../client/src/features/phone/transfer-choices.ts'

const destinations = {
  people: [
    { id: 'sam', name: 'Sam Reid', initials: 'SR', free: true, words: 'free' },
    { id: 'lorna', name: 'Lorna Hale', initials: 'LH', free: false, words: 'on a call' },
  ],
  queues: [{ id: 'q1', name: 'Advice', isHere: true, words: 'nobody waits' }],
}

describe('where a call may be passed on to', () => {
  it('says why somebody cannot be chosen; a queue cannot be asked first, only sent to', () => {
    expect(choicesFor(destinations, { query: '', way: 'ask' }).map((c) => [c.name, c.blocked])).to.deep.equal(
      [
        ['Sam Reid', null],
        ['Lorna Hale', 'on a call'],
      ],
    )
    expect(choicesFor(destinations, { query: 'adv', way: 'send' }).map((c) => c.blocked)).to.deep.equal([
      null,
    ])
  })

  it('is a typed number before a chosen row, and nothing before either', () => {
    const choices = choicesFor(destinations, { query: '', way: 'send' })
    const given = { choices, chosenId: 'sam', number: '', name: '' }
    expect(choiceToSend(given)).to.deep.equal({ kind: 'colleague', personId: 'sam' })
    expect(choiceToSend({ ...given, number: ' 020 7946 0777 ', name: ' Interpreter ' })).to.deep.equal({
      kind: 'outside',
      number: '020 7946 0777',
      name: 'Interpreter',
    })
    expect(choiceToSend({ ...given, chosenId: 'lorna' })).to.equal(null)
    expect(choiceToSend({ ...given, chosenId: null })).to.equal(null)
  })
})
