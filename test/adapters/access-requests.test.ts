import { expect } from 'chai'
import { fromBufferPromise } from 'yauzl'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'

interface Passage {
  id: string
  words: string
  hints: string[]
  decision: { verdict: string } | null
}
interface Shown {
  id: string
  version: number
  state: string
  dueOn: string | null
  undecided: number
  passages: Passage[]
  given: { packSha256: string } | null
}

const unzipped = async (file: Buffer): Promise<Map<string, string>> => {
  const zip = await fromBufferPromise(file)
  const found = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    found.set(entry.fileName, Buffer.concat(pieces).toString())
  }
  return found
}

for (const [engine, url] of [
  ['SQLite', sqliteUrl],
  ['PostgreSQL', postgresUrl],
] as const)
  describe(`a member asks for their data, on ${engine}`, function () {
    this.timeout(60_000)
    let running: RunningApp
    let owen: ConsoleClient
    before(async () => {
      running = await runningApp({
        databaseUrl: await url(),
        prepare: async (database) => {
          await database.write(async (stores) => {
            const at = '2026-11-20T10:00:00.000Z'
            await stores.members.insert({
              id: 'm1',
              version: 1,
              membershipNumber: 'M-204117',
              firstName: 'Aisha',
              lastName: 'Khan',
              email: null,
              status: 'Paid up',
              joinedOn: '2020-02-01',
              branchId: null,
              workplaceId: null,
              jobTitle: null,
              chips: [],
              recordingRefused: false,
              textRelay: false,
              updatedAt: at,
            })
            await stores.cases.insert({
              id: 'c1',
              version: 1,
              number: 10482,
              memberId: 'm1',
              callerNumber: null,
              title: 'Dismissed',
              kind: 'discipline',
              status: 'open',
              ownerId: 'official',
              openedAt: at,
              updatedAt: at,
              lastContactAt: null,
              closedAt: null,
              outcome: null,
              nextStep: null,
              nextStepDue: null,
            })
            const notes = [
              'She was told in a meeting.',
              'Mr Smith of payroll (07700 900555) started it.',
              '=cmd|calc: advice of the solicitor',
            ]
            for (const [place, body] of notes.entries())
              await stores.caseEvents.insert({
                id: `e${place}`,
                caseId: 'c1',
                kind: 'note',
                at: `2026-11-20T1${place}:00:00.000Z`,
                authorId: 'official',
                clientId: `client-${place}`,
                heading: 'Note',
                body,
                contactId: null,
              })
          })
        },
      })
      owen = await signedIn(running, 'data-protection')
      const official = await signedIn(running, 'official')
      expect((await official.get('/api/cases/c1')).status).to.equal(200)
    })
    after(() => running.close())

    let shown: Shown
    const take = (answer: { status: number; body: unknown }): Shown => {
      expect(answer.status, JSON.stringify(answer.body)).to.equal(200)
      shown = answer.body as Shown
      return shown
    }
    const packed = async () => {
      const response = await fetch(`${running.url()}/api/access-requests/${shown.id}/pack`, {
        method: 'POST',
        headers: {
          cookie: owen.cookie ?? '',
          'x-branchline': '1',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ version: shown.version }),
      })
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
    }
    const passage = (words: RegExp) => shown.passages.find((one) => words.test(one.words))

    it('is opened with the day it came, once, and has a month', async () => {
      const wrong = await owen.post('/api/access-requests', {
        membershipNumber: 'M-999999',
        receivedOn: '2026-11-20',
      })
      expect(wrong.body).to.have.nested.property('fields[0].field', 'membershipNumber')
      const ahead = await owen.post('/api/access-requests', {
        membershipNumber: 'm-204117',
        receivedOn: '2026-12-01',
      })
      expect(ahead.body).to.have.nested.property('fields[0].field', 'receivedOn')
      const asked = { membershipNumber: 'm-204117', receivedOn: '2026-11-20' }
      expect(take(await owen.post('/api/access-requests', asked)).dueOn).to.equal('2026-12-21')
      expect((await owen.post('/api/access-requests', asked)).body).to.include({
        reason: 'request-open-already',
      })
    })

    it('pauses while we ask who they are, and goes on', async () => {
      const change = (as: string, why = '') =>
        owen.post(`/api/access-requests/${shown.id}/change`, { version: shown.version, as, why })
      expect((await change('pause')).body).to.include({ reason: 'why-required' })
      expect(take(await change('pause', 'Asked for proof')).dueOn).to.equal(null)
      expect((await packed()).status).to.equal(409)
      take(await change('go-on'))
    })

    it('gives nothing before every passage was looked at, and points at other people', async () => {
      expect(passage(/payroll/)?.hints).to.include('07700 900555')
      const early = await packed()
      expect([early.status, JSON.parse(early.body.toString()).reason]).to.deep.equal([409, 'review-open'])
      const decide = (itemIds: string[], verdict: string, words = '', why = '') =>
        owen.post(`/api/access-requests/${shown.id}/decide`, { itemIds, verdict, words, why })
      const other = passage(/payroll/)?.id ?? ''
      expect((await decide([other], 'redact', 'X of payroll started it.')).body).to.have.nested.property(
        'fields[0].field',
        'why',
      )
      take(await decide([other], 'redact', 'A colleague started it.', 'Another employee'))
      take(await decide([passage(/solicitor/)?.id ?? ''], 'leave-out', '', 'Legal advice is privileged'))
      take(await decide([passage(/meeting/)?.id ?? ''], 'give'))
      expect(shown.undecided).to.equal(0)
    })

    it('is given as a ZIP to read and to calculate with, without what was taken out', async () => {
      const { status, body } = await packed()
      expect(status).to.equal(200)
      const files = await unzipped(body)
      expect([...files.keys()]).to.include.members([
        'index.html',
        'passages.csv',
        'calls.csv',
        'who-read.csv',
      ])
      const everything = [...files.values()].join('\n')
      expect(everything).to.include('She was told in a meeting.').and.to.include('A colleague started it.')
      for (const secret of ['Smith', '900555', 'solicitor']) expect(everything).not.to.include(secret)
      expect(files.get('index.html')).to.include('Legal advice is privileged').and.to.include('lang="en-GB"')
      expect(files.get('who-read.csv')).to.include('official Person,opened the case')
      take(await owen.get(`/api/access-requests/${shown.id}`))
      expect(shown.state).to.equal('given')
      expect(shown.given?.packSha256).to.match(/^[0-9a-f]{64}$/)
      expect((await packed()).status, 'again').to.equal(200)
    })

    it('is in the audit, and nobody else’s to see', async () => {
      const audit = await owen.get('/api/audit?what=all')
      const words = (audit.body['entries'] as { words: string }[]).map((entry) => entry.words)
      expect(words).to.include('made the pack of a member’s data')
      for (const role of ['official', 'supervisor', 'administrator'])
        expect((await (await signedIn(running, role)).get('/api/access-requests')).status).to.equal(403)
    })
  })
