/** A row of who has a number, with every column of their rules under its own name: null throughout where they said nothing. */
import type { OwnerOfNumber } from '../../commands/verification-ports.ts'
import { tables } from './columns.ts'

export interface OwnerRow {
  ownerId: string
  ownedPhoneId: string
  label: string
  memberId: string | null
}

export const ownerOf = ({ ownerId, ownedPhoneId, label, ...rules }: OwnerRow): OwnerOfNumber => ({
  memberId: ownerId,
  phoneId: ownedPhoneId,
  label,
  rules: rules.memberId === null ? null : tables.safeContacts.decode(rules),
})
