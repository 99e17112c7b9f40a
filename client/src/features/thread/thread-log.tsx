import { Fragment, useLayoutEffect, useRef, useState } from 'react'
import type { MessageView } from '../../../../server/contract/thread-views.ts'
import { Button } from '../../ui/button.tsx'
import { longDate } from '../../ui/times.ts'
import { MessageBubble } from './message-bubble.tsx'
import { byDay } from './message-words.ts'

const nearEndPx = 48
const isNearEnd = (element: HTMLElement) =>
  element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx

interface Props {
  messages: MessageView[]
  /** The first message not read yet, where the conversation opens; null: at its end. */
  unreadId: string | null
  hasOlder: boolean
  isLoadingOlder: boolean
  loadOlder: () => void
  /** The newest message that has been on screen. */
  onSeen: (id: string) => void
}

/**
 * The conversation, oldest first. It opens at the first unread message, else at its end, and follows the end; somebody who has scrolled up is left in peace
 * and told how many came. Older ones are put above without moving what is being read.
 */
export function ThreadLog({ messages, unreadId, hasOlder, isLoadingOlder, loadOlder, onSeen }: Props) {
  const log = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const openedAt = useRef<string | null>(null)
  const heightBefore = useRef<{ first: string | undefined; height: number; count: number } | null>(null)
  const [unseen, setUnseen] = useState(0)
  const first = messages[0]?.id
  const last = messages.at(-1)?.id

  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const before = heightBefore.current
    if (unreadId !== null && openedAt.current !== unreadId) {
      openedAt.current = unreadId
      const mark = element.querySelector('.unread-mark')
      if (mark)
        element.scrollTop += mark.getBoundingClientRect().top - element.getBoundingClientRect().top - 8
      isAtEnd.current = isNearEnd(element)
    }
    if (isAtEnd.current) {
      element.scrollTop = element.scrollHeight
      if (last) onSeen(last)
    } else if (before && before.first !== first) {
      element.scrollTop += element.scrollHeight - before.height
    } else if (before && messages.length > before.count) {
      setUnseen((count) => count + messages.length - before.count)
    }
    heightBefore.current = { first, height: element.scrollHeight, count: messages.length }
  }, [messages, first, last, unreadId, onSeen])

  // The composer grows, the window shrinks, a dialog closes: the end stays the end.
  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const follow = () => {
    const element = log.current
    if (!element) return
    isAtEnd.current = isNearEnd(element)
    if (!isAtEnd.current) return
    setUnseen(0)
    if (last) onSeen(last)
  }
  const toEnd = () => {
    const element = log.current
    if (element) element.scrollTop = element.scrollHeight
  }

  return (
    <div className="thread-middle">
      <div
        ref={log}
        className="thread-log"
        role="log"
        aria-live="polite"
        aria-label="Messages"
        // Scrolling by keyboard needs a focusable box (WCAG 2.1.1).
        tabIndex={0}
        onScroll={follow}
      >
        {hasOlder ? (
          <Button tone="quiet" isPending={isLoadingOlder} onClick={loadOlder}>
            {isLoadingOlder ? 'Fetching older messages…' : 'Show older messages'}
          </Button>
        ) : null}
        {byDay(messages).map(({ day, messages: ofDay }) => (
          <section key={day} aria-label={longDate(`${day}T12:00:00Z`)}>
            <h2 className="thread-day">{longDate(`${day}T12:00:00Z`)}</h2>
            <ol>
              {ofDay.map((message) => (
                <Fragment key={message.id}>
                  {message.id === unreadId ? <li className="unread-mark">New for you</li> : null}
                  <MessageBubble message={message} />
                </Fragment>
              ))}
            </ol>
          </section>
        ))}
      </div>
      {unseen > 0 ? (
        <Button className="thread-new" onClick={toEnd}>
          {unseen} new ↓
        </Button>
      ) : null}
    </div>
  )
}
