import { expect } from 'chai'
import { addPost, backAgain, endPost, importCover, noteAway } from '../../server/commands/change-cover.ts'
import { openLead } from '../../server/commands/open-lead.ts'
import { coverOfMember, coverOfWorkplace, coverTreeView } from '../../server/views/cover-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

/** Works at the Kingsmead clinic, whose steward Dave Hill is away until 3 December; Mary Quinn covers. */
const aisha = 'demo-member-M-204117'
const personId = 'demo-person-devi'

describe('who covers which workplace', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({
      read: desk.database.read,
      engine: desk.database.engine,
      clock: { now: desk.now },
    })
    const covering = async (isHidden = false) => {
      const view = await coverOfMember(deps(), aisha, isHidden)
      return view?.covering.map(({ name, insteadOf }) =>
        insteadOf === null ? name : `${name} for ${insteadOf.name} until ${insteadOf.awayUntil}`,
      )
    }
    const post = (change: Partial<Parameters<typeof addPost>[2]> = {}) =>
      desk.run(
        addPost,
        {
          personId,
          level: 'branch',
          region: '',
          branchId: 'demo-branch-1',
          workplaceId: '',
          role: 'branch-chair',
          name: 'Ama Boateng',
          number: '',
          email: '',
          fromDay: '2026-11-23',
          untilDay: '',
          ...change,
        },
        personId,
      )
    const away = (postId: string, change: object = {}) =>
      desk.run(
        noteAway,
        { postId, personId, fromDay: '2026-11-23', untilDay: '2026-11-27', coverId: null, ...change },
        personId,
      )
    const file = (...lines: string[]) =>
      desk.run(
        importCover,
        {
          personId,
          records: lines.map((line, at) => ({ row: at + 1, cells: line.split(',') })),
        },
        personId,
      )

    it('is whoever the steward named until they are back, then the steward, then the level above', async () => {
      expect(await covering()).to.deep.equal(['Mary Quinn for Dave Hill until 2026-12-03'])
      expect(await covering(true), 'nothing that tells where they work').to.deep.equal(['Joan Pryce'])
      desk.set('2026-12-03T23:59:00.000Z')
      expect(await covering()).to.deep.equal(['Mary Quinn for Dave Hill until 2026-12-03'])
      desk.set('2026-12-04T00:00:00.000Z')
      expect(await covering()).to.deep.equal(['Dave Hill'])
      desk.set(monday)
      const { id } = granted(await away('demo-post-2'))
      expect(await covering(), 'whoever covers is away too').to.deep.equal(['Joan Pryce'])
      expect(id).to.equal('demo-post-2')
      const [absence] = await desk.ask((stores) => stores.absences.ofPost('demo-post-2'))
      granted(await desk.run(backAgain, { absenceId: absence?.id ?? '' }, personId))
      expect(await covering()).to.deep.equal(['Mary Quinn for Dave Hill until 2026-12-03'])
    })

    it('says beside each field what is wrong, and keeps nothing then', async () => {
      expect(await post({ name: ' ', number: 'x', fromDay: '', branchId: 'none' })).to.deep.nested.include({
        refused: 'bad-settings',
        'fields[0].field': 'name',
        'fields[1].field': 'number',
        'fields[2].field': 'fromDay',
        'fields[3].field': 'place',
      })
      expect(await away('demo-post-3', { coverId: 'demo-post-3' })).to.have.nested.property(
        'fields[0].field',
        'coverId',
      )
      expect(
        await away('demo-post-3', { untilDay: '2026-11-22', fromDay: '2026-11-20' }),
      ).to.have.nested.property('fields[0].words', 'That day is over.')
      expect(await away('demo-post-1', { fromDay: '2026-12-03', untilDay: '2026-12-05' })).to.deep.equal({
        refused: 'away-already',
      })
      expect(await away('nobody')).to.deep.equal({ refused: 'not-found' })
    })

    it('ends once, for whoever saw it last', async () => {
      const events = await desk.eventsOf(async () => {
        const { id } = granted(await post())
        expect(await desk.run(endPost, { postId: id, version: 7, personId }, personId)).to.deep.equal({
          refused: 'stale-version',
        })
        granted(await desk.run(endPost, { postId: id, version: 1, personId }, personId))
        expect(await desk.run(endPost, { postId: id, version: 2, personId }, personId)).to.deep.equal({
          refused: 'post-ended',
        })
        expect(await away(id)).to.deep.equal({ refused: 'post-ended' })
      })
      expect(events).to.deep.equal(['cover.changed', 'cover.changed'])
    })

    it('gives somebody who wants to join to the organiser who covers where they work', async () => {
      const lead = async (workplace: string) => {
        const agentId = await desk.agent()
        const { contactId } = await desk.connected(agentId)
        granted(
          await desk.run(
            openLead,
            {
              contactId,
              personId: agentId,
              name: 'Lee',
              number: '07700 900123',
              workplace,
              about: '',
              hasConsent: true,
            },
            agentId,
          ),
        )
        return (await desk.ask((stores) => stores.leads.ofContact(contactId)))?.organiserId
      }
      // Beth organises London and Eastern; twice in a row the fewest open leads would be somebody else's.
      expect(await lead('Kingsmead Clinic')).to.equal('demo-person-beth')
      expect(await lead('kingsmead clinic ')).to.equal('demo-person-beth')
      expect(await lead('Somewhere else')).to.equal(demo.marcus)
    })

    it('a file with one wrong row keeps nothing; a right one is read twice without doubling anybody', async () => {
      const head = 'Region,Branch code,Branch,Employer,Workplace,Role,Name,Number,Email,Starts,Ends'
      expect(await file(head, ',H-0172,,,,rep,Ann Lowe,,,,', ',X-1,,,,rep,Bob Lowe,,,,')).to.deep.include({
        added: 0,
        problems: [{ row: 3, words: 'Branch “X-1” is not known. Give its name and region, and it is made.' }],
      })
      const right = [
        head,
        ',H-0172,,,,rep,Ann Lowe,07700 900417,,,',
        'Scotland,X-1,Orkney,,,rep,Bob Lowe,,,,',
      ]
      expect(await file(...right)).to.include({ added: 2, changed: 0, same: 0, branchesMade: 1 })
      expect(await file(...right)).to.include({ added: 0, changed: 0, same: 2, branchesMade: 0 })
      right[1] = ',h-0172,,,,Rep,ann lowe,07700 900422,,,'
      expect(await file(...right)).to.include({ added: 0, changed: 1, same: 1 })
    })

    it('answers in one query beside a thousand other branches', async () => {
      const lines = Array.from(
        { length: 1_000 },
        (_, n) => `Region ${n % 10},B-${n},Branch ${n},,,branch-secretary,Secretary ${n},,,,`,
      )
      granted(
        await file(
          'Region,Branch code,Branch,Employer,Workplace,Role,Name,Number,Email,Starts,Ends',
          ...lines,
        ),
      )
      const asked: string[] = []
      const note = ({ sql }: { sql: string }) => asked.push(sql)
      const { read } = desk.database
      read.on('query', note)
      expect((await coverOfWorkplace(deps(), 'demo-workplace-1-3'))?.covering[0]?.name).to.equal('Mary Quinn')
      read.off('query', note)
      expect(asked.filter((sql) => /posts/.test(sql))).to.have.lengthOf(1)
      const tree = await coverTreeView(deps(), { q: 'Secretary 77', region: '' })
      expect(tree.count).to.equal(11)
      expect(await coverTreeView(deps(), { q: '', region: 'Region 3' })).to.have.property('count', 100)
    })
  })
})
