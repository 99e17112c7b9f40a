/**
 * The oldest alert that a supervisor has not seen, on every page: what is the matter, what to do next, and a button that
 * goes there. It stays until it is seen or over; it never takes the focus.
 */
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAlertSound } from '../../alerts/alert-sound.ts'
import { useAlertChime } from '../../alerts/use-alert-chime.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAlerts, usePhone } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { isInFocusedRow, pressInRow } from '../../ui/press-in-row.ts'
import { unseen } from './alerts-view.ts'
import { useSeen } from './use-alerts.ts'
import './alerts.css'

export function AlertBanner() {
  return useMay('supervise') ? <Banner /> : null
}

function Banner() {
  const navigate = useNavigate()
  const alerts = useAlerts().data?.alerts
  const phone = usePhone(useMay('take-calls')).data
  const isSoundOn = useAlertSound(({ isOn }) => isOn)
  const isOnPhone = phone?.call != null || phone?.offer != null
  const left = useMemo(() => unseen(alerts ?? []), [alerts])
  const raisings = useMemo(() => alerts?.map(({ raisingId }) => raisingId), [alerts])
  useAlertChime(raisings, isSoundOn && !isOnPhone)
  const seen = useSeen()
  const [first] = left
  const go = first?.go ?? null
  const goKeys = useShortcutWords('alert-go')
  const seenKeys = useShortcutWords('alert-seen')
  useShortcut(
    'alert-go',
    () => {
      if (go !== null) void navigate(go.to)
    },
    go !== null,
  )
  useShortcut(
    'alert-seen',
    () => {
      // In the list of all alerts the key is for the one that has focus.
      if (isInFocusedRow('alert', 'seen')) pressInRow('alert', 'seen')
      else if (first !== undefined) seen.mutate(first)
    },
    first !== undefined,
  )
  return (
    <section className="alert-banner" aria-label="Alert">
      <p role="alert" className={first === undefined ? 'visually-hidden' : 'alert-words'}>
        {first === undefined ? null : (
          <>
            <TriangleAlert aria-hidden="true" />
            <span>
              <strong>{first.what}</strong> {first.next}
            </span>
          </>
        )}
      </p>
      {first === undefined ? null : (
        <div className="alert-actions">
          {go === null ? null : (
            <Button tone="primary" keys={goKeys} onClick={() => void navigate(go.to)}>
              {go.words}
            </Button>
          )}
          <Button keys={seenKeys} isPending={seen.isPending} onClick={() => seen.mutate(first)}>
            Seen
          </Button>
          {left.length > 1 ? <Link to="/live#alerts">and {left.length - 1} more</Link> : null}
        </div>
      )}
    </section>
  )
}
