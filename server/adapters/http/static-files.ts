import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Router } from 'express'

const year = 365 * 24 * 60 * 60 * 1000

/**
 * The built console. Files under assets/ carry a hash in their name and are kept for a year; the page itself is asked
 * for anew each time. Any other path without a dot is a path of the console (its own router reads it); the rest is 404.
 */
export const staticFiles = (directory: string): Router => {
  const router = express.Router()
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), {
      maxAge: year,
      immutable: true,
      index: false,
      redirect: false,
    }),
    (_req, res) => {
      res.status(404).type('text/plain').send('No such file.\n')
    },
  )
  router.use(express.static(directory, { index: false, redirect: false, cacheControl: true, maxAge: '1h' }))
  router.use((req, res, next) => {
    const isPage = (req.method === 'GET' || req.method === 'HEAD') && !/\.[^/]*$/.test(req.path)
    if (!isPage) return next()
    const page = join(directory, 'index.html')
    if (!existsSync(page)) {
      res.status(503).type('text/plain').send('The console is not built yet: npm run build.\n')
      return
    }
    res.set('cache-control', 'no-cache')
    res.sendFile(page, { cacheControl: false })
  })
  router.use((_req, res) => {
    res.status(404).type('text/plain').send('No such page.\n')
  })
  return router
}
