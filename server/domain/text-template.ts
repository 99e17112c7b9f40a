/**
 * Templates of texts (F52): words that somebody under Admin wrote once, with fields that are filled from the conversation.
 *
 *   "Ref {case number}. {owner} calls you {promised date}."
 *       │ filled from the case and the member
 *       ▼
 *   every field known ──► ordinary words, changed as the writer likes, sent like any other text
 *   a field unknown   ──► it stays in braces, is listed, and the text is not sent until somebody fills it or takes it out
 *
 * Only the words in {@link mergeFields} are fields: other braces are the writer's own. Synonyms elsewhere: canned response, macro,
 * snippet; merge field, placeholder, variable.
 */
import { longestBody } from './sms-text.ts'

export const mergeFields = {
  'first name': 'the member’s first name',
  'case number': 'the case, as CX-10482',
  owner: 'the first name of the case’s owner',
  'next step': 'what happens next on the case',
  'promised date': 'by when it is promised',
  'our number': 'the number to ring us on',
  'my name': 'the first name of whoever writes',
} as const
export type MergeField = keyof typeof mergeFields

export interface TemplateSettings {
  name: string
  body: string
}
export interface TextTemplate extends TemplateSettings {
  id: string
  version: number
  /** Removed by an administrator: the history can put it back. */
  removedAt: string | null
}

export const longestTemplateName = 60
const braces = /\{([^{}]*)\}/g

/** As a field is read: spaces and case do not matter. */
const fieldOf = (inside: string): MergeField | null => {
  const word = inside.trim().toLowerCase().replace(/\s+/g, ' ')
  return isField(word) ? word : null
}
const isField = (word: string): word is MergeField => Object.hasOwn(mergeFields, word)

/** The fields that still stand in a text, each once, in their order. */
export const unfilledFields = (text: string): MergeField[] => [
  ...new Set([...text.matchAll(braces)].flatMap(([, inside = '']) => fieldOf(inside) ?? [])),
]

/** The template with what is known; what is not stays as it is and is listed. Null or blank: not known. */
export const fillTemplate = (
  body: string,
  known: Readonly<Record<MergeField, string | null>>,
): { text: string; missing: MergeField[] } => {
  const text = body.replace(braces, (whole, inside: string) => {
    const field = fieldOf(inside)
    const value = field === null ? null : (known[field]?.trim() ?? '')
    return field === null || value === '' || value === null ? whole : value.replace(/[{}]/g, '')
  })
  return { text, missing: unfilledFields(text) }
}

/** What is wrong with a template as somebody typed it, beside each field. `others`: the names of the other ones in use. */
export const templateProblems = (
  given: TemplateSettings,
  others: readonly string[],
): { field: keyof TemplateSettings; words: string }[] => {
  const name = given.name.trim()
  const body = given.body.trim()
  const plain = (one: string) => one.trim().toLowerCase()
  const unknown = [...body.matchAll(braces)].flatMap(([whole, inside = '']) =>
    fieldOf(inside) === null ? whole : [],
  )
  return [
    ...(name === '' ? [{ field: 'name' as const, words: 'Give it a name that colleagues find it by.' }] : []),
    ...(name.length > longestTemplateName
      ? [{ field: 'name' as const, words: `At most ${longestTemplateName} characters.` }]
      : []),
    ...(others.some((other) => plain(other) === plain(name))
      ? [{ field: 'name' as const, words: 'There is a template of this name already.' }]
      : []),
    ...(body === '' ? [{ field: 'body' as const, words: 'Write the text.' }] : []),
    ...(body.length > longestBody
      ? [{ field: 'body' as const, words: 'A text can be 1,600 characters at most.' }]
      : []),
    ...(unknown.length > 0
      ? [
          {
            field: 'body' as const,
            words: `There is no field ${[...new Set(unknown)].join(', ')}. Choose one from the list.`,
          },
        ]
      : []),
    ...(body.replace(braces, '').match(/[{}]/)
      ? [{ field: 'body' as const, words: 'A brace is open: fields are written like {first name}.' }]
      : []),
  ]
}

export const tidyTemplate = ({ name, body }: TemplateSettings): TemplateSettings => ({
  name: name.trim(),
  body: body.trim(),
})
