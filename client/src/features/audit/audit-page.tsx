/** The audit: who read and who did what, newest first, of everything or of one case, member or colleague. */
import { useId } from 'react'
import { Link, useNavigate } from 'react-router'
import type { AuditEntry, AuditView } from '../../../../server/contract/audit-views.ts'
import { problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { type AuditAsked, useAudit } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime, dayAndTime } from '../../ui/times.ts'
import { filterHash, useUrlFilter } from '../../ui/url-filter.ts'
import { Overrides } from './overrides.tsx'
import './audit.css'

const sealWords = ({ seq, sealedAt, unsealed }: AuditView['chain'], now: number): string => {
  if (sealedAt === null) return 'Nothing is sealed yet: the first seals follow within a second.'
  const behind =
    unsealed === 0
      ? 'Nothing waits for its seal.'
      : `${unsealed} newer ${unsealed === 1 ? 'row waits' : 'rows wait'} for a seal.`
  return `Rows up to ${seq} are sealed (${dayAndTime(sealedAt, now)}). ${behind}`
}

function Chain({ chain }: { chain: AuditView['chain'] }) {
  const now = useNow(60_000)
  return (
    <details className="audit-chain">
      <summary>{sealWords(chain, now)}</summary>
      <p>
        Each row is sealed together with the seal before it, so a row that is changed or taken out shows. Note
        this seal where nobody who runs the server can change it, and give it to{' '}
        <code>npm run audit:verify</code>:
      </p>
      <p>
        <code className="audit-seal">
          {chain.seq}:{chain.hash}
        </code>
      </p>
    </details>
  )
}

function Entries({ entries }: { entries: AuditEntry[] }) {
  const now = useNow(60_000)
  return (
    <ol className="audit-rows" aria-label="Rows of the audit, newest first">
      {entries.map(({ seq, at, by, words, about }) => (
        <li key={seq}>
          <span>
            <strong>{by}</strong> {words}
            {about === null ? null : (
              <> {about.path === null ? about.words : <Link to={about.path}>{about.words}</Link>}</>
            )}
          </span>
          <span className="audit-when figures">
            <time dateTime={at}>{dayAndTime(at, now)}</time>, row {seq}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Audit() {
  usePageTitle('Audit')
  const { params, asked: about, typed, setTyped } = useUrlFilter()
  const navigate = useNavigate()
  const watchesOpenings = useMay('watch-openings')
  const asked: AuditAsked = {
    what: params.get('what') === 'all' ? 'all' : 'reads',
    person: params.get('person') ?? '',
    about,
  }
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value === '') next.delete(name)
    else next.set(name, value)
    void navigate({ search: next.toString(), hash: filterHash(about) }, { replace: true })
  }
  const query = useAudit(asked)
  const hintId = useId()
  const [first] = query.data?.pages ?? []
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const isUnknown = first?.about?.found === false
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Audit</h1>
        {watchesOpenings ? <Link to="/openings">Sealed cases opened</Link> : null}
        <p className="page-count" role="status">
          {first?.about?.found === true ? `About ${first.about.words}` : ''}
        </p>
      </div>
      <Overrides />
      <div className="audit-tools" aria-describedby={hintId}>
        <Select
          label="Show"
          value={asked.what}
          options={[
            { value: 'reads', words: 'Who read' },
            { value: 'all', words: 'Everything that happened' },
          ]}
          onChange={(event) => choose('what', event.target.value === 'all' ? 'all' : '')}
        />
        <Select
          label="Who"
          value={asked.person}
          options={[
            { value: '', words: 'Everybody' },
            ...(first?.people ?? []).map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChange={(event) => choose('person', event.target.value)}
        />
        <TextField
          label="About"
          type="search"
          placeholder="CX-10482, or a membership number"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={isUnknown ? 'There is no such case or member, or you may not ask about it.' : null}
        />
      </div>
      <p id={hintId} className="audit-hint">
        What one person opens again within a quarter of an hour is one row. Names of members are shown only to
        who may read members.
      </p>
      {first === undefined ? (
        query.isError ? (
          <ErrorState
            what="We could not load the audit"
            problem={problemWords(query.error)}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <SkeletonRows label="rows of the audit" rows={10} />
        )
      ) : (
        <>
          {query.isError ? (
            <StaleLine at={clockTime(query.dataUpdatedAt)} onRetry={() => void query.refetch()} />
          ) : null}
          <Chain chain={first.chain} />
          {entries.length > 0 ? (
            <Entries entries={entries} />
          ) : isUnknown ? null : (
            <EmptyState
              title={asked.what === 'reads' ? 'Nobody has read this.' : 'Nothing of this has happened.'}
            />
          )}
          {query.hasNextPage ? (
            <p className="page-more">
              <Button isPending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </main>
  )
}

export function AuditPage() {
  return (
    <Need any={['read-audit']} name="Audit">
      <Audit />
    </Need>
  )
}
