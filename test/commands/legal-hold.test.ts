import { expect } from 'chai'
import { eraseDocuments } from '../../server/commands/change-document.ts'
import { liftHold, placeHold } from '../../server/commands/legal-hold.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'
import { eraseAll, lookNow } from './erasing.ts'

const aisha = 'demo-member-M-204117'
const caseId = 'demo-case-CX-10482'
const personId = demo.marcus

describe('a legal hold', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })

    const onCase = (why: string) => desk.run(placeHold, { caseId, memberId: null, personId, why }, personId)
    const onMember = (why: string) =>
      desk.run(placeHold, { caseId: null, memberId: aisha, personId, why }, personId)
    const standing = async (): Promise<string[]> => {
      const rows: { id: string }[] = await desk.database
        .read('legal_holds')
        .whereNull('lifted_at')
        .orderBy('placed_at')
        .select('id')
      return rows.map(({ id }) => id)
    }
    const liftAll = async () => {
      for (const holdId of await standing())
        granted(await desk.run(liftHold, { holdId, personId, why: 'Settled' }, personId))
    }
    /** Recordings and removed documents of Aisha's that are still there, once everything whose time is over is gone. */
    const left = async (): Promise<{ recordings: number; documents: number }> => {
      desk.later(40 * 365 * 86_400_000)
      await lookNow(desk)
      await eraseAll(desk)
      while ((await desk.run(eraseDocuments, undefined)).more);
      const count = async (query: Promise<{ n: number | string }[]>) => Number((await query)[0]?.n)
      return {
        recordings: await count(
          desk.database
            .read('recordings')
            .whereIn('state', ['completed', 'absent'])
            .whereIn('contact_id', desk.database.read('contacts').where({ member_id: aisha }).select('id'))
            .count({ n: '*' }),
        ),
        documents: await count(
          desk.database.read('documents').where({ case_id: caseId }).whereNull('erased_at').count({ n: '*' }),
        ),
      }
    }

    it('takes a reason to place and to lift, once, and says both on the case', async () => {
      expect(await onCase(' ')).to.deep.equal({ refused: 'hold-unexplained' })
      expect(
        await desk.run(placeHold, { caseId: 'none', memberId: null, personId, why: 'x' }, personId),
      ).to.deep.equal({ refused: 'not-found' })
      expect(await desk.eventsOf(() => onCase('Tribunal claim is likely'))).to.include('hold.placed')
      const [holdId = ''] = await standing()
      expect(await desk.run(liftHold, { holdId, personId, why: '' }, personId)).to.deep.equal({
        refused: 'hold-unexplained',
      })
      const lifted = await Promise.all(
        [1, 2, 3].map(() => desk.run(liftHold, { holdId, personId, why: 'No claim came' }, personId)),
      )
      expect(lifted.filter((one) => 'of' in one)).to.have.lengthOf(1)
      expect(lifted.filter((one) => 'refused' in one && one.refused === 'hold-lifted')).to.have.lengthOf(2)
      const said: { heading: string; body: string }[] = await desk.database
        .read('case_events')
        .where({ case_id: caseId })
        .whereLike('heading', 'Legal hold%')
        .orderBy('id')
        .select('heading', 'body')
      expect(said).to.deep.equal([
        { heading: 'Legal hold placed', body: 'Tribunal claim is likely' },
        { heading: 'Legal hold lifted', body: 'No claim came' },
      ])
    })

    it('keeps recordings and removed documents past their time, until the last one is lifted', async () => {
      await desk.database.write(async (stores) => {
        for (const { id } of await desk.database.read('documents').where({ case_id: caseId }).select('id')) {
          const document = await stores.documents.find(id)
          if (document)
            await stores.documents.save({
              ...document,
              removedAt: desk.now(),
              removedBy: personId,
              removedWhy: 'Twice',
            })
        }
        const [contact] = await desk.database
          .read('contacts')
          .where({ member_id: aisha, channel: 'voice' })
          .limit(1)
        await stores.recordings.insert({
          id: 'held-recording',
          recordingSid: 'REheld',
          contactId: String(contact?.id),
          kind: 'call',
          state: 'completed',
          seconds: 60,
          startedAt: desk.now(),
          pausedSince: null,
          pausedFor: null,
          pauses: [],
          transcript: null,
        })
      })
      granted(await onCase('Tribunal claim is likely'))
      granted(await onMember('Police asked for everything'))
      const before = await left()
      expect(before.recordings).to.be.greaterThan(0)
      expect(before.documents).to.be.greaterThan(0)

      const [ofCase = ''] = await standing()
      granted(await desk.run(liftHold, { holdId: ofCase, personId, why: 'No claim came' }, personId))
      expect(await left(), 'the member is still held').to.deep.equal(before)
      await liftAll()
      expect(await left()).to.deep.equal({ recordings: 0, documents: 0 })
    })
  })
})
