/**
 * Calls of the demo's busy day that more than two people took part in, and one that we made: an interpreter asked in, a
 * colleague asked privately, a supervisor listening in the open, and a member rung about their case.
 */
import {
  bothPresent,
  dialOut,
  endCall,
  joinQueue,
  startConnecting,
  startContact,
} from '../../../domain/contact.ts'
import { askGuest, guestGone, guestJoined } from '../../../domain/guest.ts'
import { beginListening, endListening, listenerJoined } from '../../../domain/listening.ts'
import { newPresence } from '../../../domain/presence.ts'
import type { Call, Contact, Guest, JointAgreement, Listening } from '../../../domain/records.ts'
import { decided, leg, openingOf, openWithNumber } from './calls.ts'
import type { DemoCase } from './cases.ts'
import { type Chance, chance, later } from './chance.ts'
import { serviceLine } from './lines.ts'
import type { DemoMember } from './members.ts'
import { lorna, priya, sam } from './people.ts'

export interface DemoCompany {
  readonly contact: Contact
  readonly calls: readonly Call[]
  readonly guests: readonly Guest[]
  readonly listenings: readonly Listening[]
}

/** What union and staff of the demo had agreed on that day. */
const agreement: JointAgreement = {
  allows: ['listen', 'whisper', 'barge'],
  agreedBy: 'the demo union and its staff',
  agreedOn: '2026-10-01',
}

export function callsInCompany(
  now: string,
  cases: readonly DemoCase[],
  members: readonly DemoMember[],
): DemoCompany[] {
  const luck = chance(33)
  const open = openWithNumber(cases, members)
  const opens = openingOf(now)
  const talkOf = (index: number, minute: number, agentId: string): Talk | null => {
    const matter = open[index]
    return matter ? { luck, ...matter, agentId, at: later(opens, minute) } : null
  }
  return [
    [talkOf(7, 95, priya), withInterpreter] as const,
    [talkOf(9, 210, sam), withColleagueAsked] as const,
    [talkOf(14, 330, priya), listenedTo] as const,
    [talkOf(19, 405, sam), rungByUs] as const,
  ].flatMap(([talk, tell]) => (talk ? [tell(talk)] : []))
}

interface Talk {
  readonly luck: Chance
  readonly record: DemoCase['record']
  readonly number: string
  readonly agentId: string
  readonly at: string
}

/** The member and an agent in talk from a minute after `at`. */
function inTalk({ luck, record, number, agentId, at }: Talk): { contact: Contact; member: Call } {
  const started = startContact({
    id: luck.idAt(at),
    channel: 'voice',
    lineId: serviceLine,
    callerNumber: number,
    memberId: record.memberId,
    now: at,
  }).contact
  const filed = { ...started, caseId: record.id, caseRule: 'only-open-case', caseWords: 'only open case' }
  const member = leg(luck, filed, 'member', null)
  const queued = decided(
    joinQueue(filed, {
      queueId: 'demo-queue-casework',
      need: 'A case you already have with us',
      priority: 0,
      priorityReason: null,
      memberCallSid: member.callSid,
      now: later(at, 0.5),
    }),
  )
  const connecting = decided(
    startConnecting(queued, { personId: agentId, memberCallSid: member.callSid, now: later(at, 1) }),
  )
  const contact = decided(
    bothPresent(connecting, {
      conferenceSid: `CF${luck.hex(32)}`,
      memberCallSid: member.callSid,
      now: later(at, 1),
    }),
  )
  return { contact, member }
}

/** The call ended and written up, with the legs of the two who talked. */
function over(
  { luck, agentId }: Talk,
  talk: { contact: Contact; member: Call },
  end: { minutes: number; notes: string; reason: string; outcome: string },
): { contact: Contact; calls: Call[] } {
  const from = talk.contact.connectedAt ?? talk.contact.startedAt
  const until = later(from, end.minutes)
  const contact: Contact = {
    ...decided(endCall(talk.contact, { by: 'member', now: until })),
    handledAt: later(until, 2),
    notes: end.notes,
    notesSavedAt: until,
    notesVersion: 1,
    reason: end.reason,
    outcome: end.outcome,
  }
  const agent = leg(luck, contact, 'agent', agentId)
  const calls = [talk.member, agent].map((call) => ({
    ...call,
    startedAt: call === agent ? from : call.startedAt,
    joinedAt: from,
    leftAt: until,
    endedAt: until,
  }))
  return { contact, calls }
}

