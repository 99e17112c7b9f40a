import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import fc from 'fast-check'
import twilio from 'twilio'
import { z } from 'zod'
import {
  bodyHashMatches,
  type FormFields,
  isSigned,
  signatureOf,
} from '../../server/adapters/twilio/signature.ts'

const vectors = z
  .array(
    z.object({
      label: z.string(),
      authToken: z.string(),
      requestUrl: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      rawBody: z.string().nullable(),
      signature: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('twilio-signature.vectors.json', import.meta.url), 'utf8')))

const fieldsOf = (params: Record<string, string | string[]>): FormFields =>
  new Map(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]))

describe('Twilio signature', () => {
  it('has vectors to check', () => {
    expect(vectors).to.have.length.greaterThan(8)
  })

  for (const { label, authToken, requestUrl, params, rawBody, signature } of vectors) {
    it(`is accepted: ${label}`, () => {
      const request = { url: requestUrl, fields: fieldsOf(params) }
      expect(isSigned([authToken], signature, request)).to.equal(true)
      if (rawBody !== null) expect(bodyHashMatches(requestUrl, Buffer.from(rawBody))).to.equal(true)
    })
    it(`is refused with another token, another field or another query: ${label}`, () => {
      const fields = fieldsOf(params)
      expect(isSigned(['54321'], signature, { url: requestUrl, fields })).to.equal(false)
      expect(isSigned([authToken], signature, { url: `${requestUrl}&more=1`, fields })).to.equal(false)
      const more = new Map([...fields, ['Extra', ['']]])
      expect(isSigned([authToken], signature, { url: requestUrl, fields: more })).to.equal(false)
    })
  }

  it('is refused when missing, empty or not base64', () => {
    const request = { url: 'https://example.org/twilio/sms', fields: new Map() }
    for (const signature of [undefined, '', 'x', '=', signatureOf('12345', request).slice(0, -1)]) {
      expect(isSigned(['12345'], signature, request)).to.equal(false)
    }
  })

  it('is refused when no token is set, even one made with the empty token', () => {
    const request = { url: 'https://example.org/twilio/sms', fields: new Map() }
    expect(isSigned([], signatureOf('', request), request)).to.equal(false)
  })

  it('is accepted from either token while the account rotates them', () => {
    const request = { url: 'https://example.org/twilio/sms', fields: fieldsOf({ Body: 'hello' }) }
    expect(isSigned(['old', 'new'], signatureOf('old', request), request)).to.equal(true)
    expect(isSigned(['old', 'new'], signatureOf('new', request), request)).to.equal(true)
    expect(isSigned(['old', 'new'], signatureOf('older', request), request)).to.equal(false)
  })

  it('agrees with the official library on anything', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 })
    const params = fc.dictionary(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/),
      fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })),
    )
    fc.assert(
      fc.property(params, fc.webUrl({ withQueryParameters: true }), (given, url) => {
        const signature = twilio.getExpectedTwilioSignature('12345', url, given)
        expect(isSigned(['12345'], signature, { url, fields: fieldsOf(given) })).to.equal(true)
        const ours = signatureOf('12345', { url, fields: fieldsOf(given) })
        expect(twilio.validateRequest('12345', ours, url, given)).to.equal(true)
      }),
      { numRuns: 200 },
    )
  })

  it('refuses a body hash that is another body’s', () => {
    const hash = createHash('sha256').update('{"a":1}').digest('hex')
    const url = `https://example.org/twilio/sms?bodySHA256=${hash}`
    expect(bodyHashMatches(url, Buffer.from('{"a":1}'))).to.equal(true)
    expect(bodyHashMatches(url, Buffer.from('{"a":2}'))).to.equal(false)
    expect(bodyHashMatches('https://example.org/twilio/sms', Buffer.from('{"a":1}'))).to.equal(false)
  })
})
