/** What helps on this call or case: short answers, guides that may be ignored, and where else to go. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import type { AnswerView } from '../../../../server/contract/knowledge-views.ts'
import { answerKindWords } from '../../../../server/contract/knowledge-words.ts'
import type { ContactReason } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import './knowledge.css'

/** As many as are shown before somebody asks for more. */
const fewAtFirst = 4

/** Lines to think of, in any order. What is ticked is kept nowhere and seen by nobody. */
function Steps({ title, steps }: { title: string; steps: string[] }) {
  const [ticked, setTicked] = useState<readonly string[]>([])
  return (
    <fieldset className="answer-steps">
      <legend className="visually-hidden">{title}</legend>
      {steps.map((step) => (
        <Checkbox
          key={step}
          label={step}
          isChecked={ticked.includes(step)}
          onChange={(is) => setTicked((now) => (is ? [...now, step] : now.filter((one) => one !== step)))}
        />
      ))}
      <p className="field-hint">Leave out what you like. Ticks are not kept, and nobody sees them.</p>
    </fieldset>
  )
}

function Answer({ shown }: { shown: AnswerView }) {
  return (
    <li>
      <details className="answer">
        <summary>
          <span className="answer-title">{shown.title}</span>
          <span className="answer-kind">{answerKindWords[shown.kind]}</span>
          {shown.isOld ? (
            <Chip tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
              Not looked at since
            </Chip>
          ) : null}
        </summary>
        {shown.body === '' ? null : <p className="answer-body">{shown.body}</p>}
        {shown.steps.length === 0 ? null : <Steps title={shown.title} steps={shown.steps} />}
        {shown.whereElse === '' ? null : (
          <p>
            <strong>{shown.whereElse}</strong>
          </p>
        )}
        <p className={shown.isOld ? 'answer-old' : 'entry-meta'}>
          {shown.isOld
            ? `It was to be looked at again by ${shown.reviewWords} and may be wrong by now. Ask ${shown.owner}.`
            : `${shown.owner} answers for it. To be looked at again by ${shown.reviewWords}.`}
        </p>
      </details>
    </li>
  )
}

export function KnowledgePanel({
  reason,
  type = null,
}: {
  reason: ContactReason | null
  /** The id of the case's type, where it has one. */
  type?: string | null
}) {
  const may = useMay('work-cases')
  return may ? <Answers key={reason} reason={reason} type={type} /> : null
}

function Answers({ reason, type }: { reason: ContactReason | null; type: string | null }) {
  const [typed, setTyped] = useState('')
  const [isAll, setAll] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const asked = useDeferredValue(typed.trim())
  const focusKeys = useShortcutWords('find-answer')
  useShortcut('find-answer', () => field.current?.focus())
  const found = useQuery({
    queryKey: keys.knowledge(reason, type, asked),
    queryFn: ({ signal }) =>
      call('GET /api/knowledge', {
        query: { ...(reason === null ? {} : { reason }), ...(type === null ? {} : { type }), q: asked },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  const all = found.data?.answers ?? []
  const shown = isAll || asked !== '' ? all : all.slice(0, fewAtFirst)
  const hidden = all.length - shown.length
  return (
    <section className="answers" aria-label="Answers">
      <h2>Answers</h2>
      <TextField
        ref={field}
        type="search"
        label="Find an answer"
        hint={focusKeys === '' ? '' : `Press ${focusKeys}.`}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load the answers"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="answers" rows={2} height={32} />
        )
      ) : (
        <>
          <p className="visually-hidden" role="status">
            {all.length === 1 ? '1 answer' : `${all.length} answers`}
          </p>
          {all.length === 0 ? (
            <p className="entry-meta">
              <Search aria-hidden="true" className="answer-mark" />{' '}
              {asked === '' ? 'Nothing is written for this yet.' : 'Nothing has these words.'}
            </p>
          ) : (
            <ul>
              {shown.map((one) => (
                <Answer key={one.id} shown={one} />
              ))}
            </ul>
          )}
          {hidden > 0 ? <Button onClick={() => setAll(true)}>Show {hidden} more</Button> : null}
          {found.data.more > 0 ? (
            <p className="entry-meta">{found.data.more} more fit. Type another word.</p>
          ) : null}
        </>
      )}
    </section>
  )
}
