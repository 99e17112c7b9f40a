import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { CallView, OfferView, PhoneView } from '../contract/phone-views.ts'
import type { RefusalReason } from '../contract/refusals.ts'
import { levelWords } from '../contract/verification-words.ts'
import { callableChecks } from '../domain/callable.ts'
import { isOnTheWay } from '../domain/guest.ts'
import { isCallable, newPresence } from '../domain/presence.ts'
import type { Contact, Guest, Offer, Presence } from '../domain/records.ts'
import { relayTip } from '../domain/text-relay.ts'
import { hidesMembership } from '../domain/verification.ts'
import { speaksFor } from './authority-views.ts'
import { callerViews, personBriefs } from './briefs.ts'
import { callPeople, openGuestsOf } from './call-people.ts'
import { callbackNote } from './callback-views.ts'
import { listenersOf, listeningView } from './listening-views.ts'
import { needsAtRing } from './needs-views.ts'
import { myPlacements } from './placement-views.ts'
import { mannersOf } from './safe-contact-views.ts'
import { snapshotVersion, type ViewDeps, when } from './view-deps.ts'

/** `isTwilioAway`: what would be carried out late, and surprise somebody then, is not offered meanwhile (F141). */
export type PhoneDeps = ViewDeps & { isTwilioAway?: () => boolean }
const inReach = ({ isTwilioAway }: PhoneDeps) => when(isTwilioAway?.() !== true, 'twilio-away')

/** Everything one person's dock needs, in one snapshot. Null for nobody. */
export async function phoneView(deps: PhoneDeps, personId: string): Promise<PhoneView | null> {
  const { read, clock } = deps
  const version = await snapshotVersion(read)
  const person: unknown = await read('people').where({ id: personId }).first('id')
  if (!person) return null
  const row: unknown = await selectFrom(read, tables.presences).where({ person_id: personId }).first()
  const presence = row ? tables.presences.decode(row) : newPresence(personId, clock.now())
  const contact = presence.contactId === null ? null : await contactOf(deps, presence.contactId)
  return {
    version,
    presence: {
      choice: presence.choice,
      choiceSince: presence.choiceSince,
      choiceAfterCall: presence.choiceAfterCall,
      occupancy: presence.occupancy,
      occupancySince: presence.occupancySince,
      ...callable(presence),
      idlePosition: await idlePosition(deps, presence),
      areYouThere: presence.areYouThere,
      placed: await myPlacements(deps, personId),
    },
    offer: contact && presence.occupancy === 'ringing' ? await offerView(deps, presence, contact) : null,
    call:
      contact && (presence.occupancy === 'on-call' || presence.occupancy === 'wrap-up')
        ? await callView(deps, contact, presence)
        : null,
    actions: { dial: inReach(deps), listen: inReach(deps) },
    listening: await listeningView(deps, personId),
    phoneTabId: presence.phoneTabId,
  }
}

async function contactOf({ read }: ViewDeps, id: string): Promise<Contact | null> {
  const row: unknown = await selectFrom(read, tables.contacts).where({ id }).first()
  return row ? tables.contacts.decode(row) : null
}

function callable(presence: Presence): { callable: boolean; checks: PhoneView['presence']['checks'] } {
  const { checks } = callableChecks(presence)
  return {
    callable: isCallable(presence),
    checks: checks.map(({ id, ok, words, fix }) => ({ id, ok, words, fix })),
  }
}

/** 1 = the longest idle among those who can be rung now. */
async function idlePosition({ read }: ViewDeps, presence: Presence): Promise<number | null> {
  if (!isCallable(presence)) return null
  const rows: unknown[] = await selectFrom(read, tables.presences).where({
    choice: 'available',
    occupancy: 'idle',
  })
  const free = rows.map((row) => tables.presences.decode(row)).filter(isCallable)
  return (
    1 +
    free.filter(
      (p) =>
        p.idleSince < presence.idleSince ||
        (p.idleSince === presence.idleSince && p.personId < presence.personId),
    ).length
  )
}

