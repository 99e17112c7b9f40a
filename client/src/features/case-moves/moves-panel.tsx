/** Merging and splitting a case (F66): what it was merged into or took in, with the way back. */
import { useMutation } from '@tanstack/react-query'
import { GitMerge, Split } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CaseBrief } from '../../../../server/contract/briefs.ts'
import type { CaseMoveView } from '../../../../server/contract/case-move-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useCaseMoves } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'
import './case-moves.css'

function MoveRow({
  shown,
  says,
  onUndo,
}: {
  shown: CaseMoveView
  says: string
  onUndo: (() => void) | null
}) {
  const { other } = shown
  return (
    <li className="follow-up">
      <GitMerge aria-hidden="true" />
      <div className="follow-up-words">
        <p>
          {says}{' '}
          {other === null ? (
            'a case that you may not know'
          ) : (
            <Link to={`/cases/${encodeURIComponent(other.id)}`}>{other.reference}</Link>
          )}
          {shown.title === '' ? '' : `, “${shown.title}”`}
        </p>
        <p className="entry-meta">
          {shown.by.name}, <DateTime at={shown.at} />
          {shown.why === '' ? '' : `: ${shown.why}`}
        </p>
      </div>
      {onUndo === null || other === null ? null : (
        <Button tone="quiet" aria-label={`Take back: ${says} ${other.reference}`} onClick={onUndo}>
          Take back
        </Button>
      )}
    </li>
  )
}

export function MovesPanel({
  caseId,
  isClosed,
  others,
}: {
  caseId: string
  isClosed: boolean
  others: readonly CaseBrief[]
}) {
  const navigate = useNavigate()
  const mayWork = useMay('work-cases')
  const found = useCaseMoves(caseId)
  const [doing, setDoing] = useState<'merge' | 'split' | null>(null)
  const [undoing, setUndoing] = useState<CaseMoveView | null>(null)
  const undo = useMutation({
    mutationFn: (why: string) =>
      call('POST /api/case-moves/:id/undo', { params: { id: undoing?.id ?? '' }, body: { why } }),
    onSuccess: (from) => {
      setUndoing(null)
      showToast('Taken back. What was added since stays where it was added.')
      void navigate(`/cases/${encodeURIComponent(from.caseId)}`)
    },
  })
  const merged = found.data?.mergedInto ?? null
  const mayMerge = mayWork && found.data !== undefined && merged === null
  const maySplit = mayMerge && !isClosed
  useShortcut('merge-case', () => setDoing('merge'), mayMerge)
  useShortcut('split-case', () => setDoing('split'), maySplit)
  const mergeKeys = useShortcutWords('merge-case')
  const splitKeys = useShortcutWords('split-case')
  if (found.data === undefined) return null
  const { absorbed, parts } = found.data
  if (merged === null && absorbed.length === 0 && !mayMerge) return null
  const ask = (one: CaseMoveView) => {
    undo.reset()
    setUndoing(one)
  }
  return (
    <section className="follow-ups" aria-label="Merged and split">
      <div className="follow-ups-head">
        <h2>{merged === null ? 'One matter, or two?' : 'Merged'}</h2>
        {mayMerge ? (
          <div className="move-buttons">
            <Button icon={<GitMerge aria-hidden="true" />} keys={mergeKeys} onClick={() => setDoing('merge')}>
              Merge…
            </Button>
            {maySplit ? (
              <Button icon={<Split aria-hidden="true" />} keys={splitKeys} onClick={() => setDoing('split')}>
                Split…
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {merged === null && absorbed.length === 0 ? null : (
        <ul>
          {merged === null ? null : (
            <MoveRow
              shown={merged}
              says="Everything of this case is on"
              onUndo={mayWork ? () => ask(merged) : null}
            />
          )}
          {absorbed.map((one) => (
            <MoveRow key={one.id} shown={one} says="Took in" onUndo={mayWork ? () => ask(one) : null} />
          ))}
        </ul>
      )}
      {doing === 'merge' ? (
        <MergeDialog caseId={caseId} others={others} onClose={() => setDoing(null)} />
      ) : null}
      {doing === 'split' ? (
        <SplitDialog caseId={caseId} parts={parts} onClose={() => setDoing(null)} />
      ) : null}
      {undoing === null ? null : (
        <WhyDialog
          title="Take the merging back"
          words="What moved and is still there goes back, and the case is open or closed as it was. What was added since stays."
          label="Why?"
          press="Take it back"
          isPending={undo.isPending}
          error={problemLine(undo.error)}
          onPress={(why) => undo.mutate(why)}
          onClose={() => setUndoing(null)}
        />
      )}
    </section>
  )
}
