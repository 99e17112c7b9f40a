/**
 * What the outside must do because of what happened: the whole table on one page. Pure. Effects are written as rows in
 * the transaction of their event and carried out after commit by worker/effects.ts, in order per `orderKey`, retried
 * with backoff, each guarded so that carrying it out twice does no harm.
 */
import { notDialled } from './contact.ts'
import type { DomainEvent } from './events.ts'

export type Effect =
  /** Move the member's call to one of our TwiML pages: into the conference, back to the queue. */
  | { kind: 'redirect-member'; contactId: string; callSid: string; to: 'conference' | 'queue' }
  /** Move a caller out of the queue of a line that was closed by hand; not once they have been told (a newer version). */
  | { kind: 'tell-closed'; contactId: string; callSid: string; version: number }
  /** Hold the member in the conference with music, or with the reconnecting message. */
  | {
      kind: 'hold-member'
      contactId: string
      conferenceSid: string
      callSid: string
      hear: 'music' | 'reconnecting'
      /** On hold already: say it over the music, which would otherwise go on. */
      announce: boolean
    }
  /** Ring an outside number into the conference of a contact. */
  | { kind: 'ring-guest'; contactId: string; guestId: string }
  /** Makes Twilio record, or not, as is wanted now. */
  | { kind: 'set-recording'; contactId: string; recordingId: string; conferenceSid: string }
  /** Ends a recording that is being made, so that it can be deleted. */
  | { kind: 'stop-recording'; recordingSid: string; conferenceSid: string }
  | { kind: 'delete-recording'; recordingSid: string }
  | { kind: 'delete-transcription'; transcriptionSid: string }
  /** With its pictures: https://help.twilio.com/articles/223133687 (as of 2026-11-23). */
  | { kind: 'delete-message'; messageSid: string }
  | { kind: 'mute-guest'; contactId: string; guestId: string; conferenceSid: string; callSid: string }
  /** Gives a listener's leg the mode that its listening has now. */
  | { kind: 'set-listening'; contactId: string; listeningId: string }
  | { kind: 'unhold-member'; contactId: string; conferenceSid: string; callSid: string }
  /** End the conference and so every leg in it; without a conference yet, end the member's call. */
  | { kind: 'end-conference'; contactId: string; conferenceSid: string }
  | {
      kind: 'end-call'
      contactId: string
      callSid: string
      /** A leg that might take this conference with it: it is let go first, and the others stay. */
      conferenceSid?: string | undefined
    }
  /** Settle whose leaving ends the conference, from who is in it at that moment (see holdTogether in guest.ts). */
  | { kind: 'hold-together'; contactId: string }
  /** Ring the member of a callback and bring them into its conference, where the agent is already. */
  | { kind: 'dial-member'; contactId: string }
  /** Tell whoever is on duty of an alert by text. */
  | { kind: 'text-duty'; alertId: string; raisingId: string }
  /** Tell who goes on duty of the alerts that are up already, by one text. */
  | { kind: 'text-new-duty'; personId: string }
  | { kind: 'send-text'; threadId: string; messageId: string }
  | {
      kind: 'fetch-pictures'
      threadId: string
      messageId: string
      media: { url: string; contentType: string }[]
    }

/** Whether somebody is on the line and hears music, or nothing, until it is done. Such effects go before all others. */
export const isOnTheLine = ({ kind }: Effect): boolean =>
  kind !== 'send-text' &&
  kind !== 'text-duty' &&
  kind !== 'text-new-duty' &&
  kind !== 'fetch-pictures' &&
  kind !== 'delete-recording' &&
  kind !== 'delete-message'

export interface EffectDraft {
  effect: Effect
  orderKey: string
}

