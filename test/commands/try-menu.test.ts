import { expect } from 'chai'
import { saveMenuDraft } from '../../server/commands/change-menu.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { allowTrial, tryKey } from '../../server/commands/try-menu.ts'
import { standardMenu } from '../../server/domain/menu.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const tried = '+447700900991'

describe('trying the draft of a menu', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const allow = (number = '07700 900991', lineId: string = demo.line) =>
      desk.run(allowTrial, { lineId, number }, demo.priya)
    const draft = async (prompt: string | null) => {
      const line = await desk.ask((stores) => stores.lines.find(demo.line))
      const menu = prompt === null ? null : { ...standardMenu, prompt }
      granted(
        await desk.run(saveMenuDraft, { lineId: demo.line, version: line?.version ?? 0, menu }, demo.priya),
      )
    }
    let calls = 0
    const rings = (from: string) => {
      calls += 1
      const callSid = `CA${String(calls).padStart(32, '0')}`
      return desk.run(receiveCall, { callSid, from, to: '+442079460900' }, 'twilio')
    }

    it('needs a draft, and a telephone that can be read', async () => {
      expect(await allow()).to.deep.equal({ refused: 'no-draft' })
      expect(await allow(undefined, 'nowhere')).to.deep.equal({ refused: 'not-found' })
      await draft('Hello there.')
      expect(await allow('my telephone')).to.deep.equal({ refused: 'number-unreadable' })
      expect(await allow()).to.deep.equal({ until: '2026-11-23T09:13:00.000Z' })
    })

    it('is heard by the latest telephone alone, without a contact, until the draft is gone', async () => {
      await draft('Hello there.')
      granted(await allow('07700 900992'))
      granted(await allow())
      const contacts = await desk.count('contacts', {})
      const events = await desk.eventsOf(async () => {
        const page = await rings(tried)
        expect(page.page).to.equal('trial')
        expect('say' in page && page.say.join(' ')).to.match(/^This is a trial call.*Hello there\./)
      })
      expect(events).to.deep.equal([])
      expect(await desk.count('contacts', {})).to.equal(contacts)
      expect((await rings('+447700900992')).page).to.equal('menu')
      expect((await rings('anonymous')).page).to.equal('menu')
      const step = { lineId: demo.line, levelKey: standardMenu.key, attempt: 1, digits: '1' }
      const ends = await desk.ask((stores) => tryKey(stores, step))
      expect(ends.page === 'goodbye' && ends.say.join(' ')).to.match(/in the queue Existing cases/)
      await draft(null)
      expect((await rings(tried)).page).to.equal('menu')
      // A key in a trial that began before: the menu in use answers it.
      expect((await desk.ask((stores) => tryKey(stores, { ...step, digits: '' }))).page).to.equal('trial')
    })
  })
})
