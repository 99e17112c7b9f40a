import { callParams } from '../../calls/call-params.ts'
import { Interrupted } from '../../core/waiting.ts'
import { absoluteUrl, method } from '../attributes.ts'
import { type Context, goOn, type Step, type VerbHandler } from '../context.ts'
import type { TwimlElement } from '../parse.ts'
import { dialConference } from './dial-conference.ts'
import { dialParties } from './dial-parties.ts'
import { dialQueue } from './dial-queue.ts'

export type DialOutcome = {
  status: 'completed' | 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled'
  /** DialCallSid, DialCallDuration, RecordingUrl, … */
  facts: Record<string, string>
}

/** Connects the call with others; when that is over the action URL decides, else the next verb. */
export const dial: VerbHandler = async (element, context) => {
  try {
    const outcome = await connect(element, context)
    return next(element, context, outcome)
  } catch (error) {
    // The caller hung up: the action URL is told how it stood, and its answer ignored.
    if (error instanceof Interrupted && context.call.hasEnded) tellAction(element, context)
    throw error
  }
}

function connect(element: TwimlElement, context: Context): Promise<DialOutcome> {
  const conference = element.children.find((child) => child.name === 'Conference')
  if (conference) return dialConference(element, conference, context)
  const queue = element.children.find((child) => child.name === 'Queue')
  if (queue) return dialQueue(element, queue, context)
  return dialParties(element, context)
}

function next(element: TwimlElement, context: Context, outcome: DialOutcome): Step {
  const action = absoluteUrl(element.attributes['action'], context)
  if (!action) return goOn
  const params = { DialCallStatus: outcome.status, ...outcome.facts }
  return { kind: 'goto', source: { url: action, method: method(element, 'method', context), params } }
}

function tellAction(element: TwimlElement, context: Context): void {
  const action = absoluteUrl(element.attributes['action'], context)
  if (!action) return
  const { exchange, call } = context
  const isConference = element.children.some((child) => child.name === 'Conference')
  const child = [...exchange.calls.values()].find((one) => one.parent === call)
  exchange.webhooks.tell(`${call.sid}/dial`, {
    url: action,
    method: method(element, 'method', context),
    callSid: call.sid,
    params: {
      ...callParams(exchange, call),
      DialCallStatus: isConference ? 'answered' : child?.answeredAt ? 'completed' : 'canceled',
      ...(child ? { DialCallSid: child.sid } : {}),
    },
  })
}
