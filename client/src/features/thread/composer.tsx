import { useQueryClient } from '@tanstack/react-query'
import { LayoutList, MessageSquare, NotebookPen, Send } from 'lucide-react'
import { useRef, useState } from 'react'
import { textPurposeWords } from '../../../../server/contract/line-words.ts'
import type { MessageView, ThreadView } from '../../../../server/contract/thread-views.ts'
import { savedWords } from '../../drafts/saved-words.ts'
import {
  chooseKind,
  flushWords,
  sendWords,
  type ThreadDraft,
  typeWords,
  type WritingKind,
} from '../../drafts/thread-draft.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { withMessage } from '../../live-cache.ts'
import { keys } from '../../queries.ts'
import { longestText } from '../../segments/segment-words.ts'
import { useSegments } from '../../segments/use-segments.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { TextField } from '../../ui/field.tsx'
import { clockTime, shortDate } from '../../ui/times.ts'
import { answeredMeanwhile, beganAfter, newestText } from './answered-meanwhile.ts'
import { TemplatesSheet } from './templates-sheet.tsx'
import { unfilledFields } from './unfilled-fields.ts'

const kinds: Record<WritingKind, { name: string; label: string; press: string; sending: string }> = {
  text: { name: 'Text', label: 'Text to the member', press: 'Send text', sending: 'Sending…' },
  note: { name: 'Note', label: 'Note, members never see this', press: 'Keep note', sending: 'Keeping…' },
}

function KindButton({ kind, draft, choose }: { kind: WritingKind; draft: ThreadDraft; choose: () => void }) {
  const id = kind === 'text' ? 'write-text' : 'write-note'
  useShortcut(id, choose)
  const Icon = kind === 'text' ? MessageSquare : NotebookPen
  return (
    <Button
      className={`kind-${kind}`}
      aria-pressed={draft.kind === kind}
      keys={useShortcutWords(id)}
      icon={<Icon aria-hidden="true" />}
      onClick={choose}
    >
      {kinds[kind].name}
    </Button>
  )
}

/** Why no text can go, in place of the box: the law is said where the button would have been. */
function NoTexts({ thread }: { thread: ThreadView }) {
  const now = useNow(60_000)
  const name = thread.caller.kind === 'member' ? (thread.caller.title.split(' ')[0] ?? 'They') : 'They'
  return (
    <div className="composer-closed" role="note">
      <p>
        {thread.optedOutAt
          ? `${name} opted out on ${shortDate(thread.optedOutAt, now)} by replying STOP.`
          : thread.canText.allowed
            ? ''
            : thread.canText.words}
      </p>
      {thread.optedOutAt ? (
        <p>
          {thread.purpose === 'case'
            ? 'No text may be sent until they reply START. Reach them by phone or letter; notes can be kept here.'
            : `This number is for ${textPurposeWords[thread.purpose]}: no such text may be sent until they reply START to it. Texts about their own matter still go from our other number.`}
        </p>
      ) : null}
    </div>
  )
}

function Count({ draft, onFix }: { draft: ThreadDraft; onFix: (text: string) => void }) {
  const text = draft.words.text
  const { words, fixed } = useSegments(text)
  if (draft.kind === 'note') return <p className="composer-count">Only colleagues read this</p>
  const over = text.trim().length - longestText
  return (
    <p className={over > 0 ? 'composer-count is-bad' : 'composer-count'}>
      {over > 0 ? `${over} characters too many` : words}{' '}
      {fixed !== null ? (
        <button type="button" className="link-button" onClick={() => onFix(fixed)}>
          Use plain ones
        </button>
      ) : null}
    </p>
  )
}

/** Two who answer one member at once contradict each other: said where the text is written, before it is sent. */
function AnsweredMeanwhile({ thread, draft }: { thread: ThreadView; draft: ThreadDraft }) {
  const me = useMe()
  const words = draft.words.text
  const [began, setBegan] = useState(() => beganAfter(thread.messages, { words, savedAt: draft.savedAt }))
  const newest = newestText(thread.messages)?.id ?? null
  // An empty box is nobody's answer yet.
  if (words.trim() === '' && began !== newest) setBegan(newest)
  const colleague =
    draft.kind === 'text' && words.trim() !== ''
      ? answeredMeanwhile(thread.messages, { id: me.id, beganAfter: began })
      : null
  return (
    <p className={colleague ? 'composer-meanwhile' : 'visually-hidden'} role="status">
      {colleague
        ? `${colleague.name} answered at ${clockTime(colleague.at)} while you were writing. Read it before you send.`
        : ''}
    </p>
  )
}

/** To somebody who asked for discretion nothing goes by habit: data protection reads why. */
function SayWhy({ onSend }: { onSend: (why: string) => void }) {
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string | null>(null)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (why.trim() === '') setError('Say why. Data protection reads it.')
        else onSend(why.trim())
      }}
    >
      <TextField
        label="Or say why it must go as it is"
        maxLength={500}
        value={why}
        error={error}
        onChange={({ target }) => setWhy(target.value)}
      />
      <Button type="submit">Send it as it is</Button>
    </form>
  )
}

