import { useParams } from 'react-router'
import { usePageTitle } from '../../frame/page-title.ts'
import { useThread } from '../../queries.ts'
import { ThreadCanvas } from '../thread/thread-canvas.tsx'

/** One text conversation by its address; a fresh canvas for each. */
export function WorkText() {
  const { id = '' } = useParams()
  const thread = useThread(id)
  usePageTitle(thread.data?.caller.title ?? 'Text')
  return <ThreadCanvas key={id} id={id} />
}
