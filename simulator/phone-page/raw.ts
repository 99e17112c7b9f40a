import type { TimelineEntry } from './api.ts'

/** The request, answer or document itself, as it went over the wire. */
export function rawOf(entry: TimelineEntry): string {
  const { detail } = entry
  const head = [entry.at, entry.callSid, entry.summary].filter(Boolean).join('\n')
  const parts = Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name}:${shown(value)}`)
  return [head, ...parts].join('\n\n')
}

function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.includes('\n') || value.startsWith('<') ? `\n${value}` : ` ${value}`
  if (typeof value !== 'object' || value === null) return ` ${String(value)}`
  const isFlat = Object.values(value).every((one) => typeof one !== 'object' || one === null)
  if (!isFlat || Array.isArray(value)) return `\n${JSON.stringify(value, null, 2)}`
  const lines = Object.entries(value).map(([name, one]) => `  ${name} = ${String(one)}`)
  return `\n${lines.join('\n')}`
}
