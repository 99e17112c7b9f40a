/**
 * What an event means for screens: one exhaustive table from facts to "this is no longer what you show". Pure; a batch
 * of events becomes one piece of news, so that ten events of one call refresh it once.
 */
import type { Happened } from './relay.ts'

export interface News {
  /** People whose phone view changed. */
  phones: Set<string>
  contacts: Set<string>
  threads: Set<string>
  cases: Set<string>
  members: Set<string>
  /** Messages to append or replace, each with its thread. */
  messages: Map<string, string>
  /** Lines, menus or queues changed. */
  isSettingsChanged: boolean
  /** Lists of work to be done changed. */
  isWorkChanged: boolean
  /** Alerts, or who is on duty, changed. */
  isAlertsChanged: boolean
  /** The list of callbacks changed. */
  isCallbacksChanged: boolean
  /** Who may know which case changed. */
  areSealsChanged: boolean
}

export const newsOf = (happened: readonly Happened[]): News => {
  const news: News = {
    phones: new Set(),
    contacts: new Set(),
    threads: new Set(),
    cases: new Set(),
    members: new Set(),
    messages: new Map(),
    isSettingsChanged: false,
    isWorkChanged: false,
    isAlertsChanged: false,
    isCallbacksChanged: false,
    areSealsChanged: false,
  }
  for (const { event } of happened) add(news, event)
  return news
}

