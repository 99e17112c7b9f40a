/** A ringing phone told to 500 consoles at once, against bare WebSockets sending as many bytes in the same minute. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Child, startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { median, percentile, short } from '../support/stats.ts'

const clients = 500

export const offers: Bench = async ({ isQuick }) => {
  const server = await startChild('offers')
  const consoles = await startChild('swarm')
  const plain = await startChild('swarm')
  try {
    const ports = await server.ask(z.object({ ours: z.number(), plain: z.number() }), 'start')
    const before = await server.ask(z.number(), 'rss')
    const url = `ws://127.0.0.1:${ports.ours}/socket.io/?EIO=4&transport=websocket`
    await consoles.ask(z.number(), 'open', { url, count: clients, headers: {}, watch: false })
    const perConsole = ((await server.ask(z.number(), 'rss')) - before) / clients / 1024
    const reference = {
      url: `ws://127.0.0.1:${ports.plain}`,
      count: clients,
      headers: {},
      watch: false,
      isPlain: true,
    }
    await plain.ask(z.number(), 'open', reference)
    const bytes = await server.ask(z.number(), 'size')
    const text = 'x'.repeat(bytes + 40)

    const once = async (swarm: Child, what: string) => {
      await swarm.ask(z.boolean(), 'forget')
      const at = await server.ask(z.number(), what, text)
      for (let tries = 0; (await swarm.ask(z.number(), 'count')) < clients; tries += 1) {
        if (tries > 400) throw new Error(`${what}: not every console was told`)
        await pause(5)
      }
      const delays = await swarm.ask(z.array(z.number()), 'delays', at)
      return { p50: median(delays), last: percentile(delays, 100) }
    }
    const rounds: { ours: Awaited<ReturnType<typeof once>>; plain: Awaited<ReturnType<typeof once>> }[] = []
    for (let n = 0; n < (isQuick ? 8 : 40); n += 1) {
      rounds.push({ ours: await once(consoles, 'publish'), plain: await once(plain, 'plain') })
      await pause(60)
    }
    const settled = rounds.slice(3)
    const p50 = median(settled.map((each) => each.ours.p50))
    const last = median(settled.map((each) => each.ours.last))
    const plainP50 = median(settled.map((each) => each.plain.p50))
    const plainLast = median(settled.map((each) => each.plain.last))
    return [
      {
        goal: `a ringing phone told to ${clients} consoles: p50 / last`,
        bar: '≤ 10 / 25 ms',
        figure: `${short(p50)} / ${short(last)} ms`,
        isMet: p50 <= 10 && last <= 25,
        note: `bare WebSockets, as many bytes: ${short(plainP50)} / ${short(plainLast)} ms; ${bytes} bytes each`,
        numbers: { p50, last, plainP50, plainLast, bytes },
      },
      {
        goal: 'memory of the server per connected console',
        bar: '≤ 30 KB',
        figure: `${short(perConsole)} KB`,
        isMet: perConsole <= 30,
        note: 'resident memory before and after connecting them, garbage included; V8’s space for new objects, which grows once in a process, was full-grown before',
        numbers: { perConsole },
      },
    ]
  } finally {
    for (const one of [server, consoles, plain]) await one.stop()
  }
}
