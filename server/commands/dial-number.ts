/**
 * Click-to-dial (F39): the agent's own phone joins first, then the member is rung, showing one of our lines that they
 * know. A number that is not safe, or whose holder asked us to stop, is rung only with a reason that is kept.
 */
import type { Refused } from '../contract/refusals.ts'
import { dialOut } from '../domain/contact.ts'
import { readCaller } from '../domain/phone-number.ts'
import { ring, startCall } from '../domain/presence.ts'
import type { Contact, Line } from '../domain/records.ts'
import { ensureCase } from './attach-case.ts'
import { phoneOf } from './conversation-support.ts'
import { keepOverride, mayContactNumber } from './may-contact.ts'
import { levelOfNumber } from './number-match.ts'
import type { Env, Stores } from './ports.ts'

export async function dialNumber(
  stores: Stores,
  env: Env,
  input: {
    personId: string
    number: string
    memberId: string | null
    reason: string
    override: string | null
  },
): Promise<{ contactId: string } | Refused> {
  const read = readCaller(input.number)
  if (read.kind !== 'number') return { refused: 'number-unreadable' }
  if (input.reason.trim() === '') return { refused: 'dial-reason-required' }
  const lines = await stores.lines.all()
  if (lines.some((line) => line.number === read.e164)) return { refused: 'not-a-destination' }
  const line = lines.find((one) => one.kind === 'voice')
  const queueId = line?.defaultQueueId ?? (await stores.queues.all())[0]?.id
  if (!line || queueId === undefined) return { refused: 'not-found' }
  const member = input.memberId === null ? null : await stores.members.find(input.memberId)
  if (input.memberId !== null && !member) return { refused: 'not-found' }
  const presence = await stores.presences.find(input.personId)
  if (!presence?.reachable || !presence.registered || presence.microphone !== 'granted')
    return { refused: 'phone-not-ready' }
  if (presence.occupancy !== 'idle') return { refused: 'busy-with-call' }
  const answer = await mayContactNumber(stores, env, read.e164, 'call')
  const override = input.override?.trim() ?? ''
  if (!answer.may && override === '') return { refused: 'number-blocked', detail: answer.words }

  await phoneOf(stores, env, read.e164)
  const started = dialOut({
    id: env.ids.next(),
    channel: 'voice',
    lineId: (await knownLine(stores, read.e164, lines, line)).id,
    callerNumber: read.e164,
    memberId: member?.id ?? null,
    recordingRefused: member?.recordingRefused ?? false,
    textRelay: member?.textRelay ? 'member' : null,
    level: await levelOfNumber(stores, read.e164, member?.id ?? null),
    queueId,
    personId: input.personId,
    reason: input.reason.trim(),
    override: answer.may ? null : override,
    now: env.now,
  })
  const attached = await ensureCase(stores, env, started.contact, { ownerId: input.personId, insert: true })
  await stores.presences.save(
    startCall(ring(presence, started.contact.id, env.now), started.contact.id, env.now),
  )
  await stores.events.append(
    [
      ...started.events,
      ...attached.events,
      ...(answer.may
        ? []
        : await keepOverride(stores, env, {
            number: read.e164,
            memberId: member?.id ?? null,
            way: 'call',
            because: answer.because,
            why: override,
            personId: input.personId,
          })),
      { type: 'presence.changed', personId: input.personId, choice: presence.choice },
    ],
    { actor: env.actor, at: env.now },
  )
  return { contactId: started.contact.id }
}

/** The caller ID they know: the line they rang last, else the first voice line. */
async function knownLine(stores: Stores, number: string, lines: readonly Line[], first: Line): Promise<Line> {
  const lineId = await stores.contacts.lastLineOf(number)
  return lines.find((line) => line.id === lineId && line.kind === 'voice') ?? first
}

/** The agent's phone is in: now the member is rung. The effect rings once, however often this is asked. */
export async function dialWhenAgentIsIn(stores: Stores, env: Env, contact: Contact): Promise<void> {
  if (contact.dialReason === null || contact.state !== 'connecting') return
  await stores.events.append([{ type: 'contact.dial-asked', contactId: contact.id }], {
    actor: env.actor,
    at: env.now,
  })
}

/** Marks a number as not safe to ring or text, with the reason, or, with null, as safe again. Refuses an empty reason. */
export async function markNumber(
  stores: Stores,
  env: Env,
  input: { phoneId: string; memberId: string; because: string | null },
): Promise<{ done: true } | Refused> {
  const phone = await stores.phones.find(input.phoneId)
  if (!phone) return { refused: 'not-found' }
  const because = input.because?.trim() ?? null
  if (because === '') return { refused: 'why-required' }
  await stores.phones.save({ ...phone, unsafeBecause: because })
  await stores.events.append(
    [
      {
        type: because === null ? 'number.marked-safe' : 'number.marked-unsafe',
        phoneId: phone.id,
        memberId: input.memberId,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
