import { expect } from 'chai'
import jsonwebtoken from 'jsonwebtoken'
import { phoneTokens } from '../../server/adapters/twilio/phone-token.ts'

const options = {
  accountSid: `AC${'1'.repeat(32)}`,
  apiKeySid: `SK${'2'.repeat(32)}`,
  apiKeySecret: 'secret-of-the-key',
  twimlAppSid: `AP${'3'.repeat(32)}`,
  voiceSignallingUrl: 'ws://localhost:3001',
}

describe('Phone token', () => {
  it('lets this person ring and call through our application for an hour', () => {
    const view = phoneTokens(options)('01PERSON')
    const { header, payload } = jsonwebtoken.verify(view.token, options.apiKeySecret, { complete: true })
    expect(header).to.include({ alg: 'HS256', cty: 'twilio-fpa;v=1' })
    expect(payload).to.deep.include({ iss: options.apiKeySid, sub: options.accountSid })
    expect(payload).to.have.deep.property('grants', {
      identity: '01PERSON',
      voice: { incoming: { allow: true }, outgoing: { application_sid: options.twimlAppSid } },
    })
    if (typeof payload === 'string' || payload.exp === undefined || payload.iat === undefined)
      throw new Error('no times in the token')
    expect(payload.exp - payload.iat).to.equal(3600)
    expect(view.expiresAt).to.equal(new Date(payload.exp * 1000).toISOString())
    expect(view).to.include({ identity: '01PERSON', signallingUrl: 'ws://localhost:3001' })
  })
})
