/** As much of a MediaStream as is used here. */
interface Sound {
  getTracks: () => { stop: () => void }[]
}

/**
 * The microphone, opened while the server is still asked whether the call is ours. Opening takes a tenth of a second, a
 * Bluetooth headset may take a whole one, and that long the caller would hear nothing. Never before the press on Answer:
 * between calls nobody is listened to.
 */
export interface MicrophoneAhead<Wanted, Stream> {
  /** Opens it now; nothing happens while one is open that nobody has taken. */
  open: () => void
  /** What was opened ahead, to the first who asks; then what the browser opens anew. */
  getUserMedia: (wanted: Wanted) => Promise<Stream>
  /** Closes what nobody has taken. */
  close: () => void
}

export const createMicrophoneAhead = <Wanted, Stream extends Sound>(parts: {
  /** What the SDK wants when a call has no microphone of its own. */
  usual: Wanted
  openDevice: (wanted: Wanted) => Promise<Stream>
}): MicrophoneAhead<Wanted, Stream> => {
  const { usual, openDevice } = parts
  let opened: Promise<Stream> | null = null
  const take = () => {
    const taken = opened
    opened = null
    return taken
  }
  return {
    open() {
      opened ??= openDevice(usual)
      // A refusal is for whoever takes it: the call says why it has no sound.
      opened.catch(() => undefined)
    },
    getUserMedia: (wanted) => take() ?? openDevice(wanted),
    close() {
      take()?.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop()
        },
        () => undefined,
      )
    },
  }
}
