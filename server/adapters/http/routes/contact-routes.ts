import { askGuest } from '../../../commands/ask-guest.ts'
import { hangUp, hold, rejoin, resume } from '../../../commands/call-control.ts'
import { sayNotReached } from '../../../commands/dial-callback.ts'
import { finishContact } from '../../../commands/finish-contact.ts'
import {
  backToMember,
  completeHandOver,
  leaveAsGuest,
  muteGuest,
  removeGuest,
  takeOver,
} from '../../../commands/guest-control.ts'
import { giveBackVoicemail, handleContact, takeVoicemail } from '../../../commands/handle-contact.ts'
import { identifyMember } from '../../../commands/identify-member.ts'
import { linkCase, undoCaseLink } from '../../../commands/link-case.ts'
import { ringMissedNow } from '../../../commands/manage-callback.ts'
import { noteQuality } from '../../../commands/note-quality.ts'
import { noteTextRelay } from '../../../commands/note-text-relay.ts'
import { passOnCall } from '../../../commands/pass-on-call.ts'
import { pauseRecording, resumeRecording } from '../../../commands/pause-recording.ts'
import type { Env, Stores } from '../../../commands/ports.ts'
import { saveNotes } from '../../../commands/save-notes.ts'
import type { Refused } from '../../../contract/refusals.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

interface OnContact {
  contactId: string
  personId: string
}
type CallCommand = (stores: Stores, env: Env, input: OnContact) => Promise<{ done: true } | Refused>

export const contactRoutes = (
  deps: RouteDeps,
): RoutesOf<'/api/contacts'> &
  RoutesOf<'/api/recordings'> &
  RoutesOf<'/api/listens'> &
  RoutesOf<'/api/work'> => {
  const run = runFor(deps)
  const { screens } = deps

  /** A button of the dock: the command, then the phone as it is now. */
  const onCall =
    (command: CallCommand) =>
    async ({ me, params }: { me: { id: string }; params: { id: string } }) =>
      thenShow(
        await run(me.id, (stores, env) => command(stores, env, { contactId: params.id, personId: me.id })),
        () => screens.phone(me.id),
      )

  /** A button of the list of voicemails: the command, then the list as it is now. */
  const onVoicemail =
    (command: CallCommand) =>
    async ({ me, params }: { me: { id: string }; params: { id: string } }) =>
      thenShow(
        await run(me.id, (stores, env) => command(stores, env, { contactId: params.id, personId: me.id })),
        () => screens.callbacks(me.id),
      )

  return {
    'GET /api/work': async ({ me }) => screens.work(me.id),
    'GET /api/contacts/:id': async ({ me, params }) => orNotFound(await screens.contact(params.id, me.id)),
    'PUT /api/contacts/:id/notes': ({ me, params, body }) =>
      run(me.id, (stores, env) => saveNotes(stores, env, { contactId: params.id, personId: me.id, ...body })),
    'POST /api/contacts/:id/hold': onCall(hold),
    'POST /api/contacts/:id/resume': onCall(resume),
    'POST /api/contacts/:id/hang-up': onCall(hangUp),
    'POST /api/contacts/:id/rejoin': onCall(rejoin),
    'POST /api/contacts/:id/take': onVoicemail(takeVoicemail),
    'POST /api/contacts/:id/give-back': onVoicemail(giveBackVoicemail),
    'POST /api/contacts/:id/ring': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          ringMissedNow(stores, env, { contactId: params.id, personId: me.id }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/not-reached': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          sayNotReached(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.phone(me.id),
      ),
    'GET /api/recordings/:id': async ({ me, params }) =>
      orNotFound(await screens.recordingAccess(params.id, me)),
    'GET /api/listens': ({ me }) => screens.listens(me),
    'POST /api/contacts/:id/quality': ({ me, params, body }) =>
      run(me.id, (stores, env) =>
        noteQuality(stores, env, { contactId: params.id, personId: me.id, ...body }),
      ),
    'GET /api/contacts/:id/destinations': async ({ me, params }) =>
      orNotFound(await screens.destinations(params.id, me.id)),
    'POST /api/contacts/:id/ask': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          askGuest(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/pass-on': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          passOnCall(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/recording/pause': onCall(pauseRecording),
    'POST /api/contacts/:id/recording/resume': onCall(resumeRecording),
    'POST /api/contacts/:id/back': onCall(backToMember),
    'POST /api/contacts/:id/hand-over': onCall(completeHandOver),
    'POST /api/contacts/:id/take-over': onCall(takeOver),
    'POST /api/contacts/:id/leave': onCall(leaveAsGuest),
    'POST /api/contacts/:id/guests/:guestId/mute': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          muteGuest(stores, env, {
            contactId: params.id,
            personId: me.id,
            guestId: params.guestId,
            ...body,
          }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/guests/:guestId/remove': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          removeGuest(stores, env, { contactId: params.id, personId: me.id, guestId: params.guestId }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/finish': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          finishContact(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.phone(me.id),
      ),
    'POST /api/contacts/:id/case': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          linkCase(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.contact(params.id, me.id),
      ),
    'POST /api/contacts/:id/case/undo': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          undoCaseLink(stores, env, { contactId: params.id, personId: me.id }),
        ),
        () => screens.contact(params.id, me.id),
      ),
    'POST /api/contacts/:id/member': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) => identifyMember(stores, env, { contactId: params.id, ...body })),
        () => screens.contact(params.id, me.id),
      ),
    'PUT /api/contacts/:id/text-relay': async ({ me, params, body }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          noteTextRelay(stores, env, { contactId: params.id, personId: me.id, ...body }),
        ),
        () => screens.contact(params.id, me.id),
      ),
    'POST /api/contacts/:id/handled': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) =>
          handleContact(stores, env, { contactId: params.id, personId: me.id }),
        ),
        () => screens.contact(params.id, me.id),
      ),
  }
}
