/**
 * An agent as people are: answers most calls, declines some, misses some, puts callers on hold, gives a call back to a
 * queue, hangs up, wraps up. Now and then the browser is killed and comes back some seconds later, and the call is
 * rejoined. Looks at the phone when told of news and once a second anyway, as the console does.
 */
import { simulatorCredentials } from '../../server/config.ts'
import type { CallView, PhoneView } from '../../server/contract/phone-views.ts'
import type { DeskCall, DeskPhone } from '../../simulator/phones/desk-phone.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import type { Desk, Tab } from './desk.ts'
import type { Dice } from './dice.ts'

export interface Agent {
  personId: string
  desk: Desk
  /** The browser is killed, and opened again after so long. */
  crash(forMs: number): void
  /** No more calls: finishes what is in hand. */
  goHome(): void
  figures: { answered: number; declined: number; ignored: number; rejoined: number; crashes: number }
  /** What the server would not do, each sort with how often; some refusals are right. */
  refusals: ReadonlyMap<string, number>
  stop(): void
}

/** How long the network takes to notice that a browser is gone (simulator/signalling/live-call.ts). */
const noticedAfterMs = 2_500
const lookEveryMs = 1_000
const talkMs = [500, 6_000] as const
const finished = { reason: 'pay-and-hours', outcome: 'advice-given' } as const

