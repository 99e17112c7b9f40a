import { expect } from 'chai'
import { changeView, removeView, saveView } from '../../server/commands/saved-views.ts'
import type { CaseFilterView } from '../../server/contract/saved-view-api.ts'
import { savedViewsView } from '../../server/views/saved-views-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const waiting: CaseFilterView = {
  list: 'open',
  about: 'discipline',
  status: 'waiting',
  ownerId: null,
  q: 'ward',
  asBoard: false,
}

describe('saved views of cases', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    const shownTo = async (personId: string, tidies = false) =>
      (
        await savedViewsView(
          { read: desk.database.read, engine, clock: { now: desk.now } },
          { personId, tidies },
        )
      ).views
    const save = (name: string, personId: string, isShared = false, filter = waiting) =>
      desk.run(saveView, { name, isShared, filter, personId }, personId)
    const change = async (viewId: string, personId: string, to: { name: string; isShared: boolean }) => {
      const version = (await shownTo(personId)).find(({ id }) => id === viewId)?.version ?? 1
      return desk.run(changeView, { viewId, version, personId, filter: waiting, ...to }, personId)
    }
    const remove = (viewId: string, personId: string, tidies = false, version = 1) =>
      desk.run(removeView, { viewId, version, personId, tidies }, personId)

    it('are one’s own until they are shared, and keep what was asked for', async () => {
      const { viewId } = granted(await save('  Waiting   on others ', demo.priya))
      expect(await shownTo(demo.priya)).to.deep.include({
        id: viewId,
        version: 1,
        name: 'Waiting on others',
        isShared: false,
        by: { id: demo.priya, name: 'Priya Nair', initials: 'PN' },
        isMine: true,
        mayRemove: true,
        filter: waiting,
      })
      const samSees = async () =>
        (await shownTo(demo.sam)).map(({ name, isMine, mayRemove }) => [name, isMine, mayRemove])
      const everybodys = ['Discipline, all open', false, false]
      expect(await samSees()).to.deep.equal([everybodys])
      granted(await change(viewId, demo.priya, { name: 'Ward 7', isShared: true }))
      expect(await samSees()).to.have.deep.members([everybodys, ['Ward 7', false, false]])
    })

    it('need a name of their own; what is wrong is said beside it', async () => {
      const words = async (name: string) => {
        const answer = await save(name, demo.sam)
        return 'fields' in answer ? answer.fields?.[0]?.words : answer
      }
      expect(await words(' ')).to.equal('Give it a name.')
      expect(await words('x'.repeat(61))).to.equal('At most 60 characters.')
      granted(await save('Hearings', demo.sam))
      expect(await words('hearings ')).to.equal('You have a view of this name.')
      granted(await save('Hearings', demo.marcus))
    })

    it('are changed by whoever made them, once, and not found by whoever may not see them', async () => {
      const { viewId } = granted(await save('Mine alone', demo.marcus))
      expect(await remove(viewId, demo.sam, true)).to.deep.equal({ refused: 'not-found' })
      granted(await change(viewId, demo.marcus, { name: 'Everybody’s', isShared: true }))
      expect(await remove(viewId, demo.marcus)).to.deep.equal({ refused: 'stale-version' })
      expect(await change(viewId, demo.sam, { name: 'Taken', isShared: true })).to.deep.equal({
        refused: 'view-not-yours',
      })
      expect(await remove(viewId, demo.sam, false, 2)).to.deep.equal({ refused: 'view-not-yours' })
      // A supervisor tidies what somebody left behind.
      expect((await shownTo(demo.sam, true)).find(({ id }) => id === viewId)?.mayRemove).to.equal(true)
      granted(await remove(viewId, demo.sam, true, 2))
      expect((await shownTo(demo.marcus)).some(({ id }) => id === viewId)).to.equal(false)
    })

    it('are thirty at most', async () => {
      const maker = await desk.agent()
      for (let n = 1; n <= 30; n += 1) granted(await save(`View ${n}`, maker))
      expect(await save('One more', maker)).to.include({ refused: 'too-many-views' })
    })
  })
})
