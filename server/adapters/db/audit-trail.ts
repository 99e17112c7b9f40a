/**
 * The chain over the event log as the database holds it (domain/audit-chain.ts). Sealing follows the log from behind, in
 * stretches of its own transaction: a webhook's transaction pays nothing for it.
 */
import { createHash } from 'node:crypto'
import {
  type ChainBreak,
  checkStretch,
  firstSeal,
  type Seal,
  sealsOf,
  type TrailRow,
} from '../../domain/audit-chain.ts'
import type { Database } from './connect.ts'
import { limitToCome, statement } from './statement.ts'

const rowsAfter = statement('audit rows after', (k, p) =>
  k('event_log')
    .select('seq', 'type', 'at', 'actor', 'contact_id as contactId', 'case_id as caseId', 'data')
    .where('seq', '>', p('seq'))
    .orderBy('seq')
    .limit(limitToCome),
)
const sealsAfter = statement('audit seals after', (k, p) =>
  k('audit_seals').select('seq', 'hash').where('seq', '>', p('seq')).orderBy('seq').limit(limitToCome),
)
const head = statement('audit head', (k) => k('audit_head').select('seq', 'hash', 'sealed_at as sealedAt'))
const headLocked = statement('audit head locked', (k, p) =>
  k('audit_head')
    .select('seq', 'hash')
    .where({ id: p('id') })
    .forUpdate(),
)
const moveHead = statement('audit head move', (k, p) =>
  k('audit_head')
    .where({ id: p('id') })
    .update({ seq: p('seq'), hash: p('hash'), sealed_at: p('sealedAt') }),
)
const insertSeal = statement('audit seals insert', (k, p) =>
  k('audit_seals').insert({ seq: p('seq'), hash: p('hash') }),
)
const newestSeq = statement('audit newest numbered', (k) =>
  k('counters').select('value as seq').where({ name: 'event' }),
)
const newestLogged = statement('audit newest logged', (k) => k('event_log').max({ seq: 'seq' }))

/** A webhook waits behind one stretch at most: 200 rows took 16 ms on SQLite, these 1 to 6 (measured 2026-11). */
const stretch = 40
const checkedAtOnce = 2000

type Source = Pick<Database, 'reader'>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const cell = (row: unknown, column: string): unknown => new Map(Object.entries(row ?? {})).get(column)
const sealIn = (row: unknown): Seal => {
  const hash = cell(row, 'hash')
  return { seq: Number(cell(row, 'seq') ?? 0), hash: typeof hash === 'string' ? hash : '' }
}

/** The newest seal, when it was written (null: never), and how many events stand behind it unsealed. */
export async function auditHead({
  reader,
}: Source): Promise<Seal & { sealedAt: string | null; unsealed: number }> {
  const [row] = await reader.all(head, {})
  const [newest] = await reader.all(newestSeq, {})
  const sealedAt = cell(row, 'sealedAt')
  const seal = sealIn(row)
  return {
    ...seal,
    sealedAt: typeof sealedAt === 'string' ? sealedAt : null,
    unsealed: Math.max(0, sealIn(newest).seq - seal.seq),
  }
}

/**
 * Seals the next stretch of committed events. Gives how many; 0 when all are sealed, or another server was quicker.
 * Number order is commit order, so nothing below what is read can still come.
 */
export async function sealNext(
  { reader, transact }: Pick<Database, 'reader' | 'transact'>,
  now: string,
): Promise<number> {
  const [at] = await reader.all(head, {})
  const before = sealIn(at)
  const rows = (await reader.all(rowsAfter, { seq: before.seq, limit: stretch })) as TrailRow[]
  if (rows.length === 0) return 0
  const seals = sealsOf(sha256, before, rows)
  const last = seals.at(-1)
  if (last === undefined) return 0
  return transact(async (transaction) => {
    const [locked] = await transaction.all(headLocked, { id: 'head' })
    if (sealIn(locked).seq !== before.seq) return 0
    for (const seal of seals) await transaction.run(insertSeal, { ...seal })
    await transaction.run(moveHead, { id: 'head', ...last, sealedAt: now })
    return seals.length
  })
}

/** Checks the whole log against its seals and stops at the first row that is wrong. `checked`: rows that held. */
export async function verifyTrail(
  { reader }: Source,
  noted: readonly Seal[] = [],
): Promise<{ checked: number; sealed: Seal; broken: ChainBreak | null }> {
  const [at] = await reader.all(head, {})
  const sealed = sealIn(at)
  const [numbered] = await reader.all(newestSeq, {})
  const [logged] = await reader.all(newestLogged, {})
  const newest = Math.max(
    sealed.seq,
    sealIn(numbered).seq,
    sealIn(logged).seq,
    ...noted.map((seal) => seal.seq),
  )
  let last = firstSeal
  while (last.seq < newest) {
    const until = Math.min(last.seq + checkedAtOnce, newest)
    const from = { seq: last.seq, limit: until - last.seq }
    const rows = (await reader.all(rowsAfter, from)) as TrailRow[]
    const seals = (await reader.all(sealsAfter, from)).map(sealIn)
    const check = checkStretch({ digest: sha256, before: last, until, rows, seals, head: sealed, noted })
    last = check.last
    if (check.broken !== null) return { checked: last.seq, sealed, broken: check.broken }
  }
  return { checked: last.seq, sealed, broken: null }
}
