import { expect } from 'chai'
import fc from 'fast-check'
import { daysToOffer, postponementLetter } from '../../server/domain/deadlines/companion.ts'
import { addDays, type Day, dayInWords, daysBetween } from '../../server/domain/deadlines/day.ts'
import {
  askToPostpone,
  type Deadline,
  decideReopening,
  isLive,
  propose,
  reopen,
  requestSent,
  settle,
} from '../../server/domain/deadlines/deadline.ts'
import {
  type HandFacts,
  handDate,
  handKinds,
  handTroubles,
  handWarnings,
  remindersOf,
} from '../../server/domain/deadlines/hand-date.ts'
import { limitNations } from '../../server/domain/deadlines/limit-rules.ts'
import { isWorkingDayIn } from '../../server/domain/working-day.ts'

const facts = (given: Partial<HandFacts> = {}): HandFacts => ({
  claim: 'hearing',
  nation: 'EW',
  triggers: ['2026-10-08'],
  isTriggerCertain: true,
  knownOn: null,
  reason: 'other',
  conciliations: [],
  source: 'Letter of 1 October 2026',
  ...given,
})
const dated = (given: Partial<HandFacts> = {}): Deadline => {
  const all = facts(given)
  const worked = handDate(all)
  if (worked === null) throw new Error('no day')
  return propose({
    id: 'd1',
    caseId: 'c1',
    respondent: 'Northside Hospitals',
    facts: all,
    worked,
    by: 'priya',
    at: '2026-10-01T09:00:00.000Z',
  })
}
const today = '2026-10-06'
const england = isWorkingDayIn('EW')
const who = { by: 'marcus', at: '2026-10-06T09:41:00.000Z' }

describe('a companion who cannot come to a hearing', () => {
  const offered = (hearing: Day, nation: (typeof limitNations)[number] = 'EW') =>
    daysToOffer(hearing, isWorkingDayIn(nation))

  it('J20: for Thursday 8 October 2026 offers Friday 9 to Thursday 15 October', () => {
    expect(offered('2026-10-08')).to.deep.equal([
      '2026-10-09',
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
    ])
  })

  it('leaves out the bank holidays of the nation, and only of that one', () => {
    // St Andrew's Day is Monday 30 November 2026 in Scotland.
    expect(offered('2026-11-27', 'EW').at(-1)).to.equal('2026-12-04')
    expect(offered('2026-11-27', 'S')[0]).to.equal('2026-12-01')
    expect(offered('2026-11-27', 'S').at(-1)).to.equal('2026-12-07')
    // Christmas Day on a Friday, Boxing Day kept on Monday 28 December.
    expect(offered('2026-12-24')[0]).to.equal('2026-12-29')
    expect(offered('2026-12-24').at(-1)).to.equal('2027-01-05')
  })

  it('offers five working days after the hearing, in order, whatever the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days)),
        fc.constantFrom(...limitNations),
        (hearing, nation) => {
          const days = offered(hearing, nation)
          const until = days.at(-1) ?? hearing
          const between = Array.from({ length: daysBetween(hearing, until) }, (_, n) =>
            addDays(hearing, n + 1),
          )
          expect(between.filter(isWorkingDayIn(nation))).to.deep.equal(days)
          expect(days).to.have.lengthOf(5)
        },
      ),
    )
  })

  it('has a letter with both days and the law of the place', () => {
    const letter = (nation: 'EW' | 'NI') =>
      postponementLetter({
        member: 'Aisha Khan',
        employer: 'Northside Hospitals',
        hearing: '2026-10-08',
        offered: '2026-10-15',
        nation,
        sender: 'Marcus Webb',
        today,
      })
    expect(letter('EW'))
      .to.include('8 October 2026')
      .and.to.include('15 October 2026')
      .and.to.include('section 10 of the Employment Relations Act 1999')
    expect(letter('NI')).to.include('Northern Ireland').and.not.to.include('section 10')
  })

  it('is asked for on one of those days only, of a hearing that is still to come, and noted as sent once', () => {
    const request = {
      id: 'r1',
      offeredOn: '2026-10-15',
      documentId: 'doc',
      taskId: 'task',
      madeBy: 'marcus',
      madeAt: who.at,
    }
    const asks = (deadline: Deadline, offeredOn = '2026-10-15', day = today) =>
      askToPostpone(deadline, { ...request, offeredOn }, { today: day, isWorkingDay: england })
    for (const wrong of ['2026-10-08', '2026-10-10', '2026-10-16'])
      expect(asks(dated(), wrong)).to.deep.equal({ refused: 'day-not-offered' })
    expect(asks(dated(), '2026-10-15', '2026-10-09')).to.deep.equal({ refused: 'hearing-over' })
    expect(asks(dated({ claim: 'appeal' }))).to.deep.equal({ refused: 'no-hearing' })
    const asked = asks(dated())
    if ('refused' in asked) throw new Error(asked.refused)
    expect(asked.next.limitOn, 'the hearing stays until the employer answers').to.equal('2026-10-08')
    expect(asked.next.requests).to.deep.equal([{ ...request, hearingOn: '2026-10-08', sent: null }])
    const send = (deadline: Deadline, how: string, requestId = 'r1') =>
      requestSent(deadline, { requestId, how, ...who })
    expect(send(asked.next, ' ')).to.deep.equal({ refused: 'why-required' })
    expect(send(asked.next, 'Email', 'r2')).to.deep.equal({ refused: 'not-found' })
    const sent = send(asked.next, 'Email to HR')
    if ('refused' in sent) throw new Error(sent.refused)
    expect(sent.next.requests[0]?.sent).to.deep.equal({ ...who, how: 'Email to HR' })
    expect(send(sent.next, 'again')).to.deep.equal({ refused: 'already-sent' })
  })
})

