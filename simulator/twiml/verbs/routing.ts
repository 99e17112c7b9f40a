import { finishCall } from '../../calls/call-status.ts'
import { absoluteUrl, method, oneOf } from '../attributes.ts'
import type { VerbHandler } from '../context.ts'

export const redirect: VerbHandler = async (element, context) => {
  const url = absoluteUrl(element.text, context) ?? context.document.url
  return { kind: 'goto', source: { url, method: method(element, 'method', context) } }
}

export const hangup: VerbHandler = async () => ({ kind: 'hangup' })

/** Refuses an unanswered inbound call; Twilio's status is then `busy` or `no-answer`. */
export const reject: VerbHandler = async (element, context) => {
  const reason = oneOf(element, 'reason', context, { allowed: ['rejected', 'busy'], fallback: 'rejected' })
  const { exchange, call } = context
  if (!call.answeredAt) finishCall(exchange, call, reason === 'busy' ? 'busy' : 'no-answer')
  return { kind: 'hangup' }
}
