/** Samples per second of every PCM stream inside the simulator: telephone quality, as PCMU carries it. */
export const SAMPLE_RATE = 8000

/** Samples in one frame. */
export const FRAME_SAMPLES = 160

/** Length of one frame; the shared clock ticks once per frame. */
export const FRAME_MS = 20

/**
 * One party's audio, whatever wire carries it: a browser over WebRTC (`peer-leg.ts`) or a scripted phone
 * without a wire (`silent-leg.ts`). Everything above this line (rooms, recordings, prompts) knows only this.
 *
 * Frames are 8 kHz mono, 160 samples (20 ms). Every `on…` returns a function that removes the listener.
 */
export interface Leg {
  readonly id: string
  /** What this party says. Silent stretches may arrive as frames of zeros or not at all. */
  onPcm(cb: (frame: Int16Array) => void): () => void
  /** A key this party pressed: `0`-`9`, `*`, `#`, `A`-`D`; once per key press. */
  onDigit(cb: (digit: string) => void): () => void
  /** Play one frame to this party. Ignored once closed. */
  send(frame: Int16Array): void
  /** The audio path is gone, from whichever side. Called once; at once when already closed. */
  onClosed(cb: () => void): () => void
  /** Ends the audio path. Safe to call again. */
  close(): void
}
