/**
 * The sheet of a case: its type, the stage it is at, and the answers. A case has one once somebody said what sort it is.
 *
 *   no type ──choose──► first stage ◄──► another stage, forwards only with every answer that it needs
 *                          │ another type: its first stage; answers are kept under the keys of their fields, so that
 *                          ▼ coming back finds them
 *
 * Each change says what it replaces (`was`): two people who fill in two fields never meet, and whoever was overtaken in
 * one is told. A closed case keeps its sheet as it is.
 */
import type { CaseField, CaseType } from './case-type.ts'

export interface Sheet {
  caseId: string
  typeId: string
  stageKey: string
  /** Since when it is at this stage. */
  stageSince: string
  /** By the key of the field; what has no answer is not there. */
  answers: Record<string, string>
  /** Keys of expected documents that are there, but on paper. */
  onPaper: string[]
}

export const stageAt = ({ stages }: Pick<CaseType, 'stages'>, key: string): number =>
  stages.findIndex((stage) => stage.key === key)

/** The fields without an answer that a case at this stage needs, in their order. */
export const unanswered = (
  type: Pick<CaseType, 'stages' | 'fields'>,
  answers: Readonly<Record<string, string>>,
  stageKey: string,
): CaseField[] => {
  const at = stageAt(type, stageKey)
  return type.fields.filter(
    ({ key, neededFrom }) =>
      neededFrom !== null && stageAt(type, neededFrom) <= at && (answers[key] ?? '') === '',
  )
}

/** The sheet at the first stage of a type, with what was answered before. */
export const beginSheet = (
  type: CaseType,
  { caseId, before, now }: { caseId: string; before: Sheet | null; now: string },
): Sheet => ({
  caseId,
  typeId: type.id,
  stageKey: type.stages[0]?.key ?? '',
  stageSince: now,
  answers: before?.answers ?? {},
  onPaper: before?.onPaper ?? [],
})

/** Another stage. Forwards every answer that it needs must be there; back is always open. */
export const moveSheet = (
  type: CaseType,
  sheet: Sheet,
  { to, now }: { to: string; now: string },
): { next: Sheet } | { unknown: true } | { missing: CaseField[] } => {
  const target = stageAt(type, to)
  if (target < 0) return { unknown: true }
  const missing = target > stageAt(type, sheet.stageKey) ? unanswered(type, sheet.answers, to) : []
  return missing.length > 0 ? { missing } : { next: { ...sheet, stageKey: to, stageSince: now } }
}

/** Another answer, or none. What the stage needs can be changed and not taken away. */
export const answerSheet = (
  type: CaseType,
  sheet: Sheet,
  { field, value }: { field: CaseField; value: string | null },
): { next: Sheet } | { needed: true } => {
  const { [field.key]: _, ...others } = sheet.answers
  const answers = value === null ? others : { ...others, [field.key]: value }
  const isNeeded = unanswered(type, answers, sheet.stageKey).some(({ key }) => key === field.key)
  return value === null && isNeeded && sheet.answers[field.key] !== undefined
    ? { needed: true }
    : { next: { ...sheet, answers } }
}
