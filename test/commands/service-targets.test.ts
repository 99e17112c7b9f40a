import { expect } from 'chai'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { guardCases, releaseCase, setCaseWatch } from '../../server/commands/case-watch.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { changeFollowUp } from '../../server/commands/change-follow-up.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import {
  meetTarget,
  pauseTarget,
  resumeTarget,
  startTarget,
  tendTargets,
} from '../../server/commands/service-targets.ts'
import { settleFollowUp } from '../../server/commands/settle-follow-up.ts'
import { watchView } from '../../server/views/target-views.ts'
import { workView } from '../../server/views/work-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('service targets, tasks and the guardian', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const [official, lead, duty] = [demo.marcus, 'demo-person-lorna', 'demo-person-beth']
    const opened = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: 'demo-member-M-204117', title: 'Dismissed', kind: 'discipline', personId: official },
          official,
        ),
      ).caseId
    const targetsOf = (caseId: string) => desk.ask((stores) => stores.targets.openOfCase(caseId))
    const begun = async (minutes = 60) => {
      const caseId = await opened()
      granted(
        await desk.run(
          startTarget,
          { caseId, personId: official, what: 'Answer the member', minutes },
          official,
        ),
      )
      const [target] = await targetsOf(caseId)
      if (!target) throw new Error('no target')
      return target
    }
    const watch = async (given: Partial<Parameters<typeof setCaseWatch>[2]> = {}) => {
      const { version } = await desk.ask((stores) => stores.caseWatch.read())
      return desk.run(
        setCaseWatch,
        {
          version,
          leadId: lead,
          officialId: duty,
          opens: '09:00',
          closes: '17:00',
          division: 'england-and-wales',
          stepMinutes: 60,
          ...given,
        },
        lead,
      )
    }
    const pressed = (target: { id: string; version: number }) => ({
      targetId: target.id,
      version: target.version,
      personId: official,
    })
    const openTasks = async (caseId: string) =>
      (await desk.openFollowUps(caseId)).map(({ ownerId, what }) => ({ ownerId, what }))
    const statusTo = async (caseId: string, status: 'waiting' | 'open' | 'closed') => {
      const { version } = await desk.case(caseId)
      granted(
        await desk.run(
          changeCase,
          {
            caseId,
            personId: official,
            version,
            status,
            ...(status === 'closed' ? { outcome: won('Won') } : {}),
          },
          official,
        ),
      )
    }

    it('that are late are told to owner, lead and duty official, each logged, and met for all of them', async () => {
      granted(await watch())
      const { id, caseId, dueAt } = await begun()
      const at = async (minutes: number) => {
        desk.set(new Date(Date.parse(dueAt ?? '') + minutes * 60_000).toISOString())
        await desk.run(tendTargets, undefined)
        return (await openTasks(caseId)).map(({ ownerId }) => ownerId)
      }
      expect(await at(-1)).to.deep.equal([])
      expect(await at(0)).to.deep.equal([official])
      expect(await at(59)).to.deep.equal([official])
      expect(await at(60)).to.have.members([official, lead])
      expect(await at(120)).to.have.members([official, lead, duty])
      expect(await at(600)).to.have.lengthOf(3)
      const logged = await desk.database
        .read('event_log')
        .where({ type: 'target.escalated', case_id: caseId })
      expect(logged.map((row: { data: string }) => JSON.parse(row.data).to)).to.deep.equal([
        'owner',
        'lead',
        'official',
      ])
      const [target] = await targetsOf(caseId)
      granted(await desk.run(meetTarget, pressed(target ?? { id, version: 0 }), official))
      expect(await openTasks(caseId)).to.deep.equal([])
    })

    it('go past an empty post to the next', async () => {
      granted(await watch({ leadId: null }))
      const { caseId, dueAt } = await begun()
      desk.set(dueAt ?? '')
      await desk.run(tendTargets, undefined)
      desk.later(60 * 60_000)
      await desk.run(tendTargets, undefined)
      expect((await openTasks(caseId)).map(({ ownerId }) => ownerId)).to.have.members([official, duty])
    })

    it('pause while the case waits for others, by hand too, and stop when it is resolved', async () => {
      const target = await begun(480)
      expect(await desk.run(pauseTarget, { ...pressed(target), why: ' ' }, official)).to.deep.equal({
        refused: 'why-required',
      })
      granted(await desk.run(pauseTarget, { ...pressed(target), why: 'Employer' }, official))
      expect(await desk.run(resumeTarget, pressed(target), official)).to.deep.equal({
        refused: 'stale-version',
      })
      const [paused] = await targetsOf(target.caseId)
      granted(await desk.run(resumeTarget, pressed(paused ?? target), official))
      await statusTo(target.caseId, 'waiting')
      expect(await targetsOf(target.caseId)).to.have.nested.property('[0].state', 'paused')
      desk.later(10 * 86_400_000)
      await desk.run(tendTargets, undefined)
      expect(await openTasks(target.caseId)).to.deep.equal([])
      await statusTo(target.caseId, 'open')
      expect(await targetsOf(target.caseId)).to.have.nested.property('[0].state', 'running')
      await statusTo(target.caseId, 'closed')
      expect(await targetsOf(target.caseId)).to.deep.equal([])
      desk.later(30 * 86_400_000)
      await desk.run(tendTargets, undefined)
      expect(await openTasks(target.caseId)).to.deep.equal([])
    })

    it('N9: a case with a legal date is never without an owner: given up at 18:00, the duty official has it by 18:05', async () => {
      granted(await watch())
      const caseId = await opened()
      granted(
        await desk.run(
          proposeDeadline,
          {
            caseId,
            personId: official,
            claim: 'unfair-dismissal',
            nation: 'EW',
            respondent: 'Northside',
            triggers: ['2026-10-20'],
            isTriggerCertain: true,
            knownOn: null,
            reason: 'other',
            conciliations: [],
          },
          official,
        ),
      )
      desk.set('2026-11-23T18:00:00.000Z')
      const { version } = await desk.case(caseId)
      expect(await desk.run(releaseCase, { caseId, version, why: '' }, official)).to.deep.equal({
        refused: 'why-required',
      })
      granted(await desk.run(releaseCase, { caseId, version, why: 'On leave' }, official))
      expect((await desk.case(caseId)).ownerId).to.equal(null)
      desk.set('2026-11-23T18:05:00.000Z')
      await desk.run(guardCases, undefined)
      expect((await desk.case(caseId)).ownerId).to.equal(duty)
      const tasks = await desk.openFollowUps(caseId)
      expect(tasks.map(({ ownerId, dueAt }) => [ownerId, dueAt])).to.deep.equal([[duty, desk.now()]])
      await desk.run(guardCases, undefined)
      expect(await desk.openFollowUps(caseId)).to.have.lengthOf(1)
    })

    it('N9: an owner who has left owns nothing that has a legal date, and without a duty official somebody has it', async () => {
      granted(await watch({ leadId: null, officialId: null }))
      const agent = await desk.agent()
      const caseId = await opened()
      granted(
        await desk.run(
          proposeDeadline,
          {
            caseId,
            personId: official,
            claim: 'unfair-dismissal',
            nation: 'EW',
            respondent: 'Northside',
            triggers: ['2026-10-20'],
            isTriggerCertain: true,
            knownOn: null,
            reason: 'other',
            conciliations: [],
          },
          official,
        ),
      )
      await desk.ask(async (stores) => {
        const [found, person] = [await stores.cases.find(caseId), await stores.people.find(agent)]
        if (!found || !person) throw new Error('gone')
        await stores.cases.save({ ...found, ownerId: agent })
        await stores.people.save({ ...person, leftAt: monday })
      })
      await desk.run(guardCases, undefined)
      const { ownerId } = await desk.case(caseId)
      expect(ownerId).not.to.equal(agent)
      expect(await desk.ask((stores) => stores.caseWatch.officials())).to.include(ownerId)
    })

    it('who watches is a supervisor or an official, and two who change it at once are told apart', async () => {
      expect(await watch({ leadId: demo.priya })).to.have.nested.property('fields[0].field', 'leadId')
      expect(await watch({ version: 1 })).to.deep.equal({ refused: 'stale-version' })
    })

    it('tasks have a reminder and a list, are done when all is ticked, and overdue ones are moved with a reason', async () => {
      const caseId = await opened()
      const due = new Date(Date.parse(monday) + 3 * 86_400_000).toISOString()
      const remindAt = new Date(Date.parse(monday) + 86_400_000).toISOString()
      granted(
        await desk.run(
          addFollowUp,
          {
            caseId,
            personId: official,
            what: 'Prepare the hearing',
            dueAt: due,
            ownerId: official,
            remindAt,
            checklist: ['Read the bundle', 'Ring her'],
          },
          official,
        ),
      )
      const [task] = await desk.openFollowUps(caseId)
      if (!task) throw new Error('no task')
      const inWork = async () => {
        const deps = {
          read: desk.database.read,
          engine: desk.database.engine,
          clock: { now: desk.now },
        }
        return (await workView(deps, official)).promised.some(({ id }) => id === task.id)
      }
      expect(await inWork(), 'not yet').to.equal(false)
      desk.set(remindAt)
      expect(await inWork(), 'reminded').to.equal(true)
      const settling = () =>
        desk.run(settleFollowUp, { followUpId: task.id, personId: official, done: true }, official)
      expect(await settling()).to.deep.equal({ refused: 'checklist-open' })
      desk.later(10 * 86_400_000)
      const wanted = {
        followUpId: task.id,
        what: task.what,
        ownerId: official,
        remindAt: task.remindAt,
        dueAt: new Date(Date.parse(desk.now()) + 86_400_000).toISOString(),
        checklist: task.checklist.map((item) => ({ ...item, isDone: true })),
        why: '',
      }
      const overdue = async () =>
        (
          await watchView({
            read: desk.database.read,
            engine: desk.database.engine,
            clock: { now: desk.now },
          })
        ).overdue.some(({ id }) => id === task.id)
      expect(await overdue(), 'on the list of everybody').to.equal(true)
      expect(await desk.run(changeFollowUp, wanted, official)).to.have.nested.property(
        'fields[0].field',
        'why',
      )
      granted(await desk.run(changeFollowUp, { ...wanted, why: 'She was ill' }, official))
      const [moved] = await desk.openFollowUps(caseId)
      expect(moved).to.include({ firstDueAt: due })
      granted(await settling())
    })
  })
})
