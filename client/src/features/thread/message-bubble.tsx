import type { MessageView } from '../../../../server/contract/thread-views.ts'
import { deliveryOf, messageMeta } from './message-words.ts'
import { Pictures } from './pictures.tsx'

const speaker = { in: 'They wrote', out: 'We wrote', note: 'Note' }

/** One message: theirs on the left, ours on the right, a note across the whole width with a bar and words. */
export function MessageBubble({ message }: { message: MessageView }) {
  const isBad = deliveryOf(message)?.level === 'bad'
  return (
    <li className={`bubble bubble-${message.direction}`}>
      <p className="bubble-words">
        <span className="visually-hidden">{speaker[message.direction]}: </span>
        {message.direction === 'note' ? <strong>Note, members never see this. </strong> : null}
        {message.body}
      </p>
      <Pictures pictures={message.pictures} />
      {message.refusedFiles.map((words) => (
        <p key={words} className="bubble-refused">
          {words}
        </p>
      ))}
      <p className={isBad ? 'bubble-meta is-bad' : 'bubble-meta'}>
        <time dateTime={message.at}>{messageMeta(message)}</time>
      </p>
    </li>
  )
}
