import type { Request, Response } from 'express'
import type { Exchange } from '../core/exchange.ts'

/** Server-sent events: everything on the bus, and a comment every 15 s so that nothing in between closes it. */
export function streamEvents(exchange: Exchange, request: Request, response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    Connection: 'keep-alive',
  })
  response.write('retry: 1000\n\n')
  const stop = exchange.bus.subscribe((event) => {
    response.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`)
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), 15_000)
  request.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
}
