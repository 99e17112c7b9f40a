import { expect } from 'chai'
import { createLog, withoutNumbers } from '../../server/adapters/system/log.ts'

/** What the log writes when asked to write these facts. */
const written = (facts: object, message = 'something happened'): string => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  log.info(facts, message)
  return lines.join('')
}

describe('the log', () => {
  it('cuts what could be a member’s words, name or number, also two levels down', () => {
    const line = written({
      body: 'I was dismissed',
      from: '+447700900117',
      message: { text: 'I was dismissed', author: { name: 'Aisha Khan', email: 'a@example.org' } },
      contactId: '01M823XCQPHMNFA58N5Y430FZB',
    })
    expect(line).not.to.match(/dismissed|447700900117|Aisha|example\.org/)
    expect(line).to.include('01M823XCQPHMNFA58N5Y430FZB')
  })

  it('keeps a driver’s error to its code and place: its message repeats the statement', () => {
    const error = Object.assign(new Error("insert into messages values ('I was dismissed')"), {
      code: '23505',
    })
    const line = written({ err: error })
    expect(line).not.to.include('dismissed')
    expect(line).to.include('23505').and.include('log.test.ts')
  })

  it('writes no line of a message into the stack, of an error or of what caused it', () => {
    const cause = new Error("insert into messages\nvalues ('I was dismissed')")
    const error = Object.assign(new Error("update notes\nset text = 'I was dismissed'", { cause }), {
      code: 'X',
    })
    const line = written({ err: error })
    expect(line).not.to.include('dismissed')
    expect(line).to.include('log.test.ts')
  })

  it('keeps the message of our own errors, without numbers in it', () => {
    expect(written({ err: new Error('contact c1 of +44 7700 900117 has no member leg') })).to.include(
      'contact c1 of [number] has no member leg',
    )
    expect(withoutNumbers('ring 020 7946 0900 (or 0131-496-0900)')).to.equal('ring [number] (or [number])')
    expect(withoutNumbers('at 2026-11-22T17:12:33.628Z')).to.equal('at 2026-11-22T17:12:33.628Z')
    expect(withoutNumbers('line 123456 of 3')).to.equal('line 123456 of 3')
  })
})
