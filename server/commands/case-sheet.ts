/**
 * The sheet of a case (F69): its type, its stage, its answers and which expected documents are there. Every change is a
 * line of its history with old and new value (F70), and says what it replaces: whoever was overtaken is told.
 */
import type { Refused } from '../contract/refusals.ts'
import { readAnswer, sayAnswer } from '../domain/case-types/answer.ts'
import type { CaseField, CaseType } from '../domain/case-types/case-type.ts'
import { answerSheet, beginSheet, moveSheet, type Sheet, stageAt } from '../domain/case-types/sheet.ts'
import { rename } from '../domain/documents/document.ts'
import type { Case } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

type Done = { caseId: string }
type Part = 'type' | 'stage' | 'answer' | 'document'

/** Another type, at its first stage. */
export async function chooseCaseType(
  stores: Stores,
  env: Env,
  input: { caseId: string; typeId: string; was: string | null },
): Promise<Done | Refused> {
  const found = await openCase(stores, input.caseId)
  if ('refused' in found) return found
  const before = await stores.sheets.find(found.id)
  if (before?.typeId === input.typeId) return { caseId: found.id }
  if ((before?.typeId ?? null) !== input.was) return { refused: 'stale-version' }
  const type = await stores.caseTypes.find(input.typeId)
  if (type === null || type.retiredAt !== null) return { refused: 'not-found' }
  const next = beginSheet(type, { caseId: found.id, before, now: env.now })
  const former = before === null ? null : await stores.caseTypes.find(before.typeId)
  if (before === null) await stores.sheets.insert(next)
  else await stores.sheets.save(next)
  return note(stores, env, found, {
    part: 'type',
    key: type.id,
    heading: 'Type of case',
    before: former?.name ?? null,
    after: `${type.name}, at “${nameOfStage(type, next.stageKey)}”`,
  })
}

export async function moveCaseStage(
  stores: Stores,
  env: Env,
  input: { caseId: string; stage: string; was: string },
): Promise<Done | Refused> {
  const found = await sheetOf(stores, input.caseId)
  if ('refused' in found) return found
  const { theCase, sheet, type } = found
  if (sheet.stageKey === input.stage) return { caseId: theCase.id }
  if (sheet.stageKey !== input.was) return { refused: 'stale-version' }
  const moved = moveSheet(type, sheet, { to: input.stage, now: env.now })
  if ('unknown' in moved) return { refused: 'not-found' }
  if ('missing' in moved)
    return {
      refused: 'answers-missing',
      detail: `“${nameOfStage(type, input.stage)}” needs an answer first: ${moved.missing.map(({ label }) => label).join(', ')}.`,
      fields: moved.missing.map(({ key, neededFrom }) => ({
        field: key,
        words: `Needed from “${nameOfStage(type, neededFrom ?? '')}” on.`,
      })),
    }
  await stores.sheets.save(moved.next)
  return note(stores, env, theCase, {
    part: 'stage',
    key: input.stage,
    heading: 'Stage changed',
    before: nameOfStage(type, sheet.stageKey),
    after: nameOfStage(type, input.stage),
  })
}

export async function answerCaseField(
  stores: Stores,
  env: Env,
  input: { caseId: string; field: string; typed: string; was: string | null },
): Promise<Done | Refused> {
  const found = await sheetOf(stores, input.caseId)
  if ('refused' in found) return found
  const { theCase, sheet, type } = found
  const field = type.fields.find(({ key }) => key === input.field)
  if (field === undefined) return { refused: 'not-found' }
  const kept = sheet.answers[field.key] ?? null
  // A choice that is no longer offered stays what it is.
  const read = input.typed === kept ? { value: kept } : readAnswer(field, input.typed)
  if ('words' in read) return refusedAt(field, read.words)
  if (read.value === kept) return { caseId: theCase.id }
  if (kept !== input.was) return { refused: 'stale-version' }
  const answered = answerSheet(type, sheet, { field, value: read.value })
  if ('needed' in answered)
    return refusedAt(
      field,
      `“${nameOfStage(type, sheet.stageKey)}” needs this. Change it, or move the case back first.`,
    )
  await stores.sheets.save(answered.next)
  const said = (value: string | null) => (value === null ? null : sayAnswer(field, value))
  return note(stores, env, theCase, {
    part: 'answer',
    key: field.key,
    heading: field.label,
    before: said(kept),
    after: said(read.value),
  })
}

