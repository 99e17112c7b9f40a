import { expect } from 'chai'
import { chooseAvailability } from '../../server/commands/choose-availability.ts'
import { noteQuality } from '../../server/commands/note-quality.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

describe('the quality of a call', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    it('is kept with it: what was bad, from when to when, each once', async () => {
      const personId = await desk.agent()
      const { contactId } = await desk.connected(personId)
      const say = (name: string, isOver: boolean) =>
        desk.run(noteQuality, { contactId, personId, name, isOver }, personId)
      granted(await say('high-jitter', false))
      expect(await desk.eventsOf(() => say('high-jitter', false))).to.deep.equal([])
      desk.later(7_000)
      granted(await say('high-jitter', true))
      expect(await desk.eventsOf(() => say('low-mos', true))).to.deep.equal([])
      expect((await desk.contact(contactId)).qualityWarnings).to.deep.equal([
        { name: 'high-jitter', since: monday, until: desk.now() },
      ])
      const other = await desk.agent()
      expect(
        await desk.run(noteQuality, { contactId, personId: other, name: 'low-mos', isOver: false }, other),
      ).to.deep.equal({ done: true })
    })

    it('begins before the call: nobody is Available with a blocked microphone, and is told why', async () => {
      const personId = await desk.agent({ microphone: 'denied', choice: 'break' })
      const choose = (choice: 'available' | 'lunch') =>
        desk.run(chooseAvailability, { personId, choice, afterCall: false }, personId)
      expect(await choose('available')).to.deep.equal({ refused: 'microphone-blocked' })
      granted(await choose('lunch'))
      expect((await desk.presence(personId)).choice).to.equal('lunch')
    })
  })
})
