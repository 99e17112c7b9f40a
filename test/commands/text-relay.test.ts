import { expect } from 'chai'
import { chooseFromMenu } from '../../server/commands/choose-from-menu.ts'
import { identifyMember } from '../../server/commands/identify-member.ts'
import { callbackStep } from '../../server/commands/keep-place.ts'
import { noteMemberRelay, noteTextRelay } from '../../server/commands/note-text-relay.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { memberView } from '../../server/views/member-views.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = '+447700900117'

describe('F9: a call through text relay', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let made = 0
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const rings = async (from: string) => {
      made += 1
      const callSid = `CA${String(made).padStart(30, '0')}rr`
      const page = await desk.run(receiveCall, { callSid, from, to: '+442079460900' }, 'twilio')
      if (page.page !== 'menu') throw new Error(`answered with ${page.page}`)
      return page
    }
    const memberId = async () => {
      const [member] = await desk.ask((stores) => stores.members.byNumber(aisha))
      if (member === undefined) throw new Error('no member')
      return member.id
    }

    it('is known by its prefix, matched with the member, and silence leads to a person and is no wrong key', async () => {
      const page = await rings(`18001${aisha.replace('+44', '0')}`)
      expect(page.slow).to.equal(true)
      expect(await desk.contact(page.contactId)).to.include({
        textRelay: 'number',
        callerNumber: aisha,
        memberId: await memberId(),
      })
      const wrong = granted(
        await desk.run(chooseFromMenu, { contactId: page.contactId, digits: '7' }, 'twilio'),
      )
      expect(wrong).to.include({ page: 'menu', slow: true })
      const silent = granted(
        await desk.run(chooseFromMenu, { contactId: page.contactId, digits: '' }, 'twilio'),
      )
      expect(silent.page).to.equal('queue')
      expect('say' in silent && silent.say.join(' '))
        .to.match(/find a person/)
        .and.not.match(/did not hear/)
      expect((await desk.contact(page.contactId)).need).to.equal('Text relay')
      const asked = granted(
        await desk.run(
          callbackStep,
          { contactId: page.contactId, step: 'start', from: 'queue' as const, digits: '2' },
          'twilio',
        ),
      )
      expect(asked).to.include({ page: 'keys', slow: true })
    })

    it('is not guessed of others: their silence is met once, then a person answers, as ever', async () => {
      const page = await rings('+447700900556')
      expect(page.slow).to.equal(undefined)
      const once = granted(
        await desk.run(chooseFromMenu, { contactId: page.contactId, digits: '' }, 'twilio'),
      )
      expect(once.page === 'menu' && once.say.join(' ')).to.match(/did not hear a key/)
    })

    it('is heard by the agent, shown in the phone, and the member’s next call is met with patience', async () => {
      const agent = await desk.agent()
      const call = await desk.connected(agent, '+447700900557')
      const shown = async () => (await phoneView(deps(), agent))?.call?.textRelay
      expect(await shown()).to.equal(null)
      const note = (isRelay: boolean, personId = agent) =>
        desk.run(noteTextRelay, { contactId: call.contactId, personId, isRelay }, personId)
      expect(await note(true, 'demo-person-priya')).to.deep.equal({ refused: 'not-yours' })
      const events = await desk.eventsOf(async () => void granted(await note(true)))
      expect(events).to.deep.equal(['contact.text-relay-noted'])
      expect(await desk.eventsOf(async () => void granted(await note(true)))).to.deep.equal([])
      expect(await shown()).to.match(/go ahead.*same security questions/)
      // Known only afterwards who it is: kept with them.
      granted(
        await desk.run(identifyMember, { contactId: call.contactId, memberId: await memberId() }, agent),
      )
      expect((await memberView(deps(), await memberId()))?.textRelay).to.equal(true)
      const next = await rings(aisha)
      expect(next.slow).to.equal(true)
      expect((await desk.contact(next.contactId)).textRelay).to.equal('member')
      // It was none after all.
      granted(await note(false))
      expect((await memberView(deps(), await memberId()))?.textRelay).to.equal(false)
      expect((await rings(aisha)).slow).to.equal(undefined)
    })

    it('is noted on the member’s page too, once, and the next call is met with patience', async () => {
      const id = await memberId()
      const note = (isRelay: boolean, of = id) => desk.run(noteMemberRelay, { memberId: of, isRelay })
      granted(await note(false))
      expect(await desk.eventsOf(async () => granted(await note(true)))).to.deep.equal([
        'member.text-relay-noted',
      ])
      expect(await desk.eventsOf(async () => granted(await note(true)))).to.deep.equal([])
      expect((await memberView(deps(), id))?.textRelay).to.equal(true)
      const page = await rings(aisha)
      expect(page.slow).to.equal(true)
      expect(await desk.contact(page.contactId)).to.include({ textRelay: 'member' })
      expect(await note(true, 'nobody')).to.deep.equal({ refused: 'not-found' })
      granted(await note(false))
      expect((await rings(aisha)).slow).to.equal(undefined)
    })
  })
})
