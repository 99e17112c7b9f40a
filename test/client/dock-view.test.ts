import { expect } from 'chai'
import { dockView } from '../../client/src/features/phone/dock-view.ts'
import {
  initialSoftphone,
  type Leg,
  type SoftphoneState,
} from '../../client/src/softphone/softphone-state.ts'
import type { CallPersonView, CallView } from '../../server/contract/phone-views.ts'
import { callView, dockFacts, offer, phoneView, presence, secondsBefore } from './phone-builders.ts'

const ready: SoftphoneState = { ...initialSoftphone, link: 'ready', microphone: 'granted' }
const inCall = (leg: Leg): SoftphoneState => ({ ...ready, leg })
const open = inCall({ state: 'open', contactId: 'contact-1', muted: false })
const words = (view: ReturnType<typeof dockView>) => view.buttons.map((button) => button.words)

describe('the dock while nothing happens', () => {
  it('says ready, with the headset that was tested', () => {
    const view = dockView(dockFacts())
    expect(view).to.include({ tone: 'ready', title: 'Ready for calls', time: null })
    expect(view.line).to.equal(
      'Jabra Engage 55 · tested 08:29 · calls ring here even when this tab is hidden',
    )
    expect(words(view)).to.deep.equal(['Test my headset', 'Break'])
  })

  it('asks to start the shift before anything can ring', () => {
    expect(words(dockView(dockFacts({ shift: 'not-started' })))).to.deep.equal(['Start my shift'])
  })

  it('says which tab has the phone', () => {
    const view = dockView(dockFacts({ tab: 'elsewhere' }))
    expect(view.title).to.equal('Your phone is in another tab')
    expect(words(view)).to.deep.equal(['Use it here'])
  })

  it('asks "Are you there?" after a missed call, with one key to return', () => {
    const view = dockView(dockFacts({ phone: phoneView({ presence: presence({ areYouThere: true }) }) }))
    expect(view.title).to.equal('Are you there?')
    expect(view.buttons[0]).to.include({ words: 'I am here', shortcut: 'answer' })
  })

  it('says a lost connection and a blocked microphone in red, each in its own words', () => {
    const lost = dockView(dockFacts({ softphone: { ...ready, link: 'lost', problem: 'connection-lost' } }))
    expect(lost).to.include({ tone: 'bad', title: 'Calls cannot reach you: the phone lost its connection' })
    const denied = dockView(
      dockFacts({ softphone: { ...ready, microphone: 'denied', problem: 'microphone-denied' } }),
    )
    expect(denied).to.include({ tone: 'bad', title: 'You are not getting calls: the microphone is blocked' })
  })

  it('says the first check that fails, as the server put it', () => {
    const checks = [
      { id: 'choice', ok: true, words: 'You are Available', fix: null },
      { id: 'heartbeat', ok: false, words: 'this page has gone quiet', fix: 'Keep this tab open.' },
    ]
    const view = dockView(
      dockFacts({ phone: phoneView({ presence: presence({ callable: false, checks }) }) }),
    )
    expect(view.title).to.equal('You are not getting calls: this page has gone quiet')
    expect(view.line).to.equal('Keep this tab open.')
  })

  it('hurries nobody on a break', () => {
    const view = dockView(dockFacts({ phone: phoneView({ presence: presence({ choice: 'break' }) }) }))
    expect(view).to.include({ title: 'Break', time: null })
    expect(words(view)[0]).to.equal('Be available')
  })

  it('puts the connection strip into the second line, adding no height', () => {
    const view = dockView(dockFacts({ strip: 'You are working from 10:41. Calls still ring.' }))
    expect(view.line).to.match(/^You are working from 10:41\. Calls still ring\. · /)
  })
})

