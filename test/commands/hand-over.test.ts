import { expect } from 'chai'
import { changeCase } from '../../server/commands/change-case.ts'
import { acceptCase, sendBack } from '../../server/commands/hand-over.ts'
import { leavePerson } from '../../server/commands/leave-person.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { briefView } from '../../server/views/brief-view.ts'
import { workView } from '../../server/views/work-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const aishasNumber = '+447700900117'
const beth = 'demo-person-beth'
const { marcus } = demo

describe('handing a case over', () => {
  onBothDatabases((open, engine) => {
    let desk: Desk
    let made = 0
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, engine, clock: { now: desk.now } })
    const newCase = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: aisha, title: 'A hearing', kind: 'discipline', personId: marcus },
          marcus,
        ),
      ).caseId
    const give = async (caseId: string, ownerId: string, why: string, personId: string = marcus) =>
      desk.run(
        changeCase,
        { caseId, personId, ownerId, why, version: (await desk.case(caseId)).version },
        personId,
      )
    const given = async (to = beth) => {
      const caseId = await newCase()
      granted(await give(caseId, to, 'Ring her on Wednesday at 14:00'))
      return caseId
    }
    const brief = async (caseId: string, personId = beth) => {
      const found = await briefView(deps(), caseId, personId)
      if (found === null) throw new Error('no brief')
      return found
    }
    const offer = async (caseId: string, personId = beth) => {
      const { handOver } = await brief(caseId, personId)
      if (handOver === null) throw new Error('nothing was handed over')
      return handOver
    }
    const accept = async (caseId: string, number: string | null = null, personId = beth) => {
      const { id, version } = await offer(caseId, personId)
      const clientId = `hand-over-${(made += 1)}-${engine}`
      return desk.run(acceptCase, { handOverId: id, version, personId, number, clientId }, personId)
    }
    const back = async (caseId: string, why: string, personId = beth) => {
      const { id, version } = await offer(caseId, personId)
      return desk.run(sendBack, { handOverId: id, version, personId, why }, personId)
    }
    const handedTo = async (personId: string, caseId: string) =>
      (await workView(deps(), personId)).handed
        .filter(({ path }) => path.endsWith(caseId))
        .map(({ line }) => line)
    const lastText = async (): Promise<string | undefined> => {
      const row: { body: string } | undefined = await desk.database
        .read('messages')
        .where({ direction: 'out' })
        .orderBy('id', 'desc')
        .first('body')
      return row?.body
    }

    it('is never nobody’s: the new owner has it at once, at the head of their work until they accept', async () => {
      const caseId = await given()
      expect((await desk.case(caseId)).ownerId).to.equal(beth)
      expect(await handedTo(beth, caseId)).to.deep.equal(['From Marcus Webb: Ring her on Wednesday at 14:00'])
      expect(await handedTo(marcus, caseId)).to.deep.equal([])
      expect((await offer(caseId, marcus)).actions.accept).to.include({ reason: 'not-given-to-you' })
      expect(await accept(caseId, null, marcus)).to.deep.equal({ refused: 'not-given-to-you' })
      granted(await accept(caseId))
      expect(await handedTo(beth, caseId)).to.deep.equal([])
      expect(await offer(caseId)).to.include({ state: 'accepted' })
      expect(await accept(caseId)).to.deep.equal({ refused: 'hand-over-settled' })
    })

    it('texts the member a first name on acceptance, once, at a number of theirs', async () => {
      const caseId = await given()
      expect(await accept(caseId, '+447700900999')).to.deep.equal({ refused: 'not-found' })
      expect((await offer(caseId)).state, 'nothing half done').to.equal('offered')
      granted(await accept(caseId, aishasNumber))
      expect(await lastText()).to.match(
        /^CX-\d+: Beth looks after your case from now on\. Reply here to reach them\.$/,
      )
    })

    it('is not accepted with a text that may not go: the refusal says why, and without it it is', async () => {
      const caseId = await given()
      const phone = await desk.ask((stores) => stores.phones.byNumber(aishasNumber))
      if (phone === null) throw new Error('no phone')
      await desk.ask((stores) => stores.phones.save({ ...phone, optedOutAt: monday }))
      expect(await accept(caseId, aishasNumber)).to.include({ refused: 'opted-out' })
      expect((await offer(caseId)).state).to.equal('offered')
      granted(await accept(caseId))
      await desk.ask((stores) => stores.phones.save(phone))
    })

    it('says neither case nor union to whoever asked for discretion', async () => {
      const caseId = await given()
      await desk.ask((stores) =>
        stores.safeContacts.insert({
          memberId: aisha,
          version: 1,
          isDiscreet: true,
          notAtWork: false,
          textOnly: false,
          noVoicemail: false,
          onlySafeNumbers: false,
          neutralSender: false,
          noEmployerEmail: false,
          codeWord: null,
          hours: [],
          numbers: {},
          changedBy: marcus,
          changedAt: monday,
        }),
      )
      granted(await accept(caseId, aishasNumber))
      expect(await lastText()).to.equal(
        'Hello, this is Beth. From now on I am the one to ask. Reply here to reach me.',
      )
    })

    it('goes back with a reason, to who gave it; what came back is accepted or given on', async () => {
      const caseId = await given()
      expect(await back(caseId, '  ')).to.include({ refused: 'why-required' })
      granted(await back(caseId, 'I am away until Monday'))
      expect((await desk.case(caseId)).ownerId).to.equal(marcus)
      expect(await handedTo(marcus, caseId)).to.deep.equal([
        'Sent back by Beth Hughes: I am away until Monday',
      ])
      expect(await handedTo(beth, caseId)).to.deep.equal([])
      expect(await back(caseId, 'No, you', marcus)).to.deep.equal({ refused: 'came-back' })
      granted(await give(caseId, demo.sam, 'Look after her until Monday'))
      expect(await handedTo(marcus, caseId)).to.deep.equal([])
      expect(await handedTo(demo.sam, caseId)).to.have.lengthOf(1)
    })

    it('takes along what the old owner had promised, and nobody else’s', async () => {
      const caseId = await newCase()
      const promise = (ownerId: string | null) =>
        desk.ask((stores) =>
          stores.followUps.insert({
            id: `promise-${(made += 1)}-${engine}`,
            caseId,
            what: 'Call her',
            dueAt: monday,
            ownerId,
            createdAt: monday,
            doneAt: null,
            remindAt: null,
            checklist: [],
            firstDueAt: null,
          }),
        )
      await promise(marcus)
      await promise(demo.sam)
      await promise(null)
      granted(await give(caseId, beth, 'Ring her'))
      const open = await desk.ask((stores) => stores.followUps.openOfContactCase(caseId))
      expect(open.map(({ ownerId }) => ownerId)).to.have.members([beth, demo.sam, null])
      const promised = (await brief(caseId)).parts.find(({ key }) => key === 'promise')
      expect(promised?.lines.join()).to.include('Call her').and.include('Beth Hughes')
    })

    it('is withdrawn when the case goes on to somebody else or is closed', async () => {
      const caseId = await given()
      const first = await offer(caseId)
      granted(await give(caseId, demo.sam, 'Beth is away'))
      expect(
        await desk.run(
          acceptCase,
          {
            handOverId: first.id,
            version: first.version,
            personId: beth,
            number: null,
            clientId: 'too-late',
          },
          beth,
        ),
      ).to.deep.equal({ refused: 'hand-over-settled' })
      const { version } = await desk.case(caseId)
      granted(
        await desk.run(
          changeCase,
          {
            caseId,
            version,
            personId: demo.sam,
            status: 'closed' as const,
            outcome: {
              kind: 'settled' as const,
              words: 'Settled',
              met: 'not-said' as const,
              amountPence: null,
            },
          },
          demo.sam,
        ),
      )
      expect(await handedTo(demo.sam, caseId)).to.deep.equal([])
    })

    it('asks nothing of whoever takes a case for themselves', async () => {
      const caseId = await given()
      granted(await give(caseId, demo.sam, 'I was with her today', demo.sam))
      expect(await handedTo(demo.sam, caseId)).to.deep.equal([])
      expect(await handedTo(beth, caseId)).to.deep.equal([])
      expect((await desk.case(caseId)).ownerId).to.equal(demo.sam)
    })

    it('cannot go back to somebody who has left', async () => {
      const leaver = await desk.agent()
      await desk.ask((stores) => stores.people.setRoles(leaver, ['official']))
      const caseId = granted(
        await desk.run(
          openCase,
          { memberId: aisha, title: 'A grievance', kind: 'grievance', personId: leaver },
          leaver,
        ),
      ).caseId
      const person = await desk.ask((stores) => stores.people.find(leaver))
      granted(
        await desk.run(
          leavePerson,
          { personId: leaver, version: person?.version ?? 0, toId: beth },
          'demo-person-devi',
        ),
      )
      expect((await handedTo(beth, caseId))[0]).to.match(/^From Agent/)
      expect(await back(caseId, 'Not mine')).to.deep.equal({ refused: 'giver-gone' })
      granted(await accept(caseId))
    })

    it('comes with a brief: what is written down, and what is missing', async () => {
      const bare = await brief(await given())
      const missing = bare.parts.flatMap(({ key, missing: gaps }) => (gaps.length > 0 ? [key] : []))
      expect(missing).to.deep.equal(['facts', 'promise', 'wish', 'risk'])
      expect(bare.parts.find(({ key }) => key === 'next-step')?.lines).to.deep.equal([
        'Ring her on Wednesday at 14:00',
      ])
      const shown = await brief('demo-case-CX-10482', marcus)
      const words = shown.parts.flatMap(({ lines }) => lines).join('\n')
      for (const expected of [
        'Hearing Thu 8 Oct 2026 10:00, room 4, Northside.',
        'A wrong dose on ward 7. She was on leave on that day.',
        'To keep her job, and nothing on her registration',
        'Disciplinary hearing, Thu 8 Oct 2026 10:00: Marcus is the companion',
      ])
        expect(words).to.include(expected)
      expect(shown.parts.find(({ key }) => key === 'documents')?.lines.length).to.be.greaterThan(2)
      expect(shown.numbers.map(({ number }) => number)).to.include(aishasNumber)
    })
  })
})
