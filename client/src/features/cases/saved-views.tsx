/** Lists of cases under a name: one's own, and what colleagues share (F81). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Bookmark, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type {
  CaseFilterView,
  SavedViewsView,
  SavedViewView,
} from '../../../../server/contract/saved-view-api.ts'
import { call, problemLine, RefusedError } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useSavedViews } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { filterAddress, isSameFilter } from './cases-view.ts'

/** `view`: the one that is changed; null: a new one. */
function ViewDialog({
  view,
  filter,
  onClose,
}: {
  view: SavedViewView | null
  filter: CaseFilterView
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(view?.isShared ?? false)
  const [takesFilter, setTakesFilter] = useState(false)
  const done = (words: string) => (next: SavedViewsView) => {
    cache.setQueryData(keys.savedViews, next)
    showToast(words)
    onClose()
  }
  const save = useMutation({
    mutationFn: () =>
      view === null
        ? call('POST /api/saved-views', { body: { name, isShared, filter } })
        : call('PUT /api/saved-views/:id', {
            params: { id: view.id },
            body: { version: view.version, name, isShared, filter: takesFilter ? filter : view.filter },
          }),
    onSuccess: done('View saved'),
  })
  const remove = useMutation({
    mutationFn: ({ id, version }: SavedViewView) =>
      call('POST /api/saved-views/:id/remove', { params: { id }, body: { version } }),
    onSuccess: done('View removed'),
  })
  const wrong = save.error instanceof RefusedError ? (save.error.fields[0]?.words ?? null) : null
  const trouble = problemLine(remove.error ?? (wrong === null ? save.error : null))
  const isMine = view === null || view.isMine
  return (
    <Dialog title={view === null ? 'Save this list as a view' : `View “${view.name}”`} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isMine && !save.isPending) save.mutate()
        }}
      >
        {isMine ? (
          <>
            <TextField
              label="Name"
              data-autofocus
              maxLength={60}
              value={name}
              error={wrong}
              onChange={({ target }) => setName(target.value)}
            />
            <Checkbox
              label="Share it with everybody who reads cases"
              isChecked={isShared}
              onChange={setShared}
            />
            {isShared && (view === null || takesFilter ? filter.q : view.filter.q) !== '' ? (
              <p className="entry-meta">Its words are shared too. Share no member’s name.</p>
            ) : null}
            {view === null || isSameFilter(view.filter, filter) ? null : (
              <Checkbox
                label="Show from now on what the list shows now"
                isChecked={takesFilter}
                onChange={setTakesFilter}
              />
            )}
          </>
        ) : (
          <p>{view.by.name} shares it. You can remove it for everybody.</p>
        )}
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <div className="empty-actions">
          {isMine ? (
            <Button tone="primary" type="submit" isPending={save.isPending}>
              Save
            </Button>
          ) : null}
          {view?.mayRemove ? (
            <Button isPending={remove.isPending} onClick={() => remove.mutate(view)}>
              Remove the view
            </Button>
          ) : null}
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function SavedViews({ filter }: { filter: CaseFilterView }) {
  const found = useSavedViews()
  const [editing, setEditing] = useState<SavedViewView | 'new' | null>(null)
  const saveKeys = useShortcutWords('save-view')
  useShortcut('save-view', () => setEditing('new'))
  const views = found.data?.views ?? []
  const now = views.find((one) => isSameFilter(one.filter, filter))
  return (
    <div className="saved-views">
      {views.length === 0 ? null : (
        <nav aria-label="Saved views">
          <ul className="view-tabs">
            {views.map((one) => (
              <li key={one.id} className="saved-view">
                <Link
                  to={filterAddress(one.filter)}
                  className="view-tab"
                  aria-current={one === now ? 'page' : undefined}
                >
                  {one.name}
                  {one.isMine ? '' : ` · ${one.by.name}`}
                </Link>
                {one.mayRemove ? (
                  <IconButton
                    label={`Change the view ${one.name}`}
                    icon={<Pencil aria-hidden="true" />}
                    onClick={() => setEditing(one)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {now === undefined ? (
        <Button icon={<Bookmark aria-hidden="true" />} keys={saveKeys} onClick={() => setEditing('new')}>
          Save as a view
        </Button>
      ) : null}
      {editing === null ? null : (
        <ViewDialog
          view={editing === 'new' ? null : editing}
          filter={filter}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
