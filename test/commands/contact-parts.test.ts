import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { hangUp } from '../../server/commands/call-control.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { finishContact } from '../../server/commands/finish-contact.ts'
import { passOnCall } from '../../server/commands/pass-on-call.ts'
import { saveNotes } from '../../server/commands/save-notes.ts'
import { contactView } from '../../server/views/contact-view.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { contactEntries } from '../../server/views/timeline.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('the part of an agent who handed a call over', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const seenBy = async (contactId: string, personId: string) => {
      const view = await contactView(deps(), contactId, personId)
      if (!view) throw new Error('no contact')
      return view
    }
    const writes = (contactId: string, personId: string, text: string, version: number) =>
      desk.run(saveNotes, { contactId, personId, text, version }, personId)
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
    /** The first wrote something and sent the call to the second, who is talking now. */
    const handedOver = async () => {
      const [first, second] = [await desk.agent(), await desk.agent()]
      const call = await desk.connected(first)
      granted(await writes(call.contactId, first, 'Hearing on Thursday', 0))
      granted(
        await desk.run(
          passOnCall,
          { contactId: call.contactId, personId: first, to: { kind: 'colleague', personId: second } },
          first,
        ),
      )
      const offer = await desk.ask((stores) => stores.offers.openByPerson(second))
      granted(await desk.run(acceptOffer, { offerId: offer?.id ?? '', personId: second }, second))
      const agentSid = `${call.agentSid}2`
      granted(
        await desk.run(
          joinAsAgent,
          { contactId: call.contactId, callSid: agentSid, personId: second },
          'twilio',
        ),
      )
      const next = { contactId: call.contactId, conferenceSid: `${call.conferenceSid}-2` }
      await desk.conference(next, 'participant-join', agentSid)
      await desk.conference(next, 'participant-join', call.callSid)
      return { first, second, contactId: call.contactId }
    }

    it('is written up without a clock while the call goes on, under their name', async () => {
      const { first, second, contactId } = await handedOver()
      const phone = await phoneView(deps(), first)
      expect(phone?.presence.occupancy).to.equal('wrap-up')
      expect(phone?.call).to.include({ role: 'agent', state: 'wrap-up', endedAt: monday })
      expect(phone?.call?.actions.finish).to.deep.equal({ allowed: true })
      expect(phone?.call?.actions.hangUp.allowed).to.equal(false)
      desk.later(86_400_000)
      expect(await desk.presence(first)).to.include({ occupancy: 'wrap-up' })

      const mine = await seenBy(contactId, first)
      expect(mine.notes).to.include({ text: 'Hearing on Thursday' })
      granted(await writes(contactId, first, 'Hearing on Thursday at ten', mine.notes.version))
      expect(await writes(contactId, first, 'late', mine.notes.version)).to.deep.equal({
        refused: 'stale-version',
      })
      expect(await finish(contactId, first, { reason: null })).to.deep.equal({ refused: 'reason-required' })
      expect(await finish(contactId, first, { outcome: null })).to.deep.equal({
        refused: 'outcome-required',
      })
      granted(await finish(contactId, first, { thenAvailability: 'break' }))
      expect(await desk.presence(first)).to.include({ occupancy: 'idle', choice: 'break', contactId: null })
      // The call is not theirs to write any more, and is the other's as it was.
      expect(await finish(contactId, first)).to.deep.equal({ refused: 'not-yours' })
      expect(await desk.contact(contactId)).to.include({
        state: 'connected',
        agentId: second,
        notes: '',
        outcome: null,
        handledAt: null,
      })
      const [part] = (await seenBy(contactId, second)).parts
      expect(part).to.include({
        notes: 'Hearing on Thursday at ten',
        reason: 'discipline',
        outcome: 'advice-given',
      })
      expect(part?.by).to.match(/^Agent /)
    })

    it('leaves the receiver an empty page of their own, with the first’s beside it; the timeline has both', async () => {
      const { first, second, contactId } = await handedOver()
      const theirs = await seenBy(contactId, second)
      expect(theirs.notes.text).to.equal('')
      expect(theirs.parts.map(({ notes }) => notes)).to.deep.equal(['Hearing on Thursday'])
      // Whoever typed on what was there before the handing over overwrites nothing.
      expect(await writes(contactId, second, 'stale', 1)).to.deep.equal({ refused: 'stale-version' })
      granted(await writes(contactId, second, 'Letter is coming', theirs.notes.version))
      expect((await seenBy(contactId, first)).notes.text).to.equal('Hearing on Thursday')
      granted(await desk.run(hangUp, { contactId, personId: second }, second))
      expect(await desk.presence(first)).to.include({ occupancy: 'wrap-up' })
      granted(await finish(contactId, second, { outcome: 'signposted' }))
      granted(await finish(contactId, first))
      const [entry] = await contactEntries(desk.database.read, [await desk.contact(contactId)], desk.now())
      expect(entry?.body).to.match(
        /^Agent \d+ handed it over: Hearing on Thursday\n.+\nLetter is coming\n.+$/,
      )
    })

    it('puts its next step on the case', async () => {
      const { first, contactId } = await handedOver()
      const dueAt = new Date(Date.parse(monday) + 86_400_000).toISOString()
      expect(
        await finish(contactId, first, {
          nextStep: 'Send the letter',
          nextStepDue: '2026-11-20T09:00:00.000Z',
        }),
      ).to.deep.equal({ refused: 'date-in-past' })
      granted(await finish(contactId, first, { nextStep: 'Send the letter', nextStepDue: dueAt }))
      const { caseId } = await desk.contact(contactId)
      const mine = (await desk.openFollowUps(caseId ?? '')).filter((f) => f.what === 'Send the letter')
      expect(mine.map(({ ownerId }) => ownerId)).to.deep.equal([first])
    })
  })
})
