import { expect } from 'chai'
import { statement } from '../../server/adapters/db/statement.ts'
import { changeAdvice, logAdvice } from '../../server/commands/advice.ts'
import { adviceView } from '../../server/views/advice-view.ts'
import { caseView } from '../../server/views/case-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const caseId = 'demo-case-CX-10482'
const hour = 3_600_000
const forge = statement('test forge advice', (k, p) =>
  k('advice')
    .where({ id: p('id') })
    .update({ what: p('what') }),
)

describe('advice', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let made = 0
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const words = {
      way: 'telephone' as const,
      what: 'Appeal within ten days',
      basis: 'Disciplinary policy 7.2',
      givenAt: '2026-11-20T10:00:00.000Z',
    }
    const log = (
      given: Partial<typeof words> & { corrects?: string | null; clientId?: string } = {},
      by: string = demo.marcus,
    ) =>
      desk.run(
        logAdvice,
        { caseId, personId: by, clientId: `advice-${(made += 1)}`, corrects: null, ...words, ...given },
        by,
      )
    const entries = async (personId = demo.marcus) => {
      const shown = await adviceView(
        { read: desk.database.read, engine, clock: { now: desk.now } },
        { caseId, personId },
      )
      return (shown?.entries ?? []).toReversed()
    }
    const newest = async (personId = demo.marcus) => {
      const last = (await entries(personId)).at(-1)
      if (!last) throw new Error('no advice')
      return last
    }
    const change = async (adviceId: string, what: string, by: string = demo.marcus) =>
      desk.run(
        changeAdvice,
        { adviceId, version: (await newest()).version, personId: by, ...words, what },
        by,
      )

    it('says what, on what basis and when, once, and stands on the timeline', async () => {
      const refused = await log({ what: ' ', basis: '', givenAt: '2027-01-01T10:00:00.000Z' })
      expect('fields' in refused ? refused.fields?.map(({ field }) => field) : []).to.deep.equal([
        'what',
        'basis',
        'givenAt',
      ])
      granted(await log({ clientId: 'advice-twice' }))
      granted(await log({ clientId: 'advice-twice' }))
      expect(await entries()).to.have.lengthOf(1)
      expect(await newest()).to.deep.include({ what: words.what, isFixed: false, isAsSigned: true })
      const { timeline } = (await caseView(
        { read: desk.database.read, engine, clock: { now: desk.now } },
        caseId,
      )) ?? { timeline: [] }
      expect(timeline.map(({ body }) => body)).to.include(
        'By telephone: Appeal within ten days\nBasis: Disciplinary policy 7.2',
      )
      const events = await desk.database
        .read('event_log')
        .whereIn('type', ['advice.logged', 'advice.changed'])
        .select('data')
      expect(JSON.stringify(events)).not.to.include('Appeal')
    })

    it('is changed by its author within a day and by nobody after it; a correction is an entry of its own', async () => {
      granted(await log())
      const { id } = await newest()
      expect(await change(id, 'Another', demo.priya)).to.deep.equal({ refused: 'advice-not-yours' })
      desk.later(23 * hour)
      granted(await change(id, 'Appeal within fourteen days'))
      expect(await newest()).to.deep.include({ what: 'Appeal within fourteen days', isAsSigned: true })
      desk.later(hour)
      expect(await change(id, 'Never said')).to.deep.equal({ refused: 'advice-fixed' })
      expect((await newest()).change).to.include({ allowed: false, reason: 'advice-fixed' })
      granted(await log({ what: 'Ten days after all', corrects: id }, demo.priya))
      const [corrected, correction] = (await entries()).slice(-2)
      expect(corrected).to.include({ id, correctedBy: correction?.id, what: 'Appeal within fourteen days' })
      expect(await log({ corrects: 'advice-of-nobody' })).to.deep.equal({ refused: 'not-found' })
    })

    it('is signed after the entry before it, and says so when a row was changed behind our back', async () => {
      granted(await log())
      const { id } = await newest()
      await desk.database.transact((transaction) => transaction.run(forge, { id, what: 'Do nothing' }))
      expect(await newest()).to.deep.include({ what: 'Do nothing', isAsSigned: false })
      expect((await entries()).filter(({ isAsSigned }) => !isAsSigned)).to.have.lengthOf(1)
    })
  })
})
