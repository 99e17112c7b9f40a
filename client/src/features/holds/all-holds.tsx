/** Every legal hold that stands, for data protection: the oldest first, since that is the one to ask about. */
import { useQueryClient } from '@tanstack/react-query'
import { keys, useAllHolds } from '../../queries.ts'
import { Panel } from '../../ui/panel.tsx'
import { HoldRow, useLifting } from './hold-panel.tsx'

export function AllHolds() {
  const cache = useQueryClient()
  const found = useAllHolds()
  const { ask, dialog } = useLifting(() => void cache.invalidateQueries({ queryKey: keys.holds }))
  if (found.data === undefined) return null
  const { standing, lifted } = found.data
  return (
    <Panel title={`Legal holds (${standing.length})`}>
      <div className="panel-body">
        {standing.length === 0 ? <p className="entry-meta">None stands.</p> : null}
        <ul>
          {standing.map((one) => (
            <HoldRow key={one.id} shown={one} onLift={() => ask(one)} />
          ))}
        </ul>
        {lifted.length === 0 ? null : (
          <details>
            <summary>{lifted.length} lifted</summary>
            <ul>
              {lifted.map((one) => (
                <HoldRow key={one.id} shown={one} onLift={null} />
              ))}
            </ul>
          </details>
        )}
        {dialog}
      </div>
    </Panel>
  )
}
