/**
 * Everything that can have happened: facts in the past tense, appended to the event log in the transaction that made
 * them true. The log is audit trail, outbox (effects.ts) and socket stream (worker/relay.ts) at once.
 * No name, number or text of a member stands in an event: ids only.
 */

import type { CasePersonRole } from './case-people.ts'
import type { CaseTypeSettings } from './case-types/case-type.ts'
import type { EligibilityReason, Support } from './eligibility/eligibility-rules.ts'
import type { WayOfContact } from './hand-logged.ts'
import type { AnswerSettings } from './knowledge.ts'
import type { LineChange } from './line-changes.ts'
import type { LineSettings, QueueSettings } from './line-checks.ts'
import type { OpeningHours } from './opening-hours.ts'
import type { PersonSettings } from './person.ts'
import type { PlacementEnd, PlacementWay } from './placement.ts'
import type {
  AlertRule,
  AlertText,
  AttemptOutcome,
  Availability,
  CancelReason,
  ContactResult,
  EndedBy,
  GuestGone,
  ListeningEnd,
  ListeningMode,
  ListeningWhy,
  MessageStatus,
} from './records.ts'
import type { ReferralState } from './referrals/referral.ts'
import type { RetentionKind } from './retention/retention.ts'
import type { ContactWay, OverriddenBecause } from './safe-contact.ts'
import type { Standing } from './sealed-case.ts'
import type { CaseWatch } from './targets/case-watch.ts'
import type { TermsChannel } from './terms.ts'
import type { TemplateSettings } from './text-template.ts'
import type { TriageBand } from './triage.ts'
import type { Fact, VerificationLevel, VerifiedHow } from './verification.ts'

