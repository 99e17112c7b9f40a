import type { Allowed } from '../../../../server/contract/briefs.ts'
import { pauseLimitMs } from '../../../../server/contract/console-events.ts'
import type {
  CallView,
  ListeningView,
  OfferView,
  PhoneView,
} from '../../../../server/contract/phone-views.ts'
import { availabilityWords, listeningWhyWords } from '../../../../server/contract/words.ts'
import type { ShortcutId } from '../../keymap.ts'
import type { Pending, TabState } from '../../softphone/phone-store.ts'
import { isConnectionWeak, isMuted, type SoftphoneState } from '../../softphone/softphone-state.ts'
import { duration } from '../../ui/times.ts'
import { callLasted, callPlace, msSince, offerLine, recordingInWords } from './call-words.ts'
import { problemWords } from './problem-words.ts'

export type DockTone = 'ready' | 'away' | 'ringing' | 'call' | 'held' | 'wrap' | 'bad'
export type DockIcon = 'headset' | 'ringing' | 'call' | 'held' | 'wrap' | 'cup' | 'problem' | 'tab'
export type DockAction =
  | 'answer'
  | 'pass-on'
  | 'mute'
  | 'hold'
  | 'resume'
  | 'keypad'
  | 'hang-up'
  | 'not-machine'
  | 'not-person'
  | 'rejoin'
  | 'transfer'
  | 'pause-recording'
  | 'record-again'
  | 'back'
  | 'hand-over'
  | 'take-over'
  | 'leave'
  | 'listen'
  | 'whisper'
  | 'barge'
  | 'stop-listening'
  | 'finish'
  | 'finish-break'
  | 'break'
  | 'available'
  | 'here'
  | 'use-here'
  | 'start-shift'
  | 'try-again'

export interface DockButton {
  action: DockAction
  words: string
  kind: 'plain' | 'go' | 'primary' | 'end'
  shortcut: ShortcutId
  /** Why it cannot be pressed now, in words, or null. */
  blocked: string | null
  /** For buttons that stay in: mute, hold, keypad. */
  pressed: boolean | null
}

export interface DockView {
  tone: DockTone
  icon: DockIcon
  title: string
  line: string
  /** The boxed clock, or null where nobody is to be hurried. */
  time: string | null
  buttons: DockButton[]
}

export interface DockFacts {
  phone: PhoneView | null
  softphone: SoftphoneState
  tab: TabState
  shift: 'not-started' | 'started'
  pending: Pending | null
  /** An answer, a refusal or a missed call, while it is said. */
  said: string | null
  /** The connection strip: "You are working from 10:41. Calls still ring.", or null when all is well. */
  strip: string | null
  /** "Jabra Engage 55 · tested 08:29", as far as known. */
  headset: string
  /** The browser keeps sound locked until this page has been pressed once. */
  isSoundLocked: boolean
  isKeypadOpen: boolean
  /** The person speaks while muted. */
  isSpeakingMuted: boolean
  /** What the wrap-up still lacks, in words. */
  missing: readonly string[]
  now: number
}

/** Nothing is done in the dock that has no key. */
const keyOf = {
  answer: 'answer',
  'pass-on': 'pass-on',
  mute: 'mute',
  hold: 'hold',
  resume: 'hold',
  keypad: 'keypad',
  'hang-up': 'end-call',
  'not-machine': 'not-machine',
  'not-person': 'not-person',
  rejoin: 'answer',
  transfer: 'transfer',
  'pause-recording': 'pause-recording',
  'record-again': 'pause-recording',
  back: 'back-to-member',
  'hand-over': 'hand-over',
  'take-over': 'answer',
  leave: 'end-call',
  listen: 'listen-only',
  whisper: 'whisper',
  barge: 'barge',
  'stop-listening': 'end-call',
  finish: 'send',
  'finish-break': 'break-after',
  break: 'break-after',
  available: 'phone-ready',
  here: 'answer',
  'use-here': 'phone-ready',
  'start-shift': 'phone-ready',
  'try-again': 'phone-ready',
} as const satisfies Record<DockAction, ShortcutId>

