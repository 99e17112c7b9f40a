import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'

/** Asks the server to change this contact, shows the answer at once and says so, with a way back where there is one. */
export const useContactChange = (id: string) => {
  const cache = useQueryClient()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const change = async (
    ask: () => Promise<ContactView>,
    done: (view: ContactView) => { words: string; undo?: () => void } | null,
  ): Promise<boolean> => {
    if (isPending) return false
    setPending(true)
    setProblem(null)
    try {
      const view = await ask()
      cache.setQueryData(keys.contact(id), view)
      void cache.invalidateQueries({ queryKey: keys.work })
      void cache.invalidateQueries({ queryKey: keys.phone })
      if (view.case) void cache.invalidateQueries({ queryKey: keys.case(view.case.id) })
      const said = done(view)
      if (said) showToast(said.words, said.undo ? { undo: said.undo } : {})
      return true
    } catch (error) {
      setProblem(problemWords(error).words)
      return false
    } finally {
      setPending(false)
    }
  }
  return { change, isPending, problem }
}
