import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import type { TwilioRest } from '../../server/adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import { hold, resume } from '../../server/commands/call-control.ts'
import { pauseRecording, resumeRecording } from '../../server/commands/pause-recording.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import type { Effect } from '../../server/domain/effects.ts'
import { carryOut } from '../../server/worker/carry-out.ts'
import { holdMember, unholdMember } from '../../server/worker/carry-out-conference.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('what Twilio refuses for good', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const refuse = async () => {
      throw new TwilioProblem('refused', 20001)
    }
    const rest = { holdParticipant: refuse, unholdParticipant: refuse, setRecording: refuse }
    const deps = () => ({
      write: desk.database.write,
      clock: { now: () => desk.now() },
      ids: createIds(() => Date.parse(desk.now())),
      // Nothing else is asked of Twilio by these effects.
      rest: rest as unknown as TwilioRest,
      urls: { hold: () => 'https://x.test/hold', announce: () => '' } as never,
      publicUrl: 'https://x.test',
      safePicture: async () => ({ refused: '' }),
    })
    const inCall = async () => {
      const agentId = await desk.agent()
      const call = await desk.connected(agentId)
      return { ...call, mine: { contactId: call.contactId, personId: agentId }, agentId }
    }

    it('a hold: the member is shown as hearing us, and the agent is told until they ask for something else', async () => {
      const s = await inCall()
      granted(await desk.run(hold, s.mine, s.agentId))
      const effect = {
        kind: 'hold-member' as const,
        contactId: s.contactId,
        conferenceSid: s.conferenceSid,
        callSid: s.callSid,
        hear: 'music' as const,
        announce: false,
      }
      expect(await holdMember(deps(), effect)).to.include({ result: 'failed' })
      expect(await desk.contact(s.contactId)).to.include({ heldSince: null, notDone: 'hold' })
      granted(await desk.run(hold, s.mine, s.agentId))
      expect(await desk.contact(s.contactId)).to.include({ heldSince: monday, notDone: null })

      granted(await desk.run(resume, s.mine, s.agentId))
      const { hear: _hear, announce: _announce, ...back } = effect
      expect(await unholdMember(deps(), { ...back, kind: 'unhold-member' })).to.include({ result: 'failed' })
      expect(await desk.contact(s.contactId)).to.include({ heldSince: monday, notDone: 'resume' })
      // Gone on to something else meanwhile: nothing is undone.
      granted(await desk.run(resume, s.mine, s.agentId))
      await holdMember(deps(), effect)
      expect(await desk.contact(s.contactId)).to.include({ heldSince: null, notDone: null })
    })

    it('a pause of the recording: it is shown as going on; one that does not begin again as paused', async () => {
      const s = await inCall()
      await desk.run(
        recordRecording,
        {
          contactId: s.contactId,
          recordingSid: `RE${s.contactId}`,
          state: 'in-progress',
          seconds: null,
          kind: 'call',
        },
        'twilio',
      )
      const recording = async () => {
        const found = await desk.ask((stores) => stores.recordings.bySid(`RE${s.contactId}`))
        if (!found) throw new Error('no recording')
        return found
      }
      const asked = async (): Promise<void> => {
        const effect: Effect = {
          kind: 'set-recording',
          contactId: s.contactId,
          recordingId: (await recording()).id,
          conferenceSid: s.conferenceSid,
        }
        expect(await carryOut(deps(), effect, { attempts: 1 } as never)).to.include({ result: 'failed' })
      }
      granted(await desk.run(pauseRecording, s.mine, s.agentId))
      await asked()
      expect(await recording()).to.deep.include({ pausedSince: null, pauses: [] })
      expect((await desk.contact(s.contactId)).notDone).to.equal('pause')

      granted(await desk.run(pauseRecording, s.mine, s.agentId))
      expect((await desk.contact(s.contactId)).notDone).to.equal(null)
      desk.later(20_000)
      granted(await desk.run(resumeRecording, s.mine, s.agentId))
      await asked()
      expect(await recording()).to.include({ pausedSince: desk.now(), pausedFor: 'details' })
      expect((await desk.contact(s.contactId)).notDone).to.equal('record')
    })
  })
})
