/**
 * Many consoles: light Socket.IO clients that note when each event came and how long it was, and leave decoding it to
 * real browsers, each of which has only one to decode.
 */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { serve } from '../support/serve.ts'

interface Arrival {
  at: number
  bytes: number
}
const sockets: WebSocket[] = []
let arrivals: Arrival[] = []
let bytes = 0
let messages = 0
let boardBytes = 0

/** The same clock in every process of the machine. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6

const open = async (url: string, headers: Record<string, string>, watch: boolean): Promise<void> => {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  sockets.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const first = data[0]
      const second = data[1]
      // Engine.IO: 0 open, 2 ping, 4 message; Socket.IO within: 40 connected, 42 event, 43 acknowledged, 44 refused.
      if (first === 48) return socket.send('40')
      if (first === 50) return socket.send('3')
      if (first === 52 && second === 48) {
        if (watch) socket.send('421["show",["live"]]')
        else resolve()
        return
      }
      if (first === 52 && second === 51) return resolve()
      if (first === 52 && second === 52) return reject(new Error(data.toString()))
      if (first === 52 && second !== 50) return
      arrivals.push({ at: nowMs(), bytes: data.length })
      bytes += data.length
      messages += 1
      if (data.includes('"type":"board"')) boardBytes += data.length
    })
  })
}

const many = z.object({
  url: z.string(),
  count: z.number(),
  headers: z.record(z.string(), z.string()),
  watch: z.boolean(),
  isPlain: z.boolean().default(false),
})
serve({
  open: async (given) => {
    const { url, count, headers, watch, isPlain } = many.parse(given)
    for (let done = 0; done < count; done += 25)
      await Promise.all(
        Array.from({ length: Math.min(25, count - done) }, async () => {
          if (!isPlain) return open(url, headers, watch)
          const socket = new WebSocket(url, { perMessageDeflate: false })
          sockets.push(socket)
          socket.on('message', (data: Buffer) => void arrivals.push({ at: nowMs(), bytes: data.length }))
          await once(socket, 'open')
        }),
      )
    return sockets.length
  },
  forget: () => {
    arrivals = []
    bytes = 0
    messages = 0
    boardBytes = 0
    return true
  },
  /** Milliseconds from then until each client had it. */
  delays: (since) => arrivals.map(({ at }) => at - z.number().parse(since)),
  count: () => arrivals.length,
  traffic: () => ({ bytes, messages, boardBytes }),
  close: () => {
    for (const socket of sockets.splice(0)) socket.terminate()
    return true
  },
})
