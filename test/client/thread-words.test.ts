import { expect } from 'chai'
import { answeredMeanwhile, beganAfter } from '../../client/src/features/thread/answered-meanwhile.ts'
import { firstUnread } from '../../client/src/features/thread/first-unread.ts'
import { byDay, deliveryOf, joinPages, messageMeta } from '../../client/src/features/thread/message-words.ts'
import { unfilledFields } from '../../client/src/features/thread/unfilled-fields.ts'
import { toPlain } from '../../client/src/segments/plain-characters.ts'
import { countSegments } from '../../client/src/segments/segment-counter.ts'
import { segmentWords } from '../../client/src/segments/segment-words.ts'
import { mergeFieldNames } from '../../server/contract/template-words.ts'
import type { MessageView } from '../../server/contract/thread-views.ts'
import { messageStatuses } from '../../server/contract/words.ts'
import { mergeFields, unfilledFields as ofServer } from '../../server/domain/text-template.ts'

const message = (part: Partial<MessageView> = {}): MessageView => ({
  id: 'one',
  threadId: 't',
  direction: 'out',
  body: 'Hello',
  at: '2026-11-22T10:12:00.000Z',
  author: { id: 'sam', name: 'Sam', initials: 'SO' },
  status: 'delivered',
  failure: null,
  pictures: [],
  refusedFiles: [],
  ...part,
})

describe('a text in parts', () => {
  const words = (text: string) => segmentWords(text, countSegments)

  it('counts down inside one plain text', () => {
    expect(words('a'.repeat(18)).words).to.equal('142 characters left · 1 text')
    expect(words('').words).to.equal('160 characters left · 1 text')
  })

  it('knows 160 from 161, and 70 from 71 in the wider alphabet', () => {
    expect(words('a'.repeat(160)).words).to.match(/· 1 text$/)
    expect(words('a'.repeat(161)).words).to.match(/· 2 texts$/)
    expect(words(`${'a'.repeat(68)}😀`).words).to.match(/· 1 text$/)
    expect(words(`${'a'.repeat(69)}😀`).words).to.match(/2 texts because of 😀/)
  })

  it('says which character makes it two, and gives the plain one', () => {
    const text = `I can’t come. ${'a'.repeat(80)}`
    const { words: said, fixed } = words(text)
    expect(said).to.equal('2 texts because of ’')
    expect(fixed).to.equal(text.replace('’', "'"))
    expect(words(fixed ?? '').words).to.match(/· 1 text$/)
  })

  it('offers no fix that saves nothing', () => {
    expect(words('I can’t').fixed).to.equal(null)
    expect(words(`I can’t 😀 ${'a'.repeat(80)}`).fixed).to.equal(null)
  })

  it('leaves letters of names alone', () => {
    expect(toPlain('Zoë Müller, Siân O’Neill…')).to.equal("Zoë Müller, Siân O'Neill...")
  })
})

describe('what became of a message', () => {
  it('has words for every state', () => {
    for (const status of messageStatuses) {
      const delivery = deliveryOf(message({ status }))
      if (status === 'received' || status === 'note') expect(delivery).to.equal(null)
      else expect(delivery?.words).to.be.a('string')
    }
  })

  it('says why it was not delivered and what to do', () => {
    const failure = { what: 'The phone is switched off.', nextStep: 'Try again tomorrow.' }
    expect(deliveryOf(message({ status: 'undelivered', failure }))).to.deep.equal({
      words: 'not delivered: The phone is switched off. Try again tomorrow.',
      level: 'bad',
    })
  })

  it('says who and when, on London’s clock', () => {
    expect(messageMeta(message())).to.equal('Sam · 10:12 · delivered')
    expect(messageMeta(message({ at: '2026-07-01T10:12:00.000Z' }))).to.equal('Sam · 11:12 · delivered')
    expect(messageMeta(message({ author: null, status: 'sent' }))).to.equal(
      'Sent automatically · 10:12 · sent, not yet confirmed',
    )
    expect(messageMeta(message({ direction: 'in', author: null, status: 'received' }))).to.equal('10:12')
  })
})

