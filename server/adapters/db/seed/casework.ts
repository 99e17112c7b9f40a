/**
 * What officials do with a case: CX-10470 was Beth's until yesterday, with advice and the terms that its member accepted,
 * and waits for Marcus to accept it. And one list of cases under a name that everybody finds.
 */
import type { Stores } from '../../../commands/ports.ts'
import { signedWords } from '../../../domain/advice.ts'
import { offer } from '../../../domain/hand-over/hand-over.ts'
import type { CaseEvent } from '../../../domain/records.ts'
import { said } from '../../../domain/terms.ts'
import type { DemoCase } from './cases.ts'
import { later } from './chance.ts'
import { beth, marcus } from './people.ts'

const dayMinutes = 24 * 60

export async function seedCasework(stores: Stores, now: string, matters: readonly DemoCase[]): Promise<void> {
  await stores.savedViews.insert({
    id: 'demo-view-discipline',
    version: 1,
    personId: marcus,
    name: 'Discipline, all open',
    isShared: true,
    filter: { list: 'open', about: 'discipline', status: null, ownerId: null, q: '', asBoard: false },
    savedAt: later(now, -9 * dayMinutes),
  })
  const given = matters.find(({ record }) => record.number === 10_470)?.record
  if (given === undefined) return
  const caseId = given.id
  const writeDown = (id: string, at: string, heading: string, body: string): Promise<void> => {
    const event: CaseEvent = {
      id,
      caseId,
      kind: 'change',
      at,
      authorId: beth,
      clientId: null,
      heading,
      body,
      contactId: null,
      way: null,
      loggedAt: null,
    }
    return stores.caseEvents.insert(event)
  }

  const termsAt = later(now, -5 * dayMinutes)
  const terms = await stores.terms.newest()
  if (terms) {
    await stores.termsAnswers.insert(
      said(
        {
          id: 'demo-terms-answer',
          version: 1,
          caseId,
          termsId: terms.id,
          number: null,
          messageId: null,
          contactId: null,
          askedBy: beth,
          askedAt: termsAt,
          settledAt: null,
        },
        { isAccepted: true, channel: 'telephone', contactId: null, by: beth, now: termsAt },
      ),
    )
    await writeDown(
      'demo-terms-answer-noted',
      termsAt,
      'Terms of representation accepted',
      `Version ${terms.number}, by telephone`,
    )
  }

  const advisedAt = later(termsAt, 10)
  const unsigned = {
    id: 'demo-advice',
    version: 1,
    caseId,
    clientId: 'demo-advice',
    way: 'telephone' as const,
    what: 'To keep clocking in and out as before, to write down each hour over 37.5, and to sign no new rota yet.',
    basis: 'Section 3.2 of the local agreement on hours',
    givenAt: advisedAt,
    givenBy: beth,
    writtenAt: advisedAt,
    corrects: null,
    signedAfter: null,
  }
  await stores.advice.insert({ ...unsigned, sha256: stores.advice.sign(signedWords(unsigned)) })
  await writeDown(
    'demo-advice-logged',
    advisedAt,
    'Advice logged',
    `By telephone: ${unsigned.what}\nBasis: ${unsigned.basis}`,
  )

  const givenAt = later(now, -dayMinutes)
  const handOver = offer(
    {
      id: 'demo-hand-over',
      caseId,
      fromId: beth,
      toId: marcus,
      note: 'The sum is agreed with payroll but not in writing. Next: get it in writing, then tell the member.',
      isReturn: false,
    },
    givenAt,
  )
  await stores.handOvers.insert(handOver)
  await stores.casePeople.insert({
    caseId,
    personId: beth,
    role: 'watcher',
    at: givenAt,
    by: beth,
    seenAt: givenAt,
  })
  await writeDown(
    'demo-hand-over-given',
    givenAt,
    'Owner changed',
    `Beth Hughes to Marcus Webb. Next: ${handOver.note}`,
  )
}
