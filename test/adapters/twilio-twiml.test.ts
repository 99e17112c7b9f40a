import { parseXml } from '@rgrove/parse-xml'
import { expect } from 'chai'
import { holdMusicWav } from '../../server/adapters/twilio/hold-music.ts'
import { twilioUrls } from '../../server/adapters/twilio/twilio-urls.ts'
import { emptyReply, escapeXml, renderFallback, renderPage } from '../../server/adapters/twilio/twiml.ts'
import type { VoicePage } from '../../server/domain/voice-page.ts'

const urls = twilioUrls('https://contact.example.org/')
const render = (page: VoicePage, menuAttempt = 1, round = 'first') =>
  renderPage(page, { urls, menuAttempt, round })
const head = '<?xml version="1.0" encoding="UTF-8"?>'
const say = (words: string) => `<Say voice="Polly.Amy" language="en-GB">${words}</Say>`
const at = 'https://contact.example.org/twilio/voice'

describe('TwiML', () => {
  it('F9: gives a call through text relay a minute for a key, and a message no silence that ends it', () => {
    const slow = { contactId: 'C1', say: ['Hello.'], slow: true as const }
    expect(render({ page: 'menu', ...slow })).to.include('timeout="60" actionOnEmptyResult="true"')
    for (const oneKey of [true, false])
      expect(render({ page: 'keys', ...slow, step: 'start', from: 'exit', turn: 1, oneKey })).to.include(
        'timeout="60"',
      )
    expect(render({ page: 'voicemail', transcribe: false, ...slow })).to.include(
      'timeout="600" maxLength="600" trim="do-not-trim"',
    )
  })

  it('offers a menu whose answer is expected even when no key is pressed', () => {
    expect(render({ page: 'menu', contactId: 'C1', say: ['Hello.', 'Press 1.'] }, 2)).to.equal(
      `${head}<Response><Gather input="dtmf" numDigits="1" timeout="6" actionOnEmptyResult="true" ` +
        `action="${at}/menu?contactId=C1&amp;attempt=2" method="POST">${say('Hello.')}${say('Press 1.')}</Gather></Response>`,
    )
  })

  it('puts the caller in the queue', () => {
    expect(
      render({ page: 'queue', contactId: 'C1', say: ['Thank you.'], twilioQueueName: 'advice & help' }),
    ).to.equal(
      `${head}<Response>${say('Thank you.')}<Enqueue waitUrl="${at}/wait?contactId=C1" waitUrlMethod="POST" ` +
        `action="${at}/queue-left?contactId=C1&amp;round=first" method="POST" maxQueueSize="5000">advice &amp; help</Enqueue></Response>`,
    )
  })

  it('says the position, then plays a round of music; and so while held', () => {
    const expected = `${head}<Response>${say('You are first.')}<Play>https://contact.example.org/hold-music.wav</Play></Response>`
    expect(render({ page: 'wait', contactId: 'C1', turn: null, say: ['You are first.'] })).to.equal(expected)
    expect(render({ page: 'hold', say: ['You are first.'] })).to.equal(expected)
  })

  it('keeps a colleague outside until the talk is private, and looks again', () => {
    expect(render({ page: 'not-yet', contactId: 'C1', say: ['One moment.'] }, 1, '2')).to.equal(
      `${head}<Response>${say('One moment.')}<Pause length="1"/>` +
        `<Redirect method="POST">${at}/client/again?contactId=C1&amp;round=2</Redirect></Response>`,
    )
  })

  it('takes a key during the music, for a callback', () => {
    expect(render({ page: 'wait', contactId: 'C1', turn: 4, say: ['You are first.'] })).to.equal(
      `${head}<Response><Gather input="dtmf" numDigits="1" timeout="1" ` +
        `action="${at}/callback/keys?contactId=C1&amp;step=start&amp;from=queue&amp;turn=4" method="POST">` +
        `${say('You are first.')}<Play>https://contact.example.org/hold-music.wav</Play></Gather></Response>`,
    )
  })

  it('asks about a callback: one key, or a number and hash', () => {
    const ask = { page: 'keys' as const, contactId: 'C1', say: ['Well?'], from: 'exit' as const, turn: 5 }
    expect(render({ ...ask, step: 'confirm', oneKey: true })).to.equal(
      `${head}<Response><Gather input="dtmf" numDigits="1" timeout="6" actionOnEmptyResult="true" ` +
        `action="${at}/callback/keys?contactId=C1&amp;step=confirm&amp;from=exit&amp;turn=5" method="POST">${say('Well?')}</Gather></Response>`,
    )
    expect(render({ ...ask, step: 'number', oneKey: false })).to.contain('finishOnKey="#" timeout="10"')
  })

  it('lets a listener in so that nobody, the agent alone, or everybody hears them, and nobody else ever so', () => {
    const listen = { page: 'listen' as const, contactId: 'C1', agentCallSid: 'CA9', record: true }
    expect(render({ ...listen, mode: 'listen' })).to.match(/<Conference [^>]*muted="true"/)
    expect(render({ ...listen, mode: 'listen' })).not.to.contain('coach=')
    expect(render({ ...listen, mode: 'whisper' })).to.match(/<Conference [^>]*coach="CA9"/)
    expect(render({ ...listen, mode: 'barge' })).not.to.match(/muted=|coach=/)
    for (const mode of ['listen', 'whisper', 'barge'] as const) {
      const page = render({ ...listen, mode })
      // Alone they start nothing, their leaving ends nothing, and there is no page after it.
      expect(page).to.contain('startConferenceOnEnter="false"').and.contain('endConferenceOnExit="false"')
      expect(page).to.match(/<Dial><Conference/)
    }
    for (const party of ['member', 'agent', 'colleague'] as const)
      expect(render({ page: 'conference', contactId: 'C1', party, record: true })).not.to.match(
        /muted=|coach=/,
      )
  })

  it('takes the caller out of the queue', () => {
    expect(render({ page: 'leave', contactId: 'C1' })).to.equal(`${head}<Response><Leave/></Response>`)
  })

  it('records a voicemail of three minutes at most, told of twice', () => {
    expect(render({ page: 'voicemail', contactId: 'C1', say: ['Speak.'], transcribe: false })).to.equal(
      `${head}<Response>${say('Speak.')}<Record action="${at}/voicemail?contactId=C1" method="POST" timeout="10" maxLength="180" ` +
        `playBeep="true" finishOnKey="#" recordingStatusCallback="${at}/recording?contactId=C1&amp;kind=voicemail" ` +
        `recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"/>` +
        // After silence nobody is asked what to do next: without this the call would end without a word.
        `${say('We did not hear a message. You can ring us again at any time. Goodbye.')}<Hangup/></Response>`,
    )
  })

  it('has Twilio write a voicemail down where the line says so', () => {
    const page = render({ page: 'voicemail', contactId: 'C1', say: [], transcribe: true })
    expect(page).to.include(`action="${at}/voicemail?contactId=C1&amp;transcribe=1"`)
    expect(page).to.include(`transcribe="true" transcribeCallback="${at}/transcript?contactId=C1"`)
  })

  it('joins both parties to the conference named after the contact; only the member has a page after it', () => {
    const member = render({ page: 'conference', contactId: 'C1', party: 'member', record: true }, 1, 'E9')
    expect(member).to.equal(
      `${head}<Response><Dial action="${at}/conference-left?contactId=C1&amp;round=E9" method="POST">` +
        `<Conference beep="false" startConferenceOnEnter="true" endConferenceOnExit="false" ` +
        `waitUrl="${at}/hold?contactId=C1&amp;hear=music" waitMethod="POST" participantLabel="member" ` +
        `statusCallback="${at}/conference?contactId=C1" statusCallbackMethod="POST" ` +
        `statusCallbackEvent="start end join leave mute hold" record="record-from-start" ` +
        `recordingStatusCallback="${at}/recording?contactId=C1&amp;kind=call" recordingStatusCallbackMethod="POST" ` +
        `recordingStatusCallbackEvent="in-progress completed absent">C1</Conference></Dial></Response>`,
    )
    const agent = render({ page: 'conference', contactId: 'C1', party: 'agent', record: false })
    expect(agent).to.contain('<Dial><Conference').and.not.to.contain('record')
  })

  it('says goodbye and hangs up, also without words', () => {
    expect(render({ page: 'goodbye', say: ['Bye.'] })).to.equal(
      `${head}<Response>${say('Bye.')}<Hangup/></Response>`,
    )
    expect(render({ page: 'goodbye', say: [] })).to.equal(`${head}<Response><Hangup/></Response>`)
  })

  it('says sorry and takes a message when our own logic failed', () => {
    const fallback = renderFallback(urls)
    expect(fallback).to.match(/^<\?xml.*Sorry.*<Record action="[^"]*\/twilio\/voice\/fallback\/voicemail"/)
    expect(fallback).to.contain('recording?kind=voicemail')
  })

  it('replies nothing with an empty response', () => {
    expect(emptyReply).to.equal(`${head}<Response/>`)
  })

  it('lets no text become markup, and drops what XML cannot carry', () => {
    const hostile = `</Say><Dial>+44900</Dial>&amp;<![CDATA[x]]>"'\u0000\u0008\u001b\ufffe\ud800!👋\n`
    const xml = render({ page: 'goodbye', say: [hostile] })
    const spoken = parseXml(xml).root?.children[0]
    expect(xml.match(/<(Say|Dial|Hangup)\b/g)).to.deep.equal(['<Say', '<Hangup'])
    expect(spoken && 'text' in spoken ? spoken.text : null).to.equal(
      `</Say><Dial>+44900</Dial>&amp;<![CDATA[x]]>"'!👋\n`,
    )
    expect(escapeXml(`a<b>&"'`)).to.equal('a&lt;b&gt;&amp;&quot;&apos;')
  })

  it('escapes what stands in a URL', () => {
    const xml = render({ page: 'wait', contactId: '"><Hangup/>', turn: 3, say: [] })
    expect(() => parseXml(xml)).not.to.throw()
    expect(urls.wait('a b&c="')).to.equal(`${at}/wait?contactId=a+b%26c%3D%22`)
  })
})

describe('Hold music', () => {
  it('is 20 s of 8 kHz 16-bit mono that is heard, is not clipped, and joins its own beginning', () => {
    const wav = holdMusicWav()
    expect(wav.toString('ascii', 0, 4) + wav.toString('ascii', 8, 12)).to.equal('RIFFWAVE')
    expect(wav.readUInt32LE(4)).to.equal(wav.length - 8)
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).to.deep.equal([1, 8000, 16])
    expect((wav.length - 44) / 2 / 8000).to.equal(20)
    const samples = Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + i * 2))
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).to.be.within(6_000, 32_000)
    expect(Math.abs((samples[0] ?? 0) - (samples.at(-1) ?? 0))).to.be.below(peak / 4)
  })
})
