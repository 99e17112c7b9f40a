import type { DockFacts } from '../../client/src/features/phone/dock-view.ts'
import { initialSoftphone } from '../../client/src/softphone/softphone-state.ts'
import type { Allowed, CallerView } from '../../server/contract/briefs.ts'
import type { CallView, OfferView, PhoneView, PresenceView } from '../../server/contract/phone-views.ts'
import { type RefusalReason, refusals } from '../../server/contract/refusals.ts'

/** One moment for all: 22 November 2026, 09:12. */
export const nine12 = Date.parse('2026-11-22T09:12:00.000Z')
export const secondsBefore = (seconds: number): string => new Date(nine12 - seconds * 1_000).toISOString()

const no = (reason: RefusalReason): Allowed => ({ allowed: false, reason, words: refusals[reason].words })
const yes: Allowed = { allowed: true }

export const aisha: CallerView = {
  kind: 'member',
  title: 'Aisha Khan',
  number: '07700 900117',
  members: [
    {
      id: 'm1',
      membershipNumber: 'M-204117',
      name: 'Aisha Khan',
      branch: 'Health 0172',
      employer: 'Northside Hospital Trust',
      workplace: null,
      status: 'Paid up',
      chips: ['Prefers a quiet line'],
      isMembershipHidden: false,
    },
  ],
  openCases: [],
}

export const presence = (part: Partial<PresenceView> = {}): PresenceView => ({
  choice: 'available',
  choiceSince: secondsBefore(600),
  choiceAfterCall: null,
  occupancy: 'idle',
  occupancySince: secondsBefore(600),
  callable: true,
  checks: [],
  idlePosition: 1,
  areYouThere: false,
  placed: [],
  ...part,
})

export const offer = (part: Partial<OfferView> = {}): OfferView => ({
  id: 'offer-1',
  contactId: 'contact-1',
  caller: aisha,
  lineName: 'Service line',
  queueName: 'Advice',
  need: 'pay and hours',
  yoursBecause: null,
  priorityReason: null,
  askedBy: null,
  waitingSince: secondsBefore(79),
  offeredAt: secondsBefore(7),
  expiresAt: secondsBefore(-13),
  callback: null,
  textRelay: null,
  speaksFor: [],
  needs: [],
  verified: 'Verified: number match (level 1)',
  ...part,
})

export const callView = (part: Partial<CallView> = {}): CallView => ({
  contactId: 'contact-1',
  state: 'connected',
  caller: aisha,
  lineName: 'Service line',
  queueName: 'Advice',
  recording: 'on',
  recordingPausedSince: null,
  recordingPausedFor: null,
  waitingSince: secondsBefore(400),
  connectedAt: secondsBefore(271),
  heldSince: null,
  unconfirmed: [],
  notDone: null,
  parkedSince: null,
  endedAt: null,
  endedBy: null,
  callback: null,
  textRelay: null,
  speaksFor: [],
  needs: [],
  verified: 'Verified: number match (level 1)',
  manner: [],
  listeners: [],
  role: 'agent',
  isDialled: false,
  people: [],
  actions: {
    hold: yes,
    resume: yes,
    hangUp: yes,
    rejoin: yes,
    finish: yes,
    passOn: yes,
    pauseRecording: yes,
    resumeRecording: no('not-paused'),
    back: no('guest-gone'),
    muteGuest: no('guest-gone'),
    handOver: no('nobody-to-hand-to'),
    takeOver: no('not-yours'),
    leave: no('guest-gone'),
  },
  ...part,
})

export const phoneView = (part: Partial<PhoneView> = {}): PhoneView => ({
  version: 1,
  presence: presence(),
  offer: null,
  call: null,
  actions: { dial: yes, listen: yes },
  listening: null,
  phoneTabId: 'this-tab',
  ...part,
})

export const dockFacts = (part: Partial<DockFacts> = {}): DockFacts => ({
  phone: phoneView(),
  softphone: { ...initialSoftphone, link: 'ready', microphone: 'granted' },
  tab: 'here',
  shift: 'started',
  pending: null,
  said: null,
  strip: null,
  headset: 'Jabra Engage 55 · tested 08:29',
  isSoundLocked: false,
  isKeypadOpen: false,
  isSpeakingMuted: false,
  missing: [],
  now: nine12,
  ...part,
})
