/** What support is open for a case: said with its reason, what can still be offered, and where else there is help. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { HeartHandshake } from 'lucide-react'
import { useState } from 'react'
import type { EligibilityView } from '../../../../server/contract/eligibility-api.ts'
import { type SupportWord, supportWords } from '../../../../server/contract/eligibility-words.ts'
import { call, isRefusal, problemWords, RefusedError } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { whenShown } from '../../shown.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import './eligibility.css'

const keyOf = (caseId: string) => [...keys.case(caseId), 'eligibility'] as const
const tones = { full: 'ok', 'internal-only': 'info', 'advice-once': 'info' } as const
const isSupport = (word: string): word is SupportWord => word in supportWords

function Found({ assessment }: { assessment: NonNullable<EligibilityView['assessment']> }) {
  const { decision } = assessment
  const shown = decision ?? assessment
  return (
    <>
      <p className="eligibility-line">
        <Chip tone={tones[shown.support]}>{shown.title}</Chip>
        <span>{shown.short}</span>
      </p>
      <p>{assessment.why}</p>
      {decision === null ? null : (
        <p>
          Decided by the branch: {decision.title.toLowerCase()}, “{decision.why}” (
          {decision.by?.name ?? 'a colleague'}, <DateTime at={decision.at} />
          ). By the rule alone: {assessment.title.toLowerCase()}.
        </p>
      )}
      <div className="eligibility-lists">
        <div>
          <h3>What we can offer</h3>
          <ul>
            {assessment.offers.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
        {assessment.signposts.length === 0 ? null : (
          <div>
            <h3>Help elsewhere</h3>
            <ul>
              {assessment.signposts.map(({ name, detail }) => (
                <li key={name}>
                  {name}: {detail}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <p className="entry-meta">
        Happened on {assessment.happenedWords} · rule {assessment.rule.id} ·{' '}
        {assessment.by?.name ?? 'a colleague'}, <DateTime at={assessment.at} />
      </p>
    </>
  )
}

function Assess({ view, close }: { view: EligibilityView; close: () => void }) {
  const cache = useQueryClient()
  const [day, setDay] = useState(view.assessment?.happenedOn ?? '')
  const assess = useMutation({
    mutationFn: () =>
      call('PUT /api/eligibility/of/:caseId', { params: { caseId: view.caseId }, body: { happenedOn: day } }),
    onSuccess: (next) => {
      cache.setQueryData(keyOf(view.caseId), next)
      close()
    },
  })
  const error = assess.error
  const field =
    error instanceof RefusedError ? error.fields.find((one) => one.field === 'happenedOn') : undefined
  return (
    <Dialog title="What support is open?" onClose={close}>
      <form
        className="eligibility-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          assess.mutate()
        }}
      >
        <TextField
          type="date"
          label="When did it happen?"
          hint="The day of what it is about, or of the latest of several."
          value={day}
          required
          data-autofocus
          error={field?.words ?? (error === null ? null : problemWords(error).words)}
          onChange={(event) => setDay(event.target.value)}
        />
        <div className="eligibility-line">
          <Button type="submit" tone="primary" large isPending={assess.isPending}>
            Look
          </Button>
          <Button large onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Decide({ view, close }: { view: EligibilityView; close: () => void }) {
  const cache = useQueryClient()
  const assessment = view.assessment
  const [support, setSupport] = useState<SupportWord>(
    assessment?.decision?.support ?? assessment?.support ?? 'internal-only',
  )
  const [why, setWhy] = useState(assessment?.decision?.why ?? '')
  const decide = useMutation({
    mutationFn: () =>
      call('POST /api/eligibility/of/:caseId/decision', {
        params: { caseId: view.caseId },
        body: { version: assessment?.version ?? 0, support, why },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keyOf(view.caseId), next)
      showToast('Decided. It stands beside the rule, with your name.')
      close()
    },
  })
  return (
    <Dialog title="What does the branch allow?" onClose={close}>
      <form
        className="eligibility-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          decide.mutate()
        }}
      >
        <Select
          label="Support"
          value={support}
          options={Object.entries(supportWords).map(([value, { title, short }]) => ({
            value,
            words: `${title}: ${short.toLowerCase()}`,
          }))}
          onChange={({ target }) => {
            if (isSupport(target.value)) setSupport(target.value)
          }}
        />
        <TextField
          label="Why"
          hint="Kept with your name, and read by whoever has the case next."
          value={why}
          maxLength={500}
          required
          error={decide.error === null ? null : problemWords(decide.error).words}
          onChange={(event) => setWhy(event.target.value)}
        />
        <div className="eligibility-line">
          <Button type="submit" tone="primary" large isPending={decide.isPending}>
            Decide
          </Button>
          <Button large onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function EligibilityPanel({ caseId }: { caseId: string }) {
  const [asking, setAsking] = useState<'assess' | 'decide' | null>(null)
  const found = useQuery({
    queryKey: keyOf(caseId),
    queryFn: async ({ signal }) => {
      await whenShown(keys.case(caseId))
      return call('GET /api/eligibility/of/:caseId', { params: { caseId }, signal })
    },
  })
  const view = found.data
  const mayAssess = view?.actions.assess.allowed === true
  useShortcut('eligibility', () => setAsking('assess'), mayAssess)
  const shortcut = useShortcutWords('eligibility')
  const why = view === undefined || view.actions.assess.allowed ? null : view.actions.assess
  return (
    <section className="eligibility" aria-label="What support is open">
      <div className="eligibility-head">
        <h2>What support is open</h2>
        {view?.actions.decide.allowed ? (
          <Button onClick={() => setAsking('decide')}>Branch decides</Button>
        ) : null}
        {mayAssess ? (
          <Button
            icon={<HeartHandshake aria-hidden="true" />}
            keys={shortcut}
            onClick={() => setAsking('assess')}
          >
            {view.assessment === null ? 'Look' : 'Another day'}
          </Button>
        ) : null}
      </div>
      {view === undefined ? (
        found.isError ? (
          isRefusal(found.error, 'verify-first') ? (
            <p className="entry-meta">{problemWords(found.error).words}</p>
          ) : (
            <ErrorState
              what="We could not load what support is open"
              problem={problemWords(found.error)}
              onRetry={() => void found.refetch()}
            />
          )
        ) : (
          <SkeletonRows label="what support is open" rows={1} height={40} />
        )
      ) : (
        <>
          {view.member === null ? null : (
            <p className="entry-meta">
              {[
                view.member.membershipAge === null
                  ? 'Joined: not known'
                  : `Member for ${view.member.membershipAge}`,
                view.member.standing,
              ].join(' · ')}
            </p>
          )}
          {view.assessment === null ? (
            <p className="entry-meta">
              {why?.reason === 'nobody-on-case' ? why.words : 'Nobody has looked yet. Say when it happened.'}
            </p>
          ) : (
            <Found assessment={view.assessment} />
          )}
        </>
      )}
      {asking === 'assess' && view ? <Assess view={view} close={() => setAsking(null)} /> : null}
      {asking === 'decide' && view ? <Decide view={view} close={() => setAsking(null)} /> : null}
    </section>
  )
}
