import { expect } from 'chai'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { WatchView } from '../../server/contract/target-views.ts'
import type { SearchView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`legal dates over the wire (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T10:41' })
    })
    after(() => world.close())

    const refusedWith = async (asked: Promise<unknown>, words: RegExp): Promise<void> => {
      const answer = await asked.then(
        () => 'granted',
        (error: unknown) => String(error),
      )
      expect(answer).to.match(words)
    }

    it('J19, J20, N9: entered, extended by Acas, postponed for a companion, and never closed, unowned or left at night', async () => {
      let [priya, marcus] = [await world.console('priya'), await world.console('marcus')]
      const search = await marcus.get<SearchView>('/api/search?q=CX-10482')
      const caseId = search.cases[0]?.id ?? ''
      const shown = () => marcus.get<CaseView>(`/api/cases/${caseId}`)
      const facts = {
        claim: 'unfair-dismissal',
        nation: 'EW',
        respondent: 'Northside Hospitals',
        triggers: ['2026-07-15'],
        isTriggerCertain: true,
        reason: 'other',
      }
      const first = await priya.send<CaseView>('POST', `/api/deadlines/of/${caseId}`, facts)
      const [limit] = first.deadlines
      expect(limit).to.include({ limitWords: '14 October 2026', state: 'proposed' })
      expect(limit?.warnings.map(({ words }) => words).join(' ')).to.match(
        /Acas must be contacted by 14 October 2026/,
      )
      const extended = await priya.send<CaseView>('PUT', `/api/deadlines/${limit?.id}`, {
        ...facts,
        version: limit?.version,
        conciliations: [{ dayA: '2026-09-01', dayB: '2026-10-06', startedBy: 'organiser' }],
      })
      expect(extended.deadlines[0]).to.include({ limitWords: '18 November 2026' })
      expect(extended.deadlines[0]?.steps.join(' ')).to.include('35 days')
      await refusedWith(
        marcus.send('PATCH', `/api/cases/${caseId}`, {
          version: extended.version,
          status: 'closed',
          outcome: { kind: 'won', words: 'Done', met: 'yes', amountPence: null },
        }),
        /deadline-live|409/,
      )

      // J20: Marcus cannot come on Thursday.
      const withHearing = await marcus.send<CaseView>('POST', `/api/deadlines/of/${caseId}`, {
        ...facts,
        claim: 'hearing',
        triggers: ['2026-10-08'],
        source: 'Letter of 1 October',
      })
      const hearing = withHearing.deadlines.find((one) => one.facts.claim === 'hearing')
      const days = hearing?.postponement?.days ?? []
      expect(days.map(({ on }) => on)).to.deep.equal([
        '2026-10-09',
        '2026-10-12',
        '2026-10-13',
        '2026-10-14',
        '2026-10-15',
      ])
      expect(hearing?.postponement?.care.words).to.include('The duty covers that one only')
      const asking = (offeredOn: string) => ({
        version: hearing?.version,
        offeredOn,
        letter: days.at(-1)?.letter ?? '',
      })
      const path = `/api/deadlines/${hearing?.id}/postponement`
      await refusedWith(marcus.send('POST', path, asking('2026-10-16')), /day-not-offered|422/)
      const asked = await marcus.send<CaseView>('POST', path, asking('2026-10-15'))
      const request = asked.deadlines.find(({ id }) => id === hearing?.id)?.postponement?.requests[0]
      expect(request).to.include({ offeredWords: 'Thursday 15 October 2026', sent: null })
      expect(
        asked.followUps.filter(({ what }) => what.startsWith('Send the request to postpone')),
      ).to.have.lengthOf(1)
      const sent = await marcus.send<CaseView>('POST', `${path}/sent`, {
        version: (hearing?.version ?? 0) + 1,
        requestId: request?.id,
        how: 'Email to HR',
      })
      expect(sent.deadlines.find(({ id }) => id === hearing?.id)?.postponement?.requests[0]?.sent).to.include(
        { how: 'Email to HR' },
      )

      // N9: at six in the evening nobody owns it; by five past somebody does.
      world.clock.set('2026-10-06T18:00')
      ;[priya, marcus] = [await world.console('priya'), await world.console('marcus')]
      const devi = await world.console('lorna')
      const watch = await devi.get<WatchView>('/api/watch')
      const official = watch.official
      await marcus.send('POST', `/api/watch/release/${caseId}`, {
        version: (await shown()).version,
        why: 'On leave from tomorrow',
      })
      expect((await shown()).owner).to.equal(null)
      world.clock.set('2026-10-06T18:05')
      await world.app().tick()
      const guarded = await shown()
      expect(guarded.owner?.id).to.be.a('string')
      if (official !== null) expect(guarded.owner?.id).to.equal(official.id)
      expect(guarded.timeline.some((one) => JSON.stringify(one).includes('never without an owner'))).to.equal(
        true,
      )
    })
  })
}
