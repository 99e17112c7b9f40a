import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { timelineOnPaper } from '../../server/views/timeline-on-paper.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demoDatabase, monday } from '../support/demo-database.ts'

describe('the timeline of a case on paper', () => {
  onBothDatabases((open, engine) => {
    let database: Database
    const deps = () => ({
      read: database.read,
      engine,
      clock: { now: () => monday, today: () => '2026-11-23' },
    })
    before(async () => {
      database = await demoDatabase(open)
    })

    it('has everything in the order in which it happened', async () => {
      const shown = await timelineOnPaper(deps(), 'demo-case-CX-10482')
      const times = shown?.entries.map(({ at }) => at) ?? []
      expect(times.length).to.be.greaterThan(3)
      expect(times).to.deep.equal([...times].sort())
      expect(shown?.isWhole).to.equal(true)
      expect(shown?.fullReference).to.equal('CX-10482-U')
      expect(await timelineOnPaper(deps(), 'nothing-there')).to.equal(null)
    })

    it('has every text of a conversation, and who wrote it', async () => {
      const [busiest]: { contact_id: string; n: number | string }[] = await database
        .read('messages')
        .join('contacts', 'contacts.id', 'messages.contact_id')
        .whereNotNull('contacts.case_id')
        .whereNot({ 'messages.direction': 'note' })
        .groupBy('messages.contact_id')
        .orderBy('n', 'desc')
        .select('messages.contact_id')
        .count({ n: '*' })
      const contactId = busiest?.contact_id ?? ''
      const texts: { body: string; direction: string }[] = await database
        .read('messages')
        .where({ contact_id: contactId })
        .whereNot({ direction: 'note' })
        .select('body', 'direction')
      expect(texts.length, 'more than a screen shows').to.be.greaterThan(3)
      const { case_id: caseId }: { case_id: string } = await database
        .read('contacts')
        .where({ id: contactId })
        .first('case_id')
      const entry = (await timelineOnPaper(deps(), caseId))?.entries.find(
        (one) => one.contactId === contactId,
      )
      for (const { body, direction } of texts)
        expect(entry?.body).to.contain(`${direction === 'in' ? 'They' : 'We'} wrote: ${body}`)
    })

    it('keeps the newest, and says so, where there is more than paper holds', async () => {
      const shown = await timelineOnPaper(deps(), 'demo-case-CX-10482', 1)
      const whole = await timelineOnPaper(deps(), 'demo-case-CX-10482')
      expect(shown?.isWhole).to.equal(false)
      const newest = whole?.entries.filter(({ id }) => id.startsWith('event:')).at(-1)
      expect(shown?.entries.filter(({ id }) => id.startsWith('event:'))).to.deep.equal([newest])
    })
  })
})
