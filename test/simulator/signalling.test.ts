import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import { WebSocket } from 'ws'
import { createPeerLeg } from '../../simulator/media/peer-leg.ts'
import { verifyAccessToken } from '../../simulator/signalling/access-token.ts'
import { encodeParams, parseClientFrame } from '../../simulator/signalling/frames.ts'
import type { VoiceSignallingOptions } from '../../simulator/signalling/options.ts'
import { attachVoiceSignalling } from '../../simulator/signalling/server.ts'
import type { CallEnd, OutgoingCall } from '../../simulator/signalling/voice-call.ts'

const ACCOUNT_SID = `AC${'0'.repeat(32)}`
const KEY_SID = `SK${'1'.repeat(32)}`
const KEY_SECRET = 'a secret for tests only'
const trusted = {
  accountSid: ACCOUNT_SID,
  apiKeySecret: (sid: string) => (sid === KEY_SID ? KEY_SECRET : undefined),
}

/** A token as Twilio's libraries make it, with whatever a test wants to be wrong. */
function token(
  wrong: { payload?: object; secret?: string; header?: object; ttl?: number; identity?: string } = {},
) {
  const now = Math.floor(Date.now() / 1000)
  return jwt.sign(
    {
      iss: KEY_SID,
      sub: ACCOUNT_SID,
      iat: now,
      exp: now + (wrong.ttl ?? 600),
      grants: {
        identity: wrong.identity ?? 'ana',
        voice: { incoming: { allow: true }, outgoing: { application_sid: 'AP1' } },
      },
      ...wrong.payload,
    },
    wrong.secret ?? KEY_SECRET,
    { header: { alg: 'HS256', cty: 'twilio-fpa;v=1', ...wrong.header } },
  )
}

interface Frame {
  type: string
  payload: Record<string, unknown>
}

