/**
 * Carries news to the consoles that show what it is about. At once: phones, because somebody is waiting for one to
 * ring, and messages with their row. Gathered, four times a second at most: "this topic changed", once for each topic
 * however many events it had, and the reads that tell which cases and members show a contact.
 */
import { createPace } from '../adapters/sockets/pace.ts'
import { type ConsoleEvent, gatherMs } from '../contract/console-events.ts'
import type { PhoneView } from '../contract/phone-views.ts'
import type { MessageView } from '../contract/thread-views.ts'
import { type News, newsOf } from './news.ts'
import type { Listener } from './relay.ts'

export interface ConsoleFeedDeps {
  hasAnybody: () => boolean
  isShown: (room: string) => boolean
  publish: (room: string, event: ConsoleEvent) => void
  phone: (personId: string) => Promise<PhoneView | null>
  message: (id: string) => Promise<MessageView | null>
  threadVersion: (threadId: string) => Promise<number | null>
  /** The people who have one of these contacts in hand. */
  holders: (contactIds: readonly string[]) => Promise<string[]>
  /** What else shows these contacts. */
  around: (contactIds: readonly string[]) => Promise<{
    caseIds: string[]
    memberIds: string[]
    threadIds: string[]
  }>
  touchBoard: () => void
  whenFailed: (error: unknown) => void
}

/** Topics that show one of these: the thing itself, and every list such things are in. */
const topicsOf = (
  news: Pick<
    News,
    | 'contacts'
    | 'threads'
    | 'cases'
    | 'members'
    | 'isWorkChanged'
    | 'isSettingsChanged'
    | 'isAlertsChanged'
    | 'isCallbacksChanged'
    | 'areSealsChanged'
  >,
) => [
  ...[...news.contacts].map((id) => `contact:${id}`),
  ...[...news.threads].map((id) => `thread:${id}`),
  ...[...news.cases].map((id) => `case:${id}`),
  ...[...news.members].map((id) => `member:${id}`),
  ...(news.cases.size > 0 ? ['cases'] : []),
  ...(news.members.size > 0 ? ['members'] : []),
  ...(news.isWorkChanged ? ['work'] : []),
  ...(news.isSettingsChanged ? ['admin'] : []),
  ...(news.isAlertsChanged ? ['alerts'] : []),
  ...(news.areSealsChanged ? ['openings'] : []),
  // Its page also lists the voicemails and who gave up: the work of everybody.
  ...(news.isCallbacksChanged || news.isWorkChanged ? ['callbacks'] : []),
]

export const createConsoleFeed = (deps: ConsoleFeedDeps) => {
  const topics = new Set<string>()
  const contacts = new Set<string>()

  const tellGathered = async (): Promise<void> => {
    const contactIds = [...contacts]
    contacts.clear()
    try {
      const { caseIds, memberIds, threadIds } = await deps.around(contactIds)
      const around = {
        contacts: new Set<string>(),
        threads: new Set(threadIds),
        cases: new Set(caseIds),
        members: new Set(memberIds),
        isWorkChanged: false,
        isSettingsChanged: false,
        isAlertsChanged: false,
        isCallbacksChanged: false,
        areSealsChanged: false,
      }
      for (const topic of topicsOf(around)) topics.add(topic)
    } catch (error) {
      // Not told is not forgotten: a screen would be wrong until somebody touched it.
      for (const id of contactIds) contacts.add(id)
      pace.ask()
      throw error
    }
    const changed = [...topics]
    topics.clear()
    for (const topic of changed) deps.publish(topic, { type: 'changed' })
  }
  const pace = createPace({ everyMs: gatherMs, work: tellGathered, whenFailed: deps.whenFailed })

  const tellPhones = async (news: News): Promise<void> => {
    const holders = news.contacts.size === 0 ? [] : await deps.holders([...news.contacts])
    for (const personId of new Set([...news.phones, ...holders])) {
      if (!deps.isShown(`person:${personId}`)) continue
      const phone = await deps.phone(personId)
      if (phone !== null) deps.publish(`person:${personId}`, { type: 'phone', phone })
    }
  }
  const tellMessages = async (news: News): Promise<void> => {
    for (const [id, threadId] of news.messages) {
      if (!deps.isShown(`thread:${threadId}`)) continue
      const message = await deps.message(id)
      if (message === null) continue
      const version = (await deps.threadVersion(threadId)) ?? 0
      deps.publish(`thread:${threadId}`, { type: 'message', threadId, version, message })
    }
  }

  const happened: Listener = async (events) => {
    if (events.length === 0) return
    deps.touchBoard()
    // Whoever connects later asks for everything on its screen.
    if (!deps.hasAnybody()) return
    const news = newsOf(events)
    for (const topic of topicsOf(news)) topics.add(topic)
    for (const id of news.contacts) contacts.add(id)
    pace.ask()
    await tellPhones(news)
    await tellMessages(news)
  }
  return { happened, stop: pace.stop }
}
