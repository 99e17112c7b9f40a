/** A case goes to a branch with its clock, and comes back (N13). The member hears of every step, once. */
import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { permissionsOf } from '../domain/permissions.ts'
import { canText } from '../domain/phone-number.ts'
import type { Case } from '../domain/records.ts'
import * as referrals from '../domain/referrals/referral.ts'
import { toldMember } from '../domain/referrals/told-member.ts'
import { memberZone } from '../domain/safe-contact.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { textTo } from './callback-support.ts'
import { addCaseFollowUp } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

type Referral = referrals.Referral
const longestAsk = 1_000

export async function referCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; branchId: string; ask: string; personId: string },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.status === 'closed') return { refused: 'case-closed' }
  if (found.memberId === null) return { refused: 'referral-needs-member' }
  // Those who may know a sealed case are named on it; a branch is not.
  if ((await stores.seals.find(found.id)) !== null) return { refused: 'referral-sealed' }
  const branch = await stores.branches.find(input.branchId)
  const ask = input.ask.trim()
  const fields = [
    ...(branch === null ? [{ field: 'branchId', words: 'Choose a branch.' }] : []),
    ...(ask === ''
      ? [{ field: 'ask', words: 'Say what the branch is to do.' }]
      : ask.length > longestAsk
        ? [{ field: 'ask', words: `${longestAsk} characters at most.` }]
        : []),
  ]
  if (branch === null || fields.length > 0) return { refused: 'bad-settings', fields }
  if (await stores.referrals.openOfCase(found.id)) return { refused: 'referral-open' }
  const { hours } = await stores.caseWatch.read()
  const dueAt = referrals.answerBy(hours, UK_BANK_HOLIDAYS, env.now)
  if (dueAt === null) return { refused: 'no-working-time' }
  // Whoever passes it on has looked at it: what came back before is dealt with.
  for (const back of await stores.referrals.backOfCase(found.id)) await takeOne(stores, env, back)
  const sent = referrals.send({
    id: env.ids.next(),
    caseId: found.id,
    branchId: branch.id,
    ask,
    sentAt: env.now,
    sentBy: input.personId,
    dueAt,
  })
  await stores.referrals.insert(sent)
  // Somebody at the centre keeps it in sight the whole time.
  if (found.ownerId === null)
    await stores.cases.save({ ...found, ownerId: input.personId, version: found.version + 1 })
  await tell(stores, env, sent, { heading: `Passed to ${branch.name}`, body: ask })
  return { caseId: found.id }
}

type Answer = { referralId: string; version: number; why?: string; personId: string }

/** The branch answers. Only those who answer for this branch find it. */
export async function answerReferral(
  stores: Stores,
  env: Env,
  { to, ...input }: Answer & { to: 'accepted' | 'declined' | 'finished' },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.referrals.find(input.referralId)
  if (!found || !(await stores.branches.answers(input.personId, found.branchId)))
    return { refused: 'not-found' }
  const moved = await moveOne(stores, env, found, { to, input })
  if ('refused' in moved) return moved
  const branch = await branchName(stores, found)
  const headings = {
    accepted: `${branch} has accepted`,
    declined: `${branch} has declined: back with priority`,
    finished: `${branch} has finished`,
  }
  await tell(stores, env, moved.next, { heading: headings[to], body: moved.next.why ?? '' })
  if (to === 'finished')
    await remind(
      stores,
      env,
      moved.next,
      'The branch has finished. Read what was done; close the case or go on.',
    )
  return { caseId: found.caseId }
}

/** The centre takes a case back from a branch that has it. */
export async function recallReferral(
  stores: Stores,
  env: Env,
  input: Answer,
): Promise<{ caseId: string } | Refused> {
  const found = await stores.referrals.find(input.referralId)
  if (!found) return { refused: 'not-found' }
  const moved = await moveOne(stores, env, found, { to: 'recalled', input })
  if ('refused' in moved) return moved
  await tell(stores, env, moved.next, {
    heading: `Taken back from ${await branchName(stores, found)}`,
    body: moved.next.why ?? '',
  })
  return { caseId: found.caseId }
}

/** Somebody at the centre has what came back: they own the case from now on. */
export async function takeReferral(
  stores: Stores,
  env: Env,
  input: { referralId: string; version: number; personId: string },
): Promise<{ caseId: string } | Refused> {
  const found = await stores.referrals.find(input.referralId)
  if (!found) return { refused: 'not-found' }
  const owned = await stores.cases.find(found.caseId)
  if (!owned) return { refused: 'not-found' }
  if (owned.status === 'closed') return { refused: 'case-closed' }
  if (!referrals.isBack(found)) return { refused: 'referral-taken' }
  if (found.version !== input.version) return { refused: 'stale-version' }
  await takeOne(stores, env, found, input.personId)
  await stores.cases.save({ ...owned, ownerId: input.personId })
  const taker = await stores.people.find(input.personId)
  await noteOnCase(stores, env, {
    caseId: found.caseId,
    heading: 'Taken after it came back',
    body: taker?.name ?? '',
  })
  return { caseId: found.caseId }
}

const tendedAtOnce = 20

