import type { AgreementView } from '../../../server/contract/listening-views.ts'

/** What the joint agreement allows, in a sentence. */
export const agreementWords = ({ allows }: AgreementView): string =>
  allows.length === 0
    ? 'The joint agreement allows nobody to listen to calls here.'
    : allows.length === 1
      ? 'The joint agreement allows supervisors to listen to calls.'
      : allows.includes('barge')
        ? 'The joint agreement allows supervisors to listen to calls, to speak to the agent alone, and to join in.'
        : 'The joint agreement allows supervisors to listen to calls and to speak to the agent alone.'
