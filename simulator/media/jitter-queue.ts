/** Evens out packets that come in bunches: a little delay against gaps. */
export interface JitterQueue {
  push(frame: Int16Array): void
  /** The frame to play now; undefined while it fills up again after running empty. */
  take(): Int16Array | undefined
}

/**
 * @param options.prefill frames gathered before playing (re)starts. Default 2 = 40 ms.
 * @param options.most frames kept; beyond it the oldest go, so that a faster clock at the far end adds no delay.
 */
export function createJitterQueue(options: { prefill?: number; most?: number } = {}): JitterQueue {
  const { prefill = 2, most = 8 } = options
  const frames: Int16Array[] = []
  let playing = false
  return {
    push(frame) {
      frames.push(frame)
      if (frames.length > most) frames.splice(0, frames.length - prefill)
    },
    take() {
      if (!playing && frames.length < prefill) return undefined
      const frame = frames.shift()
      playing = frame !== undefined
      return frame
    },
  }
}
