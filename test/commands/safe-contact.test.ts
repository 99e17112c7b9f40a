import { expect } from 'chai'
import { queueAttempt, textTo } from '../../server/commands/callback-support.ts'
import { dialNumber } from '../../server/commands/dial-number.ts'
import { keepPlace } from '../../server/commands/keep-place.ts'
import { saveSafeContact } from '../../server/commands/save-safe-contact.ts'
import { sendText } from '../../server/commands/send-text.ts'
import { startThread } from '../../server/commands/start-thread.ts'
import type { SafeContact } from '../../server/domain/safe-contact.ts'
import { memberView } from '../../server/views/member-views.ts'
import { overridesView } from '../../server/views/safe-contact-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const fatima = { id: 'demo-member-M-173245', number: '+447700900245' }
const nothing = {
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
const afternoon = '2026-11-23T14:00:00.000Z'
const evening = '2026-11-23T18:30:00.000Z'

describe('how a member may be contacted', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(afternoon))
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: desk.now },
    })
    const wish = async (
      change: Partial<Omit<SafeContact, 'memberId' | 'version' | 'changedBy' | 'changedAt'>>,
    ) => {
      const version = (await memberView(deps(), fatima.id))?.safeContact.version ?? 0
      return desk.run(
        saveSafeContact,
        { ...nothing, ...change, memberId: fatima.id, personId: demo.priya, version },
        demo.priya,
      )
    }
    const ring = async (override: string | null = null) => {
      const personId = await desk.agent()
      const answer = await desk.run(
        dialNumber,
        { personId, number: fatima.number, memberId: fatima.id, reason: 'the rota', override },
        personId,
      )
      return { personId, answer }
    }

    it('after 18:00 only: at 14:00 the dialler refuses with the words, at 18:30 it rings', async () => {
      granted(await wish({ hours: [{ weekdays: [], from: '18:00', until: '24:00' }] }))
      expect((await ring()).answer).to.deep.equal({
        refused: 'number-blocked',
        detail: 'They asked to be contacted only after 18:00.',
      })
      const shown = await memberView(deps(), fatima.id)
      expect(shown?.phones[0]?.ring).to.deep.include({ may: false, safeFrom: '2026-11-23T18:00:00.000Z' })
      desk.set(evening)
      expect((await ring()).answer).to.have.property('contactId')
    })

    it('going ahead needs words, and data protection reads them; whoever reads no members reads no name', async () => {
      granted(await wish({ textOnly: true }))
      const { personId, answer } = await ring('her hearing is in an hour')
      expect(answer).to.have.property('contactId')
      const [told] = (await overridesView(deps(), { readsMembers: true })).items
      expect(told).to.deep.include({
        way: 'call',
        because: 'text-only',
        why: 'her hearing is in an hour',
        member: { id: fatima.id, name: 'Fatima Begum' },
      })
      const [nameless] = (await overridesView(deps(), { readsMembers: false })).items
      expect(nameless).to.include({ member: null, why: '' })
      expect(await desk.count('event_log', { type: 'number.rule-overridden', actor: personId })).to.equal(1)
    })

    it('at 14:00 her work number is blocked, also for whoever has no member in mind', async () => {
      const phone = await desk.ask((stores) => stores.phones.byNumber(fatima.number))
      const of = { memberId: fatima.id, phoneId: phone?.id ?? '' }
      await desk.ask((stores) => stores.members.setLabel({ ...of, label: 'work' }))
      granted(await wish({ isDiscreet: true, notAtWork: true }))
      const personId = await desk.agent()
      const answer = await desk.run(
        dialNumber,
        { personId, number: '07700 900245', memberId: null, reason: 'x', override: null },
        personId,
      )
      expect(answer).to.deep.include({ refused: 'number-blocked' })
      await desk.ask((stores) => stores.members.setLabel({ ...of, label: 'mobile' }))
    })

    it('no text goes to a number that takes none: not by hand, and not by itself', async () => {
      const phone = await desk.ask((stores) => stores.phones.byNumber(fatima.number))
      granted(
        await wish({
          numbers: {
            [phone?.id ?? '']: { isSafe: false, noCalls: false, noTexts: true, noVoicemail: false },
          },
        }),
      )
      expect(await desk.run((stores, env) => textTo(stores, env, fatima.number, 'x'), {})).to.deep.equal([])
      const { threadId } = granted(
        await desk.run(startThread, { number: fatima.number, memberId: fatima.id, personId: demo.priya }),
      )
      expect(
        await desk.run(sendText, {
          threadId,
          personId: demo.priya,
          clientId: 'client-1',
          body: 'Hello',
          kind: 'text' as const,
          seenMessageId: null,
        }),
      ).to.deep.include({ refused: 'number-unsafe' })
    })

    it('a callback that comes due outside her hours waits for them, in its place', async () => {
      granted(await wish({ hours: [{ weekdays: [], from: '18:00', until: '24:00' }] }))
      const { contactId } = await desk.waitingCall(fatima.number)
      const contact = await desk.contact(contactId)
      const callback = await desk.run(
        (stores, env) => keepPlace(stores, env, contact, { number: fatima.number, nobodyHere: false }),
        {},
      )
      if (!callback) throw new Error('nothing was promised')
      expect(callback.promisedFrom).to.equal('2026-11-23T18:00:00.000Z')
      desk.later(3_600_000)
      const promised = await desk.ask((stores) => stores.callbacks.find(callback.id))
      if (promised) await desk.run((stores, env) => queueAttempt(stores, env, promised), {})
      expect(await desk.ask((stores) => stores.callbacks.find(callback.id))).to.include({
        state: 'promised',
        dueAt: '2026-11-23T18:00:00.000Z',
        waitingSince: callback.waitingSince,
      })
      desk.set(evening)
      const later = await desk.ask((stores) => stores.callbacks.find(callback.id))
      if (!later) throw new Error('the callback is gone')
      expect(await desk.run((stores, env) => queueAttempt(stores, env, later), {})).to.include({
        state: 'due',
      })
    })

    it('hours that end before they begin are refused beside the field, and nothing is kept', async () => {
      const before = (await memberView(deps(), fatima.id))?.safeContact
      const answer = await wish({ hours: [{ weekdays: [], from: '21:00', until: '18:00' }] })
      expect(answer).to.deep.include({ refused: 'bad-settings' })
      expect((await memberView(deps(), fatima.id))?.safeContact).to.deep.equal(before)
    })

    it('with an unverified caller on the line nobody changes it; two at once do not overwrite each other', async () => {
      const personId = await desk.agent()
      await desk.connected(personId, fatima.number)
      const version = (await memberView(deps(), fatima.id))?.safeContact.version ?? 0
      const input = { ...nothing, memberId: fatima.id, version }
      expect(await desk.run(saveSafeContact, { ...input, personId }, personId)).to.deep.equal({
        refused: 'verify-first',
      })
      granted(await desk.run(saveSafeContact, { ...input, personId: demo.priya }, demo.priya))
      expect(await desk.run(saveSafeContact, { ...input, personId: demo.priya }, demo.priya)).to.deep.equal({
        refused: 'stale-version',
      })
    })
  })
})
