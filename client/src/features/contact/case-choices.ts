import type { CaseBrief } from '../../../../server/contract/briefs.ts'
import type { ContactView } from '../../../../server/contract/contact-views.ts'

/** The case it is on and the others it could belong to, each once; the present one first. */
export const casesToChoose = (contact: Pick<ContactView, 'case' | 'caseChoices'>): CaseBrief[] =>
  contact.case
    ? [contact.case, ...contact.caseChoices.filter((one) => one.id !== contact.case?.id)]
    : contact.caseChoices

/** What the chip says: which case, or that a person has to choose or confirm one. */
export const chipWords = (contact: Pick<ContactView, 'case' | 'needsChoice'>): string => {
  if (!contact.case) return 'Choose a case'
  return contact.needsChoice ? `Is it ${contact.case.reference}?` : contact.case.reference
}
