import { expect } from 'chai'
import { createIds } from '../../server/adapters/system/ids.ts'
import type { ReceivedText } from '../../server/adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../../server/adapters/twilio/twilio-problem.ts'
import type { Env, Stores } from '../../server/commands/ports.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import { createTextImport } from '../../server/worker/text-import.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, openDesk } from './desk.ts'

const member = '+447700900778'
const ours = '+447700900900'
const minutesAgo = (minutes: number) => new Date(Date.parse(monday) - minutes * 60_000).toISOString()
const text = (messageSid: string, body: string, at: string, numMedia = 0): ReceivedText => ({
  messageSid,
  from: member,
  to: ours,
  body,
  at,
  numMedia,
})

describe('texts that came while we were away', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let nowMs: number
    let there: ReceivedText[]
    let isOut: boolean
    let asked: string[]
    beforeEach(async () => {
      desk = await openDesk(open)
      nowMs = Date.parse(monday)
      isOut = false
      asked = []
      there = []
    })
    const importer = () =>
      createTextImport({
        nowMs: () => nowMs,
        run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) =>
          desk.database.write((stores) =>
            unit(stores, {
              now: new Date(nowMs).toISOString(),
              ids: createIds(() => nowMs),
              actor: 'system',
            }),
          ),
        rest: {
          mayAsk: () => 'all' as const,
          textsReceivedSince: async ({ to, since }) => {
            if (to !== ours) return []
            asked.push(since)
            if (isOut) throw new TwilioProblem('outage', null)
            return there
          },
          mediaOfText: async () => [
            {
              url: 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/SM/Media/ME1',
              contentType: 'image/jpeg',
            },
          ],
        },
      })
    const kept = async (): Promise<
      { body: string; message_sid: string; at: string; contact_id: string }[]
    > => {
      const thread = await desk.ask((stores) => stores.threads.byNumbers(member, ours))
      return thread === null
        ? []
        : desk.database.read('messages').where({ thread_id: thread.id }).orderBy('id')
    }

    it('are on their thread once each, as they were written, beside those whose webhook came', async () => {
      there = [
        text('SMaway1', 'First', minutesAgo(4)),
        text('SMaway2', 'Second', minutesAgo(4)),
        text('SMhere', 'We were there for this one', minutesAgo(2)),
      ]
      await desk.run(
        receiveText,
        { messageSid: 'SMhere', from: member, to: ours, body: 'We were there for this one', media: [] },
        'twilio',
      )
      expect(await importer().now()).to.equal(2)
      expect(await importer().now(), 'asked again').to.equal(0)
      const rows = await kept()
      expect(rows.map(({ body }) => body)).to.deep.equal(['First', 'Second', 'We were there for this one'])
      expect(rows[0]?.at).to.equal(minutesAgo(4))
      expect(Date.parse(rows[1]?.at ?? '') - Date.parse(minutesAgo(4))).to.be.within(1, 999)
      const [contactId] = new Set(rows.map((row) => row.contact_id))
      const contact = await desk.contact(contactId ?? '')
      expect(contact).to.include({ state: 'open', callerNumber: member })
      expect(contact.caseId).to.be.a('string')
      // The webhook that comes after all finds its text there.
      await desk.run(
        receiveText,
        { messageSid: 'SMaway1', from: member, to: ours, body: 'First', media: [] },
        'twilio',
      )
      expect(await kept()).to.have.lengthOf(3)
    })

    it('are obeyed when they say STOP, and bring their pictures', async () => {
      there = [text('SMpicture', '', minutesAgo(9), 1), text('SMstop', 'STOP', minutesAgo(8))]
      expect(await importer().now()).to.equal(2)
      const phone = await desk.ask((stores) => stores.phones.byNumber(member))
      expect(phone?.optedOutAt).to.be.a('string')
      const effects: unknown[] = await desk.database.read('effects').where({ kind: 'fetch-pictures' })
      expect(effects.map((effect) => JSON.stringify(effect)).join(' ')).to.contain('Media/ME1')
    })

    it('are left to their webhook while it may still come, and looked for again when it cannot', async () => {
      there = [text('SMyoung', 'Just now', new Date(nowMs - 10_000).toISOString())]
      const worker = importer()
      await worker.whenDue()
      expect(await kept()).to.deep.equal([])
      nowMs += 24_000
      await worker.whenDue()
      expect(asked).to.have.lengthOf(1)
      nowMs += 2_000
      await worker.whenDue()
      expect((await kept()).map(({ body }) => body)).to.deep.equal(['Just now'])
    })

    it('are looked for from the minute that was looked at last; a failure moves nothing', async () => {
      isOut = true
      const worker = importer()
      await worker.whenDue()
      await worker.whenDue()
      expect(asked, 'not asked every second').to.have.lengthOf(1)
      isOut = false
      nowMs += 20_000
      await worker.whenDue()
      nowMs += 5 * 60_000
      await worker.whenDue()
      // The first time ever a day back, and still so after the failure; then an hour before the last time.
      expect(asked).to.deep.equal([
        new Date(nowMs - 5 * 60_000 - 20_000 - 24 * 3_600_000).toISOString(),
        new Date(nowMs - 5 * 60_000 - 24 * 3_600_000).toISOString(),
        new Date(Math.floor((nowMs - 5 * 60_000) / 60_000) * 60_000 - 3_600_000).toISOString(),
      ])
    })
  })
})
