import type { Refused } from '../contract/refusals.ts'
import {
  type Audience,
  type Candidate,
  type CohortRecipient,
  type CohortText,
  type LeftOutBecause,
  mayGo,
  mostPerMinute,
  mostRecipients,
  reach,
  settleCohort,
  wordsFor,
} from '../domain/cohort-text.ts'
import type { DomainEvent } from '../domain/events.ts'
import { canText } from '../domain/phone-number.ts'
import type { Line } from '../domain/records.ts'
import { isWork } from '../domain/safe-contact.ts'
import { telling } from '../domain/safe-wording.ts'
import { longestBody } from '../domain/sms-text.ts'
import { unfilledFields } from '../domain/text-template.ts'
import { queueText, threadOf } from './conversation-support.ts'
import { mayContactNumber } from './may-contact.ts'
import { optedOutSince } from './opt-outs.ts'
import type { Env, Stores } from './ports.ts'

type Done = { cohortId: string }
/** In one transaction: short, so that nobody else waits for it. */
const mostAtOnce = 10

/** Who would be texted what, and who would be left out and why. Nothing goes yet. */
export async function previewCohortText(
  stores: Stores,
  env: Env,
  input: { audience: Audience; lineId: string; body: string; urgentWhy: string | null; personId: string },
): Promise<Done | Refused> {
  const body = input.body.trim()
  if (body === '') return bad('body', 'Write the text.')
  // The name may be longer than its field.
  if (body.length > longestBody - 40) return bad('body', `At most ${longestBody - 40} characters.`)
  const unfilled = unfilledFields(wordsFor(body, ''))
  if (unfilled.length > 0)
    return bad('body', `Only {first name} can be filled in here, not ${unfilled.join(', ')}.`)
  const urgentWhy = input.urgentWhy === null ? null : input.urgentWhy.trim()
  if (urgentWhy === '') return bad('urgentWhy', 'Say why it cannot wait for the morning.')
  const line = await stores.lines.find(input.lineId)
  if (!line || line.kind !== 'text') return bad('lineId', 'Choose which of our numbers it comes from.')
  const audienceName = await stores.cohortTexts.audienceName(input.audience)
  if (audienceName === null) return bad('audience', 'Choose who is to be texted.')
  const rows = await stores.cohortTexts.audienceOf(input.audience)
  const people = new Map<string, typeof rows>()
  for (const row of rows) people.set(row.memberId, [...(people.get(row.memberId) ?? []), row])
  if (people.size === 0) return bad('audience', 'Nobody belongs to it.')
  if (people.size > mostRecipients)
    return bad(
      'audience',
      `${people.size} members: at most ${mostRecipients} are texted at once. Choose a part of it.`,
    )
  await stores.cohortTexts.removePreviews(input.personId)
  const text: CohortText = {
    id: env.ids.next(),
    version: 1,
    audience: input.audience,
    audienceName,
    lineId: line.id,
    body,
    urgentWhy,
    state: 'previewed',
    createdBy: input.personId,
    createdAt: env.now,
    settledAt: null,
    settledBy: null,
  }
  await stores.cohortTexts.insert(text)
  const taken = new Set<string>()
  for (const [memberId, numbers] of people) {
    const candidates: Candidate[] = []
    for (const { number, label, firstName } of numbers)
      if (number !== null && !isWork(label ?? ''))
        candidates.push({
          number,
          blocked: await blockOf(stores, env, number, line, wordsFor(body, firstName)),
        })
    const found = reach(candidates, taken)
    if ('number' in found) taken.add(found.number)
    await stores.cohortRecipients.insert({
      id: env.ids.next(),
      cohortId: text.id,
      memberId,
      number: 'number' in found ? found.number : null,
      state: 'number' in found ? 'waiting' : 'left-out',
      because: 'number' in found ? null : found.because,
      messageId: null,
      notBefore: null,
      textedAt: null,
    })
  }
  return { cohortId: text.id }
}

/** What was previewed goes to whom it was previewed for. */
export async function sendCohortText(
  stores: Stores,
  env: Env,
  input: { cohortId: string; version: number; personId: string },
): Promise<Done | Refused> {
  const text = await own(stores, input)
  if ('refused' in text) return text
  if (text.state !== 'previewed') return { refused: 'cohort-settled' }
  if (text.createdBy !== input.personId) return { refused: 'not-found' }
  if ((await stores.cohortRecipients.waitingCount(text.id)) === 0)
    return bad('audience', 'Nobody of them can be texted.')
  await stores.cohortTexts.save({ ...text, version: text.version + 1, state: 'running' })
  await say(stores, env, [{ type: 'cohort-text.sent', cohortId: text.id }])
  return { cohortId: text.id }
}