async function names({ read }: ViewDeps, contact: Contact): Promise<{ lineName: string; queueName: string }> {
  const line: { name: string } | undefined = await read('lines').where({ id: contact.lineId }).first('name')
  const queue: { name: string } | undefined =
    contact.queueId === null ? undefined : await read('queues').where({ id: contact.queueId }).first('name')
  return { lineName: line?.name ?? '', queueName: queue?.name ?? '' }
}

async function offerView(deps: ViewDeps, presence: Presence, contact: Contact): Promise<OfferView | null> {
  const row: unknown = await selectFrom(deps.read, tables.offers)
    .where({ person_id: presence.personId })
    .whereNull('settled_at')
    .first()
  if (!row) return null
  const offer = tables.offers.decode(row)
  const callers = await callerViews(deps.read, [
    {
      key: contact.id,
      callerNumber: contact.callerNumber,
      memberId: contact.memberId,
      isMembershipHidden: hidesMembership(contact),
    },
  ])
  const caller = callers.get(contact.id)
  if (!caller) return null
  return {
    id: offer.id,
    contactId: contact.id,
    caller,
    ...(await names(deps, contact)),
    need: contact.need,
    priorityReason: contact.priorityReason,
    yoursBecause: contact.knownTo === presence.personId ? contact.knownBecause : null,
    askedBy: await askedBy(deps, offer),
    waitingSince: contact.waitingSince ?? contact.startedAt,
    offeredAt: offer.offeredAt,
    expiresAt: offer.expiresAt,
    callback: await callbackNote(deps, contact),
    textRelay: contact.textRelay === null ? null : relayTip,
    speaksFor: await speaksFor(deps, contact.callerNumber),
    needs: await needsAtRing(deps.read, contact.memberId, presence.personId),
    verified: levelWords(contact.verifiedLevel),
  }
}

async function askedBy({ read }: ViewDeps, offer: Offer): Promise<string | null> {
  if (offer.guestId === null) return null
  const guest: { asked_by: string } | undefined = await read('guests')
    .where({ id: offer.guestId })
    .first('asked_by')
  return guest === undefined
    ? null
    : ((await personBriefs(read, [guest.asked_by])).get(guest.asked_by)?.name ?? null)
}

