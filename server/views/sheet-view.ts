import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { SheetView } from '../contract/case-type-api.ts'
import { sayAnswer } from '../domain/case-types/answer.ts'
import type { CaseType } from '../domain/case-types/case-type.ts'
import { type Sheet, stageAt, unanswered } from '../domain/case-types/sheet.ts'
import type { CaseDocument } from '../domain/documents/document.ts'
import { type ViewDeps, when } from './view-deps.ts'

/** What sort of case it is, where it stands, and what is known and there. Null: no such case. */
export async function sheetView({ read }: ViewDeps, caseId: string): Promise<SheetView | null> {
  const found: { kind: string; status: string } | undefined = await read('cases')
    .where({ id: caseId })
    .first('kind', 'status')
  if (!found) return null
  const sheetRow: unknown = await selectFrom(read, tables.sheets).where({ case_id: caseId }).first()
  const sheet = sheetRow ? tables.sheets.decode(sheetRow) : null
  const rows: unknown[] = await selectFrom(read, tables.caseTypes)
    .where((some) => {
      void some.whereNull('retired_at')
      if (sheet !== null) void some.orWhere({ id: sheet.typeId })
    })
    .orderBy(['name', 'id'])
  const types = rows.map((row) => tables.caseTypes.decode(row))
  const type = types.find(({ id }) => id === sheet?.typeId)
  const documentRows: unknown[] = await selectFrom(read, tables.documents)
    .where({ case_id: caseId })
    .whereNull('removed_at')
    .orderBy('created_at', 'desc')
  const documents = documentRows.map((row) => tables.documents.decode(row))
  const isProposed = ({ proposedFor }: CaseType) => proposedFor === found.kind
  const choices = types.filter(({ retiredAt }) => retiredAt === null)
  return {
    caseId,
    types: [...choices.filter(isProposed), ...choices.filter((one) => !isProposed(one))].map((one) => ({
      id: one.id,
      name: one.name,
      isProposed: isProposed(one),
    })),
    sheet: sheet === null || type === undefined ? null : shown(type, sheet, documents),
    actions: { change: when(found.status !== 'closed', 'case-closed') },
  }
}

const shown = (type: CaseType, sheet: Sheet, documents: readonly CaseDocument[]): SheetView['sheet'] => {
  const at = stageAt(type, sheet.stageKey)
  const missing = new Set(unanswered(type, sheet.answers, sheet.stageKey).map(({ key }) => key))
  return {
    type: { id: type.id, name: type.name, isRetired: type.retiredAt !== null },
    stages: type.stages.map(({ key, name }, place) => ({
      key,
      name,
      state: place < at ? 'past' : place === at ? 'now' : 'ahead',
    })),
    stageSince: sheet.stageSince,
    fields: type.fields.map((field) => {
      const value = sheet.answers[field.key] ?? null
      return {
        key: field.key,
        label: field.label,
        kind: field.kind,
        choices: field.choices,
        value,
        shown: value === null ? null : sayAnswer(field, value),
        neededFrom:
          field.neededFrom === null ? null : (type.stages[stageAt(type, field.neededFrom)]?.name ?? null),
        isMissing: missing.has(field.key),
      }
    }),
    documents: type.documents.map(({ key, name }) => ({
      key,
      name,
      found: sheet.onPaper.includes(key)
        ? 'on-paper'
        : (documents.find(({ fulfils }) => fulfils === key)?.id ?? 'no'),
    })),
    caseDocuments: documents.map(({ id, title }) => ({ id, title })),
  }
}
