/**
 * One kind of webhook: what it must carry, which delivery it is, and what it does inside the transaction.
 * Unknown fields are fine, because Twilio adds fields without notice; a field we read that comes twice with two
 * different values is not, because guessing which one is meant would be guessing about a person.
 */
import { z } from 'zod'
import type { Env, Stores } from '../../commands/ports.ts'
import type { FormFields } from './signature.ts'
import type { TwilioUrls } from './twilio-urls.ts'

export interface Received {
  fields: FormFields
  query: URLSearchParams
  urls: TwilioUrls
}
export interface Delivery {
  /**
   * How a repeat is known: by the natural key its reply is kept under, by what the unit itself finds (a text whose sid
   * is already there), or not at all, because it writes nothing and its reply is computed afresh each time.
   */
  repeat: { key: string } | 'found-by-unit' | 'writes-nothing'
  /**
   * What the caller hears when the storage is slow or in trouble, for pages where waiting would be silence: music, or
   * "one moment" and the same question again. Null or absent: the caller is better off with the fallback page.
   */
  meanwhile?: string | null
  /** Runs inside the transaction and gives the reply's TwiML. */
  unit(stores: Stores, env: Env): Promise<string>
}
/** `problem` says in plain words why a signed request cannot be understood. */
export type Webhook = (received: Received) => Delivery | { problem: string }

/** Fields come from the form; the names in `fromQuery` come from the URL that we ourselves handed out. */
export function webhook<Shape extends z.ZodRawShape>(
  shape: { form: Shape; query?: readonly (keyof Shape & string)[] },
  deliver: (input: z.output<z.ZodObject<Shape>>, received: Received) => Delivery | { problem: string },
): Webhook {
  const schema = z.object(shape.form)
  const names = Object.keys(shape.form)
  const fromQuery = new Set<string>(shape.query)
  return (received) => {
    const raw: Record<string, string> = {}
    for (const name of names) {
      const values = fromQuery.has(name) ? received.query.getAll(name) : (received.fields.get(name) ?? [])
      const [first] = values
      if (first === undefined) continue
      if (values.some((value) => value !== first))
        return { problem: `${name} is given twice with different values.` }
      // PostgreSQL keeps no NUL in text; nobody's message needs one.
      raw[name] = first.includes('\0') ? first.replaceAll('\0', '\ufffd') : first
    }
    const parsed = schema.safeParse(raw)
    if (parsed.success) return deliver(parsed.data, received)
    const name = String(parsed.error.issues[0]?.path[0] ?? 'A field')
    return { problem: raw[name] === undefined ? `${name} is missing.` : `${name} cannot be read.` }
  }
}

/** Names Twilio gives things: CA…, SM…, RE…, CF…, and our own ids. */
export const sid = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
/** The other end as the network describes it: E.164, `client:…`, `sip:…`, words, or nothing. */
export const end = z.string().max(512)
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
/** Present but empty counts as absent: Twilio sends empty fields for what it does not know. */
export const blankable = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
