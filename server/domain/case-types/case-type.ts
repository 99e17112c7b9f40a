/**
 * What sort of case it is (F69), as data: an administrator writes the stages, the fields and the expected documents.
 *
 *   in use ──change──► in use, version + 1        each version stands in the event log and can be put back
 *   in use ──retire──► retired                    its cases go on with it; nobody chooses it for another one
 *   retired ──put back──► in use
 *
 * Stages, fields and documents are known by their key, which never changes: a name may be put better at any time, and the
 * cases follow. Invariants: a stage that a case is at cannot go; a field keeps its kind, so that every answer stays
 * readable. Synonyms elsewhere: template, workflow, matter type, record type; custom field, question.
 */
export const fieldKinds = ['text', 'long-text', 'number', 'money', 'date', 'choice', 'yes-no'] as const
export type FieldKind = (typeof fieldKinds)[number]

export interface CaseStage {
  key: string
  name: string
}
export interface CaseField {
  key: string
  label: string
  kind: FieldKind
  /** Of a choice, in their order; else empty. */
  choices: string[]
  /** The key of the first stage that cannot be reached without an answer; null: never needed. */
  neededFrom: string | null
}
export interface ExpectedDocument {
  key: string
  name: string
}
export interface CaseTypeSettings {
  name: string
  /** The contact reason for which it is proposed; null: for none. */
  proposedFor: string | null
  stages: CaseStage[]
  fields: CaseField[]
  documents: ExpectedDocument[]
}
export interface CaseType extends CaseTypeSettings {
  id: string
  version: number
  retiredAt: string | null
}

export interface TypeTrouble {
  field: string
  words: string
}

export const most = { stages: 12, fields: 40, documents: 30, choices: 30, name: 60, label: 80 } as const

export const settingsOfType = (type: CaseTypeSettings): CaseTypeSettings => ({
  name: type.name.trim(),
  proposedFor: type.proposedFor,
  stages: type.stages.map(({ key, name }) => ({ key, name: name.trim() })),
  fields: type.fields.map(({ key, label, kind, choices, neededFrom }) => ({
    key,
    label: label.trim(),
    kind,
    choices: kind === 'choice' ? choices.map((one) => one.trim()).filter((one) => one !== '') : [],
    neededFrom,
  })),
  documents: type.documents.map(({ key, name }) => ({ key, name: name.trim() })),
})

/**
 * What is wrong with a type as somebody wrote it, each with the place it stands beside: 'name', 'stages', 'stage.<key>',
 * 'field.<key>', 'choices.<key>', 'document.<key>'. `others`: names of the other types in use; `before`: as it is now;
 * `stagesInUse`: keys of stages that cases are at, closed ones too. How many is not said: some may be sealed.
 */
export const typeTroubles = (
  typed: CaseTypeSettings,
  now: { others: readonly string[]; before: CaseTypeSettings | null; stagesInUse: readonly string[] },
): TypeTrouble[] => {
  const given = settingsOfType(typed)
  const stages = new Set(given.stages.map(({ key }) => key))
  const kindBefore = new Map(now.before?.fields.map(({ key, kind }) => [key, kind]))
  const keys = [...given.stages, ...given.fields, ...given.documents].map(({ key }) => key)
  return [
    ...nameTroubles('name', given.name, most.name, 'Give it a name.'),
    ...(now.others.some((other) => same(other, given.name))
      ? [{ field: 'name', words: 'There is a case type of this name already.' }]
      : []),
    ...(new Set(keys).size < keys.length
      ? [{ field: 'stages', words: 'Two of its parts have one key. Take one out and add it again.' }]
      : []),
    ...(given.stages.length === 0 ? [{ field: 'stages', words: 'A case needs one stage at least.' }] : []),
    ...tooMany('stages', given.stages.length, most.stages),
    ...tooMany('fields', given.fields.length, most.fields),
    ...tooMany('documents', given.documents.length, most.documents),
    ...now.stagesInUse
      .filter((inUse) => !stages.has(inUse))
      .map((inUse) => ({
        field: 'stages',
        words: `“${now.before?.stages.find(({ key }) => key === inUse)?.name ?? inUse}” cannot go while cases are at it, open or closed. Give it another name, or move it.`,
      })),
    ...given.stages.flatMap(({ key, name }) => nameTroubles(`stage.${key}`, name, most.name, 'Name it.')),
    ...twice(given.stages.map(({ key, name }) => ({ field: `stage.${key}`, name }))),
    ...given.fields.flatMap((field) => [
      ...nameTroubles(`field.${field.key}`, field.label, most.label, 'Say what is asked.'),
      ...(field.neededFrom !== null && !stages.has(field.neededFrom)
        ? [{ field: `field.${field.key}`, words: 'It is needed from a stage that is gone. Choose another.' }]
        : []),
      ...((kindBefore.get(field.key) ?? field.kind) === field.kind
        ? []
        : [
            {
              field: `field.${field.key}`,
              words: 'What kind of answer it takes cannot change. Take it out and add another.',
            },
          ]),
      ...choiceTroubles(field),
    ]),
    ...twice(given.fields.map(({ key, label }) => ({ field: `field.${key}`, name: label }))),
    ...given.documents.flatMap(({ key, name }) =>
      nameTroubles(`document.${key}`, name, most.label, 'Say which document.'),
    ),
    ...twice(given.documents.map(({ key, name }) => ({ field: `document.${key}`, name }))),
  ]
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

const nameTroubles = (field: string, name: string, longest: number, words: string): TypeTrouble[] =>
  name === ''
    ? [{ field, words }]
    : name.length > longest
      ? [{ field, words: `At most ${longest} characters.` }]
      : []

const tooMany = (what: 'stages' | 'fields' | 'documents', count: number, limit: number): TypeTrouble[] =>
  count > limit ? [{ field: what, words: `At most ${limit} ${what}.` }] : []

const choiceTroubles = ({ key, kind, choices }: CaseField): TypeTrouble[] => {
  if (kind !== 'choice') return []
  const field = `choices.${key}`
  if (choices.length < 2) return [{ field, words: 'Write two choices at least, each in a line.' }]
  if (choices.length > most.choices) return [{ field, words: `At most ${most.choices} choices.` }]
  if (choices.some((one) => one.length > most.label))
    return [{ field, words: `At most ${most.label} characters each.` }]
  return new Set(choices.map((one) => one.toLowerCase())).size < choices.length
    ? [{ field, words: 'A choice stands there twice.' }]
    : []
}

/** Of names that stand there more than once, every one but the first. */
const twice = (all: { field: string; name: string }[]): TypeTrouble[] =>
  all
    .filter(({ name }, at) => name !== '' && all.findIndex((other) => same(other.name, name)) < at)
    .map(({ field }) => ({ field, words: 'This stands there already.' }))
