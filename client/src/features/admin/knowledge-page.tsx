/** Answers for calls: who answers for each, and by when somebody looks at it again. */
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { AdminAnswerView, AdminKnowledgeView } from '../../../../server/contract/knowledge-views.ts'
import { answerKindWords } from '../../../../server/contract/knowledge-words.ts'
import { contactReasons } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminKnowledge } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { History, usePutAnswerBack } from './history.tsx'
import { KnowledgeForm } from './knowledge-form.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

export function KnowledgePage() {
  usePageTitle('Answers')
  const found = useAdminKnowledge()
  const [editing, setEditing] = useState<string | null>(null)
  const addKeys = useShortcutWords('admin-add')
  const putBack = usePutAnswerBack()
  useShortcut('admin-add', () => setEditing('new'))
  const edited = found.data?.answers.find(({ id }) => id === editing)
  const old = found.data?.answers.filter(({ isOld }) => isOld).length ?? 0
  return (
    <>
      <div className="page-head">
        <h1>Answers</h1>
        <p className="page-count" role="status">
          {found.data === undefined || old === 0 ? '' : `${old} to be looked at again`}
        </p>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setEditing('new')}>
            Add an answer
          </Button>
        </div>
      </div>
      {found.isError ? (
        <ErrorState
          what="We could not load the answers"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <SkeletonRows label="answers" />
      ) : (
        <>
          <AnswersTable view={found.data} onEdit={setEditing} />
          <History changes={found.data.history} putBack={putBack} />
        </>
      )}
      {found.data !== undefined && (editing === 'new' || edited !== undefined) ? (
        <Dialog
          title={edited === undefined ? 'Add an answer' : `Edit ${edited.title}`}
          shape="side"
          onClose={() => setEditing(null)}
        >
          <KnowledgeForm
            answer={edited ?? null}
            people={found.data.people}
            caseTypes={found.data.caseTypes}
            onClose={() => setEditing(null)}
          />
        </Dialog>
      ) : null}
    </>
  )
}

/** "Dismissal, Discipline; cases of type Redundancy" */
const aboutWords = ({ reasons, types }: AdminAnswerView, all: AdminKnowledgeView['caseTypes']): string =>
  [
    reasons.map((reason) => contactReasons[reason]).join(', '),
    all
      .filter(({ id }) => types.includes(id))
      .map(({ name }) => `cases of type ${name}`)
      .join(', '),
  ]
    .filter((words) => words !== '')
    .join('; ') || 'Everything'

function AnswersTable({ view, onEdit }: { view: AdminKnowledgeView; onEdit: (id: string) => void }) {
  const remove = useSettingsChange(
    ({ id, version }: AdminAnswerView) =>
      call('POST /api/admin/knowledge/:id/remove', { params: { id }, body: { version } }),
    (_, { title }) => showToast(`${title} is removed. The history below can put it back.`),
  )
  if (view.answers.length === 0)
    return <p className="table-none">No answer yet. Colleagues find nothing beside a call.</p>
  return (
    <section className="table-wrap" aria-label="Answers" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Answers for calls, by title</caption>
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Kind</th>
            <th scope="col">About</th>
            <th scope="col">Answers for it</th>
            <th scope="col">Look at it again by</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {view.answers.map((answer) => (
            <tr key={answer.id}>
              <th scope="row">{answer.title}</th>
              <td data-label="Kind">{answerKindWords[answer.kind]}</td>
              <td data-label="About">{aboutWords(answer, view.caseTypes)}</td>
              <td data-label="Answers for it">{answer.owner}</td>
              <td data-label="Again by">
                {answer.isOld ? (
                  <Chip tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
                    {answer.reviewWords}, over
                  </Chip>
                ) : (
                  answer.reviewWords
                )}
              </td>
              <td data-label="Change">
                <span className="row-actions">
                  <Button onClick={() => onEdit(answer.id)} aria-label={`Edit ${answer.title}`}>
                    Edit
                  </Button>
                  <Button
                    aria-label={`Remove ${answer.title}`}
                    isPending={remove.isPending}
                    onClick={() =>
                      remove.mutate(answer, {
                        onError: (error) => showToast(fullWords(error), { tone: 'problem' }),
                      })
                    }
                  >
                    Remove
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
