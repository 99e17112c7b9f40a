/** A group case: its members, each with the nearest legal date of their own sub-file. On a sub-file: which group it is part of. */
import { UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import type { GroupMember, GroupView } from '../../../../server/contract/group-api.ts'
import { caseStatusWords } from '../../../../server/contract/words.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath, cohortPathOf } from '../../paths.ts'
import { useGroup } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { daysWords, toneOfDays } from '../deadlines/deadline-words.ts'
import { AddMembers } from './add-members.tsx'
import { CloseGroup } from './close-group.tsx'
import '../tables.css'
import './groups.css'

function MemberRow({ shown }: { shown: GroupMember }) {
  const { nextDate } = shown
  return (
    <tr>
      <th scope="row">
        <Link to={casePath(shown.caseId)}>
          {shown.member?.name ?? 'Not matched'} · <span className="figures">{shown.reference}</span>
        </Link>
      </th>
      <td data-label="Next legal date">
        {nextDate === null ? (
          'None'
        ) : (
          <span className="group-date">
            <Chip tone={toneOfDays(nextDate.daysLeft)}>{daysWords(nextDate.daysLeft)}</Chip>
            <span>
              {nextDate.words}
              <span className="entry-meta">
                {' '}
                · {nextDate.claim}
                {nextDate.isConfirmed ? '' : ', not confirmed'}
              </span>
            </span>
          </span>
        )}
      </td>
      <td data-label="State">
        {caseStatusWords[shown.status]}
        {shown.stays?.is === 'sealed' ? ', sealed' : ''}
      </td>
      <td data-label="Owner">{shown.owner?.name ?? 'No owner'}</td>
    </tr>
  )
}

function Members({ shown, members, group }: { shown: CaseView; members: GroupMember[]; group: GroupView }) {
  const works = useMay('work-cases')
  const [asks, setAsks] = useState<'add' | 'close' | null>(null)
  const addKeys = useShortcutWords('group-add')
  const closeKeys = useShortcutWords('group-close')
  const textsMany = useMay('text-cohorts')
  const mayAdd = works && group.add.allowed
  const mayClose = works && shown.actions.change.allowed
  useShortcut('group-add', () => setAsks('add'), mayAdd)
  useShortcut('group-close', () => setAsks('close'), mayClose)
  return (
    <section className="follow-ups group" aria-label="Members of this group">
      <div className="follow-ups-head">
        <h2>
          {members.length === 0
            ? 'No members yet'
            : `${members.length} ${members.length === 1 ? 'member' : 'members'}`}
        </h2>
        {works && shown.status !== 'closed' ? (
          <div className="group-actions">
            <Button
              icon={<UserPlus aria-hidden="true" />}
              keys={addKeys}
              blocked={group.add.allowed ? null : group.add.words}
              onClick={() => setAsks('add')}
            >
              Add members
            </Button>
            {textsMany && members.length > 0 ? (
              <Link className="button button-plain" to={cohortPathOf({ id: shown.id, name: shown.title })}>
                Text them
              </Link>
            ) : null}
            <Button keys={closeKeys} onClick={() => setAsks('close')}>
              Close with one outcome
            </Button>
          </div>
        ) : null}
      </div>
      {group.sites.length === 0 ? null : (
        <ul className="group-sites" aria-label="Support by workplace">
          {group.sites.map(({ workplace, inGroup, members: all }) => (
            <li key={workplace}>
              <span>
                {workplace}: <span className="figures">{inGroup}</span> of{' '}
                <span className="figures">{all}</span> {all === 1 ? 'member' : 'members'}
              </span>
              <meter min={0} max={all} value={inGroup} aria-label={`${workplace}: ${inGroup} of ${all}`} />
            </li>
          ))}
        </ul>
      )}
      {members.length === 0 ? (
        <p className="entry-meta">
          One issue, many members: each gets a private sub-file with documents, notes and legal dates of their
          own.
        </p>
      ) : (
        <div
          className="table-wrap group-table"
          role="region"
          aria-label="Members and their legal dates"
          tabIndex={0}
        >
          <table className="table">
            <caption className="visually-hidden">Members, the nearest legal date first</caption>
            <thead>
              <tr>
                <th scope="col">Member and sub-file</th>
                <th scope="col">Next legal date</th>
                <th scope="col">State</th>
                <th scope="col">Owner</th>
              </tr>
            </thead>
            <tbody>
              {members.map((one) => (
                <MemberRow key={one.caseId} shown={one} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asks === 'add' ? <AddMembers caseId={shown.id} onClose={() => setAsks(null)} /> : null}
      {asks === 'close' ? <CloseGroup shown={shown} members={members} onClose={() => setAsks(null)} /> : null}
    </section>
  )
}

export function GroupPanel({ shown }: { shown: CaseView }) {
  const found = useGroup(shown.id)
  if (found.data === undefined) return null
  const { members, partOf } = found.data
  if (members !== null) return <Members shown={shown} members={members} group={found.data} />
  if (partOf === null) return null
  return (
    <section className="follow-ups" aria-label="Part of a group case">
      <p className="group-part">
        <UsersRound aria-hidden="true" />
        <span>
          Sub-file of{' '}
          <Link to={casePath(partOf.id)}>
            <span className="figures">{partOf.reference}</span> · {partOf.title}
          </Link>
          <span className="entry-meta">. What stands here is this member’s alone.</span>
        </span>
      </p>
    </section>
  )
}
