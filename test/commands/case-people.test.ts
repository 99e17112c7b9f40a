import { expect } from 'chai'
import { addCaseNote } from '../../server/commands/add-case-note.ts'
import { seeCase, setCasePerson } from '../../server/commands/case-people.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { sealCase, setStanding } from '../../server/commands/seal-case.ts'
import { casesView } from '../../server/views/case-list-view.ts'
import { casePeopleView } from '../../server/views/case-people-view.ts'
import { workView } from '../../server/views/work-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const { marcus, sam, priya } = demo
const beth = 'demo-person-beth'

describe('the people of a case', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const newCase = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'A hearing', kind: 'discipline', personId: marcus },
          marcus,
        ),
      ).caseId
    const put = (caseId: string, ofId: string, role: 'team' | 'watcher' | null, personId: string = marcus) =>
      desk.run(setCasePerson, { caseId, personId, ofId, role }, personId)
    const note = (caseId: string) =>
      desk.run(
        addCaseNote,
        { caseId, personId: marcus, clientId: `note-${caseId}-${desk.now()}`, body: 'She called' },
        marcus,
      )
    const view = async (caseId: string, personId: string) => {
      const found = await casePeopleView(deps(), caseId, personId)
      if (found === null) throw new Error('no case')
      return found
    }
    const watched = async (personId: string, caseId: string) =>
      (await workView(deps(), personId)).watched.some(({ path }) => path.endsWith(caseId))
    const mine = async (personId: string, caseId: string) =>
      (await casesView(deps(), { view: 'mine', q: '', cursor: null, personId })).items.some(
        ({ id }) => id === caseId,
      )

    it('a watcher finds in their work what changed since they looked, and nothing once they have', async () => {
      const caseId = await newCase()
      granted(await put(caseId, sam, 'watcher', sam))
      expect(await watched(sam, caseId), 'being put on it is no news').to.equal(false)
      desk.later(1_000)
      granted(await note(caseId))
      expect(await watched(sam, caseId)).to.equal(true)
      expect(await view(caseId, sam)).to.include({ mine: 'watcher', hasNews: true, isOwner: false })
      expect(await mine(sam, caseId), 'watching is not working on it').to.equal(false)
      desk.later(1_000)
      granted(await desk.run(seeCase, { caseId, personId: sam }, sam))
      expect(await watched(sam, caseId)).to.equal(false)
      desk.later(1_000)
      granted(await put(caseId, sam, null, sam))
      granted(await note(caseId))
      expect(await watched(sam, caseId)).to.equal(false)
      granted(await desk.run(seeCase, { caseId, personId: sam }, sam))
    })

    it('who works on it finds it among their own cases; one person is one or the other', async () => {
      const caseId = await newCase()
      expect(await mine(beth, caseId)).to.equal(false)
      granted(await put(caseId, beth, 'watcher'))
      granted(await put(caseId, beth, 'team'))
      expect((await view(caseId, beth)).people).to.deep.equal([
        { person: { id: beth, name: 'Beth Hughes', initials: 'BH' }, role: 'team' },
      ])
      expect(await mine(beth, caseId)).to.equal(true)
      expect((await view(caseId, marcus)).others.map(({ id }) => id)).not.to.include.members([beth, marcus])
    })

    it('its owner is neither, and whoever becomes it is taken off', async () => {
      const caseId = await newCase()
      expect(await put(caseId, marcus, 'team')).to.deep.equal({ refused: 'owner-already' })
      granted(await put(caseId, beth, 'team'))
      const { version } = await desk.case(caseId)
      granted(
        await desk.run(
          changeCase,
          { caseId, version, personId: marcus, ownerId: beth, why: 'She knows it' },
          marcus,
        ),
      )
      expect((await view(caseId, beth)).people).to.deep.equal([])
    })

    it('opens no sealed case, crosses no conflict, and takes nobody who reads no cases', async () => {
      const caseId = await newCase()
      granted(await desk.run(sealCase, { caseId, personId: marcus, why: 'She is at risk' }, marcus))
      expect(await put(caseId, sam, 'watcher')).to.deep.equal({ refused: 'name-first' })
      const stand = (standing: 'named' | 'conflicted') =>
        desk.run(setStanding, { caseId, personId: marcus, ofId: priya, standing }, marcus)
      granted(await stand('named'))
      granted(await put(caseId, priya, 'team'))
      granted(await put(caseId, priya, null))
      granted(await stand('conflicted'))
      expect(await put(caseId, priya, 'watcher')).to.deep.equal({ refused: 'conflict-of-interest' })
      expect(await put(await newCase(), 'demo-person-devi', 'watcher')).to.deep.equal({
        refused: 'not-found',
      })
      expect(await put(caseId, 'nobody', 'team')).to.deep.equal({ refused: 'not-found' })
    })
  })
})
