import { useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { MessageView, ThreadView } from '../../../../server/contract/thread-views.ts'
import { call, problemWords } from '../../api.ts'
import { flushWords, meetThread, useThreadDrafts } from '../../drafts/thread-draft.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { casePath, contactPath } from '../../paths.ts'
import { keys, useThread } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Composer } from './composer.tsx'
import { firstUnread } from './first-unread.ts'
import { lastSeen, rememberSeen } from './last-seen.ts'
import { joinPages } from './message-words.ts'
import { ThreadLog } from './thread-log.tsx'
import './thread.css'

/** Older pages of one thread, asked for by the person; they are history and do not change. */
const useOlder = (thread: ThreadView) => {
  const [older, setOlder] = useState<MessageView[]>([])
  const [hasMore, setHasMore] = useState<boolean | null>(null)
  const [isLoading, setLoading] = useState(false)
  const before = older[0]?.id ?? thread.messages[0]?.id
  const load = async () => {
    if (before === undefined || isLoading) return
    setLoading(true)
    try {
      const page = await call('GET /api/threads/:id', { params: { id: thread.id }, query: { before } })
      setOlder((shown) => joinPages(page.messages, shown))
      setHasMore(page.hasOlder)
    } catch (error) {
      showToast(problemWords(error).words, { tone: 'problem' })
    } finally {
      setLoading(false)
    }
  }
  return { older, hasOlder: hasMore ?? thread.hasOlder, isLoading, load }
}

const useClosing = (thread: ThreadView) => {
  const cache = useQueryClient()
  const [isPending, setPending] = useState(false)
  const ask = async (route: 'close' | 'reopen'): Promise<boolean> => {
    setPending(true)
    try {
      const params = { id: thread.id }
      const view =
        route === 'close'
          ? await call('POST /api/threads/:id/close', { params })
          : await call('POST /api/threads/:id/reopen', { params })
      cache.setQueryData(keys.thread(thread.id), view)
      void cache.invalidateQueries({ queryKey: keys.work })
      return true
    } catch (error) {
      showToast(problemWords(error).words, { tone: 'problem' })
      return false
    } finally {
      setPending(false)
    }
  }
  const reopen = () => ask('reopen')
  const close = async () => {
    if (await ask('close')) showToast('Conversation closed', { undo: () => void reopen() })
  }
  return { close, reopen, isPending }
}

function Heading({ thread }: { thread: ThreadView }) {
  const { close, reopen, isPending } = useClosing(thread)
  const isOpen = thread.contactId !== null
  useShortcut('close-conversation', () => void close(), isOpen && !isPending)
  return (
    <header className="thread-head">
      <div>
        <h1>{thread.caller.title}</h1>
        <p className="thread-line">
          Text · {thread.number}
          {thread.case ? (
            <>
              {' · '}
              <Link to={casePath(thread.case.id)} title={thread.caseRule ?? undefined}>
                {thread.case.reference}
              </Link>
            </>
          ) : null}
          {thread.assignee ? ` · with ${thread.assignee.name}` : ''}
          {isOpen ? '' : ' · closed'}
        </p>
      </div>
      {isOpen ? (
        <Button icon={<Check aria-hidden="true" />} isPending={isPending} onClick={() => void close()}>
          Close
        </Button>
      ) : (
        <Button isPending={isPending} onClick={() => void reopen()}>
          Reopen
        </Button>
      )}
    </header>
  )
}

/** Where reading was left off, settled once when the newest messages have come: a mark that wandered would mislead. */
const useFirstUnread = (thread: ThreadView, isFresh: boolean): string | null => {
  const personId = useMe().id
  const [unread, setUnread] = useState<{ id: string | null } | null>(null)
  if (unread === null && isFresh)
    setUnread({ id: firstUnread(thread.messages, lastSeen(personId, thread.id)) })
  return unread?.id ?? null
}

function Conversation({ thread, isFresh }: { thread: ThreadView; isFresh: boolean }) {
  const personId = useMe().id
  const unreadId = useFirstUnread(thread, isFresh)
  const draft = useThreadDrafts((drafts) => drafts[thread.id] ?? null)
  const { older, hasOlder, isLoading, load } = useOlder(thread)
  const seenId = useRef<string | null>(null)
  const threadId = thread.id
  const onSeen = useCallback(
    (id: string) => {
      seenId.current = id
      // Before the newest have come it is not known where reading was left off.
      if (isFresh) rememberSeen(personId, threadId, id)
    },
    [isFresh, personId, threadId],
  )
  useEffect(() => meetThread(thread), [thread])
  useEffect(() => () => void flushWords(thread.id), [thread.id])
  const messages = older.length > 0 ? joinPages(older, thread.messages) : thread.messages
  return (
    <article className="thread" aria-label="Conversation">
      <Heading thread={thread} />
      {thread.contactId ? (
        <p className="thread-rule">
          {thread.caseRule ?? 'Not on a case yet.'}{' '}
          <Link to={contactPath(thread.contactId)}>Change the case or the member</Link>
        </p>
      ) : null}
      <ThreadLog
        messages={messages}
        unreadId={unreadId}
        hasOlder={hasOlder}
        isLoadingOlder={isLoading}
        loadOlder={() => void load()}
        onSeen={onSeen}
      />
      {draft ? <Composer thread={thread} draft={draft} seen={() => seenId.current} /> : null}
    </article>
  )
}

/** One text conversation with a member. */
export function ThreadCanvas({ id }: { id: string }) {
  const query = useThread(id)
  if (query.data) return <Conversation key={id} thread={query.data} isFresh={query.isFetchedAfterMount} />
  return query.isError ? (
    <ErrorState
      what="We could not load this conversation."
      problem={problemWords(query.error)}
      onRetry={() => void query.refetch()}
    />
  ) : (
    <SkeletonRows rows={8} height={56} label="conversation" />
  )
}
