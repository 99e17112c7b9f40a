import { connectionLine } from '../connection.ts'
import { useConnection } from '../live.ts'
import { useNow } from '../ui/clock.tsx'

/** For people without a phone, whose dock would say it: whether live updates flow. */
export function ConnectionStrip() {
  const connection = useConnection()
  const now = useNow()
  const line = connectionLine(connection, now, false)
  return (
    <div role="status" className="notices">
      {line === null ? null : <p className={`notice notice-${line.level}`}>{line.words}</p>}
    </div>
  )
}