describe('the order of a conversation', () => {
  it('separates London days, not UTC days', () => {
    const days = byDay([
      message({ id: 'a', at: '2026-06-30T22:59:00.000Z' }),
      message({ id: 'b', at: '2026-06-30T23:01:00.000Z' }),
      message({ id: 'c', at: '2026-07-01T10:00:00.000Z' }),
    ])
    expect(days.map(({ day, messages }) => [day, messages.length])).to.deep.equal([
      ['2026-06-30', 1],
      ['2026-07-01', 2],
    ])
  })

  it('shows each message once when pages overlap, the newer copy', () => {
    const joined = joinPages(
      [message({ id: 'a' }), message({ id: 'b', status: 'sent' })],
      [message({ id: 'b', status: 'delivered' }), message({ id: 'c' })],
    )
    expect(joined.map(({ id, status }) => `${id} ${status}`)).to.deep.equal([
      'a delivered',
      'b delivered',
      'c delivered',
    ])
  })
})

describe('where reading was left off', () => {
  const theirs = (id: string) => message({ id, direction: 'in', author: null })
  const ours = (id: string) => message({ id, direction: 'out' })
  const byRule = (id: string) => message({ id, direction: 'out', author: null })

  it('is after the last message that was seen here', () => {
    expect(firstUnread([theirs('1'), theirs('2'), theirs('3')], '1')).to.equal('2')
    expect(firstUnread([theirs('1'), theirs('2')], '2')).to.equal(null)
    expect(firstUnread([theirs('5'), ours('6')], '2'), 'seen on an older page').to.equal('5')
  })

  it('without a memory is after the last answer of a person, not of a rule', () => {
    expect(firstUnread([theirs('1'), ours('2'), theirs('3'), byRule('4'), theirs('5')], null)).to.equal('3')
    expect(firstUnread([theirs('1'), ours('2')], null)).to.equal(null)
    expect(firstUnread([theirs('1')], null)).to.equal('1')
  })
})

describe('a colleague who answers while somebody writes', () => {
  const theirs = message({ id: 'a', direction: 'in', author: null })
  const priyas = message({
    id: 'b',
    at: '2026-11-22T10:15:00.000Z',
    author: { id: 'priya', name: 'Priya', initials: 'PN' },
  })
  const said = (began: string | null, messages = [theirs, priyas], id = 'sam') =>
    answeredMeanwhile(messages, { id, beganAfter: began })

  it('is named with the time; one’s own answer, an automatic one, a note and the member are not', () => {
    expect(said('a')).to.deep.equal({ name: 'Priya', at: priyas.at })
    expect(said('b')).to.equal(null)
    expect(said('a', [theirs, priyas], 'priya')).to.equal(null)
    expect(said('a', [theirs, { ...priyas, author: null }])).to.equal(null)
    expect(said('a', [theirs, { ...priyas, direction: 'note' }])).to.equal(null)
    expect(said('b', [priyas, { ...theirs, id: 'c' }])).to.equal(null)
  })

  it('is noticed too by whoever comes back to a draft that was saved before', () => {
    expect(beganAfter([theirs, priyas], { words: '', savedAt: null })).to.equal('b')
    expect(beganAfter([theirs, priyas], { words: 'Yes', savedAt: '2026-11-22T10:13:00.000Z' })).to.equal('a')
    expect(beganAfter([theirs, priyas], { words: 'Yes', savedAt: '2026-11-22T10:16:00.000Z' })).to.equal('b')
  })
})

describe('a field that nobody filled', () => {
  it('is one for the console exactly where it is one for the server', () => {
    expect([...mergeFieldNames]).to.deep.equal(Object.keys(mergeFields))
    for (const text of ['', '{owner}', '{ Owner } {owner} {First  name}', '{x} {toString} {', '{{owner}}'])
      expect(unfilledFields(text), text).to.deep.equal(ofServer(text))
    expect(unfilledFields('{ Owner } {owner} {First  name}')).to.deep.equal(['owner', 'first name'])
  })
})
