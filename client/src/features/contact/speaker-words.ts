import type { SpeakerView } from '../../../../server/contract/verification-views.ts'

export const withRelation = ({ name, relation }: Pick<SpeakerView, 'name' | 'relation'>): string =>
  relation === '' ? name : `${name} (${relation})`

/** What may be said with whoever speaks for the member. */
export const speakerHint = (speaker: SpeakerView): string =>
  !speaker.isInForce
    ? `${speaker.stateWords}. Say nothing of ${speaker.memberName}’s matter. Ring the member, and have it renewed if they want that.`
    : !speaker.reaches
      ? 'Their authority is for another case than this call is about. Choose that case, or say nothing of this one.'
      : `Once two facts fit they may: ${speaker.scope.map((one) => one.toLowerCase()).join(', ')}. Nothing more.`
