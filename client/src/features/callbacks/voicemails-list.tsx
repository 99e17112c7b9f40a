import { Check, PhoneOutgoing, UserCheck } from 'lucide-react'
import { Link } from 'react-router'
import type { VoicemailView } from '../../../../server/contract/views.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { casePath, contactPath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { TimeAgo } from '../../ui/clock.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { durationWords } from '../../ui/times.ts'
import { blockedBy } from './owed-view.ts'

function Player({ shown: { recording, caller } }: { shown: VoicemailView }) {
  if (recording === null) return <p className="owed-next">The message is on its way.</p>
  const name = `Voicemail of ${caller}${recording.seconds === null ? '' : `, ${durationWords(recording.seconds)}`}`
  return recording.state === 'completed' ? (
    <audio controls preload="none" src={recording.url} aria-label={name} />
  ) : (
    <p className="owed-next">
      {recording.state === 'in-progress' ? 'Still being recorded.' : 'This recording is not there any more.'}
    </p>
  )
}

export function VoicemailsList({
  items,
  mayRing,
  ringBlocked,
  mayWork,
  onRing,
  onTake,
  onDone,
}: {
  items: VoicemailView[]
  mayRing: boolean
  /** Why this person's own phone cannot ring now, or null. */
  ringBlocked: string | null
  mayWork: boolean
  onRing: (shown: VoicemailView) => void
  onTake: (shown: VoicemailView) => void
  onDone: (shown: VoicemailView) => void
}) {
  const { rows, hold } = useSteadyList(items)
  const ringKeys = useShortcutWords('ring-now')
  const takeKeys = useShortcutWords('take-voicemail')
  const doneKeys = useShortcutWords('called-back')
  return (
    <ul className="owed-list" {...hold}>
      {rows.map(({ item, isGone }) => (
        <li key={item.id} data-owed className={isGone ? 'owed-card is-gone' : 'owed-card'}>
          <div className="owed-words">
            <p className="owed-who">
              <Link to={contactPath(item.id)}>{item.caller}</Link>
            </p>
            <p className="owed-next">
              <TimeAgo at={item.leftAt} /> · {item.lineName}
              {item.need === null ? '' : ` · ${item.need}`}
              {item.case === null ? null : (
                <>
                  {' · '}
                  <Link to={casePath(item.case.id)}>{item.case.reference}</Link>
                </>
              )}
            </p>
            <p className="owed-next">
              {item.takenBy === null ? 'Nobody has it' : `With ${item.takenBy.name}`}
            </p>
          </div>
          <Player shown={item} />
          <div className="owed-acts">
            {mayWork ? (
              <Button
                data-act="take"
                icon={<UserCheck aria-hidden="true" />}
                keys={takeKeys}
                aria-label={
                  item.actions.giveBack.allowed
                    ? `Give back the voicemail of ${item.caller}`
                    : `Take the voicemail of ${item.caller}`
                }
                blocked={item.actions.giveBack.allowed ? null : blockedBy(item.actions.take)}
                onClick={() => onTake(item)}
              >
                {item.actions.giveBack.allowed ? 'Give back' : 'Take'}
              </Button>
            ) : null}
            {mayRing ? (
              <Button
                data-act="ring"
                icon={<PhoneOutgoing aria-hidden="true" />}
                keys={ringKeys}
                aria-label={`Ring ${item.caller} now`}
                blocked={blockedBy(item.actions.ringNow) ?? ringBlocked}
                onClick={() => onRing(item)}
              >
                Ring now
              </Button>
            ) : null}
            {mayWork ? (
              <Button
                data-act="done"
                icon={<Check aria-hidden="true" />}
                keys={doneKeys}
                aria-label={`Done: voicemail of ${item.caller}`}
                blocked={blockedBy(item.actions.handled)}
                onClick={() => onDone(item)}
              >
                Done
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
