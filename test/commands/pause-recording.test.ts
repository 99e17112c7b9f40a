import { expect } from 'chai'
import { pauseRecording, resumeRecording, tendPauses } from '../../server/commands/pause-recording.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { gapsOf } from '../../server/domain/recording.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('pausing the recording', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    let made = 0
    const recorded = async () => {
      const personId = await desk.agent()
      const call = await desk.connected(personId)
      const recordingSid = `RE${(made += 1)}`
      const facts = { contactId: call.contactId, recordingSid, seconds: null, kind: 'call' as const }
      await desk.run(recordRecording, { ...facts, state: 'in-progress' }, 'twilio')
      const one = async () => {
        const found = await desk.ask((stores) => stores.recordings.bySid(recordingSid))
        if (!found) throw new Error('no recording')
        return found
      }
      return { ...call, mine: { contactId: call.contactId, personId }, one, personId }
    }
    const tend = () => desk.run((stores, env) => tendPauses(stores, env), {})

    it('is one press and one more; the gap is kept with its ends', async () => {
      const { mine, one, personId } = await recorded()
      expect(await desk.run(resumeRecording, mine, personId)).to.deep.equal({ refused: 'not-paused' })
      desk.later(31_000)
      granted(await desk.run(pauseRecording, mine, personId))
      expect(await desk.run(pauseRecording, mine, personId)).to.deep.equal({ refused: 'already-paused' })
      desk.later(20_500)
      await tend()
      granted(await desk.run(resumeRecording, mine, personId))
      const recording = await one()
      expect(recording.pausedSince).to.equal(null)
      expect(recording.pauses[0]).to.include({ by: personId, because: 'agent' })
      expect(gapsOf(recording)).to.deep.equal([{ from: 31, until: 52 }])
    })

    it('is its agent’s alone, and of a call that is recorded', async () => {
      const { mine } = await recorded()
      const other = await desk.agent()
      expect(await desk.run(pauseRecording, { ...mine, personId: other }, other)).to.deep.equal({
        refused: 'not-yours',
      })
      const quiet = await desk.connected(other)
      expect(
        await desk.run(pauseRecording, { contactId: quiet.contactId, personId: other }, other),
      ).to.deep.equal({ refused: 'not-recording' })
    })

    it('ends by itself after 120 s, not before, and with the call', async () => {
      const { mine, one, personId, callSid } = await recorded()
      granted(await desk.run(pauseRecording, mine, personId))
      desk.later(119_000)
      await tend()
      expect((await one()).pausedSince).to.equal(monday)
      desk.later(1_000)
      expect(await desk.eventsOf(tend)).to.deep.equal(['recording.resumed'])
      expect((await one()).pauses[0]).to.include({ by: 'system', because: 'time' })

      granted(await desk.run(pauseRecording, mine, personId))
      desk.later(5_000)
      await desk.run(recordCallStatus, { callSid, status: 'completed', sequence: 9 }, 'twilio')
      await tend()
      expect((await one()).pauses[1]).to.include({ because: 'call-over', until: desk.now() })
    })
  })
})
