/**
 * The demo union, for a first look and for tests: always the same people, members, lines and cases; what should be fresh
 * is dated from `now`. Only into a database without people, all in one transaction.
 */

import { snakeCase } from '../columns.ts'
import type { Database } from '../connect.ts'
import { statement } from '../statement.ts'
import { storesOf } from '../stores/all.ts'
import type { Transaction } from '../transaction.ts'
import { authorities } from './authorities.ts'
import { callbacksOfThatDay } from './callbacks.ts'
import { busyDay } from './calls.ts'
import { cases, highestNumber } from './cases.ts'
import { seedCasework } from './casework.ts'
import { callsInCompany } from './company.ts'
import { cover } from './cover.ts'
import { deadlines } from './deadlines.ts'
import { seedDocuments } from './documents.ts'
import { groupCase } from './group.ts'
import { knowledgeAnswers } from './knowledge.ts'
import { lines, queues } from './lines.ts'
import { branches, employers, members, phoneId, phones, workplaces } from './members.ts'
import { memberNeeds } from './needs.ts'
import { joan, people } from './people.ts'
import { placement } from './placements.ts'
import { referrals } from './referrals.ts'
import { discreetMember } from './safe-contact.ts'
import { sheets } from './sheets.ts'
import { textTemplates } from './templates.ts'
import { conversations } from './texts.ts'

export interface SeedOptions {
  /** The instant the fresh dates are counted from. */
  readonly now: string
  /** Lines that never close, to try the demo at any hour; otherwise Monday to Friday 08:30 to 19:00. */
  readonly alwaysOpen?: boolean
}

const insertOf = (table: string, keys: readonly string[]) =>
  statement(`seed ${table}`, (k, p) =>
    k(table).insert(Object.fromEntries(keys.map((key) => [snakeCase(key), p(key)]))),
  )
const insertRole = insertOf('person_roles', ['personId', 'role'])
const insertSkill = insertOf('person_skills', ['personId', 'skill'])
const insertBranch = insertOf('branches', ['id', 'code', 'name', 'region'])
const insertEmployer = insertOf('employers', ['id', 'name'])
const insertWorkplace = insertOf('workplaces', ['id', 'employerId', 'name', 'town'])
const insertMemberPhone = insertOf('member_phones', ['memberId', 'phoneId'])
const anyPerson = statement('seed any person', (k) => k('people').select('id').limit(1))
const setCounter = statement('seed counter', (k, p) =>
  k('counters')
    .where({ name: 'case' })
    .update({ value: p('value') }),
)

/** False when the database has people already: then nothing is changed. */
export const seedDemo = (database: Pick<Database, 'transact'>, options: SeedOptions): Promise<boolean> =>
  database.transact(async (transaction) => {
    if ((await transaction.all(anyPerson, {})).length > 0) return false
    await seedUnion(transaction, options)
    await seedWork(transaction, options)
    return true
  })

/** Those who work here, the lines and queues, branches and workplaces. */
async function seedUnion(transaction: Transaction, { now, alwaysOpen = false }: SeedOptions): Promise<void> {
  const stores = storesOf(transaction)
  for (const { person, roles, skills } of people) {
    await stores.people.insert(person)
    for (const role of roles) await transaction.run(insertRole, { personId: person.id, role })
    for (const skill of skills) await transaction.run(insertSkill, { personId: person.id, skill })
  }
  for (const queue of queues) await stores.queues.insert(queue)
  for (const line of lines(alwaysOpen)) await stores.lines.insert(line)
  for (const template of textTemplates) await stores.templates.insert(template)
  for (const answer of knowledgeAnswers(now)) await stores.answers.insert(answer)
  for (const branch of branches) await transaction.run(insertBranch, branch)
  await stores.branches.setPeople(branches[0].id, [joan])
  for (const employer of employers) await transaction.run(insertEmployer, employer)
  for (const workplace of workplaces) await transaction.run(insertWorkplace, workplace)
  const { posts, absences } = cover(now)
  for (const post of posts) await stores.posts.insert(post)
  for (const absence of absences) await stores.absences.insert(absence)
}

/** Members with their numbers, cases, a busy day of calls, and conversations. */
async function seedWork(transaction: Transaction, { now }: SeedOptions): Promise<void> {
  const stores = storesOf(transaction)
  const everyone = members()
  for (const { member } of everyone) await stores.members.insert(member)
  for (const phone of phones(everyone)) await stores.phones.insert(phone)
  for (const { member, numbers } of everyone)
    for (const number of numbers)
      await transaction.run(insertMemberPhone, { memberId: member.id, phoneId: phoneId(number) })
  const discreet = discreetMember(everyone, now)
  await stores.members.setLabel(discreet.atWork)
  await stores.safeContacts.insert(discreet.wish)
  for (const needs of memberNeeds(now)) await stores.memberNeeds.insert(needs)
  for (const authority of authorities(now)) await stores.authorities.insert(authority)

  await stores.placements.insert(placement(now))
  const matters = cases(now, everyone)
  for (const { record, events, followUps, aim } of matters) {
    await stores.cases.insert(record)
    if (aim !== null) await stores.caseAims.insert(aim)
    for (const event of events) await stores.caseEvents.insert(event)
    for (const followUp of followUps) await stores.followUps.insert(followUp)
  }
  const { parent, opened, group, subFiles } = groupCase(now, matters)
  await stores.cases.insert(parent)
  await stores.caseEvents.insert(opened)
  await stores.groups.insert(group)
  for (const subFile of subFiles) await stores.subFiles.insert(subFile)
  for (const deadline of deadlines(now, matters)) await stores.deadlines.insert(deadline)
  for (const referral of referrals(now, matters)) await stores.referrals.insert(referral)
  for (const sheet of sheets(now, matters)) await stores.sheets.insert(sheet)
  await seedDocuments(stores, now, matters)
  await seedCasework(stores, now, matters)
  await transaction.run(setCounter, { value: highestNumber })

  for (const { contact, calls, recordings } of busyDay(now, matters, everyone)) {
    await stores.contacts.insert(contact)
    for (const call of calls) await stores.calls.insert(call)
    for (const recording of recordings) await stores.recordings.insert(recording)
  }
  for (const { contact, calls, guests, listenings } of callsInCompany(now, matters, everyone)) {
    await stores.contacts.insert(contact)
    for (const call of calls) await stores.calls.insert(call)
    for (const guest of guests) await stores.guests.insert(guest)
    for (const listening of listenings) await stores.listenings.insert(listening)
  }
  for (const { contacts, callback, attempt } of callbacksOfThatDay(now, matters, everyone)) {
    for (const contact of contacts) await stores.contacts.insert(contact)
    await stores.callbacks.insert(callback)
    if (attempt !== null) await stores.callbackAttempts.insert(attempt)
  }
  for (const { thread, contact, messages } of conversations(now, matters, everyone)) {
    await stores.threads.insert(thread)
    await stores.contacts.insert(contact)
    for (const message of messages) await stores.messages.insert(message)
  }
}
