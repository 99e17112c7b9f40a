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
      const close = async () =>
        marcus.send<CaseView>('PATCH', `/api/cases/${caseId}`, {
          version: (await shown()).version,
          status: 'closed',
          outcome: { kind: 'won', words: 'Done', met: 'yes', amountPence: null },
        })
      await refusedWith(close(), /deadline-live/)

      // Down as met by mistake: an officer takes it back, it counts as live at once, and a second one agrees.
      const press = async <Body extends object>(by: typeof marcus, what: string, body: Body) => {
        const now = (await shown()).deadlines.find(({ id }) => id === limit?.id)
        return by.send<CaseView>('POST', `/api/deadlines/${limit?.id}/${what}`, {
          version: now?.version,
          ...body,
        })
      }
      await refusedWith(press(priya, 'confirm', {}), /not-allowed/)
      await press(marcus, 'confirm', {})
      await press(priya, 'settle', { as: 'met', why: 'ET1 lodged' })
      await refusedWith(press(priya, 'reopen', { why: 'It came back' }), /not-allowed/)
      await press(marcus, 'reopen', { why: 'It came back' })
      await refusedWith(close(), /deadline-live/)
      await refusedWith(press(marcus, 'reopening', { isAccepted: true }), /second-person/)
      await refusedWith(press(priya, 'reopening', { isAccepted: true }), /not-allowed/)
      const lorna = await world.console('lorna')
      const agreed = await press(lorna, 'reopening', { isAccepted: true })
      expect(agreed.deadlines[0]).to.include({ state: 'confirmed', reopening: null })

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

      // N9: at six in the evening nobody owns it; by five past the duty official has it, with the task to look at the date.
      const [beth] = (await shown()).owners.filter(({ name }) => name === 'Beth Hughes')
      const watch = await lorna.get<WatchView>('/api/watch')
      await lorna.send('PUT', '/api/watch', {
        version: watch.version,
        leadId: watch.lead?.id ?? null,
        officialId: beth?.id,
        opens: '09:00',
        closes: '17:00',
        division: 'england-and-wales',
        stepMinutes: 60,
      })
      world.clock.set('2026-10-06T18:00')
      ;[priya, marcus] = [await world.console('priya'), await world.console('marcus')]
      const released = await marcus.send<CaseView>('POST', `/api/watch/release/${caseId}`, {
        version: (await shown()).version,
        why: 'On leave from tomorrow',
      })
      // As it was answered: the server may look after it before anybody asks again.
      expect(released.owner).to.equal(null)
      world.clock.set('2026-10-06T18:05')
      await world.app().tick()
      const guarded = await shown()
      expect(guarded.owner?.id).to.equal(beth?.id)
      expect(guarded.followUps.some(({ what }) => what.startsWith('This case has a legal date'))).to.equal(
        true,
      )
      expect(guarded.timeline.some((one) => JSON.stringify(one).includes('never without an owner'))).to.equal(
        true,
      )
      await refusedWith(close(), /deadline-live/)

      // Met and waived, each with words: now it closes.
      const settle = async (id: string | undefined, as: string, why: string) => {
        const now = (await shown()).deadlines.find((one) => one.id === id)
        return marcus.send('POST', `/api/deadlines/${id}/settle`, { version: now?.version, as, why })
      }
      await refusedWith(settle(limit?.id, 'waived', ' '), /why-required/)
      await settle(limit?.id, 'waived', 'Settled by COT3')
      await settle(hearing?.id, 'met', 'Held')
      expect((await close()).status).to.equal('closed')
    })

    it('J19, N9: the rule is that of the day of the act, and days that cannot be are refused beside their field', async () => {
      const priya = await world.console('priya')
      const found = await priya.get<SearchView>('/api/search?q=CX-10479')
      const caseId = found.cases[0]?.id ?? ''
      const enter = (given: object) =>
        priya.send<CaseView>('POST', `/api/deadlines/of/${caseId}`, {
          claim: 'discrimination',
          nation: 'EW',
          respondent: 'Northside Hospitals',
          triggers: ['2026-10-01'],
          isTriggerCertain: true,
          reason: 'other',
          ...given,
        })
      await enter({ triggers: ['2026-09-30'] })
      await enter({ triggers: ['2026-10-01'], respondent: 'The ward manager' })
      const both = await enter({
        claim: 'unfair-dismissal',
        triggers: ['2022-02-02'],
        respondent: 'Before',
      })
      const limits = Object.fromEntries(both.deadlines.map((one) => [one.respondent, one.limitWords]))
      expect(limits).to.include({
        'Northside Hospitals': '29 December 2026',
        'The ward manager': '31 March 2027',
        Before: '1 May 2022',
      })
      for (const [given, words] of [
        [{ triggers: ['2026-02-30'] }, /There is no such day/],
        [{ triggers: ['2026-10-07'] }, /still to come/],
        [
          { conciliations: [{ dayA: '2026-10-05', dayB: '2026-10-02', startedBy: 'rep' }] },
          /cannot come before Acas was told/,
        ],
        [{ claim: 'hearing', triggers: ['2026-10-05'], source: 'A letter' }, /is over/],
        [{ respondent: ' ' }, /Name the employer/],
      ] as const)
        await refusedWith(enter(given), words)
      expect((await priya.get<CaseView>(`/api/cases/${caseId}`)).deadlines).to.have.lengthOf(
        both.deadlines.length,
      )
    })
  })
}
