import { createServer, request as forward, type Server } from 'node:http'
import { expect } from 'chai'
import sharp from 'sharp'
import { selectFrom, tables } from '../../server/adapters/db/columns.ts'
import type { Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { StorageError } from '../../server/adapters/db/storage-error.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { reachabilityNotices } from '../../server/adapters/twilio/reachability-notice.ts'
import { createTwilioRest, type TwilioRest } from '../../server/adapters/twilio/rest-client.ts'
import { safePicture } from '../../server/adapters/twilio/safe-picture.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import { twilioUrls } from '../../server/adapters/twilio/twilio-urls.ts'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import type { Stores } from '../../server/commands/ports.ts'
import { sendText } from '../../server/commands/send-text.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
import { isRefused, type Refused } from '../../server/contract/refusals.ts'
import { newPerson } from '../../server/domain/person.ts'
import type { Message } from '../../server/domain/records.ts'
import { createEffects, type Effects, ownFailuresAtMost, retryAfterMs } from '../../server/worker/effects.ts'
import { resumeEffects } from '../../server/worker/resume-effects.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { onSqlite } from '../support/databases.ts'
import {
  addLines,
  closed,
  fixedClock,
  listen,
  member,
  serviceLine,
  startWebhooks,
  textLine,
  type Webhooks,
} from './twilio-fixture.ts'

const insertEffect = statement('test effect row', (k, p) =>
  k('effects').insert({
    id: p('id'),
    event_seq: 1,
    kind: p('kind'),
    order_key: p('orderKey'),
    data: p('data'),
    on_the_line: p('onTheLine'),
    due_at: p('dueAt'),
  }),
)
const effectById = statement('test effect by id', (k, p) =>
  selectFrom(k, tables.effects).where({ id: p('id') }),
)
const picturesOf = statement('test pictures', (k, p) =>
  k('pictures')
    .where({ message_id: p('messageId') })
    .select('id', 'width', 'height', 'content'),
)
const until = async (what: string, check: () => Promise<boolean> | boolean): Promise<void> => {
  for (let i = 0; i < 400; i++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`still not: ${what}`)
}
const taken = <T>(answer: T | Refused): T => {
  if (isRefused(answer)) throw new Error(answer.refused)
  return answer
}

describe('Effects', () => {
  onSqlite((open) => {
    const agent = 'agent-1'
    const clock = fixedClock()
    const ids = createIds()
    let database: Database
    let simulator: Simulator
    let webhooks: Webhooks
    let rest: TwilioRest
    let effects: Effects
    let lossy: Server
    /** How many of the next texts are sent while their answer is lost. */
    let answersToLose = 0
    let changes = 0
    const failures: { kind: string; attempts: number }[] = []
    const run = <T>(
      unit: (stores: Stores, env: { now: string; ids: typeof ids; actor: string }) => Promise<T>,
    ) => database.write((stores) => unit(stores, { now: clock.now(), ids, actor: agent }))

    before(async () => {
      database = await open()
      await addLines(database)
      await run(async (stores) => {
        await stores.people.insert(
          newPerson({
            id: agent,
            email: 'agent@union.test',
            name: 'An Agent',
            passwordHash: 'none',
            createdAt: clock.now(),
          }),
        )
        await stores.presences.insert({
          personId: agent,
          version: 1,
          choice: 'available',
          choiceSince: clock.now(),
          choiceAfterCall: null,
          occupancy: 'idle',
          occupancySince: clock.now(),
          contactId: null,
          idleSince: clock.now(),
          areYouThere: false,
          reachable: true,
          registered: true,
          microphone: 'granted',
          phoneTabId: 'tab',
        })
      })
      webhooks = await startWebhooks(database, {
        ownAddress: true,
        clock,
        authTokens: ['b5a7c11e51a01a7e0000000000000001'],
      })
      const at = `${webhooks.base}/twilio`
      simulator = await createSimulator({
        port: 0,
        publicUrl: webhooks.base,
        speed: 'fast',
        numbers: [
          { phoneNumber: serviceLine, voiceUrl: `${at}/voice`, statusCallback: `${at}/voice/status` },
          { phoneNumber: textLine, voiceUrl: `${at}/voice`, smsUrl: `${at}/sms` },
        ],
      })
      lossy = createServer((req, res) => {
        const isText = req.method === 'POST' && req.url?.endsWith('/Messages.json')
        const lose = isText === true && answersToLose > 0
        if (lose) answersToLose -= 1
        const onward = forward(
          simulator.url + req.url,
          { method: req.method, headers: req.headers },
          (answer) => {
            if (lose) return void answer.resume().on('end', () => req.socket.destroy())
            res.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(res)
          },
        )
        onward.on('error', () => req.socket.destroy())
        req.pipe(onward)
      })
      const { accountSid, apiKeySid, apiKeySecret } = simulator.account
      rest = createTwilioRest({
        accountSid,
        apiKeySid,
        apiKeySecret,
        apiBaseUrl: `http://127.0.0.1:${await listen(lossy)}`,
        nowMs: () => Date.parse(clock.now()),
        timeoutMs: 300,
        whenReachabilityChanges: () => {
          changes += 1
        },
      })
      effects = createEffects({
        write: database.write,
        clock,
        ids,
        rest,
        urls: twilioUrls(webhooks.base),
        publicUrl: 'https://union.example',
        safePicture,
        queue: database.effects,
        whenFailed: (_error, { kind, attempts }) => void failures.push({ kind, attempts }),
      })
    })
    after(async () => {
      await effects.stop()
      await simulator.idle()
      await simulator.close()
      await closed(lossy)
      await webhooks.close()
    })
    afterEach(() => simulator.change({ rest: 'ok' }))

    const threadWith = async (number: string): Promise<string> => {
      await simulator.phone(number).text(textLine, 'Hello?')
      const thread = await run((stores) => stores.threads.byNumbers(number, textLine))
      if (!thread) throw new Error('no thread')
      return thread.id
    }
    const send = async (threadId: string, body: string): Promise<string> => {
      const input = {
        threadId,
        personId: agent,
        clientId: ids.next(),
        body,
        kind: 'text',
        seenMessageId: null,
      } as const
      return taken(await run((stores, env) => sendText(stores, env, input))).messageId
    }
    const message = async (id: string): Promise<Message | null> => run((stores) => stores.messages.find(id))
    const sentTo = (number: string) =>
      [...simulator.exchange.messages.values()]
        .filter((text) => text.to === number && text.direction !== 'inbound')
        .map((text) => text.body)
    /** As the worker's seconds go by. */
    const pass = async (ms: number) => {
      for (let gone = 0; gone < ms; gone += 1000) {
        clock.push(1000)
        await effects.drain()
      }
    }

    it('texts go once each, in order, and their delivery comes back', async () => {
      const thread = await threadWith(member)
      const sent = [await send(thread, 'one'), await send(thread, 'two'), await send(thread, 'three')]
      await effects.drain()
      expect(sentTo(member)).to.deep.equal(['one', 'two', 'three'])
      for (const id of sent) await until('delivered', async () => (await message(id))?.status === 'delivered')
      await effects.drain()
      expect(sentTo(member)).to.have.length(3)
      expect(simulator.complaints()).to.deep.equal([])
    })

    for (const outage of ['500', '429', 'hang', 'down'] as const) {
      it(`while Twilio answers "${outage}", texts wait; then they go once each, in order`, async () => {
        const number = '+447700900201'
        const thread = await threadWith(number)
        const before = sentTo(number).length
        simulator.change({ rest: outage })
        const sent = [await send(thread, `first ${outage}`), await send(thread, `second ${outage}`)]
        await pass(20_000)
        expect(sentTo(number)).to.have.length(before)
        expect((await message(sent[0] ?? ''))?.status).to.equal('queued')
        const notices = reachabilityNotices(rest)
        if (outage === '429') expect(notices).to.deep.equal([])
        else expect(notices).to.have.nested.property('[0].words').that.contains('cannot be reached')
        const row = (await database.effects.counts()).failing
        expect(row).to.equal(1)

        simulator.change({ rest: 'ok' })
        await pass(90_000)
        expect(sentTo(number).slice(before)).to.deep.equal([`first ${outage}`, `second ${outage}`])
        expect(reachabilityNotices(rest)).to.deep.equal([])
        if (outage !== '429') expect(changes % 2).to.equal(0)
      })
    }

    it('refused credentials are said, and texts wait for better ones', async () => {
      const { accountSid, apiKeySid } = simulator.account
      const locked = createTwilioRest({
        accountSid,
        apiKeySid,
        apiKeySecret: 'wrong',
        apiBaseUrl: simulator.url,
        nowMs: () => Date.parse(clock.now()),
      })
      for (let i = 0; i < 3; i++)
        await locked.endCall(`CA${'0'.repeat(32)}`).then(
          () => expect.fail('was let in'),
          (error: unknown) => expect(error).to.include({ kind: 'unauthorised', code: 20003 }),
        )
      expect(locked.mayAsk()).to.equal('none')
      expect(reachabilityNotices(locked)[0]?.words).to.contain('credentials')
    })

    it('a text whose answer was lost is found again, not sent again', async () => {
      const number = '+447700900202'
      const thread = await threadWith(number)
      // The same words sent before are another text: its sid is known.
      await send(thread, 'Is that better?')
      await effects.drain()
      answersToLose = 1
      const lost = await send(thread, 'Is that better?')
      await effects.drain()
      await pass(5_000)
      expect(sentTo(number)).to.deep.equal(['Is that better?', 'Is that better?'])
      expect((await message(lost))?.messageSid).to.be.a('string')
      await until('delivered', async () => (await message(lost))?.status === 'delivered')
    })

    it('a number that opted out at Twilio is marked so, and the text says why it failed', async () => {
      const number = '+447700900203'
      const thread = await threadWith(number)
      simulator.exchange.optedOut.add(`${textLine} ${number}`)
      const id = await send(thread, 'Are you there?')
      await effects.drain()
      expect(await message(id)).to.include({ status: 'failed', errorCode: 21610 })
      const phone = await run((stores) => stores.phones.byNumber(number))
      expect(phone?.optedOutAt).to.be.a('string')
      expect(sentTo(number)).to.deep.equal([])
    })

    it('a text queued before STOP never leaves after it', async () => {
      const number = '+447700900204'
      const thread = await threadWith(number)
      const id = await send(thread, 'One more thing')
      await simulator.phone(number).text(textLine, 'STOP')
      await effects.drain()
      expect(sentTo(number)).to.deep.equal([])
      expect((await message(id))?.status).to.equal('failed')
    })

    it('a text that waited a whole day is given up and said to have failed', async () => {
      const number = '+447700900205'
      const thread = await threadWith(number)
      const id = await send(thread, 'Good morning')
      clock.push(24 * 60 * 60 * 1000)
      await effects.drain()
      expect(sentTo(number)).to.deep.equal([])
      expect((await message(id))?.status).to.equal('failed')
    })

    it('pictures are drawn anew without what the camera wrote into them; other files are refused in words', async () => {
      const number = '+447700900206'
      const photo = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#5a2' } })
        .withExif({ IFD0: { Copyright: 'SECRET PLACE' } })
        .jpeg()
        .toBuffer()
      await simulator.phone(number).text(textLine, 'My rota', [
        { contentType: 'image/jpeg', content: photo },
        { contentType: 'image/jpeg', content: Buffer.from('%PDF-1.7\n%not a picture\n') },
        { contentType: 'image/png', content: Buffer.from('just words') },
        { contentType: 'image/jpeg', content: Buffer.concat([photo.subarray(0, 300), Buffer.alloc(50)]) },
        { contentType: 'image/jpeg', content: Buffer.concat([photo, Buffer.alloc(5 * 1024 * 1024)]) },
      ])
      await effects.drain()
      const received = await run(async (stores) => {
        const thread = await stores.threads.byNumbers(number, textLine)
        return thread ? stores.messages.newest(thread.id) : null
      })
      expect(received?.refusedFiles).to.deep.equal([
        'A PDF file was not kept: only pictures are.',
        'A file of an unknown kind was not kept: only pictures are.',
        'A JPG picture was not kept: it is damaged or too large to draw.',
        'A file larger than 5 MB was not kept.',
      ])
      const kept = await database.reader.all(picturesOf, { messageId: received?.id })
      expect(kept).to.have.length(1)
      expect(kept[0]).to.include({ width: 1600, height: 800 })
      const [picture] = kept
      if (typeof picture !== 'object' || picture === null || !('content' in picture))
        throw new Error('no picture')
      const { content } = picture
      if (!Buffer.isBuffer(content)) throw new Error('no bytes')
      expect(content.includes('SECRET')).to.equal(false)
      expect(await sharp(content).metadata()).to.include({ format: 'webp' })
    })

    it('a file is fetched only from Twilio, whatever address stands in a webhook', async () => {
      for (const url of [
        'http://127.0.0.1:1/secret',
        'http://169.254.169.254/',
        'https://twilio.com.example.org/x',
      ])
        expect(await rest.fetchMedia(url, 1000)).to.equal('not-theirs')
    })

    it('the member is moved into the conference, told when the agent is lost, and brought back to the queue', async () => {
      const call = simulator.phone(member).call(serviceLine)
      await call.waitForHeard('Hello, this is the union')
      await call.press('1')
      let contact = ''
      await until('waiting', async () => {
        const leg = await run((stores) => stores.calls.find(call.sid))
        const found = leg ? await run((stores) => stores.contacts.find(leg.contactId)) : null
        contact = found?.id ?? ''
        return found?.state === 'waiting'
      })
      const offer = taken(
        await run((stores, env) => makeOffer(stores, env, { contactId: contact, personId: agent })),
      )
      taken(await run((stores, env) => acceptOffer(stores, env, { offerId: offer.offerId, personId: agent })))
      await effects.drain()
      let conference = ''
      await until('in the conference', async () => {
        conference = (await run((stores) => stores.contacts.find(contact)))?.conferenceSid ?? ''
        return conference !== ''
      })

      clock.push(15_000)
      await run(tendLostCalls)
      await effects.drain()
      const { exchange } = simulator
      const held = () => exchange.conferences.get(conference)?.participants.get(call.sid)
      expect(held()).to.include({ hold: true })
      expect(held()?.holdSource?.url).to.contain('hear=reconnecting')

      clock.push(60_000)
      await run(tendLostCalls)
      await effects.drain()
      await call.waitForHeard(/first|next/i)
      expect((await run((stores) => stores.contacts.find(contact)))?.state).to.equal('waiting')
      call.hangUp()
      await until(
        'ended',
        async () => (await run((stores) => stores.contacts.find(contact)))?.state === 'ended',
      )
      await effects.drain()
      await simulator.idle()
      expect(simulator.complaints()).to.deep.equal([])
      expect((await database.effects.counts()).open).to.equal(0)
    })

    const addEffect = async (kind: string, data: object, orderKey = 'test'): Promise<string> => {
      const id = ids.next()
      await database.transact((transaction) =>
        transaction.run(insertEffect, {
          id,
          kind,
          data,
          orderKey,
          onTheLine: kind === 'fetch-pictures' || kind === 'send-text' ? 0 : 1,
          dueAt: clock.now(),
        }),
      )
      return id
    }
    /** Another worker on the same table, with something else about it. */
    const effectsWith = (change: { rest: TwilioRest }): Effects =>
      createEffects({
        write: database.write,
        clock,
        ids,
        urls: twilioUrls(webhooks.base),
        publicUrl: 'https://union.example',
        safePicture,
        queue: database.effects,
        whenFailed: (_error, { kind, attempts }) => void failures.push({ kind, attempts }),
        ...change,
      })
    const effect = async (id: string) => {
      const [row] = await database.reader.all(effectById, { id })
      if (typeof row !== 'object' || row === null || !('result' in row)) throw new Error('no effect')
      return row
    }

    it('what is over is let go without a word: a call that has ended, a contact that moved on', async () => {
      const over = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` })
      const moved = await addEffect('redirect-member', { contactId: 'C1', callSid: 'CA1', to: 'conference' })
      await effects.drain()
      expect(await effect(over)).to.include({ result: 'superseded' })
      expect(await effect(moved)).to.include({ result: 'superseded' })
      expect(failures.splice(0)).to.deep.equal([])
    })

    it('an effect of a kind nobody knows is tried a few times, told of, given up; the next of its key goes on', async () => {
      const unknown = await addEffect('sing', {})
      const next = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` })
      await effects.drain()
      expect(await effect(next)).to.include({ result: null })
      await pass(300_000)
      expect(await effect(unknown)).to.include({ result: 'gave-up', attempts: ownFailuresAtMost })
      expect(failures).to.have.length(ownFailuresAtMost)
      expect(await effect(next)).to.include({ result: 'superseded' })
    })

    it('a text that a fault of ours keeps from leaving is given up, and said to have failed', async () => {
      const thread = await threadWith('+447700900207')
      const id = await send(thread, 'Good evening')
      const before = failures.length
      const broken = effectsWith({
        rest: { ...rest, sendText: () => Promise.reject(new TypeError('a bug')) },
      })
      for (let second = 0; second < 300; second++) {
        clock.push(1000)
        await broken.drain()
      }
      await broken.stop()
      expect(failures.length - before).to.equal(ownFailuresAtMost)
      expect(await message(id)).to.include({ status: 'failed', errorCode: null })
    })

    it('a text waits through a database in trouble and through an outage, however many tries that takes', async () => {
      const number = '+447700900208'
      const thread = await threadWith(number)
      const id = await send(thread, 'Still here')
      let tries = 0
      const troubled = effectsWith({
        rest: {
          ...rest,
          sendText: () => {
            tries += 1
            return Promise.reject(
              tries % 2 === 0
                ? new TwilioProblem('outage', null)
                : new StorageError('storage-busy', 'locked'),
            )
          },
        },
      })
      for (let second = 0; second < 900; second++) {
        clock.push(1000)
        await troubled.drain()
      }
      await troubled.stop()
      expect(tries).to.be.greaterThan(2 * ownFailuresAtMost)
      expect((await message(id))?.status).to.equal('queued')
      await pass(60_000)
      expect(sentTo(number)).to.deep.equal(['Still here'])
    })

    it('what is for somebody on the line is tried again within seconds, however often it failed', async () => {
      const id = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` })
      let tries = 0
      const away = effectsWith({
        rest: {
          ...rest,
          endCall: () => {
            tries += 1
            return tries > 10 ? Promise.resolve() : Promise.reject(new TwilioProblem('busy', 20429))
          },
        },
      })
      for (let second = 0; second < 40; second++) {
        clock.push(1000)
        await away.drain()
      }
      await away.stop()
      expect(await effect(id)).to.include({ result: 'done' })
    })

    it('what takes longer than its lease is not begun a second time by the worker that has it in hand', async () => {
      const id = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` })
      let begun = 0
      let finish: () => void = () => undefined
      const slow = effectsWith({
        rest: {
          ...rest,
          endCall: () => {
            begun += 1
            return new Promise<void>((resolve) => {
              finish = resolve
            })
          },
        },
      })
      slow.kick()
      await until('begun', () => begun === 1)
      for (let second = 0; second < 45; second++) {
        clock.push(1000)
        slow.kick()
        await database.effects.counts()
      }
      // Its lease was renewed meanwhile: another worker would not begin it either.
      await until('renewed', async () => {
        const row = await effect(id)
        return 'attempts' in row && Number(row.attempts) > 1
      })
      expect(begun).to.equal(1)
      finish()
      await slow.stop()
      expect(await effect(id)).to.include({ result: 'done' })
    })

    it('many slow pictures do not keep a member waiting', async () => {
      let release: () => void = () => undefined
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      let fetching = 0
      const busy = effectsWith({
        rest: {
          ...rest,
          fetchMedia: async () => {
            fetching += 1
            await gate
            return 'not-theirs'
          },
        },
      })
      const received = await threadWith('+447700900209')
      const newest = await run((stores) => stores.messages.newest(received))
      for (let n = 0; n < 20; n++)
        await addEffect(
          'fetch-pictures',
          {
            threadId: received,
            messageId: newest?.id,
            media: [{ url: 'https://x.test/1', contentType: '' }],
          },
          `pictures-${n}`,
        )
      busy.kick()
      await until('fetching', () => fetching > 0)
      const call = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` }, 'a-call')
      busy.kick()
      await until('the call is tended', async () => (await effect(call))['result'] !== null)
      expect(fetching).to.equal(2)
      release()
      await busy.drain()
      await busy.stop()
      expect(fetching).to.equal(20)
    })

    it('a backlog of texts leaves room for a member on the line', async () => {
      let release: () => void = () => undefined
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      let sending = 0
      const busy = effectsWith({
        rest: {
          ...rest,
          sendText: async (text) => {
            sending += 1
            await gate
            return rest.sendText(text)
          },
        },
      })
      for (let n = 0; n < 12; n++) {
        const thread = await threadWith(`+4477009003${String(n).padStart(2, '0')}`)
        await send(thread, 'Later')
      }
      busy.kick()
      await until('sending', () => sending === 5)
      const call = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` }, 'a-call')
      busy.kick()
      await until('the call is tended', async () => (await effect(call))['result'] !== null)
      expect(sending).to.equal(5)
      release()
      await busy.drain()
      await busy.stop()
      expect(sending).to.equal(12)
    })

    it('files that cannot be fetched leave calls and texts alone', async () => {
      const away = createTwilioRest({
        ...simulator.account,
        apiBaseUrl: simulator.url,
        nowMs: () => Date.parse(clock.now()),
      })
      const url = `https://api.twilio.com/2010-04-01/Accounts/${simulator.account.accountSid}/Messages/MM1/Media/ME1`
      simulator.change({ rest: '500' })
      for (let n = 0; n < 5; n++)
        await away.fetchMedia(url, 1000).then(
          () => expect.fail('was fetched'),
          (error: unknown) => expect(error).to.include({ kind: 'outage' }),
        )
      expect(away.mayAsk()).to.equal('all')
      expect(reachabilityNotices(away)).to.deep.equal([])
      simulator.change({ rest: 'ok' })
    })

    it('what a killed server had in hand is due at once when it starts again', async () => {
      const id = await addEffect('end-call', { contactId: 'C1', callSid: `CA${'0'.repeat(32)}` })
      const now = clock.now()
      const leaseUntil = new Date(Date.parse(now) + 20_000).toISOString()
      expect(await database.effects.claim({ now, leaseUntil, limit: 8, onTheLine: true })).to.have.length(1)
      await effects.drain()
      expect(await effect(id)).to.include({ result: null })
      await resumeEffects(database, now)
      await effects.drain()
      expect(await effect(id)).to.include({ result: 'superseded' })
    })

    it('retries wait longer each time, a minute at most', () => {
      expect([1, 2, 3, 6, 7, 50].map(retryAfterMs)).to.deep.equal([1000, 2000, 4000, 32_000, 60_000, 60_000])
    })
  })
})
