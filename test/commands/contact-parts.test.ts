import { expect } from 'chai'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { askGuest } from '../../server/commands/ask-guest.ts'
import { hangUp } from '../../server/commands/call-control.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { finishContact } from '../../server/commands/finish-contact.ts'
import { takeOver } from '../../server/commands/guest-control.ts'
import { passOnCall } from '../../server/commands/pass-on-call.ts'
import { saveNotes } from '../../server/commands/save-notes.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
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

    /** A call passed to an outside number that does not answer: it comes back to the queue. */
    const backFromOutside = async (writesUpFirst: boolean) => {
      const first = await desk.agent()
      const call = await desk.connected(first)
      const { contactId } = call
      granted(await writes(contactId, first, 'Wants the helpline', 0))
      const to = { kind: 'outside', number: '020 7946 0777', name: 'Helpline' } as const
      granted(await desk.run(passOnCall, { contactId, personId: first, to }, first))
      if (writesUpFirst) granted(await finish(contactId, first, { outcome: 'signposted' }))
      desk.later(61_000)
      await desk.run((stores, env) => tendLostCalls(stores, env), {})
      expect(await desk.contact(contactId)).to.include({ state: 'waiting', agentId: null, notes: '' })
      return { first, contactId }
    }

    it('stays with whoever passed the call to an outside number when it comes back, and they are free', async () => {
      const { first, contactId } = await backFromOutside(false)
      expect(await desk.presence(first)).to.include({ occupancy: 'idle', contactId: null })
      const mine = await seenBy(contactId, first)
      expect(mine.notes.text).to.equal('Wants the helpline')
      granted(await writes(contactId, first, 'Wants the helpline today', mine.notes.version))
      const next = await desk.agent()
      const seen = await seenBy(contactId, next)
      expect(seen.notes.text).to.equal('')
      expect(seen.parts.map(({ notes }) => notes)).to.deep.equal(['Wants the helpline today'])
    })

    it('is done where they had written it up before it came back', async () => {
      const { first, contactId } = await backFromOutside(true)
      expect(await desk.presence(first)).to.include({ occupancy: 'idle' })
      expect(await finish(contactId, first)).to.deep.equal({ refused: 'not-yours' })
      const [part] = await desk.ask((stores) => stores.contactParts.ofContact(contactId))
      expect(part).to.include({ notes: 'Wants the helpline', outcome: 'signposted', doneAt: monday })
    })

    it('stays with whoever was lost when a colleague takes the call over, beside an empty page', async () => {
      const [lost, colleague] = [await desk.agent(), await desk.agent()]
      const call = await desk.connected(lost)
      const { contactId } = call
      granted(await writes(contactId, lost, 'Hearing on Thursday', 0))
      granted(
        await desk.run(
          askGuest,
          { contactId, personId: lost, whom: { kind: 'colleague', personId: colleague } },
          lost,
        ),
      )
      const offer = await desk.ask((stores) => stores.offers.openByPerson(colleague))
      granted(await desk.run(acceptOffer, { offerId: offer?.id ?? '', personId: colleague }, colleague))
      const theirSid = `${call.agentSid}3`
      granted(await desk.run(joinAsAgent, { contactId, callSid: theirSid, personId: colleague }, 'twilio'))
      await desk.conference(call, 'participant-join', theirSid)
      await desk.conference(call, 'participant-leave', call.agentSid)
      granted(await desk.run(takeOver, { contactId, personId: colleague }, colleague))
      const theirs = await seenBy(contactId, colleague)
      expect(theirs.notes.text).to.equal('')
      expect(theirs.parts.map(({ notes }) => notes)).to.deep.equal(['Hearing on Thursday'])
      granted(await writes(contactId, colleague, 'I have it now', theirs.notes.version))
      // What the lost one had still typed is kept under their own name.
      const mine = await seenBy(contactId, lost)
      granted(await writes(contactId, lost, 'Hearing on Thursday at ten', mine.notes.version))
      expect((await seenBy(contactId, colleague)).notes.text).to.equal('I have it now')
      expect((await seenBy(contactId, colleague)).parts[0]?.notes).to.equal('Hearing on Thursday at ten')
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
