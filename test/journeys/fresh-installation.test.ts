import { expect } from 'chai'
import { z } from 'zod'
import { simulatorCredentials } from '../../server/config.ts'
import { postWebhook } from '../support/caller.ts'
import { signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'

const queuesBody = z.object({ queues: z.array(z.object({ id: z.string(), key: z.string() })) })
const lineBody = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  shownNumber: z.string(),
  open: z.boolean(),
  state: z.string(),
  draftProblems: z.array(z.unknown()),
})
const linesBody = z.object({ lines: z.array(z.object({ name: z.string() })) })

describe('a fresh installation, without demo data', () => {
  let running: RunningApp
  before(async () => {
    running = await runningApp()
  })
  after(() => running.close())
  let made = 0
  const rings = (to: string) =>
    postWebhook(running, '/twilio/voice', {
      AccountSid: simulatorCredentials.TWILIO_ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      CallSid: `CA${String((made += 1)).padStart(32, '0')}`,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: '+447700900555',
      To: to,
    })

  it('answers with an apology until an administrator adds a queue and a line; then with them', async () => {
    const number = '+442079460900'
    expect(await rings(number)).to.match(/sorry, something went wrong/i)
    const admin = await signedIn(running, 'administrator')
    const queue = {
      name: 'Advice',
      skills: ['advice'],
      promisePercent: 80,
      promiseSeconds: 180,
      alertLimits: { waitSeconds: 300, nobodySeconds: 120, callbackMinutes: 5, textMinutes: 60 },
    }
    const withoutQueue = await admin.post('/api/admin/lines', {
      line: {
        number,
        name: 'Service line',
        kind: 'voice',
        greeting: 'Hello from our union.',
        closedMessage: 'We are closed.',
        defaultQueueId: null,
        drain: 'all',
        keepDays: 90,
        transcribeVoicemail: false,
      },
      hours: { zone: 'Europe/London', division: null, periods: [], overrides: [] },
    })
    expect(withoutQueue.status).to.equal(422)
    expect(withoutQueue.body['fields']).to.deep.equal([{ field: 'defaultQueueId', words: 'Choose a queue.' }])

    const { queues } = queuesBody.parse((await admin.post('/api/admin/queues', queue)).body)
    const added = await admin.post('/api/admin/lines', {
      line: {
        number: '020 7946 0900',
        name: 'Service line',
        kind: 'voice',
        greeting: 'Hello from our union.',
        closedMessage: 'We are closed.',
        defaultQueueId: queues[0]?.id,
        drain: 'all',
        keepDays: 90,
        transcribeVoicemail: false,
      },
      hours: {
        zone: 'Europe/London',
        division: null,
        periods: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
        overrides: [],
      },
    })
    expect(added.status, JSON.stringify(added.body)).to.equal(200)
    const line = lineBody.parse(added.body)
    expect(line).to.include({
      number,
      shownNumber: '020 7946 0900',
      open: true,
      state: 'Open round the clock',
    })
    expect(await rings(number)).to.match(/Hello from our union\..*nobody is here/s)

    const menu = {
      key: 'start',
      prompt: 'What is it about?',
      attempts: 2,
      personQueueKey: queues[0]?.key,
      options: { '1': { kind: 'queue', need: 'other', queueKey: queues[0]?.key, words: 'advice' } },
    }
    const drafted = await admin.put(`/api/admin/lines/${line.id}/menu-draft`, { version: line.version, menu })
    const { version, draftProblems } = lineBody.parse(drafted.body)
    expect(draftProblems).to.deep.equal([])
    await admin.post(`/api/admin/lines/${line.id}/menu-draft/publish`, { version })
    expect(await rings(number)).to.match(/<Gather.*What is it about\? For advice, press 1\./s)
    // A number that nobody has set up is answered as this line, never by an error.
    expect(await rings('+441134960999')).to.match(/Hello from our union/)

    const supervisor = await signedIn(running, 'supervisor')
    const { lines } = linesBody.parse((await supervisor.get('/api/admin/lines')).body)
    expect(lines.map(({ name }) => name)).to.deep.equal(['Service line'])
  })
})