interface Props {
  thread: ThreadView
  draft: ThreadDraft
  /** The newest message that has been on screen, or null when there is none. */
  seen: () => string | null
}

export function Composer({ thread, draft, seen }: Props) {
  const cache = useQueryClient()
  const now = useNow()
  const box = useRef<HTMLTextAreaElement>(null)
  const { kind } = draft
  const words = draft.words[kind]
  const look = kinds[kind]
  const isClosed = kind === 'text' && (thread.optedOutAt !== null || !thread.canText.allowed)
  const sendKeys = useShortcutWords('send')

  const add = (message: MessageView) =>
    cache.setQueryData<ThreadView>(keys.thread(thread.id), (shown) =>
      shown ? withMessage(shown, shown.version, message) : shown,
    )
  const send = async (seenMessageId: string | null, why: string | null = null) => {
    if (isClosed || words.trim() === '') return box.current?.focus()
    const message = await sendWords(thread.id, seenMessageId, why)
    if (message) {
      add(message)
      void cache.invalidateQueries({ queryKey: keys.work })
    }
    if (!message || !thread.contactId) void cache.invalidateQueries({ queryKey: keys.thread(thread.id) })
    box.current?.focus()
  }
  const choose = (next: WritingKind) => () => {
    chooseKind(thread.id, next)
    // The box of the other kind may only now come into being.
    requestAnimationFrame(() => box.current?.focus())
  }
  const missing = kind === 'text' ? unfilledFields(words) : []
  const blocked =
    kind === 'text' && words.trim().length > longestText
      ? 'A text can be 1,600 characters at most.'
      : missing.length > 0
        ? `Not filled in: ${missing.join(', ')}.`
        : null
  const isSendBlocked = blocked !== null
  const [isChoosing, setChoosing] = useState(false)
  const mayChoose = !isClosed && kind === 'text'
  useShortcut('templates', () => setChoosing(true), mayChoose)
  const templateKeys = useShortcutWords('templates')
  const insert = (text: string) => {
    setChoosing(false)
    const left = words.trimEnd()
    typeWords(thread.id, left === '' ? text : `${left} ${text}`)
    requestAnimationFrame(() => box.current?.focus())
  }
  useShortcut('send', () => void send(seen()), !isClosed && !isSendBlocked && words.trim() !== '')

  return (
    <section className={`composer composer-${kind}`} aria-label="Write">
      {thread.outsideHours && !isClosed && kind === 'text' ? (
        <p className="composer-hours">{thread.outsideHours}</p>
      ) : null}
      <div className="composer-bar">
        <KindButton kind="text" draft={draft} choose={choose('text')} />
        <KindButton kind="note" draft={draft} choose={choose('note')} />
        {mayChoose ? (
          <Button
            keys={templateKeys}
            icon={<LayoutList aria-hidden="true" />}
            onClick={() => setChoosing(true)}
          >
            Templates
          </Button>
        ) : null}
        {isClosed ? null : <Count draft={draft} onFix={(text) => typeWords(thread.id, text)} />}
      </div>
      {isClosed ? (
        <NoTexts thread={thread} />
      ) : (
        <>
          <textarea
            ref={box}
            className="input input-area composer-box"
            aria-label={look.label}
            rows={3}
            value={words}
            onChange={(event) => typeWords(thread.id, event.target.value)}
            onKeyDown={(event) => {
              // In an empty box a slash begins no text.
              if (event.key !== '/' || words !== '' || !mayChoose) return
              event.preventDefault()
              setChoosing(true)
            }}
            onBlur={() => void flushWords(thread.id)}
          />
          {missing.length > 0 ? (
            <p className="composer-missing" role="status">
              Not filled in: {missing.join(', ')}. Fill it or take it out, braces and all; then it can go.
            </p>
          ) : null}
          <AnsweredMeanwhile thread={thread} draft={draft} />
          {draft.refused ? (
            <div className="composer-refused" role="alert">
              <p>{draft.refused.words}</p>
              {draft.refused.reason === 'newer-message' ? (
                <Button onClick={() => void send(null)}>Send anyway</Button>
              ) : null}
              {draft.refused.reason === 'tells-too-much' ? (
                <SayWhy onSend={(why) => void send(seen(), why)} />
              ) : null}
            </div>
          ) : null}
          <div className="composer-bar">
            <p className="composer-saved">
              {words === ''
                ? ''
                : draft.save === 'clean'
                  ? savedWords(draft.savedAt, now)
                  : 'Saving the draft…'}
            </p>
            <Button
              large
              tone="primary"
              className={`send-${kind}`}
              icon={kind === 'text' ? <Send aria-hidden="true" /> : <NotebookPen aria-hidden="true" />}
              keys={sendKeys}
              isPending={draft.isSending}
              blocked={blocked}
              onClick={() => void send(seen())}
            >
              {draft.isSending ? look.sending : look.press}
            </Button>
          </div>
        </>
      )}
      {isChoosing ? (
        <TemplatesSheet threadId={thread.id} onClose={() => setChoosing(false)} onChoose={insert} />
      ) : null}
    </section>
  )
}
