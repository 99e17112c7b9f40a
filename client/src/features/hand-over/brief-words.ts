/** How whole a case's trail is, in words: never a mark for a person. */
import type { BriefPartView } from '../../../../server/contract/hand-over-api.ts'

export const withGaps = (parts: readonly BriefPartView[]): BriefPartView[] =>
  parts.filter(({ missing }) => missing.length > 0)

/** "All 7 parts are there", "5 of 7 parts are there" */
export const trailWords = (parts: readonly BriefPartView[]): string => {
  const gaps = withGaps(parts).length
  return gaps === 0
    ? `All ${parts.length} parts are there`
    : `${parts.length - gaps} of ${parts.length} parts are there`
}
