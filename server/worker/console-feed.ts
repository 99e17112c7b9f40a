/** Carries news to the consoles: phones at once and whole, messages with their row, the rest as "this changed". */
import type { ConsoleEvent } from '../contract/console-events.ts'
import type { MessageView, PhoneView } from '../contract/views.ts'
import { newsOf } from './news.ts'
import type { Listener } from './relay.ts'

export interface ConsoleFeedDeps {
  publish: (room: string, event: ConsoleEvent) => void
  phone: (personId: string) => Promise<PhoneView | null>
  message: (id: string) => Promise<MessageView | null>
  threadVersion: (threadId: string) => Promise<number | null>
  /** Cases and members that show these contacts, and the people who have one of them in hand. */
  around: (contactIds: readonly string[]) => Promise<{
    caseIds: string[]
    memberIds: string[]
    personIds: string[]
  }>
  touchBoard: () => void
}

export const createConsoleFeed =
  (deps: ConsoleFeedDeps): Listener =>
  async (happened) => {
    const newest = happened.at(-1)
    if (newest === undefined) return
    const news = newsOf(happened)
    deps.touchBoard()

    const contactIds = [...news.contacts]
    const around =
      contactIds.length === 0 ? { caseIds: [], memberIds: [], personIds: [] } : await deps.around(contactIds)

    // Phones first: somebody is waiting for one to ring.
    for (const personId of new Set([...news.phones, ...around.personIds])) {
      const phone = await deps.phone(personId)
      if (phone !== null) deps.publish(`person:${personId}`, { type: 'phone', phone })
    }
    for (const id of news.messages) {
      const message = await deps.message(id)
      if (message === null) continue
      const version = (await deps.threadVersion(message.threadId)) ?? 0
      deps.publish('texts', { type: 'message', threadId: message.threadId, version, message })
    }
    const changed = (
      room: 'texts' | 'cases',
      entity: Extract<ConsoleEvent, { type: 'changed' }>['entity'],
      ids: Iterable<string>,
    ) => {
      for (const id of ids) deps.publish(room, { type: 'changed', entity, id, version: newest.seq })
    }
    changed('texts', 'thread', news.threads)
    changed('cases', 'contact', contactIds)
    changed('cases', 'case', new Set([...news.cases, ...around.caseIds]))
    changed('cases', 'member', new Set([...news.members, ...around.memberIds]))
    if (news.isWorkChanged) changed('cases', 'work', ['work'])
  }
