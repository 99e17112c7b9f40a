import type { ContactView } from '../../../../server/contract/contact-views.ts'

/** What to do about who it is, or null when that is settled. */
export const whoWords = (contact: Pick<ContactView, 'caller' | 'member'>): string | null => {
  if (contact.member) return null
  switch (contact.caller.kind) {
    case 'member':
      return null
    case 'several':
      return `${contact.caller.members.length} members share this number. Ask for their name and membership number.`
    case 'unknown':
      return 'This number is not matched to a member. They may be new to the union.'
    case 'withheld':
      return 'They withheld their number. Ask for two facts before you say anything about a case.'
  }
}
