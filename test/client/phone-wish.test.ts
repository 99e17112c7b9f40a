import { expect } from 'chai'
import { goneWords, offerGone } from '../../client/src/features/phone/offer-gone.ts'
import { type PhoneWish, phoneWish } from '../../client/src/features/phone/phone-wish.ts'
import type { Leg } from '../../client/src/softphone/softphone-state.ts'
import { callView, nine12, offer, phoneView, presence } from './phone-builders.ts'

const none: Leg = { state: 'none' }
const open: Leg = { state: 'open', contactId: 'contact-1', muted: false }
const wish = (part: Partial<Parameters<typeof phoneWish>[0]> = {}): PhoneWish =>
  phoneWish({ phone: phoneView(), tab: 'here', leg: none, pending: null, tried: null, ...part })

describe('what the phone of a tab should be doing', () => {
  const connecting = phoneView({ call: callView({ state: 'connecting' }) })

  it('joins as soon as the server says "connecting", once', () => {
    expect(wish({ phone: connecting }).join).to.equal('contact-1')
    expect(wish({ phone: connecting, tried: 'contact-1' }).join).to.equal(null)
    expect(wish({ phone: connecting, leg: { state: 'joining', contactId: 'contact-1' } }).join).to.equal(null)
  })

  for (const state of ['connected', 'held', 'parked', 'wrap-up'] as const) {
    it(`does not join by itself while ${state}`, () => {
      expect(wish({ phone: phoneView({ call: callView({ state }) }) }).join).to.equal(null)
    })
  }

  it('joins and rings only in the tab that has the phone', () => {
    const ringing = phoneView({ offer: offer() })
    expect(wish({ phone: ringing }).ring).to.equal(true)
    for (const tab of ['unknown', 'elsewhere'] as const) {
      expect(wish({ phone: connecting, tab }).join).to.equal(null)
      expect(wish({ phone: ringing, tab }).ring).to.equal(false)
    }
  })

  it('stops ringing the moment it is answered or passed on', () => {
    const phone = phoneView({ offer: offer() })
    expect(wish({ phone, pending: 'answer' }).ring).to.equal(false)
    expect(wish({ phone, pending: 'pass-on' }).ring).to.equal(false)
  })

  it('opens the microphone from the press on Answer until the sound has joined, and not before', () => {
    const ringing = phoneView({ offer: offer() })
    const joining: Leg = { state: 'joining', contactId: 'contact-1' }
    expect(wish({ phone: ringing }).openMicrophone).to.equal(false)
    expect(wish({ phone: ringing, pending: 'answer' }).openMicrophone).to.equal(true)
    expect(wish({ phone: connecting }).openMicrophone).to.equal(true)
    expect(wish({ phone: connecting, leg: joining, tried: 'contact-1' }).openMicrophone).to.equal(true)
    expect(wish({ phone: connecting, leg: open, tried: 'contact-1' }).openMicrophone).to.equal(false)
    expect(wish({ phone: phoneView() }).openMicrophone, 'somebody else was quicker').to.equal(false)
    expect(wish({ phone: ringing, pending: 'answer', tab: 'elsewhere' }).openMicrophone).to.equal(false)
  })

  it('leaves when the call is over, another, or gone, and not on a missing snapshot', () => {
    expect(wish({ leg: open }).leave).to.equal(true)
    expect(wish({ leg: open, phone: phoneView({ call: callView({ state: 'wrap-up' }) }) }).leave).to.equal(
      true,
    )
    expect(wish({ leg: open, phone: phoneView({ call: callView({ contactId: 'other' }) }) }).leave).to.equal(
      true,
    )
    expect(wish({ leg: open, phone: phoneView({ call: callView() }) }).leave).to.equal(false)
    expect(wish({ leg: open, phone: null }).leave).to.equal(false)
    expect(wish({ leg: open, tab: 'elsewhere', phone: phoneView({ call: callView() }) }).leave).to.equal(true)
  })

  it('notices speech only in a muted call of its own that is not on hold', () => {
    const muted = { state: 'open', contactId: 'contact-1', muted: true } as const
    const inCall = phoneView({ call: callView() })
    expect(wish({ leg: muted, phone: inCall }).watchMuted).to.equal(true)
    expect(wish({ leg: { ...muted, muted: false }, phone: inCall }).watchMuted).to.equal(false)
    expect(wish({ leg: muted, phone: phoneView({ call: callView({ state: 'held' }) }) }).watchMuted).to.equal(
      false,
    )
    expect(wish({ leg: muted, phone: inCall, tab: 'elsewhere' }).watchMuted).to.equal(false)
  })

  it('guards closing while somebody would be cut off, and not after', () => {
    expect(wish({ phone: phoneView({ call: callView({ state: 'held' }) }) }).guardClosing).to.equal(true)
    expect(wish({ phone: phoneView({ call: callView({ state: 'wrap-up' }) }) }).guardClosing).to.equal(false)
    expect(wish().guardClosing).to.equal(false)
  })

  it('lets nothing be heard from the press on Hold until the member is back', () => {
    const talking = phoneView({ call: callView() })
    const held = phoneView({ call: callView({ state: 'held' }) })
    expect(wish({ phone: talking, leg: open }).hush).to.equal(false)
    expect(wish({ phone: talking, leg: open, pending: 'hold' }).hush).to.equal(true)
    expect(wish({ phone: held, leg: open }).hush).to.equal(true)
    expect(wish({ phone: held, leg: open, pending: 'resume' }).hush, 'until they are back').to.equal(true)
    expect(wish({ phone: talking, leg: { ...open, muted: true } }).hush).to.equal(false)
    expect(wish({ phone: held }).hush, 'no sound of ours').to.equal(false)
    const asked = callView({
      state: 'held',
      unconfirmed: ['hold'],
      people: [
        {
          guestId: 'guest-1',
          kind: 'colleague',
          name: 'Marcus Bell',
          state: 'talking',
          isYou: false,
          isMuted: false,
          mayManage: true,
        },
      ],
    })
    expect(wish({ phone: phoneView({ call: asked }), leg: open }).hush, 'a word to a colleague').to.equal(
      true,
    )
  })

  it('stays awake while calls may come', () => {
    expect(wish().stayAwake).to.equal(true)
    expect(wish({ phone: phoneView({ presence: presence({ choice: 'lunch' }) }) }).stayAwake).to.equal(false)
  })
})

