/** Legal holds of a case or a member: while one stands nothing is erased. Placed with a reason, lifted by data protection. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Anchor } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import type { HoldsView, HoldView } from '../../../../server/contract/hold-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useHolds } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'

type Held = { kind: 'case' | 'member'; id: string }

export function HoldRow({ shown, onLift }: { shown: HoldView; onLift: (() => void) | null }) {
  const here = useLocation().pathname === shown.path
  return (
    <li className="follow-up">
      <Anchor aria-hidden="true" />
      <div className="follow-up-words">
        <p>
          {here ? null : (
            <>
              <Link to={shown.path}>{shown.of}</Link>:{' '}
            </>
          )}
          {shown.why}
        </p>
        <p className="entry-meta">
          {shown.placedBy.name}, <DateTime at={shown.placedAt} />
          {shown.lifted === null ? null : (
            <>
              {' '}
              · lifted by {shown.lifted.by.name}, <DateTime at={shown.lifted.at} />: {shown.lifted.why}
            </>
          )}
        </p>
      </div>
      {onLift === null ? null : (
        <Button tone="quiet" aria-label={`Lift the hold: ${shown.why}`} onClick={onLift}>
          Lift
        </Button>
      )}
    </li>
  )
}

/** Lifting asks why, wherever the hold is shown. */
export function useLifting(onLifted: (next: HoldsView) => void) {
  const cache = useQueryClient()
  const [lifting, setLifting] = useState<HoldView | null>(null)
  const lift = useMutation({
    mutationFn: ({ id, why }: { id: string; why: string }) =>
      call('POST /api/holds/:id/lift', { params: { id }, body: { why } }),
    onSuccess: (next) => {
      setLifting(null)
      onLifted(next)
      void cache.invalidateQueries({ queryKey: keys.holds })
    },
  })
  const ask = (hold: HoldView) => {
    lift.reset()
    setLifting(hold)
  }
  const dialog =
    lifting === null ? null : (
      <WhyDialog
        title="Lift the legal hold"
        words="What it kept is erased again when its time is over, unless another hold keeps it."
        label="Why?"
        press="Lift it"
        isPending={lift.isPending}
        error={problemLine(lift.error)}
        onPress={(why) => lift.mutate({ id: lifting.id, why })}
        onClose={() => setLifting(null)}
      />
    )
  return { ask, dialog }
}

export function HoldPanel({ held, className = '' }: { held: Held; className?: string }) {
  const cache = useQueryClient()
  const mayPlace = useMay('hold-records')
  const mayLift = useMay('handle-data-rights')
  const found = useHolds(held)
  const [isPlacing, setPlacing] = useState(false)
  const show = (next: HoldsView) => cache.setQueryData(keys.holdsOf(held.kind, held.id), next)
  const place = useMutation({
    mutationFn: (why: string) =>
      held.kind === 'case'
        ? call('POST /api/holds/case/:id', { params: { id: held.id }, body: { why } })
        : call('POST /api/holds/member/:id', { params: { id: held.id }, body: { why } }),
    onSuccess: (next) => {
      show(next)
      setPlacing(false)
    },
  })
  const { ask, dialog } = useLifting(show)
  const placeKeys = useShortcutWords('place-hold')
  const begin = () => {
    place.reset()
    setPlacing(true)
  }
  useShortcut('place-hold', begin, mayPlace)
  if (found.data === undefined) return null
  const { standing, lifted } = found.data
  if (standing.length === 0 && lifted.length === 0 && !mayPlace) return null
  return (
    <section className={`follow-ups ${className}`} aria-label="Legal hold">
      <div className="follow-ups-head">
        <h2>{standing.length === 0 ? 'No legal hold' : 'Legal hold'}</h2>
        {mayPlace ? (
          <Button icon={<Anchor aria-hidden="true" />} keys={placeKeys} onClick={begin}>
            Place a hold
          </Button>
        ) : null}
      </div>
      {standing.length === 0 ? null : (
        <>
          <p className="entry-meta">Nothing is erased, whatever its time, until every hold is lifted.</p>
          <ul>
            {standing.map((one) => (
              <HoldRow key={one.id} shown={one} onLift={mayLift ? () => ask(one) : null} />
            ))}
          </ul>
        </>
      )}
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
      {isPlacing ? (
        <WhyDialog
          title="Place a legal hold"
          words={
            held.kind === 'case'
              ? 'Nothing of this case is erased while it stands: recordings, documents, texts. Data protection lifts it.'
              : 'Nothing of this member is erased while it stands: their contacts, and all of their cases. Data protection lifts it.'
          }
          label="Why?"
          press="Place it"
          isPending={place.isPending}
          error={problemLine(place.error)}
          onPress={(why) => place.mutate(why)}
          onClose={() => setPlacing(false)}
        />
      ) : null}
      {dialog}
    </section>
  )
}
