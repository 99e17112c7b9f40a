/** The second half of a hand-over: whoever was given a case takes it, or sends it back. See domain/hand-over. */
import type { Refused } from '../contract/refusals.ts'
import { type HandOver, newOwnerText, newOwnerTextDiscreet, settle } from '../domain/hand-over/hand-over.ts'
import type { Case } from '../domain/records.ts'
import { mayOwn } from './case-support.ts'
import { changeCase } from './change-case.ts'
import { noteOnCase } from './document-support.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'
import { mayBeGiven } from './seal-case.ts'
import { sendText } from './send-text.ts'
import { startThread } from './start-thread.ts'

type Asked = { handOverId: string; version: number; personId: string }

/**
 * They work on it from now on. With a `number` the member is texted their first name at it; when that number may not be
 * texted now, nothing is accepted and the refusal says why.
 */
export async function acceptCase(
  stores: Stores,
  env: Env,
  input: Asked & { number: string | null; clientId: string },
): Promise<{ caseId: string } | Refused> {
  const found = await offered(stores, input)
  if ('refused' in found) return found
  const { handOver, theCase } = found
  if (input.number !== null) {
    const texted = await tellMember(stores, env, theCase, { ...input, number: input.number })
    if (texted !== null) return texted
  }
  await stores.handOvers.save(settle(handOver, 'accepted', env.now))
  await noteOnCase(stores, env, {
    caseId: theCase.id,
    heading: 'Hand-over accepted',
    body: input.number === null ? '' : 'The member was texted who looks after the case.',
  })
  await say(stores, env, 'case.hand-over-accepted', handOver)
  return { caseId: theCase.id }
}

/** It is owned again by who gave it, and waits for them. */
export async function sendBack(
  stores: Stores,
  env: Env,
  input: Asked & { why: string },
): Promise<{ caseId: string } | Refused> {
  const found = await offered(stores, input)
  if ('refused' in found) return found
  const { handOver, theCase } = found
  const why = input.why.trim()
  if (why === '') return { refused: 'why-required', detail: 'Say why. Whoever gave it reads it.' }
  if (handOver.isReturn) return { refused: 'came-back' }
  if (!(await mayOwn(stores, handOver.fromId)) || !(await mayBeGiven(stores, theCase.id, handOver.fromId)))
    return { refused: 'giver-gone' }
  await stores.handOvers.save(settle(handOver, 'returned', env.now))
  const changed = await changeCase(stores, env, {
    caseId: theCase.id,
    version: theCase.version,
    personId: input.personId,
    ownerId: handOver.fromId,
    why,
    isReturn: true,
  })
  if ('refused' in changed) return changed
  await say(stores, env, 'case.hand-over-returned', handOver)
  return { caseId: theCase.id }
}

async function offered(
  stores: Stores,
  { handOverId, version, personId }: Asked,
): Promise<{ handOver: HandOver; theCase: Case } | Refused> {
  const handOver = await stores.handOvers.find(handOverId)
  const theCase = handOver && (await stores.cases.find(handOver.caseId))
  if (!handOver || !theCase) return { refused: 'not-found' }
  if (handOver.toId !== personId) return { refused: 'not-given-to-you' }
  if (handOver.version !== version || handOver.state !== 'offered') return { refused: 'hand-over-settled' }
  return { handOver, theCase }
}

/** Null: it goes out. */
async function tellMember(
  stores: Stores,
  env: Env,
  theCase: Case,
  { number, personId, clientId }: { number: string; personId: string; clientId: string },
): Promise<Refused | null> {
  const own =
    theCase.memberId === null ? [theCase.callerNumber] : await stores.branches.numbersOf(theCase.memberId)
  if (!own.includes(number)) return { refused: 'not-found' }
  const me = await stores.people.find(personId)
  if (!me) return { refused: 'not-found' }
  const may = await mayContactNumber(stores, env, number, 'text')
  const started = await startThread(stores, env, { number, memberId: theCase.memberId, personId })
  if ('refused' in started) return started
  const sent = await sendText(stores, env, {
    threadId: started.threadId,
    personId,
    clientId,
    body:
      may.may && may.manner.nameUnion
        ? newOwnerText({ caseNumber: theCase.number, name: me.name })
        : newOwnerTextDiscreet(me),
    kind: 'text',
    seenMessageId: null,
  })
  return 'refused' in sent ? sent : null
}

const say = (
  stores: Stores,
  env: Env,
  type: 'case.hand-over-accepted' | 'case.hand-over-returned',
  { id: handOverId, caseId, fromId, toId }: HandOver,
) => stores.events.append([{ type, caseId, handOverId, fromId, toId }], { actor: env.actor, at: env.now })
