import type { Context } from '../context.ts'
import type { TwimlElement } from '../parse.ts'

/** One party to ring: the element says how, `params` reach a softphone as custom parameters. */
export type Target = { to: string; element: TwimlElement; params: Record<string, string> }

export function readTargets(element: TwimlElement, context: Context): Target[] {
  const targets = element.children.map(readTarget)
  if (targets.length === 0 && element.text !== '') targets.push({ to: element.text, element, params: {} })
  const { exchange, call } = context
  const known = targets.filter((target) => target.to !== '' && !target.to.startsWith('sip:'))
  if (known.length < targets.length || known.length === 0) {
    exchange.timeline.complain('13224: <Dial> names nobody that the simulator can ring', {}, call.sid)
  }
  if (known.length > 10) exchange.timeline.complain('<Dial> may ring ten at most', {}, call.sid)
  return known.slice(0, 10)
}

function readTarget(element: TwimlElement): Target {
  if (element.name === 'Client') {
    const identity = element.children.find((child) => child.name === 'Identity')?.text ?? element.text
    const params: Record<string, string> = {}
    for (const child of element.children) {
      const name = child.attributes['name']
      if (child.name === 'Parameter' && name) params[name] = child.attributes['value'] ?? ''
    }
    return { to: identity === '' ? '' : `client:${identity}`, element, params }
  }
  if (element.name === 'Sip') return { to: `sip:${element.text}`, element, params: {} }
  // Spaces and dashes in a number are forgiven.
  return { to: element.text.replace(/[\s()-]/g, ''), element, params: {} }
}
