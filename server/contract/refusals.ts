/**
 * Every "no" the product can say, with its HTTP status and the words a person reads.
 * A refusal is expected and typed; it is not an exception. A new reason does not compile
 * anywhere until it stands here. Words say what is so and, where there is one, what to do.
 */
export const refusals = {
  'not-signed-in': { status: 401, words: 'Please sign in again. What you typed is kept.' },
  'wrong-credentials': { status: 401, words: 'That email or password is not right.' },
  'too-many-attempts': { status: 429, words: 'Too many attempts. Wait a few minutes, then try again.' },
  'not-allowed': { status: 403, words: 'Your role does not include this. Ask your administrator.' },
  'not-found': { status: 404, words: 'We could not find that. It may have been moved.' },
  'bad-request': { status: 400, words: 'Something in that request could not be read.' },
  'bad-origin': { status: 403, words: 'That request did not come from this console.' },
  'too-large': { status: 413, words: 'That is too large to take in.' },
  'wrong-content-type': { status: 415, words: 'That kind of content is not taken here.' },
  'already-handled': { status: 409, words: 'A colleague is already handling this call.' },
  'offer-expired': { status: 409, words: 'This call rang too long and went back to the queue.' },
  'offer-withdrawn': { status: 409, words: 'The caller hung up before you answered.' },
  'not-yours': { status: 409, words: 'This belongs to a colleague.' },
  'busy-with-call': { status: 409, words: 'Finish the call you are on first.' },
  'call-ended': { status: 409, words: 'This call has already ended.' },
  'not-connected': { status: 409, words: 'The call is not connected yet.' },
  'already-held': { status: 409, words: 'The caller is already on hold.' },
  'not-held': { status: 409, words: 'The caller is not on hold.' },
  'alert-over': { status: 409, words: 'This alert is over, or was raised anew meanwhile. Look again.' },
  'not-waiting': { status: 409, words: 'This caller is no longer waiting.' },
  'why-required': { status: 422, words: 'Say why. The reason is kept.' },
  'phone-not-ready': {
    status: 409,
    words: 'Your phone cannot ring now. Choose Available, or see “Why am I not getting calls?”.',
  },
  'call-goes-on': { status: 409, words: 'The call is really going on, so nothing was changed.' },
  'not-stuck': { status: 409, words: 'Nothing is stuck here, so nothing was changed.' },
  'cannot-tell': {
    status: 503,
    words: 'The telephone provider cannot be asked just now, so nothing was changed. Try again in a minute.',
  },
  'agreement-forbids': {
    status: 403,
    words: 'The joint agreement does not allow this. It can be changed only together with the staff.',
  },
  'own-call': { status: 409, words: 'This is your own call.' },
  'phone-cannot-join': {
    status: 409,
    words: 'Your phone is not ready. Start your shift in this browser first, then choose Meeting.',
  },
  'choose-away-first': {
    status: 409,
    words: 'Choose Meeting, Training or a break first, so that no call rings while you listen.',
  },
  'already-listened-to': { status: 409, words: 'Somebody is in this call already. One at a time.' },
  'already-listening': { status: 409, words: 'You are listening to a call already. Stop that first.' },
  'twilio-away': {
    status: 503,
    words:
      'Twilio cannot be reached, and this would come late, when nobody expects it. It works again as soon as Twilio answers.',
  },
  'placement-changed': {
    status: 409,
    words: 'This was taken back, or ended by itself, meanwhile. Look, and save again if it must.',
  },
  'placement-over': { status: 409, words: 'That is over already.' },
  'listening-over': { status: 409, words: 'You are no longer in this call.' },
  'nothing-to-rejoin': { status: 409, words: 'There is no call waiting for you to rejoin.' },
  'not-recording': { status: 409, words: 'This call is not being recorded.' },
  'already-paused': { status: 409, words: 'The recording is paused already.' },
  'private-talk': {
    status: 409,
    words: 'This is a private talk: it is recorded again when the member is back in the call.',
  },
  'not-paused': { status: 409, words: 'The recording is not paused.' },
  'number-blocked': { status: 409, words: 'This number is marked. Say why you ring it all the same.' },
  'dial-reason-required': { status: 422, words: 'Say what you ring about.' },
  'consent-required': {
    status: 422,
    words: 'Ask whether an organiser may ring them. Without their yes, tell them how to join themselves.',
  },
  'already-member': { status: 409, words: 'This contact is with a member already.' },
  'lead-settled': { status: 409, words: 'A colleague has settled this already.' },
  'nobody-on-case': { status: 409, words: 'Nobody is on this case yet. Say whose it is first.' },
  'not-assessed': { status: 409, words: 'Say when it happened first.' },
  'joined-unknown': {
    status: 409,
    words:
      'We do not know since when they are a member. Ask the membership team, and give initial advice meanwhile.',
  },
  'no-case-type': { status: 409, words: 'Say what sort of case it is first.' },
  'answers-missing': { status: 422, words: 'That stage needs answers that are not there yet.' },
  'no-eligibility-rule': {
    status: 409,
    words: 'It is too long ago for the rules that we know. Ask the branch.',
  },
  'happens-in-future': { status: 422, words: 'That day is still to come.' },
  'verify-first': {
    status: 409,
    words: 'Check two facts first: somebody is on the line who may not be them.',
  },
  'verification-locked': {
    status: 409,
    words:
      'Too many answers did not fit. Say “I will ring you back on the number we hold”, and ring them from their page.',
  },
  'already-verified': { status: 409, words: 'They are verified already.' },
  'no-facts': {
    status: 409,
    words: 'We hold too little to ask about. Ring them back on a number that we hold.',
  },
  'not-asked': { status: 409, words: 'That was not asked. Look again.' },
  'said-required': { status: 422, words: 'Write what they said.' },
  'not-rung-back': { status: 409, words: 'This is a call that came in. Ring them back on a number we hold.' },
  'not-their-number': {
    status: 409,
    words: 'This number is shared, of work, or not theirs, so answering it proves nothing.',
  },
  'not-your-recording': {
    status: 403,
    words: 'Only who was in the call, the owner of its case and supervisors may listen to this.',
  },
  'recording-expired': {
    status: 410,
    words: 'The time that recordings are kept is over. This one has been deleted.',
  },
  'microphone-blocked': {
    status: 409,
    words:
      'Your microphone is blocked, so nobody would hear you. Allow it beside the address, then test your headset.',
  },
  'already-asking': { status: 409, words: 'Somebody is being rung already. Wait for them, or go back.' },
  'colleague-not-free': { status: 409, words: 'That colleague is not free right now.' },
  'nobody-to-hand-to': { status: 409, words: 'Nobody has joined whom this call could be handed to.' },
  'guest-gone': { status: 409, words: 'They have already left the call.' },
  'go-back-first': {
    status: 409,
    words: 'The caller is still on hold. Go back to them, or hand over, first.',
  },
  'not-a-destination': { status: 422, words: 'That is the number of the caller, or one of ours.' },
  'phone-in-another-tab': {
    status: 409,
    words: 'Your phone is in another tab. Press "Use it here" to move it.',
  },
  'call-still-live': { status: 409, words: 'The call is still going. End it first.' },
  'reason-required': { status: 422, words: 'Say what the call was about.' },
  'outcome-required': { status: 422, words: 'Choose an outcome.' },
  'case-required': { status: 422, words: 'Choose which case this belongs to.' },
  'stale-version': {
    status: 409,
    words: 'A colleague changed this while you were writing. Yours is kept, not saved.',
  },
  'opted-out': { status: 409, words: 'They asked us to stop texts. You can call.' },
  'cannot-text': { status: 422, words: 'That number cannot get texts. You can call.' },
  'newer-message': { status: 409, words: 'There is a newer message in this conversation. Send anyway?' },
  'empty-text': { status: 422, words: 'Write something first.' },
  'fields-unfilled': {
    status: 422,
    words: 'A field of the template is not filled in. Fill it or take it out.',
  },
  'text-too-long': { status: 422, words: 'A text can be 1,600 characters at most.' },
  'undo-too-late': { status: 409, words: 'This was moved more than 30 days ago. Move it by hand.' },
  'nothing-to-undo': { status: 409, words: 'There is nothing to undo.' },
  'case-closed': { status: 409, words: 'This case is closed. Reopen it first.' },
  'deadline-live': {
    status: 409,
    words: 'A legal date is still live on this case. Record it as met, or waive it with a reason, first.',
  },
  'deadline-settled': { status: 409, words: 'This legal date is settled already.' },
  'deadline-not-settled': { status: 409, words: 'This legal date is live already.' },
  'no-hearing': { status: 409, words: 'Only a hearing is postponed for a companion.' },
  'hearing-over': { status: 409, words: 'The day of this hearing has passed.' },
  'day-not-offered': {
    status: 422,
    words: 'Choose one of the five working days after the hearing that are not over.',
  },
  'already-sent': { status: 409, words: 'This request was noted as sent already.' },
  'already-confirmed': { status: 409, words: 'This legal date is confirmed already.' },
  'trigger-uncertain': {
    status: 409,
    words: 'The day it runs from is not certain, so it cannot be confirmed. Settle on one day first.',
  },
  'change-waits': {
    status: 409,
    words: 'A change is waiting for a second person already. Decide that first.',
  },
  'no-change-waits': { status: 409, words: 'No change is waiting here.' },
  'no-reopening-waits': { status: 409, words: 'Somebody has decided on this already.' },
  'second-person': {
    status: 409,
    words: 'You asked for this change, so somebody else must accept it.',
  },
  'not-missed-yet': { status: 409, words: 'The last day is not over, so it is not missed.' },
  'no-limit-rule': {
    status: 422,
    words: 'We know no time limit for this claim in this nation. Ask legal today.',
  },
  'tells-too-much': {
    status: 409,
    words: 'They asked for discretion, and this says too much. Say it otherwise, or ring them.',
  },
  'cohort-settled': { status: 409, words: 'It was sent, stopped or finished meanwhile.' },
  'owner-already': { status: 409, words: 'They own the case.' },
  'name-first': { status: 409, words: 'The case is sealed. Say first that they may know it.' },
  'view-not-yours': { status: 403, words: 'It is somebody else’s. Save one of your own.' },
  'too-many-views': { status: 409, words: 'Remove a view that you do not use first.' },
  'not-given-to-you': { status: 403, words: 'It was given to somebody else.' },
  'hand-over-settled': {
    status: 409,
    words: 'That has been answered meanwhile, or the case was given to somebody else.',
  },
  'came-back': {
    status: 409,
    words: 'It came back to you: accept it, or give it to somebody else.',
  },
  'giver-gone': {
    status: 409,
    words: 'It cannot go back: whoever gave it has left, or may not have it. Give it to somebody else.',
  },
  'next-step-unwritten': { status: 422, words: 'Write what happens next.' },
  'sealed-needs-owner': {
    status: 409,
    words: 'A sealed case always has an owner. Give it to somebody instead.',
  },
  'case-sealed': { status: 409, words: 'This case is sealed already.' },
  'seal-not-yours': {
    status: 403,
    words: 'Its owner and the people named on it decide who may know this case.',
  },
  'two-sides': {
    status: 409,
    words: 'The other party of this dispute is a member with a sealed file of their own. The seal stays.',
  },
  'conflict-of-interest': {
    status: 409,
    words: 'They are in conflict with this case. It stays with somebody else.',
  },
  'owner-in-conflict': {
    status: 409,
    words: 'Give the case to somebody else first. Nobody can take their own case away from themselves.',
  },
  'referral-needs-member': {
    status: 409,
    words: 'Say first whose case it is: a branch is asked for one of its members.',
  },
  'referral-sealed': {
    status: 409,
    words: 'This case is sealed: only who is named on it may know it, and no branch is.',
  },
  'referral-open': { status: 409, words: 'A branch has this case already. Take it back first.' },
  'referral-settled': { status: 409, words: 'This is no longer with the branch. Look again.' },
  'referral-not-due': { status: 409, words: 'The branch still has time to answer.' },
  'referral-taken': { status: 409, words: 'A colleague has taken this meanwhile.' },
  'target-settled': { status: 409, words: 'This service target is settled already.' },
  'target-paused': { status: 409, words: 'This service target is paused already.' },
  'target-runs': { status: 409, words: 'This service target is running already.' },
  'no-working-time': {
    status: 422,
    words: 'The working hours hold no such time. Have the hours of service targets looked at.',
  },
  'checklist-open': {
    status: 409,
    words: 'Something on its checklist is not ticked. Tick it, or take it off the list, first.',
  },
  'request-open-already': {
    status: 409,
    words: 'This member has an open request already. Finish that one first.',
  },
  'request-given': { status: 409, words: 'This request was answered already.' },
  'request-paused': { status: 409, words: 'This request is paused. Go on with it first.' },
  'request-open': { status: 409, words: 'This request is not paused.' },
  'review-open': {
    status: 409,
    words: 'Nobody has looked at some passages yet. Look at each of them before anything is given.',
  },
  'document-too-large': {
    status: 413,
    words: 'A document can be 25 MB at most. Send it smaller, or in parts.',
  },
  'document-empty': { status: 422, words: 'There is nothing in this file.' },
  'document-cut-off': { status: 422, words: 'The file did not arrive whole. Send it again.' },
  'document-kind': { status: 415, words: 'That kind of file is not taken in.' },
  'document-unsafe': { status: 422, words: 'This file is not safe to keep.' },
  'document-virus': {
    status: 422,
    words: 'The virus check found something in this file, so it was not kept.',
  },
  'virus-check-failed': {
    status: 503,
    words: 'The virus check does not answer, so nothing was kept. Try again, or tell your administrator.',
  },
  'document-same': { status: 409, words: 'This is the same file as the newest version.' },
  'document-removed': { status: 410, words: 'This document was removed.' },
  'document-here': { status: 409, words: 'This document was not removed.' },
  'authority-unexplained': { status: 422, words: 'Say why. The reason stays with the authority.' },
  'authority-withdrawn': { status: 409, words: 'This authority was withdrawn. Have a new one given.' },
  'authority-no-later': {
    status: 422,
    words: 'Choose a later day than it has now, and one that is not over.',
  },
  'member-alone': {
    status: 403,
    words: 'Only the member can change this, not somebody who speaks for them.',
  },
  'post-ended': { status: 409, words: 'This post has ended. Add it anew if somebody has it again.' },
  'away-already': { status: 409, words: 'They are noted as away on some of these days already.' },
  'merge-same': { status: 409, words: 'This is one record already.' },
  'merged-already': { status: 409, words: 'One of the two was merged already. Open the one that stays.' },
  'merge-unexplained': { status: 422, words: 'Say why. The reason stays with the merge.' },
  'merge-undone': { status: 409, words: 'This merge was undone already.' },
  'merge-final': { status: 409, words: 'After 30 days a merge stays.' },
  'merge-stacked': {
    status: 409,
    words: 'This member was merged once more since. Undo that one first.',
  },
  'group-sealed': {
    status: 409,
    words: 'This case is sealed. A group case is for what its members may know of.',
  },
  'group-changed': {
    status: 409,
    words: 'The group changed meanwhile. Nothing was closed. Look at it again.',
  },
  'group-files': {
    status: 409,
    words:
      'This is a group case. File it on the member’s own sub-file, so that no other member’s is mixed with it.',
  },
  'group-stays': {
    status: 409,
    words: 'A group case and its sub-files stay apart, so that no member sees another’s.',
  },
  'hold-unexplained': { status: 422, words: 'Say why. The reason stays with the hold.' },
  'bad-retention': { status: 422, words: 'A whole number of days between the least and the most.' },
  'erasure-approved': { status: 409, words: 'This has been approved already.' },
  'advice-fixed': {
    status: 409,
    words: 'It was logged more than a day ago and stays as it is. Correct it by an entry of its own.',
  },
  'advice-not-yours': {
    status: 403,
    words: 'Whoever logged it may change it within a day. Correct it by an entry of your own.',
  },
  'terms-no-member': {
    status: 409,
    words: 'Nobody is known whom it could be sent to. Say whose case it is first.',
  },
  'terms-replaced': { status: 409, words: 'These words were replaced meanwhile. Read out the new ones.' },
  'same-case': { status: 422, words: 'That is this case itself.' },
  'other-member': {
    status: 409,
    words: 'They belong to two members: a case of one is never merged into one of the other.',
  },
  'case-merged': {
    status: 409,
    words: 'This case was merged into another one, and everything of it is there.',
  },
  'sealed-stays': { status: 409, words: 'A sealed case is neither merged nor split. Unseal it first.' },
  'both-at-branch': { status: 409, words: 'Both are at a branch. Bring one back first.' },
  'move-unexplained': {
    status: 422,
    words: 'Say why, in words that whoever reads it in a year understands.',
  },
  'nothing-chosen': { status: 422, words: 'Choose what belongs to the new case.' },
  'hold-lifted': { status: 409, words: 'This hold has been lifted already.' },
  'document-erased': { status: 410, words: 'This document was removed and has been erased.' },
  'owner-required': { status: 422, words: 'An open case needs an owner.' },
  'date-in-past': { status: 422, words: 'That date has already passed.' },
  'number-unreadable': { status: 422, words: 'That does not read as a phone number.' },
  'bad-settings': {
    status: 422,
    words: 'This cannot be saved yet. What is wrong stands beside each field.',
  },
  'import-open': {
    status: 409,
    words: 'Another file is open. Apply or discard it first.',
  },
  'import-reading': { status: 409, words: 'The file is still being read.' },
  'import-over': { status: 409, words: 'This file is settled already. Send it again.' },
  'many-gone': {
    status: 409,
    words:
      'So many members are missing that the file may have been cut off. Say that it is right, or discard it.',
  },
  'file-too-long': {
    status: 413,
    words:
      'A file can be 200 MB at most here. A longer one is read from disk on the server: npm run members:sync -- <file>.',
  },
  'not-a-csv': {
    status: 415,
    words: 'That is not a CSV file. Save the list as “CSV UTF-8 (comma delimited)” and send that.',
  },
  'queue-in-use': { status: 409, words: 'This queue is in use and stays.' },
  'not-yourself': {
    status: 409,
    words: 'You cannot do this to yourself. Ask another administrator.',
  },
  'last-administrator': {
    status: 409,
    words: 'Nobody else is an administrator. Make somebody one first.',
  },
  'person-in-call': {
    status: 409,
    words: 'They have a call in hand. Wait until it is finished, or have a supervisor take it.',
  },
  'person-has-left': { status: 409, words: 'They have left. Let them in again first.' },
  'person-is-here': { status: 409, words: 'They have not left.' },
  'hand-over-first': {
    status: 422,
    words: 'They own open cases. Choose a colleague who takes these over.',
  },
  'choose-password': {
    status: 409,
    words: 'This password is good once, to choose one of your own.',
  },
  'one-time-over': {
    status: 401,
    words: 'This password was good for three days, which are over. Ask your administrator for another.',
  },
  'line-in-use': { status: 409, words: 'This line is in use and stays.' },
  'line-already-closed': { status: 409, words: 'This line is closed by hand already.' },
  'line-not-closed': { status: 409, words: 'This line is not closed by hand.' },
  'no-draft': { status: 409, words: 'There is no draft to publish.' },
  'voicemail-taken': { status: 409, words: 'A colleague has this voicemail.' },
  'voicemail-handled': { status: 409, words: 'This voicemail is already dealt with.' },
  'number-unsafe': { status: 409, words: 'This number is marked as not safe to ring or text.' },
  'number-shared': {
    status: 422,
    words: 'Several members share this number, so a text could be read by somebody else.',
  },
  'no-number': { status: 409, words: 'They withheld their number, so we cannot ring them.' },
  'callback-settled': { status: 409, words: 'This callback is already done.' },
  'callback-in-hand': { status: 409, words: 'Somebody is ringing them now.' },
  'callback-closed-hours': {
    status: 409,
    words: 'This line is closed. Callbacks are rung in its opening hours.',
  },
  'no-callback': { status: 409, words: 'This call is not a callback that is being rung.' },
  'not-callable': {
    status: 409,
    words: 'Your phone cannot take a call now. Set yourself to Available and finish the call in hand.',
  },
  restarting: { status: 503, words: 'The server is restarting. Try again in a few seconds.' },
  'storage-full': {
    status: 507,
    words: 'The server has run out of disk space. Nothing was half-saved. Tell your administrator.',
  },
  'internal-error': { status: 500, words: 'Something went wrong on our side. What you typed is kept.' },
} as const satisfies Record<string, { status: number; words: string }>

export type RefusalReason = keyof typeof refusals

/** What a command returns instead of a value when the answer is no. */
export interface Refused {
  refused: RefusalReason
  /** A whole sentence instead of the words, e.g. who is already handling the call. Never personal data of a member. */
  detail?: string
  /** Which fields cannot be taken as they are, and why, in words. */
  fields?: { field: string; words: string }[]
}

/** The JSON body of every refused request. `ref` is the log reference, present on unexpected errors. */
export interface RefusalBody {
  reason: RefusalReason
  words: string
  ref?: string
  /** For a bad request: which field, and what is wrong with it in words. */
  fields?: { field: string; words: string }[]
}

export const isRefused = <T>(value: T): value is Extract<T, Refused> =>
  typeof value === 'object' && value !== null && 'refused' in value
