import { expect } from 'chai'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { sealCase } from '../../server/commands/seal-case.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = { id: 'demo-member-M-204117', number: '+447700900117' }
const tuesday = '2026-10-06T08:12:00.000Z'
const personId = demo.marcus

describe('a caller with a hearing in two days', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(tuesday))
    const rings = async () => {
      const { contactId } = await desk.waitingCall(aisha.number)
      const { priority, priorityReason } = await desk.contact(contactId)
      return { priority, priorityReason }
    }
    const hearing = async (day: string) => {
      const { caseId } = granted(
        await desk.run(
          openCase,
          { memberId: aisha.id, title: 'Hearing', kind: 'discipline', personId },
          personId,
        ),
      )
      granted(
        await desk.run(
          proposeDeadline,
          {
            caseId,
            personId,
            claim: 'hearing',
            nation: 'EW',
            respondent: 'Northside Hospitals',
            triggers: [day],
            isTriggerCertain: true,
            knownOn: null,
            reason: 'other',
            conciliations: [],
            source: 'Letter',
          },
          personId,
        ),
      )
      return caseId
    }

    it('goes before others, with the reason; of a sealed case nobody is told so', async () => {
      expect(await rings()).to.deep.equal({ priority: 0, priorityReason: null })
      await hearing('2026-10-12')
      expect(await rings(), 'next week').to.deep.equal({ priority: 0, priorityReason: null })
      const caseId = await hearing('2026-10-08')
      expect(await rings()).to.deep.equal({ priority: 3, priorityReason: 'hearing in 2 days' })
      granted(await desk.run(sealCase, { caseId, personId, why: 'a colleague' }, personId))
      expect(await rings()).to.deep.equal({ priority: 0, priorityReason: null })
    })
  })
})