describe('a legal date by hand', () => {
  it('is the day of the letter, with its words, and ready some days before', () => {
    const worked = handDate(facts({ claim: 'appeal', triggers: ['2026-10-14'] }))
    expect(worked).to.include({ limit: '2026-10-14', target: '2026-10-12', ruleId: 'by-hand' })
    expect(worked?.steps[0]).to.include('Letter of 1 October 2026').and.to.include('14 October 2026')
    for (const claim of handKinds) {
      const found = handDate(facts({ claim }))
      expect(found && found.target <= found.limit, claim).to.equal(true)
    }
  })

  it('needs one day that exists, and where it stands', () => {
    const fields = (given: Partial<HandFacts>) =>
      handTroubles(facts(given), { today, kept: null }).map(({ field }) => field)
    expect(fields({})).to.deep.equal([])
    expect(fields({ triggers: ['2026-02-30'] })).to.deep.equal(['triggers'])
    expect(fields({ triggers: ['2026-10-08', '2026-10-09'] })).to.deep.equal(['triggers'])
    expect(fields({ source: ' ' })).to.deep.equal(['source'])
    expect(fields({ triggers: [] })).to.deep.equal(['triggers'])
    expect(fields({ triggers: [today] })).to.deep.equal([])
  })

  it('is not over when it is entered, unless it stands already and something else is mended', () => {
    const over = facts({ triggers: ['2025-10-08'] })
    expect(handTroubles(over, { today, kept: null })[0]?.words).to.match(
      /^8 October 2025 is over\. Check the year/,
    )
    expect(handTroubles(over, { today, kept: '2025-10-08' })).to.deep.equal([])
    expect(handTroubles(over, { today, kept: '2025-10-09' })).to.have.lengthOf(1)
  })

  it('warns when its day is over, or no working day', () => {
    const ids = (given: Partial<HandFacts>, day: Day) => {
      const all = facts(given)
      const worked = handDate(all)
      return worked && handWarnings(worked, all, { today: day, isWorkingDay: england }).map(({ id }) => id)
    }
    expect(ids({}, '2026-10-08')).to.not.include('past')
    expect(ids({}, '2026-10-09')).to.include('past')
    expect(ids({ claim: 'appeal', triggers: ['2026-10-11'] }, today)).to.include('not-a-working-day')
  })

  it('reminds at nine in London, never before now', () => {
    expect(remindersOf('2026-11-10', { remindDays: 20, now: '2026-10-06T09:41:00.000Z' })).to.deep.equal({
      dueAt: '2026-11-09T09:00:00.000Z',
      remindAt: '2026-10-21T08:00:00.000Z',
    })
    expect(remindersOf('2026-10-06', { remindDays: 7, now: who.at })).to.deep.equal({
      dueAt: who.at,
      remindAt: null,
    })
  })

  it('that was settled by mistake is live again with a reason, as it was before', () => {
    const given = { why: 'Wrong case', isOfficer: true, by: 'marcus', at: '2026-10-07T08:00:00.000Z' }
    for (const confirmedAt of [null, who.at])
      for (const as of ['met', 'missed', 'waived'] as const) {
        const before: Deadline = {
          ...dated(),
          state: confirmedAt === null ? 'proposed' : 'confirmed',
          confirmedAt,
          confirmedBy: confirmedAt && 'marcus',
        }
        const ended = settle(before, { as, why: 'Done', today: '2026-10-09', isOfficer: true, ...who })
        if ('refused' in ended) throw new Error(ended.refused)
        expect(reopen(ended.next, { ...given, why: '' })).to.deep.equal({ refused: 'why-required' })
        // What an officer confirmed or waived, only an officer takes up again.
        const byAgent = reopen(ended.next, { ...given, isOfficer: false })
        expect('refused' in byAgent, `${as}, ${confirmedAt}`).to.equal(
          as === 'waived' || confirmedAt !== null,
        )
        const again = reopen(ended.next, given)
        if ('refused' in again) throw new Error(again.refused)
        const { reopening, ...rest } = again.next
        const { reopening: _, ...asBefore } = before
        expect(rest).to.deep.equal({ ...asBefore, version: before.version + 2 })
        expect(isLive(again.next)).to.equal(true)
        expect(reopening).to.deep.equal(
          confirmedAt === null
            ? null
            : {
                was: { state: as, by: who.by, at: who.at, why: 'Done' },
                why: 'Wrong case',
                by: 'marcus',
                at: given.at,
              },
        )
        const decide = (isAccepted: boolean, by: string) =>
          decideReopening(again.next, isAccepted, { by, at: given.at })
        if (confirmedAt === null) {
          expect(decide(true, 'lorna')).to.deep.equal({ refused: 'no-reopening-waits' })
        } else {
          expect(decide(true, 'marcus')).to.deep.equal({ refused: 'second-person' })
          expect(decide(true, 'lorna')).to.deep.equal({
            next: { ...before, version: before.version + 3 },
          })
          // Not agreed with, or taken back: it ends as it had ended, to the word.
          for (const by of ['lorna', 'marcus'])
            expect(decide(false, by)).to.deep.equal({
              next: { ...ended.next, version: before.version + 3 },
            })
        }
        expect(decideReopening(ended.next, true, who)).to.deep.equal({ refused: 'deadline-settled' })
        expect(reopen(before, given)).to.deep.equal({ refused: 'deadline-not-settled' })
      }
    expect(dayInWords('2026-10-08')).to.equal('8 October 2026')
  })
})
