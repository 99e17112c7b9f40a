/** What a leg hears on its way into the conference of its contact, in it, and out of it. */
import type { Refused } from '../contract/refusals.ts'
import { isRungByUs } from '../domain/contact.ts'
import { privacyOf } from '../domain/recording.ts'
import type { Contact } from '../domain/records.ts'
import { patience } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { withoutAgent } from './callback-support.ts'
import { openGuests } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'
import { guestIsOut } from './record-guest.ts'

/** The member, moved by us when an agent accepted. Too late (the agent gave up meanwhile): back to waiting. */
export async function joinConference(
  stores: Stores,
  _env: Env,
  input: { contactId: string; callSid: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state === 'waiting') return requeued(stores, contact)
  if (contact.state === 'ended') return { page: 'goodbye', say: [] }
  return { page: 'conference', contactId: contact.id, party: 'member', record: !contact.recordingRefused }
}

/** The member, moved by us because nobody came back to the call: the head of the queue. */
export async function returnToQueue(
  stores: Stores,
  _env: Env,
  input: { contactId: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state === 'waiting') return requeued(stores, contact)
  return contact.state === 'ended'
    ? { page: 'goodbye', say: [] }
    : { page: 'conference', contactId: contact.id, party: 'member', record: !contact.recordingRefused }
}

/** An agent's softphone joins its own call, first time or again, or a colleague's who asked them in. Anybody else is refused. */
export async function joinAsAgent(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string; personId: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  const party = await partyOf(stores, contact, input.personId)
  if (party === null) return { refused: 'not-yours' }
  if (contact.state !== 'connecting' && contact.state !== 'connected' && contact.state !== 'parked')
    return { refused: 'call-ended' }
  if (!(await stores.calls.find(input.callSid))) {
    await stores.calls.insert({
      callSid: input.callSid,
      contactId: contact.id,
      party,
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
  }
  if (party === 'colleague') return guestPage(stores, contact)
  // In a call of two the conference ends with the agent's leg, and the member's goes on to leaveConference.
  const endsIt = party === 'agent' && (await openGuests(stores, contact.id)).length === 0
  return { page: 'conference', contactId: contact.id, party, record: !contact.recordingRefused, endsIt }
}

/**
 * A colleague who was asked in privately comes in when Twilio has put the member on hold and paused the recording, not
 * before: while its REST refuses they wait outside and are told so, and nothing they say is heard or recorded. Their
 * patience is that of any guest (tend-lost-calls.ts).
 */
async function guestPage(stores: Stores, contact: Contact): Promise<VoicePage> {
  const isPrivate = privacyOf(contact, true) === 'private'
  if (isPrivate && (await stores.events.awaitsPrivacy(contact.id)))
    return { page: 'not-yet', contactId: contact.id, say: [wording.notPrivateYet()] }
  const say =
    contact.notDone === 'hold'
      ? [wording.heardByMember()]
      : contact.notDone === 'pause'
        ? [wording.recordedAllTheSame()]
        : []
  return {
    page: 'conference',
    contactId: contact.id,
    party: 'colleague',
    record: !contact.recordingRefused,
    ...(say.length > 0 ? { say } : {}),
  }
}

/** The call's agent, or a colleague who answered when they were asked in. */
async function partyOf(
  stores: Stores,
  contact: Contact,
  personId: string,
): Promise<'agent' | 'colleague' | null> {
  if (contact.agentId === personId) return 'agent'
  const guests = await openGuests(stores, contact.id)
  return guests.some((guest) => guest.personId === personId && guest.state !== 'ringing') ? 'colleague' : null
}

/**
 * The member's conference is over: goodbye, unless the contact waits again or goes on. While it goes on, whoever they
 * talked with is lost, and this may be the only news of it that reaches us: it needs neither Twilio's REST nor a callback.
 */
export async function leaveConference(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string },
): Promise<VoicePage | Refused> {
  const before = await stores.contacts.find(input.contactId)
  if (!before) return { refused: 'not-found' }
  await conferenceIsOver(stores, env, before, input.callSid)
  const contact = (await stores.contacts.find(input.contactId)) ?? before
  if (contact.state === 'waiting') return requeued(stores, contact)
  // A conference that broke while the call lasts is entered again: the member is never hung up on.
  if (contact.state !== 'ended') {
    // Said with this reply: the music of an empty conference is one more request away.
    const say = contact.state === 'parked' ? [wording.reconnecting()] : []
    return {
      page: 'conference',
      contactId: contact.id,
      party: 'member',
      record: !contact.recordingRefused,
      say,
    }
  }
  return { page: 'goodbye', say: [wording.goodbye()] }
}

/** Nobody is in a conference that is over. Nothing is noted while the member's join of it is not known to us. */
async function conferenceIsOver(
  stores: Stores,
  env: Env,
  contact: Contact,
  memberSid: string,
): Promise<void> {
  const legs = await stores.calls.ofContact(contact.id)
  const member = legs.find((leg) => leg.callSid === memberSid)
  if (member?.party !== 'member' || member.joinedAt === null) return
  if (contact.state !== 'connected' && contact.state !== 'parked' && contact.state !== 'outside') return
  const lost = legs.filter((leg) => leg.party === 'agent' && leg.joinedAt !== null && leg.leftAt === null)
  // An agent's leg has no page after the conference: it ends with it.
  for (const leg of lost)
    await stores.calls.save({ ...leg, leftAt: env.now, endedAt: leg.endedAt ?? env.now, status: 'completed' })
  for (const guest of await openGuests(stores, contact.id))
    if (guest.kind === 'outside' && guest.state === 'talking')
      await guestIsOut(stores, env, guest, 'completed')
  const own = lost.find((leg) => leg.personId === contact.agentId)
  const now = await stores.contacts.find(contact.id)
  if (own && now?.state === 'connected') await withoutAgent(stores, env, now, own)
}

/**
 * Music while held; the reconnecting words while parked. A parked member whose agent never joined is alone in a
 * conference that has not begun and hears its waiting page instead of the hold page: the words belong there too.
 */
export async function holdPage(
  stores: Stores,
  _env: Env,
  input: { contactId: string; hear: 'music' | 'reconnecting' },
): Promise<VoicePage> {
  const contact = await stores.contacts.find(input.contactId)
  if (input.hear === 'reconnecting' || contact?.state === 'parked') {
    return { page: 'hold', say: [wording.reconnecting()] }
  }
  // The agent of a callback hears that the member is being rung.
  if (contact && isRungByUs(contact) && contact.state === 'connecting')
    return { page: 'hold', say: [wording.ringingThem()] }
  return { page: 'hold', say: contact?.heldSince ? [wording.onHold()] : [] }
}

async function requeued(stores: Stores, contact: Contact): Promise<VoicePage | Refused> {
  const { id: contactId, queueId, lineId } = contact
  const queue = queueId === null ? null : await stores.queues.find(queueId)
  return queue
    ? { page: 'queue', contactId, say: [], twilioQueueName: queue.twilioQueueName }
    : {
        page: 'voicemail',
        ...patience(contact),
        contactId,
        say: [wording.trouble(), wording.voicemailPrompt({ isWithheld: false })],
        transcribe: (await stores.lines.find(lineId))?.transcribeVoicemail ?? false,
      }
}

/** Said over the music to a member who was on hold already when the agent's phone was lost. */
export async function announcePage(
  stores: Stores,
  _env: Env,
  input: { contactId: string },
): Promise<VoicePage> {
  const contact = await stores.contacts.find(input.contactId)
  return { page: 'announce', say: contact?.state === 'parked' ? [wording.reconnecting()] : [] }
}
