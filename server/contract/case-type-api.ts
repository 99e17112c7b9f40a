/** Case types under Admin, and the sheet of a case: type, stage, answers, expected documents. */
import { z } from 'zod'
import type { ChangeView } from './admin-views.ts'
import type { Allowed } from './briefs.ts'
import { type FieldKindWord, fieldKindWords } from './case-type-words.ts'
import { contactReason, type putBack } from './requests.ts'

const version = z.number().int().positive()
const key = z.string().regex(/^[A-Za-z0-9-]{1,60}$/)
const name = z.string().max(500)

export const caseTypeSettings = z.object({
  name,
  proposedFor: contactReason.nullable(),
  stages: z.array(z.object({ key, name })).max(100),
  fields: z
    .array(
      z.object({
        key,
        label: name,
        kind: z.enum(Object.keys(fieldKindWords) as [FieldKindWord, ...FieldKindWord[]]),
        choices: z.array(name).max(100),
        neededFrom: key.nullable(),
      }),
    )
    .max(100),
  documents: z.array(z.object({ key, name })).max(100),
})
export const changeCaseType = z.object({ version, type: caseTypeSettings })
export const caseTypeVersion = z.object({ version })

/** `was`: what the writer saw; null where there was nothing. */
export const chooseCaseType = z.object({ typeId: z.string().max(100), was: z.string().max(100).nullable() })
export const moveCaseStage = z.object({ stage: key, was: key })
export const answerCaseField = z.object({
  field: key,
  typed: z.string().max(20_000),
  was: z.string().max(20_000).nullable(),
})
/** `found`: 'no', 'on-paper', or the id of a document of the case. */
export const findCaseDocument = z.object({
  document: key,
  found: z.string().max(100),
  was: z.string().max(100),
})

export type CaseTypeSettingsView = z.output<typeof caseTypeSettings>
export interface AdminCaseTypeView extends CaseTypeSettingsView {
  id: string
  version: number
  /** Open cases of this type. */
  openCases: number
}
export interface AdminCaseTypesView {
  types: AdminCaseTypeView[]
  history: ChangeView[]
}

export interface SheetFieldView {
  key: string
  label: string
  kind: FieldKindWord
  choices: string[]
  /** As it is kept, for editing; null: no answer. */
  value: string | null
  /** For people. */
  shown: string | null
  /** "Hearing": the stage that cannot be reached without. */
  neededFrom: string | null
  /** Needed now, and not answered. */
  isMissing: boolean
}
export interface SheetDocumentView {
  key: string
  name: string
  /** 'no', 'on-paper', or the id of a document of the case. */
  found: string
}
export interface SheetView {
  caseId: string
  /** What can be chosen; proposed for what the case is about: first. */
  types: { id: string; name: string; isProposed: boolean }[]
  sheet: {
    type: { id: string; name: string; isRetired: boolean }
    stages: { key: string; name: string; state: 'past' | 'now' | 'ahead' }[]
    stageSince: string
    fields: SheetFieldView[]
    documents: SheetDocumentView[]
    /** Documents of the case that can be said to be one of the list. */
    caseDocuments: { id: string; title: string }[]
  } | null
  actions: { change: Allowed }
}

export interface CaseTypeApi {
  'GET /api/admin/case-types': { response: AdminCaseTypesView }
  'POST /api/admin/case-types': {
    request: z.input<typeof caseTypeSettings>
    response: AdminCaseTypesView
  }
  'PUT /api/admin/case-types/:id': { request: z.input<typeof changeCaseType>; response: AdminCaseTypesView }
  'POST /api/admin/case-types/:id/retire': {
    request: z.input<typeof caseTypeVersion>
    response: AdminCaseTypesView
  }
  'POST /api/admin/case-types/history/:seq/put-back': {
    request: z.input<typeof putBack>
    response: AdminCaseTypesView
  }
  'GET /api/sheets/of/:caseId': { response: SheetView }
  'PUT /api/sheets/of/:caseId/type': { request: z.input<typeof chooseCaseType>; response: SheetView }
  'PUT /api/sheets/of/:caseId/stage': { request: z.input<typeof moveCaseStage>; response: SheetView }
  'PUT /api/sheets/of/:caseId/answer': { request: z.input<typeof answerCaseField>; response: SheetView }
  'PUT /api/sheets/of/:caseId/document': {
    request: z.input<typeof findCaseDocument>
    response: SheetView
  }
}