describe('the dock while it rings', () => {
  const phone = phoneView({ offer: offer() })

  it('says who calls, from where, how long they waited and what they chose', () => {
    const view = dockView(dockFacts({ phone }))
    expect(view.title).to.equal('Incoming: Aisha Khan · Advice')
    expect(view.line).to.equal(
      'Member M-204117 · Northside Hospital Trust · Prefers a quiet line · Verified: number match (level 1) · waited 1:12 · chose “pay and hours”',
    )
    expect(view.time).to.equal('0:07')
    expect(view.buttons.map(({ words: name, shortcut }) => [name, shortcut])).to.deep.equal([
      ['Answer', 'answer'],
      ['Pass on', 'pass-on'],
    ])
  })

  it('names whoever asks for help, and counts no wait of a caller who is being talked with', () => {
    const view = dockView(dockFacts({ phone: phoneView({ offer: offer({ askedBy: 'Sam Okafor' }) }) }))
    expect(view.title).to.equal('Sam Okafor asks you in: Aisha Khan · Advice')
    expect(view.line).to.not.contain('waited')
  })

  it('says "Connecting" the moment it is answered, before the server has', () => {
    const view = dockView(dockFacts({ phone, pending: 'answer' }))
    expect(view.title).to.equal('Connecting: Aisha Khan')
    expect(view.buttons).to.deep.equal([])
  })

  it('cannot be answered in a tab without the phone', () => {
    expect(words(dockView(dockFacts({ phone, tab: 'elsewhere' })))).to.deep.equal(['Use it here'])
  })

  const strangers = [
    {
      kind: 'unknown',
      title: '020 7946 0123',
      number: '020 7946 0123',
      line: '020 7946 0123, not matched to a member',
    },
    { kind: 'withheld', title: 'Withheld number', number: null, line: 'They withheld their number' },
  ] as const
  for (const { kind, title, number, line } of strangers) {
    it(`names nobody for a number that is ${kind}`, () => {
      const caller = { kind, title, number, members: [], openCases: [] }
      const view = dockView(dockFacts({ phone: phoneView({ offer: offer({ caller, need: null }) }) }))
      expect(view.line).to.equal(`${line} · waited 1:12`)
    })
  }
})

