import { parseXml, XmlCdata, XmlElement, XmlText } from '@rgrove/parse-xml'
import { elementRules, topLevelVerbs } from './grammar.ts'

export type TwimlElement = {
  name: string
  attributes: Record<string, string>
  children: TwimlElement[]
  /** All text inside, nested SSML included, with runs of white space made one. */
  text: string
}

export type ParsedTwiml =
  | { ok: true; verbs: TwimlElement[]; warnings: string[] }
  | { ok: false; errorCode: number; message: string }

const xmlTypes = /^(text\/xml|application\/xml|text\/html|application\/[\w.-]+\+xml)\b/i

/** Reads a voice document as Twilio does: 12300 for a wrong content type, 12100 for broken XML, 12200 as warnings. */
export function parseTwiml(body: string, contentType: string): ParsedTwiml {
  if (!xmlTypes.test(contentType)) {
    return { ok: false, errorCode: 12300, message: `Invalid Content-Type: ${contentType || '(none)'}` }
  }
  let root: XmlElement | null
  try {
    root = parseXml(body).root
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { ok: false, errorCode: 12100, message: `Document parse failure: ${reason}` }
  }
  if (!root || root.name !== 'Response') {
    return {
      ok: false,
      errorCode: 12100,
      message: `The root element is ${root?.name ?? 'missing'}, not Response`,
    }
  }
  const warnings: string[] = []
  const verbs = childElements(root, topLevelVerbs, warnings)
  return { ok: true, verbs, warnings }
}

function childElements(parent: XmlElement, allowed: readonly string[], warnings: string[]): TwimlElement[] {
  const found: TwimlElement[] = []
  for (const node of parent.children) {
    if (!(node instanceof XmlElement)) continue
    if (!allowed.includes(node.name)) {
      warnings.push(`12200: <${node.name}> may not stand in <${parent.name}>`)
      continue
    }
    found.push(readElement(node, warnings))
  }
  return found
}

function readElement(node: XmlElement, warnings: string[]): TwimlElement {
  const rule = elementRules[node.name]
  if (!rule)
    return { name: node.name, attributes: { ...node.attributes }, children: [], text: squeeze(node.text) }
  for (const attribute of Object.keys(node.attributes)) {
    if (!rule.attributes.includes(attribute))
      warnings.push(`12200: <${node.name}> has no attribute ${attribute}`)
  }
  const isStray = (child: unknown) =>
    (child instanceof XmlText || child instanceof XmlCdata) && child.text.trim() !== ''
  if (!rule.text && node.children.some(isStray)) warnings.push(`12200: <${node.name}> may not hold text`)
  return {
    name: node.name,
    attributes: { ...node.attributes },
    children: childElements(node, rule.children, warnings),
    text: squeeze(node.text),
  }
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
