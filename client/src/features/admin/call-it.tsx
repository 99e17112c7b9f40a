import { call } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { showToast } from '../../ui/toast.tsx'
import { fullWords } from './settings-form.ts'

/** The simulated telephone that drafts are tried on: of Ofcom's drama range, and no member's. */
const trialNumber = '+447700900991'

/**
 * Rings a line from the simulator's telephones; nothing where calls go through a real network. `draftOf`: the line whose
 * menu draft is heard, in a trial call of which nothing is kept; null: the call is an ordinary one.
 */
export function CallIt({ number, draftOf = null }: { number: string; draftOf?: string | null }) {
  const { simulatorUrl } = useMe()
  if (simulatorUrl === null) return null
  const to = new URL(simulatorUrl)
  to.searchParams.set('line', number)
  if (draftOf !== null) to.searchParams.set('from', trialNumber)
  const allow = () => {
    if (draftOf === null) return
    // The page opens meanwhile: by the time somebody presses Call there, this is done.
    call('POST /api/admin/lines/:id/menu-draft/trial', {
      params: { id: draftOf },
      body: { number: trialNumber },
    }).then(
      () => showToast('For ten minutes that telephone hears the draft as last saved. Nothing of it is kept.'),
      (error: unknown) => showToast(fullWords(error), { tone: 'problem' }),
    )
  }
  return (
    <a
      className="button button-plain"
      href={to.href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={allow}
    >
      {draftOf === null ? 'Call it now in the simulator' : 'Call the draft now in the simulator'}
    </a>
  )
}
