import { announce } from '../../calls/call-status.ts'
import { deferred, throwIfAborted, unlessAborted, untilInterrupted } from '../../core/waiting.ts'
import { absoluteUrl, flag, method, oneOf, wholeNumber } from '../attributes.ts'
import { type Context, goOn, type Step, type VerbHandler } from '../context.ts'
import type { TwimlElement } from '../parse.ts'

type Input =
  | { kind: 'digits'; digits: string; finishedOnKey: string }
  | { kind: 'speech'; text: string }
  | { kind: 'none' }

/** Collects keys or typed-in speech while nested prompts play; the first input cuts the prompts short. */
export const gather: VerbHandler = async (element, context) => {
  const input = await collect(element, context)
  throwIfAborted(context.signal)
  const action = absoluteUrl(element.attributes['action'], context) ?? context.document.url
  const source = (params: Record<string, string>): Step => ({
    kind: 'goto',
    source: { url: action, method: method(element, 'method', context), params },
  })
  switch (input.kind) {
    case 'digits':
      return source({ Digits: input.digits, FinishedOnKey: input.finishedOnKey })
    case 'speech':
      // The typed words are certain; 0.9 is a usual value for clear speech.
      return source({ SpeechResult: input.text, Confidence: '0.9' })
    case 'none':
      return flag(element, 'actionOnEmptyResult', context, false) ? source({ Digits: '' }) : goOn
  }
}

async function collect(element: TwimlElement, context: Context): Promise<Input> {
  const { exchange, call, signal } = context
  const settings = readSettings(element, context)
  const result = deferred<Input>()
  const prompts = new AbortController()
  let digits = ''
  let timer: NodeJS.Timeout | undefined
  const finish = (finishedOnKey: string) =>
    result.resolve(digits === '' ? { kind: 'none' } : { kind: 'digits', digits, finishedOnKey })
  const restartTimer = () => {
    clearTimeout(timer)
    timer = setTimeout(() => finish(''), exchange.pace.patience(settings.timeoutSeconds))
  }
  const onKey = (key: string) => {
    if (settings.bargeIn) prompts.abort()
    if (settings.finishOnKey.includes(key) && key !== '') return finish(key)
    digits += key
    if (digits.length === settings.numDigits) return finish('')
    restartTimer()
  }
  const onSpeech = (text: string) => {
    if (settings.bargeIn) prompts.abort()
    result.resolve({ kind: 'speech', text })
  }
  if (settings.input.includes('dtmf')) call.keyListeners.add(onKey)
  if (settings.input.includes('speech')) call.speechListeners.add(onSpeech)
  call.turns += 1
  // Whoever waits to be asked may press now.
  announce(exchange, call)
  try {
    await Promise.race([untilInterrupted(playPrompts(element, context, prompts.signal)), result.promise])
    throwIfAborted(signal)
    if (digits === '') restartTimer()
    return await unlessAborted(result.promise, signal)
  } finally {
    call.turns -= 1
    prompts.abort()
    clearTimeout(timer)
    call.keyListeners.delete(onKey)
    call.speechListeners.delete(onSpeech)
  }
}

async function playPrompts(element: TwimlElement, context: Context, bargeIn: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([context.signal, bargeIn])
  await context.runWithin(
    { ...context.document, verbs: element.children },
    { allowed: ['Say', 'Play', 'Pause'], signal },
  )
}

function readSettings(element: TwimlElement, context: Context) {
  const input = oneOf(element, 'input', context, {
    allowed: ['dtmf', 'speech', 'dtmf speech', 'speech dtmf'],
    fallback: 'dtmf',
  })
  const timeout = element.attributes['timeout']
  return {
    input: input.split(' '),
    timeoutSeconds:
      timeout === 'auto' ? 5 : wholeNumber(element, 'timeout', context, { fallback: 5, low: 0 }),
    finishOnKey: element.attributes['finishOnKey'] ?? '#',
    numDigits: wholeNumber(element, 'numDigits', context, { fallback: Number.MAX_SAFE_INTEGER, low: 1 }),
    bargeIn: flag(element, 'bargeIn', context, true),
  }
}