const add = (news: News, event: Happened['event']): void => {
  switch (event.type) {
    case 'contact.connecting':
    case 'contact.connected':
    case 'contact.parked':
    case 'contact.rejoined':
    case 'contact.hang-up-asked':
      news.contacts.add(event.contactId)
      news.phones.add(event.personId)
      return
    case 'contact.started':
    case 'contact.need-chosen':
    case 'contact.recording-refused':
    case 'contact.told-closed':
    case 'contact.confirmed':
    case 'contact.not-done':
    case 'contact.waiting':
    case 'contact.moved-in-queue':
    case 'contact.recovered':
    case 'contact.held':
    case 'contact.kept-company':
    case 'contact.left-alone':
    case 'contact.resumed':
    case 'contact.notes-saved':
    case 'recording.changed':
    case 'recording.refused':
    case 'voicemail.transcribed':
    case 'recording.listened':
    case 'recording.paused':
    case 'recording.resumed':
      news.contacts.add(event.contactId)
      return
    case 'listening.started':
    case 'listening.mode-changed':
    case 'listening.joined':
    case 'listening.ended':
      news.contacts.add(event.contactId)
      news.phones.add(event.personId)
      news.phones.add(event.agentId)
      return
    case 'guest.asked':
    case 'guest.answered':
    case 'guest.joined':
    case 'guest.gone':
    case 'guest.muted':
      news.contacts.add(event.contactId)
      return
    case 'contact.dial-asked':
    case 'contact.quality-noted':
      news.contacts.add(event.contactId)
      return
    case 'number.marked-unsafe':
    case 'number.marked-safe':
      news.members.add(event.memberId)
      return
    case 'contact.dialled':
    case 'contact.passed-on':
      news.contacts.add(event.contactId)
      news.phones.add(event.personId)
      return
    case 'contact.handed-over':
      news.contacts.add(event.contactId)
      news.phones.add(event.personId)
      news.phones.add(event.toPersonId)
      return
    case 'contact.ended':
      news.contacts.add(event.contactId)
      news.isWorkChanged = true
      return
    case 'contact.handled':
      news.contacts.add(event.contactId)
      news.phones.add(event.personId)
      news.isWorkChanged = true
      return
    case 'contact.text-relay-noted':
      news.contacts.add(event.contactId)
      if (event.memberId !== null) news.members.add(event.memberId)
      return
    case 'member.merged':
    case 'member.merge-undone':
      news.members.add(event.memberId)
      news.members.add(event.otherId)
      news.isWorkChanged = true
      return
    case 'contact.speaker-noted':
      news.contacts.add(event.contactId)
      if (event.memberId !== null) news.members.add(event.memberId)
      return
    case 'record.erased':
      if (event.kind === 'cases') news.cases.add(event.recordId)
      if (event.kind === 'contacts') news.contacts.add(event.recordId)
      return
    case 'case.handed-over':
    case 'case.hand-over-accepted':
    case 'case.hand-over-returned':
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'cohort-text.sent':
    case 'cohort-text.stopped':
    case 'cohort-text.moved':
      news.isWorkChanged = true
      return
    case 'case.people-changed':
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'case.seen':
      news.isWorkChanged = true
      return
    case 'case.triaged':
    case 'terms.asked':
    case 'terms.accepted':
    case 'terms.declined':
    case 'advice.logged':
    case 'advice.changed':
      news.cases.add(event.caseId)
      return
    case 'case.merged':
    case 'case.unmerged':
    case 'case.split':
      news.cases.add(event.caseId)
      news.cases.add(event.type === 'case.split' ? event.intoCaseId : event.fromCaseId)
      for (const contactId of event.contactIds) news.contacts.add(contactId)
      news.isWorkChanged = true
      return
    case 'hold.placed':
    case 'hold.lifted':
      if (event.caseId !== null) news.cases.add(event.caseId)
      if (event.memberId !== null) news.members.add(event.memberId)
      return
    case 'lead.opened':
    case 'lead.settled':
      news.contacts.add(event.contactId)
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'contact.verification-begun':
    case 'contact.verification-answered':
    case 'contact.verification-locked':
    case 'contact.number-keyed':
    case 'contact.verified':
      news.contacts.add(event.contactId)
      // While they are on the line the page of this member shows more, or less.
      news.members.add(event.memberId)
      return
    case 'contact.member-identified':
      news.contacts.add(event.contactId)
      news.members.add(event.memberId)
      news.isWorkChanged = true
      return
    case 'contact.case-linked':
      news.contacts.add(event.contactId)
      news.cases.add(event.caseId)
      if (event.previousCaseId !== null) news.cases.add(event.previousCaseId)
      news.isWorkChanged = true
      return
    case 'offer.made':
    case 'offer.accepted':
    case 'offer.declined':
    case 'offer.expired':
    case 'offer.withdrawn':
      news.phones.add(event.personId)
      news.contacts.add(event.contactId)
      return
    case 'presence.changed':
    case 'presence.recovered':
      news.phones.add(event.personId)
      return
    case 'message.received':
    case 'message.queued':
      news.messages.set(event.messageId, event.threadId)
      news.threads.add(event.threadId)
      if (event.contactId !== null) news.contacts.add(event.contactId)
      news.isWorkChanged = true
      return
    case 'message.noted':
      news.messages.set(event.messageId, event.threadId)
      if (event.contactId !== null) news.contacts.add(event.contactId)
      return
    case 'message.status-changed':
      news.messages.set(event.messageId, event.threadId)
      if (event.status === 'failed' || event.status === 'undelivered') news.isWorkChanged = true
      return
    case 'message.pictures-kept':
      news.messages.set(event.messageId, event.threadId)
      return
    case 'number.opted-out':
    case 'number.opted-in':
    case 'thread.changed':
      news.threads.add(event.threadId)
      news.isWorkChanged = true
      return
    case 'target.started':
    case 'target.paused':
    case 'target.resumed':
    case 'target.met':
    case 'target.stopped':
    case 'target.escalated':
    case 'case.guarded':
    case 'referral.moved':
    case 'referral.taken':
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'case.sealed':
    case 'case.unsealed':
    case 'case.standing-changed':
    case 'case.glass-broken':
    case 'case.glass-ended':
    case 'case.opening-seen':
      news.cases.add(event.caseId)
      news.areSealsChanged = true
      return
    case 'watch.changed':
      news.isAlertsChanged = true
      return
    case 'case.exported':
    case 'document.added':
    case 'document.changed':
    case 'document.removed':
    case 'document.put-back':
    case 'document.erased':
    case 'deadline.proposed':
    case 'deadline.confirmed':
    case 'deadline.changed':
    case 'deadline.change-decided':
    case 'deadline.settled':
    case 'deadline.reopened':
    case 'deadline.reopening-decided':
    case 'deadline.postponement-asked':
    case 'deadline.postponement-sent':
    case 'group.opened':
    case 'group.members-added':
    case 'case.opened':
    case 'case.eligibility-assessed':
    case 'case.support-decided':
    case 'case.sheet-changed':
    case 'case.changed':
    case 'case.contact-logged':
    case 'case.closed':
    case 'case.reopened':
      news.cases.add(event.caseId)
      return
    case 'follow-up.added':
    case 'follow-up.changed':
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'alert.raised':
    case 'alert.acknowledged':
    case 'alert.cleared':
    case 'alert.texted':
    case 'duty.changed':
      news.isAlertsChanged = true
      return
    case 'line.added':
    case 'line.changed':
    case 'line.menu-drafted':
    case 'line.closed-now':
    case 'line.reopened':
    case 'line.removed':
    case 'line.restored':
    case 'queue.added':
    case 'queue.changed':
    case 'queue.removed':
    case 'queue.restored':
    case 'queue.ordered':
    case 'answer.added':
    case 'answer.changed':
    case 'answer.removed':
    case 'answer.restored':
    case 'case-type.added':
    case 'case-type.changed':
    case 'case-type.retired':
    case 'case-type.restored':
    case 'template.added':
    case 'template.changed':
    case 'template.removed':
    case 'template.restored':
      news.isSettingsChanged = true
      return
    case 'person.placed':
    case 'person.placement-ended':
      news.phones.add(event.personId)
      return
    case 'branch.people-changed':
    case 'person.added':
    case 'person.changed':
    case 'person.left':
    case 'person.returned':
    case 'person.sign-in-reset':
      news.isSettingsChanged = true
      return
    case 'cover.changed':
    case 'members.import-started':
    case 'members.import-ready':
    case 'members.import-failed':
    case 'members.import-discarded':
    case 'members.import-applying':
    case 'members.import-applied':
    case 'person.password-chosen':
      news.isSettingsChanged = true
      return
    case 'member.correction-reported':
      news.members.add(event.memberId)
      news.cases.add(event.caseId)
      news.isWorkChanged = true
      return
    case 'number.rule-overridden':
      if (event.memberId !== null) news.members.add(event.memberId)
      return
    case 'member.safe-contact-changed':
    case 'member.text-relay-noted':
    case 'member.needs-changed':
    case 'member.authority-given':
    case 'member.authority-renewed':
    case 'member.authority-withdrawn':
    case 'member.missed-call-text':
      news.members.add(event.memberId)
      return
    case 'voicemail.taken':
    case 'voicemail.given-back':
    case 'contact.reached-since':
      news.contacts.add(event.contactId)
      news.isWorkChanged = true
      return
    case 'callback.promised':
    case 'callback.due':
    case 'callback.set-back':
    case 'callback.dial-asked':
    case 'callback.machine-heard':
    case 'callback.attempted':
      if (event.contactId !== null) news.contacts.add(event.contactId)
      news.isCallbacksChanged = true
      return
    case 'callback.reached':
    case 'callback.not-reached':
    case 'callback.cancelled':
      if (event.contactId !== null) news.contacts.add(event.contactId)
      if (event.caseId !== null) news.cases.add(event.caseId)
      news.isCallbacksChanged = true
      return
    case 'case.kept-hidden':
    case 'terms.published':
    case 'view.saved':
    case 'view.changed':
    case 'view.removed':
    case 'retention.changed':
    case 'retention.proposed':
    case 'retention.approved':
    case 'retention.done':
    case 'access-request.opened':
    case 'access-request.paused':
    case 'access-request.gone-on':
    case 'access-request.extended':
    case 'access-request.given':
    case 'members.refused-rows-taken':
    case 'callback.ring-stopped':
    case 'record.read':
    case 'contact.stray-leg':
    case 'contact.second-leg':
    case 'person.signed-in':
    case 'person.signed-out':
    case 'wall.opened':
      return
    default:
      event satisfies never
  }
}
