import type { Refused } from '../contract/refusals.ts'
import { choose, levelOf, menuWords } from '../domain/menu.ts'
import { patience } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { askNumber } from './key-in-number.ts'
import type { Env, Stores } from './ports.ts'
import { queueCaller } from './queue-caller.ts'

/**
 * What the caller pressed at the menu; null or empty is silence. A wrong key or silence is met once, then a person:
 * never a hang-up. 9 refuses the recording, kept on the contact and on the member, and says the menu again.
 */
export async function chooseFromMenu(
  stores: Stores,
  env: Env,
  input: { contactId: string; digits: string | null },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  const line = contact ? await stores.lines.find(contact.lineId) : null
  if (!contact || !line) return { refused: 'not-found' }
  if (contact.state !== 'greeting') return { refused: 'call-ended' }
  const menu = line.menu
  if (menu === null)
    return queueCaller(stores, env, contact, line, {
      need: 'other',
      queueKey: null,
      words: 'No menu',
      say: [],
    })
  // Silence is typing, and no wrong key: after a long minute a person, without a word about keys (F9).
  if (contact.textRelay !== null && (input.digits ?? '') === '')
    return queueCaller(stores, env, contact, line, {
      need: 'other',
      queueKey: menu.personQueueKey,
      words: 'Text relay',
      say: [wording.toAPerson()],
    })
  const level = levelOf(menu, contact.menuLevel ?? menu.key)
  const choice = choose(menu, {
    digits: input.digits ?? undefined,
    attempt: Math.max(1, contact.menuAttempts),
    levelKey: level.key,
  })
  switch (choice.outcome) {
    case 'queue':
      return queueCaller(stores, env, contact, line, {
        need: choice.need,
        queueKey: choice.queueKey,
        words: sentence(choice.words),
        say: [],
      })
    case 'person':
      return queueCaller(stores, env, contact, line, {
        need: choice.need,
        queueKey: choice.queueKey,
        words: 'Asked for a person',
        say: [wording.toAPerson()],
      })
    case 'level':
      await stores.contacts.save({ ...contact, version: contact.version + 1, menuLevel: choice.level.key })
      return { page: 'menu', contactId: contact.id, say: [menuWords(choice.level)], ...patience(contact) }
    case 'repeat':
      await stores.contacts.save({ ...contact, version: contact.version + 1, menuAttempts: choice.attempt })
      return {
        page: 'menu',
        contactId: contact.id,
        ...patience(contact),
        say: [choice.because === 'bad-key' ? wording.wrongKey() : wording.noKey(), menuWords(level)],
      }
    case 'number':
      return askNumber(contact, 1, [])
    case 'not-recorded': {
      await stores.contacts.save({ ...contact, version: contact.version + 1, recordingRefused: true })
      const member = contact.memberId === null ? null : await stores.members.find(contact.memberId)
      if (member && !member.recordingRefused)
        await stores.members.save({
          ...member,
          version: member.version + 1,
          recordingRefused: true,
          updatedAt: env.now,
        })
      await stores.events.append([{ type: 'contact.recording-refused', contactId: contact.id }], {
        actor: env.actor,
        at: env.now,
      })
      return {
        page: 'menu',
        contactId: contact.id,
        say: [wording.notRecorded(), menuWords(level)],
        ...patience(contact),
      }
    }
  }
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
