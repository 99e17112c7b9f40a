import { expect } from 'chai'
import type { Recording } from '../../server/domain/records.ts'
import { askTranscript, noteTranscript, readTranscript } from '../../server/domain/transcript.ts'

const startedAt = '2026-10-06T08:12:00.000Z'
const voicemail = (change: Partial<Recording> = {}): Recording => ({
  id: 'r1',
  recordingSid: 'RE1',
  contactId: 'c1',
  kind: 'voicemail',
  state: 'completed',
  seconds: 20,
  startedAt,
  pausedSince: null,
  pausedFor: null,
  pauses: [],
  transcript: null,
  ...change,
})

describe('what a machine wrote down of a voicemail', () => {
  it('is asked for from 3 to 119 seconds, and never of a call', () => {
    const asked = (seconds: number | null) => askTranscript(voicemail({ seconds })).transcript?.state
    expect([0, 2, 3, 119, 120, 180, null].map(asked)).to.deep.equal([
      'out-of-range',
      'out-of-range',
      'asked',
      'asked',
      'out-of-range',
      'out-of-range',
      'out-of-range',
    ])
    expect(askTranscript(voicemail({ kind: 'call' })).transcript).to.equal(null)
  })

  it('stands once it is said, whichever comes first', () => {
    const written = noteTranscript(voicemail(), { status: 'completed', text: ' Please ring me. ' })
    expect(written?.transcript).to.deep.equal({ state: 'written', text: 'Please ring me.' })
    expect(written && askTranscript(written)).to.equal(written)
    expect(written && noteTranscript(written, { status: 'failed', text: '' })).to.equal(null)
    const failed = noteTranscript(askTranscript(voicemail()), { status: 'failed', text: '' })
    expect(failed?.transcript).to.deep.equal({ state: 'failed' })
    // Twilio says completed of a message in which it understood nothing.
    expect(noteTranscript(voicemail(), { status: 'completed', text: ' ' })?.transcript?.state).to.equal(
      'failed',
    )
  })

  it('is not kept of a recording that is deleted, nor without bounds', () => {
    const news = { status: 'completed', text: 'x'.repeat(20_000) }
    expect(noteTranscript(voicemail({ state: 'expired' }), news)).to.equal(null)
    const kept = noteTranscript(voicemail(), news)?.transcript
    expect(kept?.state === 'written' && kept.text.length).to.equal(10_000)
  })

  it('is late after an hour, in which case nothing is expected any more', () => {
    const asked = askTranscript(voicemail())
    expect(readTranscript(asked, '2026-10-06T09:11:59.999Z')?.state).to.equal('asked')
    expect(readTranscript(asked, '2026-10-06T09:12:00.000Z')?.state).to.equal('late')
    expect(readTranscript(voicemail(), startedAt)).to.equal(null)
  })
})
