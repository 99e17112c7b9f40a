/** A case that was given to somebody and not accepted yet, and how whole its trail is (F71, N5, J18). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderInput, ScrollText } from 'lucide-react'
import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import {
  briefPartWords,
  type CaseBriefView,
  type HandOverView,
} from '../../../../server/contract/hand-over-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { briefPath } from '../../paths.ts'
import { keys, useBrief } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import { trailWords, withGaps } from './brief-words.ts'
import './hand-over.css'

const useSettled = (caseId: string, onClose: () => void) => {
  const cache = useQueryClient()
  return (words: string) => (next: CaseBriefView) => {
    cache.setQueryData(keys.brief(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
    void cache.invalidateQueries({ queryKey: keys.work })
    showToast(words)
    onClose()
  }
}

const nobody = 'nobody'

function AcceptDialog({
  shown,
  handOver,
  onClose,
}: {
  shown: CaseBriefView
  handOver: HandOverView
  onClose: () => void
}) {
  const clientId = useRef(newClientId())
  const [number, setNumber] = useState(shown.numbers[0]?.number ?? nobody)
  const settled = useSettled(shown.case.id, onClose)
  const accept = useMutation({
    mutationFn: () =>
      call('POST /api/hand-overs/:id/accept', {
        params: { id: handOver.id },
        body: {
          version: handOver.version,
          number: number === nobody ? null : number,
          clientId: clientId.current,
        },
      }),
    onSuccess: settled(
      number === nobody
        ? 'You look after this case now.'
        : 'You look after this case now; the member is texted.',
    ),
  })
  const trouble = problemLine(accept.error)
  return (
    <Dialog title={`Accept ${shown.case.reference}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!accept.isPending) accept.mutate()
        }}
      >
        {shown.numbers.length === 0 ? (
          <p>The member has no number that can be texted: tell them yourself who looks after their case.</p>
        ) : (
          <Select
            label="Text the member your first name"
            hint="In words that fit how they want to be contacted."
            data-autofocus
            value={number}
            options={[
              ...shown.numbers.map((each) => ({ value: each.number, words: `To ${each.shown}` })),
              { value: nobody, words: 'No text: I tell them myself' },
            ]}
            onChange={({ target }) => setNumber(target.value)}
          />
        )}
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={accept.isPending}>
            Accept
          </Button>
          <Button onClick={onClose}>Not yet</Button>
        </div>
      </form>
    </Dialog>
  )
}

function SendBackDialog({
  caseId,
  handOver,
  onClose,
}: {
  caseId: string
  handOver: HandOverView
  onClose: () => void
}) {
  const settled = useSettled(caseId, onClose)
  const sendBack = useMutation({
    mutationFn: (why: string) =>
      call('POST /api/hand-overs/:id/send-back', {
        params: { id: handOver.id },
        body: { version: handOver.version, why },
      }),
    onSuccess: settled(`${handOver.from.name} has it again, with your words.`),
  })
  return (
    <WhyDialog
      title={`Send it back to ${handOver.from.name}`}
      words="They own the case again from now on, and find it at the head of their work."
      label="Why"
      press="Send it back"
      isPending={sendBack.isPending}
      error={problemLine(sendBack.error)}
      onPress={(why) => sendBack.mutate(why)}
      onClose={onClose}
    />
  )
}

export function HandOverPanel({ caseId }: { caseId: string }) {
  const { data } = useBrief(caseId)
  const navigate = useNavigate()
  const worksCases = useMay('work-cases')
  const [asks, setAsks] = useState<'accept' | 'send-back' | null>(null)
  const acceptKeys = useShortcutWords('accept-case')
  const handOver = data?.handOver ?? null
  const isOffered = handOver?.state === 'offered'
  const isMine = worksCases && (handOver?.actions.accept.allowed ?? false)
  useShortcut('accept-case', () => setAsks('accept'), isMine)
  useShortcut('case-brief', () => void navigate(briefPath(caseId)), data !== undefined)
  if (data === undefined) return null
  const gaps = withGaps(data.parts)
  return (
    <section className="hand-over" aria-label="Hand-over and brief">
      {handOver === null || !isOffered ? null : (
        <div className="hand-over-offer">
          <p>
            <FolderInput aria-hidden="true" />
            <strong>
              {handOver.isReturn
                ? `${handOver.from.name} sent this case back to ${handOver.to.name}`
                : `${handOver.from.name} gave this case to ${handOver.to.name}`}
            </strong>
            , <DateTime at={handOver.givenAt} />
            {isMine ? '' : '. Not accepted yet.'}
          </p>
          <p className="hand-over-note">{handOver.note}</p>
          {isMine ? (
            <div className="hand-over-actions">
              <Button tone="primary" keys={acceptKeys} onClick={() => setAsks('accept')}>
                Accept
              </Button>
              {handOver.isReturn ? null : <Button onClick={() => setAsks('send-back')}>Send it back</Button>}
            </div>
          ) : null}
        </div>
      )}
      <p className="hand-over-trail">
        <ScrollText aria-hidden="true" />
        <Link to={briefPath(caseId)}>Brief</Link>
        <span>
          {trailWords(data.parts)}
          {gaps.length === 0
            ? '.'
            : `. Gaps in: ${gaps.map(({ key }) => briefPartWords[key].toLowerCase()).join(', ')}.`}
        </span>
      </p>
      {asks === 'accept' && handOver !== null ? (
        <AcceptDialog shown={data} handOver={handOver} onClose={() => setAsks(null)} />
      ) : null}
      {asks === 'send-back' && handOver !== null ? (
        <SendBackDialog caseId={caseId} handOver={handOver} onClose={() => setAsks(null)} />
      ) : null}
    </section>
  )
}
