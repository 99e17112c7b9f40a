import { mergeFieldNames } from '../../../../server/contract/template-words.ts'

/** The fields of a template that still stand in a text, each once, in their order. The server refuses a text with one. */
export const unfilledFields = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, inside = '']) => {
      const word = inside.trim().toLowerCase().replace(/\s+/g, ' ')
      return mergeFieldNames.find((name) => name === word) ?? []
    }),
  ),
]
