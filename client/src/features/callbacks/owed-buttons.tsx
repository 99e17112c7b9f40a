/** What every list of people who are owed a call offers with each of them; see owed-keys.ts for their keys. */
import { Check, PhoneOutgoing } from 'lucide-react'
import { Link } from 'react-router'
import type { Allowed, CaseBrief } from '../../../../server/contract/briefs.ts'
import { useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { blockedBy } from './owed-view.ts'

/** Whether this person may ring anybody, and why their own phone cannot ring now. */
export interface MayRing {
  mayRing: boolean
  ringBlocked: string | null
}

export function RingNow({
  item,
  may,
  isPending = false,
  onRing,
}: {
  item: { caller: string; actions: { ringNow: Allowed } }
  may: MayRing
  isPending?: boolean
  onRing: () => void
}) {
  const keys = useShortcutWords('ring-now')
  if (!may.mayRing) return null
  return (
    <Button
      data-act="ring"
      icon={<PhoneOutgoing aria-hidden="true" />}
      keys={keys}
      aria-label={`Ring ${item.caller} now`}
      blocked={blockedBy(item.actions.ringNow) ?? may.ringBlocked}
      isPending={isPending}
      onClick={onRing}
    >
      Ring now
    </Button>
  )
}

export function DoneWith({
  label,
  allowed,
  onDone,
}: {
  label: string
  allowed: Allowed
  onDone: () => void
}) {
  const keys = useShortcutWords('called-back')
  return (
    <Button
      data-act="done"
      icon={<Check aria-hidden="true" />}
      keys={keys}
      aria-label={label}
      blocked={blockedBy(allowed)}
      onClick={onDone}
    >
      Done
    </Button>
  )
}

export function CaseLink({ shown }: { shown: CaseBrief }) {
  return <Link to={casePath(shown.id)}>{shown.reference}</Link>
}
