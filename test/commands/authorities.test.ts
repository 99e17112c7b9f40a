import { expect } from 'chai'
import {
  giveAuthority,
  noteSpeaker,
  renewAuthority,
  withdrawAuthority,
} from '../../server/commands/authorities.ts'
import { saveSafeContact } from '../../server/commands/save-safe-contact.ts'
import { answerVerification, verifyCaller } from '../../server/commands/verify-caller.ts'
import { authoritiesView } from '../../server/views/authority-views.ts'
import { contactView } from '../../server/views/contact-view.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { saysOf } from '../support/who-they-are.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const caseId = 'demo-case-CX-10482'
const omar = '+447700900722'

describe('somebody who speaks for a member', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: desk.now },
    })
    const wish = {
      memberId: aisha,
      personId: demo.marcus,
      name: 'Omar Khan',
      relation: 'brother',
      number: '07700 900722',
      caseId: null as string | null,
      scope: ['take-message' as const, 'hear-case' as const],
      ground: 'letter' as const,
      fromDay: '2026-11-01',
      untilDay: '2026-12-31',
    }
    const give = (change: Partial<Parameters<typeof giveAuthority>[2]> = {}) =>
      desk.run(giveAuthority, { ...wish, ...change }, demo.marcus)
    const shown = async () => (await authoritiesView(deps(), aisha))?.items ?? []
    const withdrawAll = async () => {
      for (const one of await shown())
        if (one.state !== 'withdrawn')
          granted(
            await desk.run(
              withdrawAuthority,
              { authorityId: one.id, personId: demo.marcus, version: one.version, why: 'done' },
              demo.marcus,
            ),
          )
    }
    afterEach(withdrawAll)
    const verification = async (contactId: string, personId: string) => {
      const found = (await contactView(deps(), contactId, personId))?.verification
      if (!found) throw new Error('no view')
      return found
    }
    const may = async (contactId: string, personId: string) =>
      (await verification(contactId, personId)).may
        .filter(({ isAllowed }) => isAllowed)
        .map(({ words }) => words)

    it('says beside each field what is wrong, and keeps nothing then', async () => {
      const before = (await shown()).length
      const answer = await give({ name: '', number: 'twelve', scope: [], untilDay: '' })
      expect(answer).to.have.property('refused', 'bad-settings')
      expect('fields' in answer && answer.fields?.map(({ field }) => field)).to.deep.equal([
        'name',
        'number',
        'scope',
        'untilDay',
      ])
      expect(await give({ memberId: 'nobody' })).to.deep.equal({ refused: 'not-found' })
      expect(await give({ caseId: 'demo-case-CX-10001' }), 'another’s case').to.deep.equal({
        refused: 'not-found',
      })
      expect(await shown()).to.have.lengthOf(before)
    })

    it('is shown when their number rings; in words that it ran out the day after its last', async () => {
      granted(await give({ caseId }))
      const ring = async () => {
        const personId = await desk.agent()
        await desk.ringing(personId, omar)
        return (await phoneView(deps(), personId))?.offer
      }
      const offer = await ring()
      expect(offer?.caller.kind).to.equal('unknown')
      expect(offer?.speaksFor.map(({ words }) => words)).to.deep.equal([
        'May be Omar Khan (brother), who may speak for Aisha Khan about CX-10482 alone: leave and take messages, hear how the case stands. Until 31 December 2026.',
      ])
      desk.set('2026-12-31T12:00:00.000Z')
      expect((await ring())?.speaksFor[0]?.isInForce).to.equal(true)
      desk.set('2027-01-05T12:00:00.000Z')
      expect((await ring())?.speaksFor[0]).to.deep.include({
        isInForce: false,
        words:
          'May be Omar Khan (brother). Their authority to speak for Aisha Khan about CX-10482 alone: ran out on 31 December 2026. Tell them nothing of it.',
      })
    })

    it('hears what level and scope both allow, and changes nothing of the member’s', async () => {
      granted(await give())
      const personId = await desk.agent()
      const { contactId } = await desk.connected(personId, omar)
      const [choice] = (await verification(contactId, personId)).speakers
      expect(choice).to.include({ name: 'Omar Khan', isTheirNumber: true, isInForce: true })
      const on = { contactId, personId }
      expect(
        await desk.run(noteSpeaker, { ...on, personId: demo.sam, authorityId: choice?.id ?? '' }, demo.sam),
      ).to.deep.equal({ refused: 'not-yours' })
      granted(await desk.run(noteSpeaker, { ...on, authorityId: choice?.id ?? '' }, personId))
      expect((await desk.contact(contactId)).memberId).to.equal(aisha)
      expect(await may(contactId, personId)).to.deep.equal(['General advice'])
      granted(await desk.run(verifyCaller, { ...on, memberId: aisha }, personId))
      for (const _ of [1, 2]) {
        const { question } = await verification(contactId, personId)
        if (!question) throw new Error('nothing is asked')
        granted(
          await desk.run(
            answerVerification,
            { ...on, fact: question.fact, said: saysOf(aisha)[question.fact] },
            personId,
          ),
        )
      }
      expect(await may(contactId, personId)).to.deep.equal([
        'General advice',
        'See their name, branch and case',
        'Take a message for the case',
        'Say what is on the case',
      ])
      const rules = {
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
      }
      const change = { memberId: aisha, personId, version: 0, ...rules }
      expect(await desk.run(saveSafeContact, change, personId)).to.deep.equal({ refused: 'member-alone' })
      expect(await desk.run(giveAuthority, { ...wish, personId }, personId)).to.deep.equal({
        refused: 'member-alone',
      })
      granted(await desk.run(noteSpeaker, { ...on, authorityId: null }, personId))
      expect(await may(contactId, personId)).to.include('Change how they may be contacted')
      granted(await desk.run(saveSafeContact, change, personId))
    })

    it('a stranger on the line gives nobody authority, and takes it from somebody all the same', async () => {
      granted(await give())
      const personId = await desk.agent()
      await desk.connected(personId, '+447700900117')
      expect(await desk.run(giveAuthority, { ...wish, personId }, personId)).to.deep.equal({
        refused: 'verify-first',
      })
      const [one] = await shown()
      if (!one) throw new Error('none')
      const change = { authorityId: one.id, personId, version: one.version }
      expect(await desk.run(renewAuthority, { ...change, untilDay: '2030-01-01' }, personId)).to.deep.equal({
        refused: 'verify-first',
      })
      granted(await desk.run(withdrawAuthority, { ...change, why: 'She said so' }, personId))
    })

    it('is renewed by whoever saw it last, and every change is in the log', async () => {
      const events = await desk.eventsOf(async () => {
        granted(await give())
        const [one] = await shown()
        if (!one) throw new Error('none')
        const change = { authorityId: one.id, personId: demo.marcus, version: one.version }
        granted(await desk.run(renewAuthority, { ...change, untilDay: '2027-06-30' }, demo.marcus))
        expect(
          await desk.run(renewAuthority, { ...change, untilDay: '2027-07-30' }, demo.marcus),
        ).to.deep.equal({ refused: 'stale-version' })
        expect(await desk.run(withdrawAuthority, { ...change, why: 'x' }, demo.marcus)).to.deep.equal({
          refused: 'stale-version',
        })
        await withdrawAll()
      })
      expect(events).to.deep.equal([
        'member.authority-given',
        'member.authority-renewed',
        'member.authority-withdrawn',
      ])
      expect((await shown())[0]?.withdrawn?.why).to.equal('done')
    })
  })
})
