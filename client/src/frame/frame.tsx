/** What every signed-in page stands in: bar, rail, dock, and one place for the page. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'
import { AlertBanner } from '../features/alerts/alert-banner.tsx'
import { Dock } from '../features/phone/dock.tsx'
import { OpeningBanner } from '../features/seals/opening-banner.tsx'
import { Palette } from '../features/search/palette.tsx'
import { useShortcut } from '../keyboard.ts'
import { startLive } from '../live.ts'
import { cohortPath } from '../paths.ts'
import { SkeletonRows } from '../ui/states.tsx'
import { Toasts } from '../ui/toast.tsx'
import { ConnectionStrip } from './connection-strip.tsx'
import { useHashFocus } from './hash-focus.ts'
import { useHeadingFocus } from './heading-focus.ts'
import { useMay, useMe } from './me.ts'
import { NoticeLines } from './notice-lines.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { PlacedLines } from './placed-lines.tsx'
import { placesFor } from './places.ts'
import { Rail } from './rail.tsx'
import { useRegionWalk } from './regions.ts'
import { TopBar } from './top-bar.tsx'
import './frame.css'

const KeysSheet = lazy(() =>
  import('../features/keys/keys-sheet.tsx').then((m) => ({ default: m.KeysSheet })),
)

type Layer = 'search' | 'keys' | null

export function Frame() {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const takesCalls = useMay('take-calls')
  const maySearch = useMay('read-members')
  const [layer, setLayer] = useState<Layer>(null)
  useEffect(() => startLive(cache), [cache])
  useHeadingFocus()
  useHashFocus()
  useRegionWalk()
  useShortcut('search', () => setLayer('search'), maySearch)
  useShortcut('help', () => setLayer('keys'))
  const reachable = placesFor(me.permissions)
  const goTo = (id: string) => () => {
    const place = reachable.find((one) => one.id === id)
    if (place !== undefined) void navigate(place.path)
  }
  useShortcut('go-cohort', () => void navigate(cohortPath), me.permissions.includes('text-cohorts'))
  useShortcut('go-work', goTo('work'))
  useShortcut('go-callbacks', goTo('callbacks'))
  useShortcut('go-cases', goTo('cases'))
  useShortcut('go-deadlines', goTo('deadlines'))
  useShortcut('go-members', goTo('members'))
  useShortcut('go-branch', goTo('branch'))
  useShortcut('go-branches', goTo('branches'))
  useShortcut('go-live', goTo('live'))
  useShortcut('go-admin', goTo('admin'))
  return (
    <div className={takesCalls ? 'frame' : 'frame frame-dockless'}>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <TopBar onSearch={() => setLayer('search')} onShowKeys={() => setLayer('keys')} />
      {takesCalls ? (
        <div className="dock-slot" data-region tabIndex={-1}>
          <Dock />
        </div>
      ) : null}
      <Rail />
      <div className="page-slot">
        {takesCalls ? null : <ConnectionStrip />}
        <NoticeLines />
        {takesCalls ? <PlacedLines /> : null}
        <AlertBanner />
        <OpeningBanner />
        <PageBoundary>
          <Suspense fallback={<SkeletonRows label="page" rows={8} height={64} />}>
            <Outlet />
          </Suspense>
        </PageBoundary>
      </div>
      <Toasts />
      {/* Here from the start: somebody types right after Ctrl K, and no letter may be lost to loading. */}
      {layer === 'search' ? <Palette onClose={() => setLayer(null)} /> : null}
      <Suspense fallback={null}>
        {layer === 'keys' ? <KeysSheet onClose={() => setLayer(null)} /> : null}
      </Suspense>
    </div>
  )
}
