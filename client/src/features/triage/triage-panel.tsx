/** Which case should be taken first, part by part, and what somebody set against it with a reason (F79). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type TriageView, type TriageWord, triageWords } from '../../../../server/contract/triage-api.ts'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useTriage } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Select } from '../../ui/field.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'

const byParts = 'by-parts'
const isBand = (text: string): text is TriageWord => text in triageWords

function TriageDialog({
  caseId,
  shown,
  onClose,
}: {
  caseId: string
  shown: TriageView
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [band, setBand] = useState<string>(shown.isSetByHand ? byParts : 'first')
  const set = useMutation({
    mutationFn: (why: string) =>
      call('PUT /api/triage/of/:caseId', {
        params: { caseId },
        body: { version: shown.version, band: isBand(band) ? band : null, why },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.triage(caseId), next)
      void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
      onClose()
    },
  })
  return (
    <WhyDialog
      title="Set the triage by hand"
      words={`The parts say ${triageWords[shown.byParts]}, ${shown.score} points. What you set stands until somebody takes it back.`}
      label="Why"
      press="Set it"
      isPending={set.isPending}
      error={problemLine(set.error)}
      onPress={(why) => set.mutate(why)}
      onClose={onClose}
      before={
        <Select
          label="This case comes"
          data-autofocus
          value={band}
          options={[
            ...Object.entries(triageWords).map(([value, words]) => ({ value, words })),
            ...(shown.isSetByHand ? [{ value: byParts, words: 'By its parts again' }] : []),
          ]}
          onChange={({ target }) => setBand(target.value)}
        />
      }
    />
  )
}

export function TriagePanel({ caseId }: { caseId: string }) {
  const found = useTriage(caseId)
  const worksCases = useMay('work-cases')
  const [isOpen, setOpen] = useState(false)
  const setKeys = useShortcutWords('set-triage')
  const mayset = worksCases && (found.data?.actions.set.allowed ?? false)
  useShortcut('set-triage', () => setOpen(true), mayset)
  if (found.data === undefined || !found.data.actions.set.allowed) return null
  const { band, score, parts, setByHand, byParts: said, rules } = found.data
  return (
    <section className="follow-ups" aria-label="Triage">
      <div className="follow-ups-head">
        <h2>
          Triage: {triageWords[band]}
          {setByHand === null ? `, ${score} points` : ', set by hand'}
        </h2>
        {mayset ? (
          <Button keys={setKeys} onClick={() => setOpen(true)}>
            Set by hand
          </Button>
        ) : null}
      </div>
      {setByHand === null ? null : (
        <p className="entry-meta">
          {setByHand.by.name}, <DateTime at={setByHand.at} />: {setByHand.why}. The parts say{' '}
          {triageWords[said]}.
        </p>
      )}
      <details>
        <summary>{parts.length === 1 ? 'Its part' : `Its ${parts.length} parts`}</summary>
        <ul>
          {parts.map(({ words, points }) => (
            <li key={words} className="entry-meta">
              {words}: <span className="figures">{points}</span>
            </li>
          ))}
        </ul>
        <p className="entry-meta">
          From 60 points First, from 35 Soon. How often somebody rings is no part of it. Rules of {rules.asOf}
          . {rules.source}.
        </p>
      </details>
      {isOpen ? <TriageDialog caseId={caseId} shown={found.data} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}
