/** How branches answered lately: one has a case to answer, one has stayed silent. */
import type { Case } from '../../../domain/records.ts'
import { answerBy, move, type Referral, send, take } from '../../../domain/referrals/referral.ts'
import { workingWeek } from '../../../domain/targets/case-watch.ts'
import { UK_BANK_HOLIDAYS } from '../../../domain/uk-bank-holidays.ts'
import { branches } from './members.ts'
import { joan, lorna, marcus } from './people.ts'

const hour = 3_600_000
const hours = workingWeek('09:00', '17:00', 'england-and-wales')
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * hour).toISOString()

export function referrals(
  now: string,
  matters: readonly { record: Pick<Case, 'id' | 'memberId' | 'status' | 'number'> }[],
): Referral[] {
  const [first, second, third, fourth] = matters
    .map(({ record }) => record)
    .filter(({ memberId, status, number }) => memberId !== null && status === 'open' && number !== 10_482)
  if (!first || !second || !third || !fourth) return []
  const one = (caseId: string, branchId: string, hoursAgo: number, ask: string): Referral => {
    const sentAt = later(now, -hoursAgo)
    return send({
      id: `demo-referral-${caseId}-${hoursAgo}`,
      caseId,
      branchId,
      ask,
      sentAt,
      sentBy: marcus,
      dueAt: answerBy(hours, UK_BANK_HOLIDAYS, sentAt) ?? later(sentAt, 48),
    })
  }
  const decided = (
    referral: Referral,
    to: 'silent' | 'accepted' | 'finished',
    why = '',
    by: string | null = null,
  ) => {
    const result = move(referral, {
      to,
      at: to === 'silent' ? referral.dueAt : later(referral.sentAt, 5),
      by,
      why,
    })
    if ('refused' in result) throw new Error(`demo referral: ${result.refused}`)
    return result.next
  }
  const taken = (referral: Referral) => {
    const result = take(referral, { at: later(referral.dueAt, 2), by: lorna })
    if ('refused' in result) throw new Error(`demo referral: ${result.refused}`)
    return result.next
  }
  const [north, , west] = branches
  return [
    one(first.id, north.id, 4, 'Please go with the member to a meeting with the ward manager.'),
    decided(
      decided(one(second.id, north.id, 240, 'Please help to write the grievance.'), 'accepted', '', joan),
      'finished',
      'Grievance written with the member and handed in.',
      joan,
    ),
    taken(
      decided(one(third.id, west.id, 400, 'Please talk with the depot manager about the rota.'), 'silent'),
    ),
    taken(decided(one(fourth.id, west.id, 300, 'Please go with the member to the hearing.'), 'silent')),
  ]
}
