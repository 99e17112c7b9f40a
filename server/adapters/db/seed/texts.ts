/** Conversations by text: three waiting for a reply, one answered, one closed. */
import { formatReference } from '../../../domain/case-reference.ts'
import { closeConversation, startContact } from '../../../domain/contact.ts'
import type { Contact, Message, Thread } from '../../../domain/records.ts'
import type { DemoCase } from './cases.ts'
import { type Chance, chance, later } from './chance.ts'
import { textLine, textNumber } from './lines.ts'
import { aisha, type DemoMember, daniel, fatima, tom } from './members.ts'
import { priya, sam } from './people.ts'

export interface DemoThread {
  readonly thread: Thread
  readonly contact: Contact
  readonly messages: readonly Message[]
}

/** minutes before now, who writes, what. */
type Said = readonly [number, 'in' | 'out' | 'note', string]
interface Script {
  readonly memberId: string
  readonly agentId: string | null
  readonly closedMinutesAgo?: number
  readonly said: readonly Said[]
}

const scripts: readonly Script[] = [
  {
    memberId: daniel,
    agentId: sam,
    said: [
      [190, 'in', 'Hi, they have moved my shift again without telling me. Is that allowed?'],
      [171, 'out', 'Thank you for telling us, Daniel. How much notice did they give you?'],
      [160, 'in', 'None at all. I found out when I came in.'],
      [158, 'note', 'His contract says two weeks. See the case.'],
      [150, 'out', 'Your contract says two weeks. We are writing to them today. Please keep the old rota.'],
    ],
  },
  {
    memberId: fatima,
    agentId: null,
    said: [[34, 'in', 'I got a letter about an absence meeting on Friday. Can somebody come with me?']],
  },
  {
    memberId: tom,
    agentId: null,
    said: [[12, 'in', 'Payroll say the money comes on the 28th. Shall I wait?']],
  },
  {
    memberId: aisha,
    agentId: priya,
    closedMinutesAgo: 2800,
    said: [
      [2920, 'out', 'Please send us a photo of the drug chart when you have it.'],
      [2870, 'in', 'I will have it on Monday.'],
      [2865, 'out', 'That is fine. Marcus has kept the morning free for you.'],
    ],
  },
]

export function conversations(
  now: string,
  cases: readonly DemoCase[],
  members: readonly DemoMember[],
): DemoThread[] {
  const luck = chance(900_900)
  const unnamed = members[25]
  const all = unnamed
    ? [
        ...scripts,
        {
          memberId: unnamed.member.id,
          agentId: null,
          said: [[75, 'in', 'Can I pay my subs by card instead?']] as const,
        },
      ]
    : scripts
  return all.map((script) => conversation(luck, now, script, { cases, members }))
}

function conversation(
  luck: Chance,
  now: string,
  script: Script,
  known: { cases: readonly DemoCase[]; members: readonly DemoMember[] },
): DemoThread {
  const number = known.members.find(({ member }) => member.id === script.memberId)?.numbers[0]
  const filed = known.cases.find(({ record }) => record.memberId === script.memberId)?.record
  const startedAt = later(now, -Math.max(...script.said.map(([minutes]) => minutes)))
  if (number === undefined || filed === undefined) throw new Error(`No case or number: ${script.memberId}`)
  const thread: Thread = {
    id: luck.idAt(startedAt),
    version: 1,
    memberNumber: number,
    ourNumber: textNumber,
    draft: '',
    draftKind: 'text',
    draftSavedAt: null,
    closedReplyUntil: null,
    createdAt: startedAt,
  }
  const { contact: started } = startContact({
    id: luck.idAt(startedAt),
    channel: 'sms',
    lineId: textLine,
    callerNumber: number,
    memberId: script.memberId,
    threadId: thread.id,
    now: startedAt,
  })
  const open: Contact = {
    ...started,
    agentId: script.agentId,
    caseId: filed.id,
    caseRule: 'only-open-case',
    caseWords: `joined ${formatReference(filed.number)}: only open case`,
    caseLinkedAt: startedAt,
  }
  const contact = closed(script, open, now)
  const messages = script.said.map(([minutes, direction, body]): Message => {
    const at = later(now, -minutes)
    return {
      id: luck.idAt(at),
      threadId: thread.id,
      contactId: contact.id,
      direction,
      body,
      status: direction === 'in' ? 'received' : direction === 'note' ? 'note' : 'delivered',
      errorCode: null,
      authorId: direction === 'in' ? null : script.agentId,
      clientId: null,
      messageSid: direction === 'note' ? null : `SM${luck.hex(32)}`,
      at,
      refusedFiles: [],
    }
  })
  return { thread, contact, messages }
}

const closed = (script: Script, open: Contact, now: string): Contact => {
  if (script.closedMinutesAgo === undefined || script.agentId === null) return open
  const closing = closeConversation(open, {
    personId: script.agentId,
    now: later(now, -script.closedMinutesAgo),
  })
  if ('refused' in closing) throw new Error('The demo breaks a rule of the domain')
  return closing.contact
}
