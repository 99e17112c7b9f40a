import type { AdminPersonView, OneTimeView } from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { showToast } from '../../ui/toast.tsx'
import { fullWords, useSettingsChange } from './settings-form.ts'

const routes = {
  reset: 'POST /api/admin/people/:id/reset-sign-in',
  return: 'POST /api/admin/people/:id/return',
} as const

/** Gives somebody a one-time password: who forgot theirs, or who comes back. */
export const useGiveWayIn = (how: keyof typeof routes, whenGiven: (given: OneTimeView) => void) => {
  const give = useSettingsChange(
    ({ id, version }: AdminPersonView) => call(routes[how], { params: { id }, body: { version } }),
    whenGiven,
  )
  return {
    ask: (person: AdminPersonView) =>
      give.mutate(person, { onError: (error) => showToast(fullWords(error), { tone: 'problem' }) }),
    isPending: give.isPending,
  }
}