/** A guest of this talk who came in a minute after being asked and went again. */
function visit(
  talk: Talk,
  contact: Contact,
  input: { whom: Parameters<typeof askGuest>[0]['whom']; name: string; after: number; minutes: number },
): { guest: Guest; call: Call } {
  const askedAt = later(talk.at, input.after)
  const asked = askGuest({
    id: talk.luck.idAt(askedAt),
    contactId: contact.id,
    whom: input.whom,
    name: input.name,
    askedBy: talk.agentId,
    now: askedAt,
  })
  const call = leg(
    talk.luck,
    contact,
    input.whom.kind,
    input.whom.kind === 'colleague' ? input.whom.personId : null,
  )
  const joinedAt = later(askedAt, 0.5)
  const goneAt = later(joinedAt, input.minutes)
  const joined = guestJoined(asked, call.callSid, joinedAt)
  const guest = joined && guestGone(joined, 'hung-up', goneAt)
  if (!guest) throw new Error('The demo breaks a rule of the domain')
  return { guest, call: { ...call, startedAt: askedAt, joinedAt, leftAt: goneAt, endedAt: goneAt } }
}

function withInterpreter(talk: Talk): DemoCompany {
  const { contact, calls } = over(talk, inTalk(talk), {
    minutes: 19,
    notes:
      'Spoke with an interpreter on the line. Understood the letter, wants it read out at the meeting too.',
    reason: 'discipline',
    outcome: 'advice-given',
  })
  const { guest, call } = visit(talk, contact, {
    whom: { kind: 'outside', number: '+442079460123' },
    name: 'Polish interpreter',
    after: 3,
    minutes: 16,
  })
  return { contact, calls: [...calls, call], guests: [guest], listenings: [] }
}

function withColleagueAsked(talk: Talk): DemoCompany {
  const { contact, calls } = over(talk, inTalk(talk), {
    minutes: 11,
    notes: 'Asked Priya first how the new rota clause is read. She agrees: notice was too short.',
    reason: 'pay-and-hours',
    outcome: 'advice-given',
  })
  const { guest, call } = visit(talk, contact, {
    whom: { kind: 'colleague', personId: priya },
    name: 'Priya Nair',
    after: 4,
    minutes: 2,
  })
  return { contact, calls: [...calls, call], guests: [guest], listenings: [] }
}

function listenedTo(talk: Talk): DemoCompany {
  const live = inTalk(talk)
  const { contact, calls } = over(talk, live, {
    minutes: 14,
    notes: 'Upset after the meeting. Went through what happens next, slowly. Will ring again on Friday.',
    reason: 'dismissal',
    outcome: 'advice-given',
  })
  const at = later(talk.at, 5)
  const listener = leg(talk.luck, contact, 'listener', lorna)
  const begun = beginListening({
    id: talk.luck.idAt(at),
    contact: live.contact,
    personId: lorna,
    presence: { ...newPresence(lorna, at), reachable: true, registered: true, microphone: 'granted' },
    mode: 'whisper',
    why: 'asked-for-help',
    agreement,
    now: at,
  })
  const joined =
    'refused' in begun ? null : listenerJoined({ ...begun, callSid: listener.callSid }, later(at, 0.1))
  const ended = joined && endListening(joined, 'stopped', later(at, 4))
  if (!ended) throw new Error('The demo breaks a rule of the domain')
  const { joinedAt, endedAt } = ended
  const leftAt = { joinedAt, leftAt: endedAt, endedAt }
  return {
    contact,
    calls: [...calls, { ...listener, startedAt: at, ...leftAt }],
    guests: [],
    listenings: [ended],
  }
}

function rungByUs(talk: Talk): DemoCompany {
  const { luck, record, number, agentId, at } = talk
  const dialled = dialOut({
    id: luck.idAt(at),
    channel: 'voice',
    lineId: serviceLine,
    callerNumber: number,
    memberId: record.memberId,
    recordingRefused: false,
    queueId: 'demo-queue-casework',
    personId: agentId,
    reason: 'The date of the meeting has changed',
    override: null,
    now: at,
  }).contact
  const filed = { ...dialled, caseId: record.id, caseRule: 'only-open-case', caseWords: 'only open case' }
  const member: Call = { ...leg(luck, filed, 'member', null), direction: 'outbound-api' }
  const contact = decided(
    bothPresent(filed, {
      conferenceSid: `CF${luck.hex(32)}`,
      memberCallSid: member.callSid,
      now: later(at, 0.4),
    }),
  )
  return {
    ...over(
      talk,
      { contact, member },
      {
        minutes: 6,
        notes: 'Told them about the new date. They can come, and will bring the diary.',
        reason: 'discipline',
        outcome: 'advice-given',
      },
    ),
    guests: [],
    listenings: [],
  }
}
