import type { z } from 'zod'
import type { DestinationsView } from '../../../../server/contract/phone-views.ts'
import type { passOn } from '../../../../server/contract/requests.ts'

export type Destination = z.input<typeof passOn>['to']

export interface Choice {
  id: string
  name: string
  words: string
  /** Why it cannot be chosen now, in words, or null. */
  blocked: string | null
  to: Destination
}

/** Colleagues, the free ones first, then queues; a queue cannot be asked first, so it is there only to send to. */
export const choicesFor = (
  { people, queues }: DestinationsView,
  { query, way }: { query: string; way: 'ask' | 'send' },
): Choice[] => {
  const wanted = query.trim().toLowerCase()
  const all: Choice[] = [
    ...people.map((person) => ({
      id: person.id,
      name: person.name,
      words: person.words,
      blocked: person.free ? null : person.words,
      to: { kind: 'colleague' as const, personId: person.id },
    })),
    ...(way === 'ask' ? [] : queues).map((queue) => ({
      id: queue.id,
      name: `${queue.name} queue`,
      words: queue.isHere ? `${queue.words}, where this call came from` : queue.words,
      blocked: null,
      to: { kind: 'queue' as const, queueId: queue.id },
    })),
  ]
  return wanted === '' ? all : all.filter(({ name }) => name.toLowerCase().includes(wanted))
}

/** What is chosen on the sheet: a number that was typed, else the row. Null: nothing yet. */
export const choiceToSend = (given: {
  choices: readonly Choice[]
  chosenId: string | null
  number: string
  name: string
}): Destination | null => {
  const number = given.number.trim()
  if (number !== '') return { kind: 'outside', number, name: given.name.trim() }
  const chosen = given.choices.find(({ id }) => id === given.chosenId)
  return chosen && chosen.blocked === null ? chosen.to : null
}
