/** Who this is about, beside whatever is being done: fills when a phone rings, stays read only. */

import { Check, EyeOff, TriangleAlert, User } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CallerView, CaseBrief, MemberBrief } from '../../../../server/contract/briefs.ts'
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'
import { casePath, memberPath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Due } from '../../ui/clock.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { timelineItems } from '../timeline/timeline-view.ts'
import { NeedLines } from './needs.tsx'
import './member-pane.css'

export function StatusChip({ status }: { status: string | null }) {
  if (status === null)
    return (
      <Chip tone="info" icon={<EyeOff aria-hidden="true" />}>
        Membership hidden
      </Chip>
    )
  return status === 'Paid up' ? (
    <Chip tone="ok" icon={<Check aria-hidden="true" />}>
      {status}
    </Chip>
  ) : (
    <Chip tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
      {status}
    </Chip>
  )
}

export function MemberChips({ member }: { member: MemberBrief }) {
  return (
    <ul className="chips">
      <li>
        <StatusChip status={member.status} />
      </li>
      {member.chips.map((chip) => (
        <li key={chip}>
          <Chip tone="info">{chip}</Chip>
        </li>
      ))}
    </ul>
  )
}

function MemberFacts({ member, number }: { member: MemberBrief; number: string | null }) {
  const facts = [
    ['Number', member.membershipNumber],
    ['Phone', number],
    ['Employer', member.employer],
    ['Workplace', member.workplace],
    ['Branch', member.branch],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

export function CaseLines({ cases }: { cases: CaseBrief[] }) {
  return (
    <ul className="case-lines">
      {cases.map((one) => (
        <li key={one.id}>
          <Link to={casePath(one.id)}>
            {one.reference} · {one.title}
          </Link>
          <p className="entry-meta">
            {one.owner?.name ?? 'No owner'}
            {one.nextStep === null ? null : (
              <>
                {' · next step '}
                <Due at={one.nextStep.due} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** One member, several possible ones, or nobody known. `onIdentify` is given when the caller may be named now. */
export function MemberPane({
  caller,
  member = null,
  before = [],
  casesTitle = 'Open cases',
  onIdentify,
  children,
}: {
  caller: CallerView
  /** The member once settled; without it the caller's number speaks. */
  member?: MemberBrief | null
  before?: TimelineEntry[]
  casesTitle?: string
  onIdentify?: (memberId: string) => void
  /** What helps now, before what was. */
  children?: ReactNode
}) {
  const known = member ?? (caller.kind === 'member' ? (caller.members[0] ?? null) : null)
  return (
    <div className="member-pane">
      <section className="member-part" aria-label="Who this is">
        <div className="member-head">
          <span className="member-face" aria-hidden="true">
            <User />
          </span>
          <div>
            <h2>{known === null ? caller.title : <Link to={memberPath(known.id)}>{known.name}</Link>}</h2>
            {known === null ? (
              <p className="entry-meta">
                {caller.kind === 'withheld'
                  ? 'The number was withheld, so nobody is assumed.'
                  : caller.kind === 'several'
                    ? `${caller.number ?? ''} belongs to ${caller.members.length} members.`
                    : 'Not matched to a member.'}
              </p>
            ) : null}
          </div>
        </div>
        {known === null ? null : (
          <>
            <MemberChips member={known} />
            <NeedLines memberId={known.id} />
            <MemberFacts member={known} number={caller.number} />
          </>
        )}
        {known === null && caller.members.length > 0 ? (
          <ul className="possible">
            {caller.members.map((one) => (
              <li key={one.id}>
                <h3>
                  <Link to={memberPath(one.id)}>{one.name}</Link>
                </h3>
                <MemberChips member={one} />
                <MemberFacts member={one} number={null} />
                {onIdentify === undefined ? null : (
                  <Button onClick={() => onIdentify(one.id)}>This is {one.name}</Button>
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {caller.openCases.length === 0 ? null : (
        <section className="member-part" aria-label={casesTitle}>
          <h3>{casesTitle}</h3>
          <CaseLines cases={caller.openCases} />
        </section>
      )}
      {children}
      {before.length === 0 ? null : (
        <section className="member-part" aria-label="Before this contact">
          <h3>Before this contact</h3>
          <Timeline items={timelineItems(before, 'all')} label="Before this contact" />
        </section>
      )}
    </div>
  )
}
