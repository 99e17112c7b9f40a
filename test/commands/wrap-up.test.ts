import { expect } from 'chai'
import { addFollowUp } from '../../server/commands/add-follow-up.ts'
import { hangUp } from '../../server/commands/call-control.ts'
import { finishContact } from '../../server/commands/finish-contact.ts'
import { handleContact } from '../../server/commands/handle-contact.ts'
import { identifyMember } from '../../server/commands/identify-member.ts'
import { linkCase, undoCaseLink } from '../../server/commands/link-case.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { saveNotes } from '../../server/commands/save-notes.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const day = 86_400_000
const aisha = { id: 'demo-member-M-204117', number: '+447700900117', case: 'demo-case-CX-10482' }

describe('writing up a contact', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    type Finish = Parameters<typeof finishContact>[2]
    const finish = (contactId: string, personId: string, change: Partial<Finish> = {}) =>
      desk.run(
        finishContact,
        {
          contactId,
          personId,
          reason: 'discipline',
          outcome: 'advice-given',
          nextStep: '',
          nextStepDue: null,
          nextStepOwnerId: null,
          thenAvailability: null,
          wasHard: false,
          ...change,
        },
        personId,
      )
    const inWrapUp = async (from?: string) => {
      const personId = await desk.agent()
      const { contactId } = await desk.connected(personId, from)
      granted(await desk.run(hangUp, { contactId, personId }, personId))
      return { personId, contactId, contact: await desk.contact(contactId) }
    }

    describe('finishing', () => {
      it('waits for reason, outcome and the choice of case, and writes nothing before', async () => {
        const { personId, contactId, contact } = await inWrapUp()
        expect(await finish(contactId, personId, { reason: null })).to.deep.equal({
          refused: 'reason-required',
        })
        expect(await finish(contactId, personId, { outcome: null })).to.deep.equal({
          refused: 'outcome-required',
        })
        await desk.ask((stores) => stores.contacts.save({ ...contact, needsChoice: true }))
        expect(await finish(contactId, personId)).to.deep.equal({ refused: 'case-required' })
        await desk.ask((stores) => stores.contacts.save({ ...contact, caseId: null }))
        expect(await finish(contactId, personId)).to.deep.equal({ refused: 'case-required' })
        await desk.ask((stores) => stores.contacts.save(contact))
        const past = { nextStep: 'Ring her', nextStepDue: '2026-11-23T09:02:59.999Z' }
        expect(await finish(contactId, personId, past)).to.deep.equal({ refused: 'date-in-past' })
        expect(await desk.contact(contactId)).to.deep.equal(contact)
        expect((await desk.presence(personId)).occupancy).to.equal('wrap-up')
      })

      it('is refused while the call lasts, to others, and for what is not there', async () => {
        const personId = await desk.agent()
        const { contactId } = await desk.connected(personId)
        expect(await finish(contactId, personId)).to.deep.equal({ refused: 'call-still-live' })
        expect(await finish(contactId, await desk.agent())).to.deep.equal({ refused: 'not-yours' })
        expect(await finish('nowhere', personId)).to.deep.equal({ refused: 'not-found' })
      })

      it('keeps everything, makes the next step a follow-up with owner and date, and frees the agent', async () => {
        const { personId, contactId, contact } = await inWrapUp()
        const due = '2026-11-24T13:00:00.000Z'
        granted(
          await finish(contactId, personId, {
            reason: 'grievance',
            nextStep: ' Marcus rings her ',
            nextStepDue: due,
            nextStepOwnerId: demo.marcus,
            notes: 'Long story',
            thenAvailability: 'lunch',
          }),
        )
        expect(await desk.contact(contactId)).to.include({
          reason: 'grievance',
          outcome: 'advice-given',
          nextStep: 'Marcus rings her',
          nextStepDue: due,
          nextStepOwnerId: demo.marcus,
          notes: 'Long story',
          handledAt: monday,
        })
        const theCase = await desk.case(contact.caseId)
        expect(theCase).to.include({ nextStep: 'Marcus rings her', nextStepDue: due, kind: 'grievance' })
        const [promised, ...more] = await desk.openFollowUps(theCase.id)
        expect(promised).to.include({ what: 'Marcus rings her', dueAt: due, ownerId: demo.marcus })
        expect(more).to.deep.equal([])
        expect(await desk.presence(personId)).to.include({ occupancy: 'idle', choice: 'lunch' })
      })

      it('twice promises once', async () => {
        const { personId, contactId, contact } = await inWrapUp()
        const step = { nextStep: 'Send the form', nextStepDue: '2026-11-24T13:00:00.000Z' }
        await Promise.all([finish(contactId, personId, step), finish(contactId, personId, step)])
        const promised = await desk.openFollowUps(contact.caseId ?? '')
        expect(promised.map((f) => [f.what, f.ownerId])).to.deep.equal([['Send the form', personId]])
      })

      it('does not end the next call of an agent who writes up late', async () => {
        const { personId, contactId } = await inWrapUp()
        granted(await finish(contactId, personId))
        const next = await desk.connected(personId)
        granted(await finish(contactId, personId, { outcome: 'signposted' }))
        expect(await desk.presence(personId)).to.include({
          occupancy: 'on-call',
          contactId: next.contactId,
        })
      })
    })

    describe('notes', () => {
      const save = (contactId: string, personId: string, text: string, version: number) =>
        desk.run(saveNotes, { contactId, personId, text, version }, personId)

      it('a repeat is the same save, and what a colleague wrote is never overwritten', async () => {
        const [mine, other] = [await desk.agent(), await desk.agent()]
        const { contactId } = await desk.connected(mine)
        const first = granted(await save(contactId, mine, 'She says', 0))
        expect(first).to.deep.equal({ savedAt: monday, version: 1 })
        desk.later(1000)
        expect(await save(contactId, mine, 'She says', 0)).to.deep.equal(first)
        expect(await save(contactId, other, 'He says', 0)).to.deep.equal({ refused: 'stale-version' })
        expect(granted(await save(contactId, other, 'She says. Checked.', 1)).version).to.equal(2)
        expect(await save(contactId, mine, 'She says the letter', 1)).to.deep.equal({
          refused: 'stale-version',
        })
        expect(await desk.contact(contactId)).to.include({ notes: 'She says. Checked.', notesVersion: 2 })
        expect(await save('nowhere', mine, 'x', 0)).to.deep.equal({ refused: 'not-found' })
      })

      it('of ten writers at once one is kept, and nine are told', async () => {
        const personId = await desk.agent()
        const { contactId } = await desk.connected(personId)
        const answers = await Promise.all(
          Array.from({ length: 10 }, (_, index) => save(contactId, personId, `Version ${index}`, 0)),
        )
        expect(answers.filter((answer) => 'refused' in answer)).to.have.lengthOf(9)
        expect((await desk.contact(contactId)).notesVersion).to.equal(1)
      })
    })

    describe('the case of a contact', () => {
      const link = (contactId: string, caseId: string | null, newCaseTitle?: string) =>
        desk.run(linkCase, { contactId, personId: demo.sam, caseId, newCaseTitle }, demo.sam)
      const undo = (contactId: string) => desk.run(undoCaseLink, { contactId, personId: demo.sam }, demo.sam)

      it('can be moved and put back until 30 days later, and both cases show it', async () => {
        const { contactId, contact } = await inWrapUp()
        const from = contact.caseId ?? ''
        granted(await link(contactId, aisha.case))
        expect(await desk.contact(contactId)).to.include({
          caseId: aisha.case,
          previousCaseId: from,
          needsChoice: false,
          caseWords: 'chosen by hand: CX-10482',
        })
        expect(
          await desk.count('case_events', { case_id: from, contact_id: contactId, kind: 'moved' }),
        ).to.equal(1)
        expect(
          await desk.count('case_events', { case_id: aisha.case, contact_id: contactId, kind: 'moved' }),
        ).to.equal(1)
        desk.later(30 * day)
        granted(await undo(contactId))
        expect((await desk.contact(contactId)).caseId).to.equal(from)
      })

      it('cannot be put back a moment after 30 days', async () => {
        const { contactId } = await inWrapUp()
        granted(await link(contactId, null, 'Another matter'))
        desk.later(30 * day + 1)
        expect(await undo(contactId)).to.deep.equal({ refused: 'undo-too-late' })
      })

      it('has nothing to undo before it was moved', async () => {
        const { contactId } = await inWrapUp()
        expect(await undo(contactId)).to.deep.equal({ refused: 'nothing-to-undo' })
        expect(await undo('nowhere')).to.deep.equal({ refused: 'not-found' })
      })

      it('can be a new one, but not an unknown or a closed one', async () => {
        const { contactId, contact } = await inWrapUp()
        expect(await link(contactId, 'nowhere')).to.deep.equal({ refused: 'not-found' })
        expect(await link('nowhere', aisha.case)).to.deep.equal({ refused: 'not-found' })
        const closed: { id: string } | undefined = await desk.database
          .read('cases')
          .where({ status: 'closed' })
          .first('id')
        expect(await link(contactId, closed?.id ?? '')).to.deep.equal({ refused: 'case-closed' })
        expect(await desk.contact(contactId)).to.deep.equal(contact)
        granted(await link(contactId, null, '  Rota  '))
        const opened = await desk.case((await desk.contact(contactId)).caseId)
        expect(opened).to.include({ title: 'Rota', ownerId: demo.sam, status: 'open' })
      })

      it('chosen where it is filed already is chosen', async () => {
        const { contactId, contact } = await inWrapUp()
        await desk.ask((stores) => stores.contacts.save({ ...contact, needsChoice: true }))
        granted(await link(contactId, contact.caseId))
        expect(await desk.contact(contactId)).to.include({ needsChoice: false, caseId: contact.caseId })
      })
    })

    describe('who it was', () => {
      const identify = (contactId: string, memberId: string) =>
        desk.run(identifyMember, { contactId, memberId }, demo.sam)

      it('an unknown caller found out takes the case opened for this call along', async () => {
        const { contactId, contact } = await inWrapUp('anonymous')
        granted(await identify(contactId, aisha.id))
        const after = await desk.contact(contactId)
        expect(after).to.include({ memberId: aisha.id, caseId: contact.caseId, needsChoice: true })
        expect((await desk.case(contact.caseId)).memberId).to.equal(aisha.id)
        expect(await desk.count('member_phones', { member_id: aisha.id })).to.equal(1)
      })

      it('one of two on a number is filed by their own cases', async () => {
        const { contactId, contact } = await inWrapUp('+447700900820')
        expect(contact).to.include({ memberId: null, needsChoice: true })
        granted(await identify(contactId, 'demo-member-M-118820'))
        expect((await desk.contact(contactId)).memberId).to.equal('demo-member-M-118820')
      })

      it('is refused for a member or contact that is not there', async () => {
        const { contactId } = await inWrapUp()
        expect(await identify(contactId, 'nobody')).to.deep.equal({ refused: 'not-found' })
        expect(await identify('nowhere', aisha.id)).to.deep.equal({ refused: 'not-found' })
      })
    })

    describe('one who gave up', () => {
      const handle = (contactId: string) =>
        desk.run(handleContact, { contactId, personId: demo.sam }, demo.sam)

      it('is handled once, which keeps the promise made for this call', async () => {
        const { contactId, callSid } = await desk.waitingCall()
        expect(await handle(contactId)).to.deep.equal({ refused: 'call-still-live' })
        await desk.run(recordCallStatus, { callSid, status: 'completed', sequence: 2 }, 'twilio')
        const { caseId } = await desk.contact(contactId)
        expect(await desk.openFollowUps(caseId ?? '')).to.have.lengthOf(1)
        expect((await desk.case(caseId)).nextStep).to.equal('Call back: gave up waiting')
        granted(await handle(contactId))
        expect(await desk.openFollowUps(caseId ?? '')).to.deep.equal([])
        expect((await desk.case(caseId)).nextStep, 'nothing is left to do').to.equal(null)
        const { handledAt, version } = await desk.contact(contactId)
        desk.later(1000)
        expect(await desk.eventsOf(() => handle(contactId))).to.deep.equal([])
        expect(await desk.contact(contactId)).to.include({ handledAt, version })
        expect(await handle('nowhere')).to.deep.equal({ refused: 'not-found' })
      })
    })

    describe('a promise', () => {
      it('is made in nobody’s name who is not there or has left', async () => {
        const { personId, contactId } = await inWrapUp()
        const gone = await desk.agent()
        await desk.ask(async (stores) => {
          const person = await stores.people.find(gone)
          if (person) await stores.people.save({ ...person, leftAt: monday })
        })
        const nextStepDue = '2026-11-25T14:00:00.000Z'
        for (const nextStepOwnerId of ['nobody', gone])
          expect(
            await finish(contactId, personId, { nextStep: 'Ring back', nextStepDue, nextStepOwnerId }),
          ).to.deep.equal({ refused: 'not-found' })
        const { caseId } = await desk.contact(contactId)
        const promised = { caseId: caseId ?? '', personId, what: 'Ring back', dueAt: nextStepDue }
        expect(await desk.run(addFollowUp, { ...promised, ownerId: 'nobody' }, personId)).to.deep.equal({
          refused: 'not-found',
        })
        expect((await desk.contact(contactId)).handledAt).to.equal(null)
      })
    })
  })
})
