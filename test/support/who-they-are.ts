/** What a member of the demo union would say when asked who they are. */
import { employers, members, workplaces } from '../../server/adapters/db/seed/members.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import { type FactWord, factQuestions } from '../../server/contract/verification-words.ts'

export function saysOf(memberId: string): Record<FactWord, string> {
  const member = members().find((one) => one.member.id === memberId)?.member
  if (!member) throw new Error(`no demo member ${memberId}`)
  const workplace = workplaces.find(({ id }) => id === member.workplaceId)
  return {
    'membership-number': member.membershipNumber.replace(/\D/g, ' '),
    joined: (member.joinedOn ?? '').slice(0, 7),
    email: member.email ?? '',
    workplace: workplace?.name ?? '',
    employer: employers.find(({ id }) => id === workplace?.employerId)?.name ?? '',
    job: member.jobTitle ?? '',
  }
}

/** What they would answer to the question that stands above a field of the console. */
export function answerTo(label: string, memberId: string): string {
  const fact = (Object.keys(factQuestions) as FactWord[]).find((one) => label.includes(factQuestions[one]))
  if (fact === undefined) throw new Error(`no such question: ${label}`)
  return saysOf(memberId)[fact]
}

interface Asks {
  send<T>(method: string, path: string, body?: unknown): Promise<T>
}

/** Answers as this member would until nothing more is asked. */
export async function tellsFacts(agent: Asks, contact: ContactView, memberId: string): Promise<ContactView> {
  const question = contact.verification?.question ?? null
  if (question === null) return contact
  const next = await agent.send<ContactView>('POST', `/api/verification/${contact.id}/answer`, {
    fact: question.fact,
    said: saysOf(memberId)[question.fact],
  })
  return tellsFacts(agent, next, memberId)
}
