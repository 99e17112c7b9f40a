import { expect } from 'chai'
import { fileNameHeader, queryHeader } from '../../server/contract/api.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'

const heading = 'membership_number,first_name,last_name,status,mobile'
const file = [
  heading,
  'W-1,Ana,Okafor,Paid up,07700 900611',
  'W-2,Bo,Quist,Paid up,+44 7700 9OO612',
  'W-3,=1+1,Reid,Paid up,',
].join('\r\n')

describe('the members’ file over HTTP', () => {
  let running: RunningApp
  let admin: ConsoleClient
  before(async () => {
    running = await runningApp()
    admin = await signedIn(running, 'administrator')
  })
  after(() => running.close())
  const send = async (body: string | Uint8Array<ArrayBuffer>, type = 'text/csv', client = admin) => {
    const response = await fetch(running.url() + '/api/admin/member-file', {
      method: 'POST',
      headers: {
        cookie: client.cookie ?? '',
        'x-branchline': '1',
        'content-type': type,
        [fileNameHeader]: encodeURIComponent('Mitglieder ä.csv'),
      },
      body,
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const open = async () =>
    (await admin.get('/api/admin/member-imports')).body['open'] as Record<string, unknown>
  const discard = async () => {
    const one = await open()
    return admin.post(`/api/admin/member-imports/${String(one['id'])}/discard`, {})
  }

  it('is read and compared as it comes, and waits', async () => {
    const { status, body } = await send(file)
    expect(status).to.equal(200)
    expect(body['open']).to.deep.include({ fileName: 'Mitglieder ä.csv', state: 'ready', rows: 3 })
    expect((await open())['counts']).to.deep.include({ new: 1, failed: 2, gone: 0 })
    expect((await send(file)).body).to.include({ reason: 'import-open' })
  })

  it('gives its rows kind by kind, and the refused ones as a file that runs nothing', async () => {
    const { id } = await open()
    const rows = (kind: string) =>
      fetch(running.url() + `/api/admin/member-imports/${String(id)}/rows`, {
        headers: { cookie: admin.cookie ?? '', [queryHeader]: `kind=${kind}` },
      })
    expect(await (await rows('new')).json()).to.deep.include({ count: '1', nextCursor: null })
    expect((await rows('all')).status).to.equal(400)
    const refused = await fetch(running.url() + `/api/admin/member-imports/${String(id)}/refused`, {
      headers: { cookie: admin.cookie ?? '' },
    })
    expect(refused.headers.get('content-disposition')).to.match(/attachment/)
    expect(await refused.text()).to.equal(
      [
        `${heading},row,problem`,
        "W-2,Bo,Quist,Paid up,'+44 7700 9OO612,3,“mobile” has letters in it.",
        "W-3,'=1+1,Reid,Paid up,,4,“first_name” begins like a spreadsheet formula.",
        '',
      ].join('\r\n'),
    )
  })

  it('is applied by the worker after somebody said so', async () => {
    const { id } = await open()
    const answer = await admin.post(`/api/admin/member-imports/${String(id)}/apply`, {})
    expect(answer.status).to.equal(200)
    for (let ticks = 0; (await open()) !== null && ticks < 200; ticks += 1) await running.app().tick()
    const { earlier } = (await admin.get('/api/admin/member-imports')).body
    expect(earlier).to.have.nested.property('[0].state', 'applied')
    const agent = await signedIn(running, 'agent')
    const found = (await agent.get('/api/search?q=W-1')).body['members']
    expect(found).to.have.nested.property('[0].name', 'Ana Okafor')
    expect(found).to.have.nested.property('[0].number', '07700 900611')
  })

  it('is refused in words when it is another kind of file, too long, broken, or sent by somebody else', async () => {
    expect((await send('{}', 'application/json')).body).to.include({ reason: 'not-a-csv' })
    expect((await send(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).body['words']).to.match(/workbook/)
    expect((await send('name\r\nAna')).body['words']).to.match(/must name the columns/)
    const supervisor = await signedIn(running, 'supervisor')
    expect((await send(file, 'text/csv', supervisor)).body).to.include({ reason: 'not-allowed' })
    expect(await open()).to.equal(null)
    expect((await send(file)).status).to.equal(200)
    expect((await discard()).status).to.equal(200)
  })
})
