/** The report of a members' file, one kind of row at a time. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { MemberImportRowView, MemberImportView } from '../../../../server/contract/member-views.ts'
import { type MemberRowWord, memberRowWords } from '../../../../server/contract/words.ts'
import { problemWords } from '../../api.ts'
import { useMemberImportRows } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { rowKinds } from './import-words.ts'

export function MemberReport({ shown, title }: { shown: MemberImportView; title: string }) {
  const [kind, setKind] = useState<MemberRowWord>(
    () => memberRowWords.find((one) => shown.counts[one] > 0) ?? 'new',
  )
  return (
    <Panel title={title}>
      <ul className="import-kinds">
        {memberRowWords.map((one) => (
          <li key={one}>
            <button
              type="button"
              className="import-kind"
              aria-pressed={one === kind}
              onClick={() => setKind(one)}
            >
              {rowKinds[one].title} ({shown.counts[one].toLocaleString('en-GB')})
            </button>
          </li>
        ))}
      </ul>
      {kind === 'failed' && shown.counts.failed > 0 ? (
        <p>
          <a className="button button-plain" href={`/api/admin/member-imports/${shown.id}/refused`} download>
            <Download aria-hidden="true" />
            Refused rows as CSV
          </a>
        </p>
      ) : null}
      <Rows key={kind} id={shown.id} kind={kind} />
    </Panel>
  )
}

function Rows({ id, kind }: { id: string; kind: MemberRowWord }) {
  const rows = useMemberImportRows(id, kind)
  if (rows.isError)
    return (
      <ErrorState
        what="We could not load the rows"
        problem={problemWords(rows.error)}
        onRetry={() => void rows.refetch()}
      />
    )
  if (rows.data === undefined) return <SkeletonRows label="rows" rows={4} />
  const items = rows.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState title={rowKinds[kind].none} />
  return (
    <>
      <section className="table-wrap" aria-label={rowKinds[kind].title} tabIndex={-1}>
        <table className="table">
          <caption className="visually-hidden">{rowKinds[kind].title}</caption>
          <thead>
            <tr>
              <th scope="col">Member</th>
              {kind === 'gone' ? null : <th scope="col">Row</th>}
              {kind === 'new' ? null : <th scope="col">{kind === 'failed' ? 'Why' : 'What'}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((item, at) => (
              <Row key={item.row ?? `gone-${at}`} item={item} kind={kind} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.hasNextPage ? (
        <p className="page-more">
          <Button isPending={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            Show more
          </Button>
        </p>
      ) : null}
    </>
  )
}

function Row({ item, kind }: { item: MemberImportRowView; kind: MemberRowWord }) {
  return (
    <tr>
      <th scope="row">
        {item.name || 'No name'}
        <span className="field-hint person-email figures">{item.membershipNumber ?? 'no number'}</span>
      </th>
      {kind === 'gone' ? null : (
        <td data-label="Row" className="figures">
          {item.row}
        </td>
      )}
      {kind === 'new' ? null : (
        <td data-label={kind === 'failed' ? 'Why' : 'What'}>{item.problem ?? <Changes item={item} />}</td>
      )}
    </tr>
  )
}

function Changes({ item }: { item: MemberImportRowView }) {
  return (
    <ul className="import-changes">
      {item.changes.map(({ field, before, after, keptHere }) => (
        <li key={field}>
          <strong>{field}</strong>:{' '}
          {keptHere ? (
            <>
              stays “{before ?? 'none'}”; the file says “{after ?? 'none'}”{' '}
              <Chip tone="info">changed here</Chip>
            </>
          ) : (
            <>
              {before ?? 'none'} → {after ?? 'none'}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