async function callView(deps: PhoneDeps, contact: Contact, presence: Presence): Promise<CallView | null> {
  const callers = await callerViews(deps.read, [
    {
      key: contact.id,
      callerNumber: contact.callerNumber,
      memberId: contact.memberId,
      isMembershipHidden: hidesMembership(contact),
    },
  ])
  const caller = callers.get(contact.id)
  if (!caller) return null
  const { personId } = presence
  const guests = await openGuestsOf(deps, contact.id)
  // Handed over to a colleague or a queue: the call goes on, and this agent writes up their part of it.
  const isOwnPart = presence.occupancy === 'wrap-up' && contact.agentId !== personId
  const isMine = isOwnPart || contact.agentId === personId
  const ownGuest = isMine ? undefined : guests.find((guest) => guest.personId === personId)
  const state = ownGuest ? guestState(ownGuest) : isOwnPart ? 'wrap-up' : stateOf(contact)
  // Passed on to an outside number: over for this agent, though not for the member.
  const ended = isOwnPart || contact.state === 'ended' || contact.state === 'outside'
  const isTalkingTo = guests.some((guest) => guest.state === 'talking')
  const mine = (allowed: boolean, reason: RefusalReason) =>
    when(isMine && allowed, isMine ? reason : 'not-yours')
  /** Late, these would put somebody on hold, or ring somebody, in the middle of something else. */
  const atOnce = (allowed: boolean, reason: RefusalReason) => {
    const asEver = mine(allowed, reason)
    return asEver.allowed ? inReach(deps) : asEver
  }
  const row: unknown = await selectFrom(deps.read, tables.recordings)
    .where({ contact_id: contact.id, kind: 'call' })
    .whereNot({ state: 'absent' })
    .orderBy([{ column: 'started_at', order: 'desc' }])
    .first()
  const recording = row ? tables.recordings.decode(row) : null
  const isRecording = recording?.state === 'in-progress'
  const pausedSince = isRecording ? recording.pausedSince : null
  return {
    contactId: contact.id,
    isDialled: contact.dialReason !== null,
    role: isMine ? 'agent' : 'guest',
    people: await callPeople(deps, contact, { callerTitle: caller.title, guests, forPersonId: personId }),
    state,
    caller,
    ...(await names(deps, contact)),
    recording: contact.recordingRefused
      ? 'refused'
      : pausedSince !== null
        ? 'paused'
        : recording
          ? 'on'
          : 'off',
    recordingPausedSince: pausedSince,
    recordingPausedFor: pausedSince === null ? null : (recording?.pausedFor ?? 'details'),
    waitingSince: contact.waitingSince ?? contact.startedAt,
    connectedAt: ownGuest ? ownGuest.joinedAt : contact.connectedAt,
    heldSince: contact.heldSince,
    unconfirmed: await unconfirmed(deps, contact),
    notDone: contact.notDone,
    parkedSince: contact.parkedSince,
    endedAt: isOwnPart || contact.state === 'outside' ? presence.occupancySince : contact.endedAt,
    endedBy: contact.endedBy,
    callback: await callbackNote(deps, contact),
    textRelay: contact.textRelay === null ? null : relayTip,
    speaksFor: await speaksFor(deps, contact.callerNumber),
    needs: await needsAtRing(deps.read, contact.memberId, personId),
    verified: levelWords(contact.verifiedLevel),
    manner: await mannersOf(deps, contact.callerNumber, hidesMembership(contact)),
    listeners: await listenersOf(deps, contact.id),
    actions: {
      hold: atOnce(
        state === 'connected',
        ended ? 'call-ended' : state === 'held' ? 'already-held' : 'not-connected',
      ),
      resume: mine(state === 'held', ended ? 'call-ended' : 'not-held'),
      hangUp: mine(
        !ended && !(state === 'held' && guests.length > 0),
        ended ? 'call-ended' : 'go-back-first',
      ),
      rejoin: mine(state === 'parked' || state === 'connecting', ended ? 'call-ended' : 'nothing-to-rejoin'),
      finish: mine(ended, 'call-still-live'),
      passOn: atOnce(
        (state === 'connected' || state === 'held') && !guests.some(isOnTheWay),
        ended ? 'call-ended' : guests.some(isOnTheWay) ? 'already-asking' : 'not-connected',
      ),
      pauseRecording: mine(
        !ended && isRecording && pausedSince === null,
        ended ? 'call-ended' : pausedSince === null ? 'not-recording' : 'already-paused',
      ),
      resumeRecording: mine(
        pausedSince !== null && recording?.pausedFor !== 'consult',
        pausedSince === null ? 'not-paused' : 'private-talk',
      ),
      back: mine(guests.length > 0 && contact.state === 'connected', 'guest-gone'),
      muteGuest: atOnce(isTalkingTo, 'guest-gone'),
      handOver: mine(isTalkingTo && contact.state === 'connected', 'nobody-to-hand-to'),
      takeOver: when(ownGuest?.state === 'talking' && contact.state === 'parked', 'not-yours'),
      leave: when(ownGuest !== undefined, 'guest-gone'),
    },
  }
}

/** Asked for and still among the effects to be carried out. */
async function unconfirmed({ read }: ViewDeps, contact: Contact): Promise<CallView['unconfirmed']> {
  const rows: { kind: string }[] = await read('effects')
    .where({ order_key: contact.id })
    .whereNull('settled_at')
    .select('kind')
  const waits = (kind: string) => rows.some((row) => row.kind === kind)
  return [
    ...(contact.heldSince !== null && waits('hold-member') ? (['hold'] as const) : []),
    ...(waits('set-recording') ? (['recording'] as const) : []),
  ]
}

/** A guest is in or on the way, whatever the member is doing. */
const guestState = (guest: Guest): CallView['state'] =>
  guest.state === 'talking' ? 'connected' : 'connecting'

function stateOf(contact: Contact): CallView['state'] {
  if (contact.state === 'ended' || contact.state === 'outside') return 'wrap-up'
  if (contact.state === 'parked') return 'parked'
  if (contact.state !== 'connected') return 'connecting'
  return contact.heldSince === null ? 'connected' : 'held'
}
