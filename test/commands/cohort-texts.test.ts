import { expect } from 'chai'
import {
  previewCohortText,
  sendCohortText,
  stopCohortText,
  tendCohortTexts,
} from '../../server/commands/cohort-texts.ts'
import type { Audience } from '../../server/domain/cohort-text.ts'
import { audiencesView, cohortTextsView } from '../../server/views/cohort-text-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const { marcus } = demo
// A Tuesday: 10:00 in London.
const morning = '2026-11-24T10:00:00.000Z'
const night = '2026-11-24T22:00:00.000Z'

describe('a text to many members', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let workplace: Audience
    let people = 0
    before(async () => {
      desk = await openDesk(open)
      const rows: { id: string; n: number | string }[] = await desk.database
        .read('members')
        .whereNotNull('workplace_id')
        .groupBy('workplace_id')
        .orderByRaw('count(*) DESC, workplace_id')
        .limit(1)
        .select({ id: 'workplace_id', n: desk.database.read.raw('count(*)') })
      const [row] = rows
      if (row === undefined) throw new Error('no workplace')
      workplace = { kind: 'workplace', id: row.id }
      people = Number(row.n)
    })
    beforeEach(() => desk.set(morning))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const preview = (change: {
      body?: string
      audience?: Audience
      urgentWhy?: string | null
      lineId?: string
    }) =>
      desk.run(
        previewCohortText,
        {
          audience: workplace,
          lineId: demo.textLine,
          body: 'Hello {first name}: we meet on Thursday at six.',
          urgentWhy: null,
          personId: marcus,
          ...change,
        },
        marcus,
      )
    const view = async (cohortId: string) => {
      const found = (await cohortTextsView(deps(), marcus)).texts.find(({ id }) => id === cohortId)
      if (found === undefined) throw new Error('no such text')
      return found
    }
    const send = async (cohortId: string) =>
      desk.run(
        sendCohortText,
        { cohortId, version: (await view(cohortId)).version, personId: marcus },
        marcus,
      )
    const stop = async (cohortId: string) =>
      desk.run(
        stopCohortText,
        { cohortId, version: (await view(cohortId)).version, personId: marcus },
        marcus,
      )
    const tick = () => desk.run(tendCohortTexts, undefined)
    const wrong = (answer: object): unknown =>
      'fields' in answer && Array.isArray(answer.fields) ? answer.fields[0] : answer
    const sent = async (cohortId: string): Promise<{ number: string; body: string }[]> =>
      desk.database
        .read('cohort_recipients')
        .join('messages', 'messages.id', 'cohort_recipients.message_id')
        .where({ cohort_id: cohortId })
        .select('cohort_recipients.number', 'messages.body')

    it('says who gets it and who does not, and sends nothing before somebody says so', async () => {
      const { cohortId } = granted(await preview({}))
      const shown = await view(cohortId)
      expect(shown).to.include({ state: 'previewed', texted: 0, waitsForMorning: false })
      expect(shown.waiting + shown.leftOut.reduce((sum, { count }) => sum + count, 0)).to.equal(people)
      expect(shown.waiting).to.be.greaterThan(1)
      expect(shown.sample).to.match(/^Hello \p{L}+: we meet on Thursday at six\.$/u)
      expect(shown.segments).to.deep.equal({ each: 1, all: shown.waiting })
      await tick()
      expect(await sent(cohortId)).to.deep.equal([])
      // Looking again replaces what was looked at.
      const again = granted(await preview({}))
      expect((await cohortTextsView(deps(), marcus)).texts.map(({ id }) => id)).to.deep.equal([
        again.cohortId,
      ])
      expect((await cohortTextsView(deps(), demo.sam)).texts, 'a colleague does not see it').to.deep.equal([])
    })

    it('goes once to each, ten a second and sixty a minute, and is done', async () => {
      const { cohortId } = granted(await preview({}))
      const { waiting } = await view(cohortId)
      granted(await send(cohortId))
      expect(await send(cohortId)).to.deep.equal({ refused: 'cohort-settled' })
      await tick()
      expect(await sent(cohortId)).to.have.lengthOf(Math.min(10, waiting))
      for (let n = 0; n < people; n += 1) {
        desk.later(7_000)
        await tick()
      }
      const all = await sent(cohortId)
      expect(all).to.have.lengthOf(waiting)
      expect(new Set(all.map(({ number }) => number)).size).to.equal(waiting)
      expect(
        all.every(({ body }) => /^Hello \p{L}[^{}]*: we meet on Thursday at six\.$/u.test(body)),
      ).to.equal(true)
      expect(await view(cohortId)).to.include({ state: 'done', texted: waiting, waiting: 0 })
      const contacts: unknown[] = await desk.database
        .read('messages')
        .whereIn(
          'id',
          desk.database.read('cohort_recipients').select('message_id').where({ cohort_id: cohortId }),
        )
        .whereNotNull('contact_id')
      expect(contacts, 'nobody’s case is opened by it').to.deep.equal([])
    })

    it('never says more than sixty in a minute', async () => {
      desk.later(3_600_000)
      const branch: { id: string } | undefined = await desk.database
        .read('members')
        .whereNotNull('branch_id')
        .groupBy('branch_id')
        .orderByRaw('count(*) DESC, branch_id')
        .select({ id: 'branch_id' })
        .first()
      const { cohortId } = granted(
        await preview({ audience: { kind: 'branch', id: branch?.id ?? '' }, urgentWhy: 'Now' }),
      )
      granted(await send(cohortId))
      for (let second = 0; second < 9; second += 1) {
        await tick()
        desk.later(1_000)
      }
      const { waiting, texted } = await view(cohortId)
      expect(texted).to.equal(Math.min(60, texted + waiting))
      granted(await stop(cohortId))
      const stopped = await view(cohortId)
      expect(stopped).to.include({ state: 'stopped', texted, waiting: 0 })
      expect(await stop(cohortId)).to.deep.equal({ refused: 'cohort-settled' })
      desk.later(120_000)
      await tick()
      expect((await view(cohortId)).texted, 'nothing goes after it was stopped').to.equal(texted)
    })

    it('waits for the morning, unless somebody says why it cannot', async () => {
      desk.set(night)
      const { cohortId } = granted(await preview({}))
      granted(await send(cohortId))
      await tick()
      expect(await view(cohortId)).to.include({ texted: 0, waitsForMorning: true })
      granted(await stop(cohortId))
      expect(wrong(await preview({ urgentWhy: ' ' }))).to.include({ field: 'urgentWhy' })
      const urgent = granted(await preview({ urgentWhy: 'The site is shut tomorrow' })).cohortId
      granted(await send(urgent))
      await tick()
      expect((await view(urgent)).texted).to.be.greaterThan(0)
      granted(await stop(urgent))
    })

    it('asks again of each as it goes: whoever replied STOP meanwhile is left out', async () => {
      desk.later(86_400_000)
      const { cohortId } = granted(await preview({ urgentWhy: 'Now' }))
      granted(await send(cohortId))
      const waiting: { number: string }[] = await desk.database
        .read('cohort_recipients')
        .where({ cohort_id: cohortId, state: 'waiting' })
        .orderBy('id')
        .select('number')
      const phone = await desk.ask((stores) => stores.phones.byNumber(waiting[0]?.number ?? ''))
      if (phone === null) throw new Error('no phone')
      await desk.ask((stores) => stores.phones.save({ ...phone, optedOutAt: desk.now() }))
      await tick()
      const numbers = (await sent(cohortId)).map(({ number }) => number)
      expect(numbers).not.to.include(phone.number)
      expect((await view(cohortId)).leftOut.map(({ because }) => because)).to.include('opted-out')
      granted(await stop(cohortId))
      await desk.ask((stores) => stores.phones.save(phone))
    })

    const bad: [string, Parameters<typeof preview>[0], string][] = [
      ['no words', { body: '  ' }, 'body'],
      ['too many words', { body: 'x'.repeat(1_700) }, 'body'],
      ['a field of a case', { body: 'Your owner is {owner}' }, 'body'],
      ['no such workplace', { audience: { kind: 'workplace', id: 'nowhere' } }, 'audience'],
      ['a case that is no group', { audience: { kind: 'group', id: 'demo-case-CX-10482' } }, 'audience'],
      ['a line for calls', { lineId: demo.line }, 'lineId'],
    ]
    for (const [name, change, field] of bad)
      it(`${name}: said beside the field, nothing kept`, async () => {
        expect(wrong(await preview(change))).to.include({ field })
      })

    it('finds whom to text by a part of their name, and nobody by nothing', async () => {
      expect((await audiencesView(deps(), '')).audiences).to.deep.equal([])
      const { audiences } = await audiencesView(deps(), 'NORTHSIDE')
      expect(audiences.map(({ kind }) => kind)).to.include.members(['employer', 'branch'])
      expect((await audiencesView(deps(), 'depot clos')).audiences.map(({ kind }) => kind)).to.deep.equal([
        'group',
      ])
      expect((await audiencesView(deps(), "%' --")).audiences).to.deep.equal([])
    })
  })
})
