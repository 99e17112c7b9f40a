import { expect } from 'chai'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { releaseCase } from '../../server/commands/case-watch.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { openOtherSide, sealCase, setStanding } from '../../server/commands/seal-case.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'

describe('a contact of a member who has a sealed case', () => {
  onBothDatabases((open) => {
    it('is filed as if the case were not there; the case alone knows that they were in touch', async () => {
      const desk = await openDesk(open)
      const phone: { number: string } | undefined = await desk.database
        .read('member_phones')
        .join('phones', 'phones.id', 'member_phones.phone_id')
        .where({ member_id: aisha })
        .first('phones.number')
      const rows: { id: string }[] = await desk.database
        .read('cases')
        .where({ member_id: aisha })
        .whereNull('closed_at')
        .select('id')
      for (const { id } of rows)
        granted(
          await desk.run(sealCase, { caseId: id, personId: demo.marcus, why: 'Harassment' }, demo.marcus),
        )
      expect(rows.length, 'the demo gives her a case').to.be.greaterThan(0)
      const { contactId } = await desk.waitingCall(phone?.number)
      const contact = await desk.ask((stores) => stores.contacts.find(contactId))
      const sealed = rows.map(({ id }) => id)
      expect(contact?.caseId).to.be.a('string')
      expect(sealed).not.to.include(contact?.caseId)
      for (const { number } of (await desk.database.read('cases').whereIn('id', sealed).select('number')) as {
        number: number
      }[])
        expect(contact?.caseWords).not.to.include(String(number))
      const told: { contact_id: string }[] = await desk.database
        .read('case_events')
        .whereIn('case_id', sealed)
        .where({ contact_id: contactId })
      expect(told).to.have.lengthOf(sealed.length)
    })

    it('two members, one dispute: two sealed files, two officials, checked at every assignment', async () => {
      const desk = await openDesk(open)
      const opened = granted(
        await desk.run(
          openCase,
          { memberId: aisha, title: 'Bullied', kind: 'other', personId: demo.marcus },
          demo.marcus,
        ),
      )
      const { caseId } = opened
      granted(await desk.run(sealCase, { caseId, personId: demo.marcus, why: 'Harassment' }, demo.marcus))
      const other: { number: string; id: string } | undefined = await desk.database
        .read('members')
        .whereNot({ id: aisha })
        .orderBy('id')
        .first({ number: 'membership_number', id: 'id' })
      const side = { caseId, personId: demo.marcus, membershipNumber: other?.number ?? '' }
      expect(await desk.run(openOtherSide, { ...side, ownerId: demo.marcus }, demo.marcus)).to.include({
        refused: 'conflict-of-interest',
      })
      expect(
        await desk.run(openOtherSide, { ...side, membershipNumber: 'M-0', ownerId: demo.sam }, demo.marcus),
      ).to.include({ refused: 'bad-settings' })
      granted(await desk.run(openOtherSide, { ...side, ownerId: demo.sam }, demo.marcus))
      const otherCase: { id: string } | undefined = await desk.database
        .read('case_seals')
        .where({ opposed_case_id: caseId })
        .first({ id: 'case_id' })
      const otherId = otherCase?.id ?? ''
      const between = (id: string, personId: string) =>
        desk.ask((stores) => stores.standings.between(id, personId))
      expect(await between(otherId, demo.marcus)).to.include({ isSealed: true, knowsOtherSide: true })
      expect(await between(caseId, demo.sam)).to.include({ isSealed: true, knowsOtherSide: true })
      expect(
        await desk.run(
          setStanding,
          { caseId, personId: demo.marcus, ofId: demo.sam, standing: 'named' },
          demo.marcus,
        ),
      ).to.include({ refused: 'conflict-of-interest' })
      expect(
        await desk.run(
          addFollowUp,
          {
            caseId,
            personId: demo.marcus,
            what: 'Ring her',
            dueAt: new Date(Date.parse(monday) + 86_400_000).toISOString(),
            ownerId: demo.sam,
          },
          demo.marcus,
        ),
      ).to.include({ refused: 'conflict-of-interest' })
      const { version } = await desk.case(caseId)
      const give = (personId: string) =>
        desk.run(
          changeCase,
          { caseId, personId: demo.marcus, version, ownerId: personId, why: 'Hearing on Monday' },
          demo.marcus,
        )
      expect(await give(demo.sam)).to.include({ refused: 'conflict-of-interest' })
      expect(
        await desk.run(releaseCase, { caseId, version, why: 'On leave' }, demo.marcus),
        'nobody would know it',
      ).to.include({ refused: 'sealed-needs-owner' })
      granted(await give(demo.priya))
      expect(await between(caseId, demo.marcus), 'whoever gave it over').to.include({ standing: 'named' })
      expect(
        await desk.run(openOtherSide, { ...side, ownerId: demo.sam }, demo.marcus),
        'one other side',
      ).to.include({ refused: 'two-sides' })
    })
  })
})