export type DomainEvent =
  /** `level`: what the number alone tells of who it is; missing: nothing. */
  | {
      type: 'contact.started'
      contactId: string
      lineId: string
      channel: 'voice' | 'sms'
      level?: VerificationLevel
    }
  /** Who it is was asked (verification.ts). What was said is never kept. */
  | { type: 'contact.verification-begun'; contactId: string; memberId: string }
  | {
      type: 'contact.verification-answered'
      contactId: string
      memberId: string
      fact: Fact
      isRight: boolean
    }
  | { type: 'contact.verification-locked'; contactId: string; memberId: string }
  /** A membership number that we know was keyed in. */
  | { type: 'contact.number-keyed'; contactId: string; memberId: string }
  | {
      type: 'contact.verified'
      contactId: string
      memberId: string
      level: VerificationLevel
      how: VerifiedHow
    }
  | { type: 'contact.need-chosen'; contactId: string; need: string }
  | { type: 'contact.recording-refused'; contactId: string }
  | { type: 'contact.text-relay-noted'; contactId: string; memberId: string | null }
  | {
      type: 'contact.waiting'
      contactId: string
      queueId: string /** true when it was already served once and comes back to the head. */
      again: boolean
      memberCallSid: string
    }
  /** A supervisor moved somebody who waits; `why` is their words about the order, never about the member. */
  | {
      type: 'contact.moved-in-queue'
      contactId: string
      personId: string
      from: { queueId: string | null; priority: number }
      to: { queueId: string; priority: number }
      why: string
    }
  /** A supervisor found that nobody is on the line any more, and closed the contact. */
  | { type: 'contact.recovered'; contactId: string; personId: string }
  /** An agent shown as busy was busy with nothing, and was set free by a supervisor. */
  | { type: 'presence.recovered'; personId: string; byId: string }
  | { type: 'contact.connecting'; contactId: string; personId: string; memberCallSid: string }
  | { type: 'contact.connected'; contactId: string; personId: string }
  | { type: 'contact.held'; contactId: string; conferenceSid: string; memberCallSid: string }
  | { type: 'contact.resumed'; contactId: string; conferenceSid: string; memberCallSid: string }
  | {
      type: 'contact.parked'
      contactId: string
      personId: string
      conferenceSid: string | null
      memberCallSid: string
      /** They were on hold already: the words must be said over the music. */
      wasHeld?: boolean
      /** They go on talking with an outside number: nothing is to be said. */
      inCompany?: boolean
    }
  | {
      type: 'contact.rejoined'
      contactId: string
      personId: string
      conferenceSid: string
      memberCallSid: string
    }
  | {
      type: 'contact.hang-up-asked'
      contactId: string
      personId: string
      conferenceSid: string | null
      memberCallSid: string
    }
  | {
      type: 'contact.ended'
      contactId: string
      result: ContactResult
      endedBy: EndedBy
      conferenceSid: string | null
    }
  /** Twilio has done what was asked of this call: held its member, or paused its recording. */
  | { type: 'contact.confirmed'; contactId: string }
  /** Twilio refused for good what was asked of this call: it is as it was before, and its agent is told. */
  | { type: 'contact.not-done'; contactId: string }
  /** An agent's leg came into the conference of a call that is over, or no longer theirs. */
  | { type: 'contact.stray-leg'; contactId: string; callSid: string; conferenceSid?: string }
  /** An agent's leg came in while another of theirs is still there: the older one may be lost any moment. */
  | { type: 'contact.second-leg'; contactId: string; callSid: string }
  /** The agent's phone is lost, and an outside number goes on talking with the member. */
  | { type: 'contact.kept-company'; contactId: string }
  /** The outside number that kept a parked member company is gone: nobody is with them. */
  | { type: 'contact.left-alone'; contactId: string; conferenceSid: string | null; memberCallSid: string }
  /** An agent rings somebody; `isOverride`: although the number is marked. */
  | { type: 'contact.dialled'; contactId: string; personId: string; isOverride: boolean }
  | { type: 'contact.dial-asked'; contactId: string }
  | { type: 'contact.quality-noted'; contactId: string }
  /** A person contacted this number against its member's wish; why stands in contact_overrides. */
  | {
      type: 'number.rule-overridden'
      phoneId: string
      memberId: string | null
      personId: string
      way: ContactWay
      because: OverriddenBecause
    }
  | { type: 'member.safe-contact-changed'; memberId: string }
  | { type: 'member.text-relay-noted'; memberId: string; isRelay: boolean }
  | { type: 'member.needs-changed'; memberId: string }
  /** `memberId` is the one that stays. */
  | { type: 'member.merged' | 'member.merge-undone'; mergeId: string; memberId: string; otherId: string }
  /** Who stands where, or is away; null: a file of them. */
  | { type: 'cover.changed'; postId: string | null }
  | {
      type: 'member.authority-given' | 'member.authority-renewed' | 'member.authority-withdrawn'
      authorityId: string
      memberId: string
      caseId: string | null
    }
  /** Who is on the line for the member; null: the member. */
  | {
      type: 'contact.speaker-noted'
      contactId: string
      memberId: string | null
      authorityId: string | null
    }
  /** Something the membership system says is wrong: a task on this case. */
  | { type: 'member.correction-reported'; memberId: string; caseId: string }
  | { type: 'number.marked-unsafe' | 'number.marked-safe'; phoneId: string; memberId: string }
  /** Cold: to a queue's head, to one colleague or to an outside number; `agentCallSids` are the legs that are to go. */
  | {
      type: 'contact.passed-on'
      contactId: string
      personId: string
      to: 'queue' | 'colleague' | 'outside'
      toId: string
      /** Where the legs are that are to go; missing in events of before November 2026. */
      conferenceSid?: string | null
      agentCallSids: string[]
    }
  /** A colleague who was in the call has it now. */
  | {
      type: 'contact.handed-over'
      contactId: string
      personId: string
      toPersonId: string
      conferenceSid: string
      memberCallSid: string
      agentCallSids: string[]
    }
  | {
      type: 'guest.asked'
      contactId: string
      guestId: string
      personId: string
      kind: 'colleague' | 'outside'
    }
  | { type: 'guest.answered'; contactId: string; guestId: string }
  | { type: 'guest.joined'; contactId: string; guestId: string }
  | { type: 'guest.gone'; contactId: string; guestId: string; because: GuestGone; callSid: string | null }
  | {
      type: 'guest.muted'
      contactId: string
      guestId: string
      conferenceSid: string
      callSid: string
      muted: boolean
    }
  /** A supervisor is in a colleague's call, and the colleague's phone says so from this event on. */
  | {
      type: 'listening.started'
      listeningId: string
      contactId: string
      personId: string
      agentId: string
      mode: ListeningMode
      why: ListeningWhy
    }
  | {
      type: 'listening.mode-changed'
      listeningId: string
      contactId: string
      personId: string
      agentId: string
      mode: ListeningMode
    }
  | { type: 'listening.joined'; listeningId: string; contactId: string; personId: string; agentId: string }
  | {
      type: 'listening.ended'
      listeningId: string
      contactId: string
      personId: string
      agentId: string
      because: ListeningEnd
      callSid: string | null
    }
  /** Alerts (alerts.ts): `queueId` null is the whole centre; `raisingId` is this time that it was raised. */
  | { type: 'alert.raised'; alertId: string; raisingId: string; rule: AlertRule; queueId: string | null }
  | { type: 'alert.acknowledged'; alertId: string; raisingId: string; personId: string }
  | { type: 'alert.cleared'; alertId: string; raisingId: string }
  | {
      type: 'alert.texted'
      alertId: string
      raisingId: string
      personId: string | null
      result: AlertText['state']
    }
  /** A supervisor put somebody on a queue, or took them off it, for a while (placement.ts). The reason is in its row. */
  | {
      type: 'person.placed'
      placementId: string
      personId: string
      queueId: string
      way: PlacementWay
      until: string | null
      byId: string
    }
  | {
      type: 'person.placement-ended'
      placementId: string
      personId: string
      queueId: string
      way: PlacementWay
      because: PlacementEnd
      byId: string | null
    }
  /** Who gets the texts of alerts from now on; null: nobody. */
  | { type: 'duty.changed'; personId: string | null; before: string | null }
  | { type: 'contact.handled'; contactId: string; personId: string }
  | { type: 'contact.member-identified'; contactId: string; memberId: string }
  | {
      type: 'contact.case-linked'
      contactId: string
      caseId: string
      previousCaseId: string | null
      rule: string
    }
  | { type: 'contact.notes-saved'; contactId: string }
  | {
      type: 'recording.paused' | 'recording.resumed'
      contactId: string
      recordingId: string
      conferenceSid: string | null
    }
  /** The caller was found to be a member who wants no recordings: it stops, and what was taken is deleted. */
  | {
      type: 'recording.refused'
      contactId: string
      recordingId: string
      recordingSid: string
      /** Null when it was no longer being made. */
      conferenceSid: string | null
    }
  | { type: 'recording.changed'; contactId: string; recordingId: string }
  | { type: 'offer.made'; offerId: string; contactId: string; personId: string }
  | { type: 'offer.accepted'; offerId: string; contactId: string; personId: string }
  | { type: 'offer.declined'; offerId: string; contactId: string; personId: string }
  | { type: 'offer.expired'; offerId: string; contactId: string; personId: string }
  | { type: 'offer.withdrawn'; offerId: string; contactId: string; personId: string }
  | { type: 'presence.changed'; personId: string; choice: Availability }
  | {
      type: 'message.received'
      contactId: string
      threadId: string
      messageId: string
      media: { url: string; contentType: string }[]
    }
  | { type: 'message.queued'; contactId: string | null; threadId: string; messageId: string }
  | { type: 'message.noted'; contactId: string | null; threadId: string; messageId: string }
  | {
      type: 'message.status-changed'
      contactId: string | null
      threadId: string
      messageId: string
      status: MessageStatus
    }
  | { type: 'message.pictures-kept'; threadId: string; messageId: string }
  | { type: 'number.opted-out'; threadId: string; phoneId: string }
  | { type: 'number.opted-in'; threadId: string; phoneId: string }
  | { type: 'thread.changed'; threadId: string }
  | { type: 'case.opened'; caseId: string; contactId: string | null }
  /** Of a case, or of a member with all that is theirs. */
  | {
      type: 'retention.changed'
      kind: RetentionKind
      daysBefore: number | null
      days: number | null
      byItself: boolean
    }
  | { type: 'retention.proposed'; erasureId: string; kind: RetentionKind; records: number }
  | { type: 'retention.approved'; erasureId: string; kind: RetentionKind; byItself: boolean }
  /** Its words are gone here; what Twilio has of it is to go. */
  | {
      type: 'record.erased'
      erasureId: string
      kind: RetentionKind
      recordId: string
      recordingSids: string[]
      messageSids: string[]
    }
  | { type: 'retention.done'; erasureId: string; kind: RetentionKind; seal: string }
  /** `sha256`: its signature; what was advised stands in no event. */
  | { type: 'advice.logged' | 'advice.changed'; caseId: string; adviceId: string; sha256: string }
  | {
      type: 'view.saved' | 'view.changed' | 'view.removed'
      viewId: string
    }
  | { type: 'cohort-text.sent' | 'cohort-text.stopped' | 'cohort-text.moved'; cohortId: string }
  | { type: 'case.people-changed'; caseId: string; personId: string; role: CasePersonRole | null }
  | { type: 'case.seen'; caseId: string; personId: string }
  | { type: 'case.triaged'; caseId: string; band: TriageBand | null }
  | {
      type: 'case.handed-over' | 'case.hand-over-accepted' | 'case.hand-over-returned'
      caseId: string
      handOverId: string
      fromId: string
      toId: string
    }
  | { type: 'terms.published'; termsId: string; number: number }
  | {
      type: 'terms.asked' | 'terms.accepted' | 'terms.declined'
      caseId: string
      answerId: string
      termsId: string
      channel: TermsChannel
    }
  /** `caseId` took everything of `fromCaseId`, or gave it back. */
  | {
      type: 'case.merged' | 'case.unmerged'
      caseId: string
      fromCaseId: string
      moveId: string
      contactIds: string[]
    }
  | { type: 'case.split'; caseId: string; intoCaseId: string; moveId: string; contactIds: string[] }
  | { type: 'group.opened'; caseId: string }
  /** `caseIds`: their sub-files. */
  | { type: 'group.members-added'; caseId: string; caseIds: string[] }
  | { type: 'hold.placed' | 'hold.lifted'; holdId: string; caseId: string | null; memberId: string | null }
  | { type: 'case.changed'; caseId: string; contactId?: string }
  /** `at` of the event is when it was written down. */
  | {
      type: 'case.contact-logged'
      caseId: string
      caseEventId: string
      way: WayOfContact
      happenedAt: string
    }
  | { type: 'case.closed'; caseId: string }
  | { type: 'case.reopened'; caseId: string; contactId: string | null }
  | {
      type: 'case.eligibility-assessed'
      caseId: string
      support: Support
      reason: EligibilityReason
      ruleId: string
    }
  /** What it said before and says now stands in the history of the case. `key`: of the part in its type. */
  | {
      type: 'case.sheet-changed'
      caseId: string
      part: 'type' | 'stage' | 'answer' | 'document'
      key: string
    }
  /** The branch allows more, or less, than the rule. */
  | { type: 'case.support-decided'; caseId: string; personId: string; support: Support }
  /** Somebody who is no member yet wants to hear from an organiser. */
  | {
      type: 'lead.opened'
      leadId: string
      contactId: string
      caseId: string
      organiserId: string | null
    }
  | { type: 'lead.settled'; leadId: string; contactId: string; caseId: string; as: 'joined' | 'not-now' }
  | { type: 'follow-up.added'; caseId: string; followUpId: string }
  | { type: 'follow-up.changed'; caseId: string; followUpId: string }
  | { type: 'deadline.proposed'; caseId: string; deadlineId: string }
  | { type: 'deadline.confirmed'; caseId: string; deadlineId: string }
  /** `waits`: a confirmed date, and a second person must accept it. */
  | { type: 'deadline.changed'; caseId: string; deadlineId: string; waits: boolean }
  | { type: 'deadline.change-decided'; caseId: string; deadlineId: string; accepted: boolean }
  | { type: 'deadline.reopened'; caseId: string; deadlineId: string; was: string }
  | { type: 'deadline.reopening-decided'; caseId: string; deadlineId: string; accepted: boolean }
  | { type: 'deadline.postponement-asked'; caseId: string; deadlineId: string; requestId: string }
  | { type: 'deadline.postponement-sent'; caseId: string; deadlineId: string; requestId: string }
  | { type: 'deadline.settled'; caseId: string; deadlineId: string; as: 'met' | 'missed' | 'waived' }
  /** It left the house as a file. Why stands on its timeline. */
  | { type: 'case.exported'; caseId: string; personId: string; as: 'pdf' }
  | { type: 'document.added'; caseId: string; documentId: string; number: number; sha256: string }
  | { type: 'document.changed'; caseId: string; documentId: string }
  | { type: 'document.removed'; caseId: string; documentId: string }
  | { type: 'document.put-back'; caseId: string; documentId: string }
  /** Its bytes are gone, for so long after it was removed. */
  | { type: 'document.erased'; caseId: string; documentId: string }
  | {
      type:
        | 'case.sealed'
        | 'case.unsealed' /** Asked for by somebody who may not know it, who was told it is not there. */
        | 'case.kept-hidden'
      caseId: string
      personId: string
    }
  | {
      type: 'case.standing-changed'
      caseId: string
      personId: string
      before: Standing | null
      after: Standing | null
    }
  /** Opened for an hour by somebody who may not know it, or that hour over, or looked at by data protection. */
  | {
      type: 'case.glass-broken' | 'case.glass-ended' | 'case.opening-seen'
      caseId: string
      personId: string
      openingId: string
    }
  | {
      type: 'target.started' | 'target.paused' | 'target.resumed' | 'target.met' | 'target.stopped'
      caseId: string
      targetId: string
    }
  /** It is late, and the next one in turn was told; `personId` null: that post is empty, so the next was. */
  | {
      type: 'target.escalated'
      caseId: string
      targetId: string
      to: 'owner' | 'lead' | 'official'
      personId: string | null
    }
  /** A case with a live legal date had no owner who is here, and was given to somebody. */
  | { type: 'case.guarded'; caseId: string; personId: string; before: string | null }
  | { type: 'case-type.added' | 'case-type.restored'; typeId: string; after: CaseTypeSettings }
  | { type: 'case-type.changed'; typeId: string; before: CaseTypeSettings; after: CaseTypeSettings }
  | { type: 'case-type.retired'; typeId: string; before: CaseTypeSettings }
  | { type: 'template.added' | 'template.restored'; templateId: string; after: TemplateSettings }
  | { type: 'template.changed'; templateId: string; before: TemplateSettings; after: TemplateSettings }
  | { type: 'answer.added' | 'answer.restored'; answerId: string; after: AnswerSettings }
  | { type: 'answer.changed'; answerId: string; before: AnswerSettings; after: AnswerSettings }
  | { type: 'answer.removed'; answerId: string; before: AnswerSettings }
  | { type: 'template.removed'; templateId: string; before: TemplateSettings }
  /** A case went to a branch, was answered or not, or came back. */
  | {
      type: 'referral.moved'
      caseId: string
      referralId: string
      branchId: string
      to: ReferralState
    }
  /** Somebody at the centre has what came back. */
  | { type: 'referral.taken'; caseId: string; referralId: string }
  | { type: 'branch.people-changed'; branchId: string; before: string[]; after: string[] }
  | { type: 'watch.changed'; before: WatchSettings; after: WatchSettings }
  /** A member asked for what we hold about them. What was decided about each passage stands beside the request. */
  | {
      type: `access-request.${'opened' | 'paused' | 'gone-on' | 'extended' | 'given'}`
      requestId: string
      memberId: string
    }
  | { type: 'person.signed-in'; personId: string }
  | { type: 'person.signed-out'; personId: string }
  | { type: 'recording.listened'; contactId: string; recordingId: string; personId: string }
  /** Somebody saw a record, or searched (what for is a member's name, and not kept). Ids that do not apply are null. */
  | {
      type: 'record.read'
      what:
        | 'member'
        | 'case'
        | 'contact'
        | 'conversation'
        | 'transcript'
        | 'search'
        | 'import-rows'
        | 'audit'
        | 'document'
        | 'access-request'
      personId: string
      memberId: string | null
      caseId: string | null
      contactId: string | null
      threadId: string | null
      recordingId: string | null
      /** Of a document: which, and which version of it. */
      documentId?: string
      versionId?: string
    }
  | { type: 'wall.opened'; personId: string }
  /** The line was closed by hand while this caller waited: they are told, and leave the queue. */
  | { type: 'contact.told-closed'; contactId: string; lineId: string; memberCallSid: string; version: number }
  /** Settings keep what was and what is: the history and putting back are read from here. */
  | { type: 'line.added'; lineId: string; line: LineSettings; hours: OpeningHours }
  | ({ type: 'line.changed'; lineId: string } & LineChange)
  | { type: 'line.menu-drafted'; lineId: string }
  | { type: 'line.closed-now'; lineId: string; reason: string; message: string; reopensAt: string }
  | { type: 'line.reopened'; lineId: string; by: 'person' | 'clock' }
  /** `replacedBy`: the line that answers its number now; null: the number was given up. */
  | { type: 'line.removed'; lineId: string; before: LineSettings; replacedBy: string | null }
  | { type: 'line.restored'; lineId: string; after: LineSettings }
  | { type: 'queue.added'; queueId: string; after: QueueSettings }
  | { type: 'queue.changed'; queueId: string; before: QueueSettings; after: QueueSettings }
  | { type: 'queue.removed'; queueId: string; before: QueueSettings }
  | { type: 'queue.restored'; queueId: string; after: QueueSettings }
  | { type: 'queue.ordered'; queueIds: string[]; before: string[] }
  | { type: 'person.added'; personId: string; after: PersonSettings }
  | { type: 'person.changed'; personId: string; before: PersonSettings; after: PersonSettings }
  /** `toId`: who has their cases and promises now. */
  | { type: 'person.left'; personId: string; toId: string | null }
  | { type: 'person.returned'; personId: string }
  /** They were signed out everywhere, and sign in with a one-time password to choose another. */
  | { type: 'person.sign-in-reset'; personId: string }
  | { type: 'person.password-chosen'; personId: string }
  | { type: 'member.missed-call-text'; memberId: string; phoneId: string; isWanted: boolean }
  /** The members' file was read, and what came of its report. Counts only. */
  | ({ type: 'members.import-started' } & ImportCounts)
  | ({ type: 'members.import-ready' } & ImportCounts)
  | ({ type: 'members.import-failed' } & ImportCounts)
  | ({ type: 'members.import-discarded' } & ImportCounts)
  | ({ type: 'members.import-applying' } & ImportCounts)
  | ({ type: 'members.import-applied' } & ImportCounts)
  /** Rows that were refused left the house as a file. */
  | { type: 'members.refused-rows-taken'; importId: string; personId: string }
  | { type: 'voicemail.taken'; contactId: string; personId: string }
  /** Twilio's machine wrote it down, or could not; its own copy is to be deleted. */
  | { type: 'voicemail.transcribed'; contactId: string; recordingId: string; transcriptionSid: string }
  | { type: 'voicemail.given-back'; contactId: string; personId: string }
  /** A missed call that needs no calling back any more: its caller was spoken with since. */
  | { type: 'contact.reached-since'; contactId: string }
  /** `contactId`: the call it was asked for in; below it is the attempt. */
  | { type: 'callback.promised'; callbackId: string; contactId: string; caseId: string | null }
  | { type: 'callback.due'; callbackId: string; contactId: string }
  | { type: 'callback.set-back'; callbackId: string; contactId: string | null; dueAt: string }
  | { type: 'callback.dial-asked'; callbackId: string; contactId: string }
  | { type: 'callback.ring-stopped'; contactId: string; memberCallSid: string }
  | { type: 'callback.machine-heard'; callbackId: string; contactId: string }
  | { type: 'callback.attempted'; callbackId: string; contactId: string; outcome: AttemptOutcome }
  | { type: 'callback.reached'; callbackId: string; contactId: string; caseId: string | null }
  | { type: 'callback.not-reached'; callbackId: string; contactId: string; caseId: string | null }
  | {
      type: 'callback.cancelled'
      callbackId: string
      contactId: string | null
      caseId: string | null
      reason: CancelReason
    }

type WatchSettings = Pick<CaseWatch, 'leadId' | 'officialId' | 'hours' | 'stepMinutes'>

interface ImportCounts {
  importId: string
  fresh: number
  changed: number
  kept: number
  gone: number
  refused: number
}

export type EventType = DomainEvent['type']
