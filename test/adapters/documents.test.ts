import { request } from 'node:http'
import { expect } from 'chai'
import { fileNameHeader, queryHeader } from '../../server/contract/api.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'
import { docxFile, exeFile, pdfFile } from '../support/sample-files.ts'

interface Shown {
  documents: {
    id: string
    version: number
    title: string
    versions: { id: string; number: number; sha256: string; url: string | null; bytes: number }[]
    seenBy: { person: { id: string } }[]
    removed: { why: string } | null
  }[]
  isVirusChecked: boolean
}

describe('documents over HTTP', () => {
  let running: RunningApp
  let official: ConsoleClient
  const caseId = 'case-1'
  before(async () => {
    running = await runningApp({
      prepare: async (database) => {
        await database.write((stores) =>
          stores.cases.insert({
            id: caseId,
            version: 1,
            number: 10482,
            memberId: null,
            callerNumber: null,
            title: 'Dismissed',
            kind: 'discipline',
            status: 'open',
            ownerId: 'official',
            openedAt: '2026-11-20T10:00:00.000Z',
            updatedAt: '2026-11-20T10:00:00.000Z',
            lastContactAt: null,
            closedAt: null,
            outcome: null,
            nextStep: null,
            nextStepDue: null,
          }),
        )
      },
    })
    official = await signedIn(running, 'official')
  })
  after(() => running.close())

  const send = async (
    bytes: Buffer,
    fileName: string,
    query: Record<string, string> = {},
    client: ConsoleClient = official,
  ) => {
    const response = await fetch(`${running.url()}/api/documents/of/${caseId}/file`, {
      method: 'POST',
      headers: {
        cookie: client.cookie ?? '',
        'x-branchline': '1',
        'content-type': 'application/octet-stream',
        [fileNameHeader]: encodeURIComponent(fileName),
        [queryHeader]: new URLSearchParams(query).toString(),
      },
      body: new Uint8Array(bytes),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const list = async (client = official) =>
    (await client.get(`/api/documents/of/${caseId}`)).body as unknown as Shown
  const open = (url: string, client = official) =>
    fetch(running.url() + url, { headers: { cookie: client.cookie ?? '' } })

  it('are kept, listed with their hash, and come back as a download, byte for byte', async () => {
    const bytes = Buffer.concat([pdfFile(), Buffer.alloc(700_000, 32)])
    const { status } = await send(bytes, 'Brief an Łukasz "1".pdf', { title: 'Dismissal letter' })
    expect(status).to.equal(200)
    const [document] = (await list()).documents
    expect(document).to.include({ title: 'Dismissal letter' })
    const answer = await open(document?.versions[0]?.url ?? '')
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).to.equal(true)
    expect(answer.headers.get('content-disposition')).to.match(
      /^attachment; filename="Brief an _ukasz _1_\.pdf"; filename\*=UTF-8''Brief%20an%20%C5%81ukasz/,
    )
    expect(answer.headers.get('content-security-policy')).to.match(/sandbox/)
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff')
    expect((await list()).isVirusChecked).to.equal(false)
  })

  it('say who opened them: the agent did, and it stands in the audit', async () => {
    const [before] = (await list()).documents
    const agent = await signedIn(running, 'agent')
    expect((await open(before?.versions[0]?.url ?? '', agent)).status).to.equal(200)
    const [after] = (await list()).documents
    expect(after?.seenBy.map(({ person }) => person.id)).to.have.members(['official', 'agent'])
    const owen = await signedIn(running, 'data-protection')
    const audit = await owen.get('/api/audit', { [queryHeader]: 'about=CX-10482' })
    const words = (audit.body['entries'] as { words: string }[]).map((entry) => entry.words)
    expect(words.filter((each) => each === 'opened a document')).to.have.lengthOf(2)
  })

  it('get newer versions, and the older ones stay', async () => {
    const [document] = (await list()).documents
    const of = { documentId: document?.id ?? '' }
    expect((await send(pdfFile('Second'), 'second.pdf', of)).status).to.equal(200)
    expect((await send(pdfFile('Second'), 'second.pdf', of)).body).to.include({ reason: 'document-same' })
    const [after] = (await list()).documents
    expect(after?.versions.map(({ number }) => number)).to.deep.equal([2, 1])
  })

  it('are refused in words: programs, bombs, the wrong name; and nothing is half-kept', async () => {
    const { documents } = await list()
    const exe = await send(exeFile(), 'letter.pdf')
    expect([exe.status, exe.body['reason']]).to.deep.equal([415, 'document-kind'])
    expect(exe.body['words']).to.match(/called \.pdf, and is really a Windows program/)
    const bomb = await send(await docxFile({ 'a.bin': Buffer.alloc(20 * 1024 * 1024) }), 'a.docx')
    expect([bomb.status, bomb.body['reason']]).to.deep.equal([422, 'document-unsafe'])
    expect((await send(pdfFile('x'), 'x.pdf', { title: 'a'.repeat(201) })).body).to.have.nested.property(
      'fields[0].field',
      'title',
    )
    expect((await list()).documents).to.have.lengthOf(documents.length)
  })

  it('of 200 MB are refused at once: the answer is there before the file is', async () => {
    const { sent, body } = await new Promise<{ sent: number; body: string }>((resolve, reject) => {
      const url = new URL(`${running.url()}/api/documents/of/${caseId}/file`)
      let sent = 0
      const upload = request(
        url,
        {
          method: 'POST',
          headers: {
            cookie: official.cookie ?? '',
            'x-branchline': '1',
            'content-length': 200 * 1024 * 1024,
            [fileNameHeader]: 'a.pdf',
          },
        },
        (response) => {
          let body = ''
          response.on('data', (piece: Buffer) => {
            body += piece.toString()
          })
          response.once('end', () => {
            upload.destroy()
            resolve({ sent, body })
          })
        },
      )
      upload.once('error', reject)
      sent = 64 * 1024
      upload.write(Buffer.alloc(sent, 65))
    })
    expect(sent).to.equal(64 * 1024)
    expect(JSON.parse(body)).to.include({ reason: 'document-too-large' })
  })

  it('that were removed cannot be opened by anybody, under no address, until they are put back', async () => {
    const [document] = (await list()).documents
    const [{ url } = { url: '' }] = document?.versions ?? []
    const press = { version: document?.version }
    const gone = await official.post(`/api/documents/${document?.id}/remove`, { ...press, why: 'Twice' })
    expect(gone.status).to.equal(200)
    const [shown] = (await list()).documents
    expect(shown?.versions[0]?.url).to.equal(null)
    const refused = await open(url ?? '')
    expect([refused.status, ((await refused.json()) as { reason: string }).reason]).to.deep.equal([
      410,
      'document-removed',
    ])
    const back = await official.post(`/api/documents/${document?.id}/put-back`, { version: shown?.version })
    expect(back.status).to.equal(200)
    expect((await open(url ?? '')).status).to.equal(200)
  })

  it('are read by data protection and added by nobody who does not work on cases', async () => {
    const owen = await signedIn(running, 'data-protection')
    expect((await list(owen)).documents).to.have.lengthOf(1)
    expect((await send(pdfFile('y'), 'y.pdf', {}, owen)).body).to.include({ reason: 'not-allowed' })
  })
})
