import { Check, Circle, Hourglass, type LucideIcon, Sparkle } from 'lucide-react'
import { type CaseStatus, caseStatusWords } from '../../../../server/contract/words.ts'
import { Chip } from '../../ui/chip.tsx'
import { caseTone } from './cases-view.ts'

const marks: Record<CaseStatus, LucideIcon> = {
  new: Sparkle,
  open: Circle,
  waiting: Hourglass,
  closed: Check,
}

export function CaseStatusChip({ status }: { status: CaseStatus }) {
  const Mark = marks[status]
  return (
    <Chip tone={caseTone[status]} icon={<Mark aria-hidden="true" />}>
      {caseStatusWords[status]}
    </Chip>
  )
}
