import { expect } from 'chai'
import type { BranchesView, CaseReferralsView, MyBranchView } from '../../server/contract/referral-views.ts'
import type { SearchView, WorkView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`a case at a branch (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T10:41' })
    })
    after(() => world.close())

    it('that is silent for two working days is back with priority, the member is texted, and the region sees it', async () => {
      let [marcus, joan, lorna] = [
        await world.console('marcus'),
        await world.console('joan'),
        await world.console('lorna'),
      ]
      const aisha = world.simulator.phone('+447700900117')
      const found = await marcus.get<SearchView>('/api/search?q=CX-10482')
      const caseId = found.cases[0]?.id ?? ''
      const send = (branchId: string) =>
        marcus.send<CaseReferralsView>('POST', `/api/referrals/of/${caseId}`, {
          branchId,
          ask: 'Please go with her on Thursday.',
        })
      await send('demo-branch-1')
      await aisha.waitForText('asked somebody local to you')
      const mine = async () =>
        (await joan.get<MyBranchView>('/api/branch')).items.find(({ reference }) => reference === 'CX-10482')
      const item = await mine()
      expect(item).to.include({ state: 'waiting', memberName: 'Aisha Khan', numbers: null })

      const silent = async () =>
        (await lorna.get<BranchesView>('/api/branches')).branches.find(({ id }) => id === 'demo-branch-1')
          ?.silent ?? 0
      const before = await silent()
      world.clock.set('2026-10-08T10:39')
      // Nobody stays signed in for two days.
      ;[marcus, joan, lorna] = [
        await world.console('marcus'),
        await world.console('joan'),
        await world.console('lorna'),
      ]
      await world.app().tick()
      expect(await mine(), 'a moment before').to.include({ state: 'waiting' })
      world.clock.set('2026-10-08T10:42')
      await world.app().tick()
      await aisha.waitForText('no answer locally within two working days')
      expect(await mine()).to.equal(undefined)
      const back = (await lorna.get<WorkView>('/api/work')).branches.filter(({ path }) =>
        path.endsWith(caseId),
      )
      expect(back.map(({ line }) => line)).to.deep.equal([
        'Northside Health did not answer in two working days',
      ])
      // The one that the demo union waits for at this branch, too.
      expect(await silent()).to.equal(before + 2)

      const shown = await lorna.get<CaseReferralsView>(`/api/referrals/of/${caseId}`)
      const [was] = shown.referrals
      expect(was).to.include({ state: 'silent', isBack: true })
      await lorna.send('POST', `/api/referrals/${was?.id}/take`, { version: was?.version })
      const after = await lorna.get<WorkView>('/api/work')
      expect(after.branches.filter(({ path }) => path.endsWith(caseId))).to.deep.equal([])

      await send('demo-branch-1')
      const again = await until(mine, 'it is not at the branch again')
      await joan.send('POST', `/api/branch/${again.id}/accept`, { version: again.version })
      await aisha.waitForText('Joan has taken this on')
      expect((await mine())?.numbers?.map(({ number }) => number)).to.deep.equal(['07700 900117'])
      expect(aisha.inbox, 'one text a step').to.have.lengthOf(4)
      await world.staysQuiet()
    })
  })
}
