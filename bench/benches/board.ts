/**
 * The whole server with calls coming and going, watched and not watched. What 500 watchers cost is the difference, in
 * the same minute and under the same calls; how long callers wait for their TwiML is measured while they watch.
 */
import { io } from 'socket.io-client'
import { z } from 'zod'
import { heartbeatEveryMs } from '../../server/contract/console-events.ts'
import { startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { signedIn } from '../support/signed-in.ts'
import { median, short } from '../support/stats.ts'
import { freshSqlite } from '../support/temporary.ts'
import { publicUrl } from '../support/webhook-form.ts'

const load = z.object({
  answered: z.number(),
  queued: z.number(),
  failed: z.number(),
  p50: z.number(),
  p99: z.number(),
  worst: z.number(),
})
const watchers = 500
const perSecond = 25

export const board: Bench = async ({ isQuick }) => {
  const server = await startChild('server')
  const caller = await startChild('load')
  const swarm = await startChild('swarm')
  const open: { stop(): unknown }[] = [server, caller, swarm]
  try {
    const port = await server.ask(z.number(), 'start', { variant: 'app', databaseUrl: freshSqlite() })
    const cookie = await signedIn(port, 'lorna')
    const agent = await onBreak(port)
    open.push(agent)
    const watch = (count: number) =>
      swarm.ask(z.number(), 'open', {
        url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`,
        count,
        headers: { cookie, origin: publicUrl },
        watch: true,
      })
    const ms = isQuick ? 2000 : 6000
    /** Queued, each call changes the board twice: it waits in the queue, and 1.5 s later it has gone. */
    const calls = async (rate: number, isQueued: boolean) => {
      const cpu = await server.cpu()
      await swarm.ask(z.boolean(), 'forget')
      const startedAt = performance.now()
      const done = await caller.ask(load, 'open', {
        port,
        rate,
        ms,
        kind: 'call',
        isQueued,
        hangUpAfterMs: 1500,
      })
      const seconds = (performance.now() - startedAt) / 1000
      const traffic = await swarm.ask(
        z.object({ bytes: z.number(), messages: z.number(), boardBytes: z.number() }),
        'traffic',
      )
      return { ...done, share: ((await server.cpu()) - cpu) / 1e6 / seconds, seconds, ...traffic }
    }
    await calls(50, false)
    await watch(1)
    const voice: Awaited<ReturnType<typeof calls>>[] = []
    for (let n = 0; n < (isQuick ? 1 : 3); n += 1) voice.push(await calls(50, false))
    await swarm.ask(z.boolean(), 'close')

    const rounds: { watched: Awaited<ReturnType<typeof calls>>; alone: Awaited<ReturnType<typeof calls>> }[] =
      []
    for (let n = 0; n < (isQuick ? 1 : 3); n += 1) {
      const alone = await calls(perSecond, true)
      await watch(watchers)
      const watched = await calls(perSecond, true)
      await swarm.ask(z.boolean(), 'close')
      if (watched.queued < watched.answered * 0.9) throw new Error('The callers did not wait in the queue')
      rounds.push({ alone, watched })
    }
    const p50 = median(voice.map((each) => each.p50))
    const p99 = median(voice.map((each) => each.p99))
    const failed = voice.reduce((sum, each) => sum + each.failed, 0)
    const cpu = median(rounds.map(({ watched, alone }) => (watched.share - alone.share) * 100))
    const alone = median(rounds.map((each) => each.alone.share * 100))
    const kilobytes = median(rounds.map(({ watched }) => watched.bytes / watchers / watched.seconds / 1024))
    const boardOnly = median(
      rounds.map(({ watched }) => watched.boardBytes / watchers / watched.seconds / 1024),
    )
    const messages = median(rounds.map(({ watched }) => watched.messages / watchers / watched.seconds))
    return [
      {
        goal: 'call webhook to TwiML at 50 calls/s, warm, the board watched: p99',
        bar: '≤ 25 ms',
        figure: `${short(p99)} ms`,
        isMet: p99 <= 25 && failed === 0,
        note: `p50 ${short(p50)} ms; Poisson arrivals, each call also hangs up; ${failed} not answered`,
        numbers: { p50, p99, failed },
      },
      {
        goal: `the board at ${perSecond * 2} changes/s × ${watchers} watchers: CPU of the server, bytes per watcher`,
        bar: '≤ 10 % of a core, ≤ 5 KB/s',
        figure: `${short(cpu)} %, ${short(kilobytes)} KB/s`,
        isMet: cpu <= 10 && kilobytes <= 5,
        note: `on top of ${short(alone)} % for the same calls unwatched; ${short(messages)} messages/s, of which the board ${short(boardOnly)} KB/s; each call waits 1.5 s in a queue and hangs up; 8 people, 4 queues`,
        numbers: { cpu, alone, kilobytes, boardOnly, messages },
      },
    ]
  } finally {
    for (const one of open.toReversed()) await one.stop()
  }
}

/** Somebody on shift whom no call rings, so that callers wait. Their console shows nothing but is alive. */
const onBreak = async (port: number): Promise<{ stop(): void }> => {
  const cookie = await signedIn(port, 'sam')
  const url = `http://127.0.0.1:${port}`
  const socket = io(url, { transports: ['websocket'], extraHeaders: { cookie, origin: publicUrl } })
  const beat = () =>
    socket.emitWithAck('heartbeat', { tabId: 'bench', registered: true, microphone: 'granted' })
  await beat()
  const beating = setInterval(() => void beat(), heartbeatEveryMs)
  const response = await fetch(`${url}/api/phone/availability`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-branchline': '1', origin: publicUrl, cookie },
    body: JSON.stringify({ choice: 'break' }),
  })
  if (!response.ok) throw new Error(`Nobody could take a break: ${response.status} ${await response.text()}`)
  return {
    stop: () => {
      clearInterval(beating)
      socket.disconnect()
    },
  }
}
