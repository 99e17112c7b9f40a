import type { CallView, Caption } from './api.ts'
import { byId, keepingEndInView, make, syncList } from './dom.ts'
import { nameOf } from './words.ts'
import { myCall, type Store, type World } from './world.ts'

/** Everything this telephone hears, in words, always: for deaf people, silent rooms and tests alike. */
export function showCaptions(store: Store): void {
  const log = byId('captions', HTMLDivElement)
  const hint = byId('captions-hint', HTMLParagraphElement)
  store.onDraw((world) => {
    const call = myCall(world)
    const shown = call ? captionsOf(world, call) : []
    hint.hidden = shown.length > 0
    keepingEndInView(log, () =>
      syncList(log, shown, {
        key: (caption) => `${caption.callSid} ${caption.id}`,
        make: (caption) => make('p', `caption ${caption.kind}`, words(world, caption)),
      }),
    )
  })
}

function captionsOf(world: World, call: CallView): Caption[] {
  const own = world.ownWords.filter((caption) => caption.callSid === call.sid)
  return [...call.captions, ...own].sort((a, b) => a.at.localeCompare(b.at))
}

function words(world: World, { kind, text, by }: Caption): string {
  switch (kind) {
    case 'say':
      return `“${text}”`
    case 'speech':
      return `${by === world.me ? 'You' : capital(nameOf(world, by ?? ''))}: ${text}`
    case 'key':
      return `You pressed ${text}`
    case 'play':
    case 'music':
      return `♪ ${text}`
    case 'note':
      return text
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
