import { expect } from 'chai'
import fc from 'fast-check'
import { inGroups, type Write } from '../../server/adapters/db/write-order.ts'

const insert = (statement: string, value = 0): Write<string> => ({ statement, row: null, values: [value] })
const update = (statement: string, row: string): Write<string> => ({ statement, row, values: [row] })

describe('writes in groups', () => {
  it('put the writes of several units in as few statements as their order allows', () => {
    const opening = ['thread', 'contact', 'case', 'message', 'event'].map((each) => insert(each))
    const going = ['message', 'event'].map((each) => insert(each))
    expect(
      inGroups([going, opening, going]).map((group) => [group.statement, group.runs.length]),
    ).to.deep.equal([
      ['thread', 1],
      ['contact', 1],
      ['case', 1],
      ['message', 3],
      ['event', 3],
    ])
  })

  it('never change one row twice in one statement', () => {
    const groups = inGroups([
      [update('save', 'a'), update('save', 'a'), update('save', 'b')],
      [update('save', 'c')],
    ])
    expect(groups.map((group) => group.runs.flat())).to.deep.equal([['a'], ['a', 'b', 'c']])
  })

  it('keep each unit’s own order, and lose and add nothing', () => {
    const unit = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
        const groups = inGroups(units.map((each, unitAt) => each.map((name) => insert(name, unitAt))))
        const sent = groups.flatMap(({ statement, runs }) => runs.map(([unitAt]) => ({ statement, unitAt })))
        for (const [unitAt, each] of units.entries())
          expect(
            sent.filter((write) => write.unitAt === unitAt).map((write) => write.statement),
          ).to.deep.equal(each)
        expect(sent).to.have.lengthOf(units.flat().length)
      }),
    )
  })
})
