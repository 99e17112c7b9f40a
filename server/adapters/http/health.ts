import express, { type Router } from 'express'
import type { Metrics } from '../system/metrics.ts'

export interface HealthDeps {
  metrics: Metrics
  version: { name: string; version: string }
  isDraining: () => boolean
  /** Database reachable and every migration applied. */
  isDatabaseReady: () => Promise<boolean>
  refreshMetrics: () => Promise<void>
}

/** For machines: alive, ready for traffic, figures, version. No session, nothing personal. */
export const healthRouter = (deps: HealthDeps): Router => {
  const router = express.Router()
  router.get('/healthz', (_req, res) => {
    res.type('text/plain').send('ok\n')
  })
  router.get('/readyz', async (_req, res) => {
    res.set('cache-control', 'no-store')
    if (deps.isDraining()) {
      res.status(503).json({ ready: false, why: 'draining' })
      return
    }
    const isReady = await deps.isDatabaseReady().catch(() => false)
    if (isReady) res.json({ ready: true })
    else res.status(503).json({ ready: false, why: 'database or its migrations' })
  })
  router.get('/metrics', async (_req, res) => {
    await deps.refreshMetrics()
    res.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics())
  })
  router.get('/version', (_req, res) => {
    res.json(deps.version)
  })
  return router
}
