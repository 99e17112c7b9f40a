/**
 * The screens of a union of its true size: a regional one on SQLite, a national one (1.4 million members, a million cases,
 * five million contacts) on PostgreSQL. Each question is asked over HTTP of the whole server, one after another, about
 * another member or case each time.
 */
import { z } from 'zod'
import { queryHeader } from '../../server/contract/api.ts'
import { startChild } from '../support/child.ts'
import type { Bench, Finding } from '../support/finding.ts'
import { signedIn } from '../support/signed-in.ts'
import { percentile, short } from '../support/stats.ts'
import { freshSqlite, startPostgres } from '../support/temporary.ts'
import { fill } from '../union/fill.ts'
import { caseAt, letterAt, memberAt, nationalUnion, rowsOf, type Size, topicAt } from '../union/rows.ts'

interface Ask {
  path: string
  query?: Record<string, string>
}
interface Question {
  name: string
  /** Which of the three bars it is held to. */
  kind: 'member' | 'search' | 'list'
  ask: (n: number) => Ask
}

const timesEach = 60

/** A union of one region, which one small machine with SQLite serves well. */
const regionalUnion: Size = { members: 140_000, cases: 100_000, contacts: 500_000 }
const part = (size: Size, of: number): Size => ({
  members: size.members / of,
  cases: size.cases / of,
  contacts: size.contacts / of,
})

export const unionSize: Bench = async ({ isQuick }) => {
  // What anybody would give a database of a few gigabytes; the rest is as PostgreSQL comes.
  const postgres = await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
  try {
    return [
      ...(await onEngine('SQLite', freshSqlite(), isQuick ? part(regionalUnion, 10) : regionalUnion, {
        member: 500,
        search: 1000,
        list: 20,
      })),
      ...(await onEngine('PostgreSQL', postgres.url, isQuick ? part(nationalUnion, 20) : nationalUnion, {
        member: 500,
        search: 300,
        list: 20,
      })),
    ]
  } finally {
    await postgres.stop()
  }
}

/** What people look for and open, spread over the whole union. */
const questions = (size: Size): Question[] => {
  const someone = (n: number) => memberAt((n * 7919 + 13) % size.members)
  const aCase = (n: number) => caseAt(size.cases - 1 - ((n * 7919 + 13) % size.cases))
  const topic = (n: number) => topicAt(n).split(' ')[0] ?? ''
  const search = (q: (n: number) => string) => (n: number) => ({ path: '/api/search', query: { q: q(n) } })
  return [
    { name: 'a member', kind: 'member', ask: (n) => ({ path: `/api/members/${someone(n).id}` }) },
    { name: 'a case', kind: 'list', ask: (n) => ({ path: `/api/cases/${aCase(n).id}` }) },
    {
      name: 'cases by a word of the title',
      kind: 'search',
      ask: (n) => ({ path: '/api/cases', query: { view: 'open', q: topic(n) } }),
    },
    {
      name: 'cases by a member’s surname',
      kind: 'search',
      ask: (n) => ({ path: '/api/cases', query: { view: 'open', q: someone(n).last } }),
    },
    {
      name: 'closed cases by a word of the title',
      kind: 'search',
      ask: (n) => ({ path: '/api/cases', query: { view: 'closed', q: topic(n) } }),
    },
    {
      name: 'cases by a word of every note',
      kind: 'search',
      ask: () => ({ path: '/api/cases', query: { view: 'open', q: 'explained' } }),
    },
    {
      name: 'closed cases by two words of notes',
      kind: 'search',
      ask: (n) => ({ path: '/api/cases', query: { view: 'closed', q: `${topic(n)} explained` } }),
    },
    {
      name: 'closed cases by a word of one note',
      kind: 'search',
      ask: (n) => ({
        path: '/api/cases',
        query: { view: 'closed', q: letterAt((n * 7919 + 13) % Math.floor(size.contacts / 2)) },
      }),
    },
    {
      name: 'search by first name and surname',
      kind: 'search',
      ask: search((n) => `${someone(n).first} ${someone(n).last}`),
    },
    { name: 'search by three letters', kind: 'search', ask: search((n) => someone(n).last.slice(0, 3)) },
    { name: 'search by reference', kind: 'list', ask: search((n) => `CX-${aCase(n).number}`) },
    { name: 'search by membership number', kind: 'list', ask: search((n) => someone(n).membershipNumber) },
    { name: 'search by telephone number', kind: 'list', ask: search((n) => someone(n).number) },
    {
      name: 'open cases of one reason that wait on others',
      kind: 'list',
      ask: () => ({
        path: '/api/cases',
        query: { view: 'open', about: 'discipline', status: 'waiting' },
      }),
    },
    { name: 'members, first page', kind: 'list', ask: () => ({ path: '/api/members' }) },
    {
      name: 'members by surname',
      kind: 'list',
      ask: (n) => ({ path: '/api/members', query: { q: someone(n).last } }),
    },
    {
      name: 'open cases, first page',
      kind: 'list',
      ask: () => ({ path: '/api/cases', query: { view: 'open' } }),
    },
    {
      name: 'closed cases, first page',
      kind: 'list',
      ask: () => ({ path: '/api/cases', query: { view: 'closed' } }),
    },
    {
      name: 'cases without an owner',
      kind: 'list',
      ask: () => ({ path: '/api/cases', query: { view: 'unowned' } }),
    },
    { name: 'my work', kind: 'list', ask: () => ({ path: '/api/work' }) },
    { name: 'the board', kind: 'list', ask: () => ({ path: '/api/live' }) },
    { name: 'who is owed a call', kind: 'list', ask: () => ({ path: '/api/callbacks' }) },
  ]
}

