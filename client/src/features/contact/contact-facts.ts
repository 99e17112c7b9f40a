import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { contactReasons, contactResultWords, dispositions } from '../../../../server/contract/words.ts'
import { dayAndTime, dueWords, duration, durationWords } from '../../ui/times.ts'
import { withRelation } from './speaker-words.ts'

export interface Fact {
  name: string
  words: string
}

const fact = (name: string, words: string | null | undefined): Fact[] => (words ? [{ name, words }] : [])

/** What is known of a contact that is over, in the order a reader asks. Absent facts have no line. */
export const contactFacts = (contact: ContactView, now: number): Fact[] => [
  ...fact('When', dayAndTime(contact.startedAt, now)),
  ...fact('How it ended', contact.result ? contactResultWords[contact.result] : 'Not over yet'),
  ...fact('Line', [contact.lineName, contact.queueName].filter(Boolean).join(' · ')),
  ...fact('Waited', contact.waitSeconds === null ? null : duration(contact.waitSeconds * 1_000)),
  ...fact('Talked', contact.talkSeconds === null ? null : durationWords(contact.talkSeconds)),
  ...fact('Spoken', contact.isTextRelay ? 'Through text relay' : null),
  ...fact('Who', contact.verification?.words),
  ...fact(
    'Spoke for them',
    contact.verification?.speaker
      ? `${withRelation(contact.verification.speaker)} · ${contact.verification.speaker.stateWords}`
      : null,
  ),
  ...fact('Sound', contact.quality.join(' · ')),
  ...fact('With', contact.agent?.name),
  ...fact('About', contact.reason ? contactReasons[contact.reason] : null),
  ...fact('Outcome', contact.outcome ? dispositions[contact.outcome] : null),
  ...fact(
    'Next step',
    contact.nextStep
      ? [
          contact.nextStep,
          contact.nextStepOwner?.name,
          contact.nextStepDue ? `by ${dueWords(contact.nextStepDue, now)}` : null,
        ]
          .filter(Boolean)
          .join(', ')
      : null,
  ),
]
