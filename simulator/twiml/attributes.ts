import type { Context, Document } from './context.ts'
import type { TwimlElement } from './parse.ts'

/** A whole number attribute within its range; anything else is a complaint and the default. */
export function wholeNumber(
  element: TwimlElement,
  name: string,
  context: Context,
  range: { fallback: number; low: number; high?: number },
): number {
  const raw = element.attributes[name]
  if (raw === undefined) return range.fallback
  const value = Number(raw)
  if (
    raw.trim() !== '' &&
    Number.isInteger(value) &&
    value >= range.low &&
    value <= (range.high ?? Number.MAX_SAFE_INTEGER)
  ) {
    return value
  }
  complainAboutValue(element, name, context)
  return range.fallback
}

export function flag(element: TwimlElement, name: string, context: Context, fallback: boolean): boolean {
  const raw = element.attributes[name]
  if (raw === undefined) return fallback
  if (raw === 'true' || raw === 'false') return raw === 'true'
  complainAboutValue(element, name, context)
  return fallback
}

export function oneOf<T extends string>(
  element: TwimlElement,
  name: string,
  context: Context,
  options: { allowed: readonly T[]; fallback: T },
): T {
  const raw = element.attributes[name]
  if (raw === undefined) return options.fallback
  const found = options.allowed.find((value) => value === raw)
  if (found !== undefined) return found
  complainAboutValue(element, name, context)
  return options.fallback
}

export const method = (element: TwimlElement, name: string, context: Context): 'GET' | 'POST' =>
  oneOf(element, name, context, { allowed: ['GET', 'POST'], fallback: 'POST' })

/** A URL attribute made absolute against its document; null when absent or empty. */
export function absoluteUrl(
  raw: string | undefined,
  context: { document: Document } & Context,
): string | null {
  if (raw === undefined || raw === '') return null
  try {
    return new URL(raw, context.document.url).href
  } catch {
    context.exchange.timeline.complain(`11100: invalid URL ${raw}`, { url: raw }, context.call.sid)
    return null
  }
}

function complainAboutValue(element: TwimlElement, name: string, context: Context): void {
  context.exchange.timeline.complain(
    `12200: <${element.name} ${name}="${element.attributes[name]}"> is not a value it can have`,
    { element: element.name, attribute: name },
    context.call.sid,
  )
}
