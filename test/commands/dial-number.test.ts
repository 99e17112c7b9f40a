import { expect } from 'chai'
import { hangUp } from '../../server/commands/call-control.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { memberDialled, memberPickedUp } from '../../server/commands/dial-callback.ts'
import { dialNumber, markNumber } from '../../server/commands/dial-number.ts'
import { recordCallStatus } from '../../server/commands/record-call-status.ts'
import { tendLostCalls } from '../../server/commands/tend-lost-calls.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = '+447700900117'

describe('ringing out', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    let made = 0
    const asked = (personId: string, change: Partial<Parameters<typeof dialNumber>[2]> = {}) => ({
      personId,
      number: '07700 900117',
      memberId: null,
      reason: 'the hearing',
      override: null,
      ...change,
    })
    const dialled = async () => {
      const personId = await desk.agent()
      const { contactId } = granted(await desk.run(dialNumber, asked(personId), personId))
      const agentSid = `CA${String((made += 1)).padStart(31, '0')}d`
      return { personId, contactId, agentSid, conferenceSid: `CFd${made}` }
    }
    const agentJoins = async (d: Awaited<ReturnType<typeof dialled>>) => {
      granted(
        await desk.run(
          joinAsAgent,
          { contactId: d.contactId, callSid: d.agentSid, personId: d.personId },
          'twilio',
        ),
      )
      return desk.eventsOf(() => desk.conference(d, 'participant-join', d.agentSid))
    }
    const tend = () => desk.run((stores, env) => tendLostCalls(stores, env), {})

    it('brings the agent in first, rings the member then, and both talk', async () => {
      const d = await dialled()
      expect(await desk.contact(d.contactId)).to.include({
        state: 'connecting',
        agentId: d.personId,
        callerNumber: aisha,
        dialReason: 'the hearing',
      })
      expect(await desk.presence(d.personId)).to.include({ occupancy: 'on-call' })
      expect(await agentJoins(d)).to.deep.equal(['contact.dial-asked'])
      const callSid = `CAm${made}`
      await desk.run(memberDialled, { contactId: d.contactId, callSid })
      expect(await desk.run(memberPickedUp, { contactId: d.contactId, callSid }, 'twilio')).to.include({
        page: 'conference',
      })
      await desk.conference(d, 'participant-join', callSid)
      expect(await desk.contact(d.contactId)).to.include({ state: 'connected' })
      await desk.run(recordCallStatus, { callSid, status: 'completed', sequence: 3 }, 'twilio')
      expect(await desk.contact(d.contactId)).to.include({ state: 'ended', result: 'answered' })
      expect(await desk.presence(d.personId)).to.include({ occupancy: 'wrap-up' })
    })

    it('not reached: over, said so, the agent free, and no call back promised to somebody we rang', async () => {
      const d = await dialled()
      await agentJoins(d)
      const callSid = `CAm${made}`
      await desk.run(memberDialled, { contactId: d.contactId, callSid })
      await desk.run(recordCallStatus, { callSid, status: 'no-answer', sequence: 3 }, 'twilio')
      const contact = await desk.contact(d.contactId)
      expect(contact).to.include({ state: 'ended', result: 'not-reached' })
      expect(contact.handledAt).to.not.equal(null)
      expect(await desk.presence(d.personId)).to.include({ occupancy: 'idle' })
      const open = await desk.openFollowUps(contact.caseId ?? '')
      expect(open.some((one) => one.what.startsWith('Call back'))).to.equal(false)
    })

    it('hung up before anybody was rung, or the agent’s phone never came: over, nobody rings on', async () => {
      const d = await dialled()
      granted(await desk.run(hangUp, { contactId: d.contactId, personId: d.personId }, d.personId))
      expect(await desk.presence(d.personId)).to.include({ occupancy: 'idle' })
      const e = await dialled()
      desk.later(16_000)
      await tend()
      expect(await desk.contact(e.contactId)).to.include({ state: 'ended', result: 'not-dialled' })
      expect(await desk.presence(e.personId)).to.include({ occupancy: 'idle', areYouThere: true })
    })

    it('asks for a reason, a number, a ready phone and free hands', async () => {
      const personId = await desk.agent()
      const refusal = async (change: Parameters<typeof asked>[1]) =>
        desk.run(dialNumber, asked(personId, change), personId)
      expect(await refusal({ reason: ' ' })).to.deep.equal({ refused: 'dial-reason-required' })
      expect(await refusal({ number: '12' })).to.deep.equal({ refused: 'number-unreadable' })
      expect(await refusal({ number: '+442079460900' })).to.deep.equal({ refused: 'not-a-destination' })
      const deaf = await desk.agent({ registered: false })
      expect(await desk.run(dialNumber, asked(deaf), deaf)).to.deep.equal({ refused: 'phone-not-ready' })
      await desk.connected(personId)
      expect(await refusal({})).to.deep.equal({ refused: 'busy-with-call' })
    })

    it('rings a marked number only with a reason, which is kept', async () => {
      const personId = await desk.agent()
      const phone = await desk.ask((stores) => stores.phones.byNumber('+447700900118'))
      const number = '07700 900118'
      if (!phone) {
        const { contactId } = granted(await desk.run(dialNumber, asked(personId, { number }), personId))
        granted(await desk.run(hangUp, { contactId, personId }, personId))
      }
      const known = await desk.ask((stores) => stores.phones.byNumber('+447700900118'))
      const mark = (because: string) =>
        desk.run(markNumber, { phoneId: known?.id ?? '', memberId: 'm', because }, personId)
      granted(await mark('her partner answers'))
      expect(await mark('  '), 'is no way to call it safe').to.deep.equal({ refused: 'why-required' })
      expect(await desk.run(dialNumber, asked(personId, { number }), personId)).to.deep.equal({
        refused: 'number-blocked',
        detail: 'Not safe to ring: her partner answers',
      })
      const { contactId } = granted(
        await desk.run(
          dialNumber,
          asked(personId, { number, override: 'she asked for today at ten' }),
          personId,
        ),
      )
      expect((await desk.contact(contactId)).dialOverride).to.equal('she asked for today at ten')
    })
  })
})
