import { expect } from 'chai'
import {
  addOverride,
  addPeriod,
  copyMonday,
  nextPeriod,
  periodsOn,
  removeOverride,
  removePeriod,
  setOverridePeriod,
  setPeriod,
  weekOf,
} from '../../client/src/features/admin/hours-edit.ts'
import {
  firstMenu,
  freeKeys,
  levelAt,
  levelsIn,
  moveOption,
  newLevel,
  newOption,
  optionAt,
  optionsOf,
  pathWords,
  setOption,
  setPrompt,
} from '../../client/src/features/admin/menu-edit.ts'

describe('editing opening hours', () => {
  const week = weekOf()

  it('changes and removes the period that was meant, whatever day it is of', () => {
    const lunch = setPeriod(addPeriod(setPeriod(week, 2, { closes: '12:00' }), 3), 5, { closes: '19:00' })
    expect(periodsOn(lunch, 3)).to.deep.equal([
      { period: { weekday: 3, opens: '08:30', closes: '12:00' }, index: 2 },
      { period: { weekday: 3, opens: '12:00', closes: '19:00' }, index: 5 },
    ])
    expect(periodsOn(removePeriod(lunch, 2), 3).map(({ period }) => period.opens)).to.deep.equal(['12:00'])
    expect(periodsOn(lunch, 1)).to.have.lengthOf(1)
  })

  it('makes Tuesday to Friday like Monday and leaves the weekend alone', () => {
    const saturday = addPeriod(addPeriod(week, 6), 1)
    const copied = copyMonday(saturday)
    for (const weekday of [1, 2, 3, 4, 5])
      expect(periodsOn(copied, weekday), `${weekday}`).to.have.lengthOf(2)
    expect(periodsOn(copied, 6)).to.have.lengthOf(1)
    expect(periodsOn(copyMonday({ ...week, periods: [] }), 4)).to.deep.equal([])
  })

  it('keeps exceptions apart, also two for one day', () => {
    expect(nextPeriod([{ opens: '00:00', closes: '24:00' }])).to.deep.equal({ opens: '', closes: '' })
    const day = { date: '2026-10-07', periods: [nextPeriod([])], reason: '' }
    const twice = addOverride(addOverride(week, day), day)
    const changed = setOverridePeriod(twice, 1, 0, { closes: '17:00' })
    expect(changed.overrides.map(({ periods }) => periods[0]?.closes)).to.deep.equal(['19:00', '17:00'])
    expect(removeOverride(changed, 0).overrides[0]?.periods[0]?.closes).to.equal('17:00')
    expect(week.overrides).to.deep.equal([])
  })
})

describe('editing a menu', () => {
  const menu = firstMenu('advice')
  const deep = setOption(menu, '2', {
    kind: 'menu',
    words: 'pay',
    menu: { ...newLevel('pay'), options: { '1': newOption('advice') } },
  })

  it('finds steps by the keys that lead to them', () => {
    expect(levelsIn(deep).map(({ path }) => path)).to.deep.equal(['', '2'])
    expect(levelAt(deep, '2')?.key).to.equal('pay')
    expect(optionAt(deep, '21')).to.deep.equal(newOption('advice'))
    for (const nowhere of ['3', '11', '23', '9']) {
      expect(optionAt(deep, nowhere), nowhere).to.equal(null)
      expect(levelAt(deep, nowhere), nowhere).to.equal(null)
    }
    expect(pathWords('21')).to.equal('2 then 1')
  })

  it('changes one step and leaves the rest as it was, also in the second level', () => {
    const said = setPrompt(deep, '2', 'About pay.')
    expect(levelAt(said, '2')?.prompt).to.equal('About pay.')
    expect(said.prompt).to.equal(menu.prompt)
    expect(said.attempts).to.equal(2)
    expect(optionAt(said, '1')).to.deep.equal(optionAt(menu, '1'))
    expect(levelAt(deep, '2')?.prompt).to.equal('')
    expect(setPrompt(deep, '3', 'Nowhere')).to.deep.equal(deep)
  })

  it('moves a step with everything behind it, and takes one away', () => {
    const moved = moveOption(deep, '2', '7')
    expect(optionAt(moved, '2')).to.equal(null)
    expect(optionAt(moved, '71')).to.deep.equal(newOption('advice'))
    expect(optionsOf(moved).map(({ key }) => key)).to.deep.equal(['1', '7'])
    expect(freeKeys(moved)).to.deep.equal(['2', '3', '4', '5', '6', '8'])
    expect(optionsOf(setOption(moved, '71', null)).map(({ key }) => key)).to.deep.equal(['1', '7'])
    expect(levelAt(setOption(moved, '71', null), '7')?.options).to.deep.equal({})
  })
})
