import { expect } from 'chai'
import type { AdminLinesView, AdminLineView } from '../../server/contract/admin-views.ts'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { JoinPathView, LeadsView } from '../../server/contract/lead-api.ts'
import type { MemberView } from '../../server/contract/member-views.ts'
import type { RecordingAccessView } from '../../server/contract/recording-views.ts'
import type { SearchView, WorkView } from '../../server/contract/work-views.ts'
import { sqliteUrl } from '../support/databases.ts'
import { tellsFacts } from '../support/who-they-are.ts'
import { createWorld, scottishLine, serviceLine, until, type World } from '../support/world.ts'

describe('callers nobody knows, and closed lines', function () {
  this.timeout(60_000)
  let world: World
  beforeEach(async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T09:12' })
  })
  afterEach(() => world.close())

  it('J2: an unknown caller is one contact and one case, and nobody is called a member', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900555').call(serviceLine)
    await call.press('3')
    const offer = await priya.rings()
    expect(offer.caller).to.include({ kind: 'unknown', title: '07700 900555' })
    expect(offer.caller.members).to.deep.equal([])
    const { contactId } = await priya.answers()
    const contact = await priya.get<ContactView>(`/api/contacts/${contactId}`)
    expect(contact.member).to.equal(null)
    const page = await priya.get<CaseView>(`/api/cases/${contact.case?.id}`)
    expect(page).to.include({
      kind: 'joining',
      title: 'Wants to join',
      member: null,
      callerNumber: '07700 900555',
    })
    // "Not a member yet": what is true, where there is help, and an organiser within the hour, once they said yes.
    const path = await priya.get<JoinPathView>(`/api/leads/of/${contactId}`)
    expect(path.say.join(' ')).to.include('Legal help needs membership before it happened')
    expect(path.signposts.map(({ detail }) => detail).join(' ')).to.include('0300 123 1100')
    const facts = {
      name: 'Rosa Lima',
      number: path.number ?? '',
      workplace: 'Harbour Parcels',
      about: 'Dismissed today',
    }
    const silent = await priya.try('POST', `/api/leads/of/${contactId}`, { ...facts, hasConsent: false })
    expect(silent).to.deep.include({ status: 422 })
    const sent = await priya.send<JoinPathView>('POST', `/api/leads/of/${contactId}`, {
      ...facts,
      hasConsent: true,
    })
    expect(sent.lead).to.include({ state: 'open', number: '07700 900555' })
    const within = Date.parse(sent.lead?.dueAt ?? '') - Date.parse(world.clock.now())
    expect(within).to.be.within(50 * 60_000, 60 * 60_000)
    const again = await priya.send<JoinPathView>('POST', `/api/leads/of/${contactId}`, {
      ...facts,
      hasConsent: true,
    })
    expect(again.lead?.id).to.equal(sent.lead?.id)
    expect((await priya.get<LeadsView>('/api/leads')).open).to.have.lengthOf(1)
    const withLead = await priya.get<CaseView>(`/api/cases/${contact.case?.id}`)
    expect(withLead.member).to.equal(null)
    expect(withLead.followUps.map(({ what }) => what)).to.deep.equal(['Ring Rosa Lima about joining'])
    call.hangUp()
    await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'no wrap-up')
    await priya.send('POST', `/api/contacts/${contactId}/finish`, {
      reason: 'joining',
      outcome: 'information-sent',
    })
    expect(
      (await priya.get<CaseView>(`/api/cases/${contact.case?.id}`)).timeline.filter((e) => e.kind === 'call'),
    ).to.have.lengthOf(1)
    await world.staysQuiet()
  })

  for (const from of ['anonymous', 'Restricted', '+266696687', '']) {
    it(`J7: "${from}" is a withheld number, never a person`, async () => {
      const priya = await world.agent('priya')
      const call = world.simulator.phone(from).call(serviceLine)
      await call.press('4')
      const offer = await priya.rings()
      expect(offer.caller).to.deep.include({
        kind: 'withheld',
        title: 'Withheld number',
        number: null,
        members: [],
      })
      const { contactId } = await priya.answers()
      const found = await priya.get<SearchView>('/api/search?q=M-118820')
      const tom = found.members[0]
      // They are on the line, and nobody yet: the record stays shut.
      expect(tom).to.deep.include({ name: 'Tom Reid', membershipNumber: null, status: null, employer: null })
      const asked = await priya.send<ContactView>('POST', `/api/verification/${contactId}`, {
        memberId: tom?.id,
      })
      expect(asked.member).to.equal(null)
      const verified = await tellsFacts(priya, asked, tom?.id ?? '')
      expect(verified.verification).to.include({ level: 2, words: 'Verified: two facts (level 2)' })
      expect(verified.member).to.include({ membershipNumber: 'M-118820', isMembershipHidden: false })
      call.hangUp()
      await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'no wrap-up')
      const member = await priya.get<MemberView>(`/api/members/${tom?.id}`)
      expect(member.contacts.map((c) => c.contactId)).to.include(contactId)
      expect(member.phones.every((p) => /^\+44/.test(p.e164))).to.equal(true)

      await priya.send('POST', `/api/contacts/${contactId}/case`, { caseId: null, newCaseTitle: 'Rota' })
      await priya.send('POST', `/api/contacts/${contactId}/finish`, {
        reason: 'other',
        outcome: 'advice-given',
      })
      world.clock.push(24 * 3_600_000)
      const nextDay = await world.agent('priya')
      const again = world.simulator.phone(from).call(serviceLine)
      await again.press('4')
      const second = await nextDay.rings()
      expect(second.caller).to.deep.include({ kind: 'withheld', members: [] })
      await world.staysQuiet()
    })
  }

  it('two members on one number are both shown, and neither is chosen by itself', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900820').call(serviceLine)
    await call.press('4')
    const offer = await priya.rings()
    expect(offer.caller).to.include({ kind: 'several', title: '2 possible members' })
    expect(offer.caller.members.map((m) => m.name)).to.deep.equal(['Jean', 'Tom'])
    const contact = await priya.get<ContactView>(`/api/contacts/${offer.contactId}`)
    expect(contact).to.include({ member: null, needsChoice: true })
    call.hangUp()
    await world.staysQuiet()
  })

  it('J9: a bank holiday closes the English line, not the Scottish one', async () => {
    world.clock.set('2026-08-31T11:00')
    await world.agent('priya')
    const english = world.simulator.phone('+447700900117').call(serviceLine)
    await english.waitForHeard(/today is a bank holiday.*we open tuesday at half past eight/i)
    await english.waitForHeard('beep')
    await english.say('My manager has changed my shifts')
    english.hangUp()
    await english.waitForState('completed')
    const lorna = await world.console('lorna')
    const item = await until(
      async () => (await lorna.get<WorkView>('/api/work')).voicemails.find((w) => w.title === 'Aisha Khan'),
      'the voicemail is not on the work list',
    )
    const contact = await lorna.get<ContactView>(`/api/contacts/${item.id}`)
    expect(contact).to.include({ result: 'voicemail' })
    expect(contact.case?.reference).to.equal('CX-10482')
    expect(contact.recordings).to.have.lengthOf(1)
    const page = await lorna.get<CaseView>(`/api/cases/${contact.case?.id}`)
    expect(page.followUps.find((f) => f.what === 'Listen to the voicemail and call back')?.dueAt).to.equal(
      '2026-09-01T07:30:00.000Z',
    )

    const scottish = world.simulator.phone('+447700900820').call(scottishLine)
    await scottish.press('4')
    await scottish.waitForHeard(/in the queue/i)
    scottish.hangUp()
    await world.staysQuiet()
  })

  it('a voicemail is written down by Twilio where the line says so, and Twilio keeps no copy', async () => {
    world.clock.set('2026-10-06T20:00')
    const devi = await world.console('devi')
    const { lines } = await devi.get<AdminLinesView>('/api/admin/lines')
    const id = lines.find(({ number }) => number === serviceLine)?.id ?? ''
    const line = await devi.get<AdminLineView>(`/api/admin/lines/${id}`)
    const { version, shownNumber: number, name, kind, greeting, closedMessage, defaultQueueId, drain } = line
    const settings = { number, name, kind, greeting, closedMessage, defaultQueueId, drain, keepDays: 90 }
    await devi.send('PUT', `/api/admin/lines/${id}`, {
      version,
      line: { ...settings, transcribeVoicemail: true },
    })
    const leaves = async (words: string | null) => {
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.waitForHeard('beep')
      if (words === null) await call.tone(600, 2600)
      else await call.say(words)
      call.hangUp()
      await call.waitForState('completed')
      await world.simulator.idle()
    }
    const lorna = await world.console('lorna')
    const newest = async () => {
      const { voicemails } = await lorna.get<WorkView>('/api/work')
      const views = await Promise.all(
        voicemails.map((one) => lorna.get<ContactView>(`/api/contacts/${one.id}`)),
      )
      const recording = views.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0]?.recordings[0]
      return lorna.get<RecordingAccessView>(`/api/recordings/${recording?.id}`)
    }
    const state = async (wanted: string) =>
      until(async () => {
        const access = await newest()
        return access.transcript?.state === wanted ? access : null
      }, `no transcript is ${wanted}`)

    await leaves('My manager has changed my shifts again, please ring me back on Thursday')
    const { transcript } = await state('written')
    expect(transcript?.text).to.equal(
      'My manager has changed my shifts again, please ring me back on Thursday',
    )
    await leaves('Ring me')
    await state('out-of-range')
    // Sound without words that anybody could write down.
    await leaves(null)
    await state('failed')
    await until(
      async () => world.simulator.exchange.transcriptions.size === 0,
      'Twilio still has what was written down',
    )
    await devi.send('PUT', `/api/admin/lines/${id}`, {
      version: version + 1,
      line: { ...settings, transcribeVoicemail: false },
    })
    await world.staysQuiet()
  })

  it('a caller who hangs up on the closed message is logged as that, with a call back due at the next opening', async () => {
    world.clock.set('2026-10-06T19:00')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/closed/i)
    call.hangUp()
    const lorna = await world.console('lorna')
    const item = await until(
      async () =>
        (await lorna.get<WorkView>('/api/work')).gaveUp.find(
          (w) => w.title === 'Aisha Khan' && w.line.startsWith('Rang while closed'),
        ),
      'not logged',
    )
    const contact = await lorna.get<ContactView>(`/api/contacts/${item.id}`)
    const page = await lorna.get<CaseView>(`/api/cases/${contact.case?.id}`)
    expect(page.followUps.find((f) => f.what.startsWith('Call back'))?.dueAt).to.equal(
      '2026-10-07T07:30:00.000Z',
    )
  })

  it('nobody signed in: said at once, without music, and a voicemail is offered', async () => {
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await call.waitForHeard(/nobody is here to take your call/i)
    await call.waitForHeard(/after the tone/i)
    call.hangUp()
    await world.staysQuiet()
  })

  it('callers waiting at closing time are served until a quarter past, then promised a call back', async () => {
    world.clock.set('2026-10-06T18:59')
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await call.waitForHeard(/first in the queue/i)
    world.clock.set('2026-10-06T19:14')
    await call.waitForHeard(/first in the queue/i, { timeoutMs: 15_000 })
    world.clock.set('2026-10-06T19:15')
    await call.waitForHeard(/we could not answer you today.*wednesday at half past eight/i, {
      timeoutMs: 15_000,
    })
    await call.waitForState('completed')
    await world.staysQuiet()
  })
})