/** Effects of one event, in the order they are to happen. Events not named have none. */
export function effectsOf(event: DomainEvent): EffectDraft[] {
  switch (event.type) {
    case 'callback.dial-asked':
    case 'contact.dial-asked':
      return [draft(event.contactId, { kind: 'dial-member', contactId: event.contactId })]
    case 'callback.ring-stopped':
      return [
        draft(event.contactId, {
          kind: 'end-call',
          contactId: event.contactId,
          callSid: event.memberCallSid,
        }),
      ]
    case 'contact.connecting':
      // A callback's agent comes first; the member is rung when the agent is there.
      if (event.memberCallSid === notDialled) return []
      return [
        draft(event.contactId, {
          kind: 'redirect-member',
          contactId: event.contactId,
          callSid: event.memberCallSid,
          to: 'conference',
        }),
      ]
    case 'contact.waiting':
      // The first time the member is put in the queue by the TwiML reply itself; only a return needs a redirect.
      return event.again
        ? [
            draft(event.contactId, {
              kind: 'redirect-member',
              contactId: event.contactId,
              callSid: event.memberCallSid,
              to: 'queue',
            }),
          ]
        : []
    case 'contact.told-closed':
      return [
        draft(event.contactId, {
          kind: 'tell-closed',
          contactId: event.contactId,
          callSid: event.memberCallSid,
          version: event.version,
        }),
      ]
    case 'contact.held':
      return [
        draft(event.contactId, {
          kind: 'hold-member',
          contactId: event.contactId,
          conferenceSid: event.conferenceSid,
          callSid: event.memberCallSid,
          hear: 'music',
          announce: false,
        }),
      ]
    case 'contact.parked':
      return event.conferenceSid === null || event.inCompany === true
        ? []
        : [
            draft(event.contactId, {
              kind: 'hold-member',
              contactId: event.contactId,
              conferenceSid: event.conferenceSid,
              callSid: event.memberCallSid,
              hear: 'reconnecting',
              announce: event.wasHeld === true,
            }),
          ]
    case 'contact.left-alone':
      return event.conferenceSid === null
        ? []
        : [
            draft(event.contactId, {
              kind: 'hold-member',
              contactId: event.contactId,
              conferenceSid: event.conferenceSid,
              callSid: event.memberCallSid,
              hear: 'reconnecting',
              announce: false,
            }),
          ]
    case 'contact.passed-on':
      return [
        ...event.agentCallSids.map((callSid) =>
          draft(event.contactId, {
            kind: 'end-call',
            contactId: event.contactId,
            callSid,
            // Passed on inside the house, the member is out of the conference by now and nobody is left to be kept.
            ...letGo(event.to === 'outside' ? event.conferenceSid : null),
          }),
        ),
        ...(event.to === 'outside' ? [holdTogether(event.contactId)] : []),
      ]
    case 'contact.second-leg':
    case 'contact.kept-company':
      return [holdTogether(event.contactId)]
    case 'contact.handed-over':
      return [
        draft(event.contactId, {
          kind: 'unhold-member',
          contactId: event.contactId,
          conferenceSid: event.conferenceSid,
          callSid: event.memberCallSid,
        }),
        ...event.agentCallSids.map((callSid) =>
          draft(event.contactId, {
            kind: 'end-call',
            contactId: event.contactId,
            callSid,
            ...letGo(event.conferenceSid),
          }),
        ),
      ]
    case 'guest.asked':
      // Settled before anybody comes: two who talk are not parted because a third goes.
      return [
        holdTogether(event.contactId),
        ...(event.kind === 'outside'
          ? [
              draft(event.contactId, {
                kind: 'ring-guest',
                contactId: event.contactId,
                guestId: event.guestId,
              }),
            ]
          : []),
      ]
    // Passed on to an outside number that answers, it is from here on the one whom the member talks with.
    case 'guest.joined':
      return [holdTogether(event.contactId)]
    case 'guest.gone':
      return [
        // A guest who took the call over stays in it.
        ...(event.callSid === null || event.because === 'took-over'
          ? []
          : [
              draft(event.contactId, {
                kind: 'end-call',
                contactId: event.contactId,
                callSid: event.callSid,
              }),
            ]),
        ...(event.because === 'call-over' ? [] : [holdTogether(event.contactId)]),
      ]
    case 'recording.paused':
    case 'recording.resumed':
      return event.conferenceSid === null
        ? []
        : [
            draft(event.contactId, {
              kind: 'set-recording',
              contactId: event.contactId,
              recordingId: event.recordingId,
              conferenceSid: event.conferenceSid,
            }),
          ]
    case 'recording.refused':
      return [
        ...(event.conferenceSid === null
          ? []
          : [
              draft(`recording:${event.recordingId}`, {
                kind: 'stop-recording' as const,
                recordingSid: event.recordingSid,
                conferenceSid: event.conferenceSid,
              }),
            ]),
        draft(`recording:${event.recordingId}`, {
          kind: 'delete-recording',
          recordingSid: event.recordingSid,
        }),
      ]
    case 'record.erased':
      // Each has a key of its own: what Twilio refuses to delete holds up nothing else.
      return [
        ...event.recordingSids.map((recordingSid) =>
          draft(`erasure:${event.erasureId}:${recordingSid}`, {
            kind: 'delete-recording' as const,
            recordingSid,
          }),
        ),
        ...event.messageSids.map((messageSid) =>
          draft(`erasure:${event.erasureId}:${messageSid}`, { kind: 'delete-message' as const, messageSid }),
        ),
      ]
    case 'voicemail.transcribed':
      return [
        draft(`recording:${event.recordingId}`, {
          kind: 'delete-transcription',
          transcriptionSid: event.transcriptionSid,
        }),
      ]
    case 'guest.muted':
      return [
        draft(event.contactId, {
          kind: 'mute-guest',
          contactId: event.contactId,
          guestId: event.guestId,
          conferenceSid: event.conferenceSid,
          callSid: event.callSid,
        }),
      ]
    // A mode may have changed while the leg was on its way in.
    case 'listening.joined':
    case 'listening.mode-changed':
      return [
        draft(`listening:${event.listeningId}`, {
          kind: 'set-listening',
          contactId: event.contactId,
          listeningId: event.listeningId,
        }),
      ]
    case 'listening.ended':
      return event.callSid === null
        ? []
        : [
            draft(`leg:${event.callSid}`, {
              kind: 'end-call',
              contactId: event.contactId,
              callSid: event.callSid,
            }),
          ]
    case 'contact.resumed':
    case 'contact.rejoined':
      return [
        draft(event.contactId, {
          kind: 'unhold-member',
          contactId: event.contactId,
          conferenceSid: event.conferenceSid,
          callSid: event.memberCallSid,
        }),
        // An outside number may have kept the member company meanwhile.
        ...(event.type === 'contact.rejoined' ? [holdTogether(event.contactId)] : []),
      ]
    case 'contact.hang-up-asked':
      if (event.memberCallSid === notDialled) return []
      return event.conferenceSid === null
        ? [
            draft(event.contactId, {
              kind: 'end-call',
              contactId: event.contactId,
              callSid: event.memberCallSid,
            }),
          ]
        : [
            draft(event.contactId, {
              kind: 'end-conference',
              contactId: event.contactId,
              conferenceSid: event.conferenceSid,
            }),
            draft(event.contactId, {
              kind: 'end-call',
              contactId: event.contactId,
              callSid: event.memberCallSid,
            }),
          ]
    case 'contact.ended':
      return event.conferenceSid === null
        ? []
        : [
            draft(event.contactId, {
              kind: 'end-conference',
              contactId: event.contactId,
              conferenceSid: event.conferenceSid,
            }),
          ]
    case 'contact.stray-leg':
      return [
        // A key of its own: nothing that is still to be done for the member waits for it.
        draft(`leg:${event.callSid}`, {
          kind: 'end-call',
          contactId: event.contactId,
          callSid: event.callSid,
          ...letGo(event.conferenceSid),
        }),
      ]
    case 'alert.raised':
      return [
        draft(`alert:${event.alertId}`, {
          kind: 'text-duty',
          alertId: event.alertId,
          raisingId: event.raisingId,
        }),
      ]
    case 'duty.changed':
      return event.personId === null
        ? []
        : [draft('duty', { kind: 'text-new-duty', personId: event.personId })]
    case 'message.queued':
      return [
        draft(event.threadId, { kind: 'send-text', threadId: event.threadId, messageId: event.messageId }),
      ]
    case 'message.received':
      return event.media.length === 0
        ? []
        : [
            draft(`pictures:${event.messageId}`, {
              kind: 'fetch-pictures',
              threadId: event.threadId,
              messageId: event.messageId,
              media: event.media,
            }),
          ]
    default:
      return []
  }
}

const holdTogether = (contactId: string): EffectDraft =>
  draft(contactId, { kind: 'hold-together', contactId })
const letGo = (conferenceSid: string | null | undefined) => (conferenceSid ? { conferenceSid } : {})
const draft = (orderKey: string, effect: Effect): EffectDraft => ({ orderKey, effect })
