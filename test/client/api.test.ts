import { expect } from 'chai'
import { call, onSignedOut, problemWords, RefusedError, UnreachableError } from '../../client/src/api.ts'
import { queryHeader } from '../../server/contract/api.ts'

interface Asked {
  url: string
  init: RequestInit
}

describe('asking the server', () => {
  const realFetch = globalThis.fetch
  let asked: Asked[] = []
  const answerWith = (answer: () => Response | Promise<Response>) => {
    globalThis.fetch = (url, init = {}) => {
      asked.push({ url: url instanceof Request ? url.url : url.toString(), init })
      return Promise.resolve().then(answer)
    }
  }
  const failure = async (asking: Promise<unknown>): Promise<unknown> => {
    try {
      await asking
    } catch (error) {
      return error
    }
    throw new Error('It was answered')
  }
  const header = (name: string) => new Headers(asked[0]?.init.headers).get(name)

  beforeEach(() => {
    asked = []
  })
  afterEach(() => {
    globalThis.fetch = realFetch
    onSignedOut(() => undefined)
  })

  it('fills the path, and asks in a header: no URL holds what somebody looks for', async () => {
    answerWith(() => Response.json({ items: [], nextCursor: null, count: '0' }))
    await call('GET /api/cases', { query: { view: 'open', q: 'a&b', cursor: '' } })
    expect(asked[0]?.url).to.equal('/api/cases')
    expect(header(queryHeader)).to.equal('view=open&q=a%26b')
    await call('POST /api/offers/:id/accept', { params: { id: '../session' } })
    expect(asked[1]?.url).to.equal('/api/offers/..%2Fsession/accept')
  })

  it('marks every change as ours, and no question', async () => {
    answerWith(() => Response.json({ done: true }))
    await call('DELETE /api/session')
    expect(header('x-branchline')).to.equal('1')
    asked = []
    await call('GET /api/session')
    expect(header('x-branchline')).to.equal(null)
  })

  it('turns a refusal into its reason, words and reference', async () => {
    answerWith(() =>
      Response.json({ reason: 'storage-full', words: 'The server is full.', ref: '7F3A' }, { status: 507 }),
    )
    const error = await failure(call('GET /api/work'))
    expect(error).to.be.instanceOf(RefusedError)
    expect(problemWords(error)).to.deep.equal({ words: 'The server is full.', ref: '7F3A' })
  })

  it('says once that the session is over', async () => {
    let times = 0
    onSignedOut(() => {
      times += 1
    })
    answerWith(() =>
      Response.json({ reason: 'not-signed-in', words: 'Please sign in again.' }, { status: 401 }),
    )
    await failure(call('GET /api/work'))
    answerWith(() => Response.json({ reason: 'wrong-credentials', words: 'Not right.' }, { status: 401 }))
    await failure(call('POST /api/session', { body: { email: 'a', password: 'b' } }))
    expect(times).to.equal(1)
  })

  it('calls a dead network and a stranger’s page the same: nobody answered', async () => {
    answerWith(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failure(call('GET /api/work'))).to.be.instanceOf(UnreachableError)
    answerWith(() => new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(await failure(call('GET /api/work'))).to.be.instanceOf(UnreachableError)
    answerWith(() => new Response('<html>Hotel wifi</html>', { status: 200 }))
    expect(await failure(call('GET /api/work'))).to.be.instanceOf(UnreachableError)
  })
})
