import type { TimelineEntry } from './api.ts'
import { byId, keepingEndInView, make, setText, syncList } from './dom.ts'
import { rawOf } from './raw.ts'
import { tell } from './timeline-words.ts'
import { clockTime } from './words.ts'
import type { Store, World } from './world.ts'

/** A mark for each kind, beside its name in words. */
const kinds: Record<TimelineEntry['kind'], { mark: string; name: string }> = {
  webhook: { mark: '↗', name: 'Webhook' },
  twiml: { mark: '↙', name: 'TwiML' },
  rest: { mark: '⇄', name: 'REST' },
  call: { mark: '☎', name: 'Call' },
  queue: { mark: '≡', name: 'Queue' },
  conference: { mark: '∞', name: 'Conference' },
  recording: { mark: '●', name: 'Recording' },
  message: { mark: '✉', name: 'Text' },
  switch: { mark: '⚡', name: 'Bad luck' },
  complaint: { mark: '!', name: 'Complaint' },
}

/** "What just happened": every message between the network and the product, readable, the raw one beneath. */
export function showTimeline(store: Store): void {
  const list = byId('happened', HTMLOListElement)
  const box = byId('happened-box', HTMLDivElement)
  const filter = byId('happened-filter', HTMLSelectElement)
  const count = byId('complaint-count', HTMLParagraphElement)
  const nothing = byId('happened-nothing', HTMLParagraphElement)

  const draw = (world: World) => {
    const shown = world.timeline.filter((entry) => isShown(world, entry, filter.value))
    keepingEndInView(box, () =>
      syncList(list, shown, { key: (entry) => String(entry.id), make: (entry) => line(world, entry) }),
    )
    nothing.hidden = shown.length > 0
    const complaints = world.timeline.filter((entry) => entry.kind === 'complaint').length
    setText(
      count,
      complaints === 0
        ? ''
        : `${complaints} ${complaints === 1 ? 'complaint' : 'complaints'}: Twilio would have logged these as errors or warnings.`,
    )
    count.hidden = complaints === 0
  }
  store.onDraw(draw)
  filter.addEventListener('change', () => draw(store.world))
}

function isShown(world: World, entry: TimelineEntry, filter: string): boolean {
  if (filter === 'complaints') return entry.kind === 'complaint'
  if (filter !== 'mine') return true
  const call = entry.callSid === null ? undefined : world.calls.get(entry.callSid)
  if (call) return call.phone === world.me
  return entry.callSid === null && (entry.kind === 'switch' || JSON.stringify(entry).includes(world.me))
}

function line(world: World, entry: TimelineEntry): HTMLElement {
  const { mark, name } = kinds[entry.kind]
  const { title, facts } = tell(world, entry)
  const badge = make('span', 'mark', mark)
  badge.setAttribute('aria-hidden', 'true')
  const when = make('time', '', clockTime(entry.at))
  when.dateTime = entry.at
  const small = make('p', 'facts', when, ` · ${name}${facts ? ` · ${facts}` : ''}`)
  const item = make('li', `entry ${entry.kind}`, badge, make('div', 'told', make('p', 'title', title), small))
  if (Object.keys(entry.detail).length > 0) item.lastElementChild?.append(rawDetails(entry))
  return item
}

function rawDetails(entry: TimelineEntry): HTMLDetailsElement {
  const summary = make('summary', '', 'Show raw')
  const details = make('details', 'raw', summary)
  // Hundreds of these are on the page: each is written out only when somebody looks.
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('pre')) details.append(make('pre', '', rawOf(entry)))
    setText(summary, details.open ? 'Hide raw' : 'Show raw')
  })
  return details
}
