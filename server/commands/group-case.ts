import type { z } from 'zod'
import type { closeGroup as closing, openGroup as opening } from '../contract/group-api.ts'
import type { Refused } from '../contract/refusals.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { DomainEvent } from '../domain/events.ts'
import { type LineAnswer, mostPasted, type PastedLine, readPasted, whyItStays } from '../domain/group-case.ts'
import type { Case } from '../domain/records.ts'
import { mayKnow } from '../domain/sealed-case.ts'
import { closingOf } from './case-closing.ts'
import { openNewCase } from './case-support.ts'
import { changeCase } from './change-case.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

/** Opens a group case (F73); whoever opens it owns it. Its members are added afterwards. */
export async function openGroup(
  stores: Stores,
  env: Env,
  input: { personId: string } & z.output<typeof opening>,
): Promise<{ caseId: string } | Refused> {
  const title = input.title.trim()
  if (title === '')
    return { refused: 'bad-settings', fields: [{ field: 'title', words: 'Say what it is about.' }] }
  const { opened, events } = await openNewCase(stores, env, {
    memberId: null,
    callerNumber: null,
    title,
    kind: input.kind,
    ownerId: input.personId,
    contactId: null,
    why: 'Group case, opened by hand',
  })
  await stores.groups.insert({ caseId: opened.id, openedBy: input.personId, openedAt: env.now })
  await stores.events.append([...events, { type: 'group.opened', caseId: opened.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId: opened.id }
}

/**
 * Adds whoever stands in what was pasted: membership numbers, phone numbers, or references of cases that become the
 * sub-files of their members. Every line is answered by itself, and those that can be added are.
 */
export async function addToGroup(
  stores: Stores,
  env: Env,
  input: { groupId: string; personId: string; pasted: string },
): Promise<{ groupId: string; answers: LineAnswer[] } | Refused> {
  const { groupId, personId } = input
  const group = await stores.cases.find(groupId)
  if (!group || (await stores.groups.find(groupId)) === null) return { refused: 'not-found' }
  if (group.status === 'closed') return { refused: 'case-closed' }
  if ((await stores.seals.find(groupId)) !== null) return { refused: 'group-sealed' }
  const lines = readPasted(input.pasted)
  if (lines.length === 0 || lines.length > mostPasted)
    return {
      refused: 'bad-settings',
      fields: [
        {
          field: 'pasted',
          words:
            lines.length === 0
              ? 'Paste membership numbers or phone numbers, one in each line.'
              : `At most ${mostPasted} lines at a time. These are ${lines.length}.`,
        },
      ],
    }
  const isIn = new Map<string, string>()
  for (const { caseId, memberId } of await stores.subFiles.ofGroup(groupId))
    if (memberId !== null) isIn.set(memberId, caseId)
  const answers: LineAnswer[] = []
  const events: DomainEvent[] = []
  for (const line of lines) {
    const { answer, happened } = await addLine(stores, env, { group, personId, isIn, line })
    answers.push(answer)
    events.push(...happened)
    if (answer.answer === 'added') isIn.set(answer.memberId, answer.caseId)
  }
  const caseIds = answers.flatMap((one) => (one.answer === 'added' ? [one.caseId] : []))
  if (caseIds.length > 0) {
    await noteOnCase(stores, env, {
      caseId: groupId,
      heading: caseIds.length === 1 ? 'A member added' : `${caseIds.length} members added`,
      body: '',
    })
    events.push({ type: 'group.members-added', caseId: groupId, caseIds })
    await stores.events.append(events, { actor: env.actor, at: env.now })
  }
  return { groupId, answers }
}

type Adding = { group: Case; personId: string; isIn: ReadonlyMap<string, string>; line: PastedLine }
type Added = { answer: LineAnswer; happened: DomainEvent[] }
const answered = (answer: LineAnswer): Added => ({ answer, happened: [] })

async function addLine(stores: Stores, env: Env, adding: Adding): Promise<Added> {
  const { line } = adding
  switch (line.is) {
    case 'unreadable':
      return answered({ line: line.line, answer: 'unreadable' })
    case 'case':
      return addCase(stores, env, adding, line.reference)
    case 'membership-number': {
      const member = await stores.members.byMembershipNumber(line.numbers)
      return addMember(stores, env, adding, member ? [member.id] : [])
    }
    case 'phone-number': {
      const members = await stores.members.byNumber(line.number)
      return addMember(
        stores,
        env,
        adding,
        members.map(({ id }) => id),
      )
    }
  }
}

async function addMember(
  stores: Stores,
  env: Env,
  { group, personId, isIn, line: { line } }: Adding,
  memberIds: string[],
): Promise<Added> {
  const [memberId] = memberIds
  if (memberId === undefined) return answered({ line, answer: 'not-found' })
  if (memberIds.length > 1) return answered({ line, answer: 'several', memberIds })
  const before = isIn.get(memberId)
  if (before !== undefined)
    return (await knows(stores, env, before, personId))
      ? answered({ line, answer: 'already-in', caseId: before, memberId })
      : answered({ line, answer: 'not-found' })
  const { opened, events } = await openNewCase(stores, env, {
    memberId,
    callerNumber: null,
    title: group.title,
    kind: group.kind,
    ownerId: group.ownerId ?? personId,
    contactId: null,
    why: `Sub-file of ${formatReference(group.number)}`,
  })
  await stores.subFiles.insert({ caseId: opened.id, groupId: group.id, addedBy: personId, addedAt: env.now })
  return { answer: { line, answer: 'added', caseId: opened.id, memberId, isNew: true }, happened: events }
}

/** A case that is there already becomes its member's sub-file, with all that is on it. */
async function addCase(
  stores: Stores,
  env: Env,
  { group, personId, isIn, line: { line } }: Adding,
  reference: string,
): Promise<Added> {
  const found = await stores.cases.byNumber(Number(reference.replace(/\D/g, '')))
  if (!found || !(await knows(stores, env, found.id, personId)))
    return answered({ line, answer: 'not-found' })
  const { memberId } = found
  if (memberId === null) return answered({ line, answer: 'no-member' })
  const known = await stores.subFiles.find(found.id)
  if (known !== null)
    return answered(
      known.groupId === group.id
        ? { line, answer: 'already-in', caseId: found.id, memberId }
        : { line, answer: 'in-another-group' },
    )
  const before = isIn.get(memberId)
  if (before !== undefined)
    return (await knows(stores, env, before, personId))
      ? answered({ line, answer: 'already-in', caseId: before, memberId })
      : answered({ line, answer: 'not-found' })
  if (found.status === 'closed') return answered({ line, answer: 'closed' })
  await stores.subFiles.insert({ caseId: found.id, groupId: group.id, addedBy: personId, addedAt: env.now })
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading: 'Put into a group case',
    body: `Sub-file of ${formatReference(group.number)}`,
  })
  return {
    answer: { line, answer: 'added', caseId: found.id, memberId, isNew: false },
    happened: [{ type: 'case.changed', caseId: found.id }],
  }
}

