/**
 * The music callers wait to, made by arithmetic so that the repository carries no recording and no licence: broken
 * chords, four to the minute's quarter, soft attack, long decay. 8 kHz 16-bit mono WAV, which is all a telephone hears.
 */

const rate = 8000
const noteSeconds = 0.625
/** C, A minor, F, G: two bars each, broken upwards and down again. Semitones from A4 (440 Hz). */
const chords = [
  [-21, -14, -9, -5, -2, -5, -9, -14],
  [-24, -17, -12, -9, -5, -9, -12, -17],
  [-28, -21, -16, -12, -9, -12, -16, -21],
  [-26, -19, -14, -10, -7, -10, -14, -19],
] as const

/** 20 seconds: one round of waiting, after which Twilio asks for the next and hears the position again. */
export function holdMusicWav(): Buffer {
  const notes = chords.flat()
  const perNote = Math.round(noteSeconds * rate)
  const samples = new Float32Array(notes.length * perNote)
  notes.forEach((semitones, at) => {
    addNote(samples, at * perNote, 440 * 2 ** (semitones / 12))
  })
  return wav(samples)
}

/** A note rings on into the next ones and, at the end, round into the beginning, so that rounds join without a click. */
function addNote(samples: Float32Array, from: number, hertz: number): void {
  const ringing = Math.round(2.5 * rate)
  for (let i = 0; i < ringing; i++) {
    const t = i / rate
    const envelope = Math.min(1, t / 0.02) * Math.exp(-2.2 * t) * Math.min(1, (ringing - i) / 400)
    const angle = 2 * Math.PI * hertz * t
    const at = (from + i) % samples.length
    samples[at] =
      (samples[at] ?? 0) +
      0.16 * envelope * (Math.sin(angle) + 0.35 * Math.sin(2 * angle) + 0.12 * Math.sin(3 * angle))
  }
}

function wav(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0, 'ascii')
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8, 'ascii')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'ascii')
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((value, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), 44 + i * 2)
  })
  return bytes
}
