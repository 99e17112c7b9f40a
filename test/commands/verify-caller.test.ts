import { expect } from 'chai'
import { chooseFromMenu } from '../../server/commands/choose-from-menu.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { memberDialled, memberPickedUp } from '../../server/commands/dial-callback.ts'
import { dialNumber } from '../../server/commands/dial-number.ts'
import { answerVerification, confirmRungBack, verifyCaller } from '../../server/commands/verify-caller.ts'
import { contactView } from '../../server/views/contact-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { saysOf } from '../support/who-they-are.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = { id: 'demo-member-M-204117', number: '+447700900117' }
const tom = { id: 'demo-member-M-118820', number: '+447700900820' }

describe('verifying who calls', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const view = async (contactId: string, personId: string) => {
      const shown = await contactView(
        { read: desk.database.read, engine: desk.database.engine, clock: { now: desk.now } },
        contactId,
        personId,
      )
      if (!shown?.verification) throw new Error('no view')
      return { ...shown, verification: shown.verification }
    }
    const call = async (from?: string) => {
      const personId = await desk.agent()
      const { contactId } = await desk.connected(personId, from)
      return { personId, contactId }
    }
    const begin = (on: { personId: string; contactId: string }, memberId: string) =>
      desk.run(verifyCaller, { ...on, memberId }, on.personId)
    const say = async (on: { personId: string; contactId: string }, memberId: string, isRight: boolean) => {
      const { question } = (await view(on.contactId, on.personId)).verification
      if (!question) throw new Error('nothing is asked')
      return desk.run(
        answerVerification,
        { ...on, fact: question.fact, said: isRight ? saysOf(memberId)[question.fact] : 'no idea' },
        on.personId,
      )
    }

    it('a number of her own is level 1: name, branch and case, and no membership', async () => {
      const on = await call(aisha.number)
      const shown = await view(on.contactId, on.personId)
      expect(shown.verification).to.include({ level: 1, isMembershipHidden: true })
      expect(shown.member).to.deep.include({
        name: 'Aisha Khan',
        membershipNumber: null,
        status: null,
        employer: null,
        workplace: null,
      })
      expect(shown.member?.branch).to.be.a('string')
      expect(shown.caller.openCases.map(({ reference }) => reference)).to.include('CX-10482')
    })

    it('a shared number is level 0, with first names and branches only', async () => {
      const on = await call(tom.number)
      const shown = await view(on.contactId, on.personId)
      expect(shown.verification.level).to.equal(0)
      expect(shown.caller.members.map(({ name }) => name)).to.eql(['Jean', 'Tom'])
    })

    it('a work number is level 0, although it is hers alone', async () => {
      await desk.database.write(async (stores) => {
        const phone = await stores.phones.byNumber(aisha.number)
        if (!phone) throw new Error('no phone')
        await stores.members.setLabel({ memberId: aisha.id, phoneId: phone.id, label: 'work' })
      })
      const on = await call(aisha.number)
      expect((await view(on.contactId, on.personId)).verification.level).to.equal(0)
      await desk.database.write(async (stores) => {
        const phone = await stores.phones.byNumber(aisha.number)
        await stores.members.setLabel({ memberId: aisha.id, phoneId: phone?.id ?? '', label: 'mobile' })
      })
    })

    it('two right facts are level 2, the record opens, and every step is in the log without a word that was said', async () => {
      const on = await call(aisha.number)
      granted(await begin(on, aisha.id))
      const events = await desk.eventsOf(async () => {
        granted(await say(on, aisha.id, true))
        granted(await say(on, aisha.id, true))
      })
      expect(events).to.eql([
        'contact.verification-answered',
        'contact.verification-answered',
        'contact.verified',
      ])
      const shown = await view(on.contactId, on.personId)
      expect(shown.verification).to.include({ level: 2, isMembershipHidden: false, question: null })
      expect(shown.member).to.include({ membershipNumber: 'M-204117' })
    })

    it('no answer is ever in what the screen is given', async () => {
      const on = await call(aisha.number)
      granted(await begin(on, aisha.id))
      const text = JSON.stringify(await view(on.contactId, on.personId))
        .replaceAll(aisha.id, '')
        .toLowerCase()
      for (const answer of Object.entries(saysOf(aisha.id)).map(([, said]) => said))
        expect(text).to.not.include(answer.trim().toLowerCase())
    })

    it('two wrong answers lock it: no more questions, also in the next call, until the day is over', async () => {
      const on = await call()
      granted(await begin(on, tom.id))
      granted(await say(on, tom.id, false))
      granted(await say(on, tom.id, false))
      expect((await view(on.contactId, on.personId)).verification).to.include({ isLocked: true, level: 0 })
      expect(await begin(on, tom.id)).to.deep.equal({ refused: 'verification-locked' })
      const next = await call()
      granted(await begin(next, tom.id))
      granted(await say(next, tom.id, false))
      expect((await view(next.contactId, next.personId)).verification.isLocked).to.equal(true)
      const third = await call()
      expect(await begin(third, tom.id)).to.deep.equal({ refused: 'verification-locked' })
      desk.later(24 * 3_600_000 + 1)
      granted(await begin(third, tom.id))
    })

    it('a withheld caller who tells two facts is moved to that member', async () => {
      const on = await call('anonymous')
      const jean = 'demo-member-M-118821'
      granted(await begin(on, jean))
      granted(await say(on, jean, true))
      expect(await desk.contact(on.contactId)).to.include({ memberId: null, verifiedLevel: 0 })
      granted(await say(on, jean, true))
      expect(await desk.contact(on.contactId)).to.include({
        memberId: jean,
        verifiedLevel: 2,
        verifiedHow: 'facts',
      })
    })

    it('only whoever has the call may ask, and nothing is asked once it is over', async () => {
      const on = await call(aisha.number)
      const other = await desk.agent()
      expect(await begin({ ...on, personId: other }, aisha.id)).to.deep.equal({ refused: 'not-yours' })
      expect(await desk.run(confirmRungBack, on, on.personId)).to.deep.equal({ refused: 'not-rung-back' })
      expect(
        await desk.run(answerVerification, { ...on, fact: 'job' as const, said: ' ' }, on.personId),
      ).to.deep.equal({ refused: 'said-required' })
    })

    it('rung back on a number that is theirs alone is level 3; on a shared one it proves nothing', async () => {
      const ring = async (number: string, memberId: string) => {
        const personId = await desk.agent()
        const { contactId } = granted(
          await desk.run(
            dialNumber,
            { personId, number, memberId, reason: 'to be sure', override: null },
            personId,
          ),
        )
        const agentSid = `CArung${personId}`
        const conferenceSid = `CFrung${personId}`
        const callSid = `CArungm${personId}`
        granted(await desk.run(joinAsAgent, { contactId, callSid: agentSid, personId }, 'twilio'))
        await desk.conference({ contactId, conferenceSid }, 'participant-join', agentSid)
        await desk.run(memberDialled, { contactId, callSid })
        await desk.run(memberPickedUp, { contactId, callSid }, 'twilio')
        await desk.conference({ contactId, conferenceSid }, 'participant-join', callSid)
        return { personId, contactId }
      }
      const on = await ring(aisha.number, aisha.id)
      granted(await desk.run(confirmRungBack, on, on.personId))
      expect((await view(on.contactId, on.personId)).verification).to.include({
        level: 3,
        words: 'Verified: rung back (level 3)',
      })
      const shared = await ring(tom.number, tom.id)
      expect(await desk.run(confirmRungBack, shared, shared.personId)).to.deep.equal({
        refused: 'not-their-number',
      })
    })

    it('a membership number keyed in at the menu is the first fact; nothing said tells whether it is one', async () => {
      const personId = await desk.agent()
      const say = async (digits: string) => {
        const { contactId } = await desk.greeted()
        const asked = granted(await desk.run(chooseFromMenu, { contactId, digits: '*' }, 'twilio'))
        expect(asked).to.include({ page: 'number', attempt: 1 })
        const page = granted(await desk.keysNumber(contactId, digits))
        return { contactId, page: JSON.stringify(page).replaceAll(contactId, '') }
      }
      const known = await say('204117')
      const unknown = await say('999991')
      expect(known.page).to.equal(unknown.page)
      expect((await view(known.contactId, personId)).verification).to.deep.include({
        level: 0,
        right: 1,
        about: { memberId: aisha.id, name: 'Aisha Khan', branch: 'Northside Health', isKeyed: true },
      })
      expect((await view(unknown.contactId, personId)).verification.about).to.equal(null)
    })

    it('three tries that are no number at all, and it goes on to a person', async () => {
      const { contactId } = await desk.greeted()
      granted(await desk.run(chooseFromMenu, { contactId, digits: '*' }, 'twilio'))
      expect(granted(await desk.keysNumber(contactId, '12'))).to.include({ page: 'number', attempt: 2 })
      expect(granted(await desk.keysNumber(contactId, ''))).to.include({ page: 'number', attempt: 3 })
      expect(granted(await desk.keysNumber(contactId, '1'))).to.include({ page: 'queue' })
    })
  })
})
