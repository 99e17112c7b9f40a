import { Info, Octagon, TriangleAlert } from 'lucide-react'
import type { Notice } from '../../../server/contract/live-views.ts'
import { useNotices } from '../queries.ts'

const marks: Record<Notice['level'], React.JSX.Element> = {
  info: <Info aria-hidden="true" />,
  warn: <TriangleAlert aria-hidden="true" />,
  bad: <Octagon aria-hidden="true" fill="currentColor" />,
}

/** What everybody should know now ("Texts are waiting: the provider does not answer"). */
export function NoticeLines() {
  const notices = useNotices()
  return (
    <div role="status" className="notices">
      {notices.data.map((notice) => (
        <p key={notice.id} className={`notice notice-${notice.level}`}>
          {marks[notice.level]}
          {notice.words}
        </p>
      ))}
    </div>
  )
}
