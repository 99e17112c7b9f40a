/** Pure edits of a case type that is being written. */
import type { CaseTypeSettingsView } from '../../../../server/contract/case-type-api.ts'
import { newClientId } from '../../ui/client-id.ts'

export type Stage = CaseTypeSettingsView['stages'][number]
export type Field = CaseTypeSettingsView['fields'][number]
export type Expected = CaseTypeSettingsView['documents'][number]

const key = () => newClientId()
export const newStage = (): Stage => ({ key: key(), name: '' })
export const newField = (): Field => ({ key: key(), label: '', kind: 'text', choices: [], neededFrom: null })
export const newExpected = (): Expected => ({ key: key(), name: '' })

export const newType = (): CaseTypeSettingsView => ({
  name: '',
  proposedFor: null,
  stages: [newStage()],
  fields: [],
  documents: [],
})

/** The one at a place moved up (-1) or down (1); the same list where there is no room. */
export const moved = <T>(all: readonly T[], at: number, by: -1 | 1): T[] => {
  const next = [...all]
  const [one] = next.splice(at, 1)
  if (one === undefined || at + by < 0 || at + by >= all.length) return [...all]
  next.splice(at + by, 0, one)
  return next
}
