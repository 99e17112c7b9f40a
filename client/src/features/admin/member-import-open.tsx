/** The file that is open: how far it is, its report, and what is to become of it. */
import { useState } from 'react'
import type { MemberImportView } from '../../../../server/contract/member-views.ts'
import { call } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { showToast } from '../../ui/toast.tsx'
import { stateWords } from './import-words.ts'
import { MemberReport } from './member-report.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

const sayWhy = { onError: (error: unknown) => showToast(fullWords(error), { tone: 'problem' }) }

export function MemberImportOpen({ shown }: { shown: MemberImportView }) {
  const [goneIsRight, setGoneIsRight] = useState(false)
  const params = { id: shown.id }
  const apply = useSettingsChange(
    () => call('POST /api/admin/member-imports/:id/apply', { params, body: { goneIsRight } }),
    () => showToast('The file is being applied.'),
  )
  const discard = useSettingsChange(
    () => call('POST /api/admin/member-imports/:id/discard', { params }),
    () => showToast('Discarded. Nothing was changed.'),
  )
  const blocked = !shown.apply.allowed
    ? shown.apply.words
    : shown.goneQuestion !== null && !goneIsRight
      ? 'Say first that so many are right to be missing.'
      : null
  const askApply = () => apply.mutate(undefined, sayWhy)
  const askDiscard = () => discard.mutate(undefined, sayWhy)
  useShortcut('apply-members', askApply, blocked === null && !apply.isPending)
  useShortcut('discard-members', askDiscard, shown.discard.allowed && !discard.isPending)
  const applyKeys = useShortcutWords('apply-members')
  const discardKeys = useShortcutWords('discard-members')
  const isGoing = shown.state === 'reading' || shown.state === 'applying'
  return (
    <>
      <Panel title={shown.fileName}>
        <div className="stack">
          <p role="status">{stateWords(shown)}</p>
          {isGoing && !shown.isSilent ? (
            <progress
              className="import-progress"
              aria-label={shown.state === 'reading' ? 'Read' : 'Applied'}
              max={100}
              {...(shown.percent === null ? {} : { value: shown.percent })}
            />
          ) : null}
          {shown.ignored.length === 0 ? null : (
            <p className="field-hint">Nothing is read from: {shown.ignored.join(', ')}.</p>
          )}
          {shown.goneQuestion === null || shown.state !== 'ready' ? null : (
            <>
              <p>{shown.goneQuestion}</p>
              <Checkbox
                label="It is right that they are missing"
                isChecked={goneIsRight}
                onChange={setGoneIsRight}
              />
            </>
          )}
          {shown.state === 'applying' ? null : (
            <div className="empty-actions">
              {shown.state === 'ready' ? (
                <Button
                  tone="primary"
                  keys={applyKeys}
                  blocked={blocked}
                  isPending={apply.isPending}
                  onClick={askApply}
                >
                  Apply
                </Button>
              ) : null}
              <Button
                keys={discardKeys}
                blocked={shown.discard.allowed ? null : shown.discard.words}
                isPending={discard.isPending}
                onClick={askDiscard}
              >
                Discard
              </Button>
            </div>
          )}
        </div>
      </Panel>
      {shown.state === 'reading' ? null : <MemberReport shown={shown} title="What would change" />}
    </>
  )
}
