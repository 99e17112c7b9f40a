/** Voicemails, and callers who did not get through: who is owed a call without a promise. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Allowed } from '../contract/briefs.ts'
import type { MissedView, VoicemailView } from '../contract/callback-views.ts'
import { contactResultWords } from '../contract/words.ts'
import { lineNow } from '../domain/line-state.ts'
import { missedResults, missedRows } from '../domain/missed.ts'
import type { Contact } from '../domain/records.ts'
import { callerViews, caseBriefs, personBriefs } from './briefs.ts'
import { duration, recordingsOf } from './timeline.ts'
import { secondsBetween, type ViewDeps, when } from './view-deps.ts'

const zone = 'Europe/London'
/** More than a day's worth; what is newer than this many stays for when these are done. */
const most = 500
/** As many as anybody works through at a sitting; the next are there as these are done. */
const mostShown = 100

export async function unhandled(
  { read }: Pick<ViewDeps, 'read'>,
  results: readonly string[],
): Promise<Contact[]> {
  const rows: unknown[] = await selectFrom(read, tables.contacts)
    .whereNull('handled_at')
    .whereNotNull('ended_at')
    .where({ channel: 'voice' })
    .whereIn('result', [...results])
    .orderBy('ended_at')
    .limit(most)
  return rows.map((row) => tables.contacts.decode(row))
}

export const missedOfEverybody = async (deps: Pick<ViewDeps, 'read'>) =>
  missedRows(await unhandled(deps, missedResults), zone)

async function around(deps: ViewDeps, contacts: readonly Contact[]) {
  const { read } = deps
  return {
    callers: await callerViews(
      read,
      contacts.map((c) => ({ key: c.id, callerNumber: c.callerNumber, memberId: c.memberId })),
    ),
    cases: await caseBriefs(
      read,
      contacts.map((c) => c.caseId),
    ),
  }
}

/** Rung in opening hours only, like every callback (F25). */
const ring = (contact: Contact, openLines: ReadonlySet<string>): Allowed =>
  contact.callerNumber === null
    ? when(false, 'no-number')
    : when(openLines.has(contact.lineId), 'callback-closed-hours')

async function linesOf({ read, clock }: ViewDeps) {
  const rows: unknown[] = await selectFrom(read, tables.lines)
  const lines = rows.map((row) => tables.lines.decode(row))
  const now = clock.now()
  return {
    names: new Map(lines.map((line) => [line.id, line.name])),
    open: new Set(lines.filter((line) => lineNow(line, now).open).map((line) => line.id)),
  }
}

/** Oldest first: whoever spoke first is heard first. */
export async function voicemailViews(
  deps: ViewDeps,
  personId: string,
): Promise<{ shown: VoicemailView[]; unshown: number }> {
  const all = await unhandled(deps, ['voicemail'])
  const contacts = all.slice(0, mostShown)
  const { callers, cases } = await around(deps, contacts)
  const people = await personBriefs(
    deps.read,
    contacts.map((c) => c.agentId),
  )
  const recordings = await recordingsOf(
    deps.read,
    contacts.map((c) => c.id),
  )
  const lines = await linesOf(deps)
  const shown = contacts.map((c): VoicemailView => {
    const isOthers = c.agentId !== null && c.agentId !== personId
    return {
      id: c.id,
      caller: callers.get(c.id)?.title ?? 'Caller',
      number: callers.get(c.id)?.number ?? null,
      lineName: lines.names.get(c.lineId) ?? '',
      need: c.need,
      leftAt: c.endedAt ?? c.startedAt,
      recording: (recordings.get(c.id) ?? []).findLast((r) => r.kind === 'voicemail') ?? null,
      case: c.caseId === null ? null : (cases.get(c.caseId) ?? null),
      takenBy: c.agentId === null ? null : (people.get(c.agentId) ?? null),
      actions: {
        take: when(c.agentId === null, 'voicemail-taken'),
        giveBack: when(c.agentId === personId, 'not-yours'),
        ringNow: isOthers ? when(false, 'voicemail-taken') : ring(c, lines.open),
        handled: when(!isOthers, 'voicemail-taken'),
      },
    }
  })
  return { shown, unshown: all.length - shown.length }
}

/** One row per person and day, worst wait first. */
export async function missedViews(deps: ViewDeps): Promise<{ shown: MissedView[]; unshown: number }> {
  const all = await missedOfEverybody(deps)
  const rows = all.slice(0, mostShown)
  const lines = await linesOf(deps)
  const { callers, cases } = await around(
    deps,
    rows.map((row) => row.worst),
  )
  const shown = rows.map((row): MissedView => {
    const { worst, calls } = row
    const last = calls.at(-1) ?? worst
    return {
      id: worst.id,
      caller: callers.get(worst.id)?.title ?? 'Caller',
      number: callers.get(worst.id)?.number ?? null,
      day: row.day,
      lastAt: last.endedAt ?? last.startedAt,
      calls: calls.length,
      waitedSeconds: Math.round(row.waitedMs / 1000),
      words: missedWords(worst, calls.length),
      case: worst.caseId === null ? null : (cases.get(worst.caseId) ?? null),
      actions: { ringNow: ring(worst, lines.open), handled: { allowed: true } },
    }
  })
  return { shown, unshown: all.length - shown.length }
}

/** "Gave up waiting after 4 min · Pay · rang 3 times" */
export function missedWords(contact: Contact, calls: number): string {
  const words = contact.result === null ? 'Call' : contactResultWords[contact.result]
  const waited =
    contact.result === 'abandoned' && contact.waitingSince !== null && contact.endedAt !== null
      ? ` after ${duration(secondsBetween(contact.waitingSince, contact.endedAt))}`
      : ''
  const need = contact.need === null ? '' : ` · ${contact.need}`
  return `${words}${waited}${need}${calls > 1 ? ` · rang ${calls} times` : ''}`
}
