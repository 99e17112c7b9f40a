import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Bounds in seconds; Twilio gives up on a webhook after 15 s. */
const webhookSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15]

/** Everything `/metrics` says, one registry per app so that tests can run several. No label ever holds a person. */
export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'branchline_' })
  const registers = [registry]
  return {
    registry,
    webhooks: new Histogram({
      name: 'branchline_webhook_seconds',
      help: 'Time to answer a webhook, by route pattern and status',
      labelNames: ['route', 'status'] as const,
      buckets: webhookSeconds,
      registers,
    }),
    refusedSignatures: new Counter({
      name: 'branchline_webhook_signatures_refused_total',
      help: 'Webhooks refused because their signature was missing or wrong',
      labelNames: ['why'] as const,
      registers,
    }),
    requests: new Histogram({
      name: 'branchline_request_seconds',
      help: 'Time to answer a console request, by route pattern and status',
      labelNames: ['route', 'status'] as const,
      buckets: webhookSeconds,
      registers,
    }),
    sockets: new Gauge({
      name: 'branchline_sockets',
      help: 'Consoles connected for live updates',
      registers,
    }),
    effects: new Gauge({
      name: 'branchline_effects',
      help: 'Effects not yet done: waiting, or failed at least once',
      labelNames: ['state'] as const,
      registers,
    }),
    unsealed: new Gauge({
      name: 'branchline_audit_unsealed_events',
      help: 'Events of the log that the audit chain has not sealed yet',
      registers,
    }),
    relayedSeq: new Gauge({
      name: 'branchline_relayed_event',
      help: 'Number of the newest event told to consoles',
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
