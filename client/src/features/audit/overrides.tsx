/** What was done against a member's wish about being contacted: told to data protection where they look first. */
import { useQuery } from '@tanstack/react-query'
import { ShieldAlert } from 'lucide-react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { memberPath } from '../../paths.ts'
import { useNow } from '../../ui/clock.tsx'
import { dayAndTime } from '../../ui/times.ts'

const wayWords = { call: 'rang', text: 'texted', voicemail: 'left a message for', email: 'wrote to' } as const
const becauseWords: Record<string, string> = {
  discretion: 'who asked for discretion, in words that say too much',
  'marked-unsafe': 'a number marked as not safe',
  'opted-out': 'a number whose holder asked us to stop',
  'work-number': 'at work',
  'not-a-safe-number': 'on a number not marked safe',
  'no-calls': 'on a number for no calls',
  'no-texts': 'on a number for no texts',
  'no-voicemail': 'who wants no voicemail',
  'text-only': 'who wants texts only',
  'in-writing': 'who needs it in writing',
  'outside-safe-hours': 'outside their safe hours',
}
const monthMs = 30 * 86_400_000

export function Overrides() {
  const now = useNow(60_000)
  const overrides = useQuery({
    queryKey: ['overrides'],
    queryFn: ({ signal }) => call('GET /api/safe-contact/overrides', { signal }),
    refetchInterval: 60_000,
  })
  const items = overrides.data?.items ?? []
  const recent = items.filter(({ at }) => now - Date.parse(at) < monthMs).length
  if (items.length === 0) return null
  return (
    <details className="audit-chain">
      <summary>
        <ShieldAlert aria-hidden="true" className="audit-mark" />
        {recent === 0 ? 'None' : recent} in 30 days: contacted against a member’s wish
      </summary>
      <ol className="audit-rows" aria-label="Contacted against a member’s wish, newest first">
        {items.map(({ id, at, by, member, way, because, why }) => (
          <li key={id}>
            <span>
              <strong>{by}</strong> {wayWords[way]}{' '}
              {member === null ? 'somebody' : <Link to={memberPath(member.id)}>{member.name}</Link>}{' '}
              {becauseWords[because] ?? because}
              {why === '' ? '' : `: “${why}”`}
            </span>
            <time className="audit-when figures" dateTime={at}>
              {dayAndTime(at, now)}
            </time>
          </li>
        ))}
      </ol>
    </details>
  )
}
