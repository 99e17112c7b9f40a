import { HeadphoneOff, Headphones, Search } from 'lucide-react'
import { Link } from 'react-router'
import { useShortcutWords } from '../keyboard.ts'
import { usePhone } from '../queries.ts'
import { useWide } from '../ui/wide.ts'
import { AccountMenu } from './account-menu.tsx'
import { useMay } from './me.ts'
import { productName } from './page-title.ts'
import { PresenceMenu } from './presence-menu.tsx'
import { MyQueueChips, QueueChips } from './queue-chips.tsx'

function PhonePart() {
  const phone = usePhone()
  if (phone.data === undefined) return <span className="presence-place" />
  const { callable, occupancy } = phone.data.presence
  const isFine = callable || occupancy !== 'idle'
  return (
    <>
      <span className={isFine ? 'phone-state phone-ok' : 'phone-state phone-off'}>
        {isFine ? <Headphones aria-hidden="true" /> : <HeadphoneOff aria-hidden="true" />}
        {isFine ? 'Phone ready' : 'Not getting calls'}
      </span>
      <PresenceMenu phone={phone.data} />
    </>
  )
}

export function TopBar({ onSearch, onShowKeys }: { onSearch: () => void; onShowKeys: () => void }) {
  const searchKeys = useShortcutWords('search')
  const watchesLive = useMay('watch-live')
  const takesCalls = useMay('take-calls')
  const maySearch = useMay('read-members')
  const isWide = useWide(1180)
  return (
    <header className="top-bar">
      <Link to="/" className="product">
        <span className="product-mark" aria-hidden="true" />
        {productName}
      </Link>
      {maySearch ? (
        <button type="button" className="search-button" onClick={onSearch}>
          <Search aria-hidden="true" />
          <span className="search-words">Search members, cases, numbers</span>
          {searchKeys === null ? null : (
            <kbd className="keys" aria-hidden="true">
              {searchKeys}
            </kbd>
          )}
        </button>
      ) : null}
      <div className="top-right">
        {isWide && watchesLive ? <QueueChips /> : isWide && takesCalls ? <MyQueueChips /> : null}
        {takesCalls ? <PhonePart /> : null}
        <AccountMenu onShowKeys={onShowKeys} />
      </div>
    </header>
  )
}
