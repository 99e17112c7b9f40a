/** A row of who has a number, with every column of their rules under its own name: null throughout where they said nothing. */
import type { OwnerOfNumber } from '../../commands/verification-ports.ts'
import { tables } from './columns.ts'

export interface OwnerRow {
  ownerId: string
  ownedPhoneId: string
  label: string
  memberId: string | null
  /** JSON of what they need; null: nothing was said. */
  ownerNeeds: string | null
}

export const ownerOf = ({ ownerId, ownedPhoneId, label, ownerNeeds, ...rules }: OwnerRow): OwnerOfNumber => ({
  memberId: ownerId,
  phoneId: ownedPhoneId,
  label,
  inWriting: ownerNeeds?.includes('"in-writing"') ?? false,
  rules: rules.memberId === null ? null : tables.safeContacts.decode(rules),
})
