/**
 * An answer in a field of a case: as it is kept, one line of text whatever its kind. A number is kept as "12.5", money as
 * pounds with two places ("1240.50"), a day as YYYY-MM-DD, yes and no as 'yes' and 'no', a choice as its words.
 */
import { dayInWords, isDay } from '../deadlines/day.ts'
import type { CaseField } from './case-type.ts'

const longest = { text: 200, 'long-text': 4_000 } as const

/** What somebody typed, as it is kept; null: no answer. Or what is wrong with it, in words. */
export const readAnswer = (
  field: Pick<CaseField, 'kind' | 'choices'>,
  typed: string,
): { value: string | null } | { words: string } => {
  const text = typed.trim()
  if (text === '') return { value: null }
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return text.length > longest[field.kind]
        ? { words: `At most ${longest[field.kind].toLocaleString('en-GB')} characters.` }
        : { value: text }
    case 'number': {
      const plain = text.replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '')
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain)
        ? { value: plain.replace(/^(-?)0+(?=\d)/, '$1') }
        : { words: 'Write a number like 12 or 37.5.' }
    }
    case 'money': {
      const plain = text.replace(/^£\s*/, '').replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '')
      const [, pounds = '', pence = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
      return pounds === ''
        ? { words: 'Write an amount like £1,240.50.' }
        : { value: `${Number(pounds)}.${pence.padEnd(2, '0')}` }
    }
    case 'date':
      return isDay(text) ? { value: text } : { words: 'Write a day that exists.' }
    case 'choice': {
      const found = field.choices.find((one) => one.toLowerCase() === text.toLowerCase())
      return found === undefined ? { words: 'Choose one of the list.' } : { value: found }
    }
    case 'yes-no':
      return text === 'yes' || text === 'no' ? { value: text } : { words: 'Choose yes or no.' }
  }
}

/** A kept answer for people: "£1,240.50", "14 October 2026", "Yes". */
export const sayAnswer = ({ kind }: Pick<CaseField, 'kind'>, value: string): string => {
  switch (kind) {
    case 'money':
      return `£${Number(value).toLocaleString('en-GB', { minimumFractionDigits: 2 }).replace(/\.00$/, '')}`
    case 'number':
      return Number(value).toLocaleString('en-GB', { maximumFractionDigits: 6 })
    case 'date':
      return dayInWords(value)
    case 'yes-no':
      return value === 'yes' ? 'Yes' : 'No'
    case 'text':
    case 'long-text':
    case 'choice':
      return value
  }
}
