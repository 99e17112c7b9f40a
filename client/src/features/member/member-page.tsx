import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderPlus, MessageSquare, Phone as PhoneIcon, ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import { call, isRefusal, problemWords } from '../../api.ts'
import { AuditLink } from '../../frame/audit-link.tsx'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { memberPath, threadPath } from '../../paths.ts'
import { keys, useMember, usePhone } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime, dayAndTime, shortDate } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { CoverPanel } from '../branches/cover-lines.tsx'
import { HoldPanel } from '../holds/hold-panel.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { timelineItems } from '../timeline/timeline-view.ts'
import { AuthoritiesPart } from './authorities.tsx'
import { DialSheet } from './dial-sheet.tsx'
import { MarkNumber } from './mark-number.tsx'
import { CaseLines, MemberChips } from './member-pane.tsx'
import { MemberRelay } from './member-relay.tsx'
import { MergesPanel } from './merges.tsx'
import { NeedsPart } from './needs.tsx'
import { NewCase } from './new-case.tsx'
import { ReportCorrection } from './report-correction.tsx'
import { SafeContactPart } from './safe-contact.tsx'
import './member-page.css'

type Phone = MemberView['phones'][number]

function PhoneRow({ phone, member, isFirst }: { phone: Phone; member: MemberView; isFirst: boolean }) {
  const memberId = member.id
  const mayRing = useMay('take-calls')
  const mayMark = useMay('work-cases')
  const [layer, setLayer] = useState<'dial' | 'mark' | null>(null)
  const dial = usePhone(mayRing).data?.actions.dial
  const ringBlocked = dial?.allowed === false ? dial.words : null
  useShortcut(
    'ring-member',
    () => (ringBlocked === null ? setLayer('dial') : showToast(ringBlocked)),
    isFirst && mayRing,
  )
  const ringKeys = useShortcutWords('ring-member')
  const now = useNow(60_000)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const maySend = useMay('text-members')
  const text = useMutation({
    mutationFn: () => call('POST /api/threads', { body: { number: phone.e164, memberId } }),
    onSuccess: (thread) => {
      cache.setQueryData(keys.thread(thread.id), thread)
      void navigate(threadPath(thread.id))
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  const worksCases = useMay('work-cases')
  const wish = useMutation({
    mutationFn: (isWanted: boolean) =>
      call('PUT /api/members/:id/phones/:phoneId', {
        params: { id: memberId, phoneId: phone.id },
        body: { isWanted },
      }),
    onSuccess: (next) => cache.setQueryData(keys.member(memberId), next),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  return (
    <li className="phone-row">
      <div>
        <p className="figures">{phone.number}</p>
        <p className="entry-meta">
          {[
            phone.label,
            phone.unsafeBecause === null ? '' : `not safe to ring: ${phone.unsafeBecause}`,
            phone.optedOutAt === null ? '' : `stopped texts on ${shortDate(phone.optedOutAt, now)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {phone.ring.may || phone.unsafeBecause !== null ? null : (
          <p className="safe-blocked">
            <ShieldAlert aria-hidden="true" />
            {phone.ring.words}
          </p>
        )}
        {phone.sharedWith.length === 0 ? null : (
          <p className="entry-meta">
            Shared with{' '}
            {phone.sharedWith.map((one, at) => (
              <span key={one.id}>
                {at > 0 ? ', ' : ''}
                <Link to={memberPath(one.id)}>{one.name}</Link>
                {one.branch === null ? '' : ` (${one.branch})`}
              </span>
            ))}
            : ask who it is.
          </p>
        )}
        {worksCases && phone.missedCallText.change.allowed ? (
          <Checkbox
            label="Text after a missed call: they asked, and this number is safe"
            isChecked={wish.isPending ? wish.variables : phone.missedCallText.isWanted}
            onChange={(isWanted) => wish.mutate(isWanted)}
          />
        ) : null}
      </div>
      {mayRing ? (
        <Button
          icon={<PhoneIcon aria-hidden="true" />}
          aria-label={`Ring ${phone.number}`}
          keys={isFirst ? ringKeys : null}
          blocked={ringBlocked}
          onClick={() => setLayer('dial')}
        >
          Ring
        </Button>
      ) : null}
      {mayMark ? (
        <Button
          tone="quiet"
          icon={<ShieldAlert aria-hidden="true" />}
          aria-label={`Is ${phone.number} safe to ring?`}
          onClick={() => setLayer('mark')}
        >
          {phone.unsafeBecause === null ? 'Mark' : 'Marked'}
        </Button>
      ) : null}
      {layer === 'dial' ? <DialSheet phone={phone} member={member} close={() => setLayer(null)} /> : null}
      {layer === 'mark' ? (
        <MarkNumber phone={phone} memberId={memberId} close={() => setLayer(null)} />
      ) : null}
      {maySend ? (
        <Button
          icon={<MessageSquare aria-hidden="true" />}
          aria-label={`Text ${phone.number}`}
          isPending={text.isPending}
          onClick={() => text.mutate()}
        >
          Text
        </Button>
      ) : null}
    </li>
  )
}

function MemberParts({ shown }: { shown: MemberView }) {
  const now = useNow(60_000)
  const worksCases = useMay('work-cases')
  const readsCases = useMay('read-cases')
  const [isOpening, setOpening] = useState(false)
  const [isCorrecting, setCorrecting] = useState(false)
  usePageTitle(shown.name)
  const open = shown.cases.filter(({ status }) => status !== 'closed')
  const closed = shown.cases.filter(({ status }) => status === 'closed')
  const membership = [
    ['Status', shown.status],
    ['Joined', shown.joinedOn === null ? null : shortDate(`${shown.joinedOn}T12:00:00Z`, now)],
    ['Branch', shown.branch],
    ['Employer', shown.employer],
    ['Workplace', shown.workplace],
    ['Job', shown.jobTitle],
    ['Rings', shown.textRelay ? 'Through text relay' : null],
    ['Recording', shown.recordingRefused ? 'Does not want calls recorded' : 'No objection noted'],
  ] as const
  return (
    <>
      <div className="member-page-head">
        <div>
          <p className="entry-meta figures">{shown.membershipNumber ?? 'Membership number hidden'}</p>
          <h1>{shown.name}</h1>
          <MemberChips member={shown} />
          <AuditLink id={shown.id} />
        </div>
        {worksCases ? (
          <Button tone="primary" icon={<FolderPlus aria-hidden="true" />} onClick={() => setOpening(true)}>
            New case
          </Button>
        ) : null}
      </div>
      <div className="member-panels">
        <Panel title="Contact">
          <ul className="panel-body">
            {shown.phones.map((phone, at) => (
              <PhoneRow key={phone.id} phone={phone} member={shown} isFirst={at === 0} />
            ))}
            {shown.phones.length === 0 ? <li>No phone number is known.</li> : null}
            {shown.email === null ? null : <li className="member-email">{shown.email}</li>}
          </ul>
          <MemberRelay member={shown} />
          <NeedsPart member={shown} />
          <SafeContactPart member={shown} />
        </Panel>
        <div className="member-column">
          <Panel
            title="Membership"
            aside={
              worksCases ? (
                <Button tone="quiet" onClick={() => setCorrecting(true)}>
                  Report a correction
                </Button>
              ) : null
            }
          >
            <dl className="facts panel-body">
              {membership.map(([name, value]) =>
                value === null ? null : (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
              )}
            </dl>
            <p className="panel-body entry-meta">
              {shown.isMembershipHidden
                ? 'Hidden while they are on the line and not verified. Check two facts in the call.'
                : shown.membershipReadAt === null
                  ? 'Not from the membership system.'
                  : `From the membership system, read ${dayAndTime(shown.membershipReadAt, now)}. A wrong value is put right there.`}
            </p>
          </Panel>
          <AuthoritiesPart member={shown} />
        </div>
        <div className="member-column">
          {readsCases ? (
            <Panel title={`Cases (${open.length} open, ${closed.length} closed)`}>
              <div className="panel-body">
                {shown.cases.length === 0 ? <p>No cases yet.</p> : <CaseLines cases={open} />}
                {closed.length === 0 ? null : (
                  <details>
                    <summary>{closed.length} closed</summary>
                    <CaseLines cases={closed} />
                  </details>
                )}
              </div>
            </Panel>
          ) : null}
          <CoverPanel memberId={shown.id} />
          <MergesPanel memberId={shown.id} />
          <HoldPanel held={{ kind: 'member', id: shown.id }} className="panel" />
        </div>
        <Panel title={`Contacts (${shown.contacts.length})`} className="member-contacts">
          <div className="panel-body">
            {shown.contacts.length === 0 ? (
              <p>No calls or texts yet.</p>
            ) : (
              <Timeline items={timelineItems(shown.contacts, 'all')} label="Contacts, newest first" />
            )}
          </div>
        </Panel>
      </div>
      {isCorrecting ? <ReportCorrection memberId={shown.id} close={() => setCorrecting(false)} /> : null}
      {isOpening ? <NewCase member={shown} onClose={() => setOpening(false)} /> : null}
    </>
  )
}

function MemberById({ id }: { id: string }) {
  const member = useMember(id)
  usePageTitle('Member')
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {member.data === undefined ? (
        member.isError ? (
          <>
            <h1 className="visually-hidden">Member</h1>
            {isRefusal(member.error, 'not-found') || isRefusal(member.error, 'not-allowed') ? (
              <EmptyState
                title="This member cannot be shown"
                actions={
                  <Link className="button button-plain" to="/members">
                    Look at the members
                  </Link>
                }
              >
                {problemWords(member.error).words}
              </EmptyState>
            ) : (
              <ErrorState
                what="We could not load this member"
                problem={problemWords(member.error)}
                onRetry={() => void member.refetch()}
              />
            )}
          </>
        ) : (
          <SkeletonRows label="member" rows={8} height={56} />
        )
      ) : (
        <>
          {member.isError ? (
            <StaleLine at={clockTime(member.dataUpdatedAt)} onRetry={() => void member.refetch()} />
          ) : null}
          {member.data.id === id ? (
            <MemberParts shown={member.data} />
          ) : (
            <Navigate to={memberPath(member.data.id)} replace />
          )}
        </>
      )}
    </main>
  )
}

export function MemberPage() {
  const { id = '' } = useParams()
  return (
    <Need any={['read-members']} name="Members">
      <MemberById key={id} id={id} />
    </Need>
  )
}
