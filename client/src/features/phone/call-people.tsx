import { useQueryClient } from '@tanstack/react-query'
import { Mic, MicOff, UserMinus } from 'lucide-react'
import type { CallPersonView, CallView } from '../../../../server/contract/phone-views.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { pressInRow } from '../../ui/press-in-row.ts'
import { muteGuest, removeGuest } from './phone-actions.ts'

const kinds: Record<CallPersonView['kind'], string> = {
  member: 'caller',
  agent: 'has the call',
  colleague: 'colleague',
  outside: 'outside number',
}
const states: Record<CallPersonView['state'], string> = {
  talking: 'in the call',
  held: 'on hold, hears music',
  ringing: 'ringing…',
  joining: 'on the way in…',
}

/** Keys of a call's guests press the buttons of the one who has focus, else of the first. */
function Guest({
  contactId,
  person,
  muteBlocked,
}: {
  contactId: string
  person: CallPersonView & { guestId: string }
  muteBlocked: string | null
}) {
  const cache = useQueryClient()
  const { guestId, isMuted, name } = person
  const muteKeys = useShortcutWords('guest-mute')
  const removeKeys = useShortcutWords('guest-remove')
  return (
    <>
      {person.state === 'talking' ? (
        <Button
          data-act="mute"
          keys={muteKeys}
          blocked={muteBlocked}
          aria-pressed={isMuted}
          aria-label={`${isMuted ? 'Unmute' : 'Mute'} ${name}`}
          icon={isMuted ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          onClick={() => void muteGuest(cache, { contactId, guestId, muted: !isMuted })}
        >
          {isMuted ? 'Unmute' : 'Mute'}
        </Button>
      ) : null}
      <Button
        data-act="remove"
        keys={removeKeys}
        aria-label={`${person.state === 'talking' ? 'Remove' : 'Stop ringing'} ${name}`}
        icon={<UserMinus aria-hidden="true" />}
        onClick={() => void removeGuest(cache, { contactId, guestId })}
      >
        {person.state === 'talking' ? 'Remove' : 'Stop ringing'}
      </Button>
    </>
  )
}

/** Everybody in a call of more than two, by name, each with what they hear; the agent mutes and removes who was asked in. */
export function CallPeople({ call }: { call: CallView }) {
  const hasGuests = call.people.some((person) => person.guestId !== null)
  useShortcut(
    'guest-mute',
    () => pressInRow('guest', 'mute', 'Nobody who was asked in talks yet.'),
    hasGuests,
  )
  useShortcut('guest-remove', () => pressInRow('guest', 'remove'), hasGuests)
  if (!hasGuests) return null
  return (
    <section className="call-people" aria-label="People in this call">
      <ul aria-label="In this call">
        {call.people.map((person) => (
          <li key={person.guestId ?? person.kind} data-guest={person.guestId ?? undefined}>
            <span>
              <strong>{person.isYou ? 'You' : person.name}</strong>{' '}
              <span className="choice-line">
                {person.isYou ? '' : `${kinds[person.kind]}, `}
                {states[person.state]}
                {person.isMuted ? ', muted' : ''}
              </span>
            </span>
            {person.mayManage && person.guestId !== null ? (
              <Guest
                contactId={call.contactId}
                person={{ ...person, guestId: person.guestId }}
                muteBlocked={call.actions.muteGuest.allowed ? null : call.actions.muteGuest.words}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
