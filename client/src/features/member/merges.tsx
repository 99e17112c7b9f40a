/** Records that might be the same person, those that were merged, and the way back (F90). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Merge } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { MergesView, MergeView } from '../../../../server/contract/merge-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { mergePath } from '../../paths.ts'
import { keys, useMerges } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'

function OtherDialog({ memberId, close }: { memberId: string; close: () => void }) {
  const [number, setNumber] = useState('')
  const navigate = useNavigate()
  return (
    <Dialog title="Which record is the same person?" onClose={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (number.trim() !== '') void navigate(mergePath(memberId, number.trim()))
        }}
      >
        <TextField
          label="Membership number of the other record"
          hint="You see both beside each other before anything is changed."
          value={number}
          maxLength={40}
          autoComplete="off"
          data-autofocus
          onChange={({ target }) => setNumber(target.value)}
        />
        <div className="empty-actions">
          <Button type="submit" tone="primary">
            Compare
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function MergeRow({ shown, onUndo }: { shown: MergeView; onUndo: () => void }) {
  return (
    <li className="follow-up">
      <Merge aria-hidden="true" />
      <div className="follow-up-words">
        <p>{shown.of}</p>
        <p className="entry-meta">
          {shown.by.name}, <DateTime at={shown.at} />: {shown.why}
          {shown.undone === null ? null : (
            <>
              {' '}
              · undone by {shown.undone.by.name}, <DateTime at={shown.undone.at} />: {shown.undone.why}
            </>
          )}
        </p>
      </div>
      {shown.undone === null ? (
        <Button
          tone="quiet"
          aria-label={`Undo the merge with ${shown.of}`}
          blocked={shown.undo.allowed ? null : shown.undo.words}
          onClick={onUndo}
        >
          Undo
        </Button>
      ) : null}
    </li>
  )
}

function Merges({ memberId }: { memberId: string }) {
  const cache = useQueryClient()
  const shown = useMerges(memberId).data
  const [isAsking, setAsking] = useState(false)
  const [undoing, setUndoing] = useState<MergeView | null>(null)
  useShortcut('merge-members', () => setAsking(true), shown !== undefined)
  const shortcut = useShortcutWords('merge-members')
  const undo = useMutation({
    mutationFn: ({ id, why }: { id: string; why: string }) =>
      call('POST /api/merges/:id/undo', { params: { id }, body: { why } }),
    onSuccess: (next: MergesView) => {
      cache.setQueryData(keys.merges(memberId), next)
      void cache.invalidateQueries({ queryKey: keys.member(memberId) })
      setUndoing(null)
      showToast('They are two records again, as before.')
    },
  })
  if (shown === undefined) return null
  return (
    <Panel
      title="The same person twice?"
      aside={
        <Button keys={shortcut} icon={<Merge aria-hidden="true" />} onClick={() => setAsking(true)}>
          Merge
        </Button>
      }
    >
      {shown.alike.length === 0 && shown.merges.length === 0 ? null : (
        <ul className="panel-body">
          {shown.alike.map((one) => (
            <li key={one.id}>
              <Link to={mergePath(memberId, one.id)}>
                {one.name}, {one.membershipNumber}
              </Link>
              <p className="entry-meta">Might be the same: {one.because}</p>
            </li>
          ))}
          {shown.merges.map((one) => (
            <MergeRow
              key={one.id}
              shown={one}
              onUndo={() => {
                undo.reset()
                setUndoing(one)
              }}
            />
          ))}
        </ul>
      )}
      {isAsking ? <OtherDialog memberId={memberId} close={() => setAsking(false)} /> : null}
      {undoing === null ? null : (
        <WhyDialog
          title="Undo the merge"
          words="What moved goes back where it was. What came since stays here, and so does every field that somebody changed since."
          label="Why?"
          press="Undo it"
          isPending={undo.isPending}
          error={problemLine(undo.error)}
          onPress={(why) => undo.mutate({ id: undoing.id, why })}
          onClose={() => setUndoing(null)}
        />
      )}
    </Panel>
  )
}

export function MergesPanel({ memberId }: { memberId: string }) {
  return useMay('merge-members') ? <Merges memberId={memberId} /> : null
}