describe('the dock in a call', () => {
  it('has mute, hold, transfer, keypad and end in their places, and a clock', () => {
    const view = dockView(dockFacts({ phone: phoneView({ call: callView() }), softphone: open }))
    expect(view).to.include({ title: 'On a call: Aisha Khan', time: '4:31' })
    expect(view.line).to.equal('07700 900117 · Advice · Verified: number match (level 1) · recording')
    expect(words(view)).to.deep.equal(['Mute', 'Hold', 'Transfer', 'Keypad', 'Pause recording', 'End'])
    expect(view.buttons.every((button) => button.blocked === null)).to.equal(true)
  })

  it('keeps every button in its place while held, muted and connecting', () => {
    const count = (part: Parameters<typeof dockFacts>[0]) => dockView(dockFacts(part)).buttons.length
    expect(count({ phone: phoneView({ call: callView({ state: 'held' }) }), softphone: open })).to.equal(6)
    expect(count({ phone: phoneView({ call: callView({ state: 'connecting' }) }) })).to.equal(6)
  })

  it('says how long somebody has been on hold, and reminds after 90 seconds, not before', () => {
    const held = (seconds: number) =>
      dockView(
        dockFacts({
          phone: phoneView({ call: callView({ state: 'held', heldSince: secondsBefore(seconds) }) }),
          softphone: inCall({ state: 'open', contactId: 'contact-1', muted: true }),
        }),
      ).line
    expect(held(89)).to.match(/^on hold 1:29 · /)
    expect(held(90)).to.match(/^on hold 1:30, go back to them\?/)
  })

  const person = (part: Partial<CallPersonView>): CallPersonView => ({
    guestId: null,
    kind: 'member',
    name: 'Aisha Khan',
    state: 'talking',
    isYou: false,
    isMuted: false,
    mayManage: false,
    ...part,
  })
  const marcus = person({ guestId: 'guest-1', kind: 'colleague', name: 'Marcus Bell', mayManage: true })

  it('with somebody asked in offers all together, handing over and going back, each with its key', () => {
    const call = callView({
      state: 'held',
      heldSince: secondsBefore(5),
      people: [person({ state: 'held' }), person({ kind: 'agent', isYou: true }), marcus],
    })
    const view = dockView(dockFacts({ phone: phoneView({ call }), softphone: open }))
    expect(view.buttons.map(({ words: w, shortcut }) => [w, shortcut])).to.deep.equal([
      ['Mute', 'mute'],
      ['Join all', 'hold'],
      ['Hand over to Marcus', 'hand-over'],
      ['Back to Aisha', 'back-to-member'],
      ['End', 'end-call'],
    ])
  })

  it('of a colleague shows whose it is, and offers to take it only when they were lost', () => {
    const people = [
      person({ state: 'held' }),
      person({ kind: 'agent', name: 'Priya Nair' }),
      person({ ...marcus, isYou: true }),
    ]
    const call = callView({ role: 'guest', people })
    const view = dockView(dockFacts({ phone: phoneView({ call }), softphone: open }))
    expect(view.title).to.equal('In Priya Nair’s call: Aisha Khan')
    expect(view.line).to.match(/^the caller is on hold and hears none of this/)
    expect(words(view)).to.deep.equal(['Mute', 'Leave'])
    const line = (part: Partial<CallView>) =>
      dockView(dockFacts({ phone: phoneView({ call: { ...call, ...part } }), softphone: open })).line
    expect(line({ state: 'connecting', unconfirmed: ['hold', 'recording'] })).to.match(
      /^you come in as soon as the caller is on hold and nothing is recorded/,
    )
    expect(line({ unconfirmed: ['recording'] })).to.match(/^not private yet/)
    expect(line({ notDone: 'pause' })).to.match(/^Not paused: .* What is said is recorded/)
    const lost = { ...call, actions: { ...call.actions, takeOver: { allowed: true as const } } }
    expect(words(dockView(dockFacts({ phone: phoneView({ call: lost }), softphone: open })))).to.deep.equal([
      'Mute',
      'Take the call',
      'Leave',
    ])
  })

  it('says on hold and paused only when it is so', () => {
    const view = (part: Partial<CallView>) =>
      dockView(dockFacts({ phone: phoneView({ call: callView(part) }), softphone: open }))
    expect(view({ state: 'held', unconfirmed: ['hold'] }).title).to.equal('Putting on hold: Aisha Khan')
    expect(view({ state: 'held' }).title).to.equal('On hold: Aisha Khan')
    const paused = { recording: 'paused' as const, recordingPausedSince: secondsBefore(3) }
    expect(view({ ...paused, unconfirmed: ['recording'] }).line).to.contain('pausing the recording…')
    expect(view(paused).line).to.contain('recording paused 0:03')
  })

  it('says first what Twilio refused, because the agent believes it done', () => {
    const line = (part: Partial<CallView>) =>
      dockView(dockFacts({ phone: phoneView({ call: callView(part) }), softphone: open })).line
    expect(line({ notDone: 'hold' })).to.match(/^Not on hold: Twilio refused\. They still hear you/)
    expect(line({ notDone: 'resume', state: 'held' })).to.match(/^Still on hold: Twilio refused/)
    expect(line({ notDone: 'pause' })).to.match(/^Not paused: .* What is said is recorded/)
    expect(line({ notDone: 'record' })).to.match(/^Not recording again: .* Nothing is recorded/)
  })

  it('cannot be unmuted while somebody is on hold, and says why', () => {
    const [mute] = dockView(
      dockFacts({ phone: phoneView({ call: callView({ state: 'held' }) }), softphone: open }),
    ).buttons
    expect(mute?.blocked).to.equal('They are on hold and do not hear you.')
  })

  it('says how long the recording is paused, and counts down before it starts again by itself', () => {
    const paused = (seconds: number) => {
      const call = callView({ recording: 'paused', recordingPausedSince: secondsBefore(seconds) })
      return dockView(dockFacts({ phone: phoneView({ call }), softphone: open }))
    }
    expect(paused(34).line).to.match(/^recording paused 0:34/)
    expect(paused(105).line).to.match(/^recording again in 15 s, by itself/)
    expect(paused(34).buttons.find((one) => one.shortcut === 'pause-recording')).to.include({
      words: 'Record again',
      pressed: true,
    })
  })

  it('says muted, weak and reconnecting sound in words', () => {
    const line = (softphone: SoftphoneState) =>
      dockView(dockFacts({ phone: phoneView({ call: callView() }), softphone })).line
    expect(line(inCall({ state: 'open', contactId: 'contact-1', muted: true }))).to.match(/^You are muted/)
    expect(line({ ...open, warnings: ['high-jitter'] })).to.match(/^Your connection is weak/)
    expect(line(inCall({ state: 'reconnecting', contactId: 'contact-1', muted: false }))).to.match(
      /^Reconnecting your sound/,
    )
  })

  it('offers to rejoin a parked call, and a live call this browser has no sound in', () => {
    const parked = callView({ state: 'parked', parkedSince: secondsBefore(12) })
    const view = dockView(dockFacts({ phone: phoneView({ call: parked }) }))
    expect(view.title).to.equal('You have a live call: Aisha Khan')
    expect(view.line).to.match(/^They hear a message, for 0:12/)
    const kept = { guestId: 'guest-1', kind: 'outside', name: 'Interpreter' } as const
    const inCompany = { ...parked, people: [person({ state: 'talking' }), person(kept)] }
    expect(dockView(dockFacts({ phone: phoneView({ call: inCompany }) })).line).to.match(
      /^They talk with Interpreter, for 0:12/,
    )
    expect(words(view)).to.deep.equal(['Rejoin call', 'End'])
    expect(words(dockView(dockFacts({ phone: phoneView({ call: callView() }) })))).to.include('Rejoin call')
  })

  it('offers the same at once where the phone that was lost is another browser’s', () => {
    const parked = dockView(
      dockFacts({ tab: 'elsewhere', phone: phoneView({ call: callView({ state: 'parked' }) }) }),
    )
    expect(words(parked)[0]).to.equal('Rejoin call')
    const going = dockView(dockFacts({ tab: 'elsewhere', phone: phoneView({ call: callView() }) }))
    expect(going.title).to.equal('On a call in another tab: Aisha Khan')
    expect(words(going)).to.deep.equal(['Use it here'])
  })

  it('never shows one call the sound of another', () => {
    const other = inCall({ state: 'open', contactId: 'contact-0', muted: false })
    const view = dockView(dockFacts({ phone: phoneView({ call: callView() }), softphone: other }))
    expect(words(view)).to.include('Rejoin call')
  })

  it('says why the sound could not come, and tries again on a press', () => {
    const view = dockView(
      dockFacts({
        phone: phoneView({ call: callView({ state: 'connecting', connectedAt: null }) }),
        softphone: { ...ready, problem: 'microphone-missing' },
      }),
    )
    expect(view.title).to.equal('You are not getting calls: no microphone found')
    expect(words(view)).to.deep.equal(['Try again', 'End'])
  })
})

describe('the dock after a call', () => {
  const over = callView({ state: 'wrap-up', endedAt: secondsBefore(0), connectedAt: secondsBefore(668) })

  it('has no clock and no countdown', () => {
    const view = dockView(dockFacts({ phone: phoneView({ call: over }) }))
    expect(view.time).to.equal(null)
    expect(view.line).to.equal('Call lasted 11:08 · no new calls until you choose')
    expect(words(view)).to.deep.equal(['Take a break', 'Save and be available'])
  })

  it('lists what is missing and leaves the button alone', () => {
    const view = dockView(dockFacts({ phone: phoneView({ call: over }), missing: ['the outcome'] }))
    expect(view.line).to.match(/^Still needed: the outcome/)
    expect(view.buttons.every((button) => button.blocked === null)).to.equal(true)
  })
})
