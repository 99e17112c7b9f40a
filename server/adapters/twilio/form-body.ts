/**
 * Reads a webhook's form body strictly: the right type, the right charset, whole percent-escapes, valid UTF-8.
 * Written here instead of a middleware because the same bytes decide the signature, and because what is wrong
 * has to be said in plain words.
 */
import { Buffer } from 'node:buffer'
import type { FormFields } from './signature.ts'

export interface Problem {
  status: 400 | 413 | 415
  words: string
}
export type FormBody = { fields: FormFields } | { problem: Problem }

export const maxBodyBytes = 64 * 1024

export function readForm(body: Buffer, contentType: string | undefined): FormBody {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase())
  if (type !== 'application/x-www-form-urlencoded') {
    return wrong(415, 'The content type must be application/x-www-form-urlencoded.')
  }
  const charset = parameters.find((p) => p.startsWith('charset='))?.slice('charset='.length)
  if (charset !== undefined && !['utf-8', 'utf8', '"utf-8"', 'us-ascii'].includes(charset)) {
    return wrong(400, 'The form must be in UTF-8.')
  }
  const text = body.toString('latin1')
  if (/%(?![0-9a-f]{2})/i.test(text)) return wrong(400, 'The form has a broken percent-escape.')
  const fields = split(text, strictly)
  return fields === null ? wrong(400, 'The form is not valid UTF-8.') : { fields }
}

/**
 * Ways in which somebody may have read a body that we cannot: only to tell a signed but malformed request (400) from a
 * wrongly signed one (403). Nothing is ever stored from these.
 */
export function looseReadings(body: Buffer): FormFields[] {
  const latin1 = body.toString('latin1')
  const readings = [
    split(latin1, (bytes) => bytes.toString('utf8')),
    split(latin1, (bytes) => bytes.toString('latin1')),
  ]
  return [...readings.filter((fields) => fields !== null), new Map()]
}

type Decode = (bytes: Buffer) => string | null
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const strictly: Decode = (bytes) => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** `text` holds one character per byte. Null when one piece cannot be decoded. */
function split(text: string, decode: Decode): FormFields | null {
  const fields = new Map<string, string[]>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = piece(at === -1 ? pair : pair.slice(0, at), decode)
    const value = at === -1 ? '' : piece(pair.slice(at + 1), decode)
    if (name === null || value === null) return null
    const before = fields.get(name)
    if (before) before.push(value)
    else fields.set(name, [value])
  }
  return fields
}

function piece(raw: string, decode: Decode): string | null {
  const spaced = raw.includes('+') ? raw.replaceAll('+', ' ') : raw
  const bytes = spaced.includes('%')
    ? spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : spaced
  return isAscii(bytes) ? bytes : decode(Buffer.from(bytes, 'latin1'))
}

const isAscii = (text: string): boolean => !/[^\u0000-\u007f]/.test(text)

const wrong = (status: Problem['status'], words: string): FormBody => ({ problem: { status, words } })
