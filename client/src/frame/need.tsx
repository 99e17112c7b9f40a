import type { ReactNode } from 'react'
import type { Permission } from '../../../server/contract/words.ts'
import { EmptyState } from '../ui/states.tsx'
import { useMe } from './me.ts'

/** A page for some roles says who may see it, in place of a bare "403". The server refuses in any case. */
export function Need({ any, name, children }: { any: Permission[]; name: string; children: ReactNode }) {
  const { permissions } = useMe()
  if (any.some((need) => permissions.includes(need))) return children
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <h1 className="visually-hidden">{name}</h1>
      <EmptyState title={`${name} is not part of your role`}>
        Ask your administrator if you need it.
      </EmptyState>
    </main>
  )
}
