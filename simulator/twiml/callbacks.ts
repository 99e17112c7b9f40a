import type { StatusCallback } from '../calls/call.ts'
import { absoluteUrl, method } from './attributes.ts'
import type { Context } from './context.ts'
import type { TwimlElement } from './parse.ts'

/** The three attributes `…Callback`, `…CallbackMethod`, `…CallbackEvent` of an element. Null when absent. */
export function readCallback(
  element: TwimlElement,
  prefix: 'statusCallback' | 'recordingStatusCallback',
  context: Context,
  options: { allowed: readonly string[]; fallback: readonly string[] },
): StatusCallback | null {
  const url = absoluteUrl(element.attributes[prefix], context)
  if (!url) return null
  const raw = element.attributes[`${prefix}Event`]
  const asked = raw === undefined ? options.fallback : raw.split(/[\s,]+/).filter(Boolean)
  for (const event of asked) {
    if (options.allowed.includes(event)) continue
    context.exchange.timeline.complain(
      `12200: <${element.name} ${prefix}Event> does not know "${event}"`,
      { allowed: options.allowed },
      context.call.sid,
    )
  }
  return { url, method: method(element, `${prefix}Method`, context), events: new Set(asked) }
}

export const callEvents = ['initiated', 'ringing', 'answered', 'completed'] as const
export const conferenceEvents = [
  'start',
  'end',
  'join',
  'leave',
  'mute',
  'hold',
  'modify',
  'speaker',
  'announcement',
] as const
export const recordingEvents = ['in-progress', 'completed', 'absent', 'failed'] as const
