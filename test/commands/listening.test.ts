import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { chooseAvailability } from '../../server/commands/choose-availability.ts'
import {
  changeListening,
  joinAsListener,
  listenToCall,
  stopListening,
} from '../../server/commands/listen-to-call.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
import type { JointAgreement } from '../../server/domain/records.ts'
import { listeningLogView } from '../../server/views/listening-views.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const agreement: JointAgreement = {
  allows: ['listen', 'whisper', 'barge'],
  agreedBy: 'both sides',
  agreedOn: '2026-10-01',
}

describe('a supervisor in a colleague’s call', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => desk.now() },
    })
    const phone = async (personId: string) => {
      const view = await phoneView(deps(), personId)
      if (view === null) throw new Error('nobody')
      return view
    }
    const begin = async () => {
      const [sam, lorna] = [await desk.agent(), await desk.agent({ choice: 'meeting' })]
      const call = await desk.connected(sam)
      const listen = (more: object = {}) =>
        desk.run(
          listenToCall,
          { personId: lorna, agentId: sam, mode: 'listen', why: 'training', agreement, ...more },
          lorna,
        )
      const legSid = `CA${call.contactId.slice(-8)}listener`
      const join = async (listeningId: string, more: object = {}) =>
        desk.run(
          joinAsListener,
          { contactId: call.contactId, callSid: legSid, personId: lorna, listeningId, ...more },
          'twilio',
        )
      return { sam, lorna, call, listen, join, legSid }
    }
    const listening = (id: string) => desk.ask((stores) => stores.listenings.find(id))

    it('is seen by the agent with the very transaction that begins it, and until it is over', async () => {
      const { sam, lorna, call, listen, join, legSid } = await begin()
      const events = await desk.eventsOf(async () => granted(await listen()))
      expect(events).to.deep.equal(['listening.started'])
      const id = (await phone(lorna)).listening?.id ?? ''
      const seen = { name: (await phone(lorna)).listening?.agentName, mode: 'listen', why: 'training' }
      expect(seen.name).to.match(/^Agent/)
      expect((await phone(sam)).call?.listeners).to.have.lengthOf(1)
      expect((await phone(sam)).call?.listeners[0]).to.include({ mode: 'listen', why: 'training' })

      expect(granted(await join(id))).to.deep.include({
        page: 'listen',
        mode: 'listen',
        agentCallSid: call.agentSid,
      })
      await desk.conference(call, 'participant-join', legSid)
      expect(await listening(id)).to.include({ state: 'on', callSid: legSid })
      granted(
        await desk.run(
          changeListening,
          { listeningId: id, personId: lorna, mode: 'whisper', agreement },
          lorna,
        ),
      )
      expect((await phone(sam)).call?.listeners[0]?.mode).to.equal('whisper')
      expect(await desk.count('effects', { kind: 'set-listening' })).to.be.at.least(2)

      desk.later(60_000)
      granted(await desk.run(stopListening, { listeningId: id, personId: lorna }, lorna))
      expect((await phone(sam)).call?.listeners).to.deep.equal([])
      expect((await phone(sam)).call?.state).to.equal('connected')
      expect((await phone(lorna)).listening).to.equal(null)
      const own = await listeningLogView(deps(), { personId: sam, isForAll: false, agreement })
      expect(
        own.entries.map((one) => [one.why, one.modes.map(({ mode }) => mode), one.seconds]),
      ).to.deep.equal([['training', ['listen', 'whisper'], 60]])
      const others = await listeningLogView(deps(), {
        personId: await desk.agent(),
        isForAll: false,
        agreement,
      })
      expect(others.entries).to.deep.equal([])
      const rep = await listeningLogView(deps(), { personId: 'rep', isForAll: true, agreement })
      expect(rep.entries.map((one) => one.id)).to.include(id)
    })

    it('comes in by nothing but an announced listening of their own', async () => {
      const { sam, lorna, call, listen, join } = await begin()
      expect(await join('no such listening')).to.deep.equal({ refused: 'not-yours' })
      const { listeningId } = granted(await listen())
      expect(await join(listeningId, { personId: sam })).to.deep.equal({ refused: 'not-yours' })
      expect(await join(listeningId, { contactId: 'another' })).to.deep.equal({ refused: 'not-yours' })
      granted(await desk.run(stopListening, { listeningId, personId: lorna }, lorna))
      expect(await join(listeningId)).to.deep.equal({ refused: 'listening-over' })
      expect((await desk.contact(call.contactId)).state).to.equal('connected')
    })

    it('is one at a time, only as agreed, and not while their own phone could ring', async () => {
      const { lorna, listen } = await begin()
      const none = { allows: [], agreedBy: null, agreedOn: null }
      expect(await listen({ agreement: none })).to.deep.equal({ refused: 'agreement-forbids' })
      granted(await listen())
      const again = await begin()
      expect(await listen({ personId: again.lorna })).to.deep.equal({ refused: 'already-listened-to' })
      expect(await listen({ agentId: again.sam })).to.deep.equal({ refused: 'already-listening' })
      const ask = { personId: lorna, choice: 'available' as const, afterCall: false }
      expect(await desk.run(chooseAvailability, ask, lorna)).to.deep.equal({ refused: 'already-listening' })
    })

    it('never ends or parks the member’s call by leaving, however that is heard of', async () => {
      for (const leave of ['conference', 'status'] as const) {
        const { call, listen, join, legSid } = await begin()
        const { listeningId } = granted(await listen({ mode: 'barge' }))
        granted(await join(listeningId))
        await desk.conference(call, 'participant-join', legSid)
        if (leave === 'conference') await desk.conference(call, 'participant-leave', legSid)
        else await desk.run(recordCallStatus, { callSid: legSid, status: 'completed', sequence: 5 }, 'twilio')
        expect(await listening(listeningId)).to.include({ state: 'ended', endedBecause: 'left' })
        expect((await desk.contact(call.contactId)).state).to.equal('connected')
      }
    })

    it('ends with the call, with the agent’s phone, and when it never came', async () => {
      const over = await begin()
      const first = granted(await over.listen())
      granted(await over.join(first.listeningId))
      const status = { callSid: over.call.callSid, status: 'completed', sequence: 9 }
      const events = await desk.eventsOf(() => desk.run(recordCallStatus, status, 'twilio'))
      expect(events).to.include('listening.ended')
      expect(await listening(first.listeningId)).to.include({ endedBecause: 'call-over' })

      const lost = await begin()
      const second = granted(await lost.listen())
      await desk.conference(lost.call, 'participant-leave', lost.call.agentSid)
      expect(await listening(second.listeningId)).to.include({ endedBecause: 'agent-changed' })

      const late = await begin()
      const third = granted(await late.listen())
      desk.later(31_000)
      await desk.run(tendLostCalls, undefined)
      expect(await listening(third.listeningId)).to.include({ endedBecause: 'never-joined' })
      expect((await desk.contact(late.call.contactId)).state).to.equal('connected')
    })
  })

  it('has no other way in the code: muted and coached legs are asked for in one place each', () => {
    const root = fileURLToPath(new URL('../../server/', import.meta.url))
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    const naming = (word: RegExp) =>
      files.filter((name) => word.test(readFileSync(join(root, name), 'utf8'))).sort()
    // The TwiML of the page "listen", and the one request that changes such a leg's mode.
    expect(naming(/\bcoach:|callSidToCoach|coaching/)).to.deep.equal([
      'adapters/twilio/rest-client.ts',
      'adapters/twilio/twiml.ts',
    ])
    expect(naming(/page: 'listen',/)).to.deep.equal(['commands/listen-to-call.ts'])
    expect(naming(/party: 'listener'/)).to.deep.equal([
      'adapters/twilio/twiml.ts',
      'commands/listen-to-call.ts',
    ])
    expect(naming(/\.setListening\(/)).to.deep.equal(['worker/carry-out-conference.ts'])
    // Only beginning it, which appends the event, writes such a row; the demo has one that is long over.
    expect(naming(/listenings\.insert/)).to.deep.equal([
      'adapters/db/seed/demo.ts',
      'commands/listen-to-call.ts',
    ])
  })
})