const button = (
  action: DockAction,
  words: string,
  more: Partial<Omit<DockButton, 'action' | 'words'>> = {},
): DockButton => ({
  action,
  words,
  kind: 'plain',
  shortcut: keyOf[action],
  blocked: null,
  pressed: null,
  ...more,
})

const blockedBy = (allowed: Allowed): string | null => (allowed.allowed ? null : allowed.words)
const joined = (parts: (string | null | false)[]): string => parts.filter(Boolean).join(' · ')

const useHere = button('use-here', 'Use it here', { kind: 'primary' })

const ringing = (offer: OfferView, facts: DockFacts): DockView => {
  const base = {
    tone: 'ringing' as const,
    icon: 'ringing' as const,
    title: offer.askedBy
      ? `${offer.askedBy} asks you in: ${offer.caller.title} · ${offer.queueName}`
      : `${offer.callback?.kind === 'ringing-back' ? 'Callback' : 'Incoming'}: ${offer.caller.title} · ${offer.queueName}`,
    line: offerLine(offer),
    time: duration(msSince(offer.offeredAt, facts.now)),
  }
  if (facts.pending === 'answer') {
    return { ...base, tone: 'call', icon: 'call', title: `Connecting: ${offer.caller.title}`, buttons: [] }
  }
  if (facts.tab === 'elsewhere') {
    return { ...base, line: `Your phone is in another tab · ${base.line}`, buttons: [useHere] }
  }
  const busy = facts.pending === 'pass-on' ? 'Passing it on…' : null
  return {
    ...base,
    buttons: [
      button('answer', offer.askedBy ? 'Join' : 'Answer', { kind: 'go', blocked: busy }),
      button('pass-on', 'Pass on', { blocked: busy }),
    ],
  }
}

const end = (call: CallView, facts: DockFacts) =>
  button('hang-up', 'End', {
    kind: 'end',
    blocked: facts.pending === 'hang-up' ? 'Ending the call…' : blockedBy(call.actions.hangUp),
  })

/** What the caller hears without the agent: whoever was asked in and talks on with them, or our message. */
const company = (call: CallView): string => {
  const isTalking = call.people.some(({ kind, state }) => kind === 'member' && state === 'talking')
  const other = call.people.find(({ guestId, state }) => guestId !== null && state === 'talking')
  return isTalking && other ? `They talk with ${other.name}` : 'They hear a message'
}

const rejoin = (call: CallView, facts: DockFacts): DockView => ({
  tone: 'held',
  icon: 'held',
  title: `You have a live call: ${call.caller.title}`,
  line: joined([
    call.state === 'parked'
      ? `${company(call)}${call.parkedSince ? `, for ${duration(msSince(call.parkedSince, facts.now))}` : ''}`
      : 'Your sound is not in it',
    callPlace(call),
  ]),
  time: null,
  buttons: [
    button('rejoin', 'Rejoin call', {
      kind: 'go',
      blocked: facts.pending === 'rejoin' ? 'Rejoining…' : blockedBy(call.actions.rejoin),
    }),
    end(call, facts),
  ],
})

const hasGuests = (call: CallView): boolean => call.people.some(({ guestId }) => guestId !== null)
const waitsFor = (facts: DockFacts): string | null => (facts.pending === 'guest' ? 'One moment…' : null)

/** With somebody asked in: all together or private again, hand over, or back to the caller alone. */
const guestButtons = (call: CallView, facts: DockFacts): DockButton[] => {
  const held = call.state === 'held'
  const name = call.people.find(({ state, guestId }) => guestId !== null && state === 'talking')?.name
  return [
    mute(facts),
    held
      ? button('resume', 'Join all', { blocked: blockedBy(call.actions.resume) })
      : button('hold', 'Talk privately', { blocked: blockedBy(call.actions.hold) }),
    button('hand-over', name ? `Hand over to ${name.split(' ')[0]}` : 'Hand over', {
      blocked: waitsFor(facts) ?? blockedBy(call.actions.handOver),
    }),
    button('back', `Back to ${call.caller.title.split(' ')[0]}`, {
      blocked: waitsFor(facts) ?? blockedBy(call.actions.back),
    }),
    end(call, facts),
  ]
}

