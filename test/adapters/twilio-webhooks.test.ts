import { connect as connectSocket } from 'node:net'
import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { StorageError } from '../../server/adapters/db/storage-error.ts'
import { isStorageTrouble } from '../../server/adapters/twilio/storage-trouble.ts'
import { onBothDatabases, onSqlite } from '../support/databases.ts'
import {
  addLines,
  authToken,
  callParams,
  member,
  nextAuthToken,
  rowCounts,
  serviceLine,
  startWebhooks,
  textParams,
  type Webhooks,
} from './twilio-fixture.ts'

const actionOf = (twiml: string, attribute: string): string => {
  const url = new RegExp(`${attribute}="([^"]+)"`).exec(twiml)?.[1]?.replaceAll('&amp;', '&')
  if (url === undefined) throw new Error(`no ${attribute} in ${twiml}`)
  return url.slice('https://contact.example.org'.length)
}

describe('Twilio webhooks', () => {
  onBothDatabases((open) => {
    let database: Database
    let webhooks: Webhooks
    before(async () => {
      database = await open()
      await addLines(database)
      webhooks = await startWebhooks(database)
    })
    after(() => webhooks.close())

    it('a call is greeted and offered the menu', async () => {
      const answer = await webhooks.post('/twilio/voice', callParams())
      expect(answer).to.include({ status: 200, type: 'text/xml; charset=utf-8' })
      expect(answer.text).to.contain('Hello, this is the union.').and.contain('<Gather')
    })

    it('a repeat gets the same bytes and changes nothing, also after a restart and when both come at once', async () => {
      const call = callParams()
      const first = await webhooks.post('/twilio/voice', call)
      const stored = await rowCounts(database)
      expect(await webhooks.post('/twilio/voice', call)).to.deep.equal(first)
      const restarted = await startWebhooks(database)
      expect(await restarted.post('/twilio/voice', call)).to.deep.equal(first)
      await restarted.close()
      expect(await rowCounts(database)).to.deep.equal(stored)

      const text = textParams()
      const before = await rowCounts(database)
      const both = await Promise.all([1, 2, 3, 4].map(() => webhooks.post('/twilio/sms', text)))
      expect(both.map((answer) => answer.status)).to.deep.equal([200, 200, 200, 200])
      const after = await rowCounts(database)
      expect(after['messages']).to.equal((before['messages'] ?? 0) + 1)
    })

    it('each menu post is its own delivery, and a repeat of one is a repeat', async () => {
      const call = callParams()
      const greeted = await webhooks.post('/twilio/voice', call)
      const menu = actionOf(greeted.text, 'action')
      const silent = { ...call, CallStatus: 'in-progress', Digits: '' }
      const again = await webhooks.post(menu, silent)
      expect(again.text).to.contain('<Gather')
      expect(await webhooks.post(menu, silent)).to.deep.equal(again)
      const second = actionOf(again.text, 'action')
      expect(second).not.to.equal(menu)
      // Nobody is signed in: after the second silence a person is promised; a callback is offered, else voicemail.
      const offered = await webhooks.post(second, silent)
      expect(offered.text).to.contain('/voice/callback/keys')
      const person = await webhooks.post(actionOf(offered.text, 'action'), silent)
      expect(person.text).to.contain('<Record')
      const recorded = {
        ...call,
        RecordingSid: `RE${call['CallSid']?.slice(2)}`,
        RecordingDuration: '12',
        Digits: 'hangup',
      }
      const thanked = await webhooks.post(actionOf(person.text, 'action'), recorded)
      expect(thanked).to.include({ status: 200 })
      expect(thanked.text).to.contain('<Hangup/>')
      const told = await webhooks.post(actionOf(person.text, 'recordingStatusCallback'), {
        AccountSid: 'AC1',
        CallSid: call['CallSid'] ?? '',
        RecordingSid: recorded.RecordingSid,
        RecordingStatus: 'completed',
        RecordingDuration: '12',
      })
      expect(told).to.include({ status: 200, text: '<?xml version="1.0" encoding="UTF-8"?><Response/>' })
      const recording = await database.write((stores) => stores.recordings.bySid(recorded.RecordingSid))
      expect(recording).to.include({ state: 'completed', seconds: 12, kind: 'voicemail' })
    })

    it('status callbacks may come doubled and in any order: the end absorbs late news', async () => {
      const call = callParams()
      await webhooks.post('/twilio/voice', call)
      const news = (CallStatus: string, SequenceNumber: string) =>
        webhooks.post('/twilio/voice/status', { ...call, CallStatus, SequenceNumber })
      for (const [status, sequence] of [
        ['completed', '3'],
        ['in-progress', '2'],
        ['completed', '3'],
        ['ringing', '1'],
      ] as const)
        expect((await news(status, sequence)).status).to.equal(200)
      const kept = await database.write((stores) => stores.calls.find(call['CallSid'] ?? ''))
      expect(kept).to.include({ status: 'completed' })
      const contact = await database.write((stores) => stores.contacts.find(kept?.contactId ?? ''))
      expect(contact?.state).to.equal('ended')
      expect((await news('no-answer', '9')).status).to.equal(200)
    })

    it('the end of a call whose beginning was lost is a contact with somebody to call back; a softphone’s is none', async () => {
      const before = await rowCounts(database)
      const call = callParams()
      const ended = { ...call, CallStatus: 'completed', SequenceNumber: '3' }
      expect((await webhooks.post('/twilio/voice/status', ended)).status).to.equal(200)
      const contact = await database.write(async (stores) => {
        const leg = await stores.calls.find(call['CallSid'] ?? '')
        return leg === null ? null : stores.contacts.find(leg.contactId)
      })
      expect(contact).to.include({ state: 'ended', result: 'failed', callerNumber: member })
      expect(contact?.caseId).to.be.a('string')
      await webhooks.post('/twilio/voice/status', { ...ended, SequenceNumber: '4' })
      const softphone = callParams({ From: 'client:agent-1', To: '', CallStatus: 'completed' })
      expect((await webhooks.post('/twilio/voice/status', softphone)).status).to.equal(200)
      expect((await rowCounts(database))['contacts']).to.equal((before['contacts'] ?? 0) + 1)
    })

    it('a voicemail left with the fallback finds its contact, also when the call itself was never stored', async () => {
      const fallback = await webhooks.post('/twilio/voice/fallback', callParams({ ErrorCode: '11200' }))
      expect(fallback.text).to.contain('<Record')
      const call = callParams({ RecordingSid: 'RE77', RecordingDuration: '9' })
      const thanked = await webhooks.post(actionOf(fallback.text, 'action'), call)
      expect(thanked.status).to.equal(200)
      await webhooks.post(actionOf(fallback.text, 'recordingStatusCallback'), {
        CallSid: call['CallSid'] ?? '',
        RecordingSid: 'RE77',
        RecordingStatus: 'completed',
        RecordingDuration: '9',
      })
      const kept = await database.write(async (stores) => ({
        call: await stores.calls.find(call['CallSid'] ?? ''),
        recording: await stores.recordings.bySid('RE77'),
      }))
      expect(kept.recording).to.include({ contactId: kept.call?.contactId, state: 'completed' })
    })

    it('a text keeps its words exactly, whatever they are', async () => {
      const bodies = [
        '👋🏽'.repeat(800),
        'Robert\'); DROP TABLE members;-- " \\ %s ${x} {{y}}',
        '<script>alert(1)</script><b>&amp;</b>',
        '‮ right to left, zero​width, tab\t, line\nbreak',
        '',
      ]
      for (const Body of bodies) {
        const params = textParams({ Body })
        expect((await webhooks.post('/twilio/sms', params)).status, Body.slice(0, 20)).to.equal(200)
        const message = await database.write((stores) => stores.messages.bySid(params['MessageSid'] ?? ''))
        expect(message?.body).to.equal(Body)
      }
    })

    it('a NUL in a text is shown as unreadable instead of failing the database', async () => {
      const params = textParams({ Body: 'a\0b' })
      expect((await webhooks.post('/twilio/sms', params)).status).to.equal(200)
      const message = await database.write((stores) => stores.messages.bySid(params['MessageSid'] ?? ''))
      expect(message?.body).to.equal('a\ufffdb')
    })

    it('nobody is matched with a withheld, empty, client or sip From, and the call is taken all the same', async () => {
      for (const From of [
        '',
        'anonymous',
        'Restricted',
        '+266696687',
        '+7378742833',
        'client:somebody',
        'sip:anonymous@anonymous.invalid',
        'sip:alice@example.org',
      ]) {
        const call = callParams({ From })
        expect((await webhooks.post('/twilio/voice', call)).status, From).to.equal(200)
        const kept = await database.write(async (stores) => {
          const leg = await stores.calls.find(call['CallSid'] ?? '')
          return leg ? stores.contacts.find(leg.contactId) : null
        })
        expect(kept, From).to.include({ callerNumber: null, memberId: null })
        expect((await webhooks.post('/twilio/sms', textParams({ From }))).status, From).to.equal(200)
      }
    })
  })

  onSqlite((open) => {
    let database: Database
    let webhooks: Webhooks
    before(async () => {
      database = await open()
      await addLines(database)
      webhooks = await startWebhooks(database)
    })
    after(() => webhooks.close())
    const storesNothing = async (deed: () => Promise<void>) => {
      const before = await rowCounts(database)
      await deed()
      expect(await rowCounts(database)).to.deep.equal(before)
    }

    it('unsigned and wrongly signed requests are refused, counted, and leave nothing', () =>
      storesNothing(async () => {
        const already = webhooks.refusals.length
        const text = textParams()
        const good = (await import('twilio')).default.getExpectedTwilioSignature(
          authToken,
          'https://contact.example.org/twilio/sms',
          text,
        )
        const refused = [
          await webhooks.post('/twilio/sms', text, { signature: null }),
          await webhooks.post('/twilio/sms', text, { signature: '' }),
          await webhooks.post('/twilio/sms', text, { token: 'some-other-token' }),
          await webhooks.post('/twilio/sms', text, { signature: good.slice(0, -2) }),
          // Replayed with other words, to another page, with another query.
          await webhooks.post('/twilio/sms', { ...text, Body: 'other' }, { signature: good }),
          await webhooks.post('/twilio/sms/fallback', text, { signature: good }),
          await webhooks.post('/twilio/sms?x=1', text, { signature: good }),
          // Of another content type, and not signed either.
          await webhooks.post('/twilio/voice', callParams(), {
            signature: null,
            contentType: 'application/json',
          }),
        ]
        expect(refused.map((answer) => answer.status)).to.deep.equal(refused.map(() => 403))
        expect(webhooks.refusals.length - already).to.equal(refused.length)
        for (const answer of refused) expect(answer.text).not.to.match(/ at |Error/)
      }))

    it('either token of a rotation is good', async () => {
      expect((await webhooks.post('/twilio/sms', textParams(), { token: nextAuthToken })).status).to.equal(
        200,
      )
    })

    it('signed but malformed requests are told so in words, and leave nothing', () =>
      storesNothing(async () => {
        const text = textParams()
        const without = (name: string) => {
          const { [name]: _, ...rest } = text
          return rest
        }
        const cases: [number, RegExp, Promise<{ status: number; text: string }>][] = [
          [400, /MessageSid is missing/, webhooks.post('/twilio/sms', without('MessageSid'))],
          [400, /From is missing/, webhooks.post('/twilio/sms', without('From'))],
          [400, /To is missing/, webhooks.post('/twilio/sms', without('To'))],
          [400, /Body is missing/, webhooks.post('/twilio/sms', without('Body'))],
          [400, /is missing/, webhooks.post('/twilio/sms', {})],
          [
            400,
            /MessageSid cannot be read/,
            webhooks.post('/twilio/sms', { ...text, MessageSid: "SM' OR 1=1" }),
          ],
          [400, /NumMedia cannot be read/, webhooks.post('/twilio/sms', { ...text, NumMedia: '-1' })],
          [
            400,
            /From is given twice/,
            webhooks.post('/twilio/sms', { ...text, From: [member, '+447700900118'] }),
          ],
          [400, /CallSid is missing/, webhooks.post('/twilio/voice', { From: member, To: serviceLine })],
          [400, /contactId is missing/, webhooks.post('/twilio/voice/menu', callParams({ Digits: '1' }))],
          [
            400,
            /CallStatus cannot be read/,
            webhooks.post('/twilio/voice/status', callParams({ CallStatus: 'exploded' })),
          ],
          [
            400,
            /not one of our softphones/,
            webhooks.post('/twilio/voice/client', callParams({ contactId: 'C1' })),
          ],
          [400, /percent-escape/, webhooks.post('/twilio/sms', { Body: '100%' }, { raw: 'Body=100%' })],
          [
            400,
            /UTF-8/,
            webhooks.post('/twilio/sms', { Body: 'é' }, { raw: Buffer.from('Body=é', 'latin1') }),
          ],
          [
            400,
            /UTF-8/,
            webhooks.post('/twilio/sms', text, {
              contentType: 'application/x-www-form-urlencoded; charset=utf-16',
            }),
          ],
          [
            415,
            /content type/,
            webhooks.post('/twilio/sms', {}, { contentType: 'application/json', raw: '{}' }),
          ],
          [415, /content type/, webhooks.post('/twilio/sms', text, { contentType: 'text/plain' })],
          [413, /larger/, webhooks.post('/twilio/sms', { ...text, Body: 'x'.repeat(65_536) })],
          [405, /POST/, webhooks.post('/twilio/sms', {}, { method: 'GET' })],
          [404, /No such page/, webhooks.post('/twilio/elsewhere', text)],
        ]
        for (const [status, words, asked] of cases) {
          const answer = await asked
          expect(answer.status, words.source).to.equal(status)
          expect(answer.text)
            .to.match(words)
            .and.not.to.match(/ at |zod|Error/i)
        }
      }))

    it('an oversized form without a length is cut off', () =>
      storesNothing(async () => {
        const reply = await sendRaw(
          webhooks.port,
          [
            'POST /twilio/sms HTTP/1.1',
            'Host: x',
            'X-Twilio-Signature: x',
            'Content-Type: application/x-www-form-urlencoded',
            'Transfer-Encoding: chunked',
            '',
            `20000\r\n${'x'.repeat(0x20000)}\r\n0\r\n\r\n`,
          ].join('\r\n'),
        )
        expect(reply).to.match(/^HTTP\/1\.1 413/)
      }))

    it('a form cut off on its way is never answered and leaves nothing', () =>
      storesNothing(async () => {
        const reply = await sendRaw(
          webhooks.port,
          [
            'POST /twilio/sms HTTP/1.1',
            'Host: x',
            'X-Twilio-Signature: x',
            'Content-Type: application/x-www-form-urlencoded',
            'Content-Length: 5000',
            '',
            'MessageSid=SM1&Body=half a mess',
          ].join('\r\n'),
          { hangUp: true },
        )
        expect(reply).not.to.match(/ 200 /)
        // A form that lost its end but says the shorter length is simply signed wrongly.
        const text = textParams()
        const whole = new URLSearchParams(text).toString()
        const answer = await webhooks.post('/twilio/sms', text, { raw: whole.slice(0, -7) })
        expect(answer.status).to.equal(403)
      }))

    it('unknown fields, the same field twice with the same value, and empty optional fields are fine', async () => {
      const text = textParams({ SomethingNew: 'x', ErrorCode: '', __proto__x: '1' })
      expect(
        (await webhooks.post('/twilio/sms', { ...text, To: [text['To'] ?? '', text['To'] ?? ''] })).status,
      ).to.equal(200)
      expect((await webhooks.post('/twilio/sms', { ...textParams(), Unknown: ['a', 'b'] })).status).to.equal(
        200,
      )
    })

    it('the number’s text fallback stores a text once, whichever address got it', async () => {
      const text = textParams()
      await webhooks.post('/twilio/sms', text)
      const stored = await rowCounts(database)
      expect((await webhooks.post('/twilio/sms/fallback', text)).status).to.equal(200)
      expect(await rowCounts(database)).to.deep.equal(stored)
    })

    it('the fallback page needs no database, and does not go round for ever', async () => {
      const broken = await startWebhooks({
        write: () => Promise.reject(new StorageError('storage-failed', 'gone')),
      })
      const call = callParams({ ErrorCode: '11200', ErrorUrl: 'https://contact.example.org/twilio/voice' })
      const sorry = await broken.post('/twilio/voice/fallback', call)
      expect(sorry.text).to.contain('Sorry').and.contain('<Record')
      const failed = await broken.post(actionOf(sorry.text, 'action'), { ...call, RecordingSid: 'RE1' })
      expect(failed.status).to.equal(503)
      const again = await broken.post('/twilio/voice/fallback', {
        ...call,
        ErrorUrl: 'https://contact.example.org/twilio/voice/fallback/voicemail',
      })
      expect(again.text).to.contain('<Hangup/>').and.not.to.contain('<Record')
      await broken.close()
    })

    it('trouble with the storage is 503, a bug is 500; neither shows or logs what was said', async () => {
      for (const [status, error] of [
        [503, new StorageError('storage-full', `insert into messages ('my secret')`)],
        [500, new Error(`insert into messages ('my secret')`)],
      ] as const) {
        const broken = await startWebhooks({ write: () => Promise.reject(error) })
        const answer = await broken.post('/twilio/sms', textParams({ Body: 'my secret' }))
        expect(answer.status).to.equal(status)
        expect(answer.text + JSON.stringify(broken.logged)).not.to.match(/secret|messages/)
        expect(broken.logged).to.have.length(1)
        expect(broken.answers).to.deep.equal([{ path: '/twilio/sms', status }])
        await broken.close()
      }
      expect(
        isStorageTrouble(new Error('x', { cause: Object.assign(new Error('y'), { code: 'SQLITE_BUSY' }) })),
      ).to.equal(true)
      expect(isStorageTrouble(Object.assign(new Error('y'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }))).to.equal(
        false,
      )
    })

    it('a database that takes too long is answered while Twilio still listens, and the repeat gets what was stored', async () => {
      let release: (() => void) | undefined
      const gate = new Promise<void>((resolve) => {
        release = resolve
      })
      const slow = await startWebhooks(
        {
          write: async (unit) => {
            await gate
            return database.write(unit)
          },
        },
        { answerWithinMs: 30 },
      )
      const text = textParams()
      const before = await rowCounts(database)
      expect((await slow.post('/twilio/sms', text)).status).to.equal(503)
      release?.()
      expect((await slow.post('/twilio/sms', text)).status).to.equal(200)
      const after = await rowCounts(database)
      expect(after['messages']).to.equal((before['messages'] ?? 0) + 1)
      await slow.close()
    })

    describe('a database that is slow while somebody is on the line', () => {
      const behindGate = async (options: { answerWithinMs: number; silenceAtMostMs: number }) => {
        let release: () => void = () => undefined
        const gate = new Promise<void>((resolve) => {
          release = resolve
        })
        const slow = await startWebhooks(
          {
            write: async (unit) => {
              await gate
              return database.write(unit)
            },
          },
          options,
        )
        return { slow, release }
      }

      it('who waits or is held hears music, also when the storage is in trouble', async () => {
        const { slow, release } = await behindGate({ answerWithinMs: 10_000, silenceAtMostMs: 30 })
        const broken = await startWebhooks({
          write: () => Promise.reject(new StorageError('storage-busy', 'locked')),
        })
        for (const path of ['/twilio/voice/wait?contactId=c1', '/twilio/voice/hold?contactId=c1&hear=music'])
          for (const server of [slow, broken]) {
            const heard = await server.post(path, callParams())
            expect(heard.status, path).to.equal(200)
            expect(heard.text, path).to.contain('/hold-music.wav</Play>').and.not.to.contain('<Say')
          }
        const bug = await startWebhooks({ write: () => Promise.reject(new Error('a bug')) })
        expect((await bug.post('/twilio/voice/wait?contactId=c1', callParams())).status).to.equal(500)
        release()
        for (const server of [slow, broken, bug]) await server.close()
      })

      it('who is being moved is asked to wait a moment, and then gets where they were going', async () => {
        const call = callParams()
        const path = '/twilio/voice/connect?contactId=nobody&round=E1'
        const { slow, release } = await behindGate({ answerWithinMs: 10_000, silenceAtMostMs: 30 })
        const moment = await slow.post(path, call)
        expect(moment.text).to.match(/<Say[^>]*>One moment, please\.<\/Say><Redirect method="POST">/)
        expect(/<Redirect[^>]*>([^<]*)</.exec(moment.text)?.[1]?.replaceAll('&amp;', '&')).to.equal(
          `https://contact.example.org${path}`,
        )
        release()
        expect((await slow.post(path, call)).text).to.contain('lost track')
        await slow.close()
      })

      it('who is rung back, or told of a closed line, is asked to wait a moment too', async () => {
        const { slow, release } = await behindGate({ answerWithinMs: 10_000, silenceAtMostMs: 30 })
        for (const path of [
          '/twilio/voice/callback/answered?contactId=nobody',
          '/twilio/voice/closed?contactId=nobody&round=E1',
        ])
          expect((await slow.post(path, callParams())).text, path).to.contain('One moment, please.')
        release()
        await slow.close()
      })

      it('a telephone number that was keyed in stands in no URL', async () => {
        const { slow, release } = await behindGate({ answerWithinMs: 10_000, silenceAtMostMs: 30 })
        const path = '/twilio/voice/callback/keys?contactId=nobody&from=exit&turn=3'
        const one = await slow.post(`${path}&step=confirm`, callParams({ Digits: '1' }))
        expect(one.text).to.contain('pressed=1&amp;again=1')
        const number = await slow.post(`${path}&step=number`, callParams({ Digits: '07700900117' }))
        expect(number.text).to.contain('<Redirect').and.not.to.contain('07700')
        const enough = await slow.post(`${path.replace('exit', 'queue')}&step=start&again=4`, callParams())
        expect(enough.text, 'keeps the place in the queue')
          .to.contain('<Play>')
          .and.not.to.contain('<Redirect')
        release()
        await slow.close()
      })

      it('who pressed a key need not press it again, and meets the fallback page only after some moments', async () => {
        const call = callParams()
        const greeted = await webhooks.post('/twilio/voice', call)
        const { slow, release } = await behindGate({ answerWithinMs: 40, silenceAtMostMs: 30 })
        let path = actionOf(greeted.text, 'action')
        const next = (twiml: string) =>
          (/<Redirect[^>]*>([^<]*)</.exec(twiml)?.[1] ?? '')
            .replaceAll('&amp;', '&')
            .slice('https://contact.example.org'.length)
        let answer = await slow.post(path, { ...call, Digits: '1' })
        const asked: string[] = []
        while (answer.status === 200 && asked.length < 20) {
          path = next(answer.text)
          asked.push(path)
          answer = await slow.post(path, call)
        }
        expect(answer.status).to.equal(503)
        expect(asked).to.have.length(4)
        release()
        const served = await slow.post(asked[0] ?? '', call)
        // Key 1 is advice; nobody is signed in, so the queue is not for them. Silence would bring the menu again.
        expect(served.text).to.contain('nobody is here').and.not.to.contain('/voice/menu')
        await slow.close()
      })
    })

    it('a conference that breaks twice is left twice', async () => {
      const call = callParams()
      await webhooks.post('/twilio/voice', call)
      const contactId = await database.write(
        async (stores) => (await stores.calls.find(call['CallSid'] ?? ''))?.contactId ?? '',
      )
      const left = await webhooks.post(`/twilio/voice/conference-left?contactId=${contactId}&round=E1`, call)
      const next = actionOf(left.text, 'action')
      await webhooks.post('/twilio/voice/status', { ...call, CallStatus: 'completed', SequenceNumber: '3' })
      expect((await webhooks.post(next, call)).text, 'not into the room again').to.contain('<Hangup/>')
    })

    it('waiting says the place as it is now and remembers nothing', async () => {
      const stored = await rowCounts(database)
      const lost = await webhooks.post('/twilio/voice/wait?contactId=nobody', callParams())
      expect(lost.text).to.contain('<Hangup/>')
      expect(await rowCounts(database)).to.deep.equal(stored)
    })

    it('news of a text that overtakes the answer to its request is kept', async () => {
      const received = textParams()
      await webhooks.post('/twilio/sms', received)
      const incoming = await database.write((stores) => stores.messages.bySid(received['MessageSid'] ?? ''))
      if (!incoming) throw new Error('the text is not there')
      const outgoing = {
        ...incoming,
        id: 'out-1',
        direction: 'out' as const,
        status: 'queued' as const,
        messageSid: null,
      }
      await database.write((stores) => stores.messages.insert(outgoing))
      const status = (MessageStatus: string) =>
        webhooks.post('/twilio/sms/status?messageId=out-1', {
          MessageSid: 'SMearly',
          MessageStatus,
          To: member,
        })
      await status('delivered')
      await status('sent')
      const kept = await database.write((stores) => stores.messages.find('out-1'))
      expect(kept).to.include({ messageSid: 'SMearly', status: 'delivered' })
    })

    it('serves the hold music, and leaves every other path to the rest', async () => {
      const music = await fetch(`http://127.0.0.1:${webhooks.port}/hold-music.wav`)
      expect(music.headers.get('content-type')).to.equal('audio/wav')
      expect((await music.arrayBuffer()).byteLength).to.equal(320_044)
      expect((await webhooks.post('/api/session', {})).status).to.equal(418)
    })
  })
})

/** Bytes as they are; resolves with what came back when either side has closed. */
const sendRaw = (port: number, bytes: string, { hangUp = false } = {}): Promise<string> =>
  new Promise((resolve) => {
    let reply = ''
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.write(bytes)
      if (hangUp) socket.end()
    })
    socket.on('data', (data) => {
      reply += data.toString()
      socket.destroy()
    })
    socket.on('error', () => resolve(reply))
    socket.on('close', () => resolve(reply))
  })
