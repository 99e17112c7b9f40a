import { expect } from 'chai'
import { changeCase } from '../../server/commands/change-case.ts'
import { openCase } from '../../server/commands/open-case.ts'
import { proposeDeadline } from '../../server/commands/propose-deadline.ts'
import {
  answerReferral,
  recallReferral,
  referCase,
  setBranchPeople,
  takeReferral,
  tendReferrals,
} from '../../server/commands/refer-case.ts'
import { sealCase } from '../../server/commands/seal-case.ts'
import { branchesView, caseReferralsView, myBranchView } from '../../server/views/referral-views.ts'
import { workView } from '../../server/views/work-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { won } from '../support/won.ts'
import { type Desk, granted, openDesk } from './desk.ts'

const aisha = 'demo-member-M-204117'
const [north, west] = ['demo-branch-1', 'demo-branch-3']
const [official, joan, sam] = [demo.marcus, 'demo-person-joan', 'demo-person-sam']

describe('cases that are passed to branches', () => {
  onBothDatabases((open) => {
    let desk: Desk
    before(async () => {
      desk = await openDesk(open)
    })
    beforeEach(() => desk.set(monday))
    const deps = () => ({ read: desk.database.read, clock: { now: desk.now }, engine: desk.database.engine })
    const opened = async () =>
      granted(
        await desk.run(
          openCase,
          { memberId: aisha, title: 'Moved to nights', kind: 'other', personId: official },
          official,
        ),
      ).caseId
    const refer = (caseId: string, change: { branchId?: string; ask?: string } = {}) =>
      desk.run(
        referCase,
        { caseId, branchId: north, ask: 'Go with her to the meeting.', personId: official, ...change },
        official,
      )
    const openOf = async (caseId: string) => {
      const found = await desk.ask((stores) => stores.referrals.openOfCase(caseId))
      if (!found) throw new Error('no referral')
      return found
    }
    const sent = async (change: Parameters<typeof refer>[1] = {}) => {
      const caseId = await opened()
      granted(await refer(caseId, change))
      return openOf(caseId)
    }
    const answer = (
      referral: { id: string; version: number },
      to: 'accepted' | 'declined' | 'finished',
      why = '',
      personId = joan,
    ) =>
      desk.run(
        answerReferral,
        { referralId: referral.id, version: referral.version, to, why, personId },
        personId,
      )
    const texts = async (): Promise<string[]> =>
      (
        await desk.database.read('messages').where({ direction: 'out' }).whereNull('author_id').orderBy('id')
      ).map(({ body }: { body: string }) => body)
    const newTexts = async (unit: () => Promise<unknown>): Promise<string[]> => {
      const before = (await texts()).length
      await unit()
      return (await texts()).slice(before)
    }
    const back = async (caseId: string) =>
      (await workView(deps(), sam)).branches.filter(({ path }) => path === `/cases/${caseId}`)
    const shown = async (personId: string) => (await myBranchView(deps(), personId)).items.map(({ id }) => id)

    it('are refused without a branch, without words, twice, and where there is no member', async () => {
      const caseId = await opened()
      expect(await refer(caseId, { branchId: 'nowhere', ask: ' ' })).to.deep.equal({
        refused: 'bad-settings',
        fields: [
          { field: 'branchId', words: 'Choose a branch.' },
          { field: 'ask', words: 'Say what the branch is to do.' },
        ],
      })
      granted(await refer(caseId))
      expect(await refer(caseId)).to.deep.equal({ refused: 'referral-open' })
      const nobody = await desk.ask(async (stores) => {
        const found = await stores.cases.find(caseId)
        if (!found) throw new Error('no case')
        const id = `${caseId}-x`
        await stores.cases.insert({ ...found, id, number: 90_001, memberId: null })
        return id
      })
      expect(await refer(nobody)).to.deep.equal({ refused: 'referral-needs-member' })
    })

    it('show the branch the nearest legal date that is not over', async () => {
      const { id, caseId } = await sent()
      const propose = (respondent: string, day: string) =>
        desk.run(
          proposeDeadline,
          {
            caseId,
            personId: official,
            claim: 'unfair-dismissal' as const,
            nation: 'EW' as const,
            respondent,
            triggers: [day],
            isTriggerCertain: true,
            knownOn: null,
            reason: 'union' as const,
            conciliations: [],
          },
          official,
        )
      const nearest = async () =>
        (await myBranchView(deps(), joan)).items.find((item) => item.id === id)?.legalDate
      // Interim relief was over on 12 October: what comes next is the day to work to.
      granted(await propose('The trust', '2026-10-05'))
      expect(await nearest()).to.equal('2026-12-28')
      granted(await propose('The agency', '2026-11-20'))
      expect(await nearest(), 'interim relief').to.equal('2026-11-27')
    })

    it('go with their clock, keep their owner, and the member is told once', async () => {
      const told = await newTexts(async () => {
        const { dueAt, caseId } = await sent()
        expect(Date.parse(dueAt)).to.be.greaterThan(Date.parse(monday))
        expect((await desk.case(caseId)).ownerId).to.equal(official)
      })
      expect(told).to.have.lengthOf(1)
      expect(told[0]).to.match(/We have asked somebody local to you/)
    })

    it('are seen by those who answer for that branch, and the number only once they have accepted', async () => {
      const referral = await sent()
      const elsewhere = await sent({ branchId: west })
      expect(await shown(joan))
        .to.include(referral.id)
        .and.not.to.include(elsewhere.id)
      expect(await shown(sam)).to.deep.equal([])
      const item = async () => (await myBranchView(deps(), joan)).items.find(({ id }) => id === referral.id)
      expect(await item()).to.include({ numbers: null, memberName: 'Aisha Khan' })
      expect(await answer(elsewhere, 'accepted')).to.deep.equal({ refused: 'not-found' })
      expect(await answer(referral, 'accepted', '', sam)).to.deep.equal({ refused: 'not-found' })
      const told = await newTexts(async () => granted(await answer(referral, 'accepted')))
      expect(told[0]).to.include('Joan has taken this on')
      expect((await item())?.numbers).to.have.length.greaterThan(0)
      expect(await answer(referral, 'declined', 'No')).to.deep.equal({ refused: 'referral-settled' })
      const accepted = await openOf(referral.caseId)
      expect(await answer(accepted, 'finished')).to.deep.equal({ refused: 'why-required' })
      granted(await answer(accepted, 'finished', 'Went with her; nights withdrawn.'))
      expect(await shown(joan)).not.to.include(referral.id)
      expect((await desk.openFollowUps(referral.caseId)).map(({ what }) => what)).to.include(
        'The branch has finished. Read what was done; close the case or go on.',
      )
    })

    it('that are declined are back at once, ahead of other work, until one person takes them', async () => {
      const referral = await sent()
      expect(await answer(referral, 'declined')).to.deep.equal({ refused: 'why-required' })
      const told = await newTexts(async () => granted(await answer(referral, 'declined', 'On leave')))
      expect(told).to.have.lengthOf(1)
      expect(told[0]).to.include('back with us, ahead of others')
      const { caseId, id } = referral
      expect(await back(caseId)).to.have.lengthOf(1)
      const version = referral.version + 1
      const takes = (personId: string) =>
        desk.run(takeReferral, { referralId: id, version, personId }, personId)
      granted(await takes(sam))
      expect((await desk.case(caseId)).ownerId).to.equal(sam)
      expect(await back(caseId)).to.deep.equal([])
      expect(await takes(official)).to.deep.equal({ refused: 'referral-taken' })
    })

    it('that nobody answered are back after two working days, the member is told, and the region sees it', async () => {
      const before = (await branchesView(deps())).branches.find(({ id }) => id === west)
      const referral = await sent({ branchId: west })
      desk.set(new Date(Date.parse(referral.dueAt) - 1).toISOString())
      await desk.run(tendReferrals, undefined)
      expect(await back(referral.caseId)).to.deep.equal([])
      desk.set(referral.dueAt)
      const told = await newTexts(() => desk.run(tendReferrals, undefined))
      expect(
        told.filter((text) => text.includes('no answer locally within two working days')),
      ).to.have.length.at.least(1)
      expect(await newTexts(() => desk.run(tendReferrals, undefined))).to.deep.equal([])
      const [item] = await back(referral.caseId)
      expect(item?.line).to.equal('Western Transport and Logistics did not answer in two working days')
      const after = (await branchesView(deps())).branches.find(({ id }) => id === west)
      expect(after?.silent).to.be.greaterThan(before?.silent ?? 0)
      expect(after?.silentInARow).to.be.greaterThan(before?.silentInARow ?? 0)
    })

    it('of a member who stopped texts are told by a person instead, and that stands on the case', async () => {
      await desk.database.write(async (stores) => {
        for (const number of await stores.branches.numbersOf(aisha)) {
          const phone = await stores.phones.byNumber(number)
          if (phone) await stores.phones.save({ ...phone, optedOutAt: monday })
        }
      })
      let caseId = ''
      expect(
        await newTexts(async () => {
          caseId = (await sent()).caseId
        }),
      ).to.deep.equal([])
      expect((await desk.openFollowUps(caseId)).map(({ what }) => what)).to.deep.equal([
        'Tell the member: Passed to Northside Health',
      ])
    })

    it('can be taken back with a reason, and leave the branch when the case is closed', async () => {
      const referral = await sent()
      const recall = (why: string) =>
        desk.run(
          recallReferral,
          { referralId: referral.id, version: referral.version, why, personId: official },
          official,
        )
      expect(await recall('')).to.deep.equal({ refused: 'why-required' })
      granted(await recall('The employer has moved the meeting.'))
      expect(await shown(joan)).not.to.include(referral.id)
      const other = await sent()
      const { version } = await desk.case(other.caseId)
      granted(
        await desk.run(
          changeCase,
          { caseId: other.caseId, personId: official, version, status: 'closed', outcome: won('Won') },
          official,
        ),
      )
      expect(await shown(joan)).not.to.include(other.id)
      const [shownThere] = (await caseReferralsView(deps(), other.caseId))?.referrals ?? []
      expect(shownThere).to.include({ state: 'recalled', why: 'The case was closed.' })
    })

    it('that are sealed leave the branch, and are passed to none', async () => {
      const referral = await sent()
      granted(
        await desk.run(
          sealCase,
          { caseId: referral.caseId, personId: official, why: 'About a colleague' },
          official,
        ),
      )
      expect(await shown(joan)).not.to.include(referral.id)
      expect(await refer(referral.caseId)).to.deep.equal({ refused: 'referral-sealed' })
    })

    it('are answered by whom an administrator names: with the role, and for as long as they are here', async () => {
      const name = (personIds: string[]) =>
        desk.run(setBranchPeople, { branchId: west, personIds }, 'demo-person-devi')
      expect(await name([sam])).to.have.property('refused', 'bad-settings')
      const referral = await sent({ branchId: west })
      granted(await name([joan]))
      expect(await shown(joan)).to.include(referral.id)
      granted(await name([]))
      expect(await shown(joan)).not.to.include(referral.id)
      const logged = await desk.database.read('event_log').where({ type: 'branch.people-changed' })
      expect(logged).to.have.lengthOf(2)
    })
  })
})
