import { UserCheck } from 'lucide-react'
import { Link } from 'react-router'
import type { VoicemailView } from '../../../../server/contract/callback-views.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { contactPath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { TimeAgo } from '../../ui/clock.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { durationWords } from '../../ui/times.ts'
import { CaseLink, DoneWith, type MayRing, RingNow } from './owed-buttons.tsx'
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
  mayWork,
  onRing,
  onTake,
  onDone,
  ...may
}: MayRing & {
  items: VoicemailView[]
  mayWork: boolean
  onRing: (shown: VoicemailView) => void
  onTake: (shown: VoicemailView) => void
  onDone: (shown: VoicemailView) => void
}) {
  const { rows, hold } = useSteadyList(items)
  const takeKeys = useShortcutWords('take-voicemail')
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
                  <CaseLink shown={item.case} />
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
            <RingNow item={item} may={may} onRing={() => onRing(item)} />
            {mayWork ? (
              <DoneWith
                label={`Done: voicemail of ${item.caller}`}
                allowed={item.actions.handled}
                onDone={() => onDone(item)}
              />
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
