import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Case, Thread } from '../domain/records.ts'
import {
  agree,
  agreedReply,
  agreedReplyDiscreet,
  isAgreement,
  longestTerms,
  said,
  type Terms,
  type TermsAnswer,
  type TermsChannel,
  termsText,
  withdraw,
} from '../domain/terms.ts'
import { queueText } from './conversation-support.ts'
import { noteOnCase } from './document-support.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'
import { sendText } from './send-text.ts'
import { startThread } from './start-thread.ts'

type On = { caseId: string; personId: string; termsId: string }

/** New words for everybody who is asked from now on. Who accepted older ones did so. */
export async function publishTerms(
  stores: Stores,
  env: Env,
  input: { words: string; after: number; personId: string },
): Promise<{ done: true } | Refused> {
  const newest = await stores.terms.newest()
  if ((newest?.number ?? 0) !== input.after) return { refused: 'stale-version' }
  const words = input.words.trim()
  if (words === '' || words.length > longestTerms)
    return {
      refused: 'bad-settings',
      fields: [
        {
          field: 'words',
          words: `Write them in at most ${longestTerms} characters, so that they fit a text.`,
        },
      ],
    }
  if (words === newest?.words) return { done: true }
  const id = env.ids.next()
  await stores.terms.insert({
    id,
    number: input.after + 1,
    words,
    publishedAt: env.now,
    publishedBy: input.personId,
  })
  await stores.events.append([{ type: 'terms.published', termsId: id, number: input.after + 1 }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

/** Texts the words to one of the member's numbers; their AGREE from that number accepts. Asking again withdraws the last. */
export async function askTerms(
  stores: Stores,
  env: Env,
  input: On & { number: string; clientId: string },
): Promise<{ done: true } | Refused> {
  const found = await caseAndTerms(stores, input)
  if ('refused' in found) return found
  const { theCase, terms } = found
  if (theCase.memberId === null) return { refused: 'terms-no-member' }
  const own = await stores.branches.numbersOf(theCase.memberId)
  if (!own.includes(input.number)) return { refused: 'not-found' }
  const started = await startThread(stores, env, {
    number: input.number,
    memberId: theCase.memberId,
    personId: input.personId,
  })
  if ('refused' in started) return started
  const sent = await sendText(stores, env, {
    threadId: started.threadId,
    personId: input.personId,
    clientId: input.clientId,
    body: termsText({ caseNumber: theCase.number, words: terms.words }),
    kind: 'text',
    seenMessageId: null,
  })
  if ('refused' in sent) return sent
  const before = await stores.termsAnswers.askedOf(theCase.id)
  if (before) await stores.termsAnswers.save(withdraw(before, input.personId, env.now))
  const answer: TermsAnswer = {
    ...blank(env, input),
    state: 'asked',
    channel: 'text',
    number: input.number,
    askedBy: input.personId,
  }
  await stores.termsAnswers.insert(answer)
  await noteOnCase(stores, env, {
    caseId: theCase.id,
    heading: 'Terms of representation texted',
    body: `Version ${terms.number}`,
  })
  await say(stores, env, 'terms.asked', answer)
  return { done: true }
}

/** What the member said of the words that were read to them, or signed. */
export async function noteTerms(
  stores: Stores,
  env: Env,
  input: On & {
    isAccepted: boolean
    channel: Exclude<TermsChannel, 'text'>
    /** The call in which they said it. */
    contactId: string | null
  },
): Promise<{ done: true } | Refused> {
  const found = await caseAndTerms(stores, input)
  if ('refused' in found) return found
  const contact = input.contactId === null ? null : await stores.contacts.find(input.contactId)
  if (input.contactId !== null && contact?.caseId !== input.caseId) return { refused: 'not-found' }
  const asked = await stores.termsAnswers.askedOf(input.caseId)
  // What was asked by text and said by telephone is one answer, unless the words are others.
  const isSame = asked !== null && asked.termsId === input.termsId
  if (asked !== null && !isSame) await stores.termsAnswers.save(withdraw(asked, input.personId, env.now))
  const answer = said(
    isSame ? { ...asked, version: asked.version + 1 } : { ...blank(env, input), askedBy: input.personId },
    { ...input, by: input.personId, now: env.now },
  )
  await (isSame ? stores.termsAnswers.save(answer) : stores.termsAnswers.insert(answer))
  await tell(stores, env, answer, found.terms.number)
  return { done: true }
}

/**
 * A text that accepts what was asked at this number: settles it and answers. Null: it is no such text. Asked for several
 * cases, it is the one asked last.
 */
export async function agreeByText(
  stores: Stores,
  env: Env,
  given: {
    number: string
    body: string
    messageId: string
    contactId: string
    thread: Thread
    mayReply: boolean
  },
): Promise<{ events: DomainEvent[] } | null> {
  if (!isAgreement(given.body)) return null
  const [asked] = await stores.termsAnswers.askedAt(given.number)
  if (!asked) return null
  const theCase = await stores.cases.find(asked.caseId)
  const terms = await stores.terms.find(asked.termsId)
  if (!theCase || !terms) return null
  const answer = agree(asked, { messageId: given.messageId, contactId: given.contactId, now: env.now })
  await stores.termsAnswers.save(answer)
  await tell(stores, env, answer, terms.number)
  if (!given.mayReply) return { events: [] }
  const may = await mayContactNumber(stores, env, given.number, 'text')
  if (!may.may) return { events: [] }
  const { events } = await queueText(stores, env, {
    thread: given.thread,
    contactId: given.contactId,
    body: may.manner.nameUnion ? agreedReply(theCase.number) : agreedReplyDiscreet,
    authorId: null,
    clientId: null,
  })
  return { events }
}

async function caseAndTerms(
  stores: Stores,
  { caseId, termsId }: On,
): Promise<{ theCase: Case; terms: Terms } | Refused> {
  const theCase = await stores.cases.find(caseId)
  const terms = await stores.terms.find(termsId)
  if (!theCase || !terms) return { refused: 'not-found' }
  if (theCase.status === 'closed') return { refused: 'case-closed' }
  // What was on the screen may have been replaced while it was read out.
  return (await stores.terms.newest())?.id === terms.id ? { theCase, terms } : { refused: 'terms-replaced' }
}

const blank = (env: Env, { caseId, termsId }: On) => ({
  id: env.ids.next(),
  version: 1,
  caseId,
  termsId,
  number: null,
  messageId: null,
  contactId: null,
  askedAt: env.now,
  settledAt: null,
  notedBy: null,
})

const saidHow = { text: 'by text', telephone: 'by telephone', writing: 'in writing', meeting: 'in a meeting' }

async function tell(stores: Stores, env: Env, answer: TermsAnswer, number: number): Promise<void> {
  await noteOnCase(stores, env, {
    caseId: answer.caseId,
    heading:
      answer.state === 'accepted' ? 'Terms of representation accepted' : 'Terms of representation declined',
    body: `Version ${number}, ${saidHow[answer.channel]}`,
  })
  await say(stores, env, answer.state === 'accepted' ? 'terms.accepted' : 'terms.declined', answer)
}

const say = (
  stores: Stores,
  env: Env,
  type: 'terms.asked' | 'terms.accepted' | 'terms.declined',
  { caseId, id, termsId, channel }: TermsAnswer,
) =>
  stores.events.append([{ type, caseId, answerId: id, termsId, channel }], { actor: env.actor, at: env.now })
