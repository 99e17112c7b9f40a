import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AdminCaseTypesView, CaseTypeSettingsView } from '../contract/case-type-api.ts'
import { fieldKindWords } from '../contract/case-type-words.ts'
import { contactReasons } from '../contract/words.ts'
import { type CaseType, type CaseTypeSettings, settingsOfType } from '../domain/case-types/case-type.ts'
import type { DomainEvent } from '../domain/events.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { kindOf } from './case-view.ts'
import { changesOf, type Told } from './settings-history.ts'
import type { ViewDeps } from './view-deps.ts'

/** The same words as those of the index event_log_case_types: only then does a database use it. */
const ofCaseTypes =
  "event_log.type IN ('case-type.added', 'case-type.changed', 'case-type.retired', 'case-type.restored')"

export async function adminCaseTypesView({ read }: ViewDeps): Promise<AdminCaseTypesView> {
  const rows: unknown[] = await selectFrom(read, tables.caseTypes).orderBy(['name', 'id'])
  const types = rows.map((row) => tables.caseTypes.decode(row))
  const counted: { typeId: string; cases: number | string }[] = await read('case_sheets')
    .join('cases', 'cases.id', 'case_sheets.case_id')
    .whereNot('cases.status', 'closed')
    .groupBy('case_sheets.type_id')
    .select({ typeId: 'case_sheets.type_id' })
    .count({ cases: '*' })
  const openCases = new Map(counted.map(({ typeId, cases }) => [typeId, Number(cases)]))
  return {
    types: types
      .filter(({ retiredAt }) => retiredAt === null)
      .map((type) => ({
        ...shownSettings(type),
        id: type.id,
        version: type.version,
        openCases: openCases.get(type.id) ?? 0,
      })),
    history: await changesOf(read, {
      where: ofCaseTypes,
      isOne: ({ type }) => type.startsWith('case-type.'),
      tell: (event) => tell(event, types),
    }),
  }
}

const shownSettings = (type: CaseType): CaseTypeSettingsView => ({
  ...settingsOfType(type),
  proposedFor: type.proposedFor === null ? null : kindOf(type.proposedFor),
})

function tell(event: DomainEvent, types: readonly CaseType[]): Told | null {
  const now = (id: string) => types.find((type) => type.id === id)
  switch (event.type) {
    case 'case-type.added':
      return plain(`Case type ${event.after.name} added`, changes(null, event.after))
    case 'case-type.changed': {
      const type = now(event.typeId)
      return {
        heading: `Case type ${event.before.name} changed`,
        // One that is retired is put back whole first.
        part: type === undefined || type.retiredAt !== null ? null : 'case-type',
        aboutId: event.typeId,
        changes: changes(event.before, event.after),
        isCurrent: type !== undefined && sameSettings(settingsOfType(type), event.after),
      }
    }
    case 'case-type.retired': {
      const isRetired = now(event.typeId)?.retiredAt != null
      return {
        ...plain(`Case type ${event.before.name} retired`),
        part: isRetired ? 'case-type' : null,
        aboutId: event.typeId,
        isCurrent: isRetired,
      }
    }
    case 'case-type.restored':
      return plain(`Case type ${event.after.name} in use again`)
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

const changes = (before: CaseTypeSettings | null, after: CaseTypeSettings): Told['changes'] => {
  const was = before === null ? null : inWords(before)
  return inWords(after)
    .map(({ what, words }, at) => ({ what, before: was?.[at]?.words ?? null, after: words }))
    .filter((change) => change.before !== change.after)
}

const inWords = (type: CaseTypeSettings): { what: string; words: string }[] => {
  const stage = new Map(type.stages.map(({ key, name }) => [key, name]))
  const list = (words: string[]) => (words.length === 0 ? 'None' : words.join(', '))
  return [
    { what: 'Name', words: type.name },
    {
      what: 'Proposed for',
      words: type.proposedFor === null ? 'Nothing' : contactReasons[kindOf(type.proposedFor)],
    },
    { what: 'Stages', words: list(type.stages.map(({ name }) => name)) },
    {
      what: 'Fields',
      words: list(
        type.fields.map(({ label, kind, choices, neededFrom }) =>
          [
            `${label} (${fieldKindWords[kind].toLowerCase()}`,
            choices.length === 0 ? '' : `: ${choices.join(' / ')}`,
            neededFrom === null ? '' : `; needed from “${stage.get(neededFrom) ?? neededFrom}”`,
            ')',
          ].join(''),
        ),
      ),
    },
    { what: 'Expected documents', words: list(type.documents.map(({ name }) => name)) },
  ]
}
