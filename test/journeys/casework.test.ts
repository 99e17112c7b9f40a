/** Journeys of casework over the wire. The same in the browser: test/browser/casework-journeys.test.ts, retention.test.ts. */
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { members, phones } from '../../server/adapters/db/seed/members.ts'
import { discreetMember } from '../../server/adapters/db/seed/safe-contact.ts'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { EligibilityView } from '../../server/contract/eligibility-api.ts'
import type { CaseBriefView } from '../../server/contract/hand-over-api.ts'
import type { HoldsView } from '../../server/contract/hold-api.ts'
import type { ErasureView, RetentionView } from '../../server/contract/retention-api.ts'
import type { OverridesView } from '../../server/contract/safe-contact-views.ts'
import type { CaseSealView } from '../../server/contract/seal-views.ts'
import type { SearchView, WorkView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

const day = 86_400_000
const caseId = 'demo-case-CX-10482'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const)
  describe(`journeys of casework (${engine})`, function () {
    this.timeout(90_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T14:00' })
    })
    after(() => world.close())

    it('J18: a case is given over with what happens next, a brief that says all of it, and a text with the new first name', async () => {
      const marcus = await world.console('marcus')
      const shown = () => marcus.get<CaseView>(`/api/cases/${caseId}`)
      await marcus.send('POST', `/api/cases/${caseId}/follow-ups`, {
        what: 'Call her on Wednesday at 14:00',
        dueAt: '2026-10-07T13:00:00.000Z',
      })
      const { version, owners } = await shown()
      const beths = owners.find(({ name }) => name === 'Beth Hughes')?.id
      const give = (why: string) =>
        marcus.try('PATCH', `/api/cases/${caseId}`, { version, ownerId: beths, why })
      const refused = await give(' ')
      expect(refused.status).to.equal(422)
      expect(refused.body['words']).to.include('Write what happens next')
      expect((await shown()).owner?.name).to.equal('Marcus Webb')
      expect((await give('The hearing: be there at 09:40, room 4')).status).to.equal(200)

      const beth = await world.console('beth')
      const { handed } = await beth.get<WorkView>('/api/work')
      expect(handed.map(({ path }) => path)).to.include(`/cases/${caseId}`)
      const brief = await beth.get<CaseBriefView>(`/api/hand-overs/of/${caseId}`)
      const linesOf = (part: string) => brief.parts.find(({ key }) => key === part)?.lines.join('\n') ?? ''
      expect(brief.parts).to.have.lengthOf(7)
      expect(linesOf('facts')).to.include('A wrong dose on ward 7')
      expect(linesOf('promise')).to.include('Call her on Wednesday at 14:00')
      expect(linesOf('promise')).to.include('Thu 8 Oct 2026 10:00')
      expect(linesOf('next-step')).to.include('be there at 09:40')
      for (const title of [
        'Invitation to the disciplinary hearing',
        'Disciplinary policy of the employer',
        'Statement of the member',
      ])
        expect(linesOf('documents')).to.include(title)
      expect(linesOf('wish')).to.include('To keep her job')

      const phone = world.simulator.phone('+447700900117')
      await beth.send('POST', `/api/hand-overs/${brief.handOver?.id}/accept`, {
        version: brief.handOver?.version,
        number: brief.numbers[0]?.number,
        clientId: 'accepting-1',
      })
      await phone.waitForText(/^CX-10482: Beth looks after your case from now on\./)
      const { owner, timeline } = await shown()
      expect(owner?.name).to.equal('Beth Hughes')
      expect(timeline.find(({ heading }) => heading === 'Owner changed')?.body).to.equal(
        'Marcus Webb to Beth Hughes. Next: The hearing: be there at 09:40, room 4',
      )
      const marcusId = owners.find(({ name }) => name === 'Marcus Webb')?.id
      const back = { version: (await shown()).version, ownerId: marcusId, why: 'He is back from leave' }
      await beth.send('PATCH', `/api/cases/${caseId}`, back)
      expect((await shown()).owner?.name).to.equal('Marcus Webb')
    })

    it('N8: 21 days after joining there is advice once, with the reason and where else there is help', async () => {
      const marcus = await world.console('marcus')
      const of = `/api/eligibility/of/${caseId}`
      // Aisha joined on 1 March 2019.
      const on = (happenedOn: string) => marcus.send<EligibilityView>('PUT', of, { happenedOn })
      const { assessment } = await on('2019-03-22')
      expect(assessment).to.include({ support: 'advice-once', short: 'Initial advice; no legal assistance' })
      expect(assessment?.why).to.include('21 days')
      expect(assessment?.signposts.map(({ name }) => name)).to.include('Acas helpline')
      const never = await marcus.try('PUT', of, { happenedOn: '2026-02-30' })
      expect([never.status, never.body['reason']]).to.deep.equal([422, 'bad-settings'])
      const ahead = await marcus.try('PUT', of, { happenedOn: '2026-10-07' })
      expect([ahead.status, ahead.body['reason']]).to.deep.equal([422, 'happens-in-future'])
      expect((await marcus.get<EligibilityView>(of)).assessment?.happenedOn, 'nothing half saved').to.equal(
        '2019-03-22',
      )
      expect((await on('2019-03-29')).assessment?.support, 'the fourth week is over').to.equal('full')
    })

    it('N10: at 14:00 the number at work is not rung, and nothing of the attempt is kept; with words it is, and data protection reads them', async () => {
      const { wish, atWork } = discreetMember(members(), world.clock.now())
      const number = phones(members()).find(({ id }) => id === atWork.phoneId)?.number ?? ''
      const priya = await world.agent('priya')
      const dial = (override: string | null) =>
        priya.try('POST', '/api/phone/dial', {
          number,
          memberId: wish.memberId,
          reason: 'The letter',
          override,
        })
      const refused = await dial(null)
      expect([refused.status, refused.body['reason']]).to.deep.equal([409, 'number-blocked'])
      expect(refused.body['words']).to.include('This is their work number. They asked not to be rung there.')
      expect((await priya.phone()).call).to.equal(null)
      const owen = await world.console('owen')
      const told = async () => (await owen.get<OverridesView>('/api/safe-contact/overrides')).items
      const before = (await told()).length
      const rings = world.simulator.phone(number).waitForRing({ timeoutMs: 30_000 })
      const rung = await dial('Her hearing is in an hour')
      expect(rung.status, JSON.stringify(rung.body)).to.equal(200)
      await priya.softphone.join(String((await priya.phone()).call?.contactId))
      const call = await rings
      call.answer()
      await until(async () => (await priya.phone()).call?.state === 'connected', 'they are not connected')
      const [newest, ...others] = await told()
      expect(others).to.have.lengthOf(before)
      expect(newest).to.include({ because: 'work-number', why: 'Her hearing is in an hour' })
      call.hangUp()
      await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'no wrap-up')
      await priya.send('PUT', '/api/phone/availability', { choice: 'offline' })
      priya.close()
    })

    it('N11: each side’s case does not exist for the other, and who asked stands in the audit', async () => {
      const [marcus, beth, owen] = [
        await world.console('marcus'),
        await world.console('beth'),
        await world.console('owen'),
      ]
      await marcus.send('POST', `/api/seals/${caseId}`, { why: 'Two members against each other' })
      const own = await marcus.send<CaseSealView>('POST', `/api/seals/${caseId}/other-side`, {
        membershipNumber: 'M-150310',
        ownerId: beth.personId,
      })
      expect(own.seal?.hasOtherSide).to.equal(true)
      const theirs = (await beth.get<SearchView>('/api/search?q=Daniel Osei')).cases
      const hidden = await marcus.get<SearchView>('/api/search?q=Daniel Osei')
      const other = theirs.find(({ id }) => !hidden.cases.some((one) => one.id === id))
      expect(other?.reference, 'their file').to.match(/^CX-/)
      const nothing = { members: [], cases: [], numbers: [] }
      expect(await marcus.get(`/api/search?q=${other?.reference}`)).to.deep.equal(nothing)
      expect(await beth.get('/api/search?q=CX-10482')).to.deep.equal(nothing)
      for (const [person, id] of [
        [marcus, other?.id],
        [beth, caseId],
      ] as const) {
        const guessed = await person.try('GET', `/api/cases/${id}`)
        const never = await person.try('GET', '/api/cases/never-was')
        expect([guessed.status, guessed.body]).to.deep.equal([never.status, never.body])
      }
      const audit = await owen.get(`/api/audit?what=all&about=${other?.reference}`)
      expect(JSON.stringify(audit)).to.include('asked for a sealed case and was told there is none')
    })

    it('J25: what is over goes here and at Twilio, what is held stays, and a delete that Twilio failed is shown and done again', async () => {
      const marcus = await world.console('marcus')
      await marcus.send<HoldsView>('POST', '/api/holds/member/demo-member-M-173245', {
        why: 'A claim is likely',
      })
      const leavesMessage = async (from: string) => {
        const call = world.simulator.phone(from).call(serviceLine)
        await call.press('4')
        await call.waitForHeard(/after the tone/i)
        await call.say('Please ring me back.')
        await call.press('#')
        await call.waitForState('completed')
      }
      for (const from of ['+447700900245', '+447700900777']) await leavesMessage(from)
      const owen = await world.console('owen')
      await until(async () => (await owen.get<WorkView>('/api/work')).voicemails.length >= 2, 'no voicemails')
      const rule = (await owen.get<RetentionView>('/api/retention')).rules.find(
        ({ kind }) => kind === 'recordings',
      )
      await owen.send('PUT', '/api/retention', {
        kind: 'recordings',
        version: rule?.version,
        days: null,
        byItself: false,
      })
      world.clock.push(182 * day)
      const later = await world.console('owen')
      await world.app().tick()
      const [proposed] = (await later.get<RetentionView>('/api/retention')).erasures.filter(
        ({ kind, state }) => kind === 'recordings' && state === 'proposed',
      )
      if (!proposed) throw new Error('nothing is proposed')
      const one = () => later.get<ErasureView>(`/api/retention/${proposed.id}`)
      expect((await one()).certificate, 'before anybody approved').to.equal(null)
      world.simulator.change({ rest: '500' })
      await later.send('POST', `/api/retention/${proposed.id}/approve`, { version: proposed.version })
      const stuck = await until(async () => {
        await world.app().tick()
        const shown = await one()
        return shown.erased === proposed.due && shown.waitingAtTwilio > 0 ? shown : null
      }, 'what Twilio has still to delete is not shown')
      expect(stuck).to.include({ state: 'erasing', certificate: null })
      world.simulator.change({ rest: 'ok' })
      world.clock.push(60_000)
      const done = await until(async () => {
        await world.app().tick()
        const shown = await one()
        return shown.state === 'done' ? shown : null
      }, 'it is not done')
      const certificate = done.certificate ?? ''
      expect(createHash('sha256').update(certificate).digest('hex')).to.equal(done.seal)
      const states = certificate.split('\n').map((line) => line.split('|')[1])
      expect(states.filter((state) => state === 'erased')).to.have.lengthOf(proposed.due)
      expect(states.filter((state) => state === 'held')).to.have.lengthOf(proposed.held)
      const [staying, ...more] = done.heldItems
      expect([staying?.about, more]).to.deep.equal(['Voicemail of 6 Oct 2026 14:00', []])
      expect(staying?.path, 'what stays can be opened').to.match(/^\/contacts\//)
    })
  })
