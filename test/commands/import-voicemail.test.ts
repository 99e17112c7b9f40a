import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import { importVoicemail } from '../../server/commands/import-voicemail.ts'
import type { Env, Stores } from '../../server/commands/ports.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { createVoicemailImport } from '../../server/worker/voicemail-import.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, openDesk } from './desk.ts'

const call = {
  from: '+447700900117',
  to: '+442079460900',
  startedAt: '2026-11-23T07:10:00.000Z',
  endedAt: '2026-11-23T07:11:00.000Z',
}

describe('voicemails that were taken while we were away', () => {
  onBothDatabases((open) => {
    let desk: Desk
    beforeEach(async () => {
      desk = await openDesk(open)
    })
    const found = { ...call, callSid: 'CAaway', recordingSid: 'REaway', seconds: 12 }

    it('are contacts from the moment of the call, once, on their case, with one promise', async () => {
      expect(await desk.run(importVoicemail, found)).to.equal('imported')
      expect(await desk.run(importVoicemail, found)).to.equal('known')
      const kept = await desk.ask((stores) => stores.calls.find('CAaway'))
      const contact = await desk.contact(kept?.contactId ?? '')
      expect(contact).to.include({
        state: 'ended',
        result: 'voicemail',
        startedAt: call.startedAt,
        endedAt: call.endedAt,
        handledAt: null,
        callerNumber: call.from,
      })
      const owed = await desk.openFollowUps(contact.caseId ?? '')
      expect(owed.filter(({ what }) => /listen to the voicemail/i.test(what))).to.have.lengthOf(1)
      expect(await desk.count('recordings', { contact_id: contact.id })).to.equal(1)
    })

    it('of a call that we saw come stay with its contact; to somebody else’s number they are not ours', async () => {
      const page = await desk.run(receiveCall, { callSid: 'CAaway', from: call.from, to: call.to }, 'twilio')
      if (!('contactId' in page)) throw new Error('no contact')
      expect(await desk.run(importVoicemail, found)).to.equal('imported')
      expect((await desk.contact(page.contactId)).result).to.equal('voicemail')
      expect(await desk.count('calls', { call_sid: 'CAaway' })).to.equal(1)
      const theirs = { ...found, recordingSid: 'REtheirs', callSid: 'CAtheirs', to: '+442079469999' }
      expect(await desk.run(importVoicemail, theirs)).to.equal('not-ours')
    })

    it('are looked for from the minute that was looked at last; a failure moves nothing', async () => {
      let nowMs = Date.parse(monday)
      const asked: string[] = []
      const calls: string[] = []
      let isOut = true
      const deps = {
        nowMs: () => nowMs,
        run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) =>
          desk.database.write((stores) =>
            unit(stores, { now: desk.now(), ids: createIds(() => nowMs), actor: 'system' }),
          ),
        rest: {
          mayAsk: () => 'all' as const,
          voicemailsSince: async (since: string) => {
            asked.push(since)
            if (isOut) throw new TwilioProblem('outage', null)
            return [
              { sid: 'REaway', callSid: 'CAaway', seconds: 12 },
              { sid: 'REnow', callSid: 'CAnow', seconds: 3 },
              { sid: 'REempty', callSid: 'CAempty', seconds: 0 },
              { sid: 'REold', callSid: 'CAold', seconds: 9 },
            ]
          },
          inboundCall: async (callSid: string) => {
            calls.push(callSid)
            return callSid === 'CAaway' ? call : callSid === 'CAnow' ? ('going-on' as const) : null
          },
        },
      }
      const started = createVoicemailImport(deps)
      const refused = await started.now().then(
        () => false,
        () => true,
      )
      expect(refused).to.equal(true)
      isOut = false
      nowMs += 5 * 60_000
      expect(await started.now()).to.equal(1)
      // The first time ever: a day back, and still so after the failure.
      expect(asked).to.deep.equal(['2026-11-22T09:03:00.000Z', '2026-11-22T09:08:00.000Z'])
      expect(calls).to.deep.equal(['CAaway', 'CAnow', 'CAold'])
      await started.whenDue()
      expect(asked).to.have.lengthOf(2)
      nowMs += 5 * 60_000
      await started.whenDue()
      expect(asked.at(-1)).to.equal('2026-11-23T08:08:00.000Z')
      // Known, and none of ours: not asked about again. Going on: asked again.
      expect(calls.slice(3)).to.deep.equal(['CAnow'])
      // Another process goes on from there.
      nowMs += 3 * 3_600_000
      await createVoicemailImport(deps).now()
      expect(asked.at(-1)).to.equal('2026-11-23T08:13:00.000Z')
    })
  })
})
