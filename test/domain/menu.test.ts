import { expect } from 'chai'
import { choose, levelOf, type Menu, menuWords, standardMenu } from '../../server/domain/menu.ts'

const twoLevels: Menu = {
  key: 'start',
  prompt: 'Welcome.',
  attempts: 2,
  personQueueKey: 'advice',
  options: {
    '1': { kind: 'queue', need: 'existing-case', queueKey: 'casework', words: 'your case' },
    '2': {
      kind: 'menu',
      words: 'pay',
      menu: {
        key: 'pay',
        prompt: 'About pay.',
        options: { '1': { kind: 'queue', need: 'other', queueKey: 'pay', words: 'unpaid wages' } },
      },
    },
  },
}
const press = (digits: string | undefined, attempt = 1, levelKey?: string) =>
  choose(twoLevels, { digits, attempt, levelKey })

describe('the keypad menu', () => {
  it('sends a valid key to its queue, also when it was pressed twice or on the last attempt', () => {
    const casework = { outcome: 'queue', need: 'existing-case', queueKey: 'casework', words: 'your case' }
    expect(press('1')).to.deep.equal(casework)
    expect(press('11')).to.deep.equal(casework)
    expect(press(' 1 ', 2)).to.deep.equal(casework)
  })

  it('opens the second level, where the same key means something else', () => {
    const choice = press('2')
    expect(choice).to.include({ outcome: 'level', words: 'pay' })
    expect(press('1', 1, 'pay')).to.include({ outcome: 'queue', queueKey: 'pay' })
    expect(press('2', 1, 'pay')).to.deep.equal({ outcome: 'repeat', because: 'bad-key', attempt: 2 })
  })

  it('repeats after one wrong key or silence, and goes to a person after two', () => {
    const person = { outcome: 'person', need: 'other', queueKey: 'advice' }
    for (const wrong of ['7', '12', '#', '*', 'x'])
      expect([press(wrong, 1), press(wrong, 2)], wrong).to.deep.equal([
        { outcome: 'repeat', because: 'bad-key', attempt: 2 },
        { ...person, because: 'bad-key' },
      ])
    for (const silence of ['', ' ', undefined])
      expect([press(silence, 1), press(silence, 2)]).to.deep.equal([
        { outcome: 'repeat', because: 'no-input', attempt: 2 },
        { ...person, because: 'no-input' },
      ])
  })

  it('never ends anywhere but in a queue, whatever is pressed', () => {
    for (const digits of [undefined, '', ...Array.from('0123456789*#ABCD'), '99999', '1234567890'])
      for (const levelKey of [undefined, 'pay', 'removed']) {
        const last = press(digits, 2, levelKey)
        expect(['queue', 'person', 'level', 'not-recorded'], `${digits} ${levelKey}`).to.include(last.outcome)
      }
  })

  it('lets 9 refuse the recording and 0 reach a person at any level and attempt', () => {
    expect(press('9', 2, 'pay')).to.deep.equal({ outcome: 'not-recorded' })
    expect(press('0', 1, 'pay')).to.deep.equal({
      outcome: 'person',
      because: 'asked',
      need: 'other',
      queueKey: 'advice',
    })
  })

  it('falls back to the first level when the level is unknown', () => {
    expect(levelOf(twoLevels, 'removed')).to.equal(twoLevels)
    expect(levelOf(twoLevels, undefined)).to.equal(twoLevels)
    expect(levelOf(twoLevels, 'pay').prompt).to.equal('About pay.')
  })

  it('announces every option with its key, and how to reach a person', () => {
    const words = menuWords(standardMenu)
    for (const [key, option] of Object.entries(standardMenu.options))
      expect(words).to.contain(`For ${option.words}, press ${key}.`)
    expect(words).to.match(/press 0/)
  })
})
