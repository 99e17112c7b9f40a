/** The call menu of a line: a tree that is drafted, checked, published and put back. */
import { useState } from 'react'
import type { AdminLineView, MenuLevelView, MenuView } from '../../../../server/contract/admin-views.ts'
import { call, isRefusal, RefusedError } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { CallIt } from './call-it.tsx'
import { History, usePutBack } from './history.tsx'
import { LineChoice } from './line-choice.tsx'
import { firstMenu, optionsOf, pathWords } from './menu-edit.ts'
import { MenuStep } from './menu-step.tsx'
import { Preview } from './preview.tsx'
import { footWords, useSettingsChange } from './settings-form.ts'

export function MenuPage() {
  return (
    <LineChoice title="Call menu" only="voice">
      {(line) => <LineMenu line={line} />}
    </LineChoice>
  )
}

function LineMenu({ line }: { line: AdminLineView }) {
  // A new round starts the editor again, from what the server has.
  const [from, setFrom] = useState({ round: 0, line })
  const again = (next: AdminLineView) => setFrom(({ round }) => ({ round: round + 1, line: next }))
  const putBack = usePutBack(again)
  const queueKey = line.queues[0]?.key
  const start = from.line.menuDraft ?? from.line.menu ?? (queueKey === undefined ? null : firstMenu(queueKey))
  return (
    <>
      {start === null ? (
        <EmptyState title="There is no queue to lead to">Add one under Queues first.</EmptyState>
      ) : (
        <MenuEditor key={from.round} line={line} from={from.line} start={start} onAgain={again} />
      )}
      <History changes={line.history.filter(({ part }) => part === 'menu')} putBack={putBack} />
    </>
  )
}

