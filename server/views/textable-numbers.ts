import type { Knex } from 'knex'
import { canText, displayNumber } from '../domain/phone-number.ts'

/** Numbers a case's member can be texted at, never one at work; of a case that is nobody's yet, the one that called. */
export async function textableNumbers(
  read: Knex,
  { memberId, callerNumber }: { memberId: string | null; callerNumber: string | null },
): Promise<{ number: string; shown: string }[]> {
  const numbers: { number: string }[] =
    memberId === null
      ? callerNumber === null
        ? []
        : [{ number: callerNumber }]
      : await read('member_phones')
          .join('phones', 'phones.id', 'member_phones.phone_id')
          .where('member_phones.member_id', memberId)
          .whereNot('member_phones.label', 'work')
          .orderBy('phones.number')
          .select('phones.number as number')
  return numbers
    .filter(({ number }) => canText(number))
    .map(({ number }) => ({ number, shown: displayNumber(number) }))
}