const leave = (call: CallView, facts: DockFacts): DockButton =>
  button('leave', 'Leave', {
    kind: 'end',
    blocked: waitsFor(facts) ?? blockedBy(call.actions.leave),
  })

/** What of a private talk is so already: a colleague who answered comes in when all of it is. */
const privacyLine = ({ state, unconfirmed }: CallView): string =>
  unconfirmed.length === 0
    ? 'the caller is on hold and hears none of this'
    : state === 'connecting'
      ? 'you come in as soon as the caller is on hold and nothing is recorded'
      : 'not private yet: the caller may hear you, or what you say may be recorded'

/** In a colleague's call: nothing of theirs can be pressed, unless their phone was lost. */
const asGuest = (call: CallView, facts: DockFacts): DockView => {
  const agent = call.people.find(({ kind }) => kind === 'agent')
  const isLost = call.actions.takeOver.allowed
  const held = call.people.some(({ kind, state }) => kind === 'member' && state === 'held')
  return {
    tone: isLost ? 'held' : 'call',
    icon: 'call',
    title: `${call.state === 'connecting' ? 'Joining' : 'In'} ${agent?.name ?? 'a colleague'}’s call: ${call.caller.title}`,
    line: joined([
      soundLine(facts, false),
      isLost ? `${agent?.name ?? 'They'} lost the connection. The caller hears a message.` : null,
      call.notDone === 'hold' || call.notDone === 'pause' ? refusedWords[call.notDone] : null,
      !isLost && held ? privacyLine(call) : null,
      callPlace(call),
      recordingInWords(call),
    ]),
    time: call.connectedAt === null ? null : duration(msSince(call.connectedAt, facts.now)),
    buttons: [
      mute(facts),
      ...(isLost ? [button('take-over', 'Take the call', { kind: 'go', blocked: waitsFor(facts) })] : []),
      ...(facts.softphone.leg.state === 'none'
        ? [button('try-again', 'Try again', { kind: 'primary' })]
        : []),
      leave(call, facts),
    ],
  }
}

const noSoundYet = (facts: DockFacts): string | null =>
  facts.softphone.leg.state === 'open' ? null : 'The call is not connected yet.'

const mute = (facts: DockFacts, isAlone = false): DockButton => {
  const muted = isMuted(facts.softphone)
  return button('mute', muted ? 'Unmute' : 'Mute', {
    blocked: noSoundYet(facts) ?? (isAlone ? 'They are on hold and do not hear you.' : null),
    pressed: muted,
  })
}

const talkButtons = (call: CallView, facts: DockFacts): DockButton[] => {
  if (hasGuests(call)) return guestButtons(call, facts)
  const held = call.state === 'held'
  const noSound = noSoundYet(facts)
  const holding = facts.pending === 'hold' || facts.pending === 'resume'
  return [
    mute(facts, held),
    held
      ? button('resume', 'Take off hold', {
          pressed: true,
          blocked: holding ? 'Taking them off hold…' : blockedBy(call.actions.resume),
        })
      : button('hold', 'Hold', {
          pressed: false,
          blocked: holding ? 'Putting them on hold…' : blockedBy(call.actions.hold),
        }),
    ...(isWhoYet(call, facts)
      ? notReached(call, facts)
      : [
          button('transfer', 'Transfer', { blocked: blockedBy(call.actions.passOn) }),
          button('keypad', 'Keypad', { blocked: noSound, pressed: facts.isKeypadOpen }),
        ]),
    ...recordingButton(call, facts),
    end(call, facts),
  ]
}

/** One place, one key: pause while bank or health details are said, and record again. */
const recordingButton = (call: CallView, facts: DockFacts): DockButton[] => {
  const blocked = facts.pending === 'recording' ? 'One moment…' : null
  if (call.recording === 'paused')
    return [
      button('record-again', 'Record again', {
        pressed: true,
        blocked: blocked ?? blockedBy(call.actions.resumeRecording),
      }),
    ]
  if (call.recording !== 'on') return []
  return [
    button('pause-recording', 'Pause recording', {
      pressed: false,
      blocked: blocked ?? blockedBy(call.actions.pauseRecording),
    }),
  ]
}

