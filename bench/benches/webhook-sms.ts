/**
 * A text comes in: signed form, found or created conversation, case and contact, message and events, answered after
 * COMMIT. Against the same work of a web server that keeps nothing, round by round in turn.
 */
import { z } from 'zod'
import { type Child, startChild } from '../support/child.ts'
import type { Bench, Finding } from '../support/finding.ts'
import { median, short } from '../support/stats.ts'
import { freshSqlite, startPostgres } from '../support/temporary.ts'

const load = z.object({
  answered: z.number(),
  failed: z.number(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
})
interface Round {
  perSecond: number
  cpu: number
  p99: number
}
const variants = ['c1', 'sqlite', 'knex', 'postgres', 'whole server'] as const
type Variant = (typeof variants)[number]

export const webhookSms: Bench = async ({ isQuick }) => {
  const postgres = await startPostgres()
  const children: Child[] = []
  const child = async (name: string) => {
    const fresh = await startChild(name)
    children.push(fresh)
    return fresh
  }
  try {
    const generator = await child('load')
    const server = async (variant: string, databaseUrl: string) => {
      const process = await child('server')
      return { process, port: await process.ask(z.number(), 'start', { variant, databaseUrl }) }
    }
    const servers: Record<Variant, Awaited<ReturnType<typeof server>>> = {
      c1: await server('c1', ''),
      sqlite: await server('router', freshSqlite()),
      knex: await server('knex', freshSqlite()),
      postgres: await server('router', postgres.url),
      'whole server': await server('app', freshSqlite()),
    }
    const round = async (variant: Variant, ms: number): Promise<Round> => {
      const { process, port } = servers[variant]
      const before = await process.cpu()
      const done = await generator.ask(load, 'closed', { port, connections: 32, ms, phones: 500 })
      if (done.failed > 0) throw new Error(`${variant}: ${done.failed} webhooks were refused`)
      const cpu = ((await process.cpu()) - before) / done.answered
      return { perSecond: done.answered / done.seconds, cpu, p99: done.p99 }
    }
    const rounds: Record<Variant, Round>[] = []
    for (const variant of variants) await round(variant, isQuick ? 500 : 2000)
    for (let n = 0; n < (isQuick ? 2 : 5); n += 1) {
      const take = (variant: Variant) => round(variant, isQuick ? 600 : 1800)
      rounds.push({
        c1: await take('c1'),
        sqlite: await take('sqlite'),
        knex: await take('knex'),
        postgres: await take('postgres'),
        'whole server': await take('whole server'),
      })
    }
    return findings(rounds)
  } finally {
    for (const one of children) await one.stop()
    await postgres.stop()
  }
}

const findings = (rounds: readonly Record<Variant, Round>[]): Finding[] => {
  const speed = (variant: Variant) => median(rounds.map((each) => each[variant].perSecond))
  const ratio = (of: Variant, to: Variant, what: 'perSecond' | 'cpu') =>
    median(rounds.map((each) => each[of][what] / each[to][what]))
  const cpu = (variant: Variant) => median(rounds.map((each) => each[variant].cpu))
  const numbers: Record<string, number> = {}
  for (const variant of variants) {
    numbers[`${variant} per second`] = speed(variant)
    numbers[`${variant} CPU µs`] = cpu(variant)
    numbers[`${variant} p99 ms`] = median(rounds.map((each) => each[variant].p99))
    numbers[`${variant} ÷ c1`] = ratio(variant, 'c1', 'perSecond')
  }
  const overC1 = ratio('sqlite', 'c1', 'perSecond')
  const overKnex = ratio('sqlite', 'knex', 'perSecond')
  const cpuRatio = ratio('sqlite', 'c1', 'cpu')
  const postgresOverC1 = ratio('postgres', 'c1', 'perSecond')
  const whole = ratio('whole server', 'c1', 'perSecond')
  return [
    {
      goal: 'durable inbound-text webhook ÷ the same web server keeping nothing',
      bar: '≥ 0.60',
      figure: short(overC1),
      isMet: overC1 >= 0.6,
      note: `${short(speed('sqlite'))}/s against ${short(speed('c1'))}/s`,
      numbers,
    },
    {
      goal: 'the same ÷ one knex transaction per webhook',
      bar: '≥ 10 ×',
      figure: `${short(overKnex)} ×`,
      isMet: overKnex >= 10,
      note: `against ${short(speed('knex'))}/s for the same work on the same tables, also on better-sqlite3`,
      numbers: {},
    },
    {
      goal: 'CPU per webhook ÷ keeping nothing',
      bar: '≤ 1.6',
      figure: short(cpuRatio),
      isMet: cpuRatio <= 1.6,
      note: `${short(cpu('sqlite'))} µs against ${short(cpu('c1'))} µs`,
      numbers: {},
    },
    {
      goal: 'the webhook on PostgreSQL ÷ keeping nothing',
      bar: '≥ 0.35',
      figure: short(postgresOverC1),
      isMet: postgresOverC1 >= 0.35,
      note: `${short(speed('postgres'))}/s, every commit synced; PostgreSQL shares the machine`,
      numbers: {},
    },
    {
      goal: 'the webhook with all that follows it (live updates, routing, effects) ÷ keeping nothing',
      bar: '≥ 0.60',
      figure: short(whole),
      isMet: whole >= 0.6,
      note: `${short(speed('whole server'))}/s, the whole server on SQLite; held to the same bar`,
      numbers: {},
    },
  ]
}
