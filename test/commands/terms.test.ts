import { expect } from 'chai'
import { openCase } from '../../server/commands/open-case.ts'
import { receiveText } from '../../server/commands/receive-text.ts'
import { askTerms, noteTerms, publishTerms } from '../../server/commands/terms.ts'
import { adminTermsView, termsView } from '../../server/views/terms-views.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, monday } from '../support/demo-database.ts'
import { type Desk, granted, openDesk, textNumber } from './desk.ts'

const aisha = 'demo-member-M-204117'
const aishasNumber = '+447700900117'
const personId = demo.marcus
const first = 'terms-1'

describe('terms of representation, asked and answered', () => {
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
          { memberId: aisha, title: 'A hearing', kind: 'discipline', personId },
          personId,
        ),
      ).caseId
    const ask = (caseId: string, number = aishasNumber, termsId = first) =>
      desk.run(
        askTerms,
        { caseId, personId, termsId, number, clientId: `terms-${(made += 1)}-${engine}` },
        personId,
      )
    const note = (caseId: string, isAccepted: boolean, termsId = first) =>
      desk.run(
        noteTerms,
        { caseId, personId, termsId, isAccepted, channel: 'telephone' as const, contactId: null },
        personId,
      )
    const texts = (body: string, from = aishasNumber) =>
      desk.run(
        receiveText,
        { messageSid: `SMterms${(made += 1)}${engine}`, from, to: textNumber, body, media: [] },
        'twilio',
      )
    const answers = async (caseId: string) =>
      ((await termsView(deps(), caseId))?.answers ?? []).map(({ state, channel, number, by }) => ({
        state,
        channel,
        number,
        by: by?.name ?? null,
      }))
    const sent = async (): Promise<string[]> => {
      const rows: { body: string }[] = await desk.database
        .read('messages')
        .where({ direction: 'out' })
        .orderBy('id', 'desc')
        .limit(1)
        .select('body')
      return rows.map(({ body }) => body)
    }

    it('are accepted by AGREE from the number they were sent to, and from no other', async () => {
      const caseId = await newCase()
      expect(await ask(caseId, '+447700900999')).to.deep.equal({ refused: 'not-found' })
      granted(await ask(caseId))
      expect((await sent())[0]).to.match(/^CX-\d+: before we act for you.*Reply AGREE/s)
      await texts('AGREE', '+447700900555')
      await texts('I agree with what you said')
      expect(await answers(caseId)).to.deep.equal([
        { state: 'asked', channel: 'text', number: 1, by: 'Marcus Webb' },
      ])
      const { contactId } = await texts('I agree.')
      expect(await answers(caseId)).to.deep.equal([
        { state: 'accepted', channel: 'text', number: 1, by: null },
      ])
      expect((await sent())[0]).to.match(/^Thank you\. We noted that you accept, for CX-\d+\.$/)
      expect(contactId).not.to.equal(null)
      // Once: what comes after is an ordinary text.
      await texts('AGREE')
      expect(await answers(caseId)).to.have.lengthOf(1)
    })

    it('are one answer when asked by text and said by telephone; a second asking withdraws the first', async () => {
      const caseId = await newCase()
      granted(await ask(caseId))
      granted(await ask(caseId))
      expect((await answers(caseId)).map(({ state }) => state)).to.deep.equal(['asked', 'withdrawn'])
      granted(await note(caseId, true))
      expect((await answers(caseId))[0]).to.deep.equal({
        state: 'accepted',
        channel: 'telephone',
        number: 1,
        by: 'Marcus Webb',
      })
      await texts('AGREE')
      expect((await answers(caseId)).filter(({ state }) => state === 'accepted')).to.have.lengthOf(1)
    })

    it('are published as versions; words that were replaced are neither sent nor noted', async () => {
      const caseId = await newCase()
      granted(await note(caseId, false))
      expect((await answers(caseId))[0]).to.include({ state: 'declined' })
      const publish = (words: string, after: number) =>
        desk.run(publishTerms, { words, after, personId: demo.priya }, demo.priya)
      const long = await publish('x'.repeat(701), 1)
      expect('fields' in long && long.fields?.[0]?.field).to.equal('words')
      granted(await publish('We act for you alone.', 1))
      expect(await publish('Too late', 1)).to.deep.equal({ refused: 'stale-version' })
      expect(await note(caseId, true)).to.deep.equal({ refused: 'terms-replaced' })
      expect(await ask(caseId)).to.deep.equal({ refused: 'terms-replaced' })
      const { current } = (await termsView(deps(), caseId)) ?? {}
      expect(current).to.include({ number: 2, words: 'We act for you alone.' })
      granted(await note(caseId, true, current?.id))
      expect((await answers(caseId))[0]).to.include({ state: 'accepted', number: 2 })
      expect(
        (await adminTermsView(deps())).versions.map(({ number, accepted }) => [number, accepted > 0]),
      ).to.deep.equal([
        [2, true],
        [1, true],
      ])
    })
  })
})
