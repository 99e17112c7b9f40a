import { addInto, clip, SILENCE } from './frames.ts'
import { FRAME_SAMPLES, type Leg } from './leg.ts'
import { createListeners } from './listeners.ts'
import { type DrivenPlayback, drivePlayback, type PcmSource, type Playback } from './pcm-source.ts'
import { sharedTicker, type Ticker } from './ticker.ts'

/** How a party takes part in a room. */
interface Part {
  /** Not heard by anyone. */
  muted: boolean
  /** On hold: hears this instead of the room and is not heard. Undefined = not on hold. */
  hold: PcmSource | undefined
  /** Heard by the leg with this id only (a supervisor whispering). Hears the room like everyone. */
  coaching: string | undefined
}

/** One 20 ms of a room, for recordings: only what the room hears in common, so no music and no whisper. */
interface RoomFrame {
  /** Everyone and everything together, not yet clipped. */
  readonly sum: Int32Array
  /** One party's share of `sum`; silence for muted, held, coaching or unknown legs. */
  of(legId: string): Int16Array
}

/** People who hear each other. */
export interface Room {
  /** Joins; a leg that closes leaves by itself. Joining again replaces how it takes part. */
  add(leg: Leg, part?: Partial<Part>): void
  /** Leaves; the leg itself stays open. */
  remove(legId: string): void
  /** Changes only what is given. Unknown legs are ignored: the party may have left a moment ago. */
  update(legId: string, part: Partial<Part>): void
  /** Plays to everyone not on hold, or with `to` to one party (also when held: it interrupts the music). */
  play(source: PcmSource, options?: { to?: string }): Playback
  /** Told every 20 ms while the room exists. */
  tap(cb: (frame: RoomFrame) => void): () => void
  /** Ids of the legs in the room, in order of joining. */
  legs(): string[]
  /** Stops the clock and every playback; the legs stay open. */
  close(): void
}

/** Frames that may wait per party before the oldest is dropped: more would be delay, not safety. */
const LONGEST_QUEUE = 5

interface Member extends Part {
  readonly leg: Leg
  readonly queue: Int16Array[]
  said: Int16Array
  leave(): void
}

/** Plays addressed to one leg (`to`) or to everyone. */
interface RoomPlayback extends DrivenPlayback {
  readonly to: string | undefined
}

/** Opens a room on the shared 20 ms clock: each tick sums every voice once and takes each listener's own out. */
export function createRoom(options: { ticker?: Ticker } = {}): Room {
  const members = new Map<string, Member>()
  const taps = createListeners<RoomFrame>()
  let playbacks: RoomPlayback[] = []

  function isHeard(member: Member | undefined): member is Member {
    return member !== undefined && !member.muted && member.hold === undefined && member.coaching === undefined
  }

  function remove(legId: string) {
    members.get(legId)?.leave()
    members.delete(legId)
    for (const playback of playbacks) if (playback.to === legId) playback.stop()
  }

  /** Next frames of everything playing, summed: room-wide under `undefined`, private ones under the leg's id. */
  function nextPlayed(): Map<string | undefined, Int32Array> {
    const sums = new Map<string | undefined, Int32Array>()
    playbacks = playbacks.filter((playback) => {
      const frame = playback.next()
      if (frame === null) return false
      const sum = sums.get(playback.to) ?? new Int32Array(FRAME_SAMPLES)
      addInto(sum, frame)
      sums.set(playback.to, sum)
      return true
    })
    return sums
  }

  function hears(member: Member, sum: Int32Array, privately: Int32Array | undefined): Int16Array {
    if (member.hold !== undefined) {
      const music = member.hold.next() ?? SILENCE
      return privately === undefined ? music : clip(privately)
    }
    const out = sum.slice()
    if (isHeard(member)) addInto(out, member.said, -1)
    for (const other of members.values()) {
      if (other.coaching === member.leg.id && !other.muted && other.hold === undefined) {
        addInto(out, other.said)
      }
    }
    if (privately !== undefined) privately.forEach((sample, i) => (out[i] = (out[i] ?? 0) + sample))
    return clip(out)
  }

  function tick() {
    for (const member of members.values()) member.said = member.queue.shift() ?? SILENCE
    const played = nextPlayed()
    const sum = played.get(undefined) ?? new Int32Array(FRAME_SAMPLES)
    for (const member of members.values()) if (isHeard(member)) addInto(sum, member.said)
    taps.emit({
      sum,
      of(legId) {
        const member = members.get(legId)
        return isHeard(member) ? member.said : SILENCE
      },
    })
    for (const member of members.values()) {
      member.leg.send(hears(member, sum, played.get(member.leg.id)))
    }
  }

  const stopClock = (options.ticker ?? sharedTicker).onTick(tick)

  return {
    add(leg, part = {}) {
      members.get(leg.id)?.leave()
      const queue: Int16Array[] = []
      const offPcm = leg.onPcm((frame) => {
        queue.push(frame)
        if (queue.length > LONGEST_QUEUE) queue.shift()
      })
      let offClosed: () => void = () => undefined
      const member: Member = {
        leg,
        queue,
        said: SILENCE,
        muted: part.muted ?? false,
        hold: part.hold,
        coaching: part.coaching,
        leave() {
          offPcm()
          offClosed()
        },
      }
      members.set(leg.id, member)
      offClosed = leg.onClosed(() => remove(leg.id))
    },
    remove,
    update(legId, part) {
      const member = members.get(legId)
      if (member !== undefined) Object.assign(member, part)
    },
    play(source, { to } = {}) {
      const playback: RoomPlayback = { ...drivePlayback(source), to }
      playbacks.push(playback)
      return playback
    },
    tap: taps.add,
    legs: () => [...members.keys()],
    close() {
      stopClock()
      for (const legId of members.keys()) remove(legId)
      for (const playback of playbacks) playback.stop()
      playbacks = []
    },
  }
}
