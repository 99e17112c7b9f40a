import { expect } from 'chai'
import { sendText } from '../../server/commands/send-text.ts'
import { startThread } from '../../server/commands/start-thread.ts'
import { overridesView } from '../../server/views/safe-contact-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const aishasNumber = '+447700900117'
const { priya } = demo

describe('a text to somebody who asked for discretion', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let threadId: string
    let made = 0
    before(async () => {
      desk = await openDesk(open)
      threadId = granted(
        await desk.run(startThread, { number: aishasNumber, memberId: aisha, personId: priya }, priya),
      ).threadId
    })
    const send = (body: string, why: string | null = null, kind: 'text' | 'note' = 'text') =>
      desk.run(
        sendText,
        {
          threadId,
          personId: priya,
          clientId: `wording-${(made += 1)}-${engine}`,
          body,
          kind,
          seenMessageId: null,
          why,
        },
        priya,
      )
    const overrides = async () =>
      (
        await overridesView(
          { read: desk.database.read, engine, clock: { now: desk.now } },
          { readsMembers: true },
        )
      ).items.map(({ because, why, way }) => ({ because, why, way }))

    it('is held when it says too much, and goes with a reason that data protection reads', async () => {
      const body = 'Your union rep comes to the hearing on Thursday'
      granted(await send(body))
      await desk.ask((stores) =>
        stores.safeContacts.insert({
          memberId: aisha,
          version: 1,
          isDiscreet: true,
          notAtWork: false,
          textOnly: false,
          noVoicemail: false,
          onlySafeNumbers: false,
          neutralSender: false,
          noEmployerEmail: false,
          codeWord: null,
          hours: [],
          numbers: {},
          changedBy: priya,
          changedAt: monday,
        }),
      )
      const held = await send(body, '  ')
      expect(held).to.include({ refused: 'tells-too-much' })
      expect('detail' in held && held.detail).to.match(/“union rep”, “hearing”/)
      expect(await overrides()).to.deep.equal([])
      granted(await send('It is Priya. Thursday at ten, as we said.'))
      granted(await send(body, null, 'note'))
      expect(await overrides()).to.deep.equal([])
      const goes = granted(await send(body, 'She asked for it in these words'))
      expect(await overrides()).to.deep.equal([
        { because: 'discretion', why: 'She asked for it in these words', way: 'text' },
      ])
      const sent = await desk.ask((stores) => stores.messages.find(goes.messageId))
      expect(sent?.body).to.equal(body)
    })
  })
})