/** Branches that did not answer in two working days: the cases are back. */
export async function tendReferrals(stores: Stores, env: Env): Promise<void> {
  for (const found of await stores.referrals.overdue(env.now, tendedAtOnce)) {
    const decided = referrals.move(found, { to: 'silent', at: env.now, by: null, why: '' })
    if ('refused' in decided) continue
    await stores.referrals.save(decided.next)
    await tell(stores, env, decided.next, {
      heading: `${await branchName(stores, found)} did not answer in two working days: back with priority`,
      body: found.ask,
    })
  }
}

/** A case that is closed is nobody's work any more, and one that is sealed is not the branch's to know. */
export async function endReferrals(
  stores: Stores,
  env: Env,
  closed: Pick<Case, 'id'>,
  why: 'The case was closed.' | 'The case was sealed.',
): Promise<void> {
  const open = await stores.referrals.openOfCase(closed.id)
  if (open !== null) {
    const decided = referrals.move(open, {
      to: 'recalled',
      at: env.now,
      by: env.actor,
      why,
    })
    if (!('refused' in decided)) {
      await stores.referrals.save(decided.next)
      await say(stores, env, decided.next)
    }
  }
  for (const back of await stores.referrals.backOfCase(closed.id)) await takeOne(stores, env, back)
}

/** Who answers for a branch. */
export async function setBranchPeople(
  stores: Stores,
  env: Env,
  input: { branchId: string; personIds: readonly string[] },
): Promise<{ done: true } | Refused> {
  const branch = await stores.branches.find(input.branchId)
  if (!branch) return { refused: 'not-found' }
  const after = [...new Set(input.personIds)].toSorted()
  for (const id of after) {
    const person = await stores.people.find(id)
    const may = permissionsOf(await stores.people.rolesOf(id))
    if (person?.leftAt !== null || !may.includes('answer-referrals'))
      return {
        refused: 'bad-settings',
        fields: [{ field: 'personIds', words: 'Choose people who have the role Branch.' }],
      }
  }
  const before = await stores.branches.peopleOf(branch.id)
  if (before.join() === after.join()) return { done: true }
  await stores.branches.setPeople(branch.id, after)
  await stores.events.append([{ type: 'branch.people-changed', branchId: branch.id, before, after }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

async function moveOne(
  stores: Stores,
  env: Env,
  found: Referral,
  { to, input }: { to: Exclude<Referral['state'], 'waiting'>; input: Answer },
): Promise<{ next: Referral } | Refused> {
  if (!referrals.mayMove(found.state, to)) return { refused: 'referral-settled' }
  if (found.version !== input.version) return { refused: 'stale-version' }
  const decided = referrals.move(found, { to, at: env.now, by: input.personId, why: input.why ?? '' })
  if ('refused' in decided) return decided
  await stores.referrals.save(decided.next)
  return decided
}

async function takeOne(stores: Stores, env: Env, back: Referral, by: string | null = null): Promise<void> {
  const taken = referrals.take(back, { at: env.now, by })
  if ('refused' in taken) return
  await stores.referrals.save(taken.next)
  await stores.events.append([{ type: 'referral.taken', caseId: back.caseId, referralId: back.id }], {
    actor: env.actor,
    at: env.now,
  })
}

const branchName = async (stores: Stores, { branchId }: Referral): Promise<string> =>
  (await stores.branches.find(branchId))?.name ?? ''

const say = (stores: Stores, env: Env, { id, caseId, branchId, state }: Referral, more: DomainEvent[] = []) =>
  stores.events.append([{ type: 'referral.moved', caseId, referralId: id, branchId, to: state }, ...more], {
    actor: env.actor,
    at: env.now,
  })

/** On the case for colleagues, and one text for the member; who cannot be texted is to be told by a person. */
async function tell(
  stores: Stores,
  env: Env,
  referral: Referral,
  { heading, body }: { heading: string; body: string },
): Promise<void> {
  const found = await stores.cases.find(referral.caseId)
  if (!found) return
  const accepted = referral.answeredBy === null ? null : await stores.people.find(referral.answeredBy)
  const text = toldMember(referral.state, {
    caseNumber: found.number,
    now: env.now,
    dueAt: referral.dueAt,
    zone: memberZone,
    firstName: accepted?.name.split(' ')[0] ?? null,
  })
  const texted = await textMember(stores, env, found, text)
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading,
    body: [body, texted.length > 0 ? 'The member was told by text.' : 'The member could not be told by text.']
      .filter((words) => words !== '')
      .join(' '),
  })
  await say(stores, env, referral, texted)
  if (texted.length === 0) await remind(stores, env, referral, `Tell the member: ${heading}`)
}

/** On the first number that is theirs alone and may be texted now (safe contact, opt-out and marks are asked there). */
async function textMember(
  stores: Stores,
  env: Env,
  { memberId }: Pick<Case, 'memberId'>,
  words: string,
): Promise<DomainEvent[]> {
  if (memberId === null) return []
  for (const number of await stores.branches.numbersOf(memberId)) {
    if (!canText(number) || (await stores.members.byNumber(number)).length !== 1) continue
    const events = await textTo(stores, env, number, words)
    if (events.length > 0) return events
  }
  return []
}

async function remind(stores: Stores, env: Env, { caseId }: Referral, what: string): Promise<void> {
  const ownerId = (await stores.cases.find(caseId))?.ownerId ?? null
  const events = await addCaseFollowUp(stores, env, { caseId, what, dueAt: env.now, ownerId })
  await stores.events.append(events, { actor: env.actor, at: env.now })
}
