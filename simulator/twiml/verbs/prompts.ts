import { playDigits, playUrl, sayText } from '../../calls/prompts.ts'
import { pause } from '../../core/waiting.ts'
import { absoluteUrl, wholeNumber } from '../attributes.ts'
import { goOn, type VerbHandler } from '../context.ts'

/** `loop="0"` means for ever. */
const rounds = (loop: number) => (loop === 0 ? Number.POSITIVE_INFINITY : loop)

export const say: VerbHandler = async (element, context) => {
  const { exchange, call, signal } = context
  if (element.text === '') {
    exchange.timeline.complain('13520: <Say> has nothing to say', {}, call.sid)
    return goOn
  }
  const loop = rounds(wholeNumber(element, 'loop', context, { fallback: 1, low: 0 }))
  await sayText(exchange, call, { text: element.text, voice: element.attributes['voice'], loop, signal })
  return goOn
}

export const play: VerbHandler = async (element, context) => {
  const { exchange, call, signal } = context
  const digits = element.attributes['digits']
  if (digits !== undefined) {
    await playDigits(exchange, call, digits, signal)
    return goOn
  }
  const url = absoluteUrl(element.text, context)
  if (!url) {
    exchange.timeline.complain('13420: <Play> has no URL', {}, call.sid)
    return goOn
  }
  const loop = rounds(wholeNumber(element, 'loop', context, { fallback: 1, low: 0 }))
  await playUrl(exchange, call, { url, loop, signal })
  return goOn
}

export const pauseVerb: VerbHandler = async (element, context) => {
  const length = wholeNumber(element, 'length', context, { fallback: 1, low: 0 })
  await pause(context.exchange.pace.seconds(length), context.signal)
  return goOn
}
