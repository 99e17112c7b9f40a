import { expect } from 'chai'
import type { WorkView } from '../../server/contract/work-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, textLine, until, type World } from '../support/world.ts'

describe('STATUS by text, over the wire', function () {
  this.timeout(60_000)
  let world: World
  afterEach(() => world.close())

  for (const [engine, databaseUrl] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`the registered mobile gets two lines, another number is asked who it is (${engine})`, async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T10:41' })
      const sam = await world.console('sam')
      const waiting = async () => (await sam.get<WorkView>('/api/work')).replies.map(({ line }) => line)
      const aisha = world.simulator.phone('+447700900117')
      await aisha.text(textLine, 'Status')
      const told = await aisha.waitForText(/^CX-10482 with Marcus/, { timeoutMs: 5_000 })
      expect(told.body.split('\n')).to.have.lengthOf(2)
      expect(told.body)
        .to.match(/^CX-10482 with Marcus\. Next: [^\n]+\n/)
        .and.not.match(/union|Khan|Lowe/i)
      expect(await waiting(), 'answered: nobody has to').not.to.include('Status')
      await aisha.text(textLine, 'The letter came today')
      await until(
        async () => (await waiting()).includes('The letter came today'),
        'what follows is not shown',
      )

      const stranger = world.simulator.phone('+447700900640')
      await stranger.text(textLine, 'STATUS')
      await stranger.waitForText(/check with you who you are/)
      await until(async () => (await waiting()).includes('STATUS'), 'nobody is told to check')

      // Closed or not, and once for each time it is asked.
      world.clock.set('2026-10-06T22:00')
      await aisha.text(textLine, 'STATUS')
      await until(async () => aisha.inbox.length === 2, 'no second answer')
      expect(aisha.inbox.at(-1)?.body).to.match(/^CX-10482/)
      await world.staysQuiet()
    })
})
