import type { CallerView } from '../../../../server/contract/briefs.ts'
import type { CallView, OfferView } from '../../../../server/contract/phone-views.ts'
import { duration } from '../../ui/times.ts'

/** Milliseconds from an instant to another; 0 when the first is not known or lies ahead. */
export const msSince = (from: string | null, to: number): number =>
  from === null ? 0 : Math.max(0, to - Date.parse(from))

const joined = (parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ')

/** Who it is, as far as the number tells: the second line of a ringing dock begins with it. */
export const whoInWords = (caller: CallerView): string => {
  const [member] = caller.members
  switch (caller.kind) {
    case 'member':
      return member
        ? joined([
            member.membershipNumber === null ? member.branch : `Member ${member.membershipNumber}`,
            member.employer ?? member.workplace,
            ...member.chips,
          ])
        : (caller.number ?? '')
    case 'several':
      return joined([caller.number, `${caller.members.length} possible members, choose after answering`])
    case 'unknown':
      return `${caller.number ?? 'Number'}, not matched to a member`
    case 'withheld':
      return 'They withheld their number'
  }
}

const yoursInWords = { 'case-owner': 'your case', 'last-agent': 'spoke with you last' } as const

export const offerLine = (offer: OfferView): string =>
  joined([
    offer.callback?.words,
    whoInWords(offer.caller),
    offer.caller.kind === 'member' && offer.verified,
    // Since they began to wait they may have talked for long with whoever asks.
    !offer.askedBy && `waited ${duration(msSince(offer.waitingSince, Date.parse(offer.offeredAt)))}`,
    offer.need && `chose “${offer.need}”`,
    offer.priorityReason,
    offer.yoursBecause && yoursInWords[offer.yoursBecause],
  ])

export const callPlace = (call: CallView): string =>
  joined([call.caller.number, call.queueName, call.caller.kind === 'member' && call.verified, ...call.manner])

export const recordingInWords = (call: CallView): string =>
  call.recording === 'on' ? 'recording' : call.recording === 'refused' ? 'not recorded, as they asked' : ''

/** "Call lasted 11:08", or how a call that never got sound ended. */
export const callLasted = (call: CallView): string => {
  const ended = call.endedAt ? Date.parse(call.endedAt) : Number.NaN
  const lasted = call.connectedAt
    ? `Call lasted ${duration(msSince(call.connectedAt, ended))}`
    : 'You were not connected'
  return call.endedBy === 'network' ? `${lasted} · it was cut off` : lasted
}

/** The spoken announcement of a call: once, with everything an answer needs. */
export const offerSpoken = (offer: OfferView, answerKey: string | null): string =>
  `${offer.askedBy ? `${offer.askedBy} asks you into a call` : offer.callback?.kind === 'ringing-back' ? 'Callback to ring' : 'Incoming call'}. ${offer.caller.title}. ${offer.queueName}.${answerKey ? ` ${answerKey} to answer.` : ''}`
