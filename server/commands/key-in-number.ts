import type { Refused } from '../contract/refusals.ts'
import { isNumberKeyed, numberTries } from '../domain/caller-number.ts'
import { levelOf, menuWords } from '../domain/menu.ts'
import type { Contact } from '../domain/records.ts'
import { patience } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { keepKeyedNumber } from './number-match.ts'
import type { Env, Stores } from './ports.ts'
import { queueCaller } from './queue-caller.ts'

export const askNumber = (contact: Contact, attempt: number, say: string[]): VoicePage => ({
  page: 'number',
  contactId: contact.id,
  say: [...say, wording.keyInMembershipNumber()],
  attempt,
  ...patience(contact),
})

/** What was keyed in for a membership number; then the menu goes on. Three tries that are no number lead to a person. */
export async function keyInNumber(
  stores: Stores,
  env: Env,
  input: { contactId: string; digits: string; attempt: number },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  const line = contact ? await stores.lines.find(contact.lineId) : null
  if (!contact || !line) return { refused: 'not-found' }
  if (contact.state !== 'greeting') return { refused: 'call-ended' }
  const { menu } = line
  if (isNumberKeyed(input.digits) && menu !== null) {
    const digits = input.digits.trim()
    const member = await stores.members.byMembershipNumber([`M-${digits}`, digits])
    if (member) await keepKeyedNumber(stores, env, contact, member.id)
    const level = levelOf(menu, contact.menuLevel ?? menu.key)
    return {
      page: 'menu',
      contactId: contact.id,
      say: [wording.numberNoted(), menuWords(level)],
      ...patience(contact),
    }
  }
  if (input.attempt < numberTries) return askNumber(contact, input.attempt + 1, [wording.notANumber()])
  return queueCaller(stores, env, contact, line, {
    need: 'other',
    queueKey: menu?.personQueueKey ?? null,
    words: 'Asked for a person',
    say: [wording.toAPerson()],
  })
}
