import { Link } from 'react-router'
import { filterHash } from '../ui/url-filter.ts'
import { useMay } from './me.ts'

/** "Who has read this", for whoever may read the audit. `id`: of the case or member; it names nobody. */
export function AuditLink({ id }: { id: string }) {
  return useMay('read-audit') ? <Link to={`/audit${filterHash(id)}`}>Who has read this</Link> : null
}
