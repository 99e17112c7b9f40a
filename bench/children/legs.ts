/**
 * Either side of many calls with sound: as the simulator, rooms of two and a leg each; as the far ends, a leg each that
 * hums. The two are different processes, so that only the simulator's work is counted.
 */
import { z } from 'zod'
import { rms } from '../../simulator/media/frames.ts'
import { createRoom } from '../../simulator/media/mixer.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { createPeerLeg, type PeerLeg } from '../../simulator/media/peer-leg.ts'
import { generateTone } from '../../simulator/media/tones.ts'
import { serve } from '../support/serve.ts'

const legs: PeerLeg[] = []
let heard = 0
const all = z.array(z.string())
const humming = () => sourceOf(generateTone({ hertz: 440, ms: 1000 }), { times: Number.POSITIVE_INFINITY })

serve({
  /** The far ends offer, as a browser does. */
  offer: (count) =>
    Promise.all(
      Array.from({ length: z.number().parse(count) }, async () => {
        const leg = createPeerLeg()
        legs.push(leg)
        leg.onPcm((frame) => {
          if (rms(frame) > 0.01) heard += 1
        })
        return leg.offer()
      }),
    ),
  answer: async (offers) => {
    const answers: string[] = []
    let room = createRoom()
    for (const [index, offer] of all.parse(offers).entries()) {
      const leg = createPeerLeg()
      legs.push(leg)
      if (index % 2 === 0) room = createRoom()
      room.add(leg)
      answers.push(await leg.answer(offer))
    }
    return answers
  },
  accept: async (answers) => {
    const connected = legs.map((leg) => new Promise<void>((resolve) => leg.onConnected(resolve)))
    for (const [index, answer] of all.parse(answers).entries()) legs[index]?.accept(answer)
    await Promise.all(connected)
    for (const leg of legs) playTo(leg, humming())
    return true
  },
  /** Frames with sound that arrived since last asked, over all legs. */
  heard: () => {
    const count = heard
    heard = 0
    return count
  },
})