/** Speaks the protocol by hand, for what a well-behaved SDK never does. */
async function connect(port: number) {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/signal`)
  const frames: (Frame | 'heartbeat')[] = []
  const waiting: { wants(frame: Frame | 'heartbeat'): boolean; resolve(): void }[] = []
  const closed = new Promise<void>((resolve) => ws.on('close', () => resolve()))
  ws.on('message', (data: Buffer) => {
    const text = data.toString()
    const frame: Frame | 'heartbeat' = text === '\n' ? 'heartbeat' : JSON.parse(text)
    frames.push(frame)
    for (const it of waiting) if (it.wants(frame)) it.resolve()
  })
  await once(ws, 'open')
  /** The next frame of a type, also one that came already; each is given once. */
  async function next(type: string): Promise<Frame> {
    const is = (frame: Frame | 'heartbeat') => (frame === 'heartbeat' ? type === frame : frame.type === type)
    if (!frames.some(is)) await new Promise<void>((resolve) => waiting.push({ wants: is, resolve }))
    const [frame] = frames.splice(
      frames.findIndex((it) => is(it)),
      1,
    )
    return frame === undefined || frame === 'heartbeat' ? { type, payload: {} } : frame
  }
  return {
    ws,
    frames,
    closed,
    next,
    send: (type: string, payload: object) => ws.send(JSON.stringify({ type, version: '1.6', payload })),
  }
}

describe('an access token', () => {
  it('is read when everything about it is right', () => {
    expect(verifyAccessToken(token(), trusted)).to.deep.include({
      identity: 'ana',
      mayReceive: true,
      applicationSid: 'AP1',
    })
    const quiet = token({ payload: { grants: { identity: 'bo', voice: {} } } })
    expect(verifyAccessToken(quiet, trusted)).to.deep.include({
      mayReceive: false,
      applicationSid: undefined,
    })
  })

  // Made as they are needed: a token lives for minutes, and this file may wait for its turn as long.
  const refusals: [string, () => string, number, RegExp][] = [
    ['has expired', () => token({ ttl: -1 }), 31205, /expired/],
    ['is signed with another secret', () => token({ secret: 'no' }), 31204, /not signed/],
    ['is for another account', () => token({ payload: { sub: 'AC9' } }), 31204, /another account/],
    ['names an unknown key', () => token({ payload: { iss: 'SK9' } }), 31204, /unknown API key/],
    ['is of another kind', () => token({ header: { cty: 'JWT' } }), 31204, /cty/],
    ['has no voice grant', () => token({ payload: { grants: { identity: 'ana' } } }), 31204, /voice grant/],
    ['has no identity', () => token({ payload: { grants: { voice: {} } } }), 31204, /grants\.identity/],
    ['is unsigned', () => token({ header: { alg: 'none' } }), 31204, /not signed/],
    ['is rubbish', () => 'rubbish', 31204, /not a JWT/],
  ]
  for (const [what, text, code, words] of refusals) {
    it(`is refused when it ${what}`, () => {
      const refusal = verifyAccessToken(text(), trusted)
      if (!('code' in refusal)) throw new Error('it was accepted')
      expect(refusal.code).to.equal(code)
      expect(refusal.message).to.match(words)
    })
  }
})

describe('signalling frames', () => {
  it('are read with unknown fields and refused when not the SDK’s', () => {
    expect(parseClientFrame('{"type":"listen","version":"9","payload":{"token":"t","new":1}}')).to.deep.equal(
      {
        type: 'listen',
        payload: { token: 't' },
      },
    )
    for (const text of ['', '{', '7', '{"type":"listen"}', '{"type":"format-disk","payload":{}}']) {
      expect(parseClientFrame(text), text).to.equal(undefined)
    }
  })

  it('encode parameter values so that the SDK’s reader gives them back', () => {
    const text = encodeParams({ name: 'Zoë & Co = x+y', empty: '' })
    expect(Object.fromEntries(new URLSearchParams(text))).to.deep.equal({ name: 'Zoë & Co = x+y', empty: '' })
    expect(text.split('&')).to.have.lengthOf(2)
  })
})

describe('the signalling server', () => {
  const closings: (() => void)[] = []
  afterEach(() => {
    for (const close of closings.splice(0)) close()
  })

  async function start(extra: Partial<VoiceSignallingOptions> = {}) {
    const complaints: string[] = []
    const dialled: OutgoingCall[] = []
    const http = createServer()
    const signalling = attachVoiceSignalling(http, {
      ...trusted,
      newCallSid: () => `CA${dialled.length}`,
      onOutgoingCall: (call) => {
        dialled.push(call)
        call.answer()
      },
      onComplaint: (text) => complaints.push(text),
      ...extra,
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    closings.push(() => {
      signalling.close()
      http.close()
    })
    const { port } = address
    async function listening(identity = 'ana') {
      const client = await connect(port)
      client.send('listen', { token: token({ identity }) })
      await client.next('connected')
      return client
    }
    /** A browser's side of an open call: its socket, its audio, its names and token. */
    async function inACall() {
      const client = await listening()
      const leg = createPeerLeg()
      closings.push(() => leg.close())
      const sdp = await leg.offer()
      client.send('invite', { callsid: 'TJS1', sdp, twilio: { params: 'contactId=C-1&note=a%20b' } })
      const { payload } = await client.next('answer')
      leg.accept(String(payload['sdp']))
      const call = dialled.at(-1)
      if (call === undefined) throw new Error('nothing was dialled')
      return { client, leg, sdp, call, callsid: call.callSid, reconnect: String(payload['reconnect']) }
    }
    return { port, signalling, complaints, dialled, listening, inACall }
  }

  it('handles what was queued behind the token before it answered', async () => {
    const { port } = await start()
    const client = await connect(port)
    client.send('listen', { token: token() })
    client.send('register', { media: { audio: true } })
    await client.next('ready')
    expect(client.frames.map((frame) => (frame === 'heartbeat' ? frame : frame.type))).to.deep.equal([
      'connected',
    ])
  })

  it('refuses frames before a token, and closes after a bad one', async () => {
    const { port, complaints } = await start()
    const client = await connect(port)
    client.send('register', { media: { audio: true } })
    expect((await client.next('error')).payload).to.deep.nested.include({ 'error.code': 31204 })
    client.send('listen', { token: token({ ttl: -1 }) })
    expect((await client.next('error')).payload).to.deep.nested.include({ 'error.code': 31205 })
    await client.next('close')
    expect(complaints).to.have.lengthOf(1)
  })

  it('keeps the first identity when a renewed token is bad', async () => {
    const { listening, signalling } = await start()
    const client = await listening()
    client.send('register', { media: { audio: true } })
    await client.next('ready')
    client.send('listen', { token: 'rubbish' })
    await client.next('error')
    expect(signalling.registered().get('ana')).to.equal(1)
  })

  it('reads the parameters of a dialled call and keys sent by signalling', async () => {
    const { inACall } = await start()
    const { client, call, callsid } = await inACall()
    expect(call.params).to.deep.equal({ contactId: 'C-1', note: 'a b' })
    let pressed = ''
    const done = new Promise<void>((resolve) => {
      call.leg.onDigit((digit) => {
        pressed += digit
        if (pressed.length === 4) resolve()
      })
    })
    client.send('dtmf', { callsid, dtmf: '1w*#d' })
    await done
    expect(pressed).to.equal('1*#D')
  })

  it('resumes a call by its token as often as asked, and only for its owner', async () => {
    const { inACall, listening, dialled } = await start()
    const { client, sdp, callsid, reconnect } = await inACall()
    client.ws.terminate()
    const back = await listening()
    for (let i = 0; i < 2; i += 1) {
      back.send('invite', { callsid, sdp, reconnect, twilio: {} })
      expect((await back.next('answer')).payload).to.deep.equal({ callsid, reconnect })
    }
    back.send('invite', { callsid, sdp, reconnect: 'guessed', twilio: {} })
    expect((await back.next('hangup')).payload).to.deep.nested.include({ callsid, 'error.code': 31005 })
    const thief = await listening('mal')
    thief.send('invite', { callsid, sdp, reconnect, twilio: {} })
    expect((await thief.next('hangup')).payload).to.include({ callsid })
    thief.send('hangup', { callsid })
    thief.send('register', { media: { audio: true } })
    await thief.next('ready')
    let end: CallEnd | undefined
    dialled[0]?.onEnded((how) => {
      end = how
    })
    expect(end).to.equal(undefined)
  })

  it('answers an ICE restart with fresh audio, and hangs up on one for an unknown call', async () => {
    const { inACall } = await start()
    const { client, callsid } = await inACall()
    const fresh = createPeerLeg()
    closings.push(() => fresh.close())
    client.send('reinvite', { callsid, sdp: await fresh.offer() })
    const { payload } = await client.next('answer')
    expect(payload['callsid']).to.equal(callsid)
    const connected = new Promise<void>((resolve) => fresh.onConnected(resolve))
    fresh.accept(String(payload['sdp']))
    await connected
    client.send('reinvite', { callsid: 'CA-unknown', sdp: 'v=0' })
    expect((await client.next('hangup')).payload).to.deep.include({ callsid: 'CA-unknown' })
  })

  it('keeps an open call for its browser for a while, then counts it as lost', async () => {
    const { inACall } = await start({ reconnectGraceMs: 60 })
    const { client, call } = await inACall()
    const end = new Promise<CallEnd>((resolve) => call.onEnded(resolve))
    const started = performance.now()
    client.ws.terminate()
    expect(await end).to.equal('lost')
    expect(performance.now() - started).to.be.greaterThan(55)
  })

  it('ends a call at once when its browser goes before the answer', async () => {
    const dialled: OutgoingCall[] = []
    let arrived: () => void = () => undefined
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const { listening } = await start({
      onOutgoingCall(call) {
        dialled.push(call)
        arrived()
      },
    })
    const client = await listening()
    const leg = createPeerLeg()
    closings.push(() => leg.close())
    client.send('invite', { callsid: 'TJS1', sdp: await leg.offer(), twilio: {} })
    await arrival
    const end = new Promise<CallEnd>((resolve) => dialled[0]?.onEnded(resolve))
    client.ws.terminate()
    expect(await end).to.equal('lost')
  })

  it('ends the call towards the browser when somebody closes its audio', async () => {
    const { inACall } = await start()
    const { client, call, callsid } = await inACall()
    call.leg.close()
    expect((await client.next('hangup')).payload).to.deep.equal({ callsid })
  })

  it('survives audio it cannot read: the call ends with an error, the server goes on', async () => {
    const { listening, complaints, signalling, dialled } = await start()
    const client = await listening()
    for (const sdp of ['rubbish', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n']) {
      client.send('invite', { callsid: 'TJS1', sdp, twilio: {} })
      expect((await client.next('hangup')).payload).to.deep.nested.include({
        callsid: 'TJS1',
        'error.code': 31000,
      })
    }
    client.send('register', { media: { audio: true } })
    await client.next('ready')
    const ringing = signalling.ring('ana', { callSid: 'CA7', from: '+447700900117', to: 'client:ana' })
    await client.next('invite')
    client.send('answer', { callsid: 'CA7', sdp: 'rubbish' })
    expect((await client.next('hangup')).payload).to.include({ callsid: 'CA7' })
    ringing.cancel()
    expect(complaints).to.have.lengthOf(3)
    expect(dialled).to.deep.equal([])
  })

  it('complains about unknown frames and lets the socket live', async () => {
    const { listening, complaints } = await start()
    const client = await listening()
    client.ws.send('not json')
    client.send('register', { media: { audio: true } })
    await client.next('ready')
    expect(complaints).to.deep.equal(['unknown signalling frame: not json'])
  })

  it('beats while a client answers and drops one that stays dumb', async () => {
    const { port } = await start({ heartbeatMs: 15 })
    const alive = await connect(port)
    const dumb = await connect(port)
    alive.ws.on('message', (data) => alive.ws.send(data))
    await dumb.closed
    for (let beats = 0; beats < 6; beats += 1) await alive.next('heartbeat')
    expect(alive.ws.readyState).to.equal(WebSocket.OPEN)
  })

  it('answers an upgrade elsewhere with 404 and a giant frame with closing', async () => {
    const { port, listening } = await start()
    const elsewhere = new WebSocket(`ws://127.0.0.1:${port}/other`)
    const [error] = await once(elsewhere, 'error')
    expect(String(error)).to.include('404')
    const client = await listening()
    client.send('message', { content: 'x'.repeat(300_000) })
    await client.closed
  })
})
