import { expect } from 'chai'
import { correctionTitle, reportCorrection } from '../../server/commands/report-correction.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const fatima = { id: 'demo-member-M-173245', number: '+447700900245' }

describe('a correction of the membership record', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const report = (isRight: string, personId: string = demo.priya) =>
      desk.run(
        reportCorrection,
        { memberId: fatima.id, personId, field: 'workplace' as const, isRight },
        personId,
      )

    it('is a task for whoever is on shift within two working days, and the second one stands on the same case', async () => {
      granted(await report('Elm House'))
      granted(await report('The Laurels'))
      const cases = (await desk.ask((stores) => stores.cases.openByMember(fatima.id))).filter(
        ({ title }) => title === correctionTitle,
      )
      expect(cases).to.have.lengthOf(1)
      const tasks = await desk.openFollowUps(cases[0]?.id ?? '')
      expect(tasks.map(({ what }) => what)).to.have.members([
        'In the membership system: Workplace is to be “Elm House”',
        'In the membership system: Workplace is to be “The Laurels”',
      ])
      expect(tasks[0]).to.include({ ownerId: null, dueAt: '2026-11-25T09:03:00.000Z' })
    })

    it('says what is missing, and changes nothing for a caller who is not verified', async () => {
      expect(await report(' ')).to.deep.include({ refused: 'bad-settings' })
      const personId = await desk.agent()
      await desk.connected(personId, fatima.number)
      expect(await report('Elm House', personId)).to.deep.equal({ refused: 'verify-first' })
    })
  })
})
