/** Case types: the stages a case goes through, what is asked, and which documents are expected. */
import { useState } from 'react'
import type { AdminCaseTypesView, AdminCaseTypeView } from '../../../../server/contract/case-type-api.ts'
import { contactReasons } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminCaseTypes } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { CaseTypeForm } from './case-type-form.tsx'
import { History, usePutCaseTypeBack } from './history.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

export function CaseTypesPage() {
  usePageTitle('Case types')
  const found = useAdminCaseTypes()
  const [editing, setEditing] = useState<string | null>(null)
  const addKeys = useShortcutWords('admin-add')
  const putBack = usePutCaseTypeBack()
  useShortcut('admin-add', () => setEditing('new'))
  const edited = found.data?.types.find(({ id }) => id === editing)
  return (
    <>
      <div className="page-head">
        <h1>Case types</h1>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setEditing('new')}>
            Add a case type
          </Button>
        </div>
      </div>
      {found.isError ? (
        <ErrorState
          what="We could not load the case types"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <SkeletonRows label="case types" />
      ) : (
        <>
          <TypesTable view={found.data} onEdit={setEditing} />
          <History changes={found.data.history} putBack={putBack} />
        </>
      )}
      {editing === 'new' || edited !== undefined ? (
        <Dialog
          title={edited === undefined ? 'Add a case type' : `Edit ${edited.name}`}
          shape="side"
          onClose={() => setEditing(null)}
        >
          <CaseTypeForm type={edited ?? null} onClose={() => setEditing(null)} />
        </Dialog>
      ) : null}
    </>
  )
}

function TypesTable({ view, onEdit }: { view: AdminCaseTypesView; onEdit: (id: string) => void }) {
  const retire = useSettingsChange(
    ({ id, version }: AdminCaseTypeView) =>
      call('POST /api/admin/case-types/:id/retire', { params: { id }, body: { version } }),
    (_, { name, openCases }) =>
      showToast(
        `${name} is retired. ${openCases === 0 ? '' : 'Its cases go on with it. '}The history below can put it back.`,
      ),
  )
  if (view.types.length === 0) return <p className="table-none">No case type yet.</p>
  return (
    <section className="table-wrap" aria-label="Case types" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Case types, by name</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Stages</th>
            <th scope="col">Asks</th>
            <th scope="col">Expects</th>
            <th scope="col">Open cases</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {view.types.map((type) => (
            <tr key={type.id}>
              <th scope="row">
                {type.name}
                {type.proposedFor === null ? null : (
                  <span className="person-email">for {contactReasons[type.proposedFor]}</span>
                )}
              </th>
              <td data-label="Stages">{type.stages.map(({ name }) => name).join(', ')}</td>
              <td data-label="Asks">
                {type.fields.length === 1 ? '1 field' : `${type.fields.length} fields`}
              </td>
              <td data-label="Expects">
                {type.documents.length === 1 ? '1 document' : `${type.documents.length} documents`}
              </td>
              <td data-label="Open cases" className="figures">
                {type.openCases}
              </td>
              <td data-label="Change">
                <span className="row-actions">
                  <Button onClick={() => onEdit(type.id)} aria-label={`Edit ${type.name}`}>
                    Edit
                  </Button>
                  <Button
                    aria-label={`Retire ${type.name}`}
                    isPending={retire.isPending}
                    onClick={() =>
                      retire.mutate(type, {
                        onError: (error) => showToast(fullWords(error), { tone: 'problem' }),
                      })
                    }
                  >
                    Retire
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
