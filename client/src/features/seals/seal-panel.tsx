/** Who may know this case: open to all who read cases, or sealed, with names, conflicts, and the hour of a broken glass. */
import { Lock, ShieldX, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { CaseSealView } from '../../../../server/contract/seal-views.ts'
import { problemLine, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useCaseSeal } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { clockTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'
import { useSealing } from './use-seals.ts'
import './seals.css'

const problem = (error: unknown) => showToast(problemWords(error).words, { tone: 'problem' })

function Somebody({
  person,
  words,
  isConflict,
  onTakeBack,
}: {
  person: PersonBrief
  words: string
  isConflict: boolean
  onTakeBack: (() => void) | null
}) {
  const Mark = isConflict ? ShieldX : UserRound
  return (
    <li>
      <Mark aria-hidden="true" />
      <span>
        <strong>{person.name}</strong> · {words}
      </span>
      {onTakeBack === null ? null : (
        <Button tone="quiet" aria-label={`Take back: ${person.name}, ${words}`} onClick={onTakeBack}>
          Take back
        </Button>
      )}
    </li>
  )
}

function AddSomebody({
  shown,
  onAdd,
}: {
  shown: CaseSealView
  onAdd: (ofId: string, standing: 'named' | 'conflicted') => void
}) {
  const [ofId, setOfId] = useState('')
  const chosen = shown.others.some(({ id }) => id === ofId) ? ofId : ''
  const add = (standing: 'named' | 'conflicted') => {
    if (chosen === '') return
    onAdd(chosen, standing)
    setOfId('')
  }
  const blocked = chosen === '' ? 'Choose a colleague first.' : null
  return (
    <div className="seal-add">
      <Select
        label="A colleague"
        value={chosen}
        options={[
          { value: '', words: 'Choose…' },
          ...shown.others.map(({ id, name }) => ({ value: id, words: name })),
        ]}
        onChange={({ target }) => setOfId(target.value)}
      />
      <Button blocked={blocked} onClick={() => add('named')}>
        May know it
      </Button>
      <Button blocked={blocked} onClick={() => add('conflicted')}>
        Is in conflict
      </Button>
    </div>
  )
}

function OtherSide({
  shown,
  isPending,
  error,
  onOpen,
  onClose,
}: {
  shown: CaseSealView
  isPending: boolean
  error: unknown
  onOpen: (side: { membershipNumber: string; ownerId: string }) => void
  onClose: () => void
}) {
  const [membershipNumber, setNumber] = useState('')
  const [ownerId, setOwner] = useState(shown.others[0]?.id ?? '')
  return (
    <Dialog title="The other party is a member" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onOpen({ membershipNumber, ownerId })
        }}
      >
        <p>
          They get a sealed file and an official of their own. You will not see it, and its official will
          never see this one.
        </p>
        <TextField
          label="Their membership number"
          data-autofocus
          maxLength={40}
          value={membershipNumber}
          error={problemLine(error)}
          onChange={({ target }) => setNumber(target.value)}
        />
        <Select
          label="Their official"
          value={ownerId}
          options={shown.others.map(({ id, name }) => ({ value: id, words: name }))}
          onChange={({ target }) => setOwner(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            Open their file
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function People({ shown, decides }: { shown: CaseSealView; decides: boolean }) {
  const { stand } = useSealing(shown.caseId)
  const set = (ofId: string, standing: 'named' | 'conflicted' | null) =>
    stand.mutate({ ofId, standing }, { onError: problem })
  const takeBack = (id: string) => (decides ? () => set(id, null) : null)
  return (
    <>
      <ul className="seal-people" aria-label="Who may know this case">
        {shown.owner === null ? null : (
          <Somebody person={shown.owner} words="owner" isConflict={false} onTakeBack={null} />
        )}
        {shown.named.map((person) => (
          <Somebody
            key={person.id}
            person={person}
            words="may know it"
            isConflict={false}
            onTakeBack={takeBack(person.id)}
          />
        ))}
        {shown.conflicted.map((person) => (
          <Somebody
            key={person.id}
            person={person}
            words="in conflict, never"
            isConflict
            onTakeBack={takeBack(person.id)}
          />
        ))}
      </ul>
      {decides ? <AddSomebody shown={shown} onAdd={set} /> : null}
    </>
  )
}

export function SealPanel({ caseId }: { caseId: string }) {
  const works = useMay('work-cases')
  const found = useCaseSeal(caseId)
  const { seal, lift, otherSide } = useSealing(caseId)
  const [asks, setAsks] = useState<'seal' | 'lift' | 'other' | null>(null)
  const shown = found.data
  const decides = works && shown?.isDecider === true
  const ask = (what: 'seal' | 'lift' | 'other') => {
    for (const one of [seal, lift, otherSide]) one.reset()
    setAsks(what)
  }
  const close = () => setAsks(null)
  const done = { onSuccess: close }
  useShortcut('seal-case', () => ask('seal'), decides && shown.seal === null)
  const sealKeys = useShortcutWords('seal-case')
  if (shown === undefined || (shown.seal === null && !works)) return null
  return (
    <section className="follow-ups seals" aria-label="Who may know this case">
      <div className="follow-ups-head">
        <h2>{shown.seal === null ? 'Open to everybody who reads cases' : 'Sealed case'}</h2>
        {!decides ? null : shown.seal === null ? (
          <Button icon={<Lock aria-hidden="true" />} keys={sealKeys} onClick={() => ask('seal')}>
            Seal this case
          </Button>
        ) : (
          <div className="seal-actions">
            {shown.seal.hasOtherSide ? null : (
              <Button onClick={() => ask('other')}>The other party is a member</Button>
            )}
            <Button tone="quiet" onClick={() => ask('lift')}>
              Lift the seal
            </Button>
          </div>
        )}
      </div>
      {shown.seal === null ? null : (
        <>
          <p className="seal-words">
            <Lock aria-hidden="true" /> For everybody else this case does not exist. Sealed by {shown.seal.by}
            : {shown.seal.why}
            {shown.seal.hasOtherSide ? ' The other party has a sealed file that nobody here may know.' : ''}
          </p>
          {shown.openUntil === null ? null : (
            <p className="seal-words seal-care" role="status">
              <ShieldX aria-hidden="true" /> You opened it in an emergency. It closes by itself at{' '}
              {clockTime(shown.openUntil)}; data protection has been told.
            </p>
          )}
          <People shown={shown} decides={decides} />
        </>
      )}
      {asks === 'seal' ? (
        <WhyDialog
          title="Seal this case"
          words="Its title and that it exists are hidden from everybody but its owner, whom they name, and data protection: in lists, searches, counts and exports."
          label="Why?"
          press="Seal it"
          isPending={seal.isPending}
          error={problemLine(seal.error)}
          onPress={(why) => seal.mutate(why, done)}
          onClose={close}
        />
      ) : null}
      {asks === 'lift' ? (
        <WhyDialog
          title="Lift the seal"
          words="Everybody who reads cases will see it again, with its whole history."
          label="Why?"
          press="Lift it"
          isPending={lift.isPending}
          error={problemLine(lift.error)}
          onPress={(why) => lift.mutate(why, done)}
          onClose={close}
        />
      ) : null}
      {asks === 'other' ? (
        <OtherSide
          shown={shown}
          isPending={otherSide.isPending}
          error={otherSide.error}
          onOpen={(side) => otherSide.mutate(side, done)}
          onClose={close}
        />
      ) : null}
    </section>
  )
}
