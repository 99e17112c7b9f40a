import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AdminTemplatesView, FilledTemplatesView } from '../contract/template-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { DomainEvent } from '../domain/events.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import {
  fillTemplate,
  type MergeField,
  mergeFields,
  type TemplateSettings,
  type TextTemplate,
  tidyTemplate,
  unfilledFields,
} from '../domain/text-template.ts'
import { personBriefs } from './briefs.ts'
import { changesOf, type Told } from './settings-history.ts'
import type { ViewDeps } from './view-deps.ts'

/** The same words as those of the index event_log_templates: only then does a database use it. */
const ofTemplates =
  "event_log.type IN ('template.added', 'template.changed', 'template.removed', 'template.restored')"

export async function adminTemplatesView({ read }: ViewDeps): Promise<AdminTemplatesView> {
  const rows: unknown[] = await selectFrom(read, tables.textTemplates).orderBy(['name', 'id'])
  const templates = rows.map((row) => tables.textTemplates.decode(row))
  return {
    templates: templates
      .filter(({ removedAt }) => removedAt === null)
      .map(({ id, version, name, body }) => ({ id, version, name, body, fields: unfilledFields(body) })),
    fields: Object.entries(mergeFields).map(([field, words]) => ({ field, words })),
    history: await changesOf(read, {
      where: ofTemplates,
      isOne: ({ type }) => type.startsWith('template.'),
      tell: (event) => tell(event, templates),
    }),
  }
}

function tell(event: DomainEvent, templates: readonly TextTemplate[]): Told | null {
  const now = (id: string) => templates.find((template) => template.id === id)
  switch (event.type) {
    case 'template.added':
      return plain(`Template ${event.after.name} added`, changes(null, event.after))
    case 'template.changed': {
      const template = now(event.templateId)
      return {
        heading: `Template ${event.before.name} changed`,
        // One that is removed is put back whole first.
        part: template === undefined || template.removedAt !== null ? null : 'template',
        aboutId: event.templateId,
        changes: changes(event.before, event.after),
        isCurrent: template !== undefined && sameSettings(tidyTemplate(template), event.after),
      }
    }
    case 'template.removed':
      return {
        ...plain(`Template ${event.before.name} removed`),
        part: now(event.templateId)?.removedAt == null ? null : 'template',
        aboutId: event.templateId,
        isCurrent: now(event.templateId)?.removedAt != null,
      }
    case 'template.restored':
      return plain(`Template ${event.after.name} put back`)
    default:
      return null
  }
}

const plain = (heading: string, what: Told['changes'] = []): Told => ({
  heading,
  part: null,
  aboutId: null,
  changes: what,
  isCurrent: false,
})

const changes = (before: TemplateSettings | null, after: TemplateSettings): Told['changes'] =>
  (
    [
      ['Name', 'name'],
      ['Text', 'body'],
    ] as const
  )
    .filter(([, key]) => before?.[key] !== after[key])
    .map(([what, key]) => ({ what, before: before?.[key] ?? null, after: after[key] }))

/** Every template as it reads in this conversation, by name. `writer`: who is about to send it. */
export async function filledTemplates(
  deps: ViewDeps,
  ask: { threadId: string; writer: string },
): Promise<FilledTemplatesView | null> {
  const { read } = deps
  const thread: unknown = await selectFrom(read, tables.threads).where({ id: ask.threadId }).first()
  if (!thread) return null
  const known = await knownIn(deps, tables.threads.decode(thread), ask.writer)
  const rows: unknown[] = await selectFrom(read, tables.textTemplates)
    .whereNull('removed_at')
    .orderBy(['name', 'id'])
  return {
    templates: rows
      .map((row) => tables.textTemplates.decode(row))
      .map(({ id, name, body }) => ({ id, name, ...fillTemplate(body, known) })),
  }
}

async function knownIn(
  { read, clock }: ViewDeps,
  thread: { id: string; memberNumber: string },
  writer: string,
): Promise<Record<MergeField, string | null>> {
  const contact: { memberId: string | null; caseId: string | null } | undefined = await read('contacts')
    .where({ thread_id: thread.id })
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first({ memberId: 'member_id', caseId: 'case_id' })
  const caseRow: unknown =
    contact?.caseId == null
      ? null
      : await selectFrom(read, tables.cases).where({ id: contact.caseId }).first()
  const theCase = caseRow ? tables.cases.decode(caseRow) : null
  const people = await personBriefs(read, [theCase?.ownerId ?? null])
  const owner = theCase?.ownerId == null ? null : people.get(theCase.ownerId)
  return {
    // A closed matter has no owner and no next step that anybody should be told of.
    'first name': await firstNameOf(read, contact?.memberId ?? theCase?.memberId ?? null),
    'case number': theCase === null ? null : formatReference(theCase.number),
    owner: owner ? firstWord(owner.name) : null,
    'next step': theCase === null || theCase.status === 'closed' ? null : theCase.nextStep,
    'promised date':
      theCase?.nextStepDue == null || theCase.status === 'closed'
        ? null
        : writtenOpening(theCase.nextStepDue, clock.now(), 'Europe/London'),
    'our number': await ourVoiceNumber(read, thread.memberNumber),
    'my name': firstWord(writer),
  }
}

const firstWord = (name: string): string => name.split(' ')[0] ?? name

async function firstNameOf(read: Knex, memberId: string | null): Promise<string | null> {
  if (memberId === null) return null
  const row: { firstName: string } | undefined = await read('members')
    .where({ id: memberId })
    .first({ firstName: 'first_name' })
  return row?.firstName ?? null
}

/** The line that this number rang last, else the only one there is: of several nobody can say which they know. */
async function ourVoiceNumber(read: Knex, memberNumber: string): Promise<string | null> {
  const lines: { id: string; number: string }[] = await read('lines')
    .where({ kind: 'voice' })
    .whereNull('removed_at')
    .select('id', 'number')
  const last: { lineId: string } | undefined = await read('contacts')
    .where({ caller_number: memberNumber, channel: 'voice' })
    .orderBy('started_at', 'desc')
    .first({ lineId: 'line_id' })
  const line = lines.find(({ id }) => id === last?.lineId) ?? (lines.length === 1 ? lines[0] : undefined)
  return line === undefined ? null : displayNumber(line.number)
}
