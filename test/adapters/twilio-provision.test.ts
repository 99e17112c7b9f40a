import { createServer } from 'node:http'
import { expect } from 'chai'
import { applyProvision, planProvision } from '../../server/adapters/twilio/provision.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { closed, listen, serviceLine, textLine } from './twilio-fixture.ts'

describe('Provisioning', () => {
  let simulator: Simulator
  before(async () => {
    simulator = await createSimulator({
      port: 0,
      publicUrl: 'https://old.example.org',
      numbers: [
        { phoneNumber: serviceLine, voiceUrl: 'https://old.example.org/voice' },
        {
          phoneNumber: textLine,
          voiceUrl: 'https://old.example.org/voice',
          smsUrl: 'https://old.example.org/sms',
        },
      ],
      applications: [{ sid: `AP${'5'.repeat(32)}`, voiceUrl: 'https://old.example.org/app' }],
    })
  })
  after(() => simulator.close())
  const options = () => ({
    accountSid: simulator.account.accountSid,
    authToken: simulator.account.authToken,
    apiBaseUrl: simulator.url,
    publicUrl: 'https://contact.example.org/',
    twimlAppSid: `AP${'5'.repeat(32)}`,
    apiKeySid: simulator.account.apiKeySid,
    numbers: 'all' as const,
  })

  it('says what would change and changes nothing', async () => {
    const plan = await planProvision(options())
    expect(plan.numbers.map(({ number, changes }) => [number, changes.map(({ to }) => to)])).to.deep.equal([
      [serviceLine, ['/voice', '/voice/fallback', '/voice/status'].map(at)],
      [textLine, ['/voice', '/voice/fallback', '/voice/status', '/sms', '/sms/fallback'].map(at)],
    ])
    expect(plan.app.changes).to.deep.equal([
      { setting: 'voiceUrl', from: 'https://old.example.org/app', to: at('/voice/client') },
      { setting: 'statusCallback', from: '', to: at('/voice/status') },
    ])
    expect(plan).to.include({ makesApiKey: false })
    expect(simulator.exchange.numbers.get(serviceLine)?.voiceUrl).to.equal('https://old.example.org/voice')
  })

  it('touches only the numbers asked for, and names those that are not there', async () => {
    const plan = await planProvision({ ...options(), numbers: [textLine, '+442079460999'] })
    expect(plan.numbers.map(({ number }) => number)).to.deep.equal([textLine])
    expect(plan.missing).to.deep.equal(['+442079460999'])
  })

  it('points numbers and app at this server; a second time there is nothing to do', async () => {
    const made = await applyProvision(options(), await planProvision(options()))
    expect(made).to.deep.equal({ twimlAppSid: null, apiKey: null })
    expect(simulator.exchange.numbers.get(textLine)).to.include({
      voiceUrl: at('/voice'),
      voiceFallbackUrl: at('/voice/fallback'),
      statusCallback: at('/voice/status'),
      smsUrl: at('/sms'),
      smsFallbackUrl: at('/sms/fallback'),
    })
    const again = await planProvision(options())
    expect(again.numbers.flatMap(({ changes }) => changes)).to.deep.equal([])
    expect(again.app.changes).to.deep.equal([])
  })

  it('makes the app and the key that are not there yet', async () => {
    const asked: string[] = []
    // The simulator's app and key are fixed, so a few lines stand in for the two requests that make new ones.
    const maker = createServer((req, res) => {
      asked.push(`${req.method} ${req.url}`)
      res.setHeader('content-type', 'application/json')
      res.statusCode = req.method === 'POST' ? 201 : 200
      if (req.url?.includes('/Applications')) res.end(JSON.stringify({ sid: `AP${'6'.repeat(32)}` }))
      else if (req.url?.includes('/Keys'))
        res.end(JSON.stringify({ sid: `SK${'7'.repeat(32)}`, secret: 'told once' }))
      else res.end(JSON.stringify({ incoming_phone_numbers: [] }))
    })
    const bare = {
      ...options(),
      apiBaseUrl: `http://127.0.0.1:${await listen(maker)}`,
      twimlAppSid: null,
      apiKeySid: null,
    }
    const plan = await planProvision(bare)
    expect(plan).to.deep.include({ makesApiKey: true })
    expect(plan.app.sid).to.equal(null)
    const made = await applyProvision(bare, plan)
    expect(made).to.deep.equal({
      twimlAppSid: `AP${'6'.repeat(32)}`,
      apiKey: { sid: `SK${'7'.repeat(32)}`, secret: 'told once' },
    })
    expect(asked.filter((line) => line.startsWith('POST'))).to.have.length(2)
    await closed(maker)
  })
})

const at = (path: string) => `https://contact.example.org/twilio${path}`
