/** Every alert that is up, who has seen it, what became of its text, and who is on duty: on the live board. */
import { useState } from 'react'
import { Link } from 'react-router'
import type { AlertsView, AlertView } from '../../../../server/contract/live-views.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAlerts } from '../../queries.ts'
import { ariaKeys } from '../../ui/aria-keys.ts'
import { Button } from '../../ui/button.tsx'
import { clockTime } from '../../ui/times.ts'
import { dutyWords, seenWords } from './alerts-view.ts'
import { DutyDialog } from './duty-dialog.tsx'
import { useSeen } from './use-alerts.ts'
import './alerts.css'

function Row({ alert, maySee }: { alert: AlertView; maySee: boolean }) {
  const seen = useSeen()
  const seenKeys = useShortcutWords('alert-seen')
  return (
    <li data-alert>
      <p>
        <span className="figures">{clockTime(alert.raisedAt)}</span> <strong>{alert.what}</strong>{' '}
        {alert.next}
      </p>
      <p className="alert-facts">
        {seenWords(alert.seenBy)}. {alert.textWords}.
      </p>
      <p className="row-actions">
        {alert.go === null ? null : <Link to={alert.go.to}>{alert.go.words}</Link>}
        {!maySee || alert.isSeenByMe ? null : (
          <Button
            tone="quiet"
            data-act="seen"
            aria-keyshortcuts={ariaKeys(seenKeys)}
            aria-label={`Seen: ${alert.what}`}
            isPending={seen.isPending}
            onClick={() => seen.mutate(alert)}
          >
            Seen
          </Button>
        )}
      </p>
    </li>
  )
}

function Duty({ duty }: { duty: AlertsView['duty'] }) {
  const [isOpen, setOpen] = useState(false)
  const dutyKeys = useShortcutWords('set-duty')
  const mayChange = useMay('supervise')
  useShortcut('set-duty', () => setOpen(true), mayChange)
  return (
    <div className="duty">
      <p>
        <strong>On duty:</strong> {dutyWords(duty)}
        {duty.textProblem === null ? null : (
          <span className="field-error duty-problem">{duty.textProblem}</span>
        )}
      </p>
      {mayChange ? (
        <Button keys={dutyKeys} onClick={() => setOpen(true)}>
          Change who is on duty
        </Button>
      ) : null}
      {isOpen ? <DutyDialog duty={duty} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

export function AlertsPanel() {
  const view = useAlerts().data
  const maySee = useMay('supervise')
  if (view === undefined) return null
  return (
    <section className="alerts" id="alerts" tabIndex={-1} aria-label="Alerts">
      <Duty duty={view.duty} />
      {view.alerts.length === 0 ? (
        <p className="alert-facts">No alerts: nothing is over its limit.</p>
      ) : (
        <ul>
          {view.alerts.map((alert) => (
            <Row key={alert.raisingId} alert={alert} maySee={maySee} />
          ))}
        </ul>
      )}
    </section>
  )
}
