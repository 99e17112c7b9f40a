/** Who covers a workplace today: names, numbers, and for whom (F91). */
import { UserRound, UserX } from 'lucide-react'
import type { CoverView } from '../../../../server/contract/cover-api.ts'
import { postLevelWords, postRoleWords } from '../../../../server/contract/cover-words.ts'
import { useCover } from '../../queries.ts'
import { Panel } from '../../ui/panel.tsx'
import { dayWritten } from './cover-words.ts'
import './branches.css'

export function CoverLines({ cover }: { cover: CoverView }) {
  return (
    <ul className="cover-lines" aria-label="Who covers today">
      {cover.level === null ? (
        <li className="is-nobody">
          <UserX aria-hidden="true" />
          <span>Nobody stands here today, nor in the region. Keep it at the centre.</span>
        </li>
      ) : null}
      {cover.covering.map((one) => (
        <li key={`${one.id} ${one.insteadOf?.name ?? ''}`}>
          <UserRound aria-hidden="true" />
          <span>
            <strong>{one.name}</strong>, {postRoleWords[one.role].toLowerCase()}
            {one.number === null ? '' : ` · ${one.number}`}
            {one.email === null ? '' : ` · ${one.email}`}
            <span className="entry-meta">
              {one.insteadOf === null
                ? postLevelWords[one.level]
                : `Covers for ${one.insteadOf.name}, who is away until ${dayWritten(one.insteadOf.awayUntil)}`}
            </span>
          </span>
        </li>
      ))}
      {cover.away.map((one) => (
        <li key={`away ${one.name} ${one.role}`} className="is-nobody">
          <UserX aria-hidden="true" />
          <span>
            {one.name}, {postRoleWords[one.role].toLowerCase()}: away until {dayWritten(one.awayUntil)}, and
            nobody covers
          </span>
        </li>
      ))}
    </ul>
  )
}

export function CoverPanel({ memberId }: { memberId: string }) {
  const cover = useCover(memberId).data
  return cover === undefined ? null : (
    <Panel title="Who covers their workplace today">
      <div className="panel-body">
        <CoverLines cover={cover} />
      </div>
    </Panel>
  )
}
