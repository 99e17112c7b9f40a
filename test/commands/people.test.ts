import { expect } from 'chai'
import { sessionRows } from '../../server/adapters/http/session-rows.ts'
import {
  addPerson,
  changePerson,
  choosePassword,
  putPersonBack,
  resetSignIn,
} from '../../server/commands/change-people.ts'
import { leavePerson, returnPerson } from '../../server/commands/leave-person.ts'
import { listenToCall } from '../../server/commands/listen-to-call.ts'
import type { PersonSettings } from '../../server/domain/person.ts'
import { adminPeopleView } from '../../server/views/admin-people-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const devi = 'demo-person-devi'
const lorna = 'demo-person-lorna'
const jo: PersonSettings = {
  name: 'Jo Field',
  email: 'jo@union.org',
  roles: ['agent'],
  skills: { advice: 2 },
  languages: ['pl'],
}

describe('people as data', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const view = (asker = devi) =>
      adminPeopleView({ read: desk.database.read, engine, clock: { now: desk.now } }, asker)
    const shown = async (personId: string) => {
      const person = (await view()).people.find(({ id }) => id === personId)
      if (person === undefined) throw new Error('nobody')
      return person
    }
    const person = (personId: string) => desk.ask((stores) => stores.people.find(personId))
    const versionOf = async (personId: string) => (await person(personId))?.version ?? 0
    const settingsOf = (personId: string): Promise<PersonSettings> =>
      desk.ask(async (stores) => {
        const found = await stores.people.find(personId)
        if (found === null) throw new Error('nobody')
        const { name, email, languages } = found
        return {
          name,
          email,
          languages,
          roles: await stores.people.rolesOf(personId),
          skills: await stores.people.skillsOf(personId),
        }
      })
    const change = async (personId: string, more: Partial<PersonSettings>, actor = devi) =>
      desk.run(
        changePerson,
        {
          personId,
          version: await versionOf(personId),
          person: { ...(await settingsOf(personId)), ...more },
        },
        actor,
      )
    const leave = async (personId: string, toId: string | null = null, actor = devi) =>
      desk.run(leavePerson, { personId, version: await versionOf(personId), toId }, actor)
    const added = async (email: string, more: Partial<PersonSettings> = {}): Promise<string> =>
      granted(await desk.run(addPerson, { person: { ...jo, email, ...more }, passwordHash: 'once' }, devi))
        .personId

    it('somebody is added with roles, skills and languages, and a password that is good once', async () => {
      const personId = await added(' JO@union.org ', { name: ' Jo  Field' })
      expect(await shown(personId)).to.deep.include({
        name: 'Jo Field',
        email: 'jo@union.org',
        roles: ['agent'],
        skills: { advice: 2 },
        languages: [{ code: 'pl', name: 'Polish' }],
        queues: ['Advice', 'Urgent'],
        signedInAt: null,
        oneTimeUntil: '2026-11-26T09:03:00.000Z',
        leftAt: null,
      })
      const [newest] = (await view()).history
      expect(newest).to.deep.include({ heading: 'Jo Field added', by: 'Devi Rao', part: null })
      const again = await desk.run(addPerson, { person: jo, passwordHash: 'x' }, devi)
      expect(again).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'email', words: 'Jo Field signs in with this address.' }],
      })

      const version = await versionOf(personId)
      granted(await desk.run(choosePassword, { personId, version, passwordHash: 'own' }, personId))
      expect(await person(personId)).to.include({ passwordHash: 'own', oneTimeUntil: null })
      // Used up: whoever saw it cannot choose another.
      expect(
        await desk.run(choosePassword, { personId, version: version + 1, passwordHash: 'stolen' }, personId),
      ).to.deep.equal({ refused: 'wrong-credentials' })
    })

    it('a change holds from its commit, is in the history in words, and is put back', async () => {
      const personId = await added('ana@union.org', { name: 'Ana Lima' })
      const before = await settingsOf(personId)
      const events = await desk.eventsOf(async () => {
        granted(
          await change(personId, { roles: ['agent', 'supervisor'], skills: { advice: 5, casework: 1 } }),
        )
      })
      expect(events).to.deep.equal(['person.changed'])
      expect(await settingsOf(personId)).to.deep.include({
        roles: ['agent', 'supervisor'],
        skills: { advice: 5, casework: 1 },
      })
      const [newest] = (await view()).history
      expect(newest).to.deep.include({
        heading: 'Ana Lima changed',
        by: 'Devi Rao',
        part: 'person',
        aboutId: personId,
        isCurrent: true,
        changes: [
          { what: 'Roles', before: 'Agent', after: 'Agent, Supervisor' },
          { what: 'Skill advice', before: 'level 2', after: 'level 5' },
          { what: 'Skill casework', before: null, after: 'level 1' },
        ],
      })
      granted(await desk.run(putPersonBack, { seq: newest?.seq ?? 0, side: 'before' as const }, devi))
      expect(await settingsOf(personId)).to.deep.equal(before)
      expect((await view()).history.slice(0, 2).map(({ isCurrent }) => isCurrent)).to.deep.equal([
        true,
        false,
      ])
      const nothing = await desk.eventsOf(async () => void granted(await change(personId, {})))
      expect(nothing).to.deep.equal([])
      expect(await desk.run(putPersonBack, { seq: 1, side: 'before' as const }, devi)).to.deep.equal({
        refused: 'not-found',
      })
    })

    it('of two who change one person, the second is told; what is wrong is said and changes nothing', async () => {
      const personId = await added('two@union.org')
      const input = { personId, version: 1, person: { ...jo, email: 'two@union.org', name: 'One' } }
      const both = await Promise.all([
        desk.run(changePerson, input, devi),
        desk.run(changePerson, { ...input, person: { ...input.person, name: 'Two' } }, devi),
      ])
      expect(both.filter((answer) => 'refused' in answer)).to.deep.equal([{ refused: 'stale-version' }])
      const kept = await settingsOf(personId)
      expect(await change(personId, { name: '', skills: { advice: 9 } })).to.deep.equal({
        refused: 'bad-settings',
        fields: [
          { field: 'name', words: 'Write the name that colleagues know them by.' },
          { field: 'skills', words: 'A level is between 1, can do it, and 5, expert.' },
        ],
      })
      expect(await settingsOf(personId)).to.deep.equal(kept)
    })

    it('the last administrator stays one, nobody takes it from themselves, and two at once cannot take it from each other', async () => {
      expect(await change(devi, { roles: ['agent'] })).to.deep.equal({ refused: 'last-administrator' })
      expect(await leave(devi, null, lorna)).to.deep.equal({ refused: 'last-administrator' })
      expect(await leave(devi)).to.deep.equal({ refused: 'not-yourself' })
      granted(await change(devi, { name: 'Devi R. Rao' }))
      granted(await change(devi, { name: 'Devi Rao' }))
      const second = await added('second@union.org', { roles: ['administrator'] })
      expect(await change(devi, { roles: ['agent'] })).to.deep.equal({ refused: 'not-yourself' })
      const each = await Promise.all([
        change(devi, { roles: ['agent'] }, second),
        change(second, { roles: ['agent'] }, devi),
      ])
      expect(each.filter((answer) => 'refused' in answer)).to.deep.equal([{ refused: 'last-administrator' }])
      expect(await desk.ask((stores) => stores.people.administrators())).to.have.lengthOf(1)
      // As it was, for the tests after this one.
      const roles = (who: string) => (who === devi ? ['administrator'] : ['agent'])
      await desk.ask(async (stores) => {
        for (const who of [devi, second]) await stores.people.setRoles(who, roles(who))
      })
    })

    it('somebody with a call in hand keeps the role and stays, until it is finished', async () => {
      const agent = await desk.agent()
      await desk.ask(async (stores) => {
        await stores.people.setRoles(agent, ['agent'])
      })
      const ringing = await desk.ringing(agent)
      for (const refused of [await change(agent, { roles: ['official'] }), await leave(agent)])
        expect(refused).to.deep.equal({ refused: 'person-in-call' })
      expect((await shown(agent)).actions.leave).to.deep.include({ allowed: false, reason: 'person-in-call' })
      // A skill may change meanwhile.
      granted(await change(agent, { skills: { advice: 4 } }))
      expect((await desk.presence(agent)).contactId).to.equal(ringing.contactId)
    })

    it('a supervisor in a colleague’s call is in a call', async () => {
      const agent = await desk.agent()
      const supervisor = await desk.agent({ choice: 'meeting' })
      await desk.ask(async (stores) => {
        await stores.people.setRoles(supervisor, ['supervisor'])
      })
      await desk.connected(agent)
      granted(
        await desk.run(
          listenToCall,
          {
            personId: supervisor,
            agentId: agent,
            mode: 'listen' as const,
            why: 'training' as const,
            agreement: { allows: ['listen'], agreedBy: 'us', agreedOn: '2026-01-01' },
          },
          supervisor,
        ),
      )
      expect(await leave(supervisor)).to.deep.equal({ refused: 'person-in-call' })
    })

    it('who leaves is signed out, offline and nobody’s colleague any more; nothing they did is gone', async () => {
      const agent = await desk.agent()
      await desk.ask(async (stores) => {
        await stores.people.setRoles(agent, ['agent'])
        await stores.people.setSkills(agent, { fishing: 3 })
      })
      await sessionRows(desk.database).save({
        id: `hash-${agent}`,
        personId: agent,
        data: '{}',
        expiresAt: '2026-11-24T09:00:00.000Z',
      })
      const events = await desk.eventsOf(async () => void granted(await leave(agent)))
      expect(events).to.deep.equal(['presence.changed', 'person.left'])
      expect(await desk.count('sessions', { person_id: agent })).to.equal(0)
      expect(await desk.presence(agent)).to.include({
        choice: 'offline',
        reachable: false,
        registered: false,
      })
      expect((await person(agent))?.leftAt).to.equal(monday)
      expect(await desk.ask((stores) => stores.people.knownSkills())).not.to.include('fishing')
      expect(await leave(agent)).to.deep.equal({ refused: 'person-has-left' })
      expect(await change(agent, { name: 'X' })).to.deep.equal({ refused: 'person-has-left' })
      const left = await shown(agent)
      expect(left).to.deep.include({ leftAt: monday, skills: { fishing: 3 } })
      expect((await view()).people.at(-1)?.leftAt).not.to.equal(null)

      const input = { personId: agent, version: left.version, passwordHash: 'again' }
      granted(await desk.run(returnPerson, input, devi))
      expect(await desk.run(returnPerson, { ...input, version: left.version + 1 }, devi)).to.deep.equal({
        refused: 'person-is-here',
      })
      expect(await person(agent)).to.include({ leftAt: null, passwordHash: 'again' })
      expect(await settingsOf(agent)).to.deep.include({ roles: ['agent'], skills: { fishing: 3 } })
      expect((await view()).history.slice(0, 2).map(({ heading }) => heading)).to.deep.equal([
        `${left.name} was let in again`,
        `${left.name} left`,
      ])
    })

    it('open cases, promises and voicemails are handed over with it, each case with a line that says so', async () => {
      const marcus = await shown(demo.marcus)
      expect(marcus.inHand.cases).to.be.greaterThan(0)
      expect(await leave(demo.marcus)).to.deep.equal({ refused: 'hand-over-first' })
      const [owned] = await desk.ask((stores) => stores.cases.openOfOwner(demo.marcus))
      for (const toId of [demo.marcus, devi, 'nobody'])
        expect(await leave(demo.marcus, toId), toId).to.deep.include({ refused: 'bad-settings' })
      granted(await leave(demo.marcus, demo.sam))
      expect((await desk.case(owned?.id ?? '')).ownerId).to.equal(demo.sam)
      expect(await desk.count('cases', { owner_id: demo.marcus, closed_at: null })).to.equal(0)
      expect(await desk.count('follow_ups', { owner_id: demo.marcus, done_at: null })).to.equal(0)
      expect(
        await desk.count('case_events', {
          case_id: owned?.id ?? '',
          heading: 'Owner changed',
          author_id: devi,
        }),
      ).to.equal(1)
      const [newest] = (await view()).history
      expect(newest).to.deep.include({
        heading: 'Marcus Webb left',
        changes: [{ what: 'Cases and promises', before: null, after: 'Sam Okafor' }],
      })
    })

    it('a lost password is reset: signed out everywhere, and good once', async () => {
      const version = await versionOf(demo.sam)
      granted(await desk.run(resetSignIn, { personId: demo.sam, version, passwordHash: 'once' }, devi))
      expect(await person(demo.sam)).to.include({
        passwordHash: 'once',
        oneTimeUntil: '2026-11-26T09:03:00.000Z',
      })
      expect(
        await desk.run(resetSignIn, { personId: devi, version: 1, passwordHash: 'x' }, devi),
      ).to.deep.equal({
        refused: 'not-yourself',
      })
      expect(
        await desk.run(resetSignIn, { personId: demo.sam, version, passwordHash: 'x' }, devi),
      ).to.deep.equal({ refused: 'stale-version' })
    })

    it('says so when a queue has nobody left who could be rung', async () => {
      const { warnings } = await view()
      const skills = async (who: string, level: number) =>
        granted(await change(who, { skills: { advice: level, casework: level, membership: level } }))
      await desk.ask(async (stores) => {
        for (const { id } of await stores.people.all())
          if (id !== demo.priya && id !== demo.sam) await stores.people.setSkills(id, {})
      })
      expect((await view()).warnings).to.deep.equal(warnings)
      for (const who of [demo.priya, demo.sam])
        granted(await change(who, { skills: { advice: 3, casework: 3 } }))
      expect((await view()).warnings.join()).to.include('queue Membership')
      for (const who of [demo.priya, demo.sam]) await skills(who, 3)
      expect((await view()).warnings).to.deep.equal([])
    })
  })
})
