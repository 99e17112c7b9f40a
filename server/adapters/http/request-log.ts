import type { RequestHandler } from 'express'
import type { Log } from '../system/log.ts'
import type { Metrics } from '../system/metrics.ts'

/** One line and one measurement per answer: method, route pattern, status, milliseconds. Never an address with an id in it. */
export const requestLog =
  (log: Log, metrics: Metrics): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now()
    res.once('finish', () => {
      const route = typeof res.locals['route'] === 'string' ? res.locals['route'] : 'other'
      const ms = performance.now() - startedAt
      metrics.requests.observe({ route, status: String(res.statusCode) }, ms / 1000)
      if (route !== 'other')
        log.info({ method: req.method, route, status: res.statusCode, ms: Math.round(ms) }, 'answered')
    })
    next()
  }
