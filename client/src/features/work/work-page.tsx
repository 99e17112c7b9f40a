/** Three panes under the dock: my work, what I am doing, and who it is about. */
import { ArrowLeft, PanelRight } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link, Outlet, useLocation, useNavigate } from 'react-router'
import { Need } from '../../frame/need.tsx'
import { useShortcut } from '../../keyboard.ts'
import { useWork } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { useWide } from '../../ui/wide.ts'
import { SidePane } from './side-pane.tsx'
import { WorkList } from './work-list.tsx'
import { neighbourPath } from './work-view.ts'
import './work.css'

function WorkPanes() {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const work = useWork()
  const isWide = useWide(1180)
  const isSingle = !useWide(820)
  const [isPaneOpen, setPaneOpen] = useState(false)
  const isList = pathname === '/work' || pathname === '/work/'
  const step = (by: 1 | -1) => () => {
    const path = work.data === undefined ? null : neighbourPath(work.data, pathname, by)
    if (path !== null) void navigate(path)
  }
  useShortcut('previous-work', step(-1))
  useShortcut('next-work', step(1))
  return (
    <div className="work-panes">
      {isSingle && !isList ? null : <WorkList />}
      <main id="main" className="work-canvas" data-region tabIndex={-1}>
        {isList && isWide ? null : (
          <div className="work-canvas-bar">
            {isSingle && !isList ? (
              <Link to="/work" className="button button-quiet">
                <ArrowLeft aria-hidden="true" />
                My work
              </Link>
            ) : null}
            {isWide ? null : (
              <Button
                icon={<PanelRight aria-hidden="true" />}
                aria-haspopup="dialog"
                onClick={() => setPaneOpen(true)}
              >
                {isList ? 'Today' : 'Member'}
              </Button>
            )}
          </div>
        )}
        <Suspense fallback={<SkeletonRows label="this" rows={6} height={64} />}>
          <Outlet />
        </Suspense>
      </main>
      {isWide ? (
        <aside className="side-pane" aria-label="Member" data-region tabIndex={-1}>
          <SidePane />
        </aside>
      ) : null}
      {isPaneOpen && !isWide ? (
        <Dialog title={isList ? 'Today' : 'Member'} shape="side" onClose={() => setPaneOpen(false)}>
          <SidePane />
        </Dialog>
      ) : null}
    </div>
  )
}

export function WorkPage() {
  return (
    <Need any={['take-calls', 'text-members', 'work-cases']} name="Work">
      <WorkPanes />
    </Need>
  )
}
