import { invalidParameter } from './api-error.ts'

/** A REST request's form or query fields; a repeated field gives a list. */
export type Params = {
  one(name: string): string | undefined
  all(name: string): string[]
  entries(): Record<string, string | string[]>
}

export function readParams(form: URLSearchParams): Params {
  return {
    one: (name) => form.get(name) ?? undefined,
    all: (name) => form.getAll(name),
    entries: () => {
      const found: Record<string, string | string[]> = {}
      for (const name of new Set(form.keys())) {
        const values = form.getAll(name)
        found[name] = values.length === 1 ? (values[0] ?? '') : values
      }
      return found
    },
  }
}

/**
 * `DateCreated`, `DateCreated<` and `DateCreated>` of a list: that day (UTC), or before and after, both included. A day
 * or an ISO 8601 instant: https://www.twilio.com/docs/voice/api/recording#list-all-recordings (read November 2026).
 */
export function dateFilter(params: Params, name: string): (at: Date) => boolean {
  const read = (field: string): { from: number; to: number } | null => {
    const raw = params.one(field)
    if (raw === undefined || raw === '') return null
    const at = Date.parse(raw)
    if (Number.isNaN(at)) throw invalidParameter(`Invalid Parameter: ${field} must be a date`)
    return { from: at, to: /^\d{4}-\d\d-\d\d$/.test(raw) ? at + 86_399_999 : at }
  }
  const on = read(name)
  const before = read(`${name}<`)
  const after = read(`${name}>`)
  return (at) => {
    const time = at.getTime()
    const isOn = on === null || (time >= on.from && time <= on.to)
    return isOn && (before === null || time <= before.to) && (after === null || time >= after.from)
  }
}

export function booleanParam(params: Params, name: string): boolean | undefined {
  const raw = params.one(name)?.toLowerCase()
  if (raw === undefined) return undefined
  if (raw === 'true' || raw === 'false') return raw === 'true'
  throw invalidParameter(`Invalid Parameter: ${name} must be true or false`)
}

export function numberParam(
  params: Params,
  name: string,
  range: { fallback: number; low: number; high: number },
): number {
  const raw = params.one(name)
  if (raw === undefined || raw === '') return range.fallback
  const value = Number(raw)
  if (Number.isInteger(value) && value >= range.low && value <= range.high) return value
  throw invalidParameter(`Invalid Parameter: ${name} must be ${range.low} to ${range.high}`)
}

export function methodParam(params: Params, name: string): 'GET' | 'POST' {
  const raw = params.one(name)?.toUpperCase() ?? 'POST'
  if (raw === 'GET' || raw === 'POST') return raw
  throw invalidParameter(`Invalid Parameter: ${name} must be GET or POST`)
}

/** An absolute http(s) URL, or an error in Twilio's words (21205). Empty counts as absent. */
export function urlParam(params: Params, name: string): string | null {
  const raw = params.one(name)
  if (raw === undefined || raw === '') return null
  const parsed = URL.canParse(raw) ? new URL(raw) : null
  // Hostnames with underscores are rejected (https://www.twilio.com/docs/voice/api/call-resource, as of 2026-11).
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname.includes('_')) {
    throw invalidParameter(`${name} is not a valid URL: ${raw}`)
  }
  return raw
}

export function callbackParams(
  params: Params,
  prefix: string,
  fallback: readonly string[],
): { url: string; method: 'GET' | 'POST'; events: ReadonlySet<string> } | null {
  const url = urlParam(params, prefix)
  if (!url) return null
  const asked = params
    .all(`${prefix}Event`)
    .flatMap((value) => value.split(/[\s,]+/))
    .filter(Boolean)
  return {
    url,
    method: methodParam(params, `${prefix}Method`),
    events: new Set(asked.length > 0 ? asked : fallback),
  }
}
