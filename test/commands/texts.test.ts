import { expect } from 'chai'
import { addCaseNote } from '../../server/commands/add-case-note.ts'
import { closeConversation, reopenConversation } from '../../server/commands/close-conversation.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import { saveDraft } from '../../server/commands/save-draft.ts'
import { sendText } from '../../server/commands/send-text.ts'
import { startThread } from '../../server/commands/start-thread.ts'
import { recordMessageStatus, textFailed, textHandedOver } from '../../server/commands/text-delivery.ts'
import { formatReference } from '../../server/domain/case-reference.ts'
import type { Message, Thread } from '../../server/domain/records.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk, textNumber } from './desk.ts'

const aisha = { id: 'demo-member-M-204117', number: '+447700900117', case: 'demo-case-CX-10482' }
const tom = { number: '+447700900820' }
const longest = 1600

describe('texts', () => {
  onBothDatabases((open) => {
    let desk: Desk
    let count = 0
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    /** A mobile that nobody knows. */
    const stranger = () => `+4479111${String((count += 1)).padStart(5, '0')}`
    const receive = (from: string, body: string, messageSid = `SM${(count += 1)}`) =>
      desk.run(receiveText, { messageSid, from, to: textNumber, body, media: [] }, 'twilio')
    const threadOf = async (number: string): Promise<Thread> => {
      const thread = await desk.ask((stores) => stores.threads.byNumbers(number, textNumber))
      if (!thread) throw new Error(`no thread with ${number}`)
      return thread
    }
    const messagesOf = async (number: string): Promise<{ direction: string; body: string }[]> =>
      desk.database
        .read('messages')
        .where({ thread_id: (await threadOf(number)).id })
        .orderBy('id')
        .select('direction', 'body')
    const send = (threadId: string, change: Partial<Parameters<typeof sendText>[2]> = {}) =>
      desk.run(
        sendText,
        {
          threadId,
          personId: demo.sam,
          clientId: `client-${(count += 1)}`,
          body: 'Hello',
          kind: 'text' as const,
          seenMessageId: null,
          ...change,
        },
        demo.sam,
      )
    const optedOutAt = async (number: string) =>
      (await desk.ask((stores) => stores.phones.byNumber(number)))?.optedOutAt ?? null

    describe('coming in', () => {
      it('the same one five times at once is one message, one conversation, one case', async () => {
        const from = stranger()
        const events = await desk.eventsOf(async () => {
          const answers = await Promise.all([1, 2, 3, 4, 5].map(() => receive(from, 'Hello?', `SM-${from}`)))
          expect(new Set(answers.map((answer) => answer.contactId)).size).to.equal(1)
        })
        expect(await messagesOf(from)).to.deep.equal([{ direction: 'in', body: 'Hello?' }])
        for (const type of ['contact.started', 'case.opened', 'message.received'])
          expect(
            events.filter((one) => one === type),
            type,
          ).to.have.lengthOf(1)
      })

      it('ten different ones at once from a new number are one thread and one conversation', async () => {
        const from = stranger()
        const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => receive(from, `Text ${n}`)))
        expect(new Set(answers.map((answer) => answer.contactId)).size).to.equal(1)
        expect(await messagesOf(from)).to.have.lengthOf(10)
        expect(await desk.count('threads', { member_number: from })).to.equal(1)
      })

      it('from a member joins the only open case; from a stranger opens one without a member', async () => {
        const { contactId } = await receive(aisha.number, 'Can he come on Thursday?')
        expect(await desk.contact(contactId ?? '')).to.include({ memberId: aisha.id, caseId: aisha.case })
        const from = stranger()
        const unknown = await desk.contact((await receive(from, 'I want to join')).contactId ?? '')
        expect(unknown).to.include({ memberId: null, callerNumber: from })
        expect(await desk.case(unknown.caseId)).to.include({ memberId: null, callerNumber: from })
      })

      it('withheld or from a name is kept, belongs to nobody, and is never answered by itself', async () => {
        desk.set('2026-11-23T22:00:00.000Z')
        for (const from of ['BankAlert', 'anonymous']) {
          const { contactId } = await receive(from, 'HELP')
          expect(await desk.contact(contactId ?? ''), from).to.include({
            callerNumber: null,
            memberId: null,
            state: 'open',
          })
          expect(await messagesOf(from)).to.deep.equal([{ direction: 'in', body: 'HELP' }])
          expect(await send((await threadOf(from)).id), from).to.deep.equal({ refused: 'cannot-text' })
        }
      })

      it('to a number of ours that nobody set up is taken on the text line', async () => {
        const from = stranger()
        await desk.run(
          receiveText,
          { messageSid: `SM${from}`, from, to: '+447700900999', body: 'Hi', media: [] },
          'twilio',
        )
        expect(await messagesOf(from)).to.have.lengthOf(1)
      })

      it('that names a case of its member moves the open conversation there', async () => {
        const member = { id: 'demo-member-M-150310', number: '+447700900310' }
        const { contactId } = await receive(member.number, 'Hi again')
        const before = await desk.contact(contactId ?? '')
        const { caseId } = granted(
          await desk.run(
            openCase,
            { memberId: member.id, title: 'Rota', kind: 'other', personId: demo.sam },
            demo.sam,
          ),
        )
        expect(caseId).to.not.equal(before.caseId)
        const reference = formatReference((await desk.case(caseId)).number)
        await receive(member.number, `It is about ${reference.toLowerCase()} please`)
        expect(await desk.contact(contactId ?? '')).to.include({
          caseId,
          previousCaseId: before.caseId,
          caseWords: `joined ${reference}: named in the text`,
        })
        // We ask members to quote the reference: quoting it again moves nothing, and the undo stays what it was.
        const moved = await desk.contact(contactId ?? '')
        desk.later(1000)
        await receive(member.number, `${reference} again`)
        const { previousCaseId, caseLinkedAt } = await desk.contact(contactId ?? '')
        expect({ previousCaseId, caseLinkedAt }).to.deep.equal({
          previousCaseId: before.caseId,
          caseLinkedAt: moved.caseLinkedAt,
        })
        await receive(member.number, 'And CX-10482 is not mine')
        expect((await desk.contact(contactId ?? '')).caseId, "somebody else's case").to.equal(caseId)
      })
    })

    describe('STOP, START and HELP', () => {
      it('STOP is obeyed at once, promised on the case, and closes a conversation of its own', async () => {
        const from = stranger()
        const { contactId } = await receive(from, ' Stop. ')
        expect(await optedOutAt(from)).to.equal(monday)
        const contact = await desk.contact(contactId ?? '')
        expect(contact).to.include({ state: 'ended', result: 'conversation-closed' })
        const promised = await desk.openFollowUps(contact.caseId ?? '')
        expect(promised.map((f) => f.what)).to.deep.equal([
          'Contact another way: they asked us to stop texts',
        ])
        await receive(from, 'STOP')
        expect(await desk.openFollowUps(contact.caseId ?? ''), 'again').to.have.lengthOf(1)
        expect(await send((await threadOf(from)).id)).to.deep.equal({ refused: 'opted-out' })
        granted(await send((await threadOf(from)).id, { kind: 'note', body: 'Ring instead' }))
      })

      it('STOP in the middle of a conversation leaves it open', async () => {
        const from = stranger()
        const { contactId } = await receive(from, 'Is there news?')
        await receive(from, 'STOP')
        expect((await desk.contact(contactId ?? '')).state).to.equal('open')
      })

      it('STOP PLEASE is an ordinary text', async () => {
        const from = stranger()
        await receive(from, 'STOP PLEASE')
        expect(await optedOutAt(from)).to.equal(null)
      })

      it('START brings texts back, and YES only from somebody who had stopped', async () => {
        const from = stranger()
        await receive(from, 'YES')
        await receive(from, 'STOP')
        await receive(from, 'yes')
        expect(await optedOutAt(from)).to.equal(null)
        await receive(from, 'STOP')
        await receive(from, 'Start')
        expect(await optedOutAt(from)).to.equal(null)
        granted(await send((await threadOf(from)).id))
      })

      it('HELP is answered, but never to somebody who stopped', async () => {
        const from = stranger()
        await receive(from, 'help')
        expect((await messagesOf(from)).map((m) => m.direction)).to.deep.equal(['in', 'out'])
        await receive(from, 'STOP')
        await receive(from, 'HELP')
        expect((await messagesOf(from)).map((m) => m.direction)).to.deep.equal(['in', 'out', 'in', 'in'])
      })
    })

    describe('of several purposes', () => {
      const newsNumber = '+447700900901'
      const receiveOn = (ourNumber: string, from: string, body: string) =>
        desk.run(
          receiveText,
          { messageSid: `SM${(count += 1)}`, from, to: ourNumber, body, media: [] },
          'twilio',
        )
      const threadOn = async (ourNumber: string, from: string) => {
        const thread = await desk.ask((stores) => stores.threads.byNumbers(from, ourNumber))
        if (!thread) throw new Error('no thread')
        return thread.id
      }
      before(async () => {
        await desk.ask(async (stores) => {
          const line = await stores.lines.byNumber(textNumber)
          if (!line) throw new Error('no text line')
          await stores.lines.insert({
            ...line,
            id: 'news-line',
            number: newsNumber,
            name: 'News',
            purpose: 'campaign',
          })
        })
      })

      it('STOP to the campaign number ends campaigns alone, and the choice is said from the other', async () => {
        const { number } = tom
        await receiveOn(newsNumber, number, 'Thanks for the news')
        await receiveOn(textNumber, number, 'And my pay?')
        const events = await desk.eventsOf(() => receiveOn(newsNumber, number, 'STOP'))
        expect(events).to.include('number.opted-out')
        expect(await optedOutAt(number), 'cases go on').to.equal(null)
        expect(await send(await threadOn(newsNumber, number))).to.deep.equal({ refused: 'opted-out' })
        granted(await send(await threadOn(textNumber, number)))
        const said = await messagesOf(number)
        expect(
          said.filter(({ body }) => /own matter still come from this number/.test(body)),
        ).to.have.lengthOf(1)
        await receiveOn(newsNumber, number, 'Stop')
        expect((await messagesOf(number)).length, 'said once').to.equal(said.length)
        const phoneId = (await desk.ask((stores) => stores.phones.byNumber(number)))?.id ?? ''
        expect(await desk.ask((stores) => stores.optOuts.of(phoneId))).to.deep.equal([
          { phoneId, ourNumber: newsNumber, purpose: 'campaign', at: monday },
        ])

        await receiveOn(textNumber, number, 'START')
        expect(await send(await threadOn(newsNumber, number)), 'another number').to.deep.equal({
          refused: 'opted-out',
        })
        await receiveOn(newsNumber, number, 'START')
        granted(await send(await threadOn(newsNumber, number)))
      })

      it('STOP to the number for cases ends both, and START there brings both back', async () => {
        const from = stranger()
        await receiveOn(newsNumber, from, 'Hello')
        await receiveOn(textNumber, from, 'Hello')
        await receiveOn(textNumber, from, 'STOP')
        for (const ours of [textNumber, newsNumber])
          expect(await send(await threadOn(ours, from)), ours).to.deep.equal({ refused: 'opted-out' })
        await receiveOn(textNumber, from, 'START')
        for (const ours of [textNumber, newsNumber]) granted(await send(await threadOn(ours, from)))
      })

      it('21610 about the campaign number is kept for campaigns alone', async () => {
        const from = stranger()
        await receiveOn(newsNumber, from, 'Hello')
        const { messageId } = granted(await send(await threadOn(newsNumber, from)))
        await desk.run(textFailed, { messageId, errorCode: 21610 }, 'twilio')
        expect(await optedOutAt(from)).to.equal(null)
        expect(await send(await threadOn(newsNumber, from))).to.deep.equal({ refused: 'opted-out' })
      })
    })

    describe('STATUS', () => {
      const rules = (change: object) => ({
        memberId: aisha.id,
        version: 1,
        isDiscreet: false,
        notAtWork: false,
        textOnly: false,
        noVoicemail: false,
        onlySafeNumbers: false,
        neutralSender: false,
        noEmployerEmail: false,
        codeWord: null,
        hours: [],
        numbers: {},
        changedBy: demo.priya,
        changedAt: monday,
        ...change,
      })
      const asks = async () => {
        const before = (await messagesOf(aisha.number)).length
        await receive(aisha.number, 'STATUS')
        return (await messagesOf(aisha.number)).slice(before + 1).map(({ body }) => body)
      }

      it('says neither owner nor step to who asked for discretion, and nothing where no text may go now', async () => {
        expect((await asks())[0]).to.match(/^CX-10482 with Marcus/)
        await desk.ask((stores) => stores.safeContacts.insert(rules({ isDiscreet: true })))
        expect((await asks())[0])
          .to.match(/^CX-10482: we are on it/)
          .and.not.match(/Marcus|Next/)
        await desk.ask((stores) =>
          stores.safeContacts.save(
            rules({ version: 2, hours: [{ weekdays: [], from: '23:00', until: '23:30' }] }),
          ),
        )
        expect(await asks()).to.deep.equal([])
        await desk.ask((stores) => stores.safeContacts.save(rules({ version: 3 })))
      })

      it('from a number that nobody has stays open for a person', async () => {
        const from = stranger()
        const { contactId } = await receive(from, 'status')
        expect(await desk.contact(contactId ?? '')).to.include({ state: 'open' })
        expect((await messagesOf(from)).at(-1)?.body).to.match(/check with you who you are/)
      })
    })

    describe('going out', () => {
      it('is refused with the reason, and writes nothing', async () => {
        const from = stranger()
        await receive(from, 'Hi')
        const { id } = await threadOf(from)
        for (const body of ['', '  \n '])
          expect(await send(id, { body })).to.deep.equal({ refused: 'empty-text' })
        expect(await send(id, { body: 'x'.repeat(longest + 1) })).to.deep.equal({ refused: 'text-too-long' })
        expect(await send('nowhere')).to.deep.equal({ refused: 'not-found' })
        expect(await messagesOf(from)).to.have.lengthOf(1)
        granted(await send(id, { body: 'x'.repeat(longest) }))
      })

      it('to a landline is refused, when started and when a landline wrote', async () => {
        const start = (number: string) =>
          desk.run(startThread, { number, memberId: null, personId: demo.sam }, demo.sam)
        expect(await start('020 7946 0123')).to.deep.equal({ refused: 'cannot-text' })
        expect(await start('not a number')).to.deep.equal({ refused: 'number-unreadable' })
        await receive('+442079460123', 'From a landline')
        expect(await send((await threadOf('+442079460123')).id)).to.deep.equal({ refused: 'cannot-text' })
        const mobile = stranger()
        const [one, two] = [granted(await start(mobile)), granted(await start(mobile))]
        expect(one).to.deep.equal(two)
      })

      it('waits when the member wrote something the writer has not seen, unless sent anyway', async () => {
        const from = stranger()
        await receive(from, 'First')
        const { id } = await threadOf(from)
        const seen = (await desk.ask((stores) => stores.messages.newest(id)))?.id ?? ''
        await receive(from, 'Wait, no')
        expect(await send(id, { seenMessageId: seen })).to.deep.equal({ refused: 'newer-message' })
        granted(await send(id, { seenMessageId: null }))
        granted(await send(id, { seenMessageId: seen }))
      })

      it('waits when a colleague has answered meanwhile, who is named', async () => {
        const from = stranger()
        await receive(from, 'When is it?')
        const { id } = await threadOf(from)
        const seen = (await desk.ask((stores) => stores.messages.newest(id)))?.id ?? ''
        granted(await send(id, { personId: demo.priya, seenMessageId: seen, body: 'At two' }))
        const late = await send(id, { seenMessageId: seen, body: 'At three' })
        expect(late).to.deep.equal({
          refused: 'newer-message',
          detail: 'Priya Nair has answered meanwhile. Read it first. Send yours anyway?',
        })
        granted(await send(id, { seenMessageId: null, body: 'At two, in room 3' }))
      })

      it('a closed line answers a person once, a machine never', async () => {
        desk.set('2026-11-22T12:00:00.000Z')
        const [person, machine] = [stranger(), stranger()]
        await receive(person, 'Are you there?')
        await receive(person, 'Hello?')
        await receive(machine, 'Automatic reply: I am out of the office')
        expect((await messagesOf(person)).map(({ direction }) => direction)).to.deep.equal([
          'in',
          'out',
          'in',
        ])
        expect((await messagesOf(machine)).map(({ direction }) => direction)).to.deep.equal(['in'])
        desk.set('2026-11-22T12:10:00.000Z')
        await receive(person, 'STOP')
        expect(await messagesOf(person)).to.have.lengthOf(4)
      })

      it('the same client id is the same text, also five times at once', async () => {
        const from = stranger()
        await receive(from, 'Hi')
        const { id } = await threadOf(from)
        const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(id, { clientId: `same-${from}` })))
        expect(new Set(answers.map((answer) => granted(answer).messageId)).size).to.equal(1)
        expect(await messagesOf(from)).to.have.lengthOf(2)
      })

      it('takes the draft with it, and opens a conversation when there is none', async () => {
        const from = stranger()
        await receive(from, 'Hi')
        const { id } = await threadOf(from)
        granted(await desk.run(saveDraft, { threadId: id, text: 'Hel', kind: 'text' as const }, demo.sam))
        const input = { threadId: id, personId: demo.sam }
        granted(await desk.run(closeConversation, input, demo.sam))
        granted(await desk.run(closeConversation, input, demo.sam))
        granted(await send(id))
        expect((await threadOf(from)).draft).to.equal('')
        const open = await desk.ask((stores) => stores.contacts.openByThread(id))
        expect(open).to.include({ state: 'open', agentId: demo.sam })
        granted(await desk.run(reopenConversation, input, demo.sam))
        expect(await desk.count('contacts', { thread_id: id, ended_at: null })).to.equal(1)
      })
    })

    describe('delivery news', () => {
      const sent = async (): Promise<{ id: string; sid: string; from: string }> => {
        const from = stranger()
        await receive(from, 'Hi')
        const { messageId } = granted(await send((await threadOf(from)).id))
        return { id: messageId, sid: `SMout-${messageId}`, from }
      }
      const news = (messageSid: string, status: string, errorCode: number | null = null) =>
        desk.run(recordMessageStatus, { messageSid, status, errorCode }, 'twilio')
      const handedOver = (text: { id: string; sid: string }, status = 'queued') =>
        desk.run(textHandedOver, { messageId: text.id, messageSid: text.sid, status })
      const message = async (id: string): Promise<Message | null> =>
        desk.ask((stores) => stores.messages.find(id))

      it('never moves a text backwards, and the first end stands', async () => {
        const text = await sent()
        await handedOver(text)
        await news(text.sid, 'delivered')
        for (const late of ['sent', 'sending', 'queued', 'undelivered', 'failed', 'nonsense'])
          await news(text.sid, late, late === 'failed' ? 30003 : null)
        await handedOver(text)
        expect(await message(text.id)).to.include({ status: 'delivered', errorCode: null })
      })

      it('of a failure keeps why', async () => {
        const text = await sent()
        await handedOver(text)
        await news(text.sid, 'sent')
        await news(text.sid, 'undelivered', 30005)
        await news(text.sid, 'delivered')
        expect(await message(text.id)).to.include({ status: 'undelivered', errorCode: 30005 })
      })

      it('about a text nobody knows changes nothing', async () => {
        expect(await desk.eventsOf(() => news('SMnobody', 'delivered'))).to.deep.equal([])
      })

      it('that the number stopped sets the flag here too', async () => {
        const text = await sent()
        await desk.run(textFailed, { messageId: text.id, errorCode: 21610 })
        expect(await message(text.id)).to.include({ status: 'failed', errorCode: 21610 })
        expect(await optedOutAt(text.from)).to.equal(monday)
      })
    })

    it('a note on a case is no text', async () => {
      const note = { caseId: aisha.case, personId: demo.sam, clientId: 'note-is-no-text', body: 'Rang her' }
      expect(await desk.eventsOf(() => desk.run(addCaseNote, note, demo.sam))).to.deep.equal(['case.changed'])
    })
  })
})