/** The last seconds of a pause are counted down, so that nobody is recorded by surprise. */
const pauseEndsInMs = 20_000
const pauseLine = (call: CallView, facts: DockFacts): string | null => {
  if (call.unconfirmed.includes('recording'))
    return call.recordingPausedSince === null ? 'starting to record again…' : 'pausing the recording…'
  if (call.recordingPausedSince === null) return null
  if (call.recordingPausedFor === 'consult') return 'this private talk is not recorded'
  const paused = msSince(call.recordingPausedSince, facts.now)
  const left = pauseLimitMs - paused
  return left <= pauseEndsInMs
    ? `recording again in ${Math.max(0, Math.ceil(left / 1000))} s, by itself`
    : `recording paused ${duration(paused)}`
}

/** So long after a callback was picked up it may still turn out to be nobody: then it is a talk like any other. */
const whoIsItMs = 45_000

const isWhoYet = (call: CallView, facts: DockFacts): boolean =>
  call.callback?.kind === 'ringing-back' &&
  call.state === 'connected' &&
  msSince(call.connectedAt, facts.now) <= whoIsItMs

/** The first question of a callback is who picked up: its two answers stand where transfer and keypad come later. */
const notReached = (call: CallView, facts: DockFacts): DockButton[] => {
  const blocked = facts.pending === 'hang-up' ? 'Ending the call…' : blockedBy(call.actions.hangUp)
  return [button('not-machine', 'Machine', { blocked }), button('not-person', 'Wrong person', { blocked })]
}

const callbackLine = ({ callback }: CallView): string | null =>
  callback &&
  (callback.soundsLikeMachine ? `sounds like an answering machine · ${callback.words}` : callback.words)

/** A gentle reminder to the agent alone that somebody listens to music (F31: over 90 s). */
const holdReminderMs = 90_000

const mutedNudge = 'You are muted: they do not hear you speak'

const soundLine = (facts: DockFacts, held: boolean): string | null => {
  if (facts.softphone.leg.state === 'reconnecting') return 'Reconnecting your sound… They can hear a message.'
  // On hold says it already: the sound is cut with the press on Hold.
  if (isMuted(facts.softphone) && !held) return facts.isSpeakingMuted ? mutedNudge : 'You are muted'
  if (isConnectionWeak(facts.softphone)) return 'Your connection is weak. They may not hear you well.'
  return null
}

/** Twilio refused for good: said first, because it is not what the agent believes. */
const refusedWords = {
  hold: 'Not on hold: Twilio refused. They still hear you',
  resume: 'Still on hold: Twilio refused to bring them back. Try again',
  pause: 'Not paused: Twilio refused. What is said is recorded',
  record: 'Not recording again: Twilio refused. Nothing is recorded',
} as const satisfies Record<NonNullable<CallView['notDone']>, string>

const talking = (call: CallView, facts: DockFacts): DockView => {
  const held = call.state === 'held'
  const heldFor = msSince(call.heldSince, facts.now)
  const breakAfter = facts.phone?.presence.choiceAfterCall
  return {
    tone: held ? 'held' : 'call',
    icon: held ? 'held' : 'call',
    title: `${call.unconfirmed.includes('hold') ? 'Putting on hold' : held ? 'On hold' : 'On a call'}: ${call.caller.title}`,
    line: joined([
      call.notDone && refusedWords[call.notDone],
      soundLine(facts, held),
      held && `on hold ${duration(heldFor)}${heldFor >= holdReminderMs ? ', go back to them?' : ''}`,
      pauseLine(call, facts),
      callbackLine(call),
      callPlace(call),
      recordingInWords(call),
      breakAfter ? `${availabilityWords[breakAfter].toLowerCase()} after this call` : null,
    ]),
    time: duration(msSince(call.connectedAt, facts.now)),
    buttons: talkButtons(call, facts),
  }
}

