import { expect } from 'chai'
import { conflictWords, reverseOf, saysTheSame } from '../../client/src/features/cases/case-conflict.ts'
import { splitFollowUps } from '../../client/src/features/cases/follow-ups-view.ts'
import type { CaseView, FollowUpView } from '../../server/contract/case-views.ts'
import { won } from '../support/won.ts'

const jo = { id: 'jo', name: 'Jo Marsh', initials: 'JM' }
const sam = { id: 'sam', name: 'Sam Okafor', initials: 'SO' }
const caseView = (over: Partial<CaseView> = {}): CaseView => ({
  id: 'c1',
  reference: 'CX-10482',
  title: 'Unpaid overtime',
  status: 'waiting',
  owner: sam,
  nextStep: null,
  otherCases: [],
  lastContactAt: null,
  version: 4,
  fullReference: 'CX-10482',
  kind: 'pay-and-hours',
  openedAt: '2026-11-16T10:00:00.000Z',
  closedAt: null,
  outcome: null,
  wanted: null,
  met: null,
  member: null,
  callerNumber: null,
  timeline: [
    {
      id: 'e1',
      kind: 'change',
      at: '2026-11-22T10:00:00.000Z',
      heading: 'Status changed',
      body: '',
      author: jo,
      contactId: null,
      threadId: null,
      rule: null,
      recording: null,
      pictures: [],
      actions: { move: false, undo: false },
    },
  ],
  followUps: [],
  deadlines: [],
  owners: [jo, sam],
  actions: { close: { allowed: true }, reopen: { allowed: true }, change: { allowed: true } },
  ...over,
})

describe('two people changing one case', () => {
  it('says who changed what, and what of mine is not saved', () => {
    expect(conflictWords(caseView(), { status: 'open' })).to.deep.equal({
      words:
        'Jo Marsh changed this case meanwhile. The status is now “Waiting on others”. Yours, “Open”, is not saved.',
      keep: 'Keep Jo Marsh’s',
    })
  })

  it('does not guess a name the timeline does not give', () => {
    const { words, keep } = conflictWords(caseView({ timeline: [] }), { ownerId: 'jo' })
    expect(words).to.match(/^A colleague changed/)
    expect(words).to.contain('“Jo Marsh”')
    expect(keep).to.equal('Keep theirs')
  })

  it('leaves nothing to decide when both chose the same', () => {
    expect(saysTheSame(caseView(), { status: 'waiting' })).to.equal(true)
    expect(saysTheSame(caseView(), { status: 'open' })).to.equal(false)
    expect(saysTheSame(caseView(), { status: 'waiting', ownerId: 'jo' })).to.equal(false)
  })

  it('can put back status, owner and title, but not a closing', () => {
    expect(reverseOf(caseView(), { status: 'open' })).to.deep.equal({ status: 'waiting' })
    expect(reverseOf(caseView(), { ownerId: 'jo' })).to.deep.equal({
      ownerId: 'sam',
      why: 'Given back at once',
    })
    expect(reverseOf(caseView({ owner: null }), { ownerId: 'jo' })).to.equal(null)
    expect(reverseOf(caseView(), { status: 'closed', outcome: won('Settled') })).to.equal(null)
  })
})

describe('follow-ups', () => {
  const followUp = (id: string, dueAt: string, doneAt: string | null): FollowUpView => ({
    id,
    caseId: 'c1',
    what: id,
    dueAt,
    owner: sam,
    doneAt,
    isOverdue: false,
    ownerId: sam.id,
    remindAt: null,
    checklist: [],
    firstDueAt: null,
  })

  it('show what is due first at the top, and what was done last at the top of the done', () => {
    const { open, done } = splitFollowUps([
      followUp('later', '2026-11-25T10:00:00.000Z', null),
      followUp('sooner', '2026-11-23T10:00:00.000Z', null),
      followUp('done early', '2026-11-20T10:00:00.000Z', '2026-11-20T09:00:00.000Z'),
      followUp('done late', '2026-11-20T10:00:00.000Z', '2026-11-21T09:00:00.000Z'),
    ])
    expect(open.map(({ id }) => id)).to.deep.equal(['sooner', 'later'])
    expect(done.map(({ id }) => id)).to.deep.equal(['done late', 'done early'])
  })
})
