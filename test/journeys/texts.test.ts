import { expect } from 'chai'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { MessageView, ThreadView } from '../../server/contract/thread-views.ts'
import type { SearchView, WorkView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, textLine, until, type World } from '../support/world.ts'

for (const [engine, databaseUrl] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const) {
  describe(`texts (${engine})`, function () {
    this.timeout(60_000)
    let world: World
    before(async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T10:41' })
    })
    after(() => world.close())

    const threadOf = async (
      desk: Awaited<ReturnType<World['console']>>,
      said: string,
    ): Promise<ThreadView> => {
      const item = await until(
        async () => (await desk.get<WorkView>('/api/work')).replies.find((r) => r.line === said),
        `"${said}" is not waiting for a reply`,
      )
      return desk.get<ThreadView>(`/api/threads/${item.path.split('/').at(-1)}`)
    }

    it('a text joins the only open case, and the reply is delivered', async () => {
      const sam = await world.console('sam')
      const aisha = world.simulator.phone('+447700900117')
      await aisha.text(textLine, 'Can my rep come on Thursday?')
      const thread = await threadOf(sam, 'Can my rep come on Thursday?')
      expect(thread.caller).to.include({ kind: 'member', title: 'Aisha Khan' })
      expect(thread.case?.reference).to.equal('CX-10482')
      expect(thread.caseRule).to.equal('joined CX-10482: only open case')

      const send = {
        clientId: 'client-0001',
        body: 'Yes, Marcus will be there.',
        kind: 'text',
        seenMessageId: thread.messages.at(-1)?.id ?? null,
      }
      const message = await sam.send<MessageView>('POST', `/api/threads/${thread.id}/messages`, send)
      await sam.send('POST', `/api/threads/${thread.id}/messages`, send)
      await aisha.waitForText('Marcus will be there')
      expect(aisha.inbox).to.have.lengthOf(1)
      await until(
        async () =>
          (await sam.get<ThreadView>(`/api/threads/${thread.id}`)).messages.find((m) => m.id === message.id)
            ?.status === 'delivered',
        'delivery is not shown',
      )
      await world.staysQuiet()
    })

    it('a photo is kept as a picture of ours', async () => {
      const sam = await world.console('sam')
      const tom = world.simulator.phone('+447700900820')
      const { default: sharp } = await import('sharp')
      const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c22' } })
        .jpeg()
        .toBuffer()
      await tom.text(textLine, 'This is the letter', [{ contentType: 'image/jpeg', content: photo }])
      const thread = await threadOf(sam, 'This is the letter')
      expect(thread.caller).to.include({ kind: 'member', title: 'Tom Reid' })
      const picture = await until(
        async () => (await sam.get<ThreadView>(`/api/threads/${thread.id}`)).messages.at(-1)?.pictures[0],
        'the picture does not come',
      )
      expect(picture).to.include({ width: 40, height: 30 })
    })

    it('J6: STOP is obeyed at once and shown, and START brings texts back', async () => {
      const sam = await world.console('sam')
      const phone = world.simulator.phone('+447700900310')
      await phone.text(textLine, 'Is there any news?')
      const before = await threadOf(sam, 'Is there any news?')
      const inboxBefore = phone.inbox.length
      const asked = Date.now()
      await phone.text(textLine, ' stop ')
      const stopped = await until(async () => {
        const thread = await sam.get<ThreadView>(`/api/threads/${before.id}`)
        return thread.optedOutAt === null ? null : thread
      }, 'the opt-out is not shown')
      expect(Date.now() - asked).to.be.lessThan(1_000)
      expect(stopped.canText).to.deep.equal({
        allowed: false,
        reason: 'opted-out',
        words: 'They asked us to stop texts. You can call.',
      })
      const tried = await sam.try('POST', `/api/threads/${before.id}/messages`, {
        clientId: 'client-0002',
        body: 'Hello?',
        kind: 'text',
        seenMessageId: null,
      })
      expect([tried.status, tried.body['reason']]).to.deep.equal([409, 'opted-out'])
      const theCase = await sam.get<CaseView>(`/api/cases/${stopped.case?.id}`)
      expect(theCase.status).to.not.equal('closed')
      expect(theCase.followUps.map((f) => f.what)).to.include(
        'Contact another way: they asked us to stop texts',
      )

      await phone.text(textLine, 'START')
      await until(
        async () => (await sam.get<ThreadView>(`/api/threads/${before.id}`)).canText.allowed,
        'START is not obeyed',
      )
      expect(phone.inbox.length).to.equal(inboxBefore)
      await world.staysQuiet()
    })

    it('outside hours one reply says when we open, once per closed period', async () => {
      const owl = world.simulator.phone('+447700900556')
      world.clock.set('2026-10-06T22:00')
      await owl.text(textLine, 'Are you there?')
      await owl.waitForText(/we are closed now/i)
      await owl.text(textLine, 'Hello?')
      await world.simulator.idle()
      await world.app().tick()
      expect(owl.inbox).to.have.lengthOf(1)
      // The reply was nobody's: in the morning the text is still there to be answered.
      expect((await threadOf(await world.console('sam'), 'Hello?')).messages).to.have.lengthOf(3)
      world.clock.set('2026-10-07T22:00')
      await owl.text(textLine, 'And today?')
      await until(async () => owl.inbox.length === 2, 'the next closed period has no reply')
      const sam = await world.console('sam')
      const found = await sam.get<SearchView>('/api/search?q=07700%20900556')
      expect(found.numbers).to.have.lengthOf(1)
    })
  })
}