function MenuEditor({
  line,
  from,
  start,
  onAgain,
}: {
  /** As it is now; `from`: as it was when this round of editing began. */
  line: AdminLineView
  from: AdminLineView
  start: MenuView
  onAgain: (next: AdminLineView) => void
}) {
  const [menu, setMenu] = useState(start)
  const [version, setVersion] = useState(from.version)
  const [problems, setProblems] = useState(from.draftProblems)
  const [path, setPath] = useState('')
  const [saved, setSaved] = useState<MenuView | null>(from.menuDraft ?? from.menu)
  const isDirty = JSON.stringify(menu) !== JSON.stringify(saved)
  const hasDraft = line.menuDraft !== null

  const keep = async (draft: MenuView | null) => {
    const next = await call('PUT /api/admin/lines/:id/menu-draft', {
      params: { id: line.id },
      body: { version, menu: draft },
    })
    setVersion(next.version)
    setProblems(next.draftProblems)
    setSaved(next.menuDraft ?? next.menu)
    return next
  }
  const save = useSettingsChange(
    () => keep(menu),
    (next) =>
      showToast(
        next.draftProblems.length === 0
          ? 'Draft saved. Callers hear it once it is published.'
          : `Draft saved. ${problemCount(next.draftProblems.length)} before it can be published.`,
      ),
  )
  const discard = useSettingsChange(
    () => keep(null),
    (next) => {
      showToast('The draft is thrown away. Callers hear what they heard before.')
      onAgain(next)
    },
  )
  const publish = useSettingsChange(
    async () => {
      const drafted = await keep(menu)
      return call('POST /api/admin/lines/:id/menu-draft/publish', {
        params: { id: line.id },
        body: { version: drafted.version },
      })
    },
    (next) => {
      showToast('Published. The next call hears it.')
      onAgain(next)
    },
  )
  useShortcut('send', () => save.mutate(undefined))
  const saveKeys = useShortcutWords('send')
  const publishKeys = useShortcutWords('admin-publish')
  const canPublish = hasDraft || isDirty
  useShortcut('admin-publish', () => {
    if (canPublish) publish.mutate(undefined)
  })
  const errorOf = (at: string, field: string) =>
    problems.find((one) => one.at === at && one.field === field)?.words ?? null
  const failed = publish.error ?? save.error ?? discard.error
  const isStale = isRefusal(failed, 'stale-version')
  return (
    <>
      <p className="line-state">
        <Chip tone={hasDraft || isDirty ? 'warn' : 'ok'}>
          {hasDraft || isDirty ? 'Draft' : line.menu === null ? 'No menu yet' : 'Published'}
        </Chip>{' '}
        <span>
          {hasDraft || isDirty
            ? 'Callers still hear the menu in use.'
            : line.menu === null
              ? 'Callers go straight to the queue of the line.'
              : 'This is what callers hear.'}
        </span>
      </p>
      <div className="admin-columns">
        <div className="admin-main">
          <div className="menu-panes">
            <nav aria-label="Steps of the menu" className="panel menu-tree">
              <Branch level={menu} path="" chosen={path} problems={problems} line={line} onChoose={setPath} />
            </nav>
            <section className="panel menu-form" aria-label="Step">
              <MenuStep
                menu={menu}
                path={path}
                queues={line.queues}
                errorOf={errorOf}
                onChange={setMenu}
                onGo={setPath}
              />
            </section>
          </div>
          {problems.length === 0 ? null : (
            <Panel title={`${problemCount(problems.length)} before it can be published`}>
              <ul className="menu-problems">
                {problems.map((one) => (
                  <li key={`${one.at}.${one.field}`}>
                    <button type="button" className="link-button" onClick={() => setPath(one.at)}>
                      {one.at === '' ? 'The menu itself' : `Key ${pathWords(one.at)}`}
                    </button>
                    : {one.words}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <div className="admin-foot">
            <Button keys={saveKeys} isPending={save.isPending} onClick={() => save.mutate(undefined)}>
              Save and check the draft
            </Button>
            <Button
              tone="primary"
              keys={publishKeys}
              isPending={publish.isPending}
              blocked={canPublish ? null : 'Nothing is different from the menu in use.'}
              onClick={() => publish.mutate(undefined)}
            >
              Publish
            </Button>
            {hasDraft ? (
              <Button isPending={discard.isPending} onClick={() => discard.mutate(undefined)}>
                Throw the draft away
              </Button>
            ) : null}
            <CallIt number={line.number} draftOf={hasDraft ? line.id : null} />
            {failed === null ? null : (
              <p className="field-error" role="alert">
                {failed instanceof RefusedError && failed.fields.length > 0
                  ? `${problemCount(failed.fields.length)} before it can be published. The draft is saved.`
                  : footWords(failed)}{' '}
                {isStale ? (
                  <button type="button" className="link-button" onClick={() => onAgain(line)}>
                    Show theirs
                  </button>
                ) : null}
              </p>
            )}
          </div>
        </div>
        <div className="admin-aside">
          {isDirty ? <p className="field-hint">The preview is of the draft as it was last saved.</p> : null}
          <Preview lineId={line.id} draft />
        </div>
      </div>
    </>
  )
}

const problemCount = (n: number): string => (n === 1 ? '1 thing to put right' : `${n} things to put right`)

function Branch({
  level,
  path,
  chosen,
  problems,
  line,
  onChoose,
}: {
  level: MenuLevelView
  path: string
  chosen: string
  problems: AdminLineView['draftProblems']
  line: AdminLineView
  onChoose: (path: string) => void
}) {
  const step = (at: string, words: string) => {
    const isWrong = problems.some((one) => one.at === at)
    return (
      <button
        type="button"
        className="menu-node"
        aria-current={chosen === at ? 'step' : undefined}
        onClick={() => onChoose(at)}
      >
        <span>{words}</span>
        {isWrong ? <Chip tone="bad">Put right</Chip> : null}
      </button>
    )
  }
  return (
    <>
      {path === '' ? step('', 'The menu itself') : null}
      <ul>
        {optionsOf(level).map(({ key, option }) => (
          <li key={key}>
            {step(
              path + key,
              `${key} ${option.words === '' ? 'no words yet' : option.words}${
                option.kind === 'queue'
                  ? `: ${line.queues.find((queue) => queue.key === option.queueKey)?.name ?? 'a queue that is gone'}`
                  : ''
              }`,
            )}
            {option.kind === 'menu' ? (
              <Branch
                level={option.menu}
                path={path + key}
                chosen={chosen}
                problems={problems}
                line={line}
                onChoose={onChoose}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
