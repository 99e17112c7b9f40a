import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, CircleHelp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { PhoneView } from '../../../server/contract/phone-views.ts'
import { type Availability, availabilities, availabilityWords } from '../../../server/contract/words.ts'
import { call, problemWords } from '../api.ts'
import { newerPhone } from '../live-cache.ts'
import { keys } from '../queries.ts'
import { Clock } from '../ui/clock.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { showToast } from '../ui/toast.tsx'
import { PersonMark } from '../words/state-marks.tsx'
import { personStates } from '../words/state-words.ts'
import { callableWords, choiceRequest, presenceShown } from './presence-view.ts'

export function PresenceMenu({ phone }: { phone: PhoneView }) {
  const cache = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const { presence } = phone
  const shown = presenceShown(phone)
  const { words, tone } = personStates[shown.state]
  const choose = useMutation({
    mutationFn: (choice: Availability) =>
      call('PUT /api/phone/availability', { body: choiceRequest(presence, choice) }),
    onSuccess: (next) => cache.setQueryData<PhoneView>(keys.phone, (now) => newerPhone(now, next)),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  const label = `${words}${shown.also === null ? '' : `, ${shown.also}`}. My choice: ${availabilityWords[presence.choice]}. Change`
  return (
    <>
      <MenuButton
        label={label}
        className="button presence"
        groups={[
          {
            title: presence.occupancy === 'on-call' ? 'After this call' : 'My choice',
            choices: availabilities.map((choice) => ({
              id: choice,
              words: availabilityWords[choice],
              icon: <PersonMark state={choice} />,
              isChosen: (presence.choiceAfterCall ?? presence.choice) === choice,
              onChoose: () => choose.mutate(choice),
            })),
          },
          {
            title: 'Calls',
            choices: [
              {
                id: 'why',
                words: 'Why am I not getting calls?',
                icon: <CircleHelp aria-hidden="true" />,
                onChoose: () => setAsking(true),
              },
            ],
          },
        ]}
      >
        <span className={`mark mark-${tone}`}>
          <PersonMark state={shown.state} />
        </span>
        <span className="presence-words">{words}</span>
        {shown.also === null ? null : <span className="presence-also">{shown.also}</span>}
        <Clock since={shown.since} />
      </MenuButton>
      {isAsking ? (
        <Dialog title="Why am I not getting calls?" onClose={() => setAsking(false)}>
          <p>{callableWords(presence)}</p>
          {presence.placed.map(({ id, words }) => (
            <p key={id}>{words}</p>
          ))}
          <ul className="checks">
            {presence.checks.map((check) => (
              <li key={check.id} className={check.ok ? 'check-ok' : 'check-off'}>
                {check.ok ? <Check aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
                <div>
                  <p>
                    <span className="visually-hidden">{check.ok ? 'Fine: ' : 'In the way: '}</span>
                    {check.words}
                  </p>
                  {check.ok || check.fix === null ? null : <p className="check-fix">{check.fix}</p>}
                </div>
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </>
  )
}
