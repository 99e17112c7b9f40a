/** Our socket server and publisher with nothing behind them, and bare WebSockets beside them for the reference. */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { createPublisher } from '../../server/adapters/sockets/publisher.ts'
import { createSocketServer } from '../../server/adapters/sockets/socket-server.ts'
import type { ConsoleEvent } from '../../server/contract/console-events.ts'
import { serve } from '../support/serve.ts'

const http = createServer()
const failed = (error: unknown) => {
  throw error
}
const sockets = createSocketServer({
  http,
  session: (req, _res, next) => {
    Object.assign(req, { session: { personId: 'agent' }, sessionID: 'session' })
    next()
  },
  shown: async (_personId, topics) => [...topics],
  askerOf: async (id) => ({
    id,
    name: 'Agent',
    initials: 'A',
    email: 'a@union.test',
    roles: ['agent'],
    permissions: [],
  }),
  ourOrigin: 'http://branchline.test',
  heard: async () => undefined,
  greeting: () => ({ type: 'notices', notices: [] }),
  whenCounted: () => undefined,
  whenFailed: failed,
})
const publish = createPublisher(sockets.io)
const plain = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })

/** A phone that rings: what is told to a console when its turn comes. */
const event: ConsoleEvent = {
  type: 'phone',
  phone: {
    version: 7,
    presence: {
      choice: 'available',
      choiceSince: '2026-11-23T09:00:00.000Z',
      choiceAfterCall: null,
      occupancy: 'ringing',
      occupancySince: '2026-11-23T09:12:00.000Z',
      callable: false,
      checks: [{ id: 'idle', ok: false, words: 'A call is ringing here.', fix: null }],
      idlePosition: null,
      areYouThere: false,
      placed: [],
    },
    offer: {
      id: '01992f3a-0000-7000-8000-000000000001',
      contactId: '01992f3a-0000-7000-8000-000000000002',
      caller: {
        kind: 'member',
        title: 'Aisha Khan',
        number: '07700 900117',
        members: [
          {
            id: 'member-1',
            membershipNumber: '1020304',
            name: 'Aisha Khan',
            branch: 'Leeds General',
            employer: 'Northern Buses',
            workplace: 'Kirkstall depot',
            status: 'Paid up',
            chips: [],
            isMembershipHidden: false,
          },
        ],
        openCases: [],
      },
      lineName: 'Service line',
      queueName: 'Advice',
      askedBy: null,
      need: 'advice',
      yoursBecause: null,
      priorityReason: null,
      waitingSince: '2026-11-23T09:11:30.000Z',
      offeredAt: '2026-11-23T09:12:00.000Z',
      expiresAt: '2026-11-23T09:12:20.000Z',
      callback: null,
      textRelay: null,
      speaksFor: [],
      needs: [],
      verified: 'Verified: number match (level 1)',
    },
    call: null,
    actions: { dial: { allowed: true }, listen: { allowed: true } },
    listening: null,
    phoneTabId: 'tab',
  },
}
const nowMs = () => Number(process.hrtime.bigint()) / 1e6
const portOf = (address: unknown) => z.object({ port: z.number() }).parse(address).port

/**
 * V8's space for new objects grows with use to 32 MB, once in a process and whatever the use is. Half-grown by 500
 * consoles it was counted as theirs, 17 KB of 30 each (measured 2026-11).
 */
const growYoungGeneration = (): void => {
  const kept: object[] = []
  for (let n = 0; n < 3_000_000; n += 1) kept[n % 40_000] = { n, text: [n] }
}

serve({
  start: () =>
    new Promise((resolve) => {
      growYoungGeneration()
      http.listen(0, '127.0.0.1', () =>
        resolve({ ours: portOf(http.address()), plain: portOf(plain.address()) }),
      )
    }),
  publish: () => {
    const at = nowMs()
    publish('all', event)
    return at
  },
  plain: (text) => {
    const at = nowMs()
    for (const client of plain.clients) client.send(z.string().parse(text))
    return at
  },
  rss: () => process.memoryUsage().rss,
  size: () => JSON.stringify(event).length,
})
