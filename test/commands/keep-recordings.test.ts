import { expect } from 'chai'
import { changeLine } from '../../server/commands/change-line.ts'
import { keepTranscript } from '../../server/commands/keep-transcript.ts'
import { keepVoicemail } from '../../server/commands/keep-voicemail.ts'
import { recordRecording } from '../../server/commands/record-recording.ts'
import { settingsOf } from '../../server/domain/line-checks.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'
import { eraseAll, lookNow } from './erasing.ts'

const day = 86_400_000

describe('recordings, kept as long as their line says', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let made = 0
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const voicemail = async (seconds = 20, isTranscribed = true) => {
      const { contactId } = await desk.waitingCall()
      const recordingSid = `REkept${(made += 1)}`
      granted(await desk.run(keepVoicemail, { contactId, recordingSid, seconds, isTranscribed }, 'twilio'))
      const about = { contactId, recordingSid, seconds, kind: 'voicemail' as const }
      await desk.run(recordRecording, { ...about, state: 'completed' }, 'twilio')
      return { contactId, recordingSid }
    }
    const transcript = (given: { contactId: string; recordingSid: string }, status: string, text: string) =>
      desk.run(keepTranscript, { ...given, transcriptionSid: `TR${(made += 1)}`, status, text }, 'twilio')
    const one = (recordingSid: string) => desk.ask((stores) => stores.recordings.bySid(recordingSid))
    const keep = async (keepDays: number) => {
      const line = await desk.ask((stores) => stores.lines.find(demo.line))
      if (!line) throw new Error('no line')
      return desk.run(
        changeLine,
        { lineId: line.id, version: line.version, line: { ...settingsOf(line), keepDays } },
        'devi',
      )
    }
    /** The rule for recordings approves by itself. */
    const expire = async () => {
      await lookNow(desk)
      await eraseAll(desk)
    }

    it('are deleted with their words, here and at Twilio, on the day that the line says now', async () => {
      const left = await voicemail()
      const state = async () => (await one(left.recordingSid))?.state
      await transcript(left, 'completed', 'Please ring me about Thursday.')
      desk.later(30 * day)
      await expire()
      expect(await state()).to.equal('completed')
      expect(await desk.eventsOf(async () => granted(await keep(30)))).to.deep.equal(['line.changed'])
      await expire()
      expect(await state()).to.equal('completed')
      desk.later(1)
      await expire()
      expect(await one(left.recordingSid)).to.include({ state: 'expired', transcript: null })
      const asked = (
        await desk.database.read('effects').where({ kind: 'delete-recording' }).select('data')
      ).filter(({ data }: { data: string }) => data.includes(left.recordingSid))
      expect(asked).to.have.length(1)
      // Late news does not bring the words back.
      await transcript(left, 'completed', 'Please ring me about Thursday.')
      expect((await one(left.recordingSid))?.transcript).to.equal(null)
    })

    it('are kept within bounds, said in words', async () => {
      for (const days of [0, 1.5, 2191])
        expect(await keep(days)).to.deep.equal({
          refused: 'bad-settings',
          fields: [
            { field: 'keepDays', words: 'A whole number of days from 1 to 2190, which is six years.' },
          ],
        })
    })

    it('have their words when Twilio wrote them down, in whichever order it is told; its copy is deleted', async () => {
      const left = await voicemail()
      expect((await one(left.recordingSid))?.transcript).to.deep.equal({ state: 'asked' })
      expect(await desk.eventsOf(() => transcript(left, 'completed', 'Please ring me.'))).to.deep.equal([
        'voicemail.transcribed',
      ])
      expect((await one(left.recordingSid))?.transcript).to.deep.equal({
        state: 'written',
        text: 'Please ring me.',
      })
      const { contactId } = await desk.waitingCall()
      const early = { contactId, recordingSid: 'REearly' }
      await transcript(early, 'completed', 'First.')
      granted(await desk.run(keepVoicemail, { ...early, seconds: 9, isTranscribed: true }, 'twilio'))
      expect(await one('REearly')).to.deep.include({
        seconds: 9,
        kind: 'voicemail',
        transcript: { state: 'written', text: 'First.' },
      })
      const other = await desk.waitingCall()
      await transcript({ ...left, contactId: other.contactId }, 'completed', 'Not theirs.')
      expect((await one(left.recordingSid))?.transcript).to.deep.include({ text: 'Please ring me.' })
    })

    it('have none where nobody asked, where it failed, and where the message is too long', async () => {
      const quiet = await voicemail(20, false)
      expect((await one(quiet.recordingSid))?.transcript).to.equal(null)
      const failed = await voicemail()
      await transcript(failed, 'failed', '')
      expect((await one(failed.recordingSid))?.transcript).to.deep.equal({ state: 'failed' })
      const long = await voicemail(120)
      expect((await one(long.recordingSid))?.transcript).to.deep.equal({ state: 'out-of-range' })
    })
  })
})
