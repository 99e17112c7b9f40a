import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import { acknowledgeAlert } from '../../server/commands/acknowledge-alert.ts'
import { alertTexted, alertTextNews } from '../../server/commands/alert-texted.ts'
import { judgeAlerts } from '../../server/commands/judge-alerts.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { setDuty } from '../../server/commands/set-duty.ts'
import { settleDeadline } from '../../server/commands/settle-deadline.ts'
import { defaultAlertLimits } from '../../server/domain/alerts.ts'
import { alertReading } from '../../server/views/alert-reading.ts'
import { alertsOnWall, alertsView } from '../../server/views/alerts-view.ts'
import { liveView } from '../../server/views/live-view.ts'
import { createAlertWatch } from '../../server/worker/alert-watch.ts'
import { textDuty } from '../../server/worker/text-duty.ts'
import { textNewDuty } from '../../server/worker/text-new-duty.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('threshold alerts as rows', () => {
  onBothDatabases((open) => {
    let desk: Desk
    beforeEach(async () => {
      desk = await openDesk(open)
    })
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => desk.now() },
    })
    const look = async () => {
      const { reading } = await alertReading(deps(), await liveView(deps()))
      return desk.run(judgeAlerts, { reading })
    }
    const alerts = async (personId: string = demo.marcus) =>
      (await alertsView(deps(), { personId, opensWork: true })).alerts
    const supervisor = async (): Promise<string> => {
      const id = await desk.agent({ choice: 'meeting' })
      await desk.ask((stores) => stores.people.setRoles(id, ['supervisor']))
      return id
    }

    it('are raised once when somebody waits too long, with one text to be sent, and clear when that is over', async () => {
      const call = await desk.waitingCall()
      const { queueId } = await desk.contact(call.contactId)
      await look()
      desk.later(299_000)
      await look()
      expect((await alerts()).filter(({ id }) => id.startsWith('longest-wait'))).to.deep.equal([])
      desk.later(1_000)
      const raised = (await desk.eventsOf(look)).filter((type) => type === 'alert.raised')
      expect(raised.length).to.be.at.least(1)
      const isWait = ({ id }: { id: string }) => id === `longest-wait:${queueId}`
      const [alert] = (await alerts()).filter(isWait)
      expect(alert?.what).to.match(/somebody has waited over 5 minutes/)
      expect(alert?.go?.to).to.equal(`/live?queue=${queueId}#callers`)
      desk.later(5_000)
      expect(await desk.eventsOf(look)).to.deep.equal([])
      expect(
        (await desk.database.read('effects').where({ kind: 'text-duty' })).filter(
          ({ order_key }: { order_key: string }) => order_key === `alert:longest-wait:${queueId}`,
        ),
      ).to.have.lengthOf(1)
      expect((await alertsOnWall(deps())).map(({ what }) => what)).to.include(alert?.what)

      const gone = { callSid: call.callSid, status: 'completed', sequence: 9 }
      await desk.run(recordCallStatus, gone, 'twilio')
      await look()
      desk.later(59_000)
      await look()
      expect((await alerts()).filter(isWait)).to.have.lengthOf(1)
      desk.later(1_000)
      expect(await desk.eventsOf(look)).to.include('alert.cleared')
      expect((await alerts()).filter(isWait)).to.deep.equal([])
      expect(await desk.count('alerts', { id: `longest-wait:${queueId}` })).to.equal(1)
    })

    it('speak of what was promised to a member for today', async () => {
      const [row] = await desk.database.read('cases').limit(1).select('id')
      const due = new Date(Date.parse(desk.now()) + 7_200_000).toISOString()
      await desk.ask((stores) =>
        stores.followUps.insert({
          id: 'promised for today',
          caseId: row.id,
          what: 'Ring back about the rota',
          dueAt: due,
          ownerId: null,
          createdAt: desk.now(),
          doneAt: null,
          remindAt: null,
          checklist: [],
          firstDueAt: null,
        }),
      )
      await look()
      const ids = (await alerts()).map(({ id }) => id)
      expect(ids).to.include('promise-today:all')
    })

    it('speak of a legal date on its day until it is settled, and of its case only to those who read cases', async () => {
      const [officer] = [demo.marcus]
      const { caseId } = granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'Dismissed', kind: 'discipline', personId: officer },
          officer,
        ),
      )
      const claim = {
        claim: 'unfair-dismissal',
        nation: 'EW',
        respondent: 'Northside Hospitals',
        triggers: ['2026-10-20'],
        isTriggerCertain: true,
        knownOn: null,
        reason: 'other',
        conciliations: [],
      } as const
      granted(
        await desk.run(
          proposeDeadline,
          { caseId, personId: officer, ...claim, triggers: [...claim.triggers], conciliations: [] },
          officer,
        ),
      )
      const [date] = await desk.ask((stores) => stores.deadlines.liveOfCase(caseId))
      if (date === undefined) throw new Error('no legal date')
      const mine = async (opensWork = true) =>
        (await alertsView(deps(), { personId: officer, opensWork })).alerts.find(
          ({ id }) => id === `legal-date:${date.id}`,
        )
      await look()
      expect(await mine()).to.equal(undefined)
      desk.set(`${date.limitOn}T10:00:00.000Z`)
      await look()
      expect((await mine())?.what).to.match(/^The legal limit on CX-\d+ is today\.$/)
      expect((await mine())?.go?.to).to.equal(`/cases/${caseId}`)
      expect(await mine(false)).to.deep.include({ what: 'The legal limit on a case is today.', go: null })
      expect(JSON.stringify(await alertsOnWall(deps()))).to.not.match(/CX-/)
      const deadlineId = date.id
      const settle = { deadlineId, version: date.version, personId: officer, as: 'met', why: 'Lodged today' }
      granted(await desk.run(settleDeadline, settle as Parameters<typeof settleDeadline>[2], officer))
      await look()
      desk.later(60_000)
      await look()
      expect(await mine()).to.equal(undefined)
    })

    it('are left in peace by those who have seen them, and by nobody else; an old button silences nothing new', async () => {
      await desk.waitingCall()
      desk.later(301_000)
      await look()
      const [first, second] = [await supervisor(), await supervisor()]
      const [alert] = await alerts(first)
      if (alert === undefined) throw new Error('no alert')
      const seen = { alertId: alert.id, raisingId: alert.raisingId, personId: first }
      expect(await desk.eventsOf(() => desk.run(acknowledgeAlert, seen, first))).to.deep.equal([
        'alert.acknowledged',
      ])
      expect(await desk.eventsOf(() => desk.run(acknowledgeAlert, seen, first))).to.deep.equal([])
      const find = async (personId: string) => (await alerts(personId)).find(({ id }) => id === alert.id)
      expect(await find(first)).to.deep.include({ isSeenByMe: true })
      expect(await find(second)).to.deep.include({ isSeenByMe: false })
      expect((await find(second))?.seenBy).to.have.lengthOf(1)
      expect(await desk.run(acknowledgeAlert, { ...seen, raisingId: 'earlier' }, first)).to.deep.equal({
        refused: 'alert-over',
      })
      expect(await desk.run(acknowledgeAlert, { ...seen, alertId: 'none' }, first)).to.deep.equal({
        refused: 'alert-over',
      })
    })

    it('go by the limits of their queue, and stay silent where those are empty', async () => {
      const call = await desk.waitingCall()
      const { queueId } = await desk.contact(call.contactId)
      const limits = { ...defaultAlertLimits, waitSeconds: 30, nobodySeconds: null }
      await desk.ask(async (stores) => {
        const queue = await stores.queues.find(queueId ?? '')
        if (queue !== null)
          await stores.queues.save({ ...queue, alertLimits: limits, version: queue.version + 1 })
      })
      desk.later(30_000)
      await look()
      expect((await alerts()).map(({ id }) => id)).to.include(`longest-wait:${queueId}`)
      desk.later(3_600_000)
      await look()
      expect((await alerts()).map(({ id }) => id)).to.not.include(`nobody-free:${queueId}`)
    })

    it('know who is on duty: a supervisor with a mobile, set by one person at a time', async () => {
      const lorna = await supervisor()
      const set = (change: object) =>
        desk.run(setDuty, { version: 1, personId: lorna, number: '07700 900991', ...change }, lorna)
      const fieldsOf = async (change: object) => {
        const answer = await set(change)
        return 'fields' in answer ? answer.fields?.map(({ field }) => field) : answer
      }
      expect(await fieldsOf({ number: '020 7946 0900' })).to.deep.equal(['number'])
      expect(await fieldsOf({ number: 'my phone' })).to.deep.equal(['number'])
      expect(await fieldsOf({ number: '' })).to.deep.equal(['number'])
      expect(await fieldsOf({ personId: await desk.agent() })).to.deep.equal(['personId'])
      expect(await fieldsOf({ personId: 'nobody', number: '' })).to.deep.equal(['personId', 'number'])
      expect(await desk.eventsOf(async () => granted(await set({})))).to.deep.equal(['duty.changed'])
      expect(await set({ personId: null })).to.deep.equal({ refused: 'stale-version' })
      const { duty } = await alertsView(deps(), { personId: lorna, opensWork: true })
      expect(duty).to.deep.include({ version: 2, numberEnd: '… 991' })
      expect(duty.person?.id).to.equal(lorna)
      expect(duty.people.map(({ id }) => id)).to.include(lorna)
      // The same again is no change; the number is kept where none is typed.
      expect(await desk.eventsOf(() => set({ version: 2, number: '' }))).to.deep.equal([])
      granted(await set({ version: 2, personId: null, number: '' }))
      expect((await alertsView(deps(), { personId: lorna, opensWork: true })).duty).to.deep.include({
        person: null,
        numberEnd: null,
      })
      const logged = await desk.database.read('event_log').where({ type: 'duty.changed' })
      expect(JSON.stringify(logged)).to.not.match(/7700/)
    })

    it('keep what became of their text, once', async () => {
      await desk.waitingCall()
      desk.later(301_000)
      await look()
      const [alert] = await alerts()
      if (alert === undefined) throw new Error('no alert')
      expect(alert.textWords).to.equal('Being texted to whoever is on duty')
      const lorna = await supervisor()
      const told = { alertId: alert.id, raisingId: alert.raisingId, personId: lorna }
      await desk.run(alertTexted, { ...told, raisingId: 'earlier', result: 'failed' })
      await desk.run(alertTexted, { ...told, result: 'sent' })
      await desk.run(alertTexted, { ...told, result: 'failed' })
      expect((await alerts()).find(({ id }) => id === alert.id)?.textWords).to.match(/^Texted to Agent/)
    })

    it('that are up already are texted, once and together, to whoever goes on duty', async () => {
      await desk.waitingCall()
      desk.later(301_000)
      await look()
      for (const { id, raisingId } of await alerts())
        await desk.run(alertTexted, { alertId: id, raisingId, personId: null, result: 'nobody-on-duty' })
      const lorna = await supervisor()
      const sent: string[] = []
      const deps_ = {
        write: desk.database.write,
        clock: { now: desk.now },
        ids: createIds(),
        rest: {
          sendText: async ({ body }: { body: string }) => {
            sent.push(body)
            return { sid: 'SM1', status: 'queued' }
          },
          textsTo: async () => sent.map((body) => ({ sid: 'SM1', status: 'sent', body })),
        },
        publicUrl: 'https://union.example',
        urls: { dutyStatus: () => '' },
      }
      const asked = async () => (await desk.database.read('effects').where({ kind: 'text-new-duty' })).length
      expect(await textNewDuty(deps_, { personId: lorna }, { attempts: 1 })).to.equal('superseded')
      const before = await asked()
      granted(await desk.run(setDuty, { version: 1, personId: lorna, number: '07700 900870' }, lorna))
      expect(await asked()).to.equal(before + 1)
      expect(await textNewDuty(deps_, { personId: lorna }, { attempts: 1 })).to.equal('done')
      expect(sent).to.have.lengthOf(1)
      expect(sent[0]).to.match(/^Branchline \d\d:\d\d: you are on duty\. \d alerts? (is|are) up: .*\/live$/)
      for (const { textWords } of await alerts()) expect(textWords).to.match(/^Texted to Agent/)
      const raisingIds = (await alerts()).map(({ raisingId }) => raisingId)
      await desk.run(alertTextNews, { raisingIds, status: 'sent' })
      await desk.run(alertTextNews, { raisingIds, status: 'undelivered' })
      await desk.run(alertTextNews, { raisingIds, status: 'delivered' })
      for (const { textWords } of await alerts())
        expect(textWords).to.match(/^The text to Agent \d+ did not arrive: ring them$/)
      const problem = async () =>
        (await alertsView(deps(), { personId: lorna, opensWork: true })).duty.textProblem
      expect(await problem()).to.match(/^The last text to Agent \d+ did not arrive\. Ring them/)
      desk.later(1_000)
      granted(await desk.run(setDuty, { version: 2, personId: lorna, number: '07700 900871' }, lorna))
      expect(await problem(), 'nothing is known against another number').to.equal(null)
      const refusing = {
        ...deps_,
        rest: {
          ...deps_.rest,
          sendText: () => Promise.reject(new TwilioProblem('refused', 21211)),
        },
      }
      expect(await textNewDuty(refusing, { personId: lorna }, { attempts: 1 })).to.have.property('failed')
      expect(await problem()).to.match(/^The last text to Agent \d+ could not be sent\. Ring them/)
      expect(await textNewDuty(deps_, { personId: lorna }, { attempts: 1 }), 'with another number').to.equal(
        'done',
      )
      await desk.run(alertTextNews, { raisingIds, status: 'delivered' })
      for (const { textWords } of await alerts()) expect(textWords).to.match(/and it arrived$/)
      expect(await textNewDuty(deps_, { personId: lorna }, { attempts: 1 })).to.equal('superseded')
      expect(sent, 'not twice').to.have.lengthOf(2)
    })

    it('go to nobody when whoever was on duty has left or does not supervise any more', async () => {
      await desk.waitingCall()
      desk.later(301_000)
      await look()
      const [alert] = await alerts()
      if (alert === undefined) throw new Error('no alert')
      const lorna = await supervisor()
      granted(await desk.run(setDuty, { version: 1, personId: lorna, number: '07700 900870' }, lorna))
      await desk.ask((stores) => stores.people.setRoles(lorna, ['agent']))
      const { duty } = await alertsView(deps(), { personId: lorna, opensWork: true })
      expect(duty).to.deep.include({ person: null, numberEnd: null })
      const never = () => Promise.reject(new Error('a text went out'))
      const textIt = {
        write: desk.database.write,
        clock: { now: desk.now },
        ids: createIds(),
        rest: { sendText: never, textsTo: never },
        publicUrl: 'https://union.example',
        urls: { dutyStatus: () => '' },
      }
      const raising = { alertId: alert.id, raisingId: alert.raisingId }
      expect(await textDuty(textIt, raising, { attempts: 1 })).to.equal('done')
      expect((await alerts()).find(({ id }) => id === alert.id)?.textWords).to.equal(
        'Texted to nobody: nobody was on duty',
      )
      expect(await textDuty(textIt, raising, { attempts: 2 })).to.equal('superseded')
    })

    it('cost a look every five seconds and a transaction only when it changes something', async () => {
      let looks = 0
      let judgings = 0
      const watch = createAlertWatch({
        nowMs: () => Date.parse(desk.now()),
        read: async () => {
          looks += 1
          return alertReading(deps(), await liveView(deps()))
        },
        judge: async (reading) => {
          judgings += 1
          await desk.run(judgeAlerts, { reading })
        },
      })
      await watch()
      await watch()
      expect(looks).to.equal(1)
      const before = judgings
      desk.later(5_000)
      await watch()
      expect([looks, judgings]).to.deep.equal([2, before])
    })
  })
})
