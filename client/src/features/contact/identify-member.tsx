import { UserRoundSearch } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { MemberBrief } from '../../../../server/contract/briefs.ts'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { call } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useMembers } from '../../queries.ts'
import { refusedWords } from '../../recordings/recording-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { JoinPath } from '../leads/join-path.tsx'
import { useContactChange } from './use-contact-change.ts'
import { whoWords } from './who-words.ts'

function MemberChoice({
  member,
  choose,
  isPending,
}: {
  member: MemberBrief
  choose: (member: MemberBrief) => void
  isPending: boolean
}) {
  return (
    <li className="member-choice">
      <span className="choice-words">
        <strong>{member.name}</strong> {member.membershipNumber ?? ''}
        <span className="choice-line">
          {[member.employer, member.workplace, member.branch, member.status].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Button isPending={isPending} aria-label={`This is ${member.name}`} onClick={() => choose(member)}>
        This is them
      </Button>
    </li>
  )
}

function FindMember({ contact, close }: { contact: ContactView; close: () => void }) {
  const [q, setQ] = useState('')
  const asked = useDeferredValue(q.trim())
  const found = useMembers(asked)
  const { change, isPending, problem } = useContactChange(contact.id)
  const searched = asked.length > 1 ? (found.data?.pages.flatMap((page) => page.items) ?? []) : []
  const shown: MemberBrief[] = asked.length > 1 ? searched : contact.caller.members
  const choose = async (member: MemberBrief) => {
    const done = await change(
      () =>
        call('POST /api/contacts/:id/member', { params: { id: contact.id }, body: { memberId: member.id } }),
      (view) => ({
        words: [`This is with ${member.name} now.`, refusedWords(view)].filter(Boolean).join(' '),
      }),
    )
    if (done) close()
  }
  return (
    <Dialog title="Who is it?" onClose={close}>
      <TextField
        label="Name, membership number, phone or postcode of work"
        type="search"
        value={q}
        autoComplete="off"
        onChange={(event) => setQ(event.target.value)}
      />
      <ul className="member-choices" aria-label="Members found">
        {shown.slice(0, 20).map((member) => (
          <MemberChoice
            key={member.id}
            member={member}
            isPending={isPending}
            choose={(one) => void choose(one)}
          />
        ))}
      </ul>
      <p role="status" className="choice-line">
        {asked.length > 1 && shown.length === 0 && !found.isFetching
          ? 'Nobody found. Try fewer letters.'
          : ''}
      </p>
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
    </Dialog>
  )
}

/** Says that nobody is named yet, and finds the member. A number never makes a person by itself. */
export function IdentifyMember({ contact }: { contact: ContactView }) {
  const [isOpen, setOpen] = useState(false)
  const words = whoWords(contact)
  const worksCases = useMay('work-cases')
  if (words === null) return null
  return (
    <div className="contact-who">
      <p>{words}</p>
      <Button
        icon={<UserRoundSearch aria-hidden="true" />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Find the member
      </Button>
      {contact.caller.members.length === 0 && worksCases ? <JoinPath contactId={contact.id} /> : null}
      {isOpen ? <FindMember contact={contact} close={() => setOpen(false)} /> : null}
    </div>
  )
}