const connecting = (call: CallView, facts: DockFacts): DockView => {
  const trouble = facts.softphone.leg.state === 'none' ? problemWords(facts.softphone) : null
  return {
    tone: trouble ? 'bad' : 'call',
    icon: trouble ? 'problem' : 'call',
    title:
      trouble?.title ??
      `${call.callback?.kind === 'ringing-back' || call.isDialled ? 'Ringing' : 'Connecting'}: ${call.caller.title}`,
    line: trouble?.line ?? joined([callbackLine(call), callPlace(call), recordingInWords(call)]),
    time: null,
    buttons: trouble
      ? [button('try-again', 'Try again', { kind: 'primary' }), end(call, facts)]
      : talkButtons(call, facts),
  }
}

const afterCall = (call: CallView, facts: DockFacts): DockView => {
  const saving = facts.pending === 'finish' ? 'Saving…' : null
  const missing = facts.missing.length ? `Still needed: ${facts.missing.join(', ')}` : null
  return {
    tone: 'wrap',
    icon: 'wrap',
    title: `After call: ${call.caller.title}`,
    line: joined([missing, callLasted(call), 'no new calls until you choose']),
    time: null,
    buttons: [
      button('finish-break', 'Take a break', { blocked: saving }),
      button('finish', 'Save and be available', { kind: 'primary', blocked: saving }),
    ],
  }
}

const inCall = (call: CallView, facts: DockFacts): DockView => {
  if (call.state === 'wrap-up') return afterCall(call, facts)
  // A parked caller has nobody's sound: whatever had the phone is gone, and one press here brings it back (F35).
  if (facts.tab === 'elsewhere' && call.role !== 'guest' && call.state === 'parked')
    return rejoin(call, facts)
  if (facts.tab === 'elsewhere') {
    return {
      tone: 'away',
      icon: 'tab',
      title: `On a call in another tab: ${call.caller.title}`,
      line: callPlace(call),
      time: duration(msSince(call.connectedAt, facts.now)),
      buttons: [useHere],
    }
  }
  if (call.role === 'guest') return asGuest(call, facts)
  if (call.state === 'connecting') return connecting(call, facts)
  const hasSound = facts.softphone.leg.state !== 'none' && facts.softphone.leg.contactId === call.contactId
  return call.state === 'parked' || !hasSound ? rejoin(call, facts) : talking(call, facts)
}

const listeningTitles = {
  listen: 'Listening to',
  whisper: 'Whispering to',
  barge: 'In the call of',
} as const
const whoHears = {
  listen: 'nobody hears you',
  whisper: 'only they hear you',
  barge: 'both of them hear you',
} as const
const listeningButtons = { listen: 'Listen', whisper: 'Whisper', barge: 'Join in' } as const

/** A supervisor in a colleague's call, who sees it said in the same words (F43). */
const listeningIn = (listening: ListeningView, facts: DockFacts): DockView => {
  const blocked = facts.pending === 'listening' ? 'One moment…' : null
  const reach = facts.phone === null ? null : blockedBy(facts.phone.actions.listen)
  const muted = isMuted(facts.softphone)
  return {
    tone: 'call',
    icon: 'headset',
    title: `${listeningTitles[listening.mode]} ${listening.agentName} (${listeningWhyWords[listening.why]})`,
    line: joined([
      facts.said,
      listening.state === 'starting' ? 'getting you into the call…' : whoHears[listening.mode],
      muted && listening.mode !== 'listen' && 'you are muted',
      'they see that you are here',
    ]),
    time: duration(msSince(listening.since, facts.now)),
    buttons: [
      ...listening.modes.map((mode) =>
        button(mode, listeningButtons[mode], {
          pressed: listening.mode === mode,
          blocked: blocked ?? reach,
        }),
      ),
      ...(listening.mode === 'listen' ? [] : [button('mute', muted ? 'Unmute' : 'Mute', { pressed: muted })]),
      button('stop-listening', 'Stop', { kind: 'end', blocked }),
    ],
  }
}

