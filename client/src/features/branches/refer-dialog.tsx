import { useState } from 'react'
import { problemWords, RefusedError } from '../../api.ts'
import { useBranchChoices, useCover } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { CoverLines } from './cover-lines.tsx'

/** Which branch, and what it is asked to do. The member's own branch is chosen to begin with. */
export function ReferDialog({
  ownBranchId,
  memberId,
  isPending,
  error,
  onSend,
  onClose,
}: {
  ownBranchId: string | null
  memberId: string | null
  isPending: boolean
  error: unknown
  onSend: (body: { branchId: string; ask: string }) => void
  onClose: () => void
}) {
  const found = useBranchChoices()
  const cover = useCover(memberId ?? '', memberId !== null).data
  const [branchId, setBranchId] = useState(ownBranchId ?? '')
  const [ask, setAsk] = useState('')
  const wrong = (field: string) =>
    error instanceof RefusedError ? (error.fields.find((one) => one.field === field)?.words ?? null) : null
  const chosen = found.data?.branches.find(({ id }) => id === branchId)
  return (
    <Dialog title="Pass to a branch" onClose={onClose}>
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load the branches"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="branches" rows={2} height={40} />
        )
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!isPending) onSend({ branchId, ask })
          }}
        >
          <p>
            The branch has two working days to accept or decline. Without an answer the case is back here,
            ahead of other work. You keep it in sight all the time, legal dates stay with its owner, and the
            member gets a text at each step.
          </p>
          <Select
            label="Branch"
            data-autofocus={ownBranchId === null ? true : undefined}
            value={branchId}
            options={[
              { value: '', words: 'Choose a branch' },
              ...found.data.branches.map((one) => ({
                value: one.id,
                words: `${one.name} · ${one.region}`,
              })),
            ]}
            error={wrong('branchId')}
            onChange={({ target }) => setBranchId(target.value)}
          />
          {cover === undefined || branchId !== ownBranchId ? null : (
            <section aria-label="Who covers their workplace today">
              <h3>Who covers their workplace today</h3>
              <CoverLines cover={cover} />
            </section>
          )}
          {chosen?.people === 0 ? (
            <p className="branch-care">
              Nobody of {chosen.name} signs in here yet: they cannot answer, and the case would come back.
              Better ring them.
            </p>
          ) : null}
          <TextArea
            label="What are they to do?"
            hint="They see this, the title, the member’s name and the nearest legal date; telephone numbers once they accept. No note and no document."
            data-autofocus={ownBranchId === null ? undefined : true}
            maxLength={1_000}
            rows={3}
            value={ask}
            error={wrong('ask')}
            onChange={({ target }) => setAsk(target.value)}
          />
          {error && !(error instanceof RefusedError && error.fields.length > 0) ? (
            <p className="field-error" role="alert">
              {problemWords(error).words}
            </p>
          ) : null}
          <div className="empty-actions">
            <Button tone="primary" type="submit" isPending={isPending}>
              Pass it on
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
