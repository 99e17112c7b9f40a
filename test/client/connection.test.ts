import { expect } from 'chai'
import { connectionLine } from '../../client/src/connection.ts'

const downSince = Date.parse('2026-11-22T10:41:00.000Z')
const connection = { downSince, freshAt: downSince, isRestarting: false }
const after = (seconds: number, phoneMatters = true) =>
  connectionLine(connection, downSince + seconds * 1_000, phoneMatters)?.words ?? null

describe('the connection strip', () => {
  it('says nothing while all is well, nor about a blip', () => {
    expect(connectionLine({ ...connection, downSince: null }, downSince, true)).to.equal(null)
    expect(after(4.999)).to.equal(null)
  })

  it('says after 5 seconds that updates are paused, then from when the page is', () => {
    expect(after(5)).to.equal('Live updates paused. Trying again…')
    expect(after(10)).to.equal('You are working from 10:41. Calls still ring.')
  })

  it('says that calls cannot come only once the server has stopped counting on this console', () => {
    expect(after(15)).to.equal('You are working from 10:41. Calls still ring.')
    expect(after(15.001)).to.match(/^Calls cannot reach you\./)
  })

  it('says nothing of calls to somebody who takes none', () => {
    expect(after(60, false)).to.equal('You are working from 10:41. Trying again…')
  })

  it('says that a restart will pass', () => {
    const line = connectionLine({ ...connection, isRestarting: true }, downSince + 6_000, true)
    expect(line?.words).to.match(/restarting/)
  })
})
