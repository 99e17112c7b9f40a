/**
 * How fast telephone time passes. `real`: prompts take as long as they take to say, ten seconds are
 * ten seconds. `fast`, for tests: a prompt takes 50 ms and every second named in TwiML or REST
 * (Pause, ring timeout, Gather's though at least one second) a tenth of one; nothing is synthesised.
 */
export type Pace = {
  speed: 'real' | 'fast'
  /** Milliseconds that a TwiML or REST duration in seconds lasts here. */
  seconds(seconds: number): number
  /** The same for waiting on a person (keys, silence): never under a second, however busy the machine is. */
  patience(seconds: number): number
  /** Milliseconds a prompt lasts when no audio is made for it. */
  prompt(text: string): number
}

/** Flite's unhurried English comes to about 14 characters a second. */
const charactersPerSecond = 14

export const createPace = (speed: 'real' | 'fast'): Pace => ({
  speed,
  seconds: (seconds) => seconds * (speed === 'fast' ? 100 : 1000),
  patience: (seconds) => (speed === 'fast' ? Math.max(1000, seconds * 100) : seconds * 1000),
  prompt: (text) => (speed === 'fast' ? 50 : Math.max(400, (text.length / charactersPerSecond) * 1000)),
})