const idle = (phone: PhoneView, facts: DockFacts): DockView => {
  const { presence } = phone
  const plain = { time: null, line: facts.said ?? '' }
  if (presence.areYouThere) {
    return {
      ...plain,
      tone: 'held',
      icon: 'ringing',
      title: 'Are you there?',
      line: 'A call rang here unanswered and kept its place in the queue. Nobody counts it. No call rings here until you press.',
      buttons: [button('here', 'I am here', { kind: 'primary' })],
    }
  }
  if (facts.tab === 'elsewhere') {
    return {
      ...plain,
      tone: 'away',
      icon: 'tab',
      title: 'Your phone is in another tab',
      line: facts.said ?? 'Calls ring there. You can read and write here.',
      buttons: [useHere],
    }
  }
  if (facts.shift === 'not-started') {
    return {
      ...plain,
      tone: 'away',
      icon: 'headset',
      title: 'Start your shift to take calls',
      line: facts.said ?? 'Tests your headset and lets this page ring. Takes half a minute.',
      buttons: [button('start-shift', 'Start my shift', { kind: 'primary' })],
    }
  }
  const trouble = problemWords(facts.softphone)
  if (trouble) {
    const fix = trouble.fix === 'start-shift' ? 'Test my headset' : 'Try again'
    return {
      tone: 'bad',
      icon: 'problem',
      title: trouble.title,
      line: facts.said ?? trouble.line,
      time: null,
      buttons: trouble.fix ? [button(trouble.fix, fix, { kind: 'primary' })] : [],
    }
  }
  if (presence.choice !== 'available') {
    const word = availabilityWords[presence.choice]
    return {
      ...plain,
      tone: 'away',
      icon: 'cup',
      title: presence.choice === 'offline' ? 'Not taking calls' : word,
      line: facts.said ?? 'No calls until you choose.',
      buttons: [
        button('available', 'Be available', { kind: 'primary', blocked: choosing(facts) }),
        button('start-shift', 'Test my headset', { shortcut: 'test-headset' }),
      ],
    }
  }
  return available(phone, facts)
}

const choosing = (facts: DockFacts): string | null =>
  facts.pending === 'availability' ? 'Telling the others…' : null

const available = ({ presence }: PhoneView, facts: DockFacts): DockView => {
  const buttons = [
    button('start-shift', 'Test my headset', { shortcut: 'test-headset' }),
    button('break', 'Break', { blocked: choosing(facts) }),
  ]
  const plain = { tone: 'ready' as const, icon: 'headset' as const, time: null, buttons }
  if (facts.softphone.link !== 'ready') {
    return { ...plain, tone: 'away', title: 'Getting your phone ready…', line: facts.said ?? facts.headset }
  }
  const failing = presence.checks.find((check) => !check.ok)
  if (!presence.callable && failing) {
    return {
      ...plain,
      tone: 'away',
      title: `You are not getting calls: ${failing.words}`,
      line: facts.said ?? failing.fix ?? '',
    }
  }
  return {
    ...plain,
    title: 'Ready for calls',
    line:
      facts.said ??
      (facts.isSoundLocked
        ? 'Press anywhere on this page once, so that calls ring aloud.'
        : joined([facts.headset, 'calls ring here even when this tab is hidden'])),
  }
}

/** The whole dock from the facts. Pure, so that every state can be read in a test. */
export const dockView = (facts: DockFacts): DockView => {
  const { phone } = facts
  if (phone === null) {
    return {
      tone: 'away',
      icon: 'headset',
      title: 'Getting your phone ready…',
      line: facts.strip ?? '',
      time: null,
      buttons: [],
    }
  }
  const view = phone.call
    ? inCall(phone.call, facts)
    : phone.offer
      ? ringing(phone.offer, facts)
      : phone.listening && facts.tab === 'here'
        ? listeningIn(phone.listening, facts)
        : idle(phone, facts)
  const overCall = phone.call && facts.said ? facts.said : null
  const line = joined([facts.strip, overCall, view.line])
  return line === view.line ? view : { ...view, line }
}
