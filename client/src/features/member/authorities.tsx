/** Who may speak for a member (F93): what they may hear, until when, and in red what ran out. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, UserCheck, UserPlus, UserX } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AuthoritiesView, AuthorityView } from '../../../../server/contract/authority-api.ts'
import {
  type AuthorityGroundWord,
  type AuthorityScopeWord,
  authorityGroundWords,
  authorityScopeWords,
} from '../../../../server/contract/authority-words.ts'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import { call, problemLine, problemWords, RefusedError } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { keys, useAuthorities } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { localDay } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'

const tones = { stands: 'ok', 'not-yet': 'warn', expired: 'bad', withdrawn: 'bad' } as const
const scopes = Object.keys(authorityScopeWords) as AuthorityScopeWord[]

function Row({
  shown,
  onRenew,
  onWithdraw,
}: {
  shown: AuthorityView
  onRenew: (() => void) | null
  onWithdraw: (() => void) | null
}) {
  const stands = shown.state === 'stands'
  const Mark = stands ? UserCheck : shown.state === 'withdrawn' ? UserX : CircleAlert
  return (
    <li className={`authority ${stands || shown.state === 'not-yet' ? '' : 'is-out'}`}>
      <div className="authority-head">
        <p>
          <strong>{shown.name}</strong>
          {shown.relation === '' ? '' : `, ${shown.relation}`}
        </p>
        <Chip tone={tones[shown.state]} icon={<Mark aria-hidden="true" />}>
          {shown.stateWords}
        </Chip>
      </div>
      <p className="entry-meta">
        {shown.scope.map((one) => authorityScopeWords[one]).join(' · ')}
        {shown.matter === null ? (
          ' · all matters'
        ) : (
          <>
            {' · '}
            <Link to={casePath(shown.matter.id)}>{shown.matter.reference}</Link> alone
          </>
        )}
        {shown.number === null ? '' : ` · ${shown.number}`}
      </p>
      <p className="entry-meta">
        {authorityGroundWords[shown.ground]} · {shown.given.by.name}, <DateTime at={shown.given.at} />
        {shown.withdrawn === null ? null : (
          <>
            {' '}
            · withdrawn by {shown.withdrawn.by.name}, <DateTime at={shown.withdrawn.at} />:{' '}
            {shown.withdrawn.why}
          </>
        )}
      </p>
      {onRenew === null || onWithdraw === null || shown.state === 'withdrawn' ? null : (
        <div className="authority-head">
          <Button tone="quiet" aria-label={`Renew what ${shown.name} may do`} onClick={onRenew}>
            Renew
          </Button>
          <Button tone="quiet" aria-label={`Withdraw what ${shown.name} may do`} onClick={onWithdraw}>
            Withdraw
          </Button>
        </div>
      )}
    </li>
  )
}

/** The day a year on: the longest that is offered; any other can be typed. */
const aYearOn = (day: string): string => {
  const year = Number(day.slice(0, 4)) + 1
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
}

