/** Whether the member speaks, or somebody they authorised: what that person may hear, and in red when it is nothing (F93). */
import { CircleAlert, UserCheck } from 'lucide-react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import type { SpeakerView } from '../../../../server/contract/verification-views.ts'
import { call } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { speakerHint, withRelation } from './speaker-words.ts'
import { useContactChange } from './use-contact-change.ts'

const isGood = (one: SpeakerView) => one.isInForce && one.reaches

export function Speakers({ contact }: { contact: ContactView }) {
  const { change, isPending, problem } = useContactChange(contact.id)
  const { speaker = null, speakers = [] } = contact.verification ?? {}
  const note = (authorityId: string | null) =>
    void change(
      () =>
        call('PUT /api/authorities/call/:contactId', {
          params: { contactId: contact.id },
          body: { authorityId },
        }),
      () => null,
    )
  const first = speakers[0]
  const swap = () => note(speaker === null && first ? first.id : null)
  useShortcut('note-speaker', swap, first !== undefined && !isPending)
  const keys = useShortcutWords('note-speaker')
  if (first === undefined) return null
  return (
    <div className="speakers">
      {speaker === null ? (
        <>
          <p className="verify-hint">
            Somebody may speak for them. Ask who it is, and check the same two facts.
          </p>
          {speakers.map((one, at) => (
            <div key={one.id} className="verify-head">
              <Button keys={at === 0 ? keys : null} isPending={isPending} onClick={() => note(one.id)}>
                It is {withRelation(one)}, for {one.memberName}
              </Button>
              <Chip
                tone={one.isInForce ? 'ok' : 'bad'}
                icon={one.isInForce ? <UserCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
              >
                {one.stateWords}
              </Chip>
              {one.isTheirNumber ? <span className="verify-hint">their number</span> : null}
            </div>
          ))}
        </>
      ) : (
        <>
          <div className="verify-head">
            <p className="verify-level">
              {isGood(speaker) ? <UserCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
              <strong>
                {withRelation(speaker)} speaks for {speaker.memberName}
              </strong>
            </p>
            <Chip tone={speaker.isInForce ? 'ok' : 'bad'}>{speaker.stateWords}</Chip>
            <Button keys={keys} isPending={isPending} onClick={() => note(null)}>
              It is {speaker.memberName}
            </Button>
          </div>
          <p className={isGood(speaker) ? 'verify-hint' : 'field-error'} role="status">
            {speakerHint(speaker)}
          </p>
        </>
      )}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
