import { expect } from 'chai'
import {
  answerCaseField,
  chooseCaseType,
  findCaseDocument,
  moveCaseStage,
} from '../../server/commands/case-sheet.ts'
import {
  addCaseType,
  changeCaseType,
  putCaseTypeBack,
  retireCaseType,
} from '../../server/commands/case-types.ts'
import { changeCase } from '../../server/commands/change-case.ts'
import { contactReasons } from '../../server/contract/words.ts'
import { settingsOfType, typeTroubles } from '../../server/domain/case-types/case-type.ts'
import { adminCaseTypesView } from '../../server/views/case-type-views.ts'
import { caseView } from '../../server/views/case-view.ts'
import { sheetView } from '../../server/views/sheet-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const strike = {
  name: 'Strike pay',
  proposedFor: null,
  stages: [
    { key: 'asked', name: 'Asked' },
    { key: 'paid', name: 'Paid' },
  ],
  fields: [
    { key: 'days', label: 'Days on strike', kind: 'number' as const, choices: [], neededFrom: 'paid' },
    { key: 'sum', label: 'Sum', kind: 'money' as const, choices: [], neededFrom: null },
  ],
  documents: [{ key: 'slip', name: 'Payslip' }],
}

describe('case types', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))

    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: () => monday },
    })
    const view = () => adminCaseTypesView(deps())
    const named = async (name: string) => (await view()).types.find((one) => one.name === name)
    const add = (change: Partial<typeof strike> = {}) =>
      desk.run(addCaseType, { ...strike, ...change }, demo.priya)
    let made = 0
    const newCase = async () => {
      const theCase = await desk.ask((stores) => stores.cases.byNumber(10_482))
      if (!theCase) throw new Error('no case')
      const id = `case-of-types-${(made += 1)}`
      await desk.ask(async (stores) =>
        stores.cases.insert({ ...theCase, id, number: await stores.cases.nextNumber() }),
      )
      return id
    }
    const sheetOf = async (caseId: string) => {
      const found = await sheetView(deps(), caseId)
      if (!found) throw new Error('no sheet')
      return found
    }
    const choose = (caseId: string, typeId: string, was: string | null = null) =>
      desk.run(chooseCaseType, { caseId, typeId, was }, demo.priya)
    const move = (caseId: string, stage: string, was: string) =>
      desk.run(moveCaseStage, { caseId, stage, was }, demo.priya)
    const answer = (caseId: string, field: string, typed: string, was: string | null = null) =>
      desk.run(answerCaseField, { caseId, field, typed, was }, demo.priya)
    const history = async (caseId: string) =>
      (await caseView(deps(), caseId))?.timeline.map(({ heading, body }) => `${heading}: ${body}`) ?? []

    it('come with eight that hold by their own rules, each proposed for a reason of its own', async () => {
      const { types } = await view()
      expect(types.map(({ name }) => name)).to.include.members([
        'Discipline',
        'Discrimination',
        'Grievance',
        'Health and safety',
        'Joining',
        'Pay',
        'Redundancy',
        'Sickness',
      ])
      const reasons = types.map(({ proposedFor }) => proposedFor)
      expect(new Set(reasons).size).to.equal(reasons.length)
      for (const type of types) {
        const others = types.filter(({ id }) => id !== type.id).map(({ name }) => name)
        expect(typeTroubles(type, { others, before: null, stagesInUse: [] }), type.name).to.deep.equal([])
        expect(contactReasons, type.name).to.have.property(type.proposedFor ?? '')
        expect(type.fields.length, type.name).to.be.greaterThan(3)
      }
    })

    it('are added, changed with versions, retired and taken into use again', async () => {
      const { typeId } = granted(await add({ name: ' Levy ' }))
      const first = await named('Levy')
      expect(first).to.deep.include({ id: typeId, version: 1, openCases: 0, stages: strike.stages })
      const change = (version: number, stages: typeof strike.stages) =>
        desk.run(changeCaseType, { typeId, version, type: { ...strike, name: 'Levy', stages } }, demo.priya)
      const longer = [...strike.stages, { key: 'filed', name: 'Filed' }]
      granted(await change(1, longer))
      expect(await change(1, strike.stages)).to.deep.equal({ refused: 'stale-version' })
      const same = await desk.eventsOf(async () => granted(await change(2, longer)))
      expect(same, 'the same again').to.deep.equal([])
      const [changed] = (await view()).history
      expect(changed).to.deep.include({
        heading: 'Case type Levy changed',
        part: 'case-type',
        isCurrent: true,
        by: 'Priya Nair',
        changes: [{ what: 'Stages', before: 'Asked, Paid', after: 'Asked, Paid, Filed' }],
      })
      granted(
        await desk.run(putCaseTypeBack, { seq: changed?.seq ?? 0, side: 'before' as const }, demo.priya),
      )
      expect((await named('Levy'))?.stages).to.deep.equal(strike.stages)

      expect(await add({ name: 'LEVY' })).to.deep.include({ refused: 'bad-settings' })
      granted(await desk.run(retireCaseType, { typeId, version: 3 }, demo.priya))
      expect(await named('Levy')).to.equal(undefined)
      const [retired] = (await view()).history
      granted(
        await desk.run(putCaseTypeBack, { seq: retired?.seq ?? 0, side: 'before' as const }, demo.priya),
      )
      expect(await named('Levy')).to.deep.include({ version: 5 })
    })

    it('of two people who take one name at once, one is refused', async () => {
      const taken = await Promise.allSettled([add({ name: 'Twice' }), add({ name: 'Twice' })])
      expect(taken).to.have.lengthOf(2)
      expect((await view()).types.filter(({ name }) => name === 'Twice')).to.have.lengthOf(1)
    })

    it('take a case from stage to stage with what each needs, and every change stands in its history', async () => {
      const { typeId } = granted(await add())
      const caseId = await newCase()
      expect(await move(caseId, 'paid', 'asked')).to.deep.equal({ refused: 'no-case-type' })
      granted(await choose(caseId, typeId))
      expect(await choose(caseId, 'pay'), 'by somebody who saw no type').to.deep.equal({
        refused: 'stale-version',
      })
      expect(await move(caseId, 'paid', 'asked')).to.deep.equal({
        refused: 'answers-missing',
        detail: '“Paid” needs an answer first: Days on strike.',
        fields: [{ field: 'days', words: 'Needed from “Paid” on.' }],
      })
      expect(await answer(caseId, 'days', 'three')).to.deep.include({ refused: 'bad-settings' })
      expect(await answer(caseId, 'gone', '3')).to.deep.equal({ refused: 'not-found' })
      granted(await answer(caseId, 'days', '3'))
      granted(await move(caseId, 'paid', 'asked'))
      expect(await move(caseId, 'asked', 'asked')).to.deep.equal({ refused: 'stale-version' })
      expect(await answer(caseId, 'days', '', '3'), 'needed now').to.deep.include({ refused: 'bad-settings' })
      granted(await answer(caseId, 'days', '4', '3'))
      expect(await history(caseId)).to.include.members([
        'Type of case: Not said to Strike pay, at “Asked”',
        'Days on strike: Not said to 3',
        'Days on strike: 3 to 4',
        'Stage changed: Asked to Paid',
      ])
      const { sheet } = await sheetOf(caseId)
      expect(sheet?.stages.map(({ state }) => state)).to.deep.equal(['past', 'now'])
      expect(sheet?.fields[0]).to.deep.include({ value: '4', shown: '4', isMissing: false })

      // A stage that a case is at cannot go; a name can, and the case follows.
      const found = await named('Strike pay')
      if (!found) throw new Error('no type')
      const save = (stages: typeof strike.stages) =>
        desk.run(
          changeCaseType,
          {
            typeId,
            version: found.version,
            type: { ...settingsOfType(found), stages, fields: [] },
          },
          demo.priya,
        )
      expect(await save(strike.stages.slice(0, 1))).to.deep.include({ refused: 'bad-settings' })
      granted(
        await save([
          { key: 'asked', name: 'Asked' },
          { key: 'paid', name: 'Paid out' },
        ]),
      )
      expect((await sheetOf(caseId)).sheet?.stages[1]?.name).to.equal('Paid out')
      expect((await sheetOf(caseId)).sheet?.fields).to.deep.equal([])
    })

    it('two people in two fields never meet; in one, whoever was overtaken is told', async () => {
      const { typeId } = granted(await add({ name: 'Two tabs' }))
      const caseId = await newCase()
      granted(await choose(caseId, typeId))
      const both = await Promise.all([answer(caseId, 'days', '3'), answer(caseId, 'sum', '£150')])
      expect(both).to.deep.equal([{ caseId }, { caseId }])
      const race = await Promise.all([
        answer(caseId, 'sum', '160', '150.00'),
        answer(caseId, 'sum', '170', '150.00'),
      ])
      expect(race.filter((one) => 'refused' in one)).to.deep.equal([{ refused: 'stale-version' }])
      const same = await desk.eventsOf(() => answer(caseId, 'days', '3', null))
      expect(same, 'what is there already is no change').to.deep.equal([])
    })

    it('a retired one goes on with its cases and is chosen for no other; a closed case keeps its sheet', async () => {
      const { typeId } = granted(await add({ name: 'Short lived' }))
      const caseId = await newCase()
      granted(await choose(caseId, typeId))
      granted(await desk.run(retireCaseType, { typeId, version: 1 }, demo.priya))
      granted(await answer(caseId, 'days', '1'))
      expect((await sheetOf(caseId)).sheet?.type).to.include({ name: 'Short lived', isRetired: true })
      expect((await sheetOf(caseId)).types.map(({ id }) => id)).to.not.include(typeId)
      expect(await choose(await newCase(), typeId)).to.deep.equal({ refused: 'not-found' })

      const version = (await caseView(deps(), caseId))?.version ?? 0
      granted(
        await desk.run(
          changeCase,
          { caseId, personId: demo.priya, version, status: 'closed' as const, outcome: won('Paid') },
          demo.priya,
        ),
      )
      for (const refused of [
        await choose(caseId, 'pay', typeId),
        await move(caseId, 'paid', 'asked'),
        await answer(caseId, 'days', '2', '1'),
      ])
        expect(refused).to.deep.equal({ refused: 'case-closed' })
      expect((await sheetOf(caseId)).actions.change.allowed).to.equal(false)
    })

    it('an expected document is one of the case, or on paper, and not there once that one is removed', async () => {
      const { typeId } = granted(await add({ name: 'With papers' }))
      const row: { id: string; case_id: string } | undefined = await desk.database
        .read('documents')
        .whereNull('removed_at')
        .first('id', 'case_id')
      if (!row) throw new Error('no document')
      const caseId = row.case_id
      granted(await choose(caseId, typeId, (await sheetOf(caseId)).sheet?.type.id ?? null))
      const find = (found: string, was: string) =>
        desk.run(findCaseDocument, { caseId, document: 'slip', found, was }, demo.priya)
      const slip = async () => (await sheetOf(caseId)).sheet?.documents[0]?.found
      expect(await slip()).to.equal('no')
      granted(await find('on-paper', 'no'))
      expect(await slip()).to.equal('on-paper')
      expect(await find(row.id, 'no')).to.deep.equal({ refused: 'stale-version' })
      granted(await find(row.id, 'on-paper'))
      expect(await slip()).to.equal(row.id)
      granted(await find('no', row.id))
      expect(await slip()).to.equal('no')
      expect(await find('document-of-nobody', 'no')).to.deep.equal({ refused: 'not-found' })
      const other = await newCase()
      granted(await choose(other, typeId))
      expect(
        await desk.run(
          findCaseDocument,
          { caseId: other, document: 'slip', found: row.id, was: 'no' },
          demo.priya,
        ),
        'a document of another case',
      ).to.deep.equal({ refused: 'not-found' })
    })
  })
})