const base = z.object({
  now: z.string(),
  lineId: z.string(),
  queueIds: z.array(z.string()),
  personIds: z.array(z.string()),
})

async function onEngine(
  engine: string,
  databaseUrl: string,
  size: Size,
  bars: Record<Question['kind'], number>,
): Promise<Finding[]> {
  const founder = await startChild('server')
  const found = await founder.ask(base, 'found', { databaseUrl })
  await founder.stop()
  await fill(databaseUrl, rowsOf(size, found))
  const server = await startChild('server')
  try {
    const port = await server.ask(z.number(), 'start', { variant: 'app', databaseUrl })
    const cookie = await signedIn(port, 'lorna')
    const took: { question: Question; p50: number; p99: number }[] = []
    for (const question of questions(size)) {
      const times: number[] = []
      for (let n = -3; n < timesEach; n += 1) {
        const { path, query } = question.ask(n + 3)
        const startedAt = performance.now()
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          headers: { cookie, ...(query ? { [queryHeader]: new URLSearchParams(query).toString() } : {}) },
        })
        const text = await response.text()
        if (!response.ok) throw new Error(`${question.name}: ${response.status} ${text}`)
        // The first few read what no cache holds yet, as after a start.
        if (n >= 0) times.push(performance.now() - startedAt)
      }
      took.push({ question, p50: percentile(times, 50), p99: percentile(times, 99) })
    }
    const of = (kind: Question['kind'], goal: string): Finding => {
      const mine = took.filter(({ question }) => question.kind === kind).toSorted((a, b) => b.p99 - a.p99)
      const worst = mine[0]?.p99 ?? Number.NaN
      const told = mine.map(({ question, p50, p99 }) => `${question.name} ${short(p50)} / ${short(p99)}`)
      return {
        goal: `${goal}, ${engine}: p99 of the slowest`,
        bar: `≤ ${bars[kind]} ms`,
        figure: `${short(worst)} ms`,
        isMet: worst <= bars[kind],
        note: `p50 / p99 ms: ${told.join(', ')}`,
        numbers: Object.fromEntries(mine.map(({ question, p99 }) => [question.name, p99])),
      }
    }
    const many = `${short(size.members / 1e6)} M members, ${short(size.cases / 1e6)} M cases, ${short(size.contacts / 1e6)} M contacts`
    return [
      of('member', `one member on one screen at ${many}`),
      of('search', 'searches by words at that size'),
      of('list', 'every other list, lookup and timeline at that size'),
    ]
  } finally {
    await server.stop()
  }
}
