import type { Call } from '../calls/call.ts'
import { callParams } from '../calls/call-params.ts'
import type { Exchange } from '../core/exchange.ts'
import { ApplicationError, type Document, type Source } from './context.ts'
import { parseTwiml } from './parse.ts'

/** Asks for a document, or reads the given one, noting it on the timeline. Throws ApplicationError. */
export async function obtain(exchange: Exchange, call: Call, source: Source): Promise<Document> {
  if ('twiml' in source)
    return read(exchange, call, source.twiml, 'text/xml', { url: exchange.publicUrl, method: 'POST' })
  const reply = await exchange.webhooks.ask({
    url: source.url,
    method: source.method,
    callSid: call.sid,
    params: { ...callParams(exchange, call), ...source.params },
  })
  if (!reply.ok) throw new ApplicationError(reply.errorCode, source.url, reply.message)
  return read(exchange, call, reply.body, reply.contentType, source)
}

function read(
  exchange: Exchange,
  call: Call,
  body: string,
  contentType: string,
  from: { url: string; method: 'GET' | 'POST' },
): Document {
  // 204 and empty bodies are an empty document: nothing more to do.
  const parsed =
    body.trim() === '' ? { ok: true as const, verbs: [], warnings: [] } : parseTwiml(body, contentType)
  if (!parsed.ok) {
    exchange.timeline.complain(
      `${parsed.errorCode}: ${parsed.message}`,
      { url: from.url, contentType, body: body.slice(0, 4000) },
      call.sid,
    )
    throw new ApplicationError(parsed.errorCode, from.url, parsed.message)
  }
  const names = parsed.verbs.map((verb) => verb.name).join(', ') || 'nothing'
  exchange.timeline.add('twiml', `TwiML: ${names}`, { url: from.url, twiml: body }, call.sid)
  for (const warning of parsed.warnings)
    exchange.timeline.complain(warning, { url: from.url, twiml: body }, call.sid)
  return { url: from.url, method: from.method, verbs: parsed.verbs }
}
