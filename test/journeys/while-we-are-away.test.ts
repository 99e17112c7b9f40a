import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { MemberView } from '../../server/contract/member-views.ts'
import type { ThreadView } from '../../server/contract/thread-views.ts'
import type { WorkView } from '../../server/contract/work-views.ts'
import { sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, textLine, until, type World } from '../support/world.ts'

const page = (name: string) => readFileSync(new URL(`../../docs/when-we-are-away/${name}`, import.meta.url))

describe('while this server is away', function () {
  this.timeout(60_000)
  let world: World
  let elsewhere: Server
  beforeEach(async () => {
    elsewhere = createServer((req, res) => {
      const name = new URL(req.url ?? '/', 'http://elsewhere').pathname.slice(1)
      res.writeHead(200, { 'content-type': 'text/xml' }).end(page(name))
    }).listen(0)
    await once(elsewhere, 'listening')
    const address = elsewhere.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    world = await createWorld({
      databaseUrl: await sqliteUrl(),
      fallbackUrl: `http://localhost:${port}/voice.xml`,
    })
  })
  afterEach(async () => {
    await world.close()
    elsewhere.close()
  })
  const leaves = async (from: string, words: string) => {
    const call = world.simulator.phone(from).call(serviceLine)
    await call.waitForHeard(/our telephone system is not working/i, { timeoutMs: 16_000 })
    await call.waitForHeard('beep')
    await call.say(words)
    await call.press('#')
    await call.waitForHeard(/we have your message/i)
    await call.waitForState('completed')
    return call
  }

  it('F10: callers hear the static page within 16 s, and their messages are cases when we are back', async () => {
    await world.stop()
    const rangAt = Date.now()
    await leaves('+447700900117', 'It is Aisha, about my hearing')
    expect(Date.now() - rangAt).to.be.below(16_000)
    await leaves('+447700900555', 'I would like to join')
    await world.simulator.idle()
    await world.restart()
    await world.app().tick()

    const lorna = await world.console('lorna')
    const found = await until(async () => {
      const { voicemails } = await lorna.get<WorkView>('/api/work')
      return voicemails.length === 2 ? voicemails : null
    }, 'the messages are not on the work list')
    expect(found.map(({ title }) => title)).to.have.members(['Aisha Khan', '07700 900555'])
    const item = found.find(({ title }) => title === 'Aisha Khan')
    const contact = await lorna.get<ContactView>(`/api/contacts/${item?.id}`)
    expect(contact).to.include({ result: 'voicemail', state: 'ended' })
    expect(contact.case?.reference).to.equal('CX-10482')
    expect(contact.recordings.map(({ kind, state }) => [kind, state])).to.deep.equal([
      ['voicemail', 'completed'],
    ])
    // From the moment it came, not from when we were back.
    expect(Date.parse(contact.startedAt)).to.be.within(rangAt - 1000, rangAt + 5000)
    const { followUps } = await lorna.get<CaseView>(`/api/cases/${contact.case?.id}`)
    expect(followUps.filter(({ what }) => what === 'Listen to the voicemail and call back')).to.have.lengthOf(
      1,
    )

    // Looked for again, five minutes and another restart later: still one of each.
    world.clock.push(6 * 60_000)
    await world.app().tick()
    await world.restart()
    await world.app().tick()
    const again = await world.console('lorna')
    expect((await again.get<WorkView>('/api/work')).voicemails).to.have.lengthOf(2)
    const member = await again.get<MemberView>(`/api/members/${contact.member?.id}`)
    expect(member.contacts.filter(({ contactId }) => contactId === item?.id)).to.have.lengthOf(1)
  })

  it('texts that were sent meanwhile are on their thread when we are back, once each and in order', async () => {
    const phone = world.simulator.phone('+447700900555')
    await phone.text(textLine, 'Before')
    await world.stop()
    await phone.text(textLine, 'While you were away, one')
    await phone.text(textLine, 'While you were away, two')
    await world.restart()
    await phone.text(textLine, 'After')
    const lorna = await world.console('lorna')
    const thread = async () => {
      const { replies } = await lorna.get<WorkView>('/api/work')
      const path = replies.find(({ title }) => title === '07700 900555')?.path ?? ''
      return (await lorna.get<ThreadView>(`/api/threads/${path.split('/').at(-1)}`)).messages
    }
    // Twilio may still be trying the webhook of a text as young as this: it is left alone until it cannot be.
    world.clock.push(40_000)
    await world.app().tick()
    const messages = (await thread()).filter(({ direction }) => direction === 'in')
    expect(messages.map(({ body }) => body)).to.deep.equal([
      'Before',
      'While you were away, one',
      'While you were away, two',
      'After',
    ])
    world.clock.push(6 * 60_000)
    await world.app().tick()
    expect((await thread()).filter(({ direction }) => direction === 'in')).to.have.lengthOf(4)
  })
})
