/** One member at risk: reached after six in the evening, never at work, and with a code word. */
import type { SafeContact } from '../../../domain/safe-contact.ts'
import { type DemoMember, phoneId, phones } from './members.ts'
import { lorna } from './people.ts'

export function discreetMember(
  everyone: readonly DemoMember[],
  now: string,
): { atWork: { memberId: string; phoneId: string; label: string }; wish: SafeContact } {
  const marked = phones(everyone).find(({ unsafeBecause }) => unsafeBecause !== null)?.number
  const found = everyone.find(({ numbers }) => numbers.length > 1 && !numbers.includes(marked ?? ''))
  const [mobile, work] = found?.numbers ?? []
  if (!found || mobile === undefined || work === undefined) throw new Error('nobody has two numbers')
  return {
    atWork: { memberId: found.member.id, phoneId: phoneId(work), label: 'work' },
    wish: {
      memberId: found.member.id,
      version: 1,
      isDiscreet: true,
      notAtWork: true,
      textOnly: false,
      noVoicemail: true,
      onlySafeNumbers: false,
      neutralSender: true,
      noEmployerEmail: true,
      codeWord: 'heron',
      hours: [{ weekdays: [], from: '18:00', until: '21:00' }],
      numbers: { [phoneId(mobile)]: { isSafe: true, noCalls: false, noTexts: false, noVoicemail: true } },
      changedBy: lorna,
      changedAt: now,
    },
  }
}
