/**
 * A supervisor listens to a colleague's call, whispers to the agent, or speaks to both (F43, J16). This is the only way
 * in: the row, the event and so what the agent's phone shows are written together, before any sound can be asked for.
 */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { beginListening, changeMode } from '../domain/listening.ts'
import type { JointAgreement, Listening, ListeningMode, ListeningWhy } from '../domain/records.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import { agentLegs, openGuests } from './guest-support.ts'
import { closeListening } from './listening-support.ts'
import type { Env, Stores } from './ports.ts'

type Done = { done: true }

export async function listenToCall(
  stores: Stores,
  env: Env,
  input: {
    personId: string
    /** Whose call. */
    agentId: string
    mode: ListeningMode
    why: ListeningWhy
    agreement: JointAgreement
  },
): Promise<{ listeningId: string } | Refused> {
  const contactId = (await stores.presences.find(input.agentId))?.contactId ?? null
  const contact = contactId === null ? null : await stores.contacts.find(contactId)
  if (contact?.agentId !== input.agentId) return { refused: 'not-connected' }
  const listening = beginListening({
    id: env.ids.next(),
    contact,
    personId: input.personId,
    presence: await stores.presences.find(input.personId),
    mode: input.mode,
    why: input.why,
    agreement: input.agreement,
    now: env.now,
  })
  if (isRefused(listening)) return listening
  if ((await openGuests(stores, contact.id)).some((guest) => guest.personId === input.personId))
    return { refused: 'busy-with-call' }
  if (await stores.listenings.openByContact(contact.id)) return { refused: 'already-listened-to' }
  if (await stores.listenings.openByPerson(input.personId)) return { refused: 'already-listening' }
  await stores.listenings.insert(listening)
  await stores.events.append([{ type: 'listening.started', ...factsOf(listening), why: listening.why }], {
    actor: env.actor,
    at: env.now,
  })
  return { listeningId: listening.id }
}

export async function changeListening(
  stores: Stores,
  env: Env,
  input: { listeningId: string; personId: string; mode: ListeningMode; agreement: JointAgreement },
): Promise<Done | Refused> {
  const listening = await mine(stores, input)
  if (isRefused(listening)) return listening
  const changed = changeMode(listening, input.mode, input.agreement, env.now)
  if (isRefused(changed)) return changed
  if (changed === listening) return { done: true }
  await stores.listenings.save(changed)
  await stores.events.append([{ type: 'listening.mode-changed', ...factsOf(changed) }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

export async function stopListening(
  stores: Stores,
  env: Env,
  input: { listeningId: string; personId: string },
): Promise<Done | Refused> {
  const listening = await mine(stores, input)
  if (isRefused(listening)) return listening
  await stores.events.append(await closeListening(stores, env, listening, 'stopped'), {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

/** Their softphone calls: let in only for a listening that the agent has been told of, in the mode it has now. */
export async function joinAsListener(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string; personId: string; listeningId: string },
): Promise<VoicePage | Refused> {
  const listening = await stores.listenings.find(input.listeningId)
  if (listening?.personId !== input.personId || listening.contactId !== input.contactId)
    return { refused: 'not-yours' }
  if (listening.state === 'ended') return { refused: 'listening-over' }
  if (listening.callSid !== null && listening.callSid !== input.callSid)
    return { refused: 'already-listening' }
  const contact = await stores.contacts.find(listening.contactId)
  if (contact?.state !== 'connected') return { refused: 'call-ended' }
  const [agentCallSid] = await agentLegs(stores, contact)
  if (agentCallSid === undefined) return { refused: 'not-connected' }
  if (!(await stores.calls.find(input.callSid)))
    await stores.calls.insert({
      callSid: input.callSid,
      contactId: contact.id,
      party: 'listener',
      personId: input.personId,
      direction: 'client',
      status: 'in-progress',
      sequence: -1,
      startedAt: env.now,
      joinedAt: null,
      leftAt: null,
      endedAt: null,
      heardConferenceSid: null,
      heardSequence: null,
    })
  await stores.listenings.save({ ...listening, callSid: input.callSid })
  return {
    page: 'listen',
    contactId: contact.id,
    mode: listening.mode,
    agentCallSid,
    record: !contact.recordingRefused,
  }
}

async function mine(
  stores: Stores,
  input: { listeningId: string; personId: string },
): Promise<Listening | Refused> {
  const listening = await stores.listenings.find(input.listeningId)
  if (!listening) return { refused: 'not-found' }
  if (listening.personId !== input.personId) return { refused: 'not-yours' }
  return listening.state === 'ended' ? { refused: 'listening-over' } : listening
}

const factsOf = ({ id, contactId, personId, agentId, mode }: Listening) => ({
  listeningId: id,
  contactId,
  personId,
  agentId,
  mode,
})