export function startAgent(options: { desk: Desk; simulator: Simulator; dice: Dice }): Agent {
  const { desk, dice } = options
  const phone: DeskPhone = options.simulator.deskPhone(
    desk.personId,
    simulatorCredentials.TWILIO_TWIML_APP_SID,
  )
  const figures = { answered: 0, declined: 0, ignored: 0, rejoined: 0, crashes: 0 }
  const seenOffers = new Set<string>()
  let tab: Tab | null = null
  let leg: DeskCall | null = null
  let isLooking = false
  let isAskedAgain = false
  let isGoingHome = false
  let isStopped = false
  let wake: NodeJS.Timeout | undefined
  /** What is to be done with the call in hand, and when. */
  let plan: {
    contactId: string
    at: number
    then: 'hold' | 'resume' | 'pass-on' | 'hang-up' | 'wait'
  } | null = null
  let wrapUpUntil = 0

  const refusals = new Map<string, number>()
  const post = async (path: string, body?: unknown) => {
    const answer = await desk.ask<{ reason?: string }>('POST', path, body)
    if (answer.status >= 400) {
      const what = `${path.split('/').at(-1) ?? path}: ${answer.status} ${answer.body?.reason ?? ''}`
      refusals.set(what, (refusals.get(what) ?? 0) + 1)
    }
    return answer
  }
  const open = () => {
    const fresh = desk.openTab(() => void look())
    tab = fresh
    void post('/api/phone/claim', { tabId: fresh.id, takeOver: true }).then(() => look())
  }

  async function look(): Promise<void> {
    if (isLooking) {
      isAskedAgain = true
      return
    }
    isLooking = true
    do {
      isAskedAgain = false
      const mine = tab
      if (isStopped || mine === null) break
      const { body: seen } = await desk.ask<PhoneView>('GET', '/api/phone')
      // Killed while the answer was on its way: nobody is there to read it.
      if (seen !== null && tab === mine) await act(seen, mine)
    } while (isAskedAgain)
    isLooking = false
  }

  async function act(seen: PhoneView, mine: Tab): Promise<void> {
    if (seen.phoneTabId !== mine.id) await post('/api/phone/claim', { tabId: mine.id, takeOver: true })
    const wanted = isGoingHome ? 'offline' : 'available'
    const inHand = seen.call !== null || seen.offer !== null
    if (seen.presence.choice !== wanted && !inHand)
      await desk.ask('PUT', '/api/phone/availability', { choice: wanted })
    if (seen.presence.areYouThere) await post('/api/phone/here')
    if (seen.offer !== null) return consider(seen.offer.id, seen.offer.contactId)
    if (seen.call !== null) return attend(seen.call)
    letGo()
  }

  async function consider(offerId: string, contactId: string): Promise<void> {
    if (seenOffers.has(offerId)) return
    seenOffers.add(offerId)
    if (!isGoingHome && dice.happens(0.06)) {
      figures.ignored += 1
      return
    }
    if (!isGoingHome && dice.happens(0.08)) {
      figures.declined += 1
      await post(`/api/offers/${offerId}/decline`)
      return
    }
    await sleep(dice.between(50, 1500))
    const { status } = await post(`/api/offers/${offerId}/accept`)
    if (status === 0) seenOffers.delete(offerId)
    if (status !== 200 || tab === null) return
    figures.answered += 1
    dial(contactId)
  }

  function dial(contactId: string): void {
    letGo()
    plan = null
    leg = phone.dial({ contactId })
  }
  function letGo(): void {
    leg?.hangUp()
    leg = null
    plan = null
  }

  async function attend(call: CallView): Promise<void> {
    const { contactId } = call
    if (call.state === 'wrap-up') {
      letGo()
      if (wrapUpUntil === 0) wrapUpUntil = Date.now() + dice.between(100, 1500)
      if (Date.now() < wrapUpUntil && !isGoingHome) return
      const { status } = await post(`/api/contacts/${contactId}/finish`, finished)
      if (status === 200) wrapUpUntil = 0
      // Two members share the number, or the case was not clear: a new one, as a person would choose.
      else if (status !== 0)
        await post(`/api/contacts/${contactId}/case`, { caseId: null, newCaseTitle: 'Hours' })
      return
    }
    if (leg === null || leg.hasEnded) {
      // Ours ended: lost, refused, or the browser was opened again.
      if (call.actions.rejoin.allowed) {
        const { status } = await post(`/api/contacts/${contactId}/rejoin`)
        if (status === 200 && tab !== null) {
          figures.rejoined += 1
          dial(contactId)
        }
      } else if (call.state === 'connecting' && tab !== null) dial(contactId)
      return
    }
    if (call.state !== 'connected' && call.state !== 'held') return
    await talk(call)
  }

  /** One thing after another happens in a call, and then it is over. */
  async function talk({ contactId, state }: CallView): Promise<void> {
    const next = (then: NonNullable<typeof plan>['then'], ms: number) => {
      plan = { contactId, then, at: Date.now() + ms }
    }
    if (plan?.contactId !== contactId) {
      const then = dice.happens(0.2)
        ? 'hold'
        : dice.happens(0.06)
          ? 'pass-on'
          : dice.happens(0.6)
            ? 'hang-up'
            : 'wait'
      return next(then, dice.between(...talkMs))
    }
    if (isGoingHome && plan.then === 'wait') next('hang-up', 0)
    if (Date.now() < plan.at) return
    switch (plan.then) {
      case 'hold':
        await post(`/api/contacts/${contactId}/hold`)
        return next('resume', dice.between(300, 3000))
      case 'resume':
        await post(`/api/contacts/${contactId}/resume`)
        return next('hang-up', dice.between(300, 3000))
      case 'pass-on': {
        const to = { kind: 'queue', queueId: dice.pick(['demo-queue-casework', 'demo-queue-joining']) }
        await post(`/api/contacts/${contactId}/pass-on`, { to })
        return next('hang-up', 2000)
      }
      case 'hang-up':
        if (state === 'held') await post(`/api/contacts/${contactId}/resume`)
        await post(`/api/contacts/${contactId}/hang-up`)
        return next('hang-up', 1000)
      case 'wait':
        // The member hangs up, in the end; an agent does not wait for ever.
        return next('hang-up', 8000)
    }
  }

  const timer = setInterval(() => void look(), lookEveryMs)
  open()
  return {
    personId: desk.personId,
    desk,
    figures,
    refusals,
    crash: (forMs) => {
      if (tab === null || isGoingHome) return
      figures.crashes += 1
      tab.close()
      tab = null
      leg?.vanish(noticedAfterMs)
      leg = null
      plan = null
      wake = setTimeout(open, forMs)
    },
    goHome: () => {
      isGoingHome = true
      if (tab === null) {
        clearTimeout(wake)
        open()
      }
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
      clearTimeout(wake)
      tab?.close()
      tab = null
    },
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
