/** A whole call, again and again: the server, the simulator, a member on a telephone and an agent with WebRTC. */
import { z } from 'zod'
import { hasTone } from '../../simulator/media/tones.ts'
import { createWorld, serviceLine, until } from '../../test/support/world.ts'
import { serve } from '../support/serve.ts'

const wanted = z.object({ databaseUrl: z.string(), times: z.number() })

const answering = async (given: unknown) => {
  const { databaseUrl, times } = wanted.parse(given)
  const world = await createWorld({ databaseUrl, at: '2026-10-06T09:12' })
  const took: { joined: number; hearing: number }[] = []
  try {
    const agent = await world.agent('priya')
    for (let n = 0; n < times; n += 1) {
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.waitForHeard(/press 1/i)
      await call.press('1')
      const offer = await agent.rings()
      // The member is already speaking when the agent accepts; the agent speaks as soon as there is a line.
      void call.tone(440, 8000)
      const startedAt = performance.now()
      await agent.send('POST', `/api/offers/${offer.id}/accept`)
      await agent.softphone.join(offer.contactId)
      const joined = performance.now() - startedAt
      agent.softphone.tone(700, 8000)
      await untilSoon(
        () => hasTone(call.audio({ lastMs: 40 }), 700) && hasTone(agent.softphone.heard(40), 440),
        'the two do not hear each other',
      )
      took.push({ joined, hearing: performance.now() - startedAt })
      call.hangUp()
      await until(async () => (await agent.phone()).call?.state === 'wrap-up', 'no wrap-up')
      await agent.send('POST', `/api/contacts/${offer.contactId}/finish`, {
        reason: 'discipline',
        outcome: 'case-continues',
        nextStep: '',
        nextStepDue: null,
        nextStepOwnerId: null,
        thenAvailability: null,
      })
    }
  } finally {
    await world.close()
  }
  return took
}

const untilSoon = async (isTrue: () => boolean, what: string): Promise<void> => {
  const end = performance.now() + 8000
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(what)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

serve({ answering })
