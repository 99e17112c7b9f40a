/** Answers for colleagues on a call, kept by an administrator (F100). Each change is an event that can be put back (decision 0012). */
import type { Refused } from '../contract/refusals.ts'
import { type Answer, type AnswerSettings, answerProblems, tidyAnswer } from '../domain/knowledge.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { mayOwn } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

type Done = { answerId: string }
type Logged = Omit<AnswerSettings, 'types'> & { types?: string[] }

export async function addAnswer(stores: Stores, env: Env, input: AnswerSettings): Promise<Done | Refused> {
  const fields = await problemsNow(stores, input, null)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const id = env.ids.next()
  const after = tidyAnswer(input)
  await stores.answers.insert({ id, version: 1, ...after, removedAt: null })
  await tell(stores, env, { type: 'answer.added', answerId: id, after })
  return { answerId: id }
}

export async function changeAnswer(
  stores: Stores,
  env: Env,
  input: { answerId: string; version: number; answer: AnswerSettings },
): Promise<Done | Refused> {
  const found = await stores.answers.find(input.answerId)
  if (!found || found.removedAt !== null) return { refused: 'not-found' }
  const fields = await problemsNow(stores, input.answer, found.id)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const before = tidyAnswer(found)
  const after = tidyAnswer(input.answer)
  if (found.version === input.version && sameSettings(before, after)) return { answerId: found.id }
  return keep(stores, env, { found, version: input.version, change: after }, (answerId) => ({
    type: 'answer.changed',
    answerId,
    before,
    after,
  }))
}

export async function removeAnswer(
  stores: Stores,
  env: Env,
  input: { answerId: string; version: number },
): Promise<Done | Refused> {
  const found = await stores.answers.find(input.answerId)
  if (!found || found.removedAt !== null) return { refused: 'not-found' }
  return keep(stores, env, { found, version: input.version, change: { removedAt: env.now } }, (answerId) => ({
    type: 'answer.removed',
    answerId,
    before: tidyAnswer(found),
  }))
}

/** An earlier state, or one that was removed, taken from the log and checked like anything new. */
export async function putAnswerBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<Done | Refused> {
  const logged = await stores.events.find(input.seq)
  if (logged === null || !logged.type.startsWith('answer.')) return { refused: 'not-found' }
  // The log is read as what its type says it was.
  const data = logged.data as {
    answerId: string
    before: Logged
    after: Logged
  }
  const found = await stores.answers.find(data.answerId)
  if (found === null) return { refused: 'not-found' }
  if (logged.type === 'answer.changed')
    return changeAnswer(stores, env, {
      answerId: found.id,
      version: found.version,
      // What was logged before there were case types is about none.
      answer: { ...data[input.side], types: data[input.side].types ?? [] },
    })
  if (logged.type !== 'answer.removed' || input.side !== 'before') return { refused: 'not-found' }
  if (found.removedAt === null) return { answerId: found.id }
  const fields = await problemsNow(stores, found, found.id)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  return keep(stores, env, { found, version: found.version, change: { removedAt: null } }, (answerId) => ({
    type: 'answer.restored',
    answerId,
    after: tidyAnswer(found),
  }))
}

/** One change of one answer as the asker saw it, with its event. */
const keep = async (
  stores: Stores,
  env: Env,
  { found, version, change }: { found: Answer; version: number; change: Partial<Answer> },
  event: (answerId: string) => Parameters<Stores['events']['append']>[0][number],
): Promise<Done | Refused> => {
  if (
    found.version !== version ||
    !(await stores.answers.save({ ...found, ...change, version: version + 1 }))
  )
    return { refused: 'stale-version' }
  await tell(stores, env, event(found.id))
  return { answerId: found.id }
}

/** Of these case types those that there are; retired ones too. */
const typesThatAre = async (stores: Stores, ids: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const id of ids) if ((await stores.caseTypes.find(id)) !== null) found.push(id)
  return found
}

const problemsNow = async (stores: Stores, given: AnswerSettings, id: string | null) => {
  const others = (await stores.answers.all()).filter((one) => one.id !== id)
  return answerProblems(given, {
    others: others.map(({ title }) => title),
    owners: (await mayOwn(stores, given.ownerId)) ? [given.ownerId] : [],
    types: await typesThatAre(stores, given.types),
  })
}

const tell = (stores: Stores, env: Env, event: Parameters<Stores['events']['append']>[0][number]) =>
  stores.events.append([event], { actor: env.actor, at: env.now })
