/** What colleagues of the demo union find beside a call; one of them is due to be looked at again. */
import { addDays } from '../../../domain/deadlines/day.ts'
import type { Answer } from '../../../domain/knowledge.ts'
import { dayIn } from '../../../domain/missed.ts'
import { beth, lorna, marcus } from './people.ts'

export const knowledgeAnswers = (now: string): Answer[] => {
  const inDays = (days: number) => addDays(dayIn('Europe/London', now), days)
  const answer = (
    id: string,
    given: Pick<Answer, 'kind' | 'title' | 'reasons' | 'ownerId' | 'reviewOn'> & Partial<Answer>,
  ): Answer => ({
    id: `demo-answer-${id}`,
    version: 1,
    types: [],
    body: '',
    steps: [],
    whereElse: '',
    removedAt: null,
    ...given,
  })
  return [
    answer('dismissed', {
      kind: 'guide',
      title: 'Somebody was dismissed today',
      reasons: ['dismissal', 'discipline'],
      body: 'First the one date that matters; the rest can wait for the official.',
      steps: [
        'When did employment end? Put it down as a legal date.',
        'Could the union, safety or whistleblowing be behind it? Then there may be only seven days.',
        'Is there a letter? Ask for a photo of it by text.',
        'By when must an appeal be in?',
        'Have they told Acas themselves?',
      ],
      ownerId: marcus,
      reviewOn: inDays(120),
    }),
    answer('companion', {
      kind: 'answer',
      title: 'May I bring somebody to a hearing?',
      reasons: ['discipline', 'grievance', 'sickness'],
      types: ['discipline', 'grievance', 'sickness'],
      body: 'Yes, to a disciplinary or grievance hearing: a colleague or a union official. If the companion cannot come, the member may offer another day within five working days.',
      ownerId: marcus,
      reviewOn: inDays(60),
    }),
    answer('holiday', {
      kind: 'answer',
      title: 'Can my leave be moved at short notice?',
      reasons: ['pay-and-hours'],
      body: 'Ask for the contract and the leave policy first: they may promise more than the law. Do not say yes or no on the telephone.',
      ownerId: beth,
      reviewOn: inDays(-12),
    }),
    answer('acas', {
      kind: 'signpost',
      title: 'Acas, for anybody at work',
      reasons: [],
      body: 'Free and impartial, for people who are not in a union too.',
      whereElse: '0300 123 1100, Monday to Friday 08:00 to 18:00',
      ownerId: lorna,
      reviewOn: inDays(90),
    }),
  ]
}
