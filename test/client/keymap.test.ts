import { expect } from 'chai'
import {
  clashesWith,
  keysFor,
  keysFromPress,
  keysInWords,
  parseKeyChoices,
  shortcutIds,
  shortcuts,
} from '../../client/src/keymap.ts'

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('the keymap', () => {
  it('gives no two shortcuts the same keys', () => {
    for (const id of shortcutIds) expect(clashesWith(id, shortcuts[id].keys, {}), id).to.deep.equal([])
  })

  it('lets no single letter work while somebody types', () => {
    for (const id of shortcutIds) {
      const { keys, whileTyping } = shortcuts[id]
      if (/^[a-z]( [a-z])?$/.test(keys)) expect(whileTyping, id).to.equal(false)
    }
  })

  it('takes a person’s own keys before the defaults, and knows "off"', () => {
    expect(keysFor('answer', {})).to.equal('F2')
    expect(keysFor('answer', { answer: 'F7' })).to.equal('F7')
    expect(keysFor('answer', { answer: null })).to.equal(null)
  })

  it('prints keys as people read them', () => {
    expect(keysInWords('Shift+F2')).to.equal('Shift F2')
    expect(keysInWords('$mod+k')).to.equal('Ctrl K')
    expect(keysInWords('g w')).to.equal('G then W')
    expect(keysInWords('Shift+?')).to.equal('?')
    expect(keysInWords('Alt+ArrowUp')).to.equal('Alt ↑')
  })

  it('records what was pressed, but not a modifier alone', () => {
    expect(keysFromPress({ ...bare, key: 'F7', shiftKey: true })).to.equal('Shift+F7')
    expect(keysFromPress({ ...bare, key: 'J', ctrlKey: true })).to.equal('$mod+j')
    expect(keysFromPress({ ...bare, key: 'Shift', shiftKey: true })).to.equal(null)
  })

  it('finds the shortcut that already has the keys', () => {
    expect(clashesWith('mute', 'F2', {})).to.deep.equal(['answer'])
    expect(clashesWith('mute', 'F2', { answer: 'F7' })).to.deep.equal([])
  })

  it('reads stored choices and drops what it cannot read', () => {
    expect(parseKeyChoices(null)).to.deep.equal({})
    expect(parseKeyChoices('not json')).to.deep.equal({})
    expect(parseKeyChoices('{"answer":"F7","mute":null,"hold":3,"unknown":"F1"}')).to.deep.equal({
      answer: 'F7',
      mute: null,
    })
  })
})
