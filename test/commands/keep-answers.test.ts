import { expect } from 'chai'
import { addAnswer, changeAnswer, putAnswerBack, removeAnswer } from '../../server/commands/keep-answers.ts'
import type { AnswerSettings } from '../../server/domain/knowledge.ts'
import { adminKnowledgeView, knowledgeView } from '../../server/views/knowledge-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('answers for calls', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const deps = (now = monday) => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => now },
    })
    const view = () => adminKnowledgeView(deps())
    const titled = async (title: string) => (await view()).answers.find((one) => one.title === title)
    const given = (change: Partial<AnswerSettings>): AnswerSettings => ({
      kind: 'answer',
      title: 'Which form?',
      reasons: ['sickness'],
      types: [],
      body: 'The blue one.',
      steps: [],
      whereElse: '',
      ownerId: demo.marcus,
      reviewOn: '2027-01-31',
      ...change,
    })
    const add = (change: Partial<AnswerSettings>) => desk.run(addAnswer, given(change), demo.priya)
    const newest = async () => {
      const [first] = (await view()).history
      if (!first) throw new Error('no history')
      return first
    }

    it('are added, changed, removed and put back, each change in the history', async () => {
      const { answerId } = granted(await add({}))
      expect(await titled('Which form?')).to.deep.include({
        owner: 'Marcus Webb',
        reasons: ['sickness'],
        reviewWords: '31 January 2027',
        isOld: false,
      })
      const change = (version: number, body: string) =>
        desk.run(changeAnswer, { answerId, version, answer: given({ body }) }, demo.priya)
      granted(await change(1, 'The red one.'))
      expect(await change(1, 'Other')).to.deep.equal({ refused: 'stale-version' })
      expect(await desk.eventsOf(async () => granted(await change(2, 'The red one. ')))).to.deep.equal([])
      const changed = await newest()
      expect(changed).to.deep.include({
        heading: 'Which form? changed',
        part: 'answer',
        isCurrent: true,
        changes: [{ what: 'Words', before: 'The blue one.', after: 'The red one.' }],
      })
      granted(await desk.run(putAnswerBack, { seq: changed.seq, side: 'before' as const }, demo.priya))
      const back = await titled('Which form?')
      expect(back?.body).to.equal('The blue one.')

      granted(await desk.run(removeAnswer, { answerId, version: back?.version ?? 0 }, demo.priya))
      expect(await titled('Which form?')).to.equal(undefined)
      const removed = await newest()
      expect(removed).to.include({ heading: 'Which form? removed', part: 'answer' })
      // Its title is free meanwhile; then it cannot come back beside the other.
      const other = granted(await add({ title: 'which FORM?' }))
      const putBack = () => desk.run(putAnswerBack, { seq: removed.seq, side: 'before' as const }, demo.priya)
      expect(await putBack()).to.deep.include({ refused: 'bad-settings' })
      granted(await desk.run(removeAnswer, { answerId: other.answerId, version: 1 }, demo.priya))
      granted(await putBack())
      expect((await newest()).heading).to.equal('Which form? put back')
      expect(await desk.run(putAnswerBack, { seq: 1, side: 'before' as const }, demo.priya)).to.deep.equal({
        refused: 'not-found',
      })
    })

    it('are refused without somebody who works here, and nothing is kept', async () => {
      const before = await desk.count('knowledge_answers', {})
      const refused = await add({ title: 'Nobody’s', ownerId: 'who-left', reviewOn: '31/01/2027' })
      expect(refused).to.deep.equal({
        refused: 'bad-settings',
        fields: [
          { field: 'ownerId', words: 'Choose who answers for it.' },
          { field: 'reviewOn', words: 'There is no such day.' },
        ],
      })
      expect(await desk.count('knowledge_answers', {})).to.equal(before)
    })

    it('are about types of cases that there are, and found on such a case whatever it is about', async () => {
      expect(await add({ title: 'The pool', types: ['no-such-type'] })).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'types', words: 'There is no such case type.' }],
      })
      granted(await add({ title: 'The pool', reasons: [], types: ['redundancy'] }))
      expect((await titled('The pool'))?.types).to.deep.equal(['redundancy'])
      expect((await newest()).changes).to.deep.include({
        what: 'Case types',
        before: null,
        after: 'Redundancy',
      })
      const found = async (type: string | null) =>
        (await knowledgeView(deps(), { reason: null, type, typed: '' })).answers.map(({ title }) => title)
      expect(await found('redundancy')).to.deep.equal(['The pool', 'Acas, for anybody at work'])
      expect(await found('grievance')).to.deep.equal([
        'May I bring somebody to a hearing?',
        'Acas, for anybody at work',
      ])
      expect(await found(null)).to.deep.equal(['Acas, for anybody at work'])
    })

    it('of two people who take one title at once, one is refused', async () => {
      await Promise.allSettled([add({ title: 'Twice', body: 'One' }), add({ title: 'Twice', body: 'Two' })])
      expect((await view()).answers.filter(({ title }) => title === 'Twice')).to.have.lengthOf(1)
    })

    it('are found beside a call by its reason or by words, and an old one says so and is not hidden', async () => {
      const asked = async (reason: 'dismissal' | 'pay-and-hours' | null, typed = '', now = monday) =>
        (await knowledgeView(deps(now), { reason, type: null, typed })).answers.map(
          ({ title, isOld, isAboutIt }) => ({
            title,
            isOld,
            isAboutIt,
          }),
        )
      const acas = { title: 'Acas, for anybody at work', isOld: false, isAboutIt: false }
      expect(await asked('dismissal')).to.deep.equal([
        { title: 'Somebody was dismissed today', isOld: false, isAboutIt: true },
        acas,
      ])
      expect(await asked('pay-and-hours')).to.deep.equal([
        { title: 'Can my leave be moved at short notice?', isOld: true, isAboutIt: true },
        acas,
      ])
      expect(await asked(null, 'compan')).to.deep.equal([
        { title: 'May I bring somebody to a hearing?', isOld: false, isAboutIt: false },
      ])
      expect((await asked('dismissal', '', '2028-01-01T09:00:00.000Z')).every(({ isOld }) => isOld)).to.equal(
        true,
      )
    })
  })
})