/** Whoever was not texted yet is not. What is on its way cannot be called back. */
export async function stopCohortText(
  stores: Stores,
  env: Env,
  input: { cohortId: string; version: number; personId: string },
): Promise<Done | Refused> {
  const text = await own(stores, input)
  if ('refused' in text) return text
  if (text.state !== 'running') return { refused: 'cohort-settled' }
  await stores.cohortRecipients.leaveOutWaiting(text.id)
  await stores.cohortTexts.save(settleCohort(text, 'stopped', env.now, input.personId))
  await say(stores, env, [{ type: 'cohort-text.stopped', cohortId: text.id }])
  return { cohortId: text.id }
}

/** A second's worth of every running one; each recipient with their text in the same commit, so that nobody gets it twice. */
export async function tendCohortTexts(stores: Stores, env: Env): Promise<void> {
  const minuteAgo = new Date(Date.parse(env.now) - 60_000).toISOString()
  let room = Math.min(mostAtOnce, mostPerMinute - (await stores.cohortRecipients.textedAfter(minuteAgo)))
  for (const text of await stores.cohortTexts.running()) {
    if (!mayGo(text, env.now)) continue
    const line = await stores.lines.find(text.lineId)
    const due = room > 0 ? await stores.cohortRecipients.waiting(text.id, env.now, room) : []
    for (const recipient of due) {
      await textOne(stores, env, text, line, recipient)
      room -= 1
    }
    const isOver = (await stores.cohortRecipients.waitingCount(text.id)) === 0
    if (isOver) await stores.cohortTexts.save(settleCohort(text, 'done', env.now, null))
    if (due.length > 0 || isOver) await say(stores, env, [{ type: 'cohort-text.moved', cohortId: text.id }])
  }
}

async function textOne(
  stores: Stores,
  env: Env,
  text: CohortText,
  line: Line | null,
  recipient: CohortRecipient,
): Promise<void> {
  const leaveOut = (because: LeftOutBecause) =>
    stores.cohortRecipients.save({ ...recipient, state: 'left-out', because })
  const { number, memberId } = recipient
  const member = await stores.members.find(memberId)
  if (number === null || member === null || line === null) return leaveOut('no-number')
  const body = wordsFor(text.body, member.firstName)
  const may = await mayContactNumber(stores, env, number, 'text')
  if (!may.may && may.safeFrom !== null)
    return stores.cohortRecipients.save({ ...recipient, notBefore: may.safeFrom })
  const blocked = await blockOf(stores, env, number, line, body)
  if (blocked !== null) return leaveOut(blocked)
  const thread = await threadOf(stores, env, number, line.number)
  const { message, events } = await queueText(stores, env, {
    thread,
    contactId: null,
    body,
    authorId: text.createdBy,
    clientId: `cohort-${recipient.id}`,
  })
  await stores.cohortRecipients.save({
    ...recipient,
    state: 'texted',
    messageId: message.id,
    textedAt: env.now,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
}

/** Hours they asked for are no block: it waits for them. */
async function blockOf(
  stores: Stores,
  env: Env,
  number: string,
  line: Line,
  body: string,
): Promise<Candidate['blocked']> {
  if (!canText(number)) return 'landline'
  const phone = await stores.phones.byNumber(number)
  if ((await optedOutSince(stores, phone, line)) !== null) return 'opted-out'
  const may = await mayContactNumber(stores, env, number, 'text')
  if (!may.may && may.safeFrom === null) return may.because === 'opted-out' ? 'opted-out' : 'not-safe'
  return !may.manner.nameUnion && telling(body).length > 0 ? 'discretion' : null
}

async function own(
  stores: Stores,
  input: { cohortId: string; version: number },
): Promise<CohortText | Refused> {
  const text = await stores.cohortTexts.find(input.cohortId)
  if (!text) return { refused: 'not-found' }
  return text.version === input.version ? text : { refused: 'stale-version' }
}

const bad = (field: string, words: string): Refused => ({
  refused: 'bad-settings',
  fields: [{ field, words }],
})
const say = (stores: Stores, env: Env, events: DomainEvent[]) =>
  stores.events.append(events, { actor: env.actor, at: env.now })
