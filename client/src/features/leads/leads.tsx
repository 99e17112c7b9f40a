/** Those who are no members yet and wait for an organiser; and how many of the others joined. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/clock.tsx'
import { showToast } from '../../ui/toast.tsx'
import './leads.css'

const key = ['leads'] as const

export function Leads() {
  const cache = useQueryClient()
  const works = useMay('work-cases')
  const leads = useQuery({ queryKey: key, queryFn: ({ signal }) => call('GET /api/leads', { signal }) })
  const settle = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; as: 'joined' | 'not-now' }) =>
      call('POST /api/leads/:id/settle', { params: { id }, body }),
    onSuccess: (next) => cache.setQueryData(key, next),
    onError: (error) => {
      showToast(problemWords(error).words, { tone: 'problem' })
      void cache.invalidateQueries({ queryKey: key })
    },
  })
  const view = leads.data
  if (view === undefined || view.open.length + view.joined + view.notNow === 0) return null
  const settled = view.joined + view.notNow
  return (
    <details className="leads">
      <summary>
        Not members yet: {view.open.length} {view.open.length === 1 ? 'waits' : 'wait'} for an organiser
        {settled === 0 ? '' : ` · ${view.joined} of ${settled} joined`}
      </summary>
      <ul className="leads-open" aria-label="Wait for an organiser">
        {view.open.map((lead) => (
          <li key={lead.id}>
            <div>
              <Link to={casePath(lead.caseId)}>{lead.name}</Link>{' '}
              <span className="figures">{lead.number}</span>
              <p className="entry-meta">
                {[lead.workplace, lead.about, lead.organiser?.name ?? 'No organiser']
                  .filter(Boolean)
                  .join(' · ')}
                {' · by '}
                <Due at={lead.dueAt} />
              </p>
            </div>
            {works ? (
              <>
                <Button
                  aria-label={`${lead.name} joined`}
                  onClick={() => settle.mutate({ id: lead.id, version: lead.version, as: 'joined' })}
                >
                  Joined
                </Button>
                <Button
                  tone="quiet"
                  aria-label={`${lead.name}: not now`}
                  onClick={() => settle.mutate({ id: lead.id, version: lead.version, as: 'not-now' })}
                >
                  Not now
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}
