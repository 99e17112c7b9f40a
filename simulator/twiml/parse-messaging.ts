import { parseXml, XmlElement } from '@rgrove/parse-xml'

export type ParsedMessaging =
  | { ok: true; messages: string[]; warnings: string[] }
  | { ok: false; errorCode: number; message: string }

/** Reads a messaging document: Message and Sms verbs with their text. Plain text is a reply too, as with Twilio. */
export function parseMessagingTwiml(body: string, contentType: string): ParsedMessaging {
  if (/^text\/plain\b/i.test(contentType)) return { ok: true, messages: [body], warnings: [] }
  if (!/^(text\/xml|application\/xml|text\/html)\b/i.test(contentType)) {
    return { ok: false, errorCode: 12300, message: `Invalid Content-Type: ${contentType || '(none)'}` }
  }
  try {
    const { root } = parseXml(body)
    if (root?.name !== 'Response')
      return { ok: false, errorCode: 12100, message: 'The root element is not Response' }
    const messages: string[] = []
    const warnings: string[] = []
    for (const node of root.children) {
      if (!(node instanceof XmlElement)) continue
      if (node.name === 'Message' || node.name === 'Sms') messages.push(node.text.trim())
      else warnings.push(`12200: <${node.name}> may not stand in a messaging document`)
    }
    return { ok: true, messages, warnings }
  } catch (error) {
    return { ok: false, errorCode: 12100, message: `Document parse failure: ${String(error).split('\n')[0]}` }
  }
}
