/** Members who text, numbered, and an agent who answers each thread, numbered: nothing twice, nothing missing, in order. */
import type { WorkView } from '../../server/contract/work-views.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import type { Desk } from './desk.ts'
import type { Dice } from './dice.ts'

export interface Texter {
  number: string
  /** What was texted, and whether the webhook was answered. */
  sent: readonly { body: string; messageSid: string }[]
  stop(): void
}

export function startTexter(options: {
  simulator: Simulator
  number: string
  line: string
  dice: Dice
  everyMs: number
}): Texter {
  const { simulator, number, line, dice, everyMs } = options
  const phone = simulator.phone(number)
  const sent: { body: string; messageSid: string }[] = []
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    if (!isStopped) timer = setTimeout(() => void text(), dice.between(0.3 * everyMs, 1.7 * everyMs))
  }
  /** One after another, as a thumb does. */
  const text = async () => {
    const body = `Question ${sent.length + 1} of ${number}`
    const place = { body, messageSid: '' }
    sent.push(place)
    place.messageSid = (await phone.text(line, body)).sid
    next()
  }
  next()
  return {
    number,
    sent,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

export interface Replier {
  /** What the server took, per thread, in the order it was taken. */
  taken: ReadonlyMap<string, string[]>
  stop(): Promise<void>
}

/** Answers what waits for a reply. A request without an answer is made again with the same name, as the console does. */
export function startReplier(desk: Desk, dice: Dice): Replier {
  const taken = new Map<string, string[]>()
  let isStopped = false
  const reply = async (threadId: string) => {
    const before = taken.get(threadId) ?? []
    taken.set(threadId, before)
    const body = `Answer ${before.length + 1} in ${threadId}`
    const message = {
      clientId: `${threadId}-${before.length + 1}`.slice(-64),
      body,
      kind: 'text',
      seenMessageId: null,
    }
    for (;;) {
      const { status } = await desk.ask('POST', `/api/threads/${threadId}/messages`, message)
      if (status >= 200 && status < 300) break
      // Refused for good: nothing was taken.
      if (status >= 400 && status < 500) return
      await sleep(200)
    }
    before.push(body)
  }
  const work = async () => {
    while (!isStopped) {
      const { body: list } = await desk.ask<WorkView>('GET', '/api/work')
      for (const { path } of list?.replies ?? []) {
        if (isStopped) break
        const threadId = path.split('/').at(-1)
        if (threadId === undefined || !path.includes('/text/')) continue
        // Often two or three short ones in a row: their order is what is watched.
        for (let more = true; more; more = dice.happens(0.4)) await reply(threadId)
      }
      await sleep(400)
    }
  }
  const working = work()
  return {
    taken,
    stop: () => {
      isStopped = true
      return working
    },
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
