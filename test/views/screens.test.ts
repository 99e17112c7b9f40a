import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import { openCase } from '../../server/commands/open-case.ts'
import type { BehindKind } from '../../server/contract/words.ts'
import { newPresence } from '../../server/domain/presence.ts'
import type { Message, Presence } from '../../server/domain/records.ts'
import { behindView } from '../../server/views/behind-view.ts'
import { createCallsOfToday } from '../../server/views/calls-of-today.ts'
import { caseView } from '../../server/views/case-view.ts'
import { contactView } from '../../server/views/contact-view.ts'
import { liveView, myQueuesView, wallView } from '../../server/views/live-view.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { threadView } from '../../server/views/thread-view.ts'
import type { ViewDeps } from '../../server/views/view-deps.ts'
import { workView } from '../../server/views/work-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { aCall, aThread, demo, demoDatabase, monday } from '../support/demo-database.ts'

const before = (ms: number) => new Date(Date.parse(monday) - ms).toISOString()
const minute = 60_000

describe('screens over the demo union', () => {
  onBothDatabases((open) => {
    const fresh = async (): Promise<{ database: Database; deps: ViewDeps }> => {
      const database = await demoDatabase(open)
      return {
        database,
        deps: { read: database.read, engine: database.engine, clock: { now: () => monday } },
      }
    }
    const present = (database: Database, personId: string, change: Partial<Presence> = {}) =>
      database.write((stores) =>
        stores.presences.insert({
          ...newPresence(personId, before(minute)),
          choice: 'available',
          reachable: true,
          registered: true,
          microphone: 'granted',
          ...change,
        }),
      )

    it('phone: nobody, somebody new, somebody free, a ringing call, a call in hand', async () => {
      const { database, deps } = await fresh()
      expect(await phoneView(deps, 'nobody')).to.equal(null)
      const idle = await phoneView(deps, demo.marcus)
      expect(idle?.presence).to.include({ choice: 'offline', callable: false, idlePosition: null })
      expect(idle).to.include({ offer: null, call: null, phoneTabId: null })

      await present(database, demo.priya)
      await present(database, demo.sam, { idleSince: before(5 * minute) })
      expect((await phoneView(deps, demo.sam))?.presence.idlePosition).to.equal(1)
      expect((await phoneView(deps, demo.priya))?.presence.idlePosition).to.equal(2)

      const call = aCall('call-1', {
        state: 'waiting',
        queueId: 'demo-queue-advice',
        need: 'Something else',
        callerNumber: '+447700900820',
        waitingSince: before(minute),
      })
      await database.write(async (stores) => {
        await stores.contacts.insert(call)
        await makeOffer(
          stores,
          { now: monday, ids: createIds(() => Date.parse(monday)), actor: 'system' },
          { contactId: call.id, personId: demo.priya },
        )
      })
      const ringing = await phoneView(deps, demo.priya)
      expect(ringing?.version).to.be.greaterThan(idle?.version ?? 0)
      expect(ringing?.offer).to.deep.include({
        contactId: call.id,
        lineName: 'Service line',
        queueName: 'Advice',
        need: 'Something else',
        waitingSince: before(minute),
        offeredAt: monday,
      })
      expect(ringing?.offer?.caller).to.include({ kind: 'several', title: '2 possible members' })
      expect(ringing?.presence.checks.find((c) => !c.ok)?.id).to.equal('free')

      await database.write(async (stores) => {
        await stores.contacts.save({
          ...call,
          state: 'connected',
          agentId: demo.priya,
          connectedAt: monday,
          heldSince: monday,
        })
        const presence = await stores.presences.find(demo.priya)
        if (presence) await stores.presences.save({ ...presence, occupancy: 'on-call' })
      })
      const held = await phoneView(deps, demo.priya)
      expect(held?.offer).to.equal(null)
      expect(held?.call).to.include({ state: 'held', recording: 'off' })
      expect(held?.call?.actions.hold).to.deep.include({ allowed: false, reason: 'already-held' })
      expect(held?.call?.actions.resume).to.deep.equal({ allowed: true })
      expect(held?.call?.actions.finish).to.deep.include({ allowed: false, reason: 'call-still-live' })
    })

    it("work: who waits for a reply, oldest first; mine and nobody's; who gave up; what I promised", async () => {
      const { deps } = await fresh()
      const sam = await workView(deps, demo.sam)
      expect(sam.replies.map((r) => r.at)).to.deep.equal(sam.replies.map((r) => r.at).toSorted())
      expect(sam.replies.map((r) => r.line)).to.deep.equal([
        'Can I pay my subs by card instead?',
        'I got a letter about an absence meeting on Friday. Can somebody come with me?',
        'Payroll say the money comes on the 28th. Shall I wait?',
      ])
      expect(sam.replies.find((r) => r.line.startsWith('I got'))?.title).to.equal('Fatima Begum')
      expect(sam.gaveUp.length).to.be.greaterThan(0)
      expect(sam.gaveUp.every((g) => g.line.startsWith('Gave up waiting after'))).to.equal(true)
      expect(sam.voicemails).to.deep.equal([])
      expect(sam.promised).to.deep.equal([])
      const marcus = await workView(deps, demo.marcus)
      expect(marcus.promised.length).to.be.greaterThan(0)
      expect(marcus.promised.every((p) => p.at < '2026-11-24T00:00:00.000Z')).to.equal(true)
      expect(marcus.promised.map((p) => p.title).some((t) => t.startsWith('CX-10482 · '))).to.equal(true)
    })

    it('contact: everything beside a call, and nothing for one that is not there', async () => {
      const { database, deps } = await fresh()
      expect(await contactView(deps, 'nowhere', demo.sam)).to.equal(null)
      await database.write((stores) =>
        stores.contacts.insert(
          aCall('undoable', {
            callerNumber: '+447700900117',
            memberId: 'demo-member-M-204117',
            caseId: 'demo-case-CX-10482',
            caseWords: 'joined CX-10482: only open case',
            previousCaseId: 'demo-case-CX-10482',
            caseLinkedAt: before(30 * 86_400_000),
            agentId: demo.sam,
            waitingSince: before(3 * minute),
            connectedAt: before(2 * minute),
            state: 'ended',
            result: 'answered',
            endedAt: monday,
          }),
        ),
      )
      const view = await contactView(deps, 'undoable', demo.sam)
      expect(view).to.include({ waitSeconds: 60, talkSeconds: 120, undoUntil: monday, handledAt: null })
      expect(view?.agent?.name).to.equal('Sam Okafor')
      expect(view?.case?.reference).to.equal('CX-10482')
      expect(view?.before.length).to.be.within(1, 5)
      const later = { ...deps, clock: { now: () => '2026-11-23T09:03:00.001Z' } }
      expect((await contactView(later, 'undoable', demo.sam))?.undoUntil).to.equal(null)
    })

    it('contact: what came before a withheld call is not the other withheld calls', async () => {
      const { database, deps } = await fresh()
      await database.write(async (stores) => {
        for (const id of ['hidden-1', 'hidden-2'])
          await stores.contacts.insert(
            aCall(id, { callerNumber: null, startedAt: id === 'hidden-1' ? before(minute) : monday }),
          )
      })
      const view = await contactView(deps, 'hidden-2', demo.sam)
      expect(view?.caller).to.include({ kind: 'withheld', title: 'Withheld number', number: null })
      expect(view?.before).to.deep.equal([])
    })

    it('thread: pages of 50, oldest first, each message once', async () => {
      const { database, deps } = await fresh()
      expect(await threadView(deps, 'nowhere', { before: null })).to.equal(null)
      const ids = Array.from({ length: 120 }, (_, index) => `m-${String(index).padStart(3, '0')}`)
      await database.write(async (stores) => {
        await stores.threads.insert(aThread('long', '+447911123456'))
        for (const id of ids) {
          const message: Message = {
            id,
            threadId: 'long',
            contactId: null,
            direction: 'in',
            body: `Text ${id}`,
            status: 'received',
            errorCode: null,
            authorId: null,
            clientId: null,
            messageSid: `SM-${id}`,
            at: monday,
            refusedFiles: [],
          }
          await stores.messages.insert(message)
        }
      })
      const seen: string[] = []
      let cursor: string | null = null
      for (const [count, hasOlder] of [
        [50, true],
        [50, true],
        [20, false],
      ] as const) {
        const page: Awaited<ReturnType<typeof threadView>> = await threadView(deps, 'long', {
          before: cursor,
        })
        expect(page?.messages).to.have.lengthOf(count)
        expect(page?.hasOlder).to.equal(hasOlder)
        seen.unshift(...(page?.messages ?? []).map((m) => m.id))
        cursor = page?.messages[0]?.id ?? null
      }
      expect(seen).to.deep.equal(ids)
      const page = await threadView(deps, 'long', { before: null })
      expect(page).to.include({ contactId: null, outsideHours: null, number: '07911 123456' })
      expect(page?.canText).to.deep.equal({ allowed: true })
      const night = { ...deps, clock: { now: () => '2026-11-23T22:00:00.000Z' } }
      expect((await threadView(night, 'long', { before: null }))?.outsideHours).to.match(
        /we open .*8:30|08:30/i,
      )
    })

    it('case: one timeline newest first, what is promised and overdue, and who may own it', async () => {
      const { deps } = await fresh()
      expect(await caseView(deps, 'nowhere')).to.equal(null)
      const view = await caseView(deps, 'demo-case-CX-10482')
      expect(view).to.include({ reference: 'CX-10482', kind: 'discipline', status: 'open' })
      expect(view?.member?.name).to.equal('Aisha Khan')
      const times = view?.timeline.map((e) => e.at) ?? []
      expect(times.length).to.be.greaterThan(2)
      expect(times).to.deep.equal(times.toSorted().reverse())
      expect(view?.followUps.map((f) => [f.owner.name, f.isOverdue])).to.deep.equal([['Marcus Webb', true]])
      expect(view?.owners.map((o) => o.name)).to.include.members(['Beth Hughes', 'Marcus Webb'])
      expect(view?.actions.reopen.allowed).to.equal(false)
      expect(view?.otherCases).to.deep.equal([])
    })

    it('case: what else is open for the same member, and not the case itself', async () => {
      const { database, deps } = await fresh()
      const memberId = (await caseView(deps, 'demo-case-CX-10482'))?.member?.id ?? ''
      const opened = await database.write((stores) =>
        openCase(
          stores,
          { now: monday, ids: createIds(() => Date.parse(monday)), actor: demo.marcus },
          { title: 'Shift swap refusal', kind: 'pay', memberId, personId: demo.marcus },
        ),
      )
      if ('refused' in opened) throw new Error(opened.refused)
      const others = async (id: string) => (await caseView(deps, id))?.otherCases.map((one) => one.id)
      expect(await others(opened.caseId)).to.deep.equal(['demo-case-CX-10482'])
      expect(await others('demo-case-CX-10482')).to.deep.equal([opened.caseId])
    })

    describe('the live board', () => {
      it('counts the promise over answered, gave up and too long waiting, and hides nobody', async () => {
        const { database, deps } = await fresh()
        const queued = (id: string, waitedMs: number, change: Parameters<typeof aCall>[1] = {}) =>
          aCall(id, {
            queueId: 'demo-queue-advice',
            startedAt: before(30 * minute),
            waitingSince: before(30 * minute),
            connectedAt: new Date(Date.parse(before(30 * minute)) + waitedMs).toISOString(),
            endedAt: before(minute),
            state: 'ended',
            result: 'answered',
            ...change,
          })
        const soon = (ms: number) => new Date(Date.parse(before(30 * minute)) + ms).toISOString()
        await database.write(async (stores) => {
          await stores.contacts.insert(queued('just in time', 180_000))
          await stores.contacts.insert(queued('late', 181_000))
          await stores.contacts.insert(
            queued('gave up at once', 0, { connectedAt: null, endedAt: soon(2_000), result: 'abandoned' }),
          )
          await stores.contacts.insert(
            queued('still in time', 0, {
              connectedAt: null,
              endedAt: null,
              state: 'waiting',
              result: null,
              waitingSince: before(2 * minute),
              callerNumber: '+447700900117',
            }),
          )
          await stores.contacts.insert(
            queued('waits too long', 0, {
              connectedAt: null,
              endedAt: null,
              state: 'waiting',
              result: null,
              waitingSince: before(4 * minute),
            }),
          )
          await stores.contacts.insert(
            queued('yesterday', 1000, {
              startedAt: before(1440 * minute),
              waitingSince: before(1440 * minute),
            }),
          )
        })
        const word = async () => (await liveView(deps)).queues.find((q) => q.name === 'Advice')?.word
        const board = await liveView(deps)
        const advice = board.queues.find((q) => q.name === 'Advice')
        expect(advice?.inPromiseLastHour).to.deep.equal({ answered: 1, offered: 4 })
        expect(board.tiles).to.deep.include({
          waiting: 2,
          longestSince: before(4 * minute),
          inPromiseToday: { answered: 1, offered: 4 },
          gaveUpToday: 1,
          textsWaiting: { open: 3, overHour: 1 },
          helpedToday: 2,
        })
        // Every number opens as many rows as it says.
        const names = { isNamed: true, opensCases: true, opensTexts: true }
        const behind = (what: BehindKind, more: object = {}) =>
          behindView(deps, { what, queueId: null, ...names, ...more })
        expect((await behind('promise')).total).to.equal(board.tiles.inPromiseToday.offered)
        expect((await behind('promise-hour', { queueId: advice?.id })).total).to.equal(
          advice?.inPromiseLastHour.offered,
        )
        expect((await behind('promise-hour', { queueId: 'no such queue' })).rows).to.deep.equal([])
        expect((await behind('gave-up')).rows.map(({ words, path }) => [words, path])).to.deep.equal([
          ['gave up after 2 s', '/work/contact/gave up at once'],
        ])
        expect((await behind('helped')).total).to.equal(board.tiles.helpedToday)
        expect((await behind('texts')).total).to.equal(board.tiles.textsWaiting.overHour)
        const words = (await behind('promise')).rows.map((row) => row.words)
        expect(words).to.include.members([
          'answered after 3 min',
          'answered after 3 min 1 s, later than promised',
        ])
        const nameless = await behind('promise', { isNamed: false, opensCases: false })
        expect(nameless.rows.map(({ title, path }) => [title, path])).to.deep.equal(
          Array.from({ length: 4 }, () => [null, null]),
        )
        expect(board.callers.map((c) => [c.title, c.position])).to.deep.equal([
          ['… 555', 1],
          ['Aisha K.', 2],
        ])
        expect(await word()).to.equal('nobody-signed-in')
        await present(database, demo.sam, { choice: 'break' })
        expect(await word()).to.equal('nobody-free')
        await present(database, demo.priya)
        expect(await word()).to.equal('slipping')
        expect((await liveView(deps)).queues.find((q) => q.name === 'Urgent')?.word).to.equal('in-promise')
        expect((await liveView(deps)).people.map((p) => [p.name, p.state])).to.deep.equal([
          ['Lorna Blake', 'offline'],
          ['Priya Nair', 'available'],
          ['Sam Okafor', 'break'],
        ])
        const night = { ...deps, clock: { now: () => '2026-11-23T22:00:00.000Z' } }
        const closed = await liveView(night)
        expect(closed.opensAt).to.equal('2026-11-24T08:30:00.000Z')
        expect(closed.queues.find((q) => q.name === 'Urgent')?.word).to.equal('closed')
      })

      it('shows the same with what it remembers of the day as when it reads all of it', async () => {
        const { database, deps } = await fresh()
        const after = (minutes: number) => before(-minutes * minute)
        const today = createCallsOfToday()
        const at = (now: string) => ({ ...deps, clock: { now: () => now } })
        const same = async (now: string) => {
          const board = await liveView(at(now), today)
          expect(board, now).to.deep.equal(await liveView(at(now)))
          return board
        }
        const call = aCall('lived through', {
          state: 'waiting',
          queueId: 'demo-queue-advice',
          startedAt: after(1),
          waitingSince: after(1),
        })
        const other = { ...call, id: 'beside it', startedAt: after(4), waitingSince: after(4) }
        const talking = { ...call, state: 'connected' as const, connectedAt: after(2) }
        const over = { ...talking, state: 'ended' as const, endedAt: after(9), result: 'answered' as const }
        const first = await same(monday)
        await database.write((stores) => stores.contacts.insert(call))
        expect((await same(after(1))).tiles.waiting).to.equal(first.tiles.waiting + 1)
        await database.write((stores) => stores.contacts.save(talking))
        expect((await same(after(3))).tiles.helpedToday).to.equal(first.tiles.helpedToday + 1)
        await database.write((stores) => stores.contacts.insert(other))
        await same(after(5))
        await database.write((stores) => stores.contacts.save(over))
        for (const minutes of [10, 11, 12, 30, 59]) await same(after(minutes))
        await database.write((stores) =>
          stores.contacts.save({ ...other, state: 'ended', endedAt: after(60), result: 'abandoned' }),
        )
        expect((await same(after(60))).tiles.gaveUpToday).to.equal(first.tiles.gaveUpToday + 1)
        for (const minutes of [63, 200]) await same(after(minutes))
        expect((await same(after(24 * 60))).tiles.helpedToday, 'the next day').to.equal(0)

        // That it does remember: a row changed behind its back is noticed within the hour, not at once.
        const remembering = createCallsOfToday()
        const helped = async (minutes: number) =>
          (await liveView(at(after(minutes)), remembering)).tiles.helpedToday
        const known = await helped(100)
        await database.write((stores) => stores.contacts.save({ ...over, connectedAt: null }))
        expect(await helped(101)).to.equal(known)
        expect(await helped(160)).to.equal(known - 1)
      })

      it('tells an agent who waits in their own queues, and nothing of colleagues', async () => {
        const { database, deps } = await fresh()
        await present(database, demo.sam)
        await database.write((stores) =>
          stores.contacts.insert(
            aCall('late', {
              state: 'waiting',
              queueId: 'demo-queue-advice',
              callerNumber: '+447700900117',
              waitingSince: before(10 * minute),
            }),
          ),
        )
        const board = await liveView(deps)
        const mine = myQueuesView(board, demo.priya)
        expect(mine.queues.find((q) => q.name === 'Advice')).to.deep.equal({
          id: 'demo-queue-advice',
          name: 'Advice',
          waiting: 1,
          longestSince: before(10 * minute),
          isLate: true,
        })
        expect(mine).to.include({ closesAt: '2026-11-23T19:00:00.000Z', opensAt: null })
        const said = JSON.stringify(mine)
        for (const name of ['Sam', 'Priya', 'Aisha', '117', 'free', 'staffed'])
          expect(said, name).to.not.include(name)
        expect(myQueuesView(board, demo.marcus).queues).to.deep.equal([])
      })

      it('for a wall names nobody, neither members nor those who work here', async () => {
        const { database, deps } = await fresh()
        await present(database, demo.priya)
        await database.write((stores) =>
          stores.contacts.insert(
            aCall('on the wall', {
              state: 'waiting',
              queueId: 'demo-queue-advice',
              callerNumber: '+447700900117',
              waitingSince: before(minute),
            }),
          ),
        )
        const wall = wallView(await liveView(deps))
        expect(wall.queues.find((q) => q.name === 'Advice')).to.include({ waiting: 1, free: 1, staffed: 1 })
        expect(wall).to.include({ closesAt: '2026-11-23T19:00:00.000Z', opensAt: null })
        const said = JSON.stringify(wall)
        for (const name of ['Aisha', 'Khan', 'Priya', 'Nair', 'Sam', '900117', '117'])
          expect(said, name).to.not.include(name)
      })
    })
  })
})
