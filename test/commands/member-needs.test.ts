import { expect } from 'chai'
import { dialNumber } from '../../server/commands/dial-number.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { saveNeeds } from '../../server/commands/save-needs.ts'
import { languageLevel } from '../../server/domain/member-needs.ts'
import { needsView } from '../../server/views/needs-views.ts'
import { phoneView } from '../../server/views/phone-view.ts'
import { routingReads } from '../../server/worker/routing-reads.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = { id: 'demo-member-M-204117', number: '+447700900117' }

describe('what a member needs', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: desk.now },
    })
    const shown = async () => {
      const view = await needsView(deps(), aisha.id)
      if (!view) throw new Error('no view')
      return view
    }
    const need = async (change: Partial<Parameters<typeof saveNeeds>[2]>) =>
      desk.run(
        saveNeeds,
        {
          memberId: aisha.id,
          personId: demo.priya,
          version: (await shown()).version,
          needs: [],
          language: null,
          words: '',
          ...change,
        },
        demo.priya,
      )
    afterEach(async () => granted(await need({})))
    const speaks = async (personId: string, languages: string[]) =>
      desk.ask(async (stores) => {
        const person = await stores.people.find(personId)
        if (!person) throw new Error('nobody')
        await stores.people.save({ ...person, version: person.version + 1, languages })
      })

    it('is kept with who said it, one change at a time, and refuses a language that there is not', async () => {
      expect(await need({ language: 'zz-nowhere' })).to.deep.equal({
        refused: 'bad-settings',
        fields: [{ field: 'language', words: 'This language is not known.' }],
      })
      expect(await need({ memberId: 'nobody' })).to.deep.equal({ refused: 'not-found' })
      expect(await need({ version: 99 })).to.deep.equal({ refused: 'stale-version' })
      expect(
        await desk.eventsOf(async () =>
          granted(
            await need({ needs: ['large-print', 'more-time'], language: 'ur', words: ' Rings at dusk ' }),
          ),
        ),
      ).to.deep.equal(['member.needs-changed'])
      expect(await shown()).to.deep.include({
        lines: [
          'Speaks Urdu: ask in an interpreter',
          'More time: never hurried, plan twice as long',
          'Letters in large print (18 point)',
          'Rings at dusk',
        ],
      })
    })

    it('is told at the ring, and whoever speaks the language reads that they do', async () => {
      granted(await need({ language: 'ur', needs: ['speak-clearly'] }))
      const personId = await desk.agent()
      await desk.ringing(personId, aisha.number)
      const words = async () => (await phoneView(deps(), personId))?.offer?.needs
      expect(await words()).to.deep.equal([
        'Speaks Urdu: ask in an interpreter',
        'Speak clearly, and say back what they said',
      ])
      await speaks(personId, ['ur'])
      expect((await words())?.[0]).to.equal('Speaks Urdu, as you do')
    })

    it('asks routing for somebody who speaks it while one is at work, and for nobody else otherwise', async () => {
      granted(await need({ language: 'ro' }))
      const reads = routingReads(desk.database)
      const { contactId } = await desk.waitingCall(aisha.number)
      const asked = async () => Object.keys((await reads.waitingOne(contactId))?.skills ?? {})
      expect(await asked()).to.not.include('language:ro')
      const personId = await desk.agent()
      await speaks(personId, ['ro', 'pl'])
      expect(await asked()).to.include('language:ro')
      expect((await reads.agent(personId))?.skills).to.include({
        'language:ro': languageLevel,
        'language:pl': languageLevel,
      })
      const presence = await desk.presence(personId)
      await desk.ask((stores) =>
        stores.presences.save({ ...presence, version: presence.version + 1, choice: 'lunch' }),
      )
      expect(await asked(), 'they are at lunch').to.not.include('language:ro')
    })

    it('never hurries whoever needs more time, from the first page on', async () => {
      let rung = 0
      const rings = () =>
        desk.run(
          receiveCall,
          { callSid: `CA-needs-${(rung += 1)}`, from: aisha.number, to: '+442079460900' },
          'twilio',
        )
      expect(await rings()).to.not.have.property('slow')
      granted(await need({ needs: ['more-time'] }))
      expect(await rings()).to.have.property('slow', true)
    })

    it('whoever needs it in writing is rung only with a reason', async () => {
      granted(await need({ needs: ['in-writing'] }))
      const ring = async (override: string | null) => {
        const personId = await desk.agent()
        return desk.run(
          dialNumber,
          { personId, number: aisha.number, memberId: aisha.id, reason: 'the rota', override },
          personId,
        )
      }
      expect(await ring(null)).to.deep.equal({
        refused: 'number-blocked',
        detail: 'They need it in writing: text or write to them instead.',
      })
      expect(await ring('The hearing is in an hour')).to.have.property('contactId')
    })
  })
})
