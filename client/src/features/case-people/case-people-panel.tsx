/** Who works on a case beside its owner, and who follows it (F71). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Eye, EyeOff, UserPlus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  type CasePeopleView,
  type CasePersonWord,
  casePersonWords,
} from '../../../../server/contract/case-people-api.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { useMay, useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys, useCasePeople } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

const isRole = (text: string): text is CasePersonWord => text in casePersonWords

const useSetPerson = (caseId: string) => {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: { ofId: string; role: CasePersonWord | null }) =>
      call('PUT /api/case-people/of/:caseId', { params: { caseId }, body }),
    onSuccess: (next) => {
      cache.setQueryData(keys.casePeople(caseId), next)
      void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
    },
  })
}

/** Whoever follows a case has seen what stands on its page. */
const useSeen = (caseId: string, hasNews: boolean) => {
  const cache = useQueryClient()
  useEffect(() => {
    if (!hasNews) return
    call('POST /api/case-people/of/:caseId/seen', { params: { caseId }, body: {} }).then(
      () => {
        void cache.invalidateQueries({ queryKey: keys.casePeople(caseId) })
        void cache.invalidateQueries({ queryKey: keys.work, exact: true })
      },
      // It stays in their work, and is marked with the next look.
      () => undefined,
    )
  }, [caseId, hasNews, cache])
}

function AddDialog({
  caseId,
  shown,
  onClose,
}: {
  caseId: string
  shown: CasePeopleView
  onClose: () => void
}) {
  const set = useSetPerson(caseId)
  const [ofId, setOfId] = useState(shown.others[0]?.id ?? '')
  const [role, setRole] = useState<CasePersonWord>('team')
  const trouble = problemLine(set.error)
  return (
    <Dialog title="Put somebody on this case" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!set.isPending) set.mutate({ ofId, role }, { onSuccess: onClose })
        }}
      >
        <Select
          label="Who"
          data-autofocus
          value={ofId}
          options={shown.others.map(({ id, name }) => ({ value: id, words: name }))}
          onChange={({ target }) => setOfId(target.value)}
        />
        <Select
          label="As"
          hint="Who works on it finds it among their own cases; who watches it is told in their work when it changes."
          value={role}
          options={Object.entries(casePersonWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isRole(target.value)) setRole(target.value)
          }}
        />
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={set.isPending}>
            Put them on it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function CasePeoplePanel({ caseId }: { caseId: string }) {
  const found = useCasePeople(caseId)
  const me = useMe()
  const works = useMay('work-cases')
  const set = useSetPerson(caseId)
  const [isAdding, setAdding] = useState(false)
  const watchKeys = useShortcutWords('watch-case')
  const addKeys = useShortcutWords('add-case-person')
  const shown = found.data
  const mayWatch = works && shown !== undefined && !shown.isOwner && shown.mine !== 'team'
  const change = (ofId: string, role: CasePersonWord | null) =>
    set.mutate(
      { ofId, role },
      { onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }) },
    )
  const watch = () => change(me.id, shown?.mine === 'watcher' ? null : 'watcher')
  useShortcut('watch-case', watch, mayWatch)
  useShortcut('add-case-person', () => setAdding(true), works && shown !== undefined)
  useSeen(caseId, shown?.hasNews ?? false)
  if (shown === undefined || (!works && shown.people.length === 0)) return null
  const isWatching = shown.mine === 'watcher'
  return (
    <section className="follow-ups" aria-label="People on this case">
      <div className="follow-ups-head">
        <h2>{shown.people.length === 0 ? 'Nobody else is on it' : `${shown.people.length} more on it`}</h2>
        {works ? (
          <div className="case-people-actions">
            {mayWatch ? (
              <Button
                icon={isWatching ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
                keys={watchKeys}
                onClick={watch}
              >
                {isWatching ? 'Stop watching' : 'Watch'}
              </Button>
            ) : null}
            {shown.others.length > 0 ? (
              <Button icon={<UserPlus aria-hidden="true" />} keys={addKeys} onClick={() => setAdding(true)}>
                Add
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {shown.people.length === 0 ? null : (
        <ul>
          {shown.people.map(({ person, role }) => (
            <li key={person.id} className="case-person">
              <span>
                {person.name} <span className="entry-meta">{casePersonWords[role].toLowerCase()}</span>
              </span>
              {works ? (
                <IconButton
                  label={`Take ${person.name} off this case`}
                  icon={<X aria-hidden="true" />}
                  onClick={() => change(person.id, null)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {isAdding ? <AddDialog caseId={caseId} shown={shown} onClose={() => setAdding(false)} /> : null}
    </section>
  )
}
