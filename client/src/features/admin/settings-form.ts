/** What every settings form shares: the server's words beside their fields, and nobody's typing lost. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemWords, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'

/** The words for one field of a refusal, or null. */
export const fieldError = (error: unknown, field: string): string | null =>
  error instanceof RefusedError ? (error.fields.find((one) => one.field === field)?.words ?? null) : null

/** Words for the foot of a form: why nothing was saved. Null while nothing is wrong. */
export const footWords = (error: unknown): string | null =>
  error === null ? null : problemWords(error).words

/** Why nothing was done, with every field's words: for what is not asked in a form. */
export const fullWords = (error: unknown): string =>
  error instanceof RefusedError && error.fields.length > 0
    ? `${error.words} ${error.fields.map(({ words }) => words).join(' ')}`
    : problemWords(error).words

/** Asks for a change; everything under Admin is then asked again. */
export const useSettingsChange = <Given, Answer>(
  ask: (given: Given) => Promise<Answer>,
  whenDone: (answer: Answer, given: Given) => void,
) => {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: (answer, given) => {
      void cache.invalidateQueries({ queryKey: keys.admin })
      whenDone(answer, given)
    },
  })
}
