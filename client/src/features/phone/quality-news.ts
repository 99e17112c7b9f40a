import type { SoftphoneState } from '../../softphone/softphone-state.ts'

export interface QualityNews {
  contactId: string
  name: string
  isOver: boolean
}

const contactOf = ({ leg }: SoftphoneState): string | null => (leg.state === 'none' ? null : leg.contactId)

/** What is told of the sound of a call: warnings that began, and those that cleared. Somebody silent is no fault. */
export const qualityNews = (before: SoftphoneState, after: SoftphoneState): QualityNews[] => {
  if (before.warnings === after.warnings) return []
  const contactId = contactOf(after) ?? contactOf(before)
  if (contactId === null) return []
  const told = (names: readonly string[], others: readonly string[], isOver: boolean) =>
    names
      .filter((name) => !others.includes(name) && !name.startsWith('constant-audio'))
      .map((name) => ({ contactId, name, isOver }))
  return [...told(after.warnings, before.warnings, false), ...told(before.warnings, after.warnings, true)]
}