/** Which document of the case an expected one is, or that it is there on paper, or not there. */
export async function findCaseDocument(
  stores: Stores,
  env: Env,
  input: { caseId: string; document: string; found: string; was: string },
): Promise<Done | Refused> {
  const found = await sheetOf(stores, input.caseId)
  if ('refused' in found) return found
  const { theCase, sheet, type } = found
  const expected = type.documents.find(({ key }) => key === input.document)
  if (expected === undefined) return { refused: 'not-found' }
  if (input.found === input.was) return { caseId: theCase.id }
  const isPaper = sheet.onPaper.includes(expected.key)
  const former = isFile(input.was) ? await stores.documents.find(input.was) : null
  const isAsSeen =
    input.was === 'on-paper' ? isPaper : !isPaper && (!isFile(input.was) || former?.fulfils === expected.key)
  if (!isAsSeen) return { refused: 'stale-version' }
  const next = isFile(input.found) ? await stores.documents.find(input.found) : null
  if (isFile(input.found) && (next === null || next.caseId !== theCase.id)) return { refused: 'not-found' }
  for (const [document, fulfils] of [
    [former, null],
    [next, expected.key],
  ] as const) {
    // One that was removed meanwhile is no longer there, whatever it says.
    if (document === null || document.caseId !== theCase.id) continue
    const decided = rename(document, { title: document.title, fulfils })
    if (!('refused' in decided)) await stores.documents.save(decided.next)
    else if (document === next) return decided
  }
  const others = sheet.onPaper.filter((key) => key !== expected.key)
  await stores.sheets.save({
    ...sheet,
    onPaper: input.found === 'on-paper' ? [...others, expected.key] : others,
  })
  const said = (word: string, title: string | undefined) =>
    word === 'no' ? 'Not there' : word === 'on-paper' ? 'On paper' : `“${title ?? 'a document'}”`
  return note(stores, env, theCase, {
    part: 'document',
    key: expected.key,
    heading: expected.name,
    before: said(input.was, former?.title),
    after: said(input.found, next?.title),
  })
}

const isFile = (word: string): boolean => word !== 'no' && word !== 'on-paper'

const refusedAt = ({ key }: CaseField, words: string): Refused => ({
  refused: 'bad-settings',
  detail: words,
  fields: [{ field: key, words }],
})

const nameOfStage = (type: CaseType, key: string): string => type.stages[stageAt(type, key)]?.name ?? key

const openCase = async (stores: Stores, caseId: string): Promise<Case | Refused> => {
  const found = await stores.cases.find(caseId)
  if (!found) return { refused: 'not-found' }
  return found.status === 'closed' ? { refused: 'case-closed' } : found
}

async function sheetOf(
  stores: Stores,
  caseId: string,
): Promise<{ theCase: Case; sheet: Sheet; type: CaseType } | Refused> {
  const theCase = await openCase(stores, caseId)
  if ('refused' in theCase) return theCase
  const sheet = await stores.sheets.find(caseId)
  const type = sheet === null ? null : await stores.caseTypes.find(sheet.typeId)
  return sheet === null || type === null ? { refused: 'no-case-type' } : { theCase, sheet, type }
}

async function note(
  stores: Stores,
  env: Env,
  { id: caseId }: Case,
  said: { part: Part; key: string; heading: string; before: string | null; after: string | null },
): Promise<Done> {
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId,
    kind: 'change',
    at: env.now,
    authorId: env.actor,
    clientId: null,
    heading: said.heading,
    body: `${said.before ?? 'Not said'} to ${said.after ?? 'not said'}`,
    contactId: null,
  })
  await stores.events.append([{ type: 'case.sheet-changed', caseId, part: said.part, key: said.key }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId }
}
