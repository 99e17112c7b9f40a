import { expect } from 'chai'
import { type Menu, standardMenu } from '../../server/domain/menu.ts'
import { isTrialCall, startTrial, trialKey } from '../../server/domain/menu-trial.ts'

const draft: Menu = {
  ...standardMenu,
  prompt: 'Hello from the draft.',
  options: {
    '1': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'pay' },
    '2': {
      kind: 'menu',
      words: 'more',
      menu: {
        key: 'more',
        prompt: 'More.',
        options: { '1': { kind: 'go', to: standardMenu.key, words: 'back' } },
      },
    },
  },
}
const names = { queueName: (key: string) => key.toUpperCase() }
const press = (digits: string, at = { levelKey: draft.key, attempt: 1 }) => {
  const { say, next } = trialKey(draft, { ...at, digits }, names)
  return { said: say.join(' '), next }
}

describe('a trial call of a draft', () => {
  const trial = { lineId: 'l', number: '+447700900991', until: '2026-11-23T09:13:00.000Z', startedBy: 'devi' }
  it('is one telephone, until its time', () => {
    const at = (number: string | null, now: string) => isTrialCall(trial, { number, now })
    expect(at(trial.number, '2026-11-23T09:12:59.999Z')).to.equal(true)
    expect(at(trial.number, trial.until)).to.equal(false)
    expect(at('+447700900992', '2026-11-23T09:03:00.000Z')).to.equal(false)
    expect(at(null, '2026-11-23T09:03:00.000Z')).to.equal(false)
    expect(isTrialCall(null, { number: trial.number, now: trial.until })).to.equal(false)
  })

  it('says first that it is one, and then what a caller would hear', () => {
    const { say, next } = startTrial({ greeting: 'Thank you for calling.' }, draft)
    expect(say[0]).to.match(/^This is a trial call/)
    expect(say.join(' ')).to.match(/Thank you for calling\. .*Hello from the draft\. For pay, press 1\./)
    expect(next).to.deep.equal({ levelKey: draft.key, attempt: 1 })
  })

  it('follows every key as a real call does, and ends where a caller would wait', () => {
    expect(press('1')).to.deep.include({ next: null })
    expect(press('1').said).to.match(/wait in the queue ADVICE\. The trial call ends/)
    expect(press('2').next).to.deep.equal({ levelKey: 'more', attempt: 1 })
    expect(press('1', { levelKey: 'more', attempt: 1 }).said).to.include('Hello from the draft')
    expect(press('0').said).to.match(/find a person.*trial call ends/)
    expect(press('9')).to.deep.include({ next: { levelKey: draft.key, attempt: 1 } })
    for (const wrong of ['', '8']) {
      expect(press(wrong).next).to.deep.equal({ levelKey: draft.key, attempt: 2 })
      expect(press(wrong, { levelKey: draft.key, attempt: 2 }).said).to.match(/trial call ends/)
    }
  })
})