describe('what is said when a call stops ringing', () => {
  const before = phoneView({ offer: offer({ offeredAt: new Date(nine12 - 19_000).toISOString() }) })
  const gone = (after = phoneView(), passedOn: string | null = null) =>
    offerGone({ before, after, passedOn })?.id ?? null
  const sam = { id: 'sam', name: 'Sam Okafor', initials: 'SO' }
  const words = (contact: Parameters<typeof goneWords>[1]) =>
    goneWords(offer({ offeredAt: new Date(nine12 - 19_000).toISOString() }), contact, nine12).words

  it('is about an offer that stopped for another reason than this person', () => {
    expect(gone()).to.equal('offer-1')
    expect(gone(phoneView({ presence: presence({ choice: 'break', callable: false }) }))).to.equal('offer-1')
  })

  it('is nothing while it rings on, was answered here, or was passed on', () => {
    expect(gone(before)).to.equal(null)
    expect(gone(phoneView({ call: callView() }))).to.equal(null)
    expect(gone(phoneView(), 'offer-1')).to.equal(null)
  })

  it('leaves a missed call to "Are you there?"', () => {
    expect(gone(phoneView({ presence: presence({ areYouThere: true }) }))).to.equal(null)
  })

  it('says what the server says became of the call, and guesses nothing', () => {
    expect(words({ state: 'ended', result: 'abandoned', agent: null })).to.equal(
      'They hung up after 0:19. Kept as missed.',
    )
    expect(words({ state: 'connected', result: null, agent: sam })).to.equal('Answered by Sam Okafor.')
    expect(words({ state: 'waiting', result: null, agent: null })).to.equal(
      'That call went back to the queue.',
    )
    expect(words({ state: 'ended', result: 'failed', agent: null })).to.equal('That call has ended.')
    expect(words(null)).to.equal('That call no longer rings here.')
  })
})