const knows = async (stores: Stores, env: Env, caseId: string, personId: string): Promise<boolean> =>
  mayKnow(await stores.standings.between(caseId, personId), env.now)

/**
 * Closes the group, and with the same outcome those of its sub-files that were chosen: none with a live legal date, none
 * that is sealed. All of it happens, or nothing. A sub-file keeps what its own member wanted.
 */
export async function closeGroup(
  stores: Stores,
  env: Env,
  input: { groupId: string; personId: string } & z.output<typeof closing>,
): Promise<{ groupId: string } | Refused> {
  const { groupId, personId, version, outcome, wanted, remedy } = input
  const group = await stores.cases.find(groupId)
  if (!group || (await stores.groups.find(groupId)) === null) return { refused: 'not-found' }
  if (group.version !== version) return { refused: 'stale-version' }
  if (group.status === 'closed') return { refused: 'case-closed' }
  if ((await stores.deadlines.liveOfCase(groupId)).length > 0) return { refused: 'deadline-live' }
  const change = { status: 'closed' as const, outcome, ...(wanted === undefined ? {} : { wanted }) }
  const whole = { ...change, version, ...(remedy === undefined ? {} : { remedy }) }
  const asked = await closingOf(stores, env, group, whole)
  if ('refused' in asked) return asked
  const subFiles: Case[] = []
  for (const caseId of new Set(input.alsoIds)) {
    const found = await stores.cases.find(caseId)
    const isHere = (await stores.subFiles.find(caseId))?.groupId === groupId
    if (!found || !isHere) return { refused: 'group-changed' }
    const stays = whyItStays({
      isClosed: found.status === 'closed',
      isSealed: (await stores.seals.find(caseId)) !== null,
      liveDates: (await stores.deadlines.liveOfCase(caseId)).length,
    })
    if (stays !== null) return { refused: 'group-changed' }
    const theirs = await closingOf(stores, env, found, await ofSubFile(stores, found, change))
    if ('refused' in theirs) return theirs
    subFiles.push(found)
  }
  for (const found of subFiles)
    must(
      await changeCase(stores, env, {
        caseId: found.id,
        personId,
        ...(await ofSubFile(stores, found, change)),
        why: `Closed with the group case ${formatReference(group.number)}`,
      }),
    )
  const count = subFiles.length
  must(
    await changeCase(stores, env, {
      caseId: groupId,
      personId,
      ...whole,
      ...(count === 0 ? {} : { why: `The same outcome for ${count} ${count === 1 ? 'member' : 'members'}` }),
    }),
  )
  return { groupId }
}

type Change = { status: 'closed'; outcome: z.output<typeof closing>['outcome']; wanted?: string }
const ofSubFile = async (stores: Stores, found: Case, change: Change) => {
  const own = (await stores.caseAims.find(found.id))?.wanted ?? null
  return { ...change, version: found.version, ...(own === null ? {} : { wanted: own }) }
}
/** What was held against the rules before is allowed. */
const must = (done: { done: true } | Refused): void => {
  if ('refused' in done) throw new Error(`group not closed whole: ${done.refused}`)
}