function GiveForm({ member, close }: { member: MemberView; close: () => void }) {
  const cache = useQueryClient()
  const [today] = useState(() => localDay(Date.now()))
  const [name, setName] = useState('')
  const [relation, setRelation] = useState('')
  const [number, setNumber] = useState('')
  const [caseId, setCaseId] = useState('')
  const [ground, setGround] = useState<AuthorityGroundWord>('letter')
  const [scope, setScope] = useState<readonly AuthorityScopeWord[]>(['take-message'])
  const [fromDay, setFrom] = useState(today)
  const [untilDay, setUntil] = useState(aYearOn(today))
  const give = useMutation({
    mutationFn: () =>
      call('POST /api/authorities/of/:memberId', {
        params: { memberId: member.id },
        body: {
          name,
          relation,
          number,
          caseId: caseId === '' ? null : caseId,
          scope: [...scope],
          ground,
          fromDay,
          untilDay,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.authorities(member.id), next)
      showToast('Kept. It is shown when they ring, and in the call.')
      close()
    },
  })
  const errors = new Map(
    give.error instanceof RefusedError ? give.error.fields.map(({ field, words }) => [field, words]) : [],
  )
  const beside = (field: string) => errors.get(field) ?? null
  const isGround = (word: string): word is AuthorityGroundWord => word in authorityGroundWords
  return (
    <Dialog title={`Who may speak for ${member.name}?`} onClose={close}>
      <form
        className="dial-form safe-form"
        onSubmit={(event) => {
          event.preventDefault()
          give.mutate()
        }}
      >
        <TextField
          label="Their name"
          value={name}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={beside('name')}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label="Who they are"
          hint="Brother, friend, solicitor. Nothing about health."
          value={relation}
          maxLength={60}
          autoComplete="off"
          onChange={({ target }) => setRelation(target.value)}
        />
        <TextField
          label="Their phone number"
          hint="When it rings, whoever answers sees this. May stay empty."
          value={number}
          maxLength={30}
          inputMode="tel"
          autoComplete="off"
          error={beside('number')}
          onChange={({ target }) => setNumber(target.value)}
        />
        <fieldset>
          <legend>What they may do</legend>
          {scopes.map((one) => (
            <Checkbox
              key={one}
              label={authorityScopeWords[one]}
              isChecked={scope.includes(one)}
              onChange={(isOn) => setScope(isOn ? [...scope, one] : scope.filter((other) => other !== one))}
            />
          ))}
          {beside('scope') === null ? null : <p className="field-error">{beside('scope')}</p>}
        </fieldset>
        <Select
          label="About"
          value={caseId}
          options={[
            { value: '', words: 'All of the member’s matters' },
            ...member.cases.map(({ id, reference, title }) => ({
              value: id,
              words: `${reference} · ${title}`,
            })),
          ]}
          onChange={({ target }) => setCaseId(target.value)}
        />
        <Select
          label="It rests on"
          value={ground}
          options={Object.entries(authorityGroundWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isGround(target.value)) setGround(target.value)
          }}
        />
        <div className="check-row">
          <TextField
            type="date"
            label="From"
            value={fromDay}
            error={beside('fromDay')}
            onChange={({ target }) => setFrom(target.value)}
          />
          <TextField
            type="date"
            label="Until, that day included"
            value={untilDay}
            error={beside('untilDay')}
            onChange={({ target }) => setUntil(target.value)}
          />
        </div>
        {give.error === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(give.error).words}
          </p>
        )}
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={give.isPending}>
            Keep this
          </Button>
          <Button large onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function RenewForm({
  shown,
  show,
  close,
}: {
  shown: AuthorityView
  show: (next: AuthoritiesView) => void
  close: () => void
}) {
  const [untilDay, setUntil] = useState(() => aYearOn(localDay(Date.now())))
  const renew = useMutation({
    mutationFn: () =>
      call('POST /api/authorities/:id/renew', {
        params: { id: shown.id },
        body: { version: shown.version, untilDay },
      }),
    onSuccess: (next) => {
      show(next)
      close()
    },
  })
  return (
    <Dialog title={`Renew what ${shown.name} may do`} onClose={close}>
      <form
        className="dial-form"
        onSubmit={(event) => {
          event.preventDefault()
          renew.mutate()
        }}
      >
        <p>Only when the member says so: ask them, not {shown.name}.</p>
        <TextField
          type="date"
          label="Until, that day included"
          value={untilDay}
          data-autofocus
          error={problemLine(renew.error)}
          onChange={({ target }) => setUntil(target.value)}
        />
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={renew.isPending}>
            Renew
          </Button>
          <Button large onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function AuthoritiesPart({ member }: { member: MemberView }) {
  const cache = useQueryClient()
  const mayChange = useMay('work-cases')
  const found = useAuthorities(member.id)
  const [isGiving, setGiving] = useState(false)
  const [renewing, setRenewing] = useState<AuthorityView | null>(null)
  const [withdrawing, setWithdrawing] = useState<AuthorityView | null>(null)
  const shortcut = useShortcutWords('give-authority')
  useShortcut('give-authority', () => setGiving(true), mayChange)
  const show = (next: AuthoritiesView) => cache.setQueryData(keys.authorities(member.id), next)
  const withdraw = useMutation({
    mutationFn: ({ one, why }: { one: AuthorityView; why: string }) =>
      call('POST /api/authorities/:id/withdraw', {
        params: { id: one.id },
        body: { version: one.version, why },
      }),
    onSuccess: (next) => {
      show(next)
      setWithdrawing(null)
    },
  })
  if (found.data === undefined) return null
  const { items } = found.data
  const live = items.filter(({ state }) => state !== 'withdrawn')
  const gone = items.filter(({ state }) => state === 'withdrawn')
  const row = (one: AuthorityView) => (
    <Row
      key={one.id}
      shown={one}
      onRenew={mayChange ? () => setRenewing(one) : null}
      onWithdraw={
        mayChange
          ? () => {
              withdraw.reset()
              setWithdrawing(one)
            }
          : null
      }
    />
  )
  return (
    <Panel
      title="Who may speak for them"
      aside={
        mayChange ? (
          <Button keys={shortcut} icon={<UserPlus aria-hidden="true" />} onClick={() => setGiving(true)}>
            Add
          </Button>
        ) : null
      }
    >
      <div className="panel-body">
        {live.length === 0 ? (
          <p className="entry-meta">Nobody but the member.</p>
        ) : (
          <ul className="authorities">{live.map(row)}</ul>
        )}
        {gone.length === 0 ? null : (
          <details>
            <summary>{gone.length} withdrawn</summary>
            <ul className="authorities">{gone.map(row)}</ul>
          </details>
        )}
      </div>
      {isGiving ? <GiveForm member={member} close={() => setGiving(false)} /> : null}
      {renewing === null ? null : <RenewForm shown={renewing} show={show} close={() => setRenewing(null)} />}
      {withdrawing === null ? null : (
        <WhyDialog
          title={`Withdraw what ${withdrawing.name} may do`}
          words="From now on they hear nothing of the member’s matters. Whoever answers their call is told."
          label="Why?"
          press="Withdraw it"
          isPending={withdraw.isPending}
          error={problemLine(withdraw.error)}
          onPress={(why) => withdraw.mutate({ one: withdrawing, why })}
          onClose={() => setWithdrawing(null)}
        />
      )}
    </Panel>
  )
}
