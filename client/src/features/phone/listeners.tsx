import { Ear } from 'lucide-react'
import type { ListenerView } from '../../../../server/contract/phone-views.ts'
import { listeningDoing, listeningWhyWords } from '../../../../server/contract/words.ts'

/** "Lorna Reid is listening (training)": under the dock for as long as it lasts, and said when it begins or changes (F43). */
export function Listeners({ listeners }: { listeners: ListenerView[] }) {
  return (
    <div role="status" aria-label="Who is listening" className={listeners.length === 0 ? '' : 'listeners'}>
      {listeners.map(({ name, mode, why, since }) => (
        <p key={`${name} ${since}`}>
          <Ear aria-hidden="true" />{' '}
          <span>
            <strong>{name}</strong> {listeningDoing[mode]} ({listeningWhyWords[why]})
          </span>
        </p>
      ))}
    </div>
  )
}
