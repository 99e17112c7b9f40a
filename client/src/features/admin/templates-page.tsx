/** Templates of texts: what colleagues choose from in a conversation, with the fields that are filled for them. */
import { useState } from 'react'
import type { AdminTemplatesView, AdminTemplateView } from '../../../../server/contract/template-views.ts'
import { call, problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdminTemplates } from '../../queries.ts'
import { useSegments } from '../../segments/use-segments.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { History, usePutTemplateBack } from './history.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'
import { TemplateForm } from './template-form.tsx'

export function TemplatesPage() {
  usePageTitle('Templates')
  const found = useAdminTemplates()
  const [editing, setEditing] = useState<string | null>(null)
  const addKeys = useShortcutWords('admin-add')
  const putBack = usePutTemplateBack()
  useShortcut('admin-add', () => setEditing('new'))
  const edited = found.data?.templates.find(({ id }) => id === editing)
  return (
    <>
      <div className="page-head">
        <h1>Templates</h1>
        <div className="page-actions">
          <Button tone="primary" keys={addKeys} onClick={() => setEditing('new')}>
            Add a template
          </Button>
        </div>
      </div>
      {found.isError ? (
        <ErrorState
          what="We could not load the templates"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : found.data === undefined ? (
        <SkeletonRows label="templates" />
      ) : (
        <>
          <TemplatesTable view={found.data} onEdit={setEditing} />
          <History changes={found.data.history} putBack={putBack} />
        </>
      )}
      {found.data !== undefined && (editing === 'new' || edited !== undefined) ? (
        <Dialog
          title={edited === undefined ? 'Add a template' : `Edit ${edited.name}`}
          shape="side"
          onClose={() => setEditing(null)}
        >
          <TemplateForm
            template={edited ?? null}
            fields={found.data.fields}
            onClose={() => setEditing(null)}
          />
        </Dialog>
      ) : null}
    </>
  )
}

function Size({ body }: { body: string }) {
  return <>{useSegments(body).words}</>
}

function TemplatesTable({ view, onEdit }: { view: AdminTemplatesView; onEdit: (id: string) => void }) {
  const remove = useSettingsChange(
    ({ id, version }: AdminTemplateView) =>
      call('POST /api/admin/templates/:id/remove', { params: { id }, body: { version } }),
    (_, { name }) => showToast(`${name} is removed. The history below can put it back.`),
  )
  if (view.templates.length === 0)
    return <p className="table-none">No template yet. Colleagues write every text themselves.</p>
  return (
    <section className="table-wrap" aria-label="Templates" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">Templates of texts, by name</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Text</th>
            <th scope="col">Size before it is filled</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {view.templates.map((template) => (
            <tr key={template.id}>
              <th scope="row">{template.name}</th>
              <td data-label="Text">{template.body}</td>
              <td data-label="Size">
                <Size body={template.body} />
              </td>
              <td data-label="Change">
                <span className="row-actions">
                  <Button onClick={() => onEdit(template.id)} aria-label={`Edit ${template.name}`}>
                    Edit
                  </Button>
                  <Button
                    aria-label={`Remove ${template.name}`}
                    isPending={remove.isPending}
                    onClick={() =>
                      remove.mutate(template, {
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
